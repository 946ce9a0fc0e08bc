"""Rules for every test: silence is the passing state, the network ends at this machine."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # Qt reads it once, when it is first loaded

import asyncio
import gc
import sys
from collections.abc import Callable, Generator, Mapping

import pytest

from tests.support.loopback import refuse_the_network

pytest_plugins = ["pytester", "tests.support.silence"]

LoopFactory = Callable[[], asyncio.AbstractEventLoop]

IN_SESSION = "DESKBELL_TEST_SESSION" in os.environ  # set by tests/support/session.py
if not IN_SESSION:  # the keyring and the screen are then the developer's own
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


def pytest_configure() -> None:
    sys.addaudithook(refuse_the_network)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a hang in Qt's loop end the run: Python's signal would wait there for an event."""
    for item in filter(_needs_qt, items):
        item.add_marker(pytest.mark.timeout(method="thread"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    marks = {mark.name for mark in item.iter_markers()} & {"keyring", "x11"}
    if marks and not IN_SESSION:
        pytest.skip(f"{', '.join(marks)}: only where dev.py test brings it")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keep the collector out of a report's traceback.

    Before Python 3.11.5, ast.parse raises a SystemError when a collection inside it runs a
    finalizer that formats a traceback too, and the whole run would end there.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_asyncio_loop_factories(item: pytest.Item) -> Mapping[str, LoopFactory]:
    """A test that asks for Qt runs on the Qt loop; all others on plain asyncio."""
    if not _needs_qt(item):
        return {"asyncio": asyncio.new_event_loop}
    from ui.event_loop import new_loop  # noqa: PLC0415 - a test of the server never loads Qt

    return {"qt": new_loop}


def _needs_qt(item: pytest.Item) -> bool:
    return not {"qapp", "qtbot"}.isdisjoint(getattr(item, "fixturenames", ()))
