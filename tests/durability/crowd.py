"""Who takes part in a run: visitors who write, an agent who answers, and those who watch."""

import random
from dataclasses import dataclass, field

from aiohttp import ClientSession

from server.domain.requests import PostMessage, PostReply, StartedSession
from tests.durability.calls import Caller
from tests.durability.notes import DeskNotes, PageNotes, SenderNotes
from tests.durability.office import Office, arrive
from tests.durability.plan import Plan
from tests.durability.senders import Load, Post, PostSender, SocketSender
from tests.durability.viewers import Desk, Tab, Watching


@dataclass(slots=True)
class Crowd:
    """The clients, and what each of them writes down."""

    sending: list[SocketSender | PostSender] = field(default_factory=list)
    watching: list[Tab | Desk] = field(default_factory=list)
    senders: list[SenderNotes] = field(default_factory=list)
    pages: list[PageNotes] = field(default_factory=list)
    tabs: list[PageNotes] = field(default_factory=list)
    desk: DeskNotes = field(default_factory=DeskNotes)


class Gathering:
    """Brings the crowd together.

    Of five senders, three are visitors with a socket each; the fourth writes by plain HTTP into
    the third's conversation, and the fifth is the agent who answers there.
    """

    def __init__(self, plan: Plan, http: ClientSession, url: str, load: Load) -> None:
        self._plan = plan
        self._http = http
        self._url = url
        self._load = load
        self._visitors: list[StartedSession] = []
        self.crowd = Crowd()

    async def gather(self, agent_token: str) -> Crowd:
        for number in range(self._plan.senders):
            match number % 5:
                case 3:
                    post = Post("public/messages", PostMessage)
                    self._add_poster(f"poster {number}", self._visitors[-1].token, post)
                case 4:
                    place = self._visitors[-1].conversation_id
                    post = Post(f"conversations/{place}/messages", PostReply)
                    self._add_poster(f"agent {number}", agent_token, post)
                case _:
                    await self._add_visitor(f"visitor {number}")
        for number in range(self._plan.viewers):
            self._add_tab(number)
        self._add_desk(agent_token)
        return self.crowd

    async def _add_visitor(self, name: str) -> None:
        visitor = await arrive(self._caller())
        self._visitors.append(visitor)
        page = PageNotes(name, visitor.conversation_id)
        notes = self._notes(name)
        self.crowd.pages.append(page)
        sender = SocketSender(self._caller(visitor.token), notes, page, self._load)
        self.crowd.sending.append(sender)

    def _add_poster(self, name: str, token: str, post: Post) -> None:
        sender = PostSender(self._caller(token), post, self._notes(name), self._load)
        self.crowd.sending.append(sender)

    def _add_tab(self, number: int) -> None:
        visitor = self._visitors[-1 - number % len(self._visitors)]
        page = PageNotes(f"tab {number}", visitor.conversation_id)
        self.crowd.tabs.append(page)
        tab = Tab(self._caller(visitor.token), page, self._watching(page.name))
        self.crowd.watching.append(tab)

    def _add_desk(self, token: str) -> None:
        caller = self._caller(token)
        desk = Desk(caller, Office(caller), self.crowd.desk, self._watching("desk"))
        self.crowd.watching.append(desk)

    def _watching(self, name: str) -> Watching:
        """Some are back at once, some long after the senders: then there is much to catch up."""
        randomness = random.Random(f"{self._plan.seed} {name}")
        longest = self._plan.uptime[1]
        return Watching(lambda: randomness.uniform(0, longest), self._load.complaints)

    def _notes(self, name: str) -> SenderNotes:
        randomness = random.Random(f"{self._plan.seed} {name}")
        notes = SenderNotes(name, randomness, new_ids=self._plan.new_ids)
        self.crowd.senders.append(notes)
        return notes

    def _caller(self, token: str = "") -> Caller:
        return Caller(self._http, self._url, token)
