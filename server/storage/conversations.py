"""Conversations on disk. Every change of one, and every message, goes through here."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from peewee import JOIN

from server.clock import Clock, to_millis
from server.domain.conversations import (
    ASSISTANT,
    AuthorKind,
    Conversation,
    Draft,
    HandlerKind,
    Message,
    MessageKind,
    Preview,
    Status,
    waits_since,
)
from server.domain.errors import Conflict, NotFound
from server.domain.events import (
    ConversationUpdated,
    DurableEvent,
    MessageCreated,
    SuggestionChanged,
)
from server.domain.people import Visitor
from server.domain.suggestions import is_overtaken
from server.domain.talks import Step
from server.domain.text import one_line
from server.ids import Ids
from server.storage import rows, talks
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.suggestion_rows import end_ready
from server.storage.tables import (
    AgentTable,
    ConversationTable,
    EventTable,
    MessageTable,
    VisitorTable,
)

PREVIEW_CHARS = 120


@dataclass(frozen=True, slots=True)
class Change:
    """What a decision makes of a conversation: how it stands afterwards, and what is said."""

    conversation: Conversation
    drafts: tuple[Draft, ...] = ()


@dataclass(frozen=True, slots=True)
class Committed:
    """What is true now; no `events` when nothing changed."""

    conversation: Conversation
    messages: tuple[Message, ...]
    events: tuple[DurableEvent | SuggestionChanged, ...]


Decision = Callable[[Conversation], Change]


class Conversations:
    """Reads one conversation; decides and stores each change inside one commit.

    `publish` gets the events of each change after its commit.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        ids: Ids,
        publish: Callable[[Iterable[DurableEvent | SuggestionChanged]], None],
    ) -> None:
        self._database = database
        self._publish = publish
        self._clock = clock
        self._ids = ids

    async def get(self, conversation_id: str) -> Conversation:
        """Raises `NotFound`."""
        return await self._database.read(lambda file: load(file, conversation_id))

    async def arriving(
        self, conversation_id: str, said: Draft
    ) -> tuple[Conversation, Message | None]:
        """The conversation, and what is stored of this message if it is a repetition.

        Raises:
            NotFound: No such conversation.
            Conflict: `client_id_reused`.
        """

        def query(file: SqliteFile) -> tuple[Conversation, Message | None]:
            conversation = load(file, conversation_id)
            return conversation, find_repeated(file, conversation, said)

        return await self._database.read(query)

    async def waiting(self) -> int:
        """How many conversations wait for a person."""
        query = ConversationTable.select().where(
            ConversationTable.handler == HandlerKind.QUEUE.value,
            ConversationTable.status == Status.OPEN.value,
        )
        return await self._database.read(lambda file: int(query.count(file)))

    def new(self, visitor: Visitor) -> Conversation:
        """An empty conversation, not stored yet."""
        now = self._clock.now()
        return Conversation(
            id=self._ids.new(),
            status=Status.OPEN,
            handler=ASSISTANT,
            visitor=visitor,
            last_seq=0,
            unread=0,
            visitor_read_seq=0,
            tags=(),
            handoff=None,
            route=None,
            rating=None,
            preview=None,
            created_at=now,
            updated_at=now,
        )

    async def change(
        self, conversation_id: str, decide: Decision, *, said: Draft | None = None
    ) -> Committed:
        """Decide on the conversation as it stands inside the commit, and store the outcome.

        When the `client_id` of `said` is stored already, it is a repetition: nothing is decided
        or changed, and the stored message is the result.

        Raises:
            NotFound: No such conversation.
            Conflict: `client_id_reused`: the same id with other content; and what `decide` raises.
        """

        def job(file: SqliteFile) -> Committed:
            before = load(file, conversation_id)
            if said and (stored := find_repeated(file, before, said)):
                return Committed(before, (stored,), ())
            return self._store(file, before, decide(before))

        return await self._database.write(job, self._committed)

    async def mark_read(self, conversation_id: str, seq: int) -> Committed:
        """Agents have seen everything up to `seq`; never makes more unread."""

        def job(file: SqliteFile) -> Committed:
            before = load(file, conversation_id)
            seen = max(0, min(seq, before.last_seq))  # whatever number a client sends
            unread = min(before.unread, count_unread(file, conversation_id, seen))
            return self._store(file, before, Change(replace(before, unread=unread)))

        return await self._database.write(job, self._committed)

    def _committed(self, result: Committed) -> None:
        self._publish(result.events)

    def _store(self, file: SqliteFile, before: Conversation, change: Change) -> Committed:
        messages = tuple(
            self._message(before, seq, draft)
            for seq, draft in enumerate(change.drafts, before.last_seq + 1)
        )
        after = with_messages(change.conversation, messages)
        now = self._clock.now()
        after = replace(after, waiting_since=waits_since(before, after, messages, now))
        if after == before:
            return Committed(before, (), ())
        if moves_up(before, after):
            after = replace(after, updated_at=now)
        save(file, after)
        for message, draft in zip(messages, change.drafts, strict=True):
            digest = None if draft.sent is None else digest_of(before.id, draft)
            INSERT_MESSAGE.run(file, **rows.message_row(message), sent_digest=digest)
        talks.follow(file, Step(before, after, messages, change.drafts, self._clock.now()))
        events = record_events(file, before, after, messages)
        if not is_overtaken(before, after, messages):
            return Committed(after, messages, events)
        ended = end_ready(file, before.id, change.drafts)
        told = (SuggestionChanged(suggestion=one) for one in ended)
        return Committed(after, messages, (*events, *told))

    def _message(self, conversation: Conversation, seq: int, draft: Draft) -> Message:
        return Message(
            id=self._ids.new(),
            conversation_id=conversation.id,
            seq=seq,
            client_id=draft.client_id,
            author=draft.author,
            kind=draft.kind,
            body=draft.body,
            attachments=(),
            sources=draft.sources,
            notice=draft.notice,
            created_at=self._clock.now(),
        )


