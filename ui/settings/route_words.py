"""A decision of the assistant in words, with what it rests on."""

from server.domain.requests import PreviewedRoute
from server.domain.routing import Action, ProviderState, RouteReason, Signals
from ui.i18n import tr
from ui.settings.blocks.try_box import Said

_TONES = {Action.ANSWER: "ok", Action.SUGGEST: "ai", Action.HAND_OFF: "warn", Action.NOTHING: None}


def route_words(route: PreviewedRoute) -> list[Said]:
    """What happens, why, and what was seen in the sentence."""
    actions = {
        Action.ANSWER: tr("The assistant answers."),
        Action.SUGGEST: tr("The assistant writes a draft for the team."),
        Action.HAND_OFF: tr("A person gets it."),
        Action.NOTHING: tr("Nothing happens by itself: it waits for a person."),
    }
    tone = _TONES[route.decision] or "muted"
    return [
        (actions[route.decision], tone),
        (tr("Why: {reason}").format(reason=_reason(route.reason)), "muted"),
        *((words, "muted") for words in _signals(route.signals)),
    ]


def _reason(reason: RouteReason) -> str:
    return {
        RouteReason.ASSISTANT_ANSWERS: tr("it is a question that it may answer."),
        RouteReason.SMALL_TALK: tr("it is a greeting or thanks, no question."),
        RouteReason.DOES_NOT_KNOW: tr("no article answers it, so it says so and offers a person."),
        RouteReason.KNOWLEDGE_ONLY: tr("there is no model now; an article answers."),
        RouteReason.ALREADY_HANDED_OFF: tr("people have it already."),
        RouteReason.VISITOR_ASKED: tr("the visitor asks for a person."),
        RouteReason.ANGER: tr("the visitor is angry."),
        RouteReason.SENSITIVE: tr("it is a sensitive matter."),
        RouteReason.TOO_COMPLEX: tr("it is too complex."),
        RouteReason.OUT_OF_SCOPE: tr("no article answers it."),
        RouteReason.REPEATED_MISSES: tr("the assistant did not know several times in a row."),
        RouteReason.TURN_CAP: tr("it has answered often enough in this conversation."),
        RouteReason.ASSISTANT_OFF: tr("the assistant is off."),
        RouteReason.SUGGEST_ONLY: tr("it only suggests now."),
        RouteReason.PROVIDER_ERROR: tr("the AI provider does not answer."),
        RouteReason.BUDGET: tr("the budget is used up."),
        RouteReason.PERSON_HAS_IT: tr("a person has it."),
        RouteReason.WAITS_FOR_PERSON: tr("it waits for a person."),
        RouteReason.NOT_OPEN: tr("the conversation is closed."),
    }[reason]


def _signals(signals: Signals) -> list[str]:
    lines = [
        tr("An article answers it: {share} % sure").format(share=round(signals.confidence * 100)),
        tr("Anger {anger} %  ·  sensitive {sensitive} %  ·  complex {complexity} %").format(
            anger=round(signals.anger * 100),
            sensitive=round(signals.sensitive * 100),
            complexity=round(signals.complexity * 100),
        ),
    ]
    if signals.provider is ProviderState.NONE:
        lines.append(tr("No AI provider is set up."))
    elif signals.provider is ProviderState.DOWN:
        lines.append(tr("The AI provider does not answer now."))
    return lines
