"""The provider after the first start: the same form, with a button that saves."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout

from ui.i18n import tr
from ui.icons import Icons
from ui.setup.provider import ProviderSetup, ProviderStatus
from ui.setup.provider_form import ProviderForm
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_MARGIN = 32
_WIDEST = 640


class ProviderPanel(QScrollArea):
    """Which model answers visitors; without one the demo does."""

    def __init__(self, setup: ProviderSetup, icons: Icons, tasks: Tasks) -> None:
        super().__init__()
        self._setup = setup
        self._tasks = tasks
        self._checked = False
        self._saved = False
        self._heading = Label(size="heading")
        self._lead = Label(tone="muted", wrap=True)
        self._form = ProviderForm(setup, icons)
        self._save = Button(icons, "primary")
        self._outcome = Label(tone="ok")
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self._heading.setText(tr("AI provider"))
        self._lead.setText(
            tr("The model that answers visitors. While there is none, a demo answers.")
        )
        self._save.setText(tr("Save"))
        self._outcome.setText(tr("Saved. The next answer comes from this model."))
        self.refresh()

    def refresh(self) -> None:
        self._form.refresh(self._setup.faults() if self._checked else {})
        self._save.setEnabled(self._setup.status is ProviderStatus.EDITING)
        self._outcome.setVisible(self._saved and not self._setup.input.key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # not left to whatever comes next in the order
        self._saved = False
        self._tasks.start("load provider", self._setup.load())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        page = QFrame()
        page.setProperty("ground", "app")
        foot = QHBoxLayout()
        foot.addWidget(self._save)
        foot.addWidget(self._outcome)
        foot.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(16)
        for widget in (self._heading, self._lead, self._form):
            widget.setMaximumWidth(_WIDEST)
            column.addWidget(widget)
        column.addLayout(foot)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    def _connect(self) -> None:
        self._form.test_asked.connect(self._try)
        self._form.submitted.connect(self._save_if_complete)
        self._save.clicked.connect(self._save_if_complete)
        self._setup.changed.connect(self.refresh)

    def _try(self) -> None:
        if self._is_complete():
            self._tasks.start("try provider", self._setup.try_it())

    def _save_if_complete(self) -> None:
        if self._is_complete():
            self._tasks.start("save provider", self._save_it())

    def _is_complete(self) -> bool:
        self._checked = True
        self.refresh()
        return self._setup.status is ProviderStatus.EDITING and not self._setup.faults()

    async def _save_it(self) -> None:
        self._saved = await self._setup.save()
        self.refresh()
