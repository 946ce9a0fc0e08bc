"""One row: what it is, what it does, its control, and under it what was refused and why."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from server.domain.errors import KnownError
from ui.settings.controls.control import Control
from ui.settings.faults import fault_sentence
from ui.settings.finding import row_fits
from ui.settings.plan import Binding, RowPlan
from ui.settings.tools import Tools
from ui.theme import restyle
from ui.widgets.announce import announce
from ui.widgets.label import Label

# Narrower than this, words and control stand one above the other.
_SIDE_BY_SIDE = 560
_CONTROL = 280
_PADDING = (18, 12, 18, 12)


class Row(QFrame):
    """Shows a plan; a person's choice is saved at once, and what is refused is told here."""

    def __init__(self, plan: RowPlan, tools: Tools) -> None:
        self._ready = False  # Qt asks for sizes before all is there
        super().__init__()
        self.plan = plan
        self._tools = tools
        self._fault_words = ""
        self._name = Label(strong=True, wrap=True)
        self._about = Label(size="body2", tone="muted", wrap=True)
        self._meaning = Label(size="body2", tone="link", wrap=True)
        self._fault = Label(size="body2", tone="danger", wrap=True)
        self.control = plan.make()
        self._lay_out()
        if isinstance(self.control, Control):
            self.control.chosen.connect(self._choose)
            self.control.touched.connect(self._forget_fault)
            self.control.refused.connect(self.show_fault)
        tools.icons.theme.changed.connect(self._arrange)
        self._ready = True
        self.retranslate()
        self._arrange()

    @property
    def fault(self) -> str:
        """What it says was refused; empty when nothing was."""
        return self._fault_words

    def fits(self, words: str) -> bool:
        """Whether somebody who looks for these words may mean this row."""
        return row_fits(self.plan, words)

    def retranslate(self) -> None:
        self._name.setText(self.plan.name())
        self._about.setText(self.plan.about())
        self._about.setVisible(bool(self.plan.about()))
        self._say_names()
        self.refresh()

    def refresh(self) -> None:
        """Show the value; not while somebody is at it."""
        binding, control = self.plan.binding, self.control
        if binding is None or not isinstance(control, Control):
            return
        value = binding.read()
        if not control.is_being_edited() and not self._fault_words:
            control.show_value(value)
        self._say_meaning(value)

    def show_fault(self, sentence: str) -> None:
        """What was refused and what to do; empty when all is well."""
        self._fault_words = sentence
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        self._say_names()
        if isinstance(self.control, Control):
            self.control.show_fault(wrong=bool(sentence))
        if sentence:
            announce(self, sentence, at_once=True)

    def set_first(self, *, first: bool) -> None:
        """Whether nothing stands above it on its card."""
        edge = None if first else "top"
        if self.property("edge") != edge:
            self.setProperty("edge", edge)
            restyle(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._name, self._about, self._meaning):
            words.addWidget(label)
        words.addStretch(1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(24)
        self._both.addLayout(words, 1)
        self._both.addWidget(self.control)
        self._both.setAlignment(self.control, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(*_PADDING)
        column.setSpacing(6)
        column.addLayout(self._both)
        column.addWidget(self._fault)
        self._meaning.hide()
        self._fault.hide()

    def _arrange(self) -> None:
        """Side by side where there is room."""
        if not self._ready:
            return
        px = self._tools.icons.theme.px
        beside = not self.plan.wide and self.width() >= px(_SIDE_BY_SIDE)
        directions = QBoxLayout.Direction
        self._both.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._both.setSpacing(24 if beside else 8)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._both.setAlignment(self.control, middle if beside else Qt.AlignmentFlag(0))
        if beside:
            self.control.setFixedWidth(px(_CONTROL))
        else:
            self.control.setMinimumWidth(0)
            self.control.setMaximumWidth(16_777_215)

    def _say_names(self) -> None:
        if isinstance(self.control, Control):
            self.control.set_name(self.plan.name(), self._fault_words or self.plan.about())

    def _say_meaning(self, value: Any) -> None:
        words = self.plan.meaning(value) if self.plan.meaning else ""
        self._meaning.setText(words)
        self._meaning.setVisible(bool(words))

    # --- choosing -------------------------------------------------------------------------------

    def _forget_fault(self) -> None:
        if self._fault_words:
            self.show_fault("")

    def _choose(self, value: Any) -> None:
        binding = self.plan.binding
        if binding is None:
            return
        self.show_fault("")
        if value == binding.read():
            self.refresh()
            return
        self._say_meaning(value)
        self._tools.tasks.start(f"save {self.plan.id}", self._keep(binding, value))

    async def _keep(self, binding: Binding, value: Any) -> None:
        control = self.control
        try:
            await self._tools.keep(binding, value, self.plan.name(), undoable=self.plan.undoable)
        except KnownError as error:
            if isinstance(control, Control) and control.reverts:
                control.show_value(binding.read())
            self._say_meaning(binding.read())
            self.show_fault(fault_sentence(error))
        else:
            if isinstance(control, Control):
                control.show_value(binding.read())
