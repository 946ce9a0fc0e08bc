"""`deskbell serve` from its ready line to its end, seen from outside."""

import asyncio
import json
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from aiohttp import ClientSession

from server.domain.version import VERSION
from tests.contract.programs import PASSWORD, STOP_SECONDS, Server, add_agent, serving


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path / "data") as started:
        yield started


def ask(url: str, body: object = None, token: str = "") -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url, data, headers), timeout=30) as answer:  # noqa: S310 - our own server
        return json.load(answer)


def test_the_first_line_says_where(server: Server) -> None:
    ready = server.ready
    assert ready == {
        "ready": True,
        "port": ready["port"],
        "pid": server.process.pid,
        "version": VERSION,
        "url": f"{server.url}/",
    }
    assert ask(f"{server.url}/readyz") == {"status": "ok", "version": VERSION}
    assert server.end() == 0
    assert server.process.stdout is not None
    assert server.process.stdout.read() == ""


def test_an_agent_added_beside_the_running_server_can_sign_in(server: Server) -> None:
    assert add_agent(server.data_dir).code == 0
    login = {"username": "lin", "password": PASSWORD}
    signed_in = ask(f"{server.url}/api/v1/auth/login", login)
    assert ask(f"{server.url}/api/v1/me", token=signed_in["token"])["username"] == "lin"
    assert server.end(signal.SIGINT) == 0


async def test_it_stops_at_once_although_somebody_is_connected(server: Server) -> None:
    async with ClientSession() as http:
        session = await asyncio.to_thread(ask, f"{server.url}/api/v1/public/sessions", {})
        async with http.ws_connect(f"{server.url}/api/v1/public/socket") as socket:
            await socket.send_json({"type": "hello", "token": session["token"]})
            assert (await socket.receive_json())["type"] == "welcome"
            started = time.monotonic()
            ended = await asyncio.to_thread(server.end)
            assert ended == 0
            assert time.monotonic() - started < STOP_SECONDS / 2
            while (message := await socket.receive()).type.name == "TEXT":
                pass
            assert (message.type.name, message.data) == ("CLOSE", 1012)


def test_supervised_it_ends_with_its_parent(tmp_path: Path) -> None:
    token = '{"owner_token": "one-time"}\n'
    with serving(tmp_path / "data", "--supervised", typed=token) as server:
        setup = {"team_name": "Acme", "username": "olga", "password": PASSWORD}
        assert ask(f"{server.url}/api/v1/setup") == {"needed": True}
        signed_in = ask(f"{server.url}/api/v1/setup", setup, token="one-time")
        assert signed_in["agent"]["role"] == "owner"
        command = Path(f"/proc/{server.process.pid}/cmdline")
        if command.exists():
            assert "one-time" not in command.read_text()
        assert server.process.stdin is not None
        server.process.stdin.close()
        assert server.process.wait(STOP_SECONDS) == 0
    with serving(tmp_path / "data", "--supervised", typed=token) as server:
        assert ask(f"{server.url}/api/v1/auth/owner", {}, token="one-time")["token"]
        assert server.end() == 0


def test_killed_it_comes_back_with_everything(tmp_path: Path) -> None:
    said = {"client_id": "1", "body": "Hello?"}
    with serving(tmp_path / "data") as server:
        session = ask(f"{server.url}/api/v1/public/sessions", {})
        stored = ask(f"{server.url}/api/v1/public/messages", said, session["token"])
        assert server.end(signal.SIGKILL) == -signal.SIGKILL
    with serving(tmp_path / "data") as server:
        messages = ask(f"{server.url}/api/v1/public/messages", token=session["token"])["items"]
        assert messages[0] == stored


@pytest.mark.skipif(sys.platform != "linux", reason="only there one limits another process")
def test_a_full_disk_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    """The kernel refuses what would make a file longer than now, then allows it again."""
    import resource  # noqa: PLC0415 - there is none on Windows

    with serving(tmp_path / "data") as server:
        session = ask(f"{server.url}/api/v1/public/sessions", {})
        ask(f"{server.url}/api/v1/public/handoff", {}, session["token"])
        longest = max(path.stat().st_size for path in (tmp_path / "data").iterdir())
        pid, unlimited = server.process.pid, resource.RLIM_INFINITY
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (longest + 40_000, unlimited))
        acknowledged = [number for number in range(60) if stored(server, session, number)]
        assert 0 < len(acknowledged) < 60
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
        assert stored(server, session, 100)
        messages = ask(f"{server.url}/api/v1/public/messages", token=session["token"])["items"]
    kept = [int(one["client_id"]) for one in messages if one["author"]["kind"] == "visitor"]
    assert kept == [*acknowledged, 100]


def stored(server: Server, session: Any, number: int) -> bool:
    """Whether it was acknowledged; a refusal is the one that says that the disk is full."""
    said = {"client_id": f"{number}", "body": "x" * 2_000}
    try:
        ask(f"{server.url}/api/v1/public/messages", said, session["token"])
    except OSError as error:
        with error as refusal:  # type: ignore[attr-defined]  # an HTTPError is the answer, too
            problem = json.load(refusal)
        assert (problem["status"], problem["code"]) == (503, "storage_failed")
        return False
    return True
