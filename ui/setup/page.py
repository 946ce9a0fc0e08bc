"""What all pages of the assistant share: words in the language in use, and a place in the flow."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.setup.field import Field
from ui.setup.flow import SetupFlow
from ui.widgets.label import Label

_GAP = 16


class Page(QWidget):
    """A heading, a line below it, and whatever the page adds to `column`.

    Signals:
        submitted: Enter was pressed in one of its fields.
    """

    submitted = Signal()

    def __init__(self, flow: SetupFlow) -> None:
        super().__init__()
        self.flow = flow
        self._fields: dict[str, Field] = {}
        self.heading = Label(size="display", wrap=True)
        self.lead = Label(tone="muted", wrap=True)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(_GAP)
        self.column.addWidget(self.heading)
        self.column.addWidget(self.lead)

    def add_field(self, name: str, field: Field) -> Field:
        """Show the flow's faults of this name at this field."""
        self._fields[name] = field
        field.edited.connect(self.read)
        field.submitted.connect(self.submitted)
        self.column.addWidget(field)
        return field

    def retranslate(self) -> None:
        """Say everything in the language in use."""

    def read(self) -> None:
        """Tell the flow what was typed."""

    def refresh(self) -> None:
        """Show what the flow holds."""
        for name, field in self._fields.items():
            field.show_fault(self.flow.faults.get(name, ""))

    def focus_first(self) -> None:
        """Where typing begins: the first field that is wrong, else the first empty one."""
        fields = [field for field in self._fields.values() if field.isEnabled()]
        wrong = [field for name, field in self._fields.items() if name in self.flow.faults]
        empty = [field for field in fields if not field.text()]
        for field in (*wrong, *empty, *fields)[:1]:
            field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
