"""The head of a page: what it is, what it is for, and what can be done on all of it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.label import Label


class PageHead(QFrame):
    """A heading with a line under it; actions stand at its right."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "bottom")
        self._heading = Label(size="heading")
        self._lead = Label(size="body2", tone="muted", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._heading)
        words.addWidget(self._lead)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(24, 14, 24, 14)
        self._row.setSpacing(8)
        self._row.addLayout(words, 1)

    def say(self, heading: str, lead: str = "") -> None:
        """These words."""
        self._heading.setText(heading)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))

    def add(self, action: QWidget) -> None:
        """One more action, after those that are there."""
        self._row.addWidget(action)
