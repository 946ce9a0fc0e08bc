"""What a decision on a conversation is made from: what was said, what is known, who can answer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from server.actions.knowledge import KnowledgeActions
from server.actions.settings import Providers, SettingsActions
from server.ai.provider import ModelSource
from server.clock import Clock
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    Message,
    MessageKind,
    Notice,
    since_resolved,
)
from server.domain.hours import HoursSettings
from server.domain.ledger import Amount, Spending, reached
from server.domain.retrieval import Retrieval
from server.domain.routing import ProviderState, RoutingSettings, Signals
from server.domain.settings import AssistantMode, AssistantSettings, BudgetSettings, mode_at
from server.domain.wording import is_do_not_know
from server.routing.anger import Anger
from server.routing.complexity import complexity
from server.routing.decision import Decision, RouteInput, decide
from server.routing.sensitive import sensitive
from server.routing.small_talk import is_small_talk
from server.routing.wishes import wants_person
from server.storage.history import Window
from server.storage.recall import Look, Recall

HISTORY_READ = 400  # notices between the messages count too; the model sees far fewer
ASKED_TOGETHER = 5  # messages in a row that are read as one question
FOLLOW_UP_CHARS = 120  # what is longer says by itself what it is about
_ANYTHING = Amount(tokens=1, money=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A conversation at the moment of a decision.

    Attributes:
        messages: Oldest first, notes excluded.
        asked: What the visitor wrote since anybody answered, as one question.
        found: What the knowledge base has on it.
        knows_nothing: The knowledge base is empty.
        signals: What else was read from it.
    """

    conversation: Conversation
    messages: tuple[Message, ...]
    asked: str
    assistant: AssistantSettings
    mode: AssistantMode
    routing: RoutingSettings
    providers: Providers
    budget: BudgetSettings
    found: Retrieval
    knows_nothing: bool
    signals: Signals

    @property
    def decision(self) -> Decision:
        """What is to be done, and why."""
        return decide(
            RouteInput(
                mode=self.mode,
                status=self.conversation.status,
                handler=self.conversation.handler.kind,
                signals=self.signals,
                settings=self.routing,
                at_cap=self.budget.at_cap,
                knows_nothing=self.knows_nothing,
                asked_anew=asked_anew(self.messages),
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What is read for a decision, all at one moment."""

    messages: tuple[Message, ...]
    found: Retrieval
    spending: Spending


class Situations:
    """Reads them from storage and settings; nothing is changed and nobody is asked."""

    def __init__(
        self,
        settings: SettingsActions,
        knowledge: KnowledgeActions,
        models: ModelSource,
        recall: Recall,
        *,
        anger: Anger,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._knowledge = knowledge
        self._models = models
        self._recall = recall
        self._anger = anger
        self._clock = clock

    async def of(self, conversation: Conversation) -> Situation:
        """As things stand now."""
        window = Window(before=conversation.last_seq + 1, limit=HISTORY_READ, notes=False)
        return await self._situation(
            conversation, lambda look: look.messages(conversation.id, window)
        )

    async def at(self, conversation: Conversation, messages: tuple[Message, ...]) -> Situation:
        """As it would be with these messages."""
        return await self._situation(conversation, lambda _: messages)

    async def _situation(
        self, conversation: Conversation, said: Callable[[Look], tuple[Message, ...]]
    ) -> Situation:
        assistant = await self._settings.get(AssistantSettings)
        hours = await self._settings.get(HoursSettings)
        routing = await self._settings.get(RoutingSettings)
        providers = await self._settings.providers()
        budget = await self._settings.get(BudgetSettings)
        today = self._clock.now().astimezone().date()

        def recall(look: Look) -> Recalled:
            messages = said(look)
            return Recalled(
                messages=messages,
                found=self._find(look, since_resolved(messages), routing.confidence),
                spending=look.spending(conversation.visitor.id, today),
            )

        recalled = await self._recall.read(recall)
        return Situation(
            conversation=conversation,
            messages=recalled.messages,
            asked=together(questions_in(since_resolved(recalled.messages))),
            assistant=assistant,
            mode=mode_at(assistant, hours, self._clock.now()),
            routing=routing,
            providers=providers,
            budget=budget,
            found=recalled.found,
            knows_nothing=recalled.found.total == 0,
            signals=self._signals(recalled, providers, budget),
        )

    def _signals(self, recalled: Recalled, providers: Providers, budget: BudgetSettings) -> Signals:
        talk = since_resolved(recalled.messages)
        questions = questions_in(talk)
        return Signals(
            wants_person=float(any(map(wants_person, questions))),
            anger=max(map(self._anger.score, questions), default=0.0),
            sensitive=max(map(sensitive, questions), default=0.0),
            complexity=complexity("\n".join(questions)),
            small_talk=bool(questions) and all(map(is_small_talk, questions)),
            confidence=recalled.found.confidence,
            misses=misses(talk),
            turns=turns(talk),
            provider=self._provider_state(providers),
            budget_left=budget_left(providers, budget, recalled.spending),
        )

    def _find(self, look: Look, talk: Sequence[Message], confidence: float) -> Retrieval:
        """What the articles have on it; “and to Spain?” is read with the question before it."""
        asked = together(questions_in(talk))
        found = self._knowledge.find_within(look, asked, threshold=confidence)
        before = question_before(talk)
        if found.answerable or not before or len(asked) > FOLLOW_UP_CHARS:
            return found
        follow_up = f"{before}\n{asked}"
        both = self._knowledge.find_within(look, follow_up, threshold=confidence)
        return both if both.answerable else found

    def _provider_state(self, providers: Providers) -> ProviderState:
        if not providers.any:
            return ProviderState.NONE
        return ProviderState.AVAILABLE if self._models.ready else ProviderState.DOWN


def budget_left(providers: Providers, budget: BudgetSettings, spent: Spending) -> bool:
    """Whether a provider may still be asked; without one nothing is spent."""
    return not providers.any or reached(spent, budget, _ANYTHING) is None


def questions_in(talk: Sequence[Message]) -> tuple[str, ...]:
    """What wants an answer; the newest question again where somebody has spoken since."""
    return unanswered_texts(talk) or last_question(talk)


def together(questions: Sequence[str]) -> str:
    """Several messages in a row as one question."""
    return "\n".join(questions[-ASKED_TOGETHER:])


def unanswered_texts(messages: Sequence[Message]) -> tuple[str, ...]:
    """What the visitor wrote in a row, up to now; a wish for a person is in any of it."""
    theirs = takewhile(lambda one: one.author.kind is AuthorKind.VISITOR, reversed(messages))
    return tuple(one.body for one in theirs)[::-1]


def last_seq_of_visitor(messages: Sequence[Message]) -> int:
    """The number of the visitor's newest message; 0 when there is none."""
    said = (one.seq for one in reversed(messages) if one.author.kind is AuthorKind.VISITOR)
    return next(said, 0)


def last_question(messages: Sequence[Message]) -> tuple[str, ...]:
    """The visitor's newest message, where somebody has spoken since: after a give-back."""
    said = (one.body for one in reversed(messages) if one.author.kind is AuthorKind.VISITOR)
    return tuple([*said][:1])


def question_before(messages: Sequence[Message]) -> str:
    """What the visitor asked before the assistant's last answer; empty when nothing."""
    earlier = list(reversed(messages))[len(unanswered_texts(messages)) :]
    said = (one.body for one in earlier if one.author.kind is AuthorKind.VISITOR)
    return next(said, "")


def asked_anew(messages: Sequence[Message]) -> bool:
    """Whether the visitor has written since the conversation was last handed over."""
    for message in reversed(messages):
        if message.author.kind is AuthorKind.VISITOR:
            return True
        if message.notice is Notice.HANDOFF:
            return False
    return True


def misses(talk: Sequence[Message]) -> int:
    """How often in a row, up to now, the assistant has said that it does not know."""
    return sum(1 for _ in takewhile(lambda one: is_do_not_know(one.body), reversed(_answers(talk))))


def turns(talk: Sequence[Message]) -> int:
    """How often the assistant has answered since a person last had the conversation."""
    return len(_answers(talk))


def _answers(talk: Sequence[Message]) -> list[Message]:
    """The assistant's, after the last word of a person of the team."""
    return list(_backwards(talk))[::-1]


def _backwards(talk: Sequence[Message]) -> Iterator[Message]:
    for message in reversed(talk):
        if message.author.kind is AuthorKind.AGENT and message.kind is not MessageKind.NOTE:
            return
        if message.author.kind is AuthorKind.ASSISTANT:
            yield message
