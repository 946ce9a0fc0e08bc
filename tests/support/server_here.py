"""A real server inside the test's own process: quick to start, nothing left out."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web

from app.credentials import Credentials
from app.os_keyring import OsKeyring
from server.actions.people import OwnerToken
from server.address import Address
from server.config import ServerConfig
from server.data_dir import prepare
from server.main import build_app
from server.parts import Base
from ui.api_client import ApiClient

OWNER_TOKEN = "owner-token-of-the-test"


class ServerHere:
    """A server that may be stopped and started again on the same data and port.

    Attributes:
        api: A client that nobody has signed in yet.
    """

    def __init__(
        self, data_dir: Path, http: aiohttp.ClientSession, keyring: OsKeyring | None
    ) -> None:
        self.api = ApiClient(http, "")
        self._data_dir = data_dir
        self._secrets = Credentials({}, lambda: "test-installation", lambda: keyring)
        self._runner: web.AppRunner | None = None
        self._port = 0

    async def start(self) -> None:
        prepare(self._data_dir)
        base = Base(
            config=ServerConfig(data_dir=self._data_dir),
            secrets=self._secrets,
            owner_token=OwnerToken(OWNER_TOKEN),
            address=Address(),
        )
        self._runner = web.AppRunner(build_app(base), access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, base.address.host, self._port).start()
        self._port = base.address.port = self._runner.addresses[0][1]
        self.api.move_to(f"http://127.0.0.1:{self._port}")

    async def restart(self) -> None:
        """As the supervisor does, for settings that count only at the start."""
        await self.stop()
        await self.start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


@asynccontextmanager
async def server_here(folder: Path, keyring: OsKeyring | None = None) -> AsyncIterator[ServerHere]:
    """Started when entered; without a keyring unless one is given."""
    async with aiohttp.ClientSession() as http:
        server = ServerHere(folder / "data", http, keyring)
        await server.start()
        try:
            yield server
        finally:
            await server.stop()
