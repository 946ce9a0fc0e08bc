"""What the server itself says to a visitor, in the visitor's language."""

from dataclasses import dataclass

from server.domain.conversations import HandoffReason, Notice

LANGUAGES = ("en", "zh-CN")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One language. `{name}` is the agent's name."""

    sorry: str
    do_not_know: str
    handed_off: str
    nobody_here: str
    notices: dict[Notice, str]
    visitor_name: str


_ENGLISH = Wording(
    sorry="Sorry, I cannot answer that right now.",
    do_not_know=(
        "I do not know that. Try other words, or press “Talk to a person” and the team will answer."
    ),
    handed_off="A person from the team will answer you here.",
    nobody_here=(
        "Nobody from the team is here at the moment. Your question is kept, and a person will"
        " answer you here when they are back."
    ),
    notices={
        Notice.TAKEN: "{name} is here for you now.",
        Notice.GIVEN_BACK: "The assistant answers again. You can ask for a person at any time.",
        Notice.RESOLVED: "This conversation is closed. Write again whenever you like.",
        Notice.REOPENED: "This conversation is open again.",
    },
    visitor_name="Visitor",
)

_CHINESE = Wording(
    sorry="抱歉，我现在无法回答这个问题。",
    do_not_know="这个问题我不太清楚。您可以换个说法再问，或点“转人工客服”，由团队为您解答。",
    handed_off="团队的客服人员会在这里回复您。",
    nobody_here="客服人员暂时不在线。您的问题已经保留，客服回来后会在这里回复您。",
    notices={
        Notice.TAKEN: "{name} 正在为您服务。",
        Notice.GIVEN_BACK: "现在由智能助手回答，您可以随时要求人工客服。",
        Notice.RESOLVED: "本次会话已结束，随时欢迎再次留言。",
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
        HandoffReason.INTERNAL_ERROR,
    }
)


def wording(locale: str) -> Wording:
    """The language nearest to this locale."""
    return _CHINESE if locale.lower().startswith("zh") else _ENGLISH


def handoff_line(locale: str, reason: HandoffReason, *, agents_online: bool) -> str:
    """The honest line at a handoff: what happened and what comes next."""
    words = wording(locale)
    promise = words.handed_off if agents_online else words.nobody_here
    if reason not in _FAILURES:
        return promise
    return f"{words.sorry}{'' if words is _CHINESE else ' '}{promise}"


def notice_line(locale: str, notice: Notice, name: str = "") -> str:
    """The line for what an agent did."""
    return wording(locale).notices[notice].replace("{name}", name)


def visitor_name(locale: str, visitor_id: str) -> str:
    """A name for somebody who has not said theirs: the same visitor, the same name."""
    return f"{wording(locale).visitor_name} {visitor_id[:4].upper()}"
