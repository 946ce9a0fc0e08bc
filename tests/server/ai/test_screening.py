"""The gate before everything that a model says, against some hundreds of answers meant to harm."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.ai.chat_model import ProviderFault
from server.ai.outgoing import Outgoing
from server.ai.screening import OutputRules, hosts_in
from server.domain.text import MAX_BODY_CHARS
from tests.support.cleanliness import faults
from tests.support.hostile_outputs import BENIGN, FAMILIES, HOSTILE, OWN_HOST, POLICY, PROVIDER_KEY

RULES = OutputRules(hosts=frozenset({OWN_HOST}), secrets=(PROVIDER_KEY,), policy=POLICY)
REFUSED = "(refused)"
TEXTS = [text for family, text in HOSTILE if family != "large"]
SHORT = 55


def out(pieces: Iterable[str]) -> str:
    """What comes through; that our instructions came back is an outcome like any other."""
    gate, shown = Outgoing(RULES), []
    try:
        shown += [gate.feed(piece) for piece in pieces]
        shown.append(gate.end())
    except ProviderFault:
        assert list(faults("".join(shown))) == []
        return REFUSED
    return "".join(shown)


def pieces(text: str, places: Iterable[int]) -> list[str]:
    ends = sorted({place % (len(text) + 1) for place in places})
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def test_there_are_enough_of_them() -> None:
    assert len(set(HOSTILE)) >= 600
    assert sum(bool(list(faults(text))) for _, text in HOSTILE) >= 400  # the judge is no fool


@pytest.mark.parametrize("family", [family.__name__ for family in FAMILIES])
def test_what_comes_out_is_clean_whole_and_letter_by_letter(family: str) -> None:
    for text in (text for known, text in HOSTILE if known == family):
        outcome = out([text])
        assert list(faults(outcome)) == [], text[:200]
        assert len(outcome) <= MAX_BODY_CHARS
        assert out(text) == outcome, text[:200]
        assert outcome == REFUSED or out([outcome]) == outcome, "it is clean at once"


def test_wherever_it_is_cut_the_outcome_is_the_same() -> None:
    for text in (text for text in TEXTS if len(text) <= SHORT):
        outcome = out([text])
        for place in range(1, len(text)):
            assert out(pieces(text, [place])) == outcome, (text, place)


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(
    several=st.lists(st.sampled_from(TEXTS), min_size=2, max_size=4),
    glue=st.sampled_from([" ", "\n", "<", "://", "。", ">"]),
    places=st.lists(st.integers(0, 10_000), max_size=12),
)
def test_several_together_are_no_better(several: list[str], glue: str, places: list[int]) -> None:
    text = glue.join(several)
    outcome = out(pieces(text, places))
    assert list(faults(outcome)) == []
    assert outcome == out([text])


def test_very_much_comes_to_an_end() -> None:
    for text in (text for family, text in HOSTILE if family == "large"):
        much = text * (200_000 // len(text))
        outcome = out(much[at : at + 50] for at in range(0, len(much), 50))
        assert list(faults(outcome)) == []
        assert len(outcome) <= MAX_BODY_CHARS


@pytest.mark.parametrize("text", BENIGN)
def test_what_is_meant_well_comes_through_unchanged(text: str) -> None:
    assert list(faults(text)) == []
    assert out([text]) == text
    assert out(text) == text


def test_a_long_key_is_held_to_its_end() -> None:
    name = "PRIVATE " + "KEY"
    lines = "\n".join("Qw3rTy7uIo9pAs2dFg5hJk8lZx1cVb4n" * 2 for _ in range(50))
    key = f"-----BEGIN {name}-----\n{lines}\n-----END {name}-----"
    assert out(f"Here: {key} Bye.") == "Here: [removed] Bye."


def test_a_shop_may_have_a_name_in_its_own_letters() -> None:
    rules = OutputRules(hosts=hosts_in("https://商店.example/帮助"))
    gate = Outgoing(rules)
    text = "https://商店.example/帮助 https://evil.test商店.example/"
    assert gate.feed(text) + gate.end() == "https://商店.example/帮助 [link removed]"
