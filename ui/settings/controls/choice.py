"""One of a few, or some of a few."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout

from ui.settings.controls.control import Control

Options = Callable[[], Mapping[Any, str]]
_LETTERS = 18


class StillCombo(QComboBox):
    """Scrolling the page over it must not change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(Control):
    """One value of several; the words for them are asked anew in each language."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self._options = options
        self._values: list[Any] = []
        self._value: Any = None
        self._combo = StillCombo()
        self._combo.setMinimumContentsLength(_LETTERS)
        fit = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._combo.setSizeAdjustPolicy(fit)
        self.setFocusProxy(self._combo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._combo)
        self._combo.activated.connect(self._choose)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._value = value
        self._combo.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def is_being_edited(self) -> bool:
        return self._combo.view().isVisible()

    def retranslate(self) -> None:
        options = self._options()
        self._values = list(options)
        self._combo.clear()
        self._combo.addItems(list(options.values()))
        self.show_value(self._value)

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._values[index])


class Several(Control):
    """Any of several: a tuple, in the order of the options."""

    def __init__(self, options: Options, *, columns: int = 2) -> None:
        super().__init__()
        self._options = options
        self._values = list(options())
        self._boxes = [QCheckBox() for _ in self._values]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        for place, box in enumerate(self._boxes):
            grid.addWidget(box, place // columns, place % columns, Qt.AlignmentFlag.AlignLeft)
            box.clicked.connect(self._choose)
        grid.setColumnStretch(columns, 1)
        if self._boxes:
            self.setFocusProxy(self._boxes[0])
        self.retranslate()

    def show_value(self, value: Any) -> None:
        for one, box in zip(self._values, self._boxes, strict=True):
            box.setChecked(one in value)

    def set_name(self, name: str, about: str) -> None:
        """Each box has a name of its own."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def retranslate(self) -> None:
        for words, box in zip(self._options().values(), self._boxes, strict=True):
            box.setText(words)

    def _choose(self) -> None:
        both = zip(self._values, self._boxes, strict=True)
        self.chosen.emit(tuple(one for one, box in both if box.isChecked()))