def with_messages(conversation: Conversation, messages: tuple[Message, ...]) -> Conversation:
    """The conversation after these messages: number, unread count and preview."""
    for message in messages:
        conversation = replace(conversation, last_seq=message.seq)
        if message.author.kind is AuthorKind.VISITOR:
            conversation = replace(conversation, unread=conversation.unread + 1)
        elif message.author.kind is AuthorKind.AGENT and message.kind is MessageKind.TEXT:
            conversation = replace(conversation, unread=0)
        if message.kind in {MessageKind.TEXT, MessageKind.FILE}:
            conversation = replace(conversation, preview=preview_of(message))
    return conversation


def preview_of(message: Message) -> Preview:
    """The message in a line."""
    return Preview(
        author=message.author.kind,
        body=one_line(message.body, PREVIEW_CHARS),
        created_at=message.created_at,
    )


def moves_up(before: Conversation, after: Conversation) -> bool:
    """Whether lists show it anew: something was said or decided, not merely read."""
    return (before.last_seq, before.status, before.handler) != (
        after.last_seq,
        after.status,
        after.handler,
    )


def load(file: SqliteFile, conversation_id: str) -> Conversation:
    """Raises `NotFound`."""
    for row in LOAD.rows(file, id=conversation_id):
        return rows.conversation(row)
    raise NotFound("no_such_conversation", "There is no such conversation.")


def select() -> Any:  # peewee's stubs do not type joined dict queries
    """Conversations with the names that their entity shows."""
    return (
        ConversationTable.select(
            ConversationTable,
            VisitorTable.name.alias("visitor_name"),
            VisitorTable.locale,
            VisitorTable.page_url,
            VisitorTable.referrer,
            VisitorTable.user_agent,
            VisitorTable.email,
            VisitorTable.phone,
            VisitorTable.about,
            VisitorTable.fields,
            AgentTable.display_name.alias("agent_name"),
        )
        .join(VisitorTable, on=(VisitorTable.id == ConversationTable.visitor_id))
        .switch(ConversationTable)
        .join(AgentTable, JOIN.LEFT_OUTER, on=(AgentTable.id == ConversationTable.agent_id))
    )


