"""The versions of a prompt: number, who wrote it, when, and whether it is in force."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QVBoxLayout

from server.domain.prompts import BUILT_IN, PromptState, PromptVersion
from ui.i18n import tr
from ui.when import full

_NOTE = 36


class VersionList(QScrollArea):
    """The newest first.

    Signals:
        chosen: The number of a version.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        inside = QFrame()
        inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self._group = QButtonGroup(self)
        self._buttons: list[QPushButton] = []
        self.setWidget(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_versions(self, versions: tuple[PromptVersion, ...], chosen: int) -> None:
        """These, with the one that is looked at."""
        for button in self._buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = [self._button(one, one.number == chosen) for one in versions]
        for place, button in enumerate(self._buttons):
            self._column.insertWidget(place, button)

    def _button(self, version: PromptVersion, on: bool) -> QPushButton:
        button = QPushButton(version_words(version))
        button.setProperty("look", "entry")
        button.setCheckable(True)
        button.setChecked(on)
        button.setAccessibleName(version_words(version).replace("\n", ", "))
        button.clicked.connect(partial(self.chosen.emit, version.number))
        self._group.addButton(button)
        return button


def version_words(version: PromptVersion) -> str:
    """Its name and state, who wrote it when, and the note that they left."""
    if version.number == BUILT_IN:
        name = tr("Built in")
    else:
        name = tr("Version {number}").format(number=version.number)
    state = {
        PromptState.PUBLISHED: tr("Live"),
        PromptState.DRAFT: tr("Draft"),
        PromptState.FORMER: "",
    }[version.state]
    head = f"{name} · {state}" if state else name
    author = version.author.name if version.author else "Deskbell"
    when = full(version.created_at) if version.created_at else ""
    note = version.note if len(version.note) <= _NOTE else f"{version.note[: _NOTE - 1]}…"
    lines = (head, " · ".join(filter(None, (author, when))), note)
    return "\n".join(filter(None, lines)).replace("&", "&&")
