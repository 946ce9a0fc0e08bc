"""Where one is in the assistant: four steps and the sign of the program."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.brand import bell
from ui.i18n import tr
from ui.icons import Icons
from ui.theme import restyle
from ui.widgets.label import Label

_WIDTH = 280
_BELL_PIXELS = 56
_MARK_PIXELS = 20


class StepsPanel(QFrame):
    """Done steps carry a check mark, the present one is strong."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "rail")
        self.setFixedWidth(_WIDTH)
        self._icons = icons
        self._present = 0
        self._tagline = Label(tone="muted", wrap=True)
        self._rows = [_StepRow(icons) for _ in range(4)]
        self._lay_out()
        icons.theme.changed.connect(self._draw)
        self.retranslate()

    def retranslate(self) -> None:
        self._tagline.setText(tr("Ring the bell on the desk: somebody answers."))
        names = (tr("Language and team"), tr("Your account"), tr("AI provider"), tr("Chat page"))
        for row, name in zip(self._rows, names, strict=True):
            row.name.setText(name)

    def show_step(self, present: int) -> None:
        self._present = present
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _draw(self) -> None:
        for index, row in enumerate(self._rows):
            row.show_state(is_done=index < self._present, is_present=index == self._present)

    def _lay_out(self) -> None:
        sign = QLabel()
        sign.setPixmap(bell(_BELL_PIXELS, self.devicePixelRatioF()))
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 40, 24, 32)
        column.setSpacing(12)
        column.addWidget(sign)
        column.addWidget(Label("Deskbell", size="heading"))
        column.addWidget(self._tagline)
        column.addSpacing(24)
        for row in self._rows:
            column.addWidget(row)
        column.addStretch(1)


class _StepRow(QWidget):
    """One step: a mark and its name."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.name = Label()
        self._mark = QLabel()
        self._mark.setFixedWidth(_MARK_PIXELS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.name, 1)

    def show_state(self, *, is_done: bool, is_present: bool) -> None:
        icon, token = ("circle-check", "ok") if is_done else ("circle", "text_3")
        self._mark.setPixmap(
            self._icons.pixmap(icon, "accent" if is_present else token, _MARK_PIXELS)
        )
        self.name.set_tone(None if is_present or is_done else "muted")
        self.name.setProperty("strong", "true" if is_present else None)
        restyle(self.name)
