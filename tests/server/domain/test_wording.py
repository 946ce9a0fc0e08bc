"""What the server itself says, in both languages."""

from itertools import product

import pytest

from server.domain.conversations import HandoffReason, Notice
from server.domain.wording import handoff_line, notice_line, visitor_name

HAND_MADE = set(Notice) - {Notice.HANDOFF}


@pytest.mark.parametrize("locale", ["en", "EN-us", "de", "", "x" * 35])
def test_english_for_all_but_chinese(locale: str) -> None:
    assert visitor_name(locale, "abcdef") == "Visitor ABCD"


@pytest.mark.parametrize("locale", ["zh", "zh-CN", "ZH-hant-TW", "zh_HK"])
def test_chinese(locale: str) -> None:
    assert visitor_name(locale, "abcdef") == "访客 ABCD"


def test_every_event_has_its_line_in_both_languages() -> None:
    for notice in HAND_MADE:
        english, chinese = (notice_line(locale, notice, "Lin") for locale in ("en", "zh"))
        assert english.isascii()
        assert any("\u4e00" <= char <= "\u9fff" for char in chinese)
        assert "{" not in english + chinese


def test_an_agents_name_is_only_a_name() -> None:
    assert notice_line("en", Notice.TAKEN, "{name}") == "{name} is here for you now."


# The visitor, the owner or the owner's plugin wanted a person: nothing has failed.
CHOSEN = {
    HandoffReason.VISITOR_ASKED,
    HandoffReason.ASSISTANT_OFF,
    HandoffReason.ANGER,
    HandoffReason.HELD,
    HandoffReason.PLUGIN,
}


def test_an_apology_only_for_a_failure() -> None:
    for reason, online in product(HandoffReason, (True, False)):
        sorry = reason not in CHOSEN
        assert ("Sorry" in handoff_line("en", reason, agents_online=online)) == sorry
        assert ("抱歉" in handoff_line("zh", reason, agents_online=online)) == sorry
