"""What the server itself says to a visitor, in the visitor's language."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.conversations import HandoffReason, Notice

LANGUAGES = ("en", "zh-CN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language.

    `{name}` is the agent's name, `{place}` the visitor's in the queue, `{when}` a moment; of a
    moment, `{day}` is its weekday and `{time}` the clock's time.
    """

    sorry: str
    do_not_know: str
    small_talk: str
    removed_link: str
    handed_off: str
    nobody_here: str
    next_in_queue: str
    place_in_queue: str
    back_at: str
    days: tuple[str, ...]
    months: tuple[str, ...]
    today: str
    tomorrow: str
    another_day: str
    answered: str
    from_articles: str
    notices: dict[Notice, str]
    visitor_name: str


_ENGLISH = Wording(
    sorry="Sorry, I cannot answer that right now.",
    do_not_know=(
        "I do not know that. Try other words, or press “Talk to a person” and the team will answer."
    ),
    small_talk="Hello! What can I do for you?",
    removed_link="[link removed]",
    handed_off="A person from the team will answer you here.",
    nobody_here=(
        "Nobody from the team is here at the moment. Your question is kept, and a person will"
        " answer you here when they are back."
    ),
    next_in_queue="You are next.",
    place_in_queue="You are number {place} in the queue.",
    back_at=(
        "The team is back {when}. Your question is kept, and a person will answer you here then."
    ),
    days=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    today="today at {time}",
    tomorrow="tomorrow at {time}",
    another_day="on {day}, {date} {month}, at {time}",
    answered="The assistant answered {times}×, last: “{last}”",
    from_articles="From: {titles}",
    notices={
        Notice.TAKEN: "{name} is here for you now.",
        Notice.GIVEN_BACK: "The assistant answers again. You can ask for a person at any time.",
        Notice.RESOLVED: "This conversation is closed. Write again whenever you like.",
        Notice.HELPED: "Good to hear that it helped. Write again whenever you like.",
        Notice.REOPENED: "This conversation is open again.",
    },
    visitor_name="Visitor",
)

_CHINESE = Wording(
    sorry="抱歉，我现在无法回答这个问题。",
    do_not_know="这个问题我不太清楚。您可以换个说法再问，或点“转人工客服”，由团队为您解答。",
    small_talk="您好！有什么可以帮您？",
    removed_link="[链接已移除]",
    handed_off="团队的客服人员会在这里回复您。",
    nobody_here="客服人员暂时不在线。您的问题已经保留，客服回来后会在这里回复您。",
    next_in_queue="您是下一位。",
    place_in_queue="您前面还有 {ahead} 位。",
    back_at="客服将于{when}回来。您的问题已经保留，届时会在这里回复您。",
    days=("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    months=tuple(map(str, range(1, 13))),
    today="今天 {time} ",
    tomorrow="明天 {time} ",
    another_day="{month}月{date}日（{day}）{time} ",
    answered="智能助手回答了 {times} 次，最后一次：“{last}”",
    from_articles="依据：{titles}",
    notices={
        Notice.TAKEN: "{name} 正在为您服务。",
        Notice.GIVEN_BACK: "现在由智能助手回答，您可以随时要求人工客服。",
        Notice.RESOLVED: "本次会话已结束，随时欢迎再次留言。",
        Notice.HELPED: "很高兴能帮到您，随时欢迎再次留言。",
        Notice.REOPENED: "会话已重新打开。",
    },
    visitor_name="访客",
)

# These say that the assistant failed; the others need no apology.
_FAILURES = frozenset(
    {
        HandoffReason.PROVIDER_ERROR,
        HandoffReason.EMPTY_ANSWER,
        HandoffReason.OVERLOADED,
        HandoffReason.BUDGET,
        HandoffReason.OUT_OF_SCOPE,
        HandoffReason.REPEATED_MISSES,
        HandoffReason.INTERNAL_ERROR,
    }
)


def wording(locale: str) -> Wording:
    """The language nearest to this locale."""
    return _CHINESE if locale.lower().startswith("zh") else _ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What whoever waits for a person can expect.

    Attributes:
        agents_online: Whether anybody of the team is at the desk.
        ahead: How many wait already.
        now, opening: The present, and when the team is back; in the team's time zone. None where
            the opening hours do not say.
    """

    agents_online: bool
    ahead: int = 0
    now: datetime | None = None
    opening: datetime | None = None


def handoff_line(locale: str, reason: HandoffReason, prospect: Prospect) -> str:
    """The honest line at a handoff: what happened and what comes next."""
    words = wording(locale)
    promise = _promise(words, prospect)
    if reason not in _FAILURES:
        return promise
    return f"{words.sorry}{_gap(words)}{promise}"


def _promise(words: Wording, prospect: Prospect) -> str:
    if prospect.agents_online:
        place = words.place_in_queue if prospect.ahead else words.next_in_queue
        told = place.format(place=prospect.ahead + 1, ahead=prospect.ahead)
        return f"{words.handed_off}{_gap(words)}{told}"
    if prospect.now is None or prospect.opening is None:
        return words.nobody_here
    return words.back_at.format(when=moment(words, prospect.now, prospect.opening))


def moment(words: Wording, now: datetime, then: datetime) -> str:
    """When, as people say it; with the time zone's name, for visitors may live in another."""
    pattern = {0: words.today, 1: words.tomorrow}.get(
        (then.date() - now.date()).days, words.another_day
    )
    return pattern.format(
        day=words.days[then.weekday()],
        date=then.day,
        month=words.months[then.month - 1],
        time=f"{then:%H:%M} ({then.tzname()})",
    )


def _gap(words: Wording) -> str:
    return "" if words is _CHINESE else " "


def is_do_not_know(text: str) -> bool:
    """Whether the assistant said with these words that it does not know."""
    return text in (_ENGLISH.do_not_know, _CHINESE.do_not_know)


def notice_line(locale: str, notice: Notice, name: str = "") -> str:
    """The line for what an agent did, or for the visitor's word that an answer helped."""
    return wording(locale).notices[notice].replace("{name}", name)


def visitor_name(locale: str, visitor_id: str) -> str:
    """A name for somebody who has not said theirs: the same visitor, the same name."""
    return f"{wording(locale).visitor_name} {visitor_id[:4].upper()}"
