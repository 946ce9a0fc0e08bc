"""The team's accounts: set-up, signing in and out, adding agents."""

from dataclasses import dataclass

from server.clock import Clock
from server.config import Limits
from server.domain.errors import BadInput, Conflict, NotSignedIn
from server.domain.people import Agent, Role
from server.domain.requests import AddAgent, SignedIn
from server.domain.text import MAX_LINE_CHARS, check_unicode, is_blank
from server.security.passwords import Passwords, check_password
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

    async def agents(self) -> tuple[Agent, ...]:
        """The whole team."""
        return await self._people.agents()

    async def colleague(self, agent_id: str) -> Agent:
        """Raises `NotFound`."""
        return await self._people.agent(agent_id)

    async def _owners(self) -> list[Agent]:
        return [agent for agent in await self._people.agents() if agent.role is Role.OWNER]

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
    if len(check_unicode(new.display_name)) > MAX_LINE_CHARS:
        raise BadInput("bad_display_name", f"A name has up to {MAX_LINE_CHARS} characters.")
    check_password(new.password)
