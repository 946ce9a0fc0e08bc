"""Who the visitor is, as the team knows them: each value is changed where it stands."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from server.domain.people import Visitor
from server.domain.triage import PutVisitor
from ui.context.quiet_field import NotesBox, QuietField
from ui.directory import Directory
from ui.i18n import tr
from ui.theme import Theme
from ui.widgets.label import Label

_NAMES_WIDTH = 78


class Profile(QWidget):
    """Name, e-mail, phone and notes."""

    def __init__(self, directory: Directory, theme: Theme) -> None:
        super().__init__()
        self._directory = directory
        self._theme = theme
        self._name, self._email, self._phone = QuietField(), QuietField(), QuietField()
        self._names = [Label(size="small", tone="muted") for _ in range(3)]
        self._notes_name = Label(size="small", tone="muted")
        self._notes = NotesBox()
        self._notes_name.setBuddy(self._notes)
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        names = (tr("Name"), tr("E-mail"), tr("Phone"))
        for label, field, name in zip(self._names, self._fields(), names, strict=True):
            label.setText(name)
            field.say(name, tr("Add"))
        self._notes_name.setText(tr("Notes"))
        self._notes.setAccessibleName(tr("Notes"))
        self._notes.setPlaceholderText(tr("What the team should know; the visitor never sees it."))

    def show_visitor(self, visitor: Visitor) -> None:
        """As they are known now."""
        self._name.show_value(visitor.id, visitor.name)
        self._email.show_value(visitor.id, visitor.email)
        self._phone.show_value(visitor.id, visitor.phone)
        self._notes.show_value(visitor.id, visitor.about)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _fields(self) -> tuple[QuietField, QuietField, QuietField]:
        return (self._name, self._email, self._phone)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        grid = QGridLayout()
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(0)
        for row, (label, field) in enumerate(zip(self._names, self._fields(), strict=True)):
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        layout.addLayout(grid)
        layout.addWidget(self._notes_name)
        layout.addWidget(self._notes)
        self._fit()

    def _connect(self) -> None:
        note = self._directory.note
        self._name.written.connect(lambda who, text: note(who, PutVisitor(name=text)))
        self._email.written.connect(lambda who, text: note(who, PutVisitor(email=text)))
        self._phone.written.connect(lambda who, text: note(who, PutVisitor(phone=text)))
        self._notes.written.connect(lambda who, text: note(who, PutVisitor(about=text)))
        self._theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(_NAMES_WIDTH))
        self._notes.fit()
