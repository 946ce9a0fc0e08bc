"""What else the team keeps of a visitor, under names of its own."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from server.domain.people import Visitor
from server.domain.triage import PutVisitor
from ui.context.quiet_field import QuietField
from ui.directory import Directory
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import ElidedLabel

_NAMES_WIDTH = 78


class CustomFields(QWidget):
    """A row for each, and a button for one more.

    Signals:
        name_wanted: Ask how the new field is called; `add` takes the answer.
    """

    name_wanted = Signal()

    def __init__(self, directory: Directory, icons: Icons) -> None:
        super().__init__()
        self._directory = directory
        self._icons = icons
        self._visitor: Visitor | None = None
        self._values: dict[str, QuietField] = {}
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._add = Button(icons, "link", "plus")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._rows)
        layout.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._add.clicked.connect(self.name_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._add.setText(tr("Add a field"))

    def show_visitor(self, visitor: Visitor) -> None:
        """As they are known now; rows are made anew only where the names are others."""
        self._visitor = visitor
        if tuple(self._values) != tuple(visitor.fields):
            self._make_rows(tuple(visitor.fields))
        for name, value in visitor.fields.items():
            self._values[name].show_value(visitor.id, value)
        self._rows.setVisible(bool(visitor.fields))

    def add(self, name: str) -> None:
        """A new one, to be filled in at once."""
        if self._visitor is None:
            return
        name = " ".join(name.split())
        if name not in self._visitor.fields:
            self._put(self._visitor.id, {**self._visitor.fields, name: ""})

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self._make_rows(tuple(self._values))
            if self._visitor is not None:
                self.show_visitor(self._visitor)
        super().changeEvent(event)

    def _make_rows(self, names: tuple[str, ...]) -> None:
        for value in self._values.values():
            value.keep()
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._values = {name: QuietField() for name in names}
        self._grid.setColumnMinimumWidth(0, self._icons.theme.px(_NAMES_WIDTH))
        for row, (name, value) in enumerate(self._values.items()):
            label = ElidedLabel(name, size="small", tone="muted")
            label.setMaximumWidth(self._icons.theme.px(_NAMES_WIDTH))
            remove = IconButton(self._icons, "x", size=14)
            remove.set_name(tr("Remove the field {name}").format(name=name))
            value.say(name, tr("Add"))
            value.written.connect(partial(self._write, name))
            remove.clicked.connect(partial(self._remove, name))
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(value, row, 1)
            self._grid.addWidget(remove, row, 2)

    def _write(self, name: str, visitor_id: str, text: str) -> None:
        if self._visitor is not None and self._visitor.id == visitor_id:
            self._put(visitor_id, {**self._visitor.fields, name: text})

    def _remove(self, name: str) -> None:
        if self._visitor is not None:
            fields = {key: text for key, text in self._visitor.fields.items() if key != name}
            self._put(self._visitor.id, fields)

    def _put(self, visitor_id: str, fields: dict[str, str]) -> None:
        self._directory.note(visitor_id, PutVisitor(fields=fields))
