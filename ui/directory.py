"""Who is in the team, which tags and canned replies there are, what is known of visitors."""

from collections.abc import Awaitable, Callable

from PySide6.QtCore import QObject, Signal

from server.domain.canned import CannedReply
from server.domain.people import Agent
from server.domain.triage import PutVisitor
from ui.changes import Change, OlderConversations
from ui.triage_api import TriageApi

Start = Callable[[str, Callable[[], Awaitable[object]]], None]

# More than anybody reads; a visitor with more is found by the search.
_EARLIER = 20


class Directory(QObject):
    """Asked for when somebody wants to know; what was known before is there at once.

    Signals:
        changed: The team, the tags or the canned replies are others.
        earlier_found: A visitor whose conversations are known now.
    """

    changed = Signal()
    earlier_found = Signal(str)

    def __init__(
        self, api: TriageApi, fetch: Start, start: Start, apply: Callable[[Change], None]
    ) -> None:
        super().__init__()
        self._api = api
        self._fetch = fetch
        self._start = start
        self._apply = apply
        self.agents: tuple[Agent, ...] = ()
        self.tags: tuple[str, ...] = ()
        self.canned: tuple[CannedReply, ...] = ()

    def look_up(self) -> None:
        """All of these anew."""
        self._fetch("team, tags, canned replies", self._look_up)

    def find_earlier(self, visitor_id: str) -> None:
        """What this visitor asked before; it is among the known conversations then."""
        self._fetch("earlier conversations", lambda: self._find_earlier(visitor_id))

    def note(self, visitor_id: str, noted: PutVisitor) -> None:
        """What is known of a visitor; everybody's window shows it."""
        self._start("note", lambda: self._api.put_visitor(visitor_id, noted))

    async def _look_up(self) -> None:
        agents, tags = await self._api.agents(), await self._api.tags()
        canned = await self._api.canned()
        active = tuple(agent for agent in agents.items if agent.active)
        known = (active, tuple(tag.name for tag in tags.items), canned.items)
        if known != (self.agents, self.tags, self.canned):
            self.agents, self.tags, self.canned = known
            self.changed.emit()

    async def _find_earlier(self, visitor_id: str) -> None:
        page = await self._api.earlier(visitor_id, limit=_EARLIER)
        self._apply(OlderConversations(conversations=page.items))
        self.earlier_found.emit(visitor_id)
