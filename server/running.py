"""Run the server in the foreground: lock the data, bind, say that it is ready, wait for the end."""

import asyncio
import errno
import gc
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from aiohttp import web

from server.actions.people import OwnerToken
from server.address import Address
from server.config import ProviderOverride, ServerConfig
from server.data_dir import locked, prepare
from server.domain.errors import BadInput, UnusableSetup
from server.domain.settings import ProviderSettings
from server.domain.version import VERSION
from server.main import build_app
from server.parts import Base
from server.security.secrets import SecretStore

EXIT_WELL = 0
EXIT_UNUSABLE = 78  # EX_CONFIG of sysexits.h

SHUTDOWN_SECONDS = 2


def run(config: ServerConfig, secrets: SecretStore) -> int:
    """Serve until the end is asked for; the exit code. A refusal is one sentence on stderr."""
    try:
        _check_provider(config.provider)
        prepare(config.data_dir)
        with locked(config.data_dir), asyncio.Runner(loop_factory=_loop_factory()) as runner:
            runner.run(_serve(config, secrets))
    except UnusableSetup as error:
        if config.supervised:
            _say({"ready": False, "code": error.code, "detail": error.detail})
        _tell(error.detail)
        return EXIT_UNUSABLE
    return EXIT_WELL


def _check_provider(override: ProviderOverride) -> None:
    """A slip in the environment is told at once, not to the first visitor."""
    try:
        ProviderSettings(base_url=override.base_url or "")
    except BadInput as error:
        raise UnusableSetup(
            "bad_provider_url", f"DESKBELL_PROVIDER_BASE_URL cannot be used: {error.detail}"
        ) from error


async def _serve(config: ServerConfig, secrets: SecretStore) -> None:
    stop = asyncio.Event()
    owner_token = OwnerToken()
    _stop_on_signals(stop)
    if config.supervised:
        Parent(stop, owner_token).watch()
    base = Base(config=config, secrets=secrets, owner_token=owner_token, address=Address())
    runner = web.AppRunner(build_app(base), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        _spare_the_collector()
        await _listen(runner, base.address, config.port)
        _announce(base.address)
        await stop.wait()
    finally:
        await runner.cleanup()


def _spare_the_collector() -> None:
    """What is loaded by now lives as long as the server; to walk over it stops all for 0.1 s."""
    gc.collect()
    gc.freeze()


async def _listen(runner: web.AppRunner, address: Address, port: int) -> None:
    # The queue of new connections must take everybody who comes back after a restart at once.
    site = web.TCPSite(runner, address.host, port, backlog=4096)
    try:
        await site.start()
    except OSError as error:
        raise _cannot_listen(address.host, port, error) from error
    address.port = site.port


def _cannot_listen(host: str, port: int, error: OSError) -> UnusableSetup:
    if error.errno == errno.EADDRINUSE:
        return UnusableSetup(
            "port_in_use",
            f"Port {port} is used by another program. Stop that, or choose another with --port.",
        )
    return UnusableSetup(
        "cannot_listen",
        f"The server cannot listen on {host}, port {port} ({error.strerror}). Choose others with"
        " --host and --port.",
    )


def _announce(address: Address) -> None:
    _say(
        {
            "ready": True,
            "port": address.port,
            "pid": os.getpid(),
            "version": VERSION,
            "url": address.urls()[0],
        }
    )
    for url in address.urls():
        _tell(f"Chat page: {url}")


@dataclass(frozen=True, slots=True)
class Parent:
    """The desktop that started this server, at the other end of stdin."""

    stop: asyncio.Event
    owner_token: OwnerToken

    def watch(self) -> None:
        """Take the owner's token, then end when the parent ends.

        A thread, since Windows cannot wait for a pipe and sockets at once; a daemon, since a
        blocked read cannot be called off.
        """
        loop = asyncio.get_running_loop()
        threading.Thread(target=self._read, args=(loop,), name="parent", daemon=True).start()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        # Unbuffered: the end of the interpreter aborts over a buffer that another thread holds.
        with suppress(RuntimeError):  # the loop has ended before the parent did
            for line in io.FileIO(sys.stdin.fileno(), closefd=False):
                if (token := _token(line)) is not None:
                    loop.call_soon_threadsafe(setattr, self.owner_token, "value", token)
            loop.call_soon_threadsafe(self.stop.set)


def _token(line: bytes) -> str | None:
    try:
        said = json.loads(line)
    except ValueError:
        return None
    token = said.get("owner_token") if isinstance(said, dict) else None
    return token if isinstance(token, str) and token else None


def _stop_on_signals(stop: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        if sys.platform == "win32":
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
        else:
            loop.add_signal_handler(number, stop.set)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if sys.platform == "win32":
        return None
    import uvloop  # noqa: PLC0415 - there is none for Windows

    return uvloop.new_event_loop


def _say(line: dict[str, object]) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 - the ready line is this program's output


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
