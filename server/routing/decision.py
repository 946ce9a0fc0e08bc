"""What happens to a visitor's message: a pure function, so that every decision can be explained."""

from dataclasses import dataclass
from enum import Enum, auto

from server.domain.conversations import HandlerKind, Status
from server.domain.routing import (
    Action,
    BelowThreshold,
    ProviderState,
    RouteReason,
    RoutingSettings,
    Signals,
)
from server.domain.settings import AssistantMode, AtCap

LIKELY = 0.5  # of signals that run from 0 to 1


_USUAL = RoutingSettings()


class Means(Enum):
    """What a question can be answered from."""

    COURTESY = auto()
    ARTICLES = auto()
    MODEL = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteInput:
    """All that a decision depends on.

    Attributes:
        mode: The assistant's, at this time of the week.
        knows_nothing: The knowledge base is empty.
        asked_anew: The visitor wrote something since the last handoff: without that, the same
            question must not be handed over a second time.
    """

    mode: AssistantMode
    status: Status
    handler: HandlerKind
    signals: Signals
    settings: RoutingSettings = _USUAL
    at_cap: AtCap = AtCap.KNOWLEDGE
    knows_nothing: bool = False
    asked_anew: bool = True

    @property
    def means(self) -> Means:
        """What this question is to be answered from, whoever can do that now."""
        if self.signals.small_talk and not self.knows_nothing:
            return Means.COURTESY
        if not self.knows_nothing and self.signals.confidence >= self.settings.confidence:
            return Means.ARTICLES
        asks_model = self.settings.below_threshold is BelowThreshold.ASK_MODEL
        if self.knows_nothing or (asks_model and self.signals.provider is not ProviderState.NONE):
            return Means.MODEL
        return Means.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What to do, and the reason that is recorded and shown."""

    action: Action
    reason: RouteReason


def decide(given: RouteInput) -> Decision:
    """The first rule that applies: who has the conversation comes before what was said."""
    if given.status is not Status.OPEN:
        return Decision(action=Action.NOTHING, reason=RouteReason.NOT_OPEN)
    match given.handler:
        case HandlerKind.AGENT:
            return Decision(action=Action.NOTHING, reason=RouteReason.PERSON_HAS_IT)
        case HandlerKind.QUEUE:
            return Decision(action=Action.NOTHING, reason=RouteReason.WAITS_FOR_PERSON)
        case HandlerKind.ASSISTANT:
            return _for_assistant(given)


def _for_assistant(given: RouteInput) -> Decision:
    decision = _wanted(given) or _beyond(given) or _answer(given)
    if decision.action is Action.ANSWER or given.asked_anew:
        return decision
    return Decision(action=Action.ANSWER, reason=RouteReason.ALREADY_HANDED_OFF)


def _wanted(given: RouteInput) -> Decision | None:
    """A person, because the visitor wants or needs one, or the owner does."""
    signals, settings = given.signals, given.settings
    upset = settings.anger < 1 and signals.anger >= settings.anger
    rules = (
        (signals.wants_person >= LIKELY, _hand_off(RouteReason.VISITOR_ASKED)),
        (settings.sensitive and signals.sensitive >= LIKELY, _hand_off(RouteReason.SENSITIVE)),
        (upset, _hand_off(RouteReason.ANGER)),
        (given.mode is AssistantMode.OFF, _hand_off(RouteReason.ASSISTANT_OFF)),
        (given.mode is AssistantMode.SUGGEST, _SUGGEST),
        (signals.turns >= settings.max_turns, _hand_off(RouteReason.TURN_CAP)),
    )
    return next((decision for holds, decision in rules if holds), None)


def _beyond(given: RouteInput) -> Decision | None:
    """A person, because nothing that the assistant has answers this."""
    signals, settings = given.signals, given.settings
    if given.means in {Means.ARTICLES, Means.COURTESY}:
        return None
    if signals.misses >= settings.max_misses:
        return _hand_off(RouteReason.REPEATED_MISSES)
    if settings.complex and signals.complexity >= LIKELY:
        return _hand_off(RouteReason.TOO_COMPLEX)
    if given.means is Means.NOTHING and settings.below_threshold is BelowThreshold.HAND_OFF:
        return _hand_off(RouteReason.OUT_OF_SCOPE)
    return None


def _answer(given: RouteInput) -> Decision:
    """By the model where there is one that may be asked, else by what is there without it."""
    if given.means is Means.NOTHING:
        return _say(RouteReason.DOES_NOT_KNOW)
    match given.signals.provider:
        case ProviderState.NONE:
            return _say(_WITHOUT_PROVIDER[given.means])
        case ProviderState.DOWN:
            return _without_model(given, RouteReason.PROVIDER_ERROR)
        case ProviderState.AVAILABLE if given.signals.budget_left:
            return _say(RouteReason.ASSISTANT_ANSWERS)
        case ProviderState.AVAILABLE if given.at_cap is AtCap.PEOPLE:
            return _hand_off(RouteReason.BUDGET)
        case ProviderState.AVAILABLE:
            return _without_model(given, RouteReason.BUDGET)


def _without_model(given: RouteInput, trouble: RouteReason) -> Decision:
    match given.means:
        case Means.ARTICLES:
            return _say(RouteReason.KNOWLEDGE_ONLY)
        case Means.COURTESY:
            return _say(RouteReason.SMALL_TALK)
        case _:
            return _hand_off(trouble)


_SUGGEST = Decision(action=Action.SUGGEST, reason=RouteReason.SUGGEST_ONLY)
_WITHOUT_PROVIDER = {
    Means.COURTESY: RouteReason.SMALL_TALK,
    Means.ARTICLES: RouteReason.KNOWLEDGE_ONLY,
    Means.MODEL: RouteReason.ASSISTANT_ANSWERS,  # the demo, which says that it is one
}


def _say(reason: RouteReason) -> Decision:
    return Decision(action=Action.ANSWER, reason=reason)


def _hand_off(reason: RouteReason) -> Decision:
    return Decision(action=Action.HAND_OFF, reason=reason)
