"""What an agent has begun to write or not got rid of yet, kept across restarts of the desktop."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from server.domain import codec
from server.domain.entity import Entity
from server.domain.errors import BadInput
from ui.desk import Desk
from ui.state import State, Unsent

log = logging.getLogger(__name__)

# A crash costs at most the last words.
_PAUSE_MS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Entity):
    """One agent's drafts by conversation, and the messages that the server does not have."""

    agent_id: str = ""
    drafts: Mapping[str, str] = field(default_factory=dict)
    outbox: tuple[Unsent, ...] = ()


class KeptWriting(QObject):
    """Follows the desk, and writes the file whole after a pause."""

    def __init__(self, desk: Desk, file: Path) -> None:
        super().__init__()
        self._desk = desk
        self._file = file
        self._pausing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pausing.timeout.connect(self.keep)
        kept = _read(file)
        if kept.agent_id == desk.state.me.id:
            desk.restore(kept.drafts, kept.outbox)
        desk.writing_changed.connect(self._pausing.start)

    def keep(self) -> None:
        """Now; a disk that refuses costs the memory, not the program."""
        self._pausing.stop()
        unfinished = self._file.with_suffix(".new")
        try:
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(codec.encode(_writing(self._desk.state)))
            unfinished.replace(self._file)
        except OSError as error:
            log.info("what is being written is not kept: %s", error)


def _writing(state: State) -> Writing:
    unsent = tuple(one for one in state.outbox if one.seq is None)
    return Writing(agent_id=state.me.id, drafts=state.drafts, outbox=unsent)


def _read(file: Path) -> Writing:
    try:
        return codec.decode(Writing, file.read_bytes())
    except (OSError, BadInput) as error:
        if not isinstance(error, FileNotFoundError):
            log.info("what was being written cannot be read: %s", error)
        return Writing()
