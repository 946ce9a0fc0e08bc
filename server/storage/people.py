"""Agents, visitors and their sessions on disk. Tokens are stored as hashes only."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from peewee import IntegrityError

from server.clock import Clock, to_millis
from server.domain.conversations import Conversation
from server.domain.errors import Conflict, NotFound
from server.domain.people import Agent, Role, Visitor, VisitorDetails
from server.ids import Ids
from server.storage import rows
from server.storage.conversations import insert as insert_conversation
from server.storage.database import Database
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot
from server.storage.tables import (
    AgentSessionTable,
    AgentTable,
    VisitorSessionTable,
    VisitorTable,
)

AGENT_SESSION_MILLIS = 7 * 24 * 3600 * 1000
VISITOR_SESSION_MILLIS = 90 * 24 * 3600 * 1000
TOUCH_MILLIS = 3600 * 1000  # how stale `used_at` may be: a write for each request would be waste

# What runs for every request and every socket.
AGENT_BY_TOKEN = Statement(
    AgentTable.select(AgentTable, AgentSessionTable.used_at)
    .join(AgentSessionTable, on=(AgentSessionTable.agent_id == AgentTable.id))
    .where(
        AgentSessionTable.token_hash == slot("token_hash"),
        AgentSessionTable.used_at > slot("oldest"),
        AgentTable.active,
    )
)
VISITOR_BY_TOKEN = Statement(
    VisitorSessionTable.select().where(
        VisitorSessionTable.token_hash == slot("token_hash"),
        VisitorSessionTable.used_at > slot("oldest"),
    )
)


@dataclass(frozen=True, slots=True)
class VisitorSession:
    """Whom a visitor's token lets in, and where."""

    visitor_id: str
    conversation_id: str


