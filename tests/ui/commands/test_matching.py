"""Words and titles: what fits, and what fits better."""

import pytest

from ui.commands.matching import fit, initials


def best(words: str, *titles: str) -> str:
    scores = {title: found.score for title in titles if (found := fit(words, title))}
    return max(scores, key=lambda title: scores[title])


def test_letters_in_order_fit_and_others_do_not() -> None:
    assert fit("rslv", "Resolve") is not None
    assert fit("vr", "Resolve") is None
    assert fit("", "Resolve") is not None


def test_the_beginnings_of_words_count_most() -> None:
    assert best("ran", "Translate", "Resolve and next") == "Resolve and next"
    assert best("to", "Reply to all", "Take over") == "Take over"
    assert best("note", "Snooze the conversation to Tuesday", "Write a note") == "Write a note"


def test_the_places_are_those_of_the_title() -> None:
    found = fit("to", "Take over")
    assert found is not None
    assert [("Take over")[place] for place in found.places] == ["T", "o"]


@pytest.mark.parametrize(
    ("title", "letters"),
    [
        ("解决", "jj"),
        ("接管会话", "jghh"),
        ("转人工", "zrg"),
        ("知识库", "zsk"),
        ("AI 助手", "ai zs"),
    ],
)
def test_chinese_is_found_by_its_sound(title: str, letters: str) -> None:
    assert initials(title) == letters
    assert fit(letters, title) is not None
    assert fit(title, title) is not None


def test_keywords_are_found_and_stand_behind_titles() -> None:
    by_keyword = fit("close", "Resolve", "close done finish")
    by_title = fit("close", "Close the window")
    assert by_keyword is not None
    assert by_title is not None
    assert by_keyword.score < by_title.score
    assert fit("nothing", "Resolve", "close done") is None


def test_a_letter_that_grows_when_folded_is_no_trouble() -> None:
    assert fit("x", "ßx") is not None
