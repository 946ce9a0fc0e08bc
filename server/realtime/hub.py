"""The hub: which sockets are open, and which frames each of them gets for an event."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import assert_never

from server.domain import codec
from server.domain.conversations import (
    AuthorKind,
    Conversation,
    MessageKind,
    for_visitor,
    message_for_visitor,
)
from server.domain.errors import TooFast
from server.domain.events import (
    AnswerCancelled,
    AnswerDelta,
    ConversationUpdated,
    DurableEvent,
    Event,
    EventName,
    MessageCreated,
    PresenceChanged,
    SettingsChanged,
    SuggestionChanged,
    TypingChanged,
)
from server.domain.frames import (
    CancelledAnswer,
    ConversationChanged,
    ConversationUpdatedData,
    Delta,
    EventData,
    EventFrame,
    MessageCreatedData,
    NewMessage,
    PresenceChangedData,
    SettingsChangedData,
    SuggestionData,
    ToAgent,
    ToVisitor,
    TypingNow,
    VisitorTypingData,
)
from server.domain.suggestions import SuggestionState
from server.realtime.answers import OpenAnswers
from server.realtime.line import Line


class Hub:
    """Fans events out. Subscribed to the bus; never waits.

    `publish` gets the hub's own events: who came and went.
    """

    def __init__(
        self, publish: Callable[[PresenceChanged], None], *, sockets_per_visitor: int
    ) -> None:
        self._publish = publish
        self._sockets_per_visitor = sockets_per_visitor
        self._visitors: dict[str, set[Line]] = {}
        self._agents: set[Line] = set()
        self._answers = OpenAnswers()
        self._rev = 0

    def go_on_from(self, rev: int) -> None:
        """The newest event of the last run; passing events carry it until there is a newer one."""
        self._rev = rev

    # --- who is here ---

    @property
    def visitor_sockets(self) -> int:
        """How many are open."""
        return sum(map(len, self._visitors.values()))

    @property
    def agent_sockets(self) -> int:
        """How many are open."""
        return len(self._agents)

    def check_room(self, conversation_id: str) -> None:
        """Raises `TooFast` when one visitor opens more sockets than tabs and devices explain."""
        if len(self._visitors.get(conversation_id, ())) >= self._sockets_per_visitor:
            raise TooFast("too_many_sockets", "Close some of the open tabs.", retry_after=10)

    @contextmanager
    def visitor(self, conversation_id: str, visitor_id: str, line: Line) -> Iterator[None]:
        """While a page's socket is open."""
        lines = self._visitors.setdefault(conversation_id, set())
        lines.add(line)
        if len(lines) == 1:
            self._announce(conversation_id, visitor_id, online=True)
        try:
            yield
        finally:
            lines.discard(line)
            if not lines:
                del self._visitors[conversation_id]
                self._announce(conversation_id, visitor_id, online=False)

    @contextmanager
    def agent(self, line: Line) -> Iterator[None]:
        """While a desktop's socket is open."""
        self._agents.add(line)
        try:
            yield
        finally:
            self._agents.discard(line)

    def with_presence(self, conversation: Conversation) -> Conversation:
        """The conversation, with whether its visitor is here now."""
        online = conversation.id in self._visitors
        return replace(conversation, visitor=replace(conversation.visitor, online=online))

    def replay_answer(self, conversation_id: str, line: Line) -> None:
        """The beginning of an answer that is being written, for a page that has just come."""
        for delta in self._answers.of(conversation_id):
            line.answer(codec.encode_text(delta_frame(delta, for_agents=False)))

    def replay_answers(self, line: Line) -> None:
        """The same for a desktop, of every answer."""
        for delta in self._answers.all():
            line.answer(codec.encode_text(delta_frame(delta, for_agents=True)))

    def _announce(self, conversation_id: str, visitor_id: str, *, online: bool) -> None:
        self._publish(
            PresenceChanged(conversation_id=conversation_id, visitor_id=visitor_id, online=online)
        )

    # --- what they get ---

    def on_event(self, event: Event) -> None:
        """For the bus."""
        match event:
            case MessageCreated():
                self._answers.ended(event)
                self._on_message(event)
            case ConversationUpdated():
                self._on_conversation(event)
            case AnswerDelta():
                self._answers.grew(event)
                self._on_delta(event)
            case AnswerCancelled():
                self._answers.ended(event)
                self._on_cancelled(event)
            case TypingChanged():
                self._on_typing(event)
            case PresenceChanged() | SettingsChanged() | SuggestionChanged():
                self._to_agents(self._passing(*for_agents(event)))
            case _:
                assert_never(event)

    def event_frame(self, event: DurableEvent) -> EventFrame:
        """The frame that tells agents."""
        conversation = self.with_presence(event.conversation)
        if isinstance(event, MessageCreated):
            name = EventName.MESSAGE_CREATED
            data: EventData = MessageCreatedData(message=event.message, conversation=conversation)
        else:
            name = EventName.CONVERSATION_UPDATED
            data = ConversationUpdatedData(conversation=conversation)
        return EventFrame(rev=event.rev, name=name, data=data)

    def _on_message(self, event: MessageCreated) -> None:
        self._rev = event.rev
        self._to_agents(self.event_frame(event), event.rev)
        message = event.message
        if message.kind is not MessageKind.NOTE:
            frame = NewMessage(message=message_for_visitor(message))
            self._to_visitor(message.conversation_id, frame, message.seq)

    def _on_conversation(self, event: ConversationUpdated) -> None:
        self._rev = event.rev
        self._to_agents(self.event_frame(event), event.rev)
        frame = ConversationChanged(conversation=for_visitor(event.conversation))
        self._to_visitor(event.conversation.id, frame)

    def _on_delta(self, event: AnswerDelta) -> None:
        self._to_agents(delta_frame(event, for_agents=True), passing=True)
        frame = delta_frame(event, for_agents=False)
        self._to_visitor(event.conversation_id, frame, passing=True)

    def _on_cancelled(self, event: AnswerCancelled) -> None:
        answer_id, conversation_id = event.answer_id, event.conversation_id
        self._to_agents(CancelledAnswer(answer_id=answer_id, conversation_id=conversation_id))
        self._to_visitor(conversation_id, CancelledAnswer(answer_id=answer_id))

    def _on_typing(self, event: TypingChanged) -> None:
        data = VisitorTypingData(
            conversation_id=event.conversation_id, author=event.author, on=event.on
        )
        self._to_agents(self._passing(EventName.VISITOR_TYPING, data))
        if event.author.kind is not AuthorKind.VISITOR:
            frame = TypingNow(author=replace(event.author, id=None), on=event.on)
            self._to_visitor(event.conversation_id, frame)

    def _passing(self, name: EventName, data: EventData) -> EventFrame:
        return EventFrame(rev=self._rev, name=name, data=data)

    def _to_agents(
        self, frame: ToAgent, number: int | None = None, *, passing: bool = False
    ) -> None:
        if self._agents:
            send_to(self._agents, codec.encode_text(frame), number, passing=passing)

    def _to_visitor(
        self,
        conversation_id: str,
        frame: ToVisitor,
        number: int | None = None,
        *,
        passing: bool = False,
    ) -> None:
        if lines := self._visitors.get(conversation_id):
            send_to(lines, codec.encode_text(frame), number, passing=passing)


