"""The rules of silence can fail: each kind of noise or leak, and its quiet twin."""

import re
from pathlib import Path

import pytest

from tests.support.loopback import LeftThisMachine, refuse_the_network

LOUD = {
    "warning": "def test(): import warnings; warnings.warn('careful')",
    "log": "def test(): import logging; logging.getLogger('x').warning('trouble')",
    "log_of_a_fixture": """
        import logging, pytest
        @pytest.fixture
        def noisy():
            yield
            logging.getLogger('x').error('on the way out')
        def test(noisy): pass
    """,
    "holding": """
        import socket, subprocess, threading
        KEPT = []
        def test(tmp_path):
            KEPT.append((tmp_path / 'kept').open('w'))
            KEPT.append(socket.create_server(('127.0.0.1', 0)))
            KEPT.append(subprocess.Popen(['sleep', '4']))
            threading.Thread(target=threading.Event().wait, args=(4,), name='kept').start()
    """,
    "task": """
        import asyncio
        KEPT = []
        async def test(): KEPT.append(asyncio.get_running_loop().create_task(asyncio.sleep(30)))
    """,
    "never_awaited": """
        import asyncio
        async def test(): asyncio.sleep(1)
    """,
    "qt_message": """
        from PySide6.QtCore import qWarning
        def test(qapp): qWarning('trouble')
    """,
}
QUIET = {
    "log_that_was_expected": """
        import logging
        def test(caplog):
            logging.getLogger('x').warning('trouble')
            assert caplog.messages == ['trouble']
            caplog.clear()
    """,
    "everything_closed": """
        import asyncio, socket, subprocess, threading
        async def test(tmp_path):
            subprocess.run(['true'], check=True)
            (tmp_path / 'file').write_text('x')
            socket.create_server(('127.0.0.1', 0)).close()
            await asyncio.to_thread(print)
            await asyncio.get_running_loop().create_task(asyncio.sleep(0))
    """,
    "on_the_qt_loop": """
        import asyncio
        async def test(qapp):
            assert type(asyncio.get_running_loop()).__module__ == 'ui.event_loop'
    """,
}


@pytest.fixture
def inner(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder in which a run obeys this project's own configuration."""
    root = Path(__file__).parents[1]
    monkeypatch.setenv("PYTHONPATH", str(root))
    pytester.makepyprojecttoml((root / "pyproject.toml").read_text())
    pytester.makeconftest((root / "tests" / "conftest.py").read_text())
    return pytester


def test_noise_fails_and_quiet_passes(inner: pytest.Pytester) -> None:
    inner.makepyfile(**{f"test_{name}": code for name, code in (LOUD | QUIET).items()})
    result = inner.runpytest_subprocess(".")
    named = {re.match(r"(?:FAILED|ERROR) test_(\w+)\.py", line) for line in result.outlines}
    assert {found[1] for found in named if found} == set(LOUD)
    assert result.parseoutcomes()["passed"] >= len(QUIET)
    for kind in ("process *", "socket *", "thread kept *", "file */kept *"):
        result.stdout.fnmatch_lines([kind])


@pytest.mark.parametrize("host", ["example.com", b"example.com"])
def test_a_foreign_name_is_refused(host: str | bytes) -> None:
    with pytest.raises(LeftThisMachine):
        refuse_the_network("socket.getaddrinfo", (host, 80, 0, 0, 0))
