"""One field that finds and does everything: over the window, by keys alone, gone with Esc."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.commands.option_list import OptionList, OptionModel
from ui.commands.options import Option
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.announce import announce
from ui.widgets.label import Label
from ui.widgets.overlay import Overlay

_WIDTH = 620
# Long enough not to ask at every letter.
_PAUSE_MS = 150
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}

Find = Callable[[str], Sequence[Option]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the palette asks.

    Attributes:
        prompt: Stands in the field while nothing is typed.
        find: The options for what was typed.
        foot: A line below.
    """

    prompt: str
    find: Find
    foot: str = ""


class Palette(Overlay):
    """Asks one question at a time.

    Signals:
        paused: Nothing was typed for a moment; the words that stand there.
    """

    paused = Signal(str)

    def __init__(self, window: QWidget, icons: Icons) -> None:
        super().__init__(window, icons.theme, width=_WIDTH)
        self._question: Question | None = None
        self._later: tuple[str, Sequence[Option]] = ("", ())
        self._edit = QLineEdit(clearButtonEnabled=True)
        self._edit.setProperty("quiet", "true")
        self._model = OptionModel(self)
        self._list = OptionList(self._model, icons)
        self._nothing = Label(size="body2", tone="muted")
        self._foot = Label(size="small", tone="faint", wrap=True)
        self._pausing = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self.setFocusProxy(self._edit)
        self._edit.installEventFilter(self)
        self._edit.textChanged.connect(self._typed)
        self._list.clicked.connect(lambda index: self._choose(index.row()))
        self._pausing.timeout.connect(lambda: self.paused.emit(self.words))

    @property
    def words(self) -> str:
        """What was typed."""
        return self._edit.text().strip()

    @property
    def options(self) -> Sequence[Option]:
        """What it offers now."""
        return self._model.options

    def ask(self, question: Question, words: str = "") -> None:
        """Open with this question; `words` stand there already."""
        self._question, self._later = question, ("", ())
        self._edit.setPlaceholderText(question.prompt)
        self._edit.setAccessibleName(question.prompt)
        self._foot.setText(question.foot)
        self._foot.setVisible(bool(question.foot))
        self._edit.setText(words)
        self._find()
        self.open()

    def add(self, words: str, options: Sequence[Option]) -> None:
        """What was found elsewhere for these words, unless others stand there now."""
        if words == self.words and not self.isHidden():
            self._later = (words, options)
            self._find()

    def find_again(self) -> None:
        """The options may be others now; the eye stays where it was."""
        if not self.isHidden():
            row = self._list.currentIndex().row()
            self._find()
            self._list.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1)))

    def close_it(self) -> None:
        self._pausing.stop()
        super().close_it()

    def place(self) -> None:
        self._list.fit_height(self.room() - self._edit.sizeHint().height())
        super().place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and isinstance(event, QKeyEvent):
            return event.type() is QEvent.Type.KeyPress and self._pressed(event)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self.card)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for part in (self._edit, self._list, self._nothing, self._foot):
            column.addWidget(part)
        self._nothing.setContentsMargins(12, 8, 12, 8)
        self._foot.setContentsMargins(12, 0, 12, 2)

    # --- what happens ---------------------------------------------------------------------------

    def _pressed(self, event: QKeyEvent) -> bool:
        """Whether the key was for the list."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(_STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self._list.currentIndex().row())
        elif key is Qt.Key.Key_Escape:
            self.close_it()
        else:
            # There is nothing to tab to: whoever wants out presses Esc.
            return key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _typed(self) -> None:
        self._find()
        self._pausing.start()

    def _find(self) -> None:
        found_for, later = self._later
        more = later if found_for == self.words else ()
        found = self._question.find(self.words) if self._question else ()
        self._model.show((*found, *more))
        self._nothing.setText(tr("Nothing found"))
        self._nothing.setVisible(not self._model.options)
        self._list.setVisible(bool(self._model.options))
        self._list.setCurrentIndex(self._model.index(0))
        self.place()

    def _move(self, rows: int) -> None:
        row = self._list.currentIndex().row() + rows
        row = max(0, min(self._model.rowCount() - 1, row))
        self._list.setCurrentIndex(self._model.index(row))
        if self._model.options:
            announce(self._edit, self._model.options[row].title)

    def _choose(self, row: int) -> None:
        if not 0 <= row < len(self._model.options):
            return
        option = self._model.options[row]
        if not option.stays:
            self.close_it()
        option.run()
        if option.stays:
            self._edit.clear()
            self._find()
            self._list.setCurrentIndex(self._model.index(min(row, self._model.rowCount() - 1)))
