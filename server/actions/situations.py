"""What a decision on a conversation is made from: what was said, what is known, who can answer."""

from collections.abc import Iterator, Sequence
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
from server.domain.ledger import Amount, reached
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
from server.storage.history import History, Window
from server.storage.purse import Purse

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


class Situations:
    """Reads them from storage and settings; nothing is changed and nobody is asked."""

    def __init__(
        self,
        settings: SettingsActions,
        history: History,
        knowledge: KnowledgeActions,
        models: ModelSource,
        purse: Purse,
        *,
        anger: Anger,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._history = history
        self._knowledge = knowledge
        self._models = models
        self._purse = purse
        self._anger = anger
        self._clock = clock

    async def of(self, conversation: Conversation) -> Situation:
        """As things stand now."""
        window = Window(before=conversation.last_seq + 1, limit=HISTORY_READ, notes=False)
        return await self.at(conversation, await self._history.messages(conversation.id, window))

    async def at(self, conversation: Conversation, messages: tuple[Message, ...]) -> Situation:
        """As it would be with these messages."""
        assistant = await self._settings.get(AssistantSettings)
        hours = await self._settings.get(HoursSettings)
        routing = await self._settings.get(RoutingSettings)
        providers = await self._settings.providers()
        budget = await self._settings.get(BudgetSettings)
        talk = since_resolved(messages)
        questions = unanswered_texts(talk) or last_question(talk)
        found = await self._find(talk, questions, routing.confidence)
        return Situation(
            conversation=conversation,
            messages=messages,
            asked="\n".join(questions[-ASKED_TOGETHER:]),
            assistant=assistant,
            mode=mode_at(assistant, hours, self._clock.now()),
            routing=routing,
            providers=providers,
            budget=budget,
            found=found,
            knows_nothing=found.total == 0,
            signals=Signals(
                wants_person=float(any(map(wants_person, questions))),
                anger=max(map(self._anger.score, questions), default=0.0),
                sensitive=max(map(sensitive, questions), default=0.0),
                complexity=complexity("\n".join(questions)),
                small_talk=bool(questions) and all(map(is_small_talk, questions)),
                confidence=found.confidence,
                misses=misses(talk),
                turns=turns(talk),
                provider=self._provider_state(providers),
                budget_left=await self._budget_left(providers, budget, conversation.visitor.id),
            ),
        )

    async def _find(
        self, talk: Sequence[Message], questions: Sequence[str], confidence: float
    ) -> Retrieval:
        """What the articles have on it; “and to Spain?” is read with the question before it."""
        asked = "\n".join(questions[-ASKED_TOGETHER:])
        found = await self._knowledge.find(asked, threshold=confidence)
        before = question_before(talk)
        if found.answerable or not before or len(asked) > FOLLOW_UP_CHARS:
            return found
        together = await self._knowledge.find(f"{before}\n{asked}", threshold=confidence)
        return together if together.answerable else found

    def _provider_state(self, providers: Providers) -> ProviderState:
        if not providers.any:
            return ProviderState.NONE
        return ProviderState.AVAILABLE if self._models.ready else ProviderState.DOWN

    async def _budget_left(
        self, providers: Providers, budget: BudgetSettings, visitor_id: str
    ) -> bool:
        if not providers.any:
            return True
        today = self._clock.now().astimezone().date()
        spent = await self._purse.spending(visitor_id, today)
        return reached(spent, budget, _ANYTHING) is None


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