class People:
    """Who may come in."""

    def __init__(self, database: Database, clock: Clock, ids: Ids) -> None:
        self._database = database
        self._clock = clock
        self._ids = ids

    async def add_agent(
        self, username: str, password_hash: str, *, display_name: str, role: Role
    ) -> Agent:
        """Raises `Conflict` (`username_taken`)."""
        agent = Agent(
            id=self._ids.new(),
            username=username,
            display_name=display_name or username,
            role=role,
            created_at=self._clock.now(),
        )
        await self._database.write(lambda file: _insert_agent(file, agent, password_hash))
        return agent

    async def agents(self) -> tuple[Agent, ...]:
        """The whole team, the oldest first."""

        def query(file: SqliteFile) -> tuple[Agent, ...]:
            found = AgentTable.select().order_by(AgentTable.created_at, AgentTable.username)
            return tuple(rows.agent(row) for row in found.dicts().execute(file))

        return await self._database.read(query)

    async def agent(self, agent_id: str) -> Agent:
        """Raises `NotFound`."""
        for agent in await self.agents():
            if agent.id == agent_id:
                return agent
        raise NotFound("no_such_agent", "There is no such agent.")

    async def credentials(self, username: str) -> tuple[Agent, str] | None:
        """The agent and the hash of their password; None for one who is gone."""

        def query(file: SqliteFile) -> tuple[Agent, str] | None:
            named = AgentTable.username == username
            found = AgentTable.select().where(named, AgentTable.active)
            for row in found.dicts().execute(file):
                return rows.agent(row), str(row["password_hash"])
            return None

        return await self._database.read(query)

    async def change_agent(
        self, agent_id: str, decide: Callable[[Agent, int], Agent], password_hash: str | None
    ) -> Agent:
        """Store what `decide` makes of the agent, who is told how many active owners there are.

        Whoever is put out, or gets another password, has no session any more.

        Raises:
            NotFound: `no_such_agent`; and what `decide` raises.
        """

        def job(file: SqliteFile) -> Agent:
            found = AgentTable.select().where(AgentTable.id == agent_id).dicts().execute(file)
            before = next((rows.agent(row) for row in found), None)
            if before is None:
                raise NotFound("no_such_agent", "There is no such agent.")
            after = decide(before, _active_owners(file))
            _update_agent(file, after, password_hash)
            return after

        return await self._database.write(job)

    async def open_agent_session(self, agent_id: str, token_hash: str) -> None:
        """From now on this token is that agent."""
        now = to_millis(self._clock.now())
        new = AgentSessionTable.insert(
            token_hash=token_hash, agent_id=agent_id, created_at=now, used_at=now
        )
        await self._database.write(new.execute)

    async def close_agent_session(self, token_hash: str) -> None:
        """The token opens nothing any more."""
        gone = AgentSessionTable.delete().where(AgentSessionTable.token_hash == token_hash)
        await self._database.write(gone.execute)

    async def agent_by_token(self, token_hash: str) -> Agent | None:
        """Whose token it is, unless it has not been used for a week."""
        oldest = to_millis(self._clock.now()) - AGENT_SESSION_MILLIS

        def query(file: SqliteFile) -> tuple[Agent, int] | None:
            for row in AGENT_BY_TOKEN.rows(file, token_hash=token_hash, oldest=oldest):
                return rows.agent(row), int(row["used_at"])
            return None

        found = await self._database.read(query)
        if found is None:
            return None
        agent, used_at = found
        await self._touch(AgentSessionTable, token_hash, used_at)
        return agent

    async def start_visitor_session(
        self, visitor: Visitor, conversation: Conversation, token_hash: str
    ) -> None:
        """A new visitor, their conversation, and the token that opens it."""
        now = to_millis(self._clock.now())

        def job(file: SqliteFile) -> None:
            _insert_visitor(file, visitor, now)
            insert_conversation(file, conversation)
            VisitorSessionTable.insert(
                token_hash=token_hash,
                visitor_id=visitor.id,
                conversation_id=conversation.id,
                created_at=now,
                used_at=now,
            ).execute(file)

        await self._database.write(job)

    async def visitor_by_token(self, token_hash: str) -> VisitorSession | None:
        """Whose token it is, unless it has not been used for 90 days."""
        oldest = to_millis(self._clock.now()) - VISITOR_SESSION_MILLIS

        def query(file: SqliteFile) -> tuple[VisitorSession, int] | None:
            for row in VISITOR_BY_TOKEN.rows(file, token_hash=token_hash, oldest=oldest):
                return VisitorSession(row["visitor_id"], row["conversation_id"]), row["used_at"]
            return None

        found = await self._database.read(query)
        if found is None:
            return None
        session, used_at = found
        await self._touch(VisitorSessionTable, token_hash, used_at)
        return session

    def new_visitor(self, details: VisitorDetails, name: str) -> Visitor:
        """A visitor, not stored yet."""
        return Visitor(
            id=self._ids.new(),
            name=name,
            locale=details.locale,
            page_url=details.page_url,
            referrer=details.referrer,
            user_agent=details.user_agent,
        )

    async def _touch(
        self,
        table: type[AgentSessionTable] | type[VisitorSessionTable],
        token_hash: str,
        used_at: int,
    ) -> None:
        now = to_millis(self._clock.now())
        if now - used_at > TOUCH_MILLIS:
            used = table.update(used_at=now).where(table.token_hash == token_hash)
            await self._database.write(used.execute)


def _insert_agent(file: SqliteFile, agent: Agent, password_hash: str) -> None:
    try:
        AgentTable.insert(
            id=agent.id,
            username=agent.username,
            display_name=agent.display_name,
            role=agent.role.value,
            password_hash=password_hash,
            created_at=to_millis(agent.created_at),
        ).execute(file)
    except IntegrityError as error:
        raise Conflict(
            "username_taken", f"There is an agent {agent.username!r} already; take another name."
        ) from error


def _insert_visitor(file: SqliteFile, visitor: Visitor, now: int) -> None:
    VisitorTable.insert(
        id=visitor.id,
        name=visitor.name,
        locale=visitor.locale,
        page_url=visitor.page_url,
        referrer=visitor.referrer,
        user_agent=visitor.user_agent,
        created_at=now,
        email=visitor.email,
        phone=visitor.phone,
        about=visitor.about,
        fields=json.dumps(dict(visitor.fields)),
    ).execute(file)


def _active_owners(file: SqliteFile) -> int:
    owners = AgentTable.select().where(AgentTable.role == Role.OWNER, AgentTable.active)
    return len(list(owners.dicts().execute(file)))


def _update_agent(file: SqliteFile, agent: Agent, password_hash: str | None) -> None:
    values = {
        "display_name": agent.display_name,
        "role": agent.role,
        "active": agent.active,
    }
    if password_hash is not None:
        values["password_hash"] = password_hash
    AgentTable.update(**values).where(AgentTable.id == agent.id).execute(file)
    if password_hash is not None or not agent.active:
        AgentSessionTable.delete().where(AgentSessionTable.agent_id == agent.id).execute(file)
