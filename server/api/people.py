"""Set-up, signing in and out, and the team."""

from dataclasses import dataclass

from server.actions.people import PeopleActions
from server.actions.settings import SettingsActions
from server.api.calls import AgentCall, Call
from server.api.ranges import check_limit
from server.domain import codec
from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.people import Agent, Role
from server.domain.requests import AddAgent, AgentPage, Login, PutAgent, Setup, SetupState, SignedIn
from server.domain.text import MAX_LINE_CHARS, one_line
from server.security.permissions import Permission, check


@dataclass(frozen=True, slots=True, kw_only=True)
class ListAgents(Entity):
    """The team fits one page."""

    limit: int = 200
    cursor: str | None = None


class PeopleApi:
    """Tokens are shown once, in the answer that made them."""

    def __init__(self, people: PeopleActions, settings: SettingsActions) -> None:
        self._people = people
        self._settings = settings

    async def setup_state(self, call: Call) -> SetupState:
        """Whether the first account is still to be made."""
        del call
        return SetupState(needed=await self._people.setup_needed())

    async def set_up(self, call: Call, body: Setup) -> SignedIn:
        """Make the owner's account and name the team, once, with the desktop's owner token."""
        owner = AddAgent(
            username=body.username,
            password=body.password,
            role=Role.OWNER,
            display_name=body.display_name,
        )
        signed_in = await self._people.set_up(call.token, owner)
        if name := one_line(body.team_name, MAX_LINE_CHARS):
            await self._settings.put("widget", codec.encode({"name": name}))
        return signed_in

    async def login(self, call: Call, body: Login) -> SignedIn:
        """Sign in with name and password."""
        return await self._people.login(body.username, body.password, call.address)

    async def login_as_owner(self, call: Call) -> SignedIn:
        """Sign the owner in with the desktop's one-time owner token."""
        return await self._people.login_as_owner(call.token)

    async def logout(self, call: AgentCall) -> None:
        """Sign out: the token is worth nothing any more."""
        await self._people.logout(call.token)

    async def me(self, call: AgentCall) -> Agent:
        """Who is signed in."""
        return call.agent

    async def list(self, call: AgentCall, query: ListAgents) -> AgentPage:
        """List the team."""
        del call
        check_limit(query.limit)
        if query.cursor is not None:
            raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
        return AgentPage(items=await self._people.agents(), next=None)

    async def add(self, call: AgentCall, body: AddAgent) -> Agent:
        """Add an agent. Only an owner adds owners."""
        if body.role is Role.OWNER:
            check(call.agent, Permission.MANAGE_OWNERS)
        return await self._people.add_agent(body)

    async def put(self, call: AgentCall, body: PutAgent) -> Agent:
        """Change an agent's name, role or password, put them out, or let them in again.

        Whoever is put out, or gets another password, is signed out everywhere. Only an owner
        changes owners; nobody changes their own role; there is always an owner.
        """
        return await self._people.change_agent(call.agent, call.params["id"], body)
