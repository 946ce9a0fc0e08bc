"""What counts when candidates are compared, and that being sure means the same everywhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.articles import Article
from server.domain.retrieval import Candidate, Candidates, Retrieval
from server.knowledge.confidence import confidence
from server.knowledge.indexing import ArticleIndexer
from server.knowledge.question import read_question
from server.knowledge.retriever import Retriever
from server.knowledge.signs import Signs
from server.knowledge.vocabulary import Vocabulary
from tests.server.instruments import ManualClock

WORDS = Vocabulary(["refund: refund, money back"], ["the my is how do i"])
INDEXER = ArticleIndexer(WORDS)


def article(key: str, *questions: str, body: str = "") -> Article:
    return Article(
        id=key,
        key=key,
        title=questions[0] if questions else "",
        questions=questions,
        body=body,
        revision=1,
        updated_at=ManualClock().now(),
    )


def candidates(text: str, *articles: Article) -> Candidates:
    """As storage would propose them: all, with the true counts."""
    question = read_question(text, WORDS)
    items = tuple(Candidate(article=one, terms=INDEXER.terms(one)) for one in articles)
    counts = {
        term: count for term in question.shares if (count := sum(holds(one, term) for one in items))
    }
    return Candidates(question=question, items=items, total=len(items), counts=counts)


def holds(candidate: Candidate, term: str) -> bool:
    terms = candidate.terms
    return f" {term} " in terms.asked + terms.linked + terms.told


def judge(text: str, *articles: Article) -> Retrieval:
    return Retriever(WORDS).judge(candidates(text, *articles), limit=5)


def order(text: str, *articles: Article) -> list[str | None]:
    return [item.article.key for item in judge(text, *articles).items]


OTHERS = tuple(article(name, f"about {name}") for name in ("cats", "dogs", "birds", "fish"))


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("blue card", article("b", "the blue card"), article("w", "the blue house")),
        ("blue card", article("b", "blue card"), article("w", "card that is blue")),
        ("blue", article("b", "blue", "so blue"), article("w", "blue", "so green")),
        ("blue", article("b", "blue"), article("w", "something", body="it is blue")),
        ("blue", article("b", "is blue"), article("w", "is blue and " + "long " * 30)),
        ("my refund", article("b", "money back"), article("w", "my thing")),
        ("reimbursment", article("b", "reimbursement"), article("w", "resettlement")),
        ("topup", article("b", "top up"), article("w", "up to the top")),
        ("银行卡", article("b", "银行卡"), article("w", "卡在银行")),
    ],
)
def test_what_counts(text: str, better: Article, worse: Article) -> None:
    assert order(text, worse, better, *OTHERS)[0] == "b"


def test_a_word_that_all_have_decides_little() -> None:
    phrasings = [article(str(n), f"card number {n}") for n in range(5)]
    rare = article("rare", "a purple one")
    assert order("purple card", *phrasings, rare)[0] == "rare"


def test_more_of_the_question_is_more_sure() -> None:
    parking = article("parking", "where can I park my car near the shop")
    sure = [
        judge(text, parking, *OTHERS).confidence
        for text in (
            "where can I park my car near the shop",
            "where can I park my car",
            "can I park here on sundays or only in the week",
            "can I bring my own food and drinks into the park",
            "tell me something funny",
        )
    ]
    assert sure == sorted(sure, reverse=True)
    assert sure[0] > 0.8
    assert sure[-1] < 0.2


def test_two_articles_that_both_answer_do_not_make_it_unsure() -> None:
    alone = judge("where can I park my car", article("a", "where can I park my car"), *OTHERS)
    both = judge(
        "where can I park my car",
        article("a", "where can I park my car"),
        article("b", "where can I park my car"),
        *OTHERS,
    )
    assert both.confidence > alone.confidence - 0.1


def test_only_the_threshold_decides_whether_to_answer() -> None:
    found = candidates("about cats", *OTHERS)
    retriever = Retriever(WORDS)
    sure = retriever.judge(found, limit=1).confidence
    for threshold in (0.0, sure, 1.0):
        judged = retriever.judge(found, limit=1, threshold=threshold)
        assert judged.answerable is (sure >= threshold)
        assert judged.confidence == sure


def test_nothing_to_judge() -> None:
    assert judge("anything").items == ()
    assert Retriever(WORDS).judge(candidates("cats", *OTHERS), limit=0).items == ()


PLAIN = Signs(closeness=0.0, likeness=0.5, phrasings=1.0, substance=1.0)


@given(st.floats(-9, 2), st.floats(0, 1), st.floats(0, 5), st.floats(0, 6))
def test_a_probability_that_grows_with_what_speaks_for_it(
    closeness: float, likeness: float, phrasings: float, substance: float
) -> None:
    signs = Signs(closeness=closeness, likeness=likeness, phrasings=phrasings, substance=substance)
    sure = confidence(signs)
    assert 0 < sure < 1
    assert confidence(replace(signs, closeness=closeness + 1)) > sure
    assert confidence(replace(signs, likeness=likeness + 1)) > sure


TEXTS = st.text(alphabet="ab 退款卡!", max_size=20)


@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=4))
def test_any_text_against_any_articles(text: str, written: list[tuple[str, str]]) -> None:
    articles = [article(str(n), asked, body=body) for n, (asked, body) in enumerate(written)]
    retrieval = judge(text, *articles)
    assert 0 <= retrieval.confidence <= 1
    assert len(retrieval.items) == len(articles)
    assert all(item.score >= 0 for item in retrieval.items)
