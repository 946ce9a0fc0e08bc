"""The server as a child: real processes that behave, refuse, crash, hang, or are killed."""

import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.child_log import ChildLog
from app.restarts import Patience
from app.supervisor import Supervisor, SupervisorState
from tests.support.qt import wait_signal, wait_until

CHILD = str(Path(__file__).parents[1] / "support" / "child.py")
QUICK = Patience(
    first_retry=0.01, longest_retry=0.05, stable=60, ready=60, leave=0.5, terminate=0.5
)

Make = Callable[..., Supervisor]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "notes"


@pytest.fixture
async def make(qtbot: QtBot, tmp_path: Path, notes: Path) -> AsyncIterator[Make]:
    log = ChildLog(tmp_path / "server.log")
    made: list[Supervisor] = []

    def supervisor(behaviour: str, patience: Patience = QUICK) -> Supervisor:
        def command(port: int) -> list[str]:
            return [sys.executable, CHILD, str(port), behaviour, str(notes)]

        made.append(Supervisor(command, 9000, log, patience))
        return made[-1]

    yield supervisor
    for each in made:
        await each.stop()
    log.close()


def states(supervisor: Supervisor) -> list[str]:
    seen: list[str] = []
    supervisor.state_changed.connect(lambda state: seen.append(str(state)))
    return seen


async def reached(supervisor: Supervisor, state: SupervisorState) -> None:
    await wait_until(lambda: supervisor.state is state, what=f"never {state}")


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_ready_tells_where_and_hands_over_the_token_that_the_child_got(
    make: Make, notes: Path
) -> None:
    supervisor = make("well")
    seen = states(supervisor)
    supervisor.start()
    url, token = await wait_signal(supervisor.ready)
    assert url == "http://127.0.0.1:9000"
    assert notes.read_text() == f"9000 {token}\n"
    assert seen == ["starting", "ready"]


async def test_stop_ends_the_child_by_closing_its_stdin(make: Make) -> None:
    supervisor = make("well")
    seen = states(supervisor)
    supervisor.start()
    await wait_signal(supervisor.ready)
    assert supervisor.server is not None
    pid = supervisor.server.pid
    await supervisor.stop()
    assert not is_alive(pid)
    assert seen == ["starting", "ready", "stopping", "stopped"]
    assert supervisor.server is None


async def test_a_child_that_hears_nothing_is_killed(make: Make) -> None:
    supervisor = make("deaf")
    supervisor.start()
    await wait_signal(supervisor.ready)
    assert supervisor.server is not None
    pid = supervisor.server.pid
    await supervisor.stop()
    assert supervisor.state is SupervisorState.STOPPED
    assert not is_alive(pid)


async def test_a_killed_child_comes_back_on_the_same_port_with_a_new_token(
    make: Make, notes: Path
) -> None:
    supervisor = make("well")
    supervisor.start()
    await wait_signal(supervisor.ready)
    for _ in range(3):
        assert supervisor.server is not None
        os.kill(supervisor.server.pid, signal.SIGKILL)
        await wait_signal(supervisor.ready)
    ports, tokens = zip(*(line.split() for line in notes.read_text().splitlines()), strict=True)
    assert ports == ("9000",) * 4
    assert len(set(tokens)) == 4


async def test_a_busy_port_leads_to_the_next_free_one(make: Make) -> None:
    supervisor = make("busy-below-9003")
    supervisor.start()
    url, _ = await wait_signal(supervisor.ready)
    assert url == "http://127.0.0.1:9003"


async def test_no_free_port_is_told(make: Make) -> None:
    supervisor = make("always-busy")
    supervisor.start()
    await reached(supervisor, SupervisorState.FAILED)
    assert supervisor.failure is not None
    assert supervisor.failure.code == "port_in_use"


@pytest.mark.parametrize(
    ("behaviour", "code", "detail"),
    [
        ("newer-database", "newer_database", "Update Deskbell first."),
        ("bad-setup", "unusable_setup", "The folder cannot be written; choose another."),
        ("crash", "keeps_ending", "The server ended 5 times before it was ready."),
        ("other-program", "wrong_program", f"{sys.executable} is not a Deskbell server."),
    ],
)
async def test_trouble_at_the_start_is_named(
    make: Make, behaviour: str, code: str, detail: str
) -> None:
    supervisor = make(behaviour)
    supervisor.start()
    await reached(supervisor, SupervisorState.FAILED)
    assert supervisor.failure is not None
    assert (supervisor.failure.code, supervisor.failure.detail) == (code, detail)


async def test_a_child_that_never_answers_counts_as_dead(make: Make, notes: Path) -> None:
    supervisor = make("silent", Patience(first_retry=0.01, longest_retry=0.01, ready=0.5))
    supervisor.start()
    await reached(supervisor, SupervisorState.FAILED)
    assert supervisor.failure is not None
    assert supervisor.failure.code == "keeps_ending"


async def test_a_missing_program_is_named(qtbot: QtBot, tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "log")
    supervisor = Supervisor(lambda _port: [str(tmp_path / "nothing")], 9000, log, QUICK)
    supervisor.start()
    await reached(supervisor, SupervisorState.FAILED)
    log.close()
    assert supervisor.failure is not None
    assert supervisor.failure.code == "cannot_start"


async def test_after_a_failure_a_person_can_try_again(make: Make, notes: Path) -> None:
    supervisor = make("newer-database")
    supervisor.start()
    await reached(supervisor, SupervisorState.FAILED)
    supervisor.start()
    assert supervisor.state is SupervisorState.STARTING
    await reached(supervisor, SupervisorState.FAILED)
    assert len(notes.read_text().splitlines()) == 2


async def test_stopping_while_it_waits_for_the_next_try(make: Make, notes: Path) -> None:
    supervisor = make("crash", Patience(first_retry=60))
    supervisor.start()
    await wait_until(notes.exists)
    await supervisor.stop()
    assert supervisor.state is SupervisorState.STOPPED


async def test_restart_is_a_new_child(make: Make, notes: Path) -> None:
    supervisor = make("well")
    supervisor.start()
    await wait_signal(supervisor.ready)
    await supervisor.restart()
    assert supervisor.state is SupervisorState.READY
    assert len(notes.read_text().splitlines()) == 2
