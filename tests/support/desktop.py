"""A whole desktop with its real server as a child, and hands to use it like a person."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import aiohttp
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.desktop import Desktop
from app.paths import Paths
from tests.support.qt import wait_until
from ui.tasks import Tasks

W = TypeVar("W", bound=QWidget)


@asynccontextmanager
async def running_desktop(
    app: QApplication, data_dir: Path, **preferences: object
) -> AsyncIterator[Desktop]:
    """Started when entered, in English, on a free port; ended in order when left."""
    prepare_preferences(data_dir, **preferences)
    failures: list[str] = []
    tasks = Tasks(lambda name, failure: failures.append(f"{name}: {failure!r}"))
    async with aiohttp.ClientSession() as http:
        desktop = Desktop(app, Paths(data_dir), http)
        running = tasks.start("desktop", desktop.run())
        try:
            yield desktop
        finally:
            desktop.end()
            assert running is not None
            await running
    assert failures == []


def prepare_preferences(data_dir: Path, **preferences: object) -> None:
    """Unless an earlier run left some."""
    file = Paths(data_dir).preferences
    if not file.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        chosen = {"port": 0, "language": "en", "theme": "light"} | preferences
        file.write_text(json.dumps(chosen))


def find(parent: QWidget, kind: type[W], name: str) -> W:
    """The visible widget with these words on it, or with this spoken name."""
    found = [
        widget
        for widget in parent.findChildren(kind)
        if widget.isVisible() and name in {widget.accessibleName(), _words(widget)}
    ]
    assert len(found) == 1, f"{len(found)} visible {kind.__name__} called {name!r}"
    return found[0]


def is_shown(parent: QWidget, kind: type[W], name: str) -> bool:
    return any(
        widget.isVisible() and name in {widget.accessibleName(), _words(widget)}
        for widget in parent.findChildren(kind)
    )


def click(parent: QWidget, name: str) -> None:
    button = find(parent, QAbstractButton, name)
    assert button.isEnabled(), f"{name!r} cannot be clicked now"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def write(parent: QWidget, field: str, text: str) -> None:
    """As an input method does, which takes any language."""
    edit = find(parent, QLineEdit, field)
    edit.clear()
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    QApplication.sendEvent(edit, typed)


async def shown(parent: QWidget, kind: type[QWidget], name: str) -> None:
    await wait_until(lambda: is_shown(parent, kind, name), what=f"{name!r} never appeared")


def _words(widget: QWidget) -> str:
    text = widget.property("text")
    return text if isinstance(text, str) else ""
