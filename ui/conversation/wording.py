"""What the lines of a conversation and its handoff say, in words."""

from server.domain.conversations import HandoffReason, Message, Notice
from server.domain.routing import Action, Route, RouteReason
from ui.i18n import tr


def event_words(message: Message) -> str:
    """What happened, for the team; the stored body is for the visitor, in their language."""
    if message.notice is None:
        return message.body
    words = {
        Notice.HANDOFF: tr("The assistant handed the conversation to the team"),
        Notice.TAKEN: tr("{name} took over"),
        Notice.GIVEN_BACK: tr("{name} gave the conversation back to the assistant"),
        Notice.RESOLVED: tr("{name} resolved the conversation"),
        Notice.HELPED: tr("The visitor said that the answer helped"),
        Notice.REOPENED: tr("{name} opened the conversation again"),
    }
    return words[message.notice].format(name=message.author.name or tr("The team"))


def reason_words(reason: HandoffReason) -> str:
    """Why the assistant handed it off."""
    words = {
        HandoffReason.VISITOR_ASKED: tr("The visitor asked for a person"),
        HandoffReason.ASSISTANT_OFF: tr("The assistant is switched off"),
        HandoffReason.PROVIDER_ERROR: tr("The AI provider did not answer"),
        HandoffReason.EMPTY_ANSWER: tr("The assistant had no answer"),
        HandoffReason.OVERLOADED: tr("The assistant had too much to do"),
        HandoffReason.BUDGET: tr("The assistant's budget is used up"),
        HandoffReason.ANGER: tr("The visitor sounds upset"),
        HandoffReason.SENSITIVE: tr("A matter for a person"),
        HandoffReason.TOO_COMPLEX: tr("The question is more than one answer can do"),
        HandoffReason.OUT_OF_SCOPE: tr("No article answers the question"),
        HandoffReason.REPEATED_MISSES: tr("The assistant did not know, more than once"),
        HandoffReason.TURN_CAP: tr("The assistant has answered often enough"),
        HandoffReason.SUGGEST_ONLY: tr("The assistant only makes suggestions now"),
        HandoffReason.HELD: tr("A filter held the message"),
        HandoffReason.PLUGIN: tr("A plugin asked for a person"),
    }
    return words.get(reason, tr("Something went wrong in the assistant"))


def route_words(route: Route | None) -> str:
    """Why the assistant answered as it did; empty where the handoff tells more."""
    if route is None or route.action is not Action.ANSWER:
        return ""
    words = {
        RouteReason.SMALL_TALK: tr("Only a greeting or thanks"),
        RouteReason.DOES_NOT_KNOW: tr("Said that it does not know"),
        RouteReason.KNOWLEDGE_ONLY: tr("Answered in an article's own words"),
        RouteReason.ALREADY_HANDED_OFF: tr("Answered after it was given back"),
    }
    return words.get(route.reason, tr("Answered by the model"))
