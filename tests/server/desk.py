"""A whole server inside the test: real storage and sockets on a port of its own."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, TCPConnector, web

from app.credentials import Credentials
from app.os_keyring import OsKeyring
from server.actions.people import OwnerToken
from server.actions.suggestion_watch import Pause
from server.address import Address
from server.ai.deadlines import Patience
from server.config import Limits, ProviderOverride, ServerConfig
from server.domain.people import Role
from server.main import build_app
from server.parts import Base, Storage
from server.security.passwords import Passwords
from server.security.secrets import Secret
from server.security.tokens import token_hash
from tests.server.calling import DEADLINE, Caller, Visitor
from tests.server.instruments import CountingIds, ManualClock, ManualPause, MemoryKeyring
from tests.server.witness import Witness

OWNER_TOKEN = "the-desktop-knows-this"
PASSWORD = "correct horse battery"
TEAM = {"olga": Role.OWNER, "adam": Role.ADMIN, "lin": Role.AGENT, "mei": Role.AGENT}


class Desk:
    """Stopped and started again, it goes on with the same data.

    Attributes:
        keyring: None when this computer has none.
        environment: Secrets that the environment gives.
        patience: With a provider, which is asked again after `retry_pause`.
        pause: What waits for a visitor to finish; it ends when the test says so.
    """

    def __init__(self, data_dir: Path, witness: Witness) -> None:
        self.data_dir = data_dir
        self.witness = witness
        self.clock = ManualClock()
        self.pause = ManualPause()
        self.patience = Patience()
        self.retry_pause: Pause = asyncio.sleep
        self.ids = CountingIds(1_000_000)
        self.limits = Limits()
        self.provider = ProviderOverride()
        self.keyring: MemoryKeyring | None = None
        self.environment: dict[str, Secret] = {}
        self.owner_token = OwnerToken(OWNER_TOKEN)
        self._runner: web.AppRunner | None = None
        self._http: ClientSession | None = None
        self.base = self._base()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.base.address.port}"

    async def start(self) -> None:
        self.base = self._base()
        self._http = ClientSession(connector=TCPConnector(limit=0))
        self._runner = web.AppRunner(build_app(self.base), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base.address.port = site.port

    async def stop(self) -> None:
        runner, http, self._runner, self._http = self._runner, self._http, None, None
        if runner is not None and http is not None:
            await runner.cleanup()
            await http.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    # --- who calls ---

    def anybody(self, token: str = "") -> Caller:
        assert self._http is not None
        return Caller(self._http, self.url, self.witness, token)

    def agent(self, username: str) -> Caller:
        """A person of `TEAM`, signed in."""
        return self.anybody(token_of(username))

    async def visitor(self, **details: str) -> Visitor:
        assert self._http is not None
        session = (await self.anybody().post("public/sessions", details)).data
        self.witness.guard_token(session["token"])
        return Visitor(self._http, self.url, self.witness, session)

    async def waiting_visitor(self, **details: str) -> Visitor:
        """One who waits for a person (seq 1 says so): the assistant does not interfere."""
        visitor = await self.visitor(**details)
        await visitor.post("public/handoff")
        return visitor

    async def metric(self, name: str) -> float:
        """The value of a series, labels and all as Prometheus writes it."""
        said = (await self.anybody().get("/metrics")).body.decode()
        lines = (line.rpartition(" ") for line in said.splitlines())
        return next(float(value) for series, _, value in lines if series == name)

    def _base(self) -> Base:
        keyring = OsKeyring("Test Keyring", self.keyring) if self.keyring else None
        config = ServerConfig(
            data_dir=self.data_dir, port=0, limits=self.limits, provider=self.provider
        )
        return Base(
            config=config,
            secrets=Credentials(self.environment, lambda: "test", lambda: keyring),
            owner_token=self.owner_token,
            address=Address(),
            clock=self.clock,
            ids=self.ids,
            pause=self.pause,
            patience=self.patience,
            retry_pause=self.retry_pause,
        )


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[Desk]:
    """Started, and stopped whatever happens; nothing secret was said meanwhile."""
    try:
        await desk.start()
        yield desk
    finally:
        await desk.stop()
    desk.witness.check_kept_secrets()


def token_of(username: str) -> str:
    return f"token-of-{username}-0123456789"


async def make_template(data_dir: Path) -> None:
    """A database in which the team is signed in, to be copied: hashing passwords takes long."""
    config = ServerConfig(data_dir=data_dir)
    base = Base(
        config=config,
        secrets=Credentials({}, lambda: "test", lambda: None),
        owner_token=OwnerToken(),
        address=Address(),
        clock=ManualClock(),
        ids=CountingIds(),
    )
    storage, passwords = Storage(base), Passwords()
    await storage.database.open()
    hashed = await passwords.hash(PASSWORD)
    for name, role in TEAM.items():
        agent = await storage.people.add_agent(
            name, hashed, display_name=name.capitalize(), role=role
        )
        await storage.people.open_agent_session(agent.id, token_hash(token_of(name)))
    await storage.database.close()
    passwords.close()


def furnished(template: Path, data_dir: Path) -> Path:
    """A data directory with the team in it."""
    shutil.copytree(template, data_dir)
    return data_dir


async def until(holds: Callable[[], Awaitable[Any]]) -> Any:
    """Ask again until the answer is true; the answer."""
    async with asyncio.timeout(DEADLINE):
        while not (found := await holds()):
            await asyncio.sleep(0.01)
    return found
