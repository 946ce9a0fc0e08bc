"""What the server itself says, in both languages."""

from datetime import datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from server.domain.conversations import HandoffReason, Notice
from server.domain.wording import (
    Prospect,
    handoff_line,
    is_do_not_know,
    notice_line,
    visitor_name,
    wording,
)

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


ASKED = HandoffReason.VISITOR_ASKED

# The visitor, the owner or the owner's plugin wanted a person: nothing has failed.
CHOSEN = {
    HandoffReason.VISITOR_ASKED,
    HandoffReason.ASSISTANT_OFF,
    HandoffReason.ANGER,
    HandoffReason.SENSITIVE,
    HandoffReason.TOO_COMPLEX,
    HandoffReason.TURN_CAP,
    HandoffReason.SUGGEST_ONLY,
    HandoffReason.HELD,
    HandoffReason.PLUGIN,
}


def test_an_apology_only_for_a_failure() -> None:
    for reason, online in product(HandoffReason, (True, False)):
        sorry, prospect = reason not in CHOSEN, Prospect(agents_online=online)
        assert ("Sorry" in handoff_line("en", reason, prospect)) == sorry
        assert ("抱歉" in handoff_line("zh", reason, prospect)) == sorry


def waiting(ahead: int) -> tuple[str, str]:
    prospect = Prospect(agents_online=True, ahead=ahead)
    english, chinese = (handoff_line(of, ASKED, prospect) for of in ("en", "zh"))
    return english, chinese


def test_the_place_in_the_queue() -> None:
    assert waiting(0) == (
        "A person from the team will answer you here. You are next.",
        "团队的客服人员会在这里回复您。您是下一位。",
    )
    assert "number 3" in waiting(2)[0]
    assert "前面还有 2 位" in waiting(2)[1]


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [
        (0, "today at 14:00 (CET)", "今天 14:00 (CET) "),
        (1, "tomorrow at 14:00 (CET)", "明天 14:00 (CET) "),
        (3, "on Monday, 30 November, at 14:00 (CET)", "11月30日（周一）14:00 (CET) "),
    ],
)
def test_when_the_team_is_back(days: int, english: str, chinese: str) -> None:
    now = datetime(2026, 11, 27, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    opening = now.replace(hour=14) + timedelta(days=days)
    away = Prospect(agents_online=False, now=now, opening=opening)
    assert english in handoff_line("en", ASKED, away)
    assert chinese in handoff_line("zh", ASKED, away)


def test_not_knowing_is_recognised_in_both_languages() -> None:
    assert all(is_do_not_know(wording(locale).do_not_know) for locale in ("en", "zh"))
    assert not is_do_not_know("I do not know.")
