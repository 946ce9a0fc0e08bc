"""The team's accounts: set-up, signing in and out, adding agents."""

from dataclasses import dataclass, replace

from server.clock import Clock
from server.config import Limits
from server.domain.errors import BadInput, Conflict, NotSignedIn
from server.domain.people import Agent, Role
from server.domain.requests import AddAgent, PutAgent, SignedIn
from server.domain.text import MAX_LINE_CHARS, check_unicode, is_blank
from server.security.passwords import Passwords, check_password
from server.security.permissions import Permission, check
from server.security.rate_limit import RateLimit
from server.security.tokens import new_token, same, token_hash
from server.storage.people import People


@dataclass(slots=True)
class OwnerToken:
    """What the desktop got from its own hand: opens the owner's account once."""

    value: str | None = None

    def use(self, token: str) -> None:
        """Raises `NotSignedIn`; afterwards it is worth nothing."""
        if self.value is None or not same(self.value, token):
            raise NotSignedIn("not_signed_in", "This token is not valid. Sign in again.")
        self.value = None


class PeopleActions:
    """Tokens leave here once, in the result; only their hashes are kept."""

    def __init__(
        self,
        people: People,
        passwords: Passwords,
        owner_token: OwnerToken,
        clock: Clock,
        limits: Limits,
    ) -> None:
        self._people = people
        self._passwords = passwords
        self._owner_token = owner_token
        self._logins = RateLimit(clock, limits.login_burst, limits.logins_per_second)

    async def agent(self, token: str) -> Agent:
        """Raises `NotSignedIn`."""
        agent = await self._people.agent_by_token(token_hash(token))
        if agent is None:
            raise NotSignedIn("not_signed_in", "You are not signed in. Sign in again.")
        return agent

    async def login(self, username: str, password: str, address: str) -> SignedIn:
        """The same answer, in the same time, for a wrong name and a wrong password.

        Raises:
            NotSignedIn: `wrong_credentials`.
            TooFast: Too many tries for this account from this address.
        """
        self._logins.check(f"{username.lower()[:MAX_LINE_CHARS]} {address}")
        found = await self._people.credentials(username)
        if not await self._passwords.verify(found and found[1], password) or found is None:
            raise NotSignedIn("wrong_credentials", "The name or the password is wrong.")
        return await self._sign_in(found[0])

    async def login_as_owner(self, owner_token: str) -> SignedIn:
        """The desktop on the server's own PC; raises `Conflict` (`setup_needed`)."""
        owners = await self._owners()
        if not owners:
            raise Conflict("setup_needed", "There is no owner yet. Finish the set-up first.")
        self._owner_token.use(owner_token)
        return await self._sign_in(owners[0])

    async def set_up(self, owner_token: str, owner: AddAgent) -> SignedIn:
        """The first start: make the owner's account; raises `Conflict` (`already_set_up`)."""
        if not await self.setup_needed():
            raise Conflict("already_set_up", "The set-up is done already. Sign in.")
        check_account(owner)
        self._owner_token.use(owner_token)
        return await self._sign_in(await self.add_agent(owner))

    async def setup_needed(self) -> bool:
        """Whether there is no owner yet."""
        return not await self._owners()

    async def logout(self, token: str) -> None:
        """The token opens nothing any more."""
        await self._people.close_agent_session(token_hash(token))

    async def add_agent(self, new: AddAgent) -> Agent:
        """Raises `BadInput` (`bad_username`, `weak_password`) or `Conflict` (`username_taken`)."""
        check_account(new)
        return await self._people.add_agent(
            new.username,
            await self._passwords.hash(new.password),
            display_name=new.display_name.strip(),
            role=new.role,
        )

    async def change_agent(self, by: Agent, agent_id: str, put: PutAgent) -> Agent:
        """Another name, role or password, put out or let in again.

        Raises:
            BadInput: `bad_display_name`, `weak_password`.
            Conflict: `yourself`, `last_owner`.
            NotAllowed: Only an owner changes owners, and makes new ones.
        """
        check_change(put)
        hashed = await self._passwords.hash(put.password) if put.password is not None else None

        def decide(before: Agent, owners: int) -> Agent:
            after = changed(before, put)
            if Role.OWNER in {before.role, after.role}:
                check(by, Permission.MANAGE_OWNERS)
            return _safe(before, after, by=by, owners=owners)

        return await self._people.change_agent(agent_id, decide, hashed)

    async def agents(self) -> tuple[Agent, ...]:
        """The whole team."""
        return await self._people.agents()

    async def colleague(self, agent_id: str) -> Agent:
        """Raises `NotFound`, or `Conflict` (`agent_is_gone`)."""
        agent = await self._people.agent(agent_id)
        if not agent.active:
            raise Conflict(
                "agent_is_gone", "This agent is not in the team any more. Choose another."
            )
        return agent

    async def _owners(self) -> list[Agent]:
        everyone = await self._people.agents()
        return [agent for agent in everyone if agent.role is Role.OWNER and agent.active]

    async def _sign_in(self, agent: Agent) -> SignedIn:
        token = new_token()
        await self._people.open_agent_session(agent.id, token_hash(token))
        return SignedIn(token=token, agent=agent)


def check_account(new: AddAgent) -> None:
    """Raises `BadInput` (`bad_username`, `weak_password`)."""
    username = check_unicode(new.username)
    plain = username.isprintable() and not any(char.isspace() for char in username)
    if not plain or is_blank(username) or len(username) > MAX_LINE_CHARS:
        raise BadInput("bad_username", "A username is one word, without spaces.")
    _check_display_name(new.display_name)
    check_password(new.password)


def check_change(put: PutAgent) -> None:
    """Raises `BadInput` (`bad_display_name`, `weak_password`)."""
    if put.display_name is not None:
        _check_display_name(put.display_name)
    if put.password is not None:
        check_password(put.password)


def changed(agent: Agent, put: PutAgent) -> Agent:
    """The agent with what was put; without a name they are called as they sign in."""
    name = agent.display_name if put.display_name is None else put.display_name.strip()
    return replace(
        agent,
        display_name=name or agent.username,
        role=agent.role if put.role is None else put.role,
        active=agent.active if put.active is None else put.active,
    )


def _check_display_name(name: str) -> None:
    if len(check_unicode(name)) > MAX_LINE_CHARS:
        raise BadInput("bad_display_name", f"A name has up to {MAX_LINE_CHARS} characters.")


def _safe(before: Agent, after: Agent, *, by: Agent, owners: int) -> Agent:
    """Nobody locks themselves out, and there is always an owner."""
    weaker = after.role is not before.role or not after.active
    if weaker and before.id == by.id:
        raise Conflict("yourself", "Let another owner or admin change your own role.")
    was_owner = before.role is Role.OWNER and before.active
    if was_owner and owners == 1 and weaker:
        raise Conflict("last_owner", "This is the only owner. Make another one first.")
    return after
