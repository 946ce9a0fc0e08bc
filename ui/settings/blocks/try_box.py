"""A sentence to try the present settings on, without doing anything."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.settings.tools import Tools
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.label import Label

# A line of the answer, and its tone.
Said = tuple[str, str]
Words = Callable[[], str]


class TryBox(QWidget):
    """Asks when Enter is pressed; what comes back stands below."""

    def __init__(
        self, tools: Tools, ask: Callable[[str], Awaitable[Sequence[Said]]], example: Words
    ) -> None:
        super().__init__()
        self._tools, self._ask, self._example = tools, ask, example
        self._edit = QLineEdit()
        self._try = Button(tools.icons, "plain")
        self._answer = QFrame()
        self._answer.setProperty("ground", "inset")
        self._lines = QVBoxLayout(self._answer)
        self._lines.setContentsMargins(12, 10, 12, 10)
        self._lines.setSpacing(4)
        self._answer.hide()
        row = QHBoxLayout()
        row.addWidget(self._edit, 1)
        row.addWidget(self._try)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._answer)
        self._edit.returnPressed.connect(self._start)
        self._try.clicked.connect(self._start)
        self.retranslate()

    def retranslate(self) -> None:
        self._try.setText(tr("Try"))
        self._edit.setPlaceholderText(self._example())
        self._edit.setAccessibleName(tr("A sentence to try"))
        self._answer.hide()  # it is in the other language

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _start(self) -> None:
        text = self._edit.text().strip()
        if text:
            self._tools.do("try", self._show(text), self._tell)

    async def _show(self, text: str) -> None:
        self._say(await self._ask(text))

    def _tell(self, trouble: str) -> None:
        if trouble:
            self._say([(trouble, "danger")])

    def _say(self, said: Sequence[Said]) -> None:
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (words, tone) in enumerate(said):
            self._lines.addWidget(
                Label(words, size="body2", tone=tone, strong=place == 0, wrap=True)
            )
        self._answer.show()
        announce(self, said[0][0])
