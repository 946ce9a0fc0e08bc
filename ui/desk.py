"""The agent's desk: the state, what may be done with it, and a signal for each change."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime
from random import SystemRandom
from typing import Literal

import aiohttp
from PySide6.QtCore import QObject, Signal, SignalInstance

from server.domain.conversations import AuthorKind, Conversation
from server.domain.errors import KnownError, NotSignedIn, Unavailable
from server.domain.events import Event, MessageCreated, SettingsChanged, TypingChanged
from server.domain.frames import AgentFrame, AgentRead, AgentTyping
from server.domain.people import Agent
from server.domain.suggestions import Suggestion
from ui.api_client import ApiClient
from ui.changes import (
    Change,
    Discarded,
    DraftKept,
    LinkChanged,
    Opened,
    Retried,
    Snapshot,
    SuggestionTaken,
    Written,
)
from ui.differences import conversations_touched, different, suggestions_touched, threads_touched
from ui.directory import Directory
from ui.fetching import Fetching, is_behind
from ui.handling import Handling
from ui.live import Live
from ui.outbox import Outbox
from ui.problems import sentence
from ui.state import Link, State, Unsent
from ui.store import apply
from ui.suggesting import Suggesting
from ui.tasks import Tasks
from ui.triage_api import TriageApi
from ui.typing_expiry import TypingExpiry

Work = Callable[[], Awaitable[object]]

# From here on it costs views less to look at all conversations than at one after another.
_FEW = 20


class Desk(QObject):
    """Connects the server with the views; the only writer of the state.

    Attributes:
        handling: Take, assign, resolve, snooze, tag and the other verbs.
        directory: Who is in the team, which tags there are, what is known of visitors.
        suggesting: Ask for drafts of the assistant, discard them.

    Signals:
        replaced: All conversations may be other ones.
        conversation_changed: This conversation's row or header.
        thread_changed: This conversation's messages, unsent replies or growing answer.
        typing_changed: Who writes in this conversation.
        suggestion_changed: What the assistant offers in this conversation.
        link_changed: The live connection came or went.
        outbox_changed: Which replies wait to be sent.
        writing_changed: A draft, or what waits to be sent.
        settings_changed: Somebody saved this section of the settings.
        opened: The agent looks at this conversation now; empty for none.
        found: The words of a search, and the ids of the conversations that hold them.
        arrived: A `MessageCreated` of a visitor, for notifications.
        troubled: A sentence for the message bar.
        signed_out: The server does not know this session any more.
    """

    replaced = Signal()
    conversation_changed = Signal(str)
    thread_changed = Signal(str)
    typing_changed = Signal(str)
    suggestion_changed = Signal(str)
    link_changed = Signal()
    outbox_changed = Signal()
    writing_changed = Signal()
    settings_changed = Signal(str)
    opened = Signal(str)
    found = Signal(str, object)
    arrived = Signal(object)
    troubled = Signal(str)
    signed_out = Signal()

    def __init__(
        self,
        session: aiohttp.ClientSession,
        api: ApiClient,
        me: Agent,
        *,
        tasks: Tasks,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        super().__init__()
        self.now = now
        triage = TriageApi(api)
        self.handling = Handling(api, triage, self._start)
        self.directory = Directory(triage, self._fetch, self._start, self.apply)
        self.suggesting = Suggesting(api, self._start, self.apply, self.troubled.emit)
        self._tasks = tasks
        self._new_id = new_id
        self._state = State(me=me)
        self._open_id = ""
        self._told_read: AgentRead | None = None  # once is enough, until the link was lost
        self._connection: asyncio.Task[object] | None = None
        self._fetching = Fetching(api, lambda: self._state, self.apply)
        self._live = Live(session, api, _LiveFeed(self, self._fetching), SystemRandom())
        self._outbox = Outbox(api, lambda: self._state, self.apply, self.troubled.emit)
        self._expiry = TypingExpiry(self)
        self._expiry.expired.connect(self.apply)

    @property
    def state(self) -> State:
        """What is known now."""
        return self._state

    @property
    def open_conversation(self) -> Conversation | None:
        """The one that the agent looks at."""
        return self._state.conversations.get(self._open_id)

    def start(self) -> None:
        """Connect, and stay connected until the tasks end."""
        self._connection = self._tasks.start("live connection", self._live.run())
        self._tasks.start("outbox", self._outbox.run())

    def resume(self) -> None:
        """Signed in again after `signed_out`: connect anew, send what waits."""
        if self._connection is None or self._connection.done():
            self._connection = self._tasks.start("live connection", self._live.run())
        self._outbox.wake()

    def hurry(self) -> None:
        """The server is said to be there: do not wait for the next try."""
        self._live.hurry()

    def restore(self, drafts: Mapping[str, str], outbox: Iterable[Unsent]) -> None:
        """What was being written when the program ended; the server knows what it has already."""
        for conversation_id, text in drafts.items():
            self.apply(DraftKept(conversation_id=conversation_id, text=text))
        for unsent in outbox:
            self.apply(Written(unsent=unsent))

    # --- looking --------------------------------------------------------------------------------

    def open(self, conversation_id: str) -> None:
        """Look at this conversation; at none when empty."""
        self._open_id = conversation_id
        if conversation_id:
            self.apply(Opened(conversation_id=conversation_id))
        self.opened.emit(conversation_id)
        self._catch_up()
        self._look_for_suggestion()

    def older(self) -> None:
        """The agent nears the beginning of what is loaded."""
        window = self._state.windows.get(self._open_id)
        if window is not None and not window.at_start:
            self._fetch("older messages", lambda: self._fetching.older(self._open_id))

    def older_conversations(self) -> None:
        """The agent nears the end of the list."""
        self._fetch("older conversations", self._fetching.older_conversations)

    def search(self, words: str) -> None:
        """Look for conversations that hold these words anywhere; `found` tells."""
        self._fetch("search", lambda: self._search(words))

    async def _search(self, words: str) -> None:
        self.found.emit(words, await self._fetching.holding(words))

    def read(self) -> None:
        """The agent has the newest message of the open conversation before their eyes."""
        conversation = self.open_conversation
        online = self._state.link is Link.ONLINE
        if conversation is None or not conversation.unread or not online:
            return
        read = AgentRead(conversation_id=conversation.id, seq=conversation.last_seq)
        if read != self._told_read:
            self._told_read = read
            self._tell(read)

    # --- writing --------------------------------------------------------------------------------

    def send(
        self, conversation_id: str, body: str, kind: Literal["reply", "note"] = "reply"
    ) -> None:
        """Shown at once, sent in order, kept until the server has it."""
        from_draft = self._state.editing.get(conversation_id) if kind == "reply" else None
        self._send(conversation_id, body, kind, from_draft)

    def use(self, one: Suggestion) -> None:
        """Send what the assistant suggests as it is; what stands in the composer stays there."""
        self._send(one.conversation_id, one.body, "reply", one.id)

    def take(self, one: Suggestion) -> None:
        """It stands in the composer now: the reply will name it."""
        self.apply(SuggestionTaken(suggestion=one))

    def _send(
        self,
        conversation_id: str,
        body: str,
        kind: Literal["reply", "note"],
        suggestion_id: str | None,
    ) -> None:
        unsent = Unsent(
            client_id=self._new_id(),
            conversation_id=conversation_id,
            body=body,
            kind=kind,
            at=self.now(),
            suggestion_id=suggestion_id,
        )
        self.apply(Written(unsent=unsent))
        self._outbox.wake()

    def retry(self, client_id: str) -> None:
        """Send a refused one again."""
        self.apply(Retried(client_id=client_id))
        self._outbox.wake()

    def discard(self, client_id: str) -> None:
        """Give a refused one up."""
        self.apply(Discarded(client_id=client_id))

    def keep_draft(self, conversation_id: str, text: str) -> None:
        """What stands in the composer while the agent looks elsewhere."""
        self.apply(DraftKept(conversation_id=conversation_id, text=text))

    def typing(self, conversation_id: str, *, on: bool) -> None:
        """Let the visitor know."""
        self._tell(AgentTyping(conversation_id=conversation_id, on=on))

    # --- changing -------------------------------------------------------------------------------

    def apply(self, change: Change) -> None:
        """The state after this change, and a signal for each part that is another one."""
        before, self._state = self._state, apply(self._state, change)
        self._announce(before, self._state, change)
        match change:
            case TypingChanged(on=True):
                self._expiry.renew(change)
            case LinkChanged(link=Link.OFFLINE):
                self._told_read = None
            case LinkChanged(link=Link.ONLINE):
                self._outbox.wake()
                self._catch_up()
                self._look_for_suggestion()
            case Snapshot():
                self._catch_up()
            case MessageCreated() if before is not self._state:
                self._catch_up()
                if change.message.author.kind is AuthorKind.VISITOR:
                    self.arrived.emit(change)
            case SettingsChanged():
                self.settings_changed.emit(change.section)
            case _:
                pass

    def _announce(self, before: State, after: State, change: Change) -> None:
        if isinstance(change, Snapshot):
            self.replaced.emit()
        else:
            self._announce_conversations(conversations_touched(before, after, change))
        _emit_each(self.thread_changed, threads_touched(before, after))
        _emit_each(self.typing_changed, different(before.typing, after.typing))
        _emit_each(self.suggestion_changed, suggestions_touched(before, after))
        if before.link is not after.link:
            self.link_changed.emit()
        if before.outbox is not after.outbox:
            self.outbox_changed.emit()
        if (before.outbox, before.drafts) != (after.outbox, after.drafts):
            self.writing_changed.emit()

    def _announce_conversations(self, touched: set[str]) -> None:
        if len(touched) > _FEW:
            self.replaced.emit()
        else:
            _emit_each(self.conversation_changed, touched)

    def _catch_up(self) -> None:
        """Only the conversation that is looked at; the others when they are opened."""
        if self._open_id in self._state.conversations and is_behind(self._state, self._open_id):
            self._fetch("messages", lambda: self._fetching.latest(self._open_id))

    def _look_for_suggestion(self) -> None:
        """While the line stands; else when it is there again."""
        where = self._open_id
        if where in self._state.conversations and self._state.link is Link.ONLINE:
            self._fetch("suggestion", lambda: self._fetching.suggestion(where))

    def _start(self, name: str, work: Work) -> None:
        self._tasks.start(name, self._telling(work))

    def _fetch(self, name: str, work: Work) -> None:
        self._tasks.start(name, self._telling(lambda: _quietly(work)))

    async def _telling(self, work: Work) -> None:
        """Known trouble is said; a bug goes to whoever owns the tasks."""
        try:
            await work()
        except NotSignedIn:
            self.signed_out.emit()
        except KnownError as error:
            self.troubled.emit(sentence(error))

    def _tell(self, frame: AgentFrame) -> None:
        self._tasks.start(frame.type, self._live.send(frame))


class _LiveFeed:
    """What the live connection sees of the desk."""

    def __init__(self, desk: Desk, fetching: Fetching) -> None:
        self._desk = desk
        self._fetching = fetching

    def rev(self) -> int | None:
        return self._desk.state.rev if self._desk.state.loaded else None

    async def refetch(self) -> None:
        await self._fetching.snapshot()

    def deliver(self, event: Event) -> None:
        self._desk.apply(event)

    def link_changed(self, link: Link) -> None:
        self._desk.apply(LinkChanged(link=link))

    def signed_out(self) -> None:
        self._desk.signed_out.emit()


async def _quietly(work: Work) -> None:
    """The banner already says that the server is away; reading goes on when it is back."""
    try:
        await work()
    except Unavailable:
        return


def _emit_each(signal: SignalInstance, conversation_ids: Iterable[str]) -> None:
    for conversation_id in conversation_ids:
        signal.emit(conversation_id)