def send_to(lines: set[Line], text: str, number: int | None, *, passing: bool) -> None:
    """Passing frames (deltas) skip lines that still wait: their release brings them whole."""
    for line in lines:
        if line.released or not passing:
            line.send(text, number)


def for_agents(
    event: PresenceChanged | SettingsChanged | SuggestionChanged,
) -> tuple[EventName, EventData]:
    """What only agents are told."""
    match event:
        case PresenceChanged(conversation_id=where, visitor_id=visitor_id, online=online):
            return EventName.PRESENCE_CHANGED, PresenceChangedData(
                conversation_id=where, visitor_id=visitor_id, online=online
            )
        case SettingsChanged(section=section):
            return EventName.SETTINGS_CHANGED, SettingsChangedData(section=section)
        case SuggestionChanged(suggestion=one):
            ready = one.state is SuggestionState.READY
            name = EventName.SUGGESTION_READY if ready else EventName.SUGGESTION_ENDED
            return name, SuggestionData(conversation_id=one.conversation_id, suggestion=one)
        case _:
            assert_never(event)


def delta_frame(delta: AnswerDelta, *, for_agents: bool) -> Delta:
    """The frame of a delta."""
    return Delta(
        answer_id=delta.answer_id,
        index=delta.index,
        text=delta.text,
        conversation_id=delta.conversation_id if for_agents else None,
    )
