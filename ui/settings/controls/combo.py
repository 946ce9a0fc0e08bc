"""A line to type in, with a list to choose from: addresses, models, time zones."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout

from server.domain.errors import BadInput
from ui.settings.controls.choice import StillCombo
from ui.settings.controls.control import Control
from ui.settings.controls.line import Parse, Show, TypedLine
from ui.settings.faults import fault_sentence
from ui.theme import restyle

# What is typed, to how the list shows it.
Suggestions = Callable[[], Mapping[str, str]]


class TypedChoice(Control):
    """What is typed need not be in the list; the list finds by any part of a name.

    `wake` is called whenever it comes into sight: the list may have to be fetched.
    """

    reverts = False

    def __init__(
        self,
        suggestions: Suggestions,
        *,
        parse: Parse,
        show: Show = str,
        placeholder: Callable[[], str] | None = None,
        wake: Callable[[], object] | None = None,
    ) -> None:
        self._wake = wake
        super().__init__()
        self._suggestions, self._parse, self._show = suggestions, parse, show
        self._placeholder = placeholder
        self._texts: list[str] = []
        self._refused = ""
        self._edit = TypedLine()
        self._combo = StillCombo()
        self._combo.setEditable(True)
        self._combo.setLineEdit(self._edit)
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.setMinimumContentsLength(8)
        self.setFocusProxy(self._combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._combo, 1)
        self._combo.activated.connect(self._take)
        self._edit.textEdited.connect(lambda _: self._touch())
        self._edit.editingFinished.connect(self._finish)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._edit.was = self._show(value)
        self._refused = ""
        self._edit.setText(self._edit.was)
        self._edit.setCursorPosition(0)

    def is_being_edited(self) -> bool:
        return self._edit.text() != self._edit.was or self._combo.view().isVisible()

    def show_fault(self, *, wrong: bool) -> None:
        self._refused = self._edit.text() if wrong else ""
        self._combo.setProperty("wrong", "true" if wrong else None)
        restyle(self._combo)

    def set_name(self, name: str, about: str) -> None:
        super().set_name(name, about)
        self._edit.setAccessibleName(name)
        self._edit.setAccessibleDescription(about)

    def retranslate(self) -> None:
        self._edit.setPlaceholderText(self._placeholder() if self._placeholder else "")
        self.offer()

    def offer(self) -> None:
        """The list anew; what is typed stays."""
        typed, offered = self._edit.text(), self._suggestions()
        self._texts = list(offered)
        self._combo.clear()
        self._combo.addItems(list(offered.values()))
        self._combo.setCurrentIndex(-1)
        self._edit.setText(typed)
        finds = QCompleter(self._combo.model(), self._combo)
        finds.setFilterMode(Qt.MatchFlag.MatchContains)
        finds.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._combo.setCompleter(finds)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._wake is not None:
            self._wake()

    def _touch(self) -> None:
        self._refused = ""
        self.touched.emit()

    def _take(self, index: int) -> None:
        self._edit.setText(self._texts[index])
        self._touch()
        self._finish()

    def _finish(self) -> None:
        text = self._edit.text()
        labels = [self._combo.itemText(place) for place in range(self._combo.count())]
        if text in labels and text not in self._texts:
            text = self._texts[labels.index(text)]  # the completer writes what the list shows
            self._edit.setText(text)
        if text == self._edit.was or (self._refused and text == self._refused):
            return
        try:
            value = self._parse(text)
        except BadInput as error:
            self.refused.emit(fault_sentence(error))
        else:
            self.chosen.emit(value)
