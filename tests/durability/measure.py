"""Figures of this machine: start, memory, and the cost of a message. Linux only, proves nothing.

python -m tests.durability.measure
"""

import asyncio
import os
import random
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from aiohttp import ClientSession, TCPConnector

from app.ready_line import Ready, read_ready_line
from tests.durability.calls import Caller
from tests.durability.notes import Complaints, PageNotes, SenderNotes
from tests.durability.office import PASSWORD, USERNAME, Office, arrive, sign_in
from tests.durability.pulse import Pulse
from tests.durability.senders import Load, SocketSender
from tests.support.running_server import RunningServer

_STARTS = 5
_SOCKETS = 500
_SOCKETS_PER_VISITOR = 20
_CROWDS = (1, 10, 100)
_WARM_UP_SECONDS = 2
_SECONDS = 8


@dataclass(frozen=True, slots=True)
class Watched:
    """A running server, seen from outside."""

    pid: int
    url: str

    def cpu_seconds(self) -> float:
        """Of all its threads, the kernel's work for it included."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Of memory that is really in use."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) / 1024


async def main(folder: Path) -> None:
    """Measure everything, one thing after the other."""
    data_dir = folder / "data"
    await RunningServer(data_dir, {}).add_agent(USERNAME, PASSWORD, name="Owner", role="owner")
    for _ in range(_STARTS):
        await _start(data_dir)
    async with _server(data_dir) as server, ClientSession(connector=TCPConnector(limit=0)) as http:
        await _sockets(server, http)
        token = await sign_in(Caller(http, server.url))
        await Office(Caller(http, server.url, token)).switch_assistant_off()
        for senders in _CROWDS:
            await _messages(server, http, senders)


@asynccontextmanager
async def _server(data_dir: Path) -> AsyncIterator[Watched]:
    command = (sys.executable, "-m", "tests.durability.unpaced", str(data_dir))
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    try:
        yield await _ready(process)
    finally:
        process.terminate()
        await process.communicate()


async def _ready(process: Process) -> Watched:
    assert process.stdout is not None
    ready = read_ready_line(await process.stdout.readline())
    assert isinstance(ready, Ready)
    return Watched(process.pid, f"http://127.0.0.1:{ready.port}")


async def _start(data_dir: Path) -> None:
    started = monotonic()
    async with _server(data_dir) as server:
        seconds, cpu = monotonic() - started, server.cpu_seconds()
        print(f"ready after {seconds:.2f} s ({cpu:.2f} s of CPU), {server.megabytes():.0f} MB")


async def _sockets(server: Watched, http: ClientSession) -> None:
    before = server.megabytes()
    async with AsyncExitStack() as opened:
        for _ in range(_SOCKETS // _SOCKETS_PER_VISITOR):
            visitor = await arrive(Caller(http, server.url))
            for _ in range(_SOCKETS_PER_VISITOR):
                page = Caller(http, server.url, visitor.token).socket("public/socket", 0)
                await (await opened.enter_async_context(page)).receive_str()
        print(f"{_SOCKETS} idle sockets: {before:.0f} MB before, {server.megabytes():.0f} MB with")


async def _messages(server: Watched, http: ClientSession, senders: int) -> None:
    load = Load(Pulse(monotonic), Complaints())
    crowd = [await _sender(http, server.url, load, str(number)) for number in range(senders)]
    async with asyncio.TaskGroup() as group:
        for sender in crowd:
            group.create_task(sender.run())
        await asyncio.sleep(_WARM_UP_SECONDS)
        acks, cpu = load.pulse.acks, server.cpu_seconds()
        await asyncio.sleep(_SECONDS)
        acks, cpu = load.pulse.acks - acks, server.cpu_seconds() - cpu
        load.stop.set()
    rate, cost = acks / _SECONDS, cpu / acks * 1e6
    print(f"{senders} senders: {rate:,.0f} messages a second, {cost:,.0f} µs of CPU each")


async def _sender(http: ClientSession, url: str, load: Load, name: str) -> SocketSender:
    visitor = await arrive(Caller(http, url))
    notes = SenderNotes(name, random.Random(name), new_ids=False)
    page = PageNotes(name, visitor.conversation_id)
    return SocketSender(Caller(http, url, visitor.token), notes, page, load)


if __name__ == "__main__":
    with TemporaryDirectory(prefix="deskbell-measure-") as temporary:
        asyncio.run(main(Path(temporary)))
