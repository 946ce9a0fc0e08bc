"""All settings on one page: sections at the left, rows at the right, a search over all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from server.domain.people import Agent, Role
from ui.i18n import tr
from ui.settings.finding import section_fits, section_is_called
from ui.settings.nav_button import NavButton
from ui.settings.plan import SectionPlan
from ui.settings.section import SectionView
from ui.settings.tools import Tools
from ui.widgets.label import Label
from ui.widgets.page_head import PageHead

_WIDEST = 820
_LIST = 232
_SEARCH = 300
_LIST_SHARE = 0.27  # where there is little room, of all of it
_MARGIN = 28


class SettingsPage(QFrame):
    """Sections are built when they are first looked at; what is searched are the plans."""

    def __init__(self, me: Agent, sections: Sequence[SectionPlan], tools: Tools) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._tools = tools
        manages = me.role is not Role.AGENT
        self._plans = [one for one in sections if one.for_everyone or manages]
        self._views: dict[str, SectionView] = {}
        self._current = self._plans[0].id
        self._head = PageHead()
        self._search = QLineEdit(clearButtonEnabled=True)
        self._search.setProperty("quiet", "true")
        self._find = QAction(self)
        self._buttons: dict[str, NavButton] = {}
        self._group = QButtonGroup(self)
        self._list = QScrollArea(widgetResizable=True)
        self._scroll = QScrollArea(widgetResizable=True)
        self._nothing = Label(tone="muted", wrap=True)
        self._column = QVBoxLayout()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.open(self._current)

    @property
    def current(self) -> str:
        """The section that is looked at."""
        return self._current

    @property
    def sections(self) -> tuple[str, ...]:
        """All that this agent may see."""
        return tuple(plan.id for plan in self._plans)

    def open(self, section_id: str) -> None:
        """Show one section, whole."""
        self._current = section_id
        if self._search.text():
            self._search.clear()  # it arranges
        else:
            self._arrange()
        self._scroll.verticalScrollBar().setValue(0)

    def search(self, words: str) -> None:
        """Show the rows that fit, of all sections."""
        self._search.setText(words)

    def follow(self, section: str) -> None:
        """The server says that this section of the settings was saved."""
        for view in self._views.values():
            if view.isVisible():
                view.follow(section)  # the others ask anew when they are shown

    def reload(self) -> None:
        """The server is there again."""
        for view in self._views.values():
            if view.isVisible():
                view.reload()

    def retranslate(self) -> None:
        self._head.say(tr("Settings"), tr("Every change counts at once, and can be taken back."))
        self._search.setPlaceholderText(tr("Search the settings"))
        self._search.setAccessibleName(tr("Search the settings"))
        self._nothing.setText(tr("No setting is called that. Try a shorter word."))
        for plan in self._plans:
            self._buttons[plan.id].setText(plan.title())
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFocus()  # not left to whatever comes next in the order

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._head.add(self._search)
        panes = QHBoxLayout()
        panes.setSpacing(0)
        panes.addWidget(self._list)
        panes.addWidget(self._scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(panes, 1)
        self._lay_out_list()
        self._lay_out_rows()
        self._fit()

    def _lay_out_list(self) -> None:
        inside = QFrame()
        inside.setProperty("ground", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(10, 12, 10, 12)
        column.setSpacing(2)
        for plan in self._plans:
            button = NavButton(self._tools.icons, plan.icon)
            self._group.addButton(button)
            self._buttons[plan.id] = button
            button.clicked.connect(lambda _on, to=plan.id: self.open(to))
            column.addWidget(button)
        column.addStretch(1)
        self._list.setWidget(inside)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setProperty("edge", "right")

    def _lay_out_rows(self) -> None:
        self._column.setContentsMargins(_MARGIN, 20, _MARGIN, _MARGIN)
        self._column.setSpacing(28)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        inside = QFrame()
        inside.setProperty("ground", "app")
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        self._rows = QWidget()
        self._rows.setLayout(self._column)
        row.addWidget(self._rows)
        row.addStretch(1)
        row.setStretch(0, 1_000)
        self._scroll.setWidget(inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._arrange)
        self._find.setShortcut(QKeySequence.StandardKey.Find)
        self._find.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._find.triggered.connect(self._search.setFocus)
        self.addAction(self._find)
        self._tools.icons.theme.changed.connect(self._fit)

    def _fit(self) -> None:
        px = self._tools.icons.theme.px
        self._list.setFixedWidth(min(px(_LIST), round(self.width() * _LIST_SHARE)))
        self._search.setFixedWidth(min(px(_SEARCH), round(self.width() * _LIST_SHARE)))
        self._rows.setMaximumWidth(px(_WIDEST) + 2 * _MARGIN)

    # --- what is shown --------------------------------------------------------------------------

    def _arrange(self) -> None:
        """The current section, or whatever fits the words that are looked for."""
        words = self._search.text().strip()
        found = {plan.id: section_fits(plan, words) for plan in self._plans}
        shown = [plan for plan in self._plans if found[plan.id]] if words else [self._plan()]
        for plan in self._plans:
            self._buttons[plan.id].setVisible(not words or found[plan.id])
            self._show_section(plan, words, shown=plan in shown)
        self._nothing.setVisible(not shown)
        self._group.setExclusive(not words)
        for section_id, button in self._buttons.items():
            button.setChecked(not words and section_id == self._current)

    def _show_section(self, plan: SectionPlan, words: str, *, shown: bool) -> None:
        view = self._views.get(plan.id)
        if not shown:
            if view is not None:
                view.hide()
            return
        if view is None:
            view = self._views[plan.id] = SectionView(plan, self._tools)
            self._column.insertWidget(self._place(plan), view)
        view.show_fitting("" if section_is_called(plan, words) else words)
        view.show()

    def _place(self, plan: SectionPlan) -> int:
        """In the order of the list, after what is said when nothing fits."""
        before = self._plans[: self._plans.index(plan)]
        return 1 + sum(one.id in self._views for one in before)

    def _plan(self) -> SectionPlan:
        return next(plan for plan in self._plans if plan.id == self._current)
