"""What this computer's desktop remembers, in one small JSON file; never a secret."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from server.config import DEFAULT_PORT
from server.domain import codec
from server.domain.errors import BadInput
from ui.i18n import Language
from ui.inbox.view import SavedView, View
from ui.theme import ThemeChoice

log = logging.getLogger(__name__)


class OnClose(StrEnum):
    """What closing the window does."""

    ASK = "ask"
    KEEP_RUNNING = "keep_running"
    QUIT = "quit"


class SendWith(StrEnum):
    """Which keys send what stands in the composer; the others begin a new line."""

    ENTER = "enter"
    CTRL_ENTER = "ctrl_enter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What somebody chose here.

    Attributes:
        port: The one that worked last, so that the chat address stays the same.
        language: None follows the system.
        geometry: The window's place, in Qt's own form, as base64.
        keys: Chosen instead of the built-in ones, by command.
        quiet_until: Until when nothing interrupts, with its time zone; empty when it is off.
        quiet_always: Nothing interrupts until that is taken back.
        view: What the inbox showed last.
        views: What somebody saved under a name.
    """

    port: int = DEFAULT_PORT
    language: Language | None = None
    theme: ThemeChoice = ThemeChoice.SYSTEM
    zoom: float = 1.0
    on_close: OnClose = OnClose.ASK
    send_with: SendWith = SendWith.ENTER
    geometry: str = ""
    quiet_until: str = ""
    quiet_always: bool = False
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    view: View = field(default_factory=View)
    views: tuple[SavedView, ...] = ()


class PreferencesFile:
    """Reads the file once and writes it whole at each change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._value = _read(file)

    @property
    def value(self) -> Preferences:
        return self._value

    def change(self, **changes: Any) -> None:
        """Remember these; a disk that refuses costs the memory, not the program."""
        before, self._value = self._value, replace(self._value, **changes)
        if before == self._value:
            return
        unfinished = self._file.with_suffix(".new")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(asdict(self._value), indent=1), "utf-8")
            unfinished.replace(self._file)
        except OSError as error:
            log.info("preferences are not kept: %s", error)


def _read(file: Path) -> Preferences:
    """What can be understood of the file; a newer program's additions are left out."""
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(content, dict):
        return Preferences()
    result = Preferences()
    for name in {known.name for known in fields(Preferences)} & content.keys():
        try:
            result = codec.merge(result, json.dumps({name: content[name]}).encode())
        except BadInput as error:
            log.info("preference %r is left out: %s", name, error)
    return result
