"""What the lines of a conversation and its handoff say, in words."""

from server.domain.conversations import HandoffReason, Message, Notice
from ui.i18n import tr


def event_words(message: Message) -> str:
    """What happened, for the team; the stored body is for the visitor, in their language."""
    who = message.author.name or tr("The team")
    match message.notice:
        case None:
            return message.body
        case Notice.HANDOFF:
            return tr("The assistant handed the conversation to the team")
        case Notice.TAKEN:
            return tr("{name} took over").format(name=who)
        case Notice.GIVEN_BACK:
            return tr("{name} gave the conversation back to the assistant").format(name=who)
        case Notice.RESOLVED:
            return tr("{name} resolved the conversation").format(name=who)
        case Notice.REOPENED:
            return tr("{name} opened the conversation again").format(name=who)


def reason_words(reason: HandoffReason) -> str:
    """Why the assistant handed it off."""
    match reason:
        case HandoffReason.VISITOR_ASKED:
            return tr("The visitor asked for a person")
        case HandoffReason.ASSISTANT_OFF:
            return tr("The assistant is switched off")
        case HandoffReason.PROVIDER_ERROR:
            return tr("The AI provider did not answer")
        case HandoffReason.EMPTY_ANSWER:
            return tr("The assistant had no answer")
        case HandoffReason.OVERLOADED:
            return tr("The assistant had too much to do")
        case HandoffReason.BUDGET:
            return tr("The assistant's budget is used up")
        case _:
            return tr("Something went wrong in the assistant")
