"""A list of things: each with its words, to edit and to remove; below them one to add."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.errors import BadInput
from ui.i18n import tr
from ui.icons import Icons
from ui.settings.controls.control import Control
from ui.settings.faults import fault_sentence
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import Label


class ItemForm(QWidget):
    """The fields of one thing; subclasses lay them out.

    Signals:
        submitted: Enter was pressed in one of them.
    """

    submitted = Signal()

    def fill(self, item: Any | None) -> None:
        """Show this one, or what a new one begins with."""
        raise NotImplementedError

    def item(self) -> Any:
        """What is written; raises `BadInput`."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Its words anew."""


class Items(Control):
    """A tuple of things; each change is saved at once."""

    def __init__(
        self,
        icons: Icons,
        form: ItemForm,
        *,
        describe: Callable[[Any], str],
        add: Callable[[], str],
        order: Callable[[Any], Any] | None = None,
    ) -> None:
        super().__init__()
        self._icons, self._form, self._describe, self._add_words = icons, form, describe, add
        self._order = order
        self._items: tuple[Any, ...] = ()
        self._edited: int | None = None  # its place; that after the last is a new one
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._add = Button(icons, "plain", "plus")
        self._box = QFrame()
        self._box.setProperty("ground", "inset")
        self._done, self._cancel = Button(icons, "primary"), Button(icons, "quiet")
        self._fault = Label(size="body2", tone="danger", wrap=True)
        self.setFocusProxy(self._add)
        self._lay_out()
        self._add.clicked.connect(lambda: self._edit(len(self._items)))
        self._done.clicked.connect(self._finish)
        self._cancel.clicked.connect(self._close)
        form.submitted.connect(self._finish)
        self._close()
        self.retranslate()

    def show_value(self, value: Any) -> None:
        self._items = tuple(value)
        self._close()
        self._fill()

    def is_being_edited(self) -> bool:
        return self._edited is not None

    def set_name(self, name: str, about: str) -> None:
        """Its buttons have names of their own."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(about)

    def retranslate(self) -> None:
        self._add.setText(self._add_words())
        self._done.setText(tr("Done"))
        self._cancel.setText(tr("Cancel"))
        self._form.retranslate()
        self._fill()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._done)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(10)
        inside.addWidget(self._form)
        inside.addWidget(self._fault)
        inside.addLayout(foot)
        add = QHBoxLayout()
        add.addWidget(self._add)
        add.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addWidget(self._box)
        column.addLayout(add)

    def _fill(self) -> None:
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, item in enumerate(self._items):
            self._lines.addWidget(self._line(place, self._describe(item)))

    def _line(self, place: int, words: str) -> QWidget:
        line = QFrame()
        line.setProperty("ground", "inset")
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 4, 6, 4)
        row.addWidget(Label(words, size="body2", wrap=True), 1)
        for icon, name, does in (
            ("pencil", tr("Edit: {name}"), partial(self._edit, place)),
            ("trash-2", tr("Remove: {name}"), partial(self._remove, place)),
        ):
            button = IconButton(self._icons, icon, size=16)
            button.set_name(name.format(name=words))
            button.clicked.connect(does)
            row.addWidget(button)
        return line

    # --- changing -------------------------------------------------------------------------------

    def _edit(self, place: int, *_clicked: object) -> None:
        self._edited = place
        self._form.fill(self._items[place] if place < len(self._items) else None)
        self._fault.hide()
        self._box.show()
        self._add.hide()
        self._form.setFocus()

    def _close(self) -> None:
        self._edited = None
        self._box.hide()
        self._fault.hide()
        self._add.show()

    def _finish(self) -> None:
        if self._edited is None:
            return
        try:
            item = self._form.item()
        except BadInput as error:
            self._fault.setText(fault_sentence(error))
            self._fault.show()
            return
        items = [*self._items[: self._edited], item, *self._items[self._edited + 1 :]]
        self._close()
        self._choose(items)

    def _remove(self, place: int, *_clicked: object) -> None:
        self._close()
        self._choose([*self._items[:place], *self._items[place + 1 :]])

    def _choose(self, items: list[Any]) -> None:
        if self._order is not None:
            items.sort(key=self._order)
        self.chosen.emit(tuple(items))
