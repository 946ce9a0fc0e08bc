"""How much later a visitor sees an answer's first word than the provider says it.

    python -m tests.bench.latency --visitors 100 --seconds 20

A real server, a provider in a process of its own, visitors on sockets. What is added is the time
from the visitor's frame to the provider's desk, and from the provider's first word to the
visitor's page. Questions of their own, then one question again and again: that one is kept.
"""

import argparse
import asyncio
import random
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector

from app.ready_line import Ready, read_ready_line
from server.domain import codec
from server.domain.conversations import AuthorKind
from server.domain.frames import Delta, NewMessage, SendMessage
from tests.bench.stamping_provider import stamp
from tests.durability.calls import Caller
from tests.durability.office import arrive

_ASKED_AGAIN = "When does my blue jacket arrive?"
_MILLISECONDS = 1e-3
_WARM_UP_SECONDS = 4  # the first answer of a server's life loads what the others need


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer on the visitor's page, in microseconds of the machine's clock."""

    sent: int
    seen: int
    text: str

    @property
    def added(self) -> float:
        """Milliseconds that are ours, not the provider's."""
        asked, spoke = map(int, self.text.split()[:2])
        return (asked - self.sent + self.seen - spoke) * _MILLISECONDS

    @property
    def whole(self) -> float:
        """Milliseconds from the question to the first word."""
        return (self.seen - self.sent) * _MILLISECONDS


class Page:
    """A visitor's open page."""

    def __init__(self, socket: ClientWebSocketResponse, name: str) -> None:
        self._socket = socket
        self._name = name
        self._asked = 0

    async def ask(self, text: str) -> Seen:
        """Ask, and wait for the whole answer."""
        self._asked += 1
        frame = SendMessage(client_id=f"{self._name}-{self._asked}", body=text)
        sent = stamp()
        await self._socket.send_str(codec.encode_text(frame))
        seen, shown = 0, ""
        while True:
            said = codec.decode_for_visitor(await self._socket.receive_str())
            if isinstance(said, Delta):
                seen, shown = seen or stamp(), shown + said.text
            elif isinstance(said, NewMessage) and said.message.author.kind is AuthorKind.ASSISTANT:
                return Seen(sent, seen or stamp(), shown or said.message.body)
            elif isinstance(said, NewMessage) and said.message.author.kind is AuthorKind.SYSTEM:
                raise RuntimeError(f"handed over: {said.message.body}")


async def main(visitors: int, seconds: float) -> None:
    """Measure both and print them."""
    with TemporaryDirectory(prefix="deskbell-latency-") as folder:
        async with (
            started("tests.bench.stamping_provider") as (_, provider),
            server(Path(folder) / "data", provider) as url,
            ClientSession(connector=TCPConnector(limit=0)) as http,
        ):
            print(f"{visitors} conversations at once, each asking every {visitors / 20:.0f} s")
            tell("added to the provider's first word", await fresh(http, url, visitors, seconds))
            tell("first word of a kept answer", await kept(http, url, 200))


async def fresh(http: ClientSession, url: str, visitors: int, seconds: float) -> list[float]:
    """Everybody asks now and then, about twenty questions a second together."""
    found: list[float] = []
    loop = asyncio.get_running_loop()
    begin = loop.time() + _WARM_UP_SECONDS
    end = begin + seconds

    async def visit(number: int) -> None:
        chance = random.Random(number)
        async with page(http, url, str(number)) as here:
            await asyncio.sleep(chance.uniform(0, visitors / 20))
            while loop.time() < end:
                warm = loop.time() > begin
                seen = await here.ask(f"Where is parcel {number} of {chance.random()}?")
                found.extend([seen.added] if warm else [])
                await asyncio.sleep(chance.uniform(0.8, 1.2) * visitors / 20)

    async with asyncio.TaskGroup() as group:
        for number in range(visitors):
            group.create_task(visit(number))
    return found


async def kept(http: ClientSession, url: str, times: int) -> list[float]:
    """New visitors ask what was asked before, one after the other."""
    async with page(http, url, "first") as here:
        await here.ask(_ASKED_AGAIN)
    found = []
    for number in range(times):
        async with page(http, url, f"again-{number}") as here:
            found.append((await here.ask(_ASKED_AGAIN)).whole)
    return found


@asynccontextmanager
async def page(http: ClientSession, url: str, name: str) -> AsyncIterator[Page]:
    """A new visitor's, welcomed."""
    session = await arrive(Caller(http, url))
    async with Caller(http, url, session.token).socket("public/socket", 0) as socket:
        await socket.receive_str()
        yield Page(socket, name)


@asynccontextmanager
async def server(data_dir: Path, provider: str) -> AsyncIterator[str]:
    """The address of a server that answers by this provider."""
    async with started("tests.durability.unpaced", str(data_dir), provider) as (_, line):
        ready = read_ready_line(line.encode())
        assert isinstance(ready, Ready)
        yield f"http://127.0.0.1:{ready.port}"


@asynccontextmanager
async def started(module: str, *arguments: str) -> AsyncIterator[tuple[Process, str]]:
    """A process of ours, and the first line that it said."""
    command = (sys.executable, "-m", module, *arguments)
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, stderr=DEVNULL)
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.communicate()


def tell(what: str, milliseconds: Sequence[float]) -> None:
    """One line of the table."""
    ordered = sorted(milliseconds)
    shares = {f"p{share}": ordered[len(ordered) * share // 100] for share in (50, 95, 99)}
    told = "  ".join(f"{name} {value:.1f} ms" for name, value in shares.items())
    print(f"{what:36} {told}  ({len(ordered):,} answers)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--visitors", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=20)
    given = parser.parse_args()
    asyncio.run(main(given.visitors, given.seconds))
