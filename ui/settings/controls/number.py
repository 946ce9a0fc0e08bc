"""Numbers: to step through, to slide to, or to type."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox

from ui.i18n import tr
from ui.settings.controls.control import Control
from ui.settings.faults import refusal

# Long enough that a series of steps is one change, and one thing to take back.
_SETTLED_MS = 400
MILLION = 1_000_000


class StillSpin(QSpinBox):
    """Scrolling the page over it must not change it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class StillSlider(QSlider):
    """As `StillSpin`."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Number(Control):
    """A whole number; with a slider where it is a share from 0 to 1, shown as per cent."""

    def __init__(
        self,
        low: int,
        high: int,
        *,
        share: bool = False,
        unit: Callable[[], str] | None = None,
    ) -> None:
        super().__init__()
        self._share, self._unit = share, unit
        self._value: Any = None
        self._spin, self._slider = StillSpin(), StillSlider(Qt.Orientation.Horizontal)
        for widget in (self._spin, self._slider):
            widget.setRange(low, high)
        self._spin.setKeyboardTracking(False)
        self._slider.setVisible(share)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self.setFocusProxy(self._spin)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        if share:
            row.addWidget(self._slider, 1)
        else:
            row.addStretch(1)
        row.addWidget(self._spin)
        self._spin.valueChanged.connect(self._step)
        self._slider.valueChanged.connect(self._spin.setValue)
        self._settled.timeout.connect(self._choose)
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._value = value
        self._settled.stop()
        shown = round(value * 100) if self._share else value
        for widget in (self._spin, self._slider):
            widget.blockSignals(True)  # noqa: FBT003 - Qt's own
            widget.setValue(shown)
            widget.blockSignals(False)  # noqa: FBT003 - Qt's own

    def is_being_edited(self) -> bool:
        return self._settled.isActive() or self._slider.isSliderDown()

    def set_name(self, name: str, about: str) -> None:
        super().set_name(name, about)
        self._slider.setAccessibleName(name)
        self._slider.setAccessibleDescription(about)

    def retranslate(self) -> None:
        unit = "%" if self._share else self._unit() if self._unit else ""
        self._spin.setSuffix(f" {unit}" if unit else "")

    def _step(self, value: int) -> None:
        self._slider.blockSignals(True)  # noqa: FBT003 - Qt's own
        self._slider.setValue(value)
        self._slider.blockSignals(False)  # noqa: FBT003 - Qt's own
        self.touched.emit()
        self._settled.start()

    def _choose(self) -> None:
        value = self._spin.value() / 100 if self._share else self._spin.value()
        if value != self._value:
            self.chosen.emit(value)


# --- numbers that are typed ---------------------------------------------------------------------


def decimal(text: str) -> Decimal:
    """As people write it, with a point or a comma; raises `BadInput`."""
    plain = "".join(text.split()).replace("_", "").replace("，", ",")
    if plain.count(",") == 1 and "." not in plain and len(plain.partition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        raise refusal(tr("Write a number, or leave it empty.")) from None
    if not number.is_finite() or number < 0:
        raise refusal(tr("Write a number of 0 or more, or leave it empty."))
    return number


def count_or_none(text: str) -> int | None:
    """A whole number; None for nothing at all."""
    if not text.strip():
        return None
    number = decimal(text)
    if number != number.to_integral_value():
        raise refusal(tr("Write a whole number, or leave it empty."))
    return int(number)


def money_or_none(text: str) -> int | None:
    """Millionths of what is written; None for nothing at all."""
    return int((decimal(text) * MILLION).to_integral_value()) if text.strip() else None


def show_count(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def show_money(value: int | None) -> str:
    return "" if value is None else f"{Decimal(value) / MILLION:f}"
