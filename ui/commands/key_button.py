"""Shows the keys of one command; clicked, it takes the next ones that are pressed."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from ui.commands.keys import Fault, fault_of, native
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button

_MODIFIERS = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}
_NONE = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class KeyButton(Button):
    """Esc leaves all as it was, Backspace leaves the command without keys.

    Signals:
        pressed_keys: These are wanted, as Qt writes them; empty for none.
        refused: A `Fault`.
    """

    pressed_keys = Signal(str)
    refused = Signal(Fault)

    def __init__(self, icons: Icons, command: str) -> None:
        super().__init__(icons, "keys")
        self._command = command
        self._bound: tuple[str, ...] = ()
        self._listening = False
        self.clicked.connect(self._listen)

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """These do it now."""
        self._bound = keys
        self._listening = False
        self.setText(" · ".join(native(one) for one in keys) or "–")
        self.setAccessibleName(f"{self._command}: {self.text()}")

    def event(self, event: QEvent) -> bool:
        """What would be a shortcut elsewhere is an answer here."""
        if event.type() is QEvent.Type.ShortcutOverride and self._listening:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if not self._listening:
            super().keyPressEvent(event)
        elif key is Qt.Key.Key_Escape:
            self.show_keys(self._bound)
        elif key in _NONE and not event.modifiers():
            self.pressed_keys.emit("")
        elif key not in _MODIFIERS:
            self._take(event.keyCombination())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.show_keys(self._bound)
        super().focusOutEvent(event)

    def _listen(self) -> None:
        self._listening = True
        self.setText(tr("Press keys…"))

    def _take(self, pressed: QKeyCombination) -> None:
        keys = QKeySequence(pressed).toString()
        fault = fault_of(keys)
        if fault is Fault.NONE:
            self.pressed_keys.emit(keys)
        else:
            self.refused.emit(fault)
