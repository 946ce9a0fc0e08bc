"""Articles on disk: each change is one number of the knowledge base, and the index follows it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.domain.articles import (
    Article,
    ArticleContent,
    ArticleStatus,
    Imported,
    ImportOutcome,
)
from server.domain.errors import BadInput, NotFound
from server.domain.retrieval import Candidates, IndexTerms
from server.storage.article_index import ENOUGH_POSTINGS
from server.storage.articles import Articles
from server.storage.database import Database
from tests.server.instruments import CountingIds, ManualClock
from tests.server.storage.knowing import PlainIndexer, opened_articles

REFUND = ArticleContent(
    title="refund takes five days",
    body="the bank needs them",
    questions=("money back", "退 款"),
    language="en",
    tags=("money",),
)
PARKING = ArticleContent(title="parking", body="behind the house")

Make = Callable[[PlainIndexer], Articles]


@pytest.fixture
def make(database: Database) -> Make:
    clock, ids = ManualClock(), CountingIds()
    return lambda indexer: Articles(database, clock, ids, indexer)


@pytest.fixture
async def articles(make: Make) -> Articles:
    made = make(PlainIndexer())
    await made.prepare()
    return made


async def proposed(articles: Articles, *words: str, limit: int = 10) -> Candidates:
    return await articles.candidates(PlainIndexer().question(words), limit=limit)


async def found(articles: Articles, *words: str) -> list[str]:
    return [one.article.title for one in (await proposed(articles, *words)).items]


async def test_an_article_comes_back_as_it_was_written(articles: Articles) -> None:
    added = await articles.add(REFUND)

    assert await articles.get(added.id) == added
    assert (added.title, added.questions, added.tags) == (
        REFUND.title,
        REFUND.questions,
        ("money",),
    )
    assert (added.key, added.revision, added.language) == (None, 1, "en")


async def test_each_change_is_one_number_and_no_change_is_none(articles: Articles) -> None:
    added = await articles.add(REFUND)
    same = await articles.put(added.id, REFUND)
    changed = await articles.put(added.id, replace(REFUND, title="refund"))
    other = await articles.add(PARKING)
    await articles.delete(added.id)

    assert [same.revision, changed.revision, other.revision] == [1, 2, 3]
    assert await articles.revision() == 4


async def test_what_is_not_there_is_said_to_be_not_there(articles: Articles) -> None:
    for asking in (articles.get("x"), articles.put("x", PARKING), articles.delete("x")):
        with pytest.raises(NotFound):
            await asking
    assert await articles.revision() == 0


async def test_only_live_articles_are_proposed(articles: Articles) -> None:
    added = await articles.add(REFUND)
    assert await found(articles, "refund") == [REFUND.title]

    await articles.put(added.id, replace(REFUND, status=ArticleStatus.DRAFT))
    assert await found(articles, "refund") == []

    await articles.put(added.id, REFUND)
    assert await found(articles, "refund") == [REFUND.title]

    await articles.delete(added.id)
    assert await found(articles, "refund") == []


async def test_every_field_is_searched_and_single_characters_are_found(articles: Articles) -> None:
    await articles.add(REFUND)
    await articles.add(PARKING)

    assert await found(articles, "bank") == [REFUND.title], "the text"
    assert await found(articles, "退") == [REFUND.title], "a question"
    assert await found(articles, "parking") == [PARKING.title], "the title"
    assert await found(articles) == []


async def test_counts_follow_every_change(articles: Articles) -> None:
    added = await articles.add(REFUND)
    await articles.add(replace(PARKING, body="no refund here"))
    both = await proposed(articles, "refund", "BEHIND2")
    assert (both.counts, both.total) == ({"refund": 2}, 2)

    await articles.delete(added.id)
    one = await proposed(articles, "refund", "BEHIND2")
    assert (one.counts, one.total) == ({"refund": 1}, 1)


async def test_a_mistyped_word_is_looked_for_as_it_was_meant(articles: Articles) -> None:
    await articles.add(REFUND)

    candidates = await proposed(articles, "where", "reFund")

    assert candidates.question == PlainIndexer().question(("where", "refund"))
    assert candidates.counts == {"refund": 1}
    assert [one.article.title for one in candidates.items] == [REFUND.title]


async def test_a_word_of_an_article_that_is_gone_mends_nothing(articles: Articles) -> None:
    added = await articles.add(REFUND)
    await articles.delete(added.id)

    assert (await proposed(articles, "reFund")).question.words == ("reFund",)


async def test_a_term_that_everything_holds_does_not_make_it_look_at_everything(
    articles: Articles,
) -> None:
    many = ENOUGH_POSTINGS // 2 + 1
    items = [Imported(key=str(number), title="how to", body="") for number in range(many)]
    await articles.put_all([*items, Imported(key="p", title="how to park", body="")])

    candidates = await proposed(articles, "how", "to", "park", limit=3)

    assert candidates.items[0].article.key == "p"
    assert candidates.counts["how"] == many + 1, "weighed all the same"


async def test_an_import_adds_updates_and_leaves_alone(articles: Articles) -> None:
    first = Imported(key="a.md", title="A", body="one", questions=("why a",))
    second = Imported(key="b.md", title="B", body="two")
    added = await articles.put_all([first, second])
    again = await articles.put_all([first, replace(second, body="three")])

    assert [one.outcome for one in added] == [ImportOutcome.ADDED, ImportOutcome.ADDED]
    assert [one.outcome for one in again] == [ImportOutcome.UNCHANGED, ImportOutcome.UPDATED]
    assert [one.article.id for one in again] == [one.article.id for one in added]
    assert [one.article.revision for one in again] == [1, 2]
    assert await articles.revision() == 2


async def test_an_import_that_changes_nothing_is_no_change(articles: Articles) -> None:
    item = Imported(key="a.md", title="A", body="one")
    await articles.put_all([item])
    await articles.put_all([item, item])
    await articles.put_all([])
    assert await articles.revision() == 1


async def test_an_import_keeps_what_it_does_not_bring(articles: Articles) -> None:
    (first,) = await articles.put_all([Imported(key="a.md", title="A", body="one")])
    by_hand = replace(content(first.article), questions=("why",), tags=("t",), language="de")
    await articles.put(first.article.id, by_hand)

    (again,) = await articles.put_all([Imported(key="a.md", title="A", body="two")])

    assert content(again.article) == replace(by_hand, body="two")


async def test_the_same_key_twice_in_one_import_leaves_the_last(articles: Articles) -> None:
    stored = await articles.put_all(
        [Imported(key="a", title="A", body="one"), Imported(key="a", title="A", body="two")]
    )
    assert [one.outcome for one in stored] == [ImportOutcome.ADDED, ImportOutcome.UPDATED]
    assert (await articles.get(stored[0].article.id)).body == "two"


async def test_lists_show_the_newest_first_and_page(articles: Articles) -> None:
    for number in range(5):
        status = ArticleStatus.DRAFT if number == 2 else ArticleStatus.LIVE
        await articles.add(ArticleContent(title=str(number), body="", status=status))

    first, cursor = await articles.page(limit=2, cursor=None)
    second, more = await articles.page(limit=2, cursor=cursor)
    last, end = await articles.page(limit=2, cursor=more)
    drafts, _ = await articles.page(limit=2, cursor=None, status=ArticleStatus.DRAFT)

    assert [one.title for one in (*first, *second, *last)] == ["4", "3", "2", "1", "0"]
    assert end is None
    assert [one.title for one in drafts] == ["2"]


@pytest.mark.parametrize("cursor", ["x", "-1", "1.5", "٣", "9" * 40])
async def test_a_cursor_that_no_list_gave_is_refused(articles: Articles, cursor: str) -> None:
    with pytest.raises(BadInput):
        await articles.page(limit=2, cursor=cursor)


async def test_another_indexer_indexes_everything_anew(articles: Articles, make: Make) -> None:
    await articles.add(REFUND)
    await articles.add(replace(PARKING, status=ArticleStatus.DRAFT))
    other = make(PlainIndexer(version=2, cut=lambda text: text.replace("refund", "repay")))
    await other.prepare()

    assert await found(other, "repay") == [REFUND.title]
    assert await found(other, "refund") == []
    assert await found(other, "parking") == []
    assert await other.revision() == 2, "the articles are the same"


WORDS = ("refund", "parking", "退", "款", "house")
CONTENTS = st.builds(
    ArticleContent,
    title=st.sampled_from(WORDS),
    body=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
    status=st.sampled_from(ArticleStatus),
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "put", "delete"]), st.integers(0, 5), CONTENTS), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
async def test_the_index_never_differs_from_the_articles(
    steps: list[tuple[str, int, ArticleContent]],
) -> None:
    async with opened_articles(PlainIndexer()) as articles:
        kept: list[Article] = []
        for step, place, written in steps:
            if step == "add" or not kept:
                kept.append(await articles.add(written))
            elif step == "put":
                which = place % len(kept)
                kept[which] = await articles.put(kept[which].id, written)
            else:
                await articles.delete(kept.pop(place % len(kept)).id)

        live = [one for one in kept if one.status is ArticleStatus.LIVE]
        for word in WORDS:
            holding = [one for one in live if word in f"{one.title} {one.body}".split()]
            candidates = await proposed(articles, word, limit=100)
            assert candidates.total == len(live)
            assert candidates.counts.get(word, 0) == len(holding)
            assert {one.article.id for one in candidates.items} == {one.id for one in holding}


def content(article: Article) -> ArticleContent:
    return ArticleContent(
        title=article.title,
        body=article.body,
        questions=article.questions,
        language=article.language,
        tags=article.tags,
        status=article.status,
    )


def test_the_plain_indexer_is_as_plain_as_it_says() -> None:
    article = Article(
        id="1", key=None, revision=1, updated_at=ManualClock().now(), title="A b", body="c"
    )
    assert PlainIndexer().terms(article) == IndexTerms(asked="A b", linked="", told="c")