def insert(file: SqliteFile, conversation: Conversation) -> None:
    """Store a new one; its visitor must be there."""
    ConversationTable.insert(
        id=conversation.id,
        visitor_id=conversation.visitor.id,
        created_at=to_millis(conversation.created_at),
        **rows.conversation_row(conversation),
    ).execute(file)


def save(file: SqliteFile, conversation: Conversation) -> None:
    """Store everything of it that can change."""
    SAVE.run(file, id=conversation.id, **rows.conversation_row(conversation))


def find_repeated(file: SqliteFile, conversation: Conversation, said: Draft) -> Message | None:
    """The stored message with this client id; raises `Conflict` when it says something else."""
    for row in FIND_REPEATED.rows(file, conversation=conversation.id, client_id=said.client_id):
        stored = rows.message(row)
        same_text = (
            row["sent_digest"] == digest_of(conversation.id, said)
            if row["sent_digest"]
            else stored.body == said.body
        )
        same_writer = (stored.author.kind, stored.author.id) == (said.author.kind, said.author.id)
        if not same_text or not same_writer or stored.kind is not said.kind:
            raise Conflict(
                "client_id_reused", "This client_id was used for another message; make a new one."
            )
        return stored
    return None


def digest_of(conversation_id: str, said: Draft) -> str:
    """Tells whether the same was sent again, where a plugin let another text be stored.

    What it took out must not be kept, and a digest of the text alone could be guessed from lists.
    """
    sent = said.body if said.sent is None else said.sent
    return hashlib.sha256(f"{conversation_id} {said.client_id} {sent}".encode()).hexdigest()


def count_unread(file: SqliteFile, conversation_id: str, seq: int) -> int:
    """The visitor's messages after `seq`."""
    query = MessageTable.select().where(
        MessageTable.conversation_id == conversation_id,
        MessageTable.seq > seq,
        MessageTable.author == AuthorKind.VISITOR.value,
    )
    return int(query.count(file))


def record_events(
    file: SqliteFile, before: Conversation, after: Conversation, messages: tuple[Message, ...]
) -> tuple[DurableEvent, ...]:
    """One event a message; one for the conversation when more than the messages changed it.

    Route and wait travel with the message that they come from.
    """
    events: list[DurableEvent] = [
        MessageCreated(
            rev=record_event(file, after.id, message.seq), message=message, conversation=after
        )
        for message in messages
    ]
    told = replace(
        after,
        updated_at=before.updated_at,
        route=before.route,
        waiting_since=before.waiting_since,
    )
    if not messages or with_messages(before, messages) != told:
        rev = record_event(file, after.id, None)
        events.append(ConversationUpdated(rev=rev, conversation=after))
    return tuple(events)


def record_event(file: SqliteFile, conversation_id: str, seq: int | None) -> int:
    """Its rev."""
    return INSERT_EVENT.insert(file, conversation_id=conversation_id, seq=seq)


# What runs for every message.
LOAD = Statement(select().where(ConversationTable.id == slot("id")))
FIND_REPEATED = Statement(
    MessageTable.select().where(
        MessageTable.conversation_id == slot("conversation"),
        MessageTable.client_id == slot("client_id"),
    )
)
INSERT_MESSAGE = Statement(MessageTable.insert(slots(MessageTable)))
INSERT_EVENT = Statement(EventTable.insert(slots(EventTable, but={"rev"})))
SAVE = Statement(
    ConversationTable.update(
        slots(ConversationTable, but={"id", "visitor_id", "created_at"})
    ).where(ConversationTable.id == slot("id"))
)
