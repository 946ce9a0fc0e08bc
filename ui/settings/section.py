"""One section: a heading, and its groups of rows on cards."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from server.domain.errors import KnownError, NotAllowed
from ui.i18n import tr
from ui.settings.faults import fault_sentence
from ui.settings.plan import GroupPlan, SectionPlan
from ui.settings.row import Row
from ui.settings.tools import Tools
from ui.setup.notice_card import NoticeCard
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class GroupView(QWidget):
    """Rows on one card."""

    def __init__(self, plan: GroupPlan, tools: Tools) -> None:
        super().__init__()
        self._plan = plan
        self._title = Label(size="body2", tone="muted", strong=True)
        self._title.setContentsMargins(4, 0, 0, 0)
        self.rows = [Row(row, tools) for row in plan.rows]
        card = QFrame()
        card.setProperty("ground", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for row in self.rows:
            inside.addWidget(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(card)
        self.retranslate()

    def retranslate(self) -> None:
        words = self._plan.title()
        self._title.setText(words)
        self._title.setVisible(bool(words))
        for row in self.rows:
            row.retranslate()

    def show_fitting(self, words: str) -> bool:
        """Only the rows that fit; whether there are any."""
        shown = [row for row in self.rows if row.plan.shown() and row.fits(words)]
        for row in self.rows:
            row.setVisible(row in shown)
            row.set_first(first=row in shown[:1])
        self.setVisible(bool(shown))
        return bool(shown)


class SectionView(QWidget):
    """Asks for what its rows show when somebody looks at it, and again when it has changed.

    Attributes:
        plan: What it was made from.
    """

    def __init__(self, plan: SectionPlan, tools: Tools) -> None:
        super().__init__()
        self.plan = plan
        self._tools = tools
        self._words = ""
        self._heading = Label(size="heading")
        self._lead = Label(size="body2", tone="muted", wrap=True)
        self._trouble = NoticeCard(tools.icons, "danger", "circle-alert")
        self._retry = Button(tools.icons, "plain", "refresh-cw")
        self._trouble.add(self._retry)
        self._trouble.hide()
        self.groups = [GroupView(group, tools) for group in plan.groups]
        self._lay_out()
        self._retry.clicked.connect(self.reload)
        for source in plan.sources:
            source.changed.connect(self.refresh)
        self.retranslate()

    @property
    def is_known(self) -> bool:
        """Whether there is something to show and to change."""
        return all(source.is_known for source in self.plan.sources)

    def retranslate(self) -> None:
        self._heading.setText(self.plan.title())
        self._lead.setText(self.plan.lead())
        self._retry.setText(tr("Try again"))
        for group in self.groups:
            group.retranslate()
        self.show_fitting(self._words)

    def refresh(self) -> None:
        """What the sources hold now."""
        for group in self.groups:
            group.setEnabled(self.is_known)
            for row in group.rows:
                row.refresh()
        self.show_fitting(self._words)

    def reload(self) -> None:
        """Ask for all of it anew."""
        if self.plan.sources:
            self._tools.tasks.start(f"settings {self.plan.id}", self._load())

    def follow(self, section: str) -> None:
        """Somebody saved this section of the settings."""
        if any(source.follows(section) for source in self.plan.sources):
            self.reload()

    def show_fitting(self, words: str) -> bool:
        """Only rows that fit; all of them when the section's own title does."""
        self._words = words
        found = [group.show_fitting(words) for group in self.groups]
        return any(found)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._heading)
        head.addWidget(self._lead)
        column.addLayout(head)
        column.addWidget(self._trouble)
        for group in self.groups:
            column.addWidget(group)

    async def _load(self) -> None:
        try:
            for source in self.plan.sources:
                await source.load()
        except NotAllowed:
            self._say(tr("Your role does not allow this. Ask the owner of this Deskbell."))
        except KnownError as error:
            self._say(fault_sentence(error))
        else:
            self._say("")
            self.refresh()

    def _say(self, trouble: str) -> None:
        self._trouble.say(trouble)
        self._trouble.setVisible(bool(trouble))
        for group in self.groups:
            group.setEnabled(self.is_known)
