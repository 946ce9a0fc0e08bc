"""Placeholders go out, the data comes back: whole, and in any pieces."""

from hypothesis import given
from hypothesis import strategies as st

from server.pipeline.personal.masking import Mask, masked

PIECES = st.lists(
    st.sampled_from(
        [
            *("a@b.com", "c@d.org", "13812345678", "4111 1111 1111 1111", "192.0.2.1", "[", "]"),
            *("[email-1]", "[email-", "[phone-2]", "[text-1]", "1]", "[[", "你好", " ", "\n", "x"),
            *("[email-1", "email-1]", "[Email-1]", "[a", "-", "[card-000001]", "[key-9999999]"),
        ]
    )
    | st.text(max_size=5),
    max_size=12,
).map("".join)


def test_placeholders_say_what_they_stand_for() -> None:
    mask = Mask()
    text = "I am a@b.com or c@d.org, call 13812345678; once more: a@b.com"
    assert mask.mask(text) == "I am [email-1] or [email-2], call [phone-1]; once more: [email-1]"
    assert mask.mask("c@d.org again") == "[email-2] again"
    assert mask.restore("Write to [email-2], not [email-3].") == "Write to c@d.org, not [email-3]."


def test_what_looks_like_a_placeholder_is_no_key_to_the_data() -> None:
    mask = Mask()
    mask.mask("a@b.com")
    hidden = mask.mask("what is [email-1]?")
    assert hidden == "what is [text-1]?"
    assert mask.restore(hidden) == "what is [email-1]?"


def test_for_logs_nothing_comes_back() -> None:
    assert masked("card 4111 1111 1111 1111!") == "card [card-1]!"


@given(st.lists(PIECES, max_size=3))
def test_what_was_hidden_comes_back(texts: list[str]) -> None:
    mask = Mask()
    hidden = [mask.mask(text) for text in texts]
    assert [mask.restore(text) for text in hidden] == texts


@given(PIECES, PIECES, st.lists(st.integers(1, 8), max_size=60))
def test_in_pieces_it_is_the_same(known: str, written: str, sizes: list[int]) -> None:
    mask = Mask()
    answer = mask.mask(known) + written
    restoring = mask.restoring()
    shown, at = "", 0
    for size in [*sizes, *[1] * len(answer)]:
        shown += restoring.feed(answer[at : at + size])
        at += size
    assert shown + restoring.end() == mask.restore(answer)


def test_it_comes_back_at_every_cut() -> None:
    mask = Mask()
    answer = f"Yes: {mask.mask('a@b.com')} and [{mask.mask('13812345678')} [x"
    for first in range(len(answer) + 1):
        for second in range(first, len(answer) + 1):
            restoring = mask.restoring()
            pieces = answer[:first], answer[first:second], answer[second:]
            shown = "".join(map(restoring.feed, pieces)) + restoring.end()
            assert shown == "Yes: a@b.com and [13812345678 [x"


def test_nothing_waits_that_is_no_placeholder() -> None:
    restoring = Mask().restoring()
    assert restoring.feed("see [1] and [link](x) ") == "see [1] and [link](x) "
    assert restoring.feed("[email-1 is") == "[email-1 is"
