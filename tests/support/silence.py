"""Silence is the passing state: what a test logs as trouble or leaves behind fails it.

Warnings and Qt messages fail through the configuration in pyproject.toml. A test that expects a
log record of level WARNING or above asserts on it through `caplog` and then calls
`caplog.clear()`: what is left in `caplog` at the end was not expected.
"""

import asyncio
import gc
import inspect
import logging
import os
import socket
import stat
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

_GRACE_SECONDS = 2.0
_OUR_OWN = (sys.prefix, sys.base_prefix, "/usr/", "/proc/", "/sys/", "/dev/")


@pytest.fixture(autouse=True)
def nothing_logged(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Set up first and ended last, so that it hears the other fixtures too."""
    yield
    heard = [*caplog.get_records("setup"), *caplog.get_records("call"), *caplog.records]
    trouble = [record for record in heard if record.levelno >= logging.WARNING]
    if trouble:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in trouble]
        pytest.fail("Logged, and not expected:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_held(nothing_logged: None) -> Iterator[None]:
    before = _held()
    yield
    leaked = _held() - before
    deadline = time.monotonic() + _GRACE_SECONDS
    while leaked and time.monotonic() < deadline:
        gc.collect()
        time.sleep(0.05)
        leaked = _held() - before
    if leaked:
        pytest.fail("Left behind:\n" + "\n".join(sorted(leaked)), pytrace=False)


@pytest.fixture(autouse=True)
def nothing_running(request: pytest.FixtureRequest, nothing_held: None) -> None:
    if inspect.iscoroutinefunction(getattr(request.node, "function", None)):
        request.getfixturevalue("no_tasks_left")


@pytest.fixture
async def no_tasks_left() -> AsyncIterator[None]:
    """Look into the test's own loop after its other fixtures have ended."""
    yield
    deadline = time.monotonic() + _GRACE_SECONDS
    while _others() and time.monotonic() < deadline:
        await asyncio.sleep(0.01)
    if _others():
        names = sorted(str(task.get_coro()) for task in _others())
        pytest.fail("Tasks still running:\n" + "\n".join(names), pytrace=False)


def _others() -> set[asyncio.Task[object]]:
    return {task for task in asyncio.all_tasks() if task is not asyncio.current_task()}


def _held() -> set[str]:
    """Every thread, child process, file and network socket of this process, in words."""
    return _threads() | _children() | _open_files()


def _threads() -> set[str]:
    """Those that would keep the process alive."""
    return {f"thread {t.name} ({t.ident})" for t in threading.enumerate() if not t.daemon}


def _children() -> set[str]:
    lists = Path("/proc/self/task").glob("*/children")
    return {f"process {pid}" for found in lists for pid in _read(found).split()}


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # the thread ended between listing and reading
        return ""


def _open_files() -> set[str]:
    described = map(_describe, Path("/proc/self/fd").glob("*"))
    return {text for text in described if text}


def _describe(link: Path) -> str:
    """Empty for what does not count: libraries' own files, pipes, the display, the bus."""
    number = int(link.name)
    try:
        mode = os.fstat(number).st_mode
        target = str(link.readlink())
    except OSError:  # the listing's own descriptor is closed by now
        return ""
    if stat.S_ISREG(mode) and not target.startswith(_OUR_OWN):
        return f"file {target} ({number})"
    if stat.S_ISSOCK(mode) and _is_network(number):
        return f"socket {target} ({number})"
    return ""


def _is_network(number: int) -> bool:
    with socket.socket(fileno=os.dup(number)) as same:
        return same.family in {socket.AF_INET, socket.AF_INET6}
