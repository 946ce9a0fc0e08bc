"""The assistant's window: the steps at the left, the page at the right, one way on below."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.i18n import LANGUAGE_NAMES, Language, Translations, tr
from ui.icons import Icons
from ui.setup.finish_page import FinishPage
from ui.setup.flow import STEPS, SetupFlow, Step
from ui.setup.owner_page import OwnerPage
from ui.setup.page import Page
from ui.setup.provider_page import ProviderPage
from ui.setup.steps_panel import StepsPanel
from ui.setup.team_page import TeamPage
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_SIZE = (1040, 700)
_MARGIN = 40
_WIDEST_PAGE = 640


class SetupWindow(QWidget):
    """Shows a `SetupFlow`; closing it loses nothing, for the flow stays."""

    def __init__(
        self,
        flow: SetupFlow,
        icons: Icons,
        translations: Translations,
        choose_language: Callable[[Language], None],
    ) -> None:
        super().__init__()
        self._flow = flow
        self._translations = translations
        self._choose_language = choose_language
        self._shown: Step | None = None
        self._steps = StepsPanel(icons)
        self._language = QComboBox()
        self._language.addItems(list(LANGUAGE_NAMES.values()))
        self._trouble = Label(size="body2", tone="danger", wrap=True)
        self._back = Button(icons, "plain")
        self._later = Button(icons, "quiet")
        self._next = Button(icons, "primary")
        self._pages: dict[Step, Page] = {
            Step.TEAM: TeamPage(flow, icons, lambda: translations.language, choose_language),
            Step.OWNER: OwnerPage(flow, icons),
            Step.PROVIDER: ProviderPage(flow, icons),
            Step.SHARE: FinishPage(flow, icons),
        }
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.resize(*_SIZE)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Set up Deskbell"))
        self._language.setAccessibleName(tr("Language"))
        self._language.setCurrentIndex(list(LANGUAGE_NAMES).index(self._translations.language))
        self._back.setText(tr("Back"))
        self._later.setText(tr("Later"))
        self.refresh()

    def refresh(self) -> None:
        flow, step = self._flow, self._flow.step
        self._steps.show_step(STEPS.index(step))
        for page in self._pages.values():
            page.refresh()
        self._trouble.setText(flow.trouble)
        self._trouble.setVisible(bool(flow.trouble))
        self._back.setVisible(step is not STEPS[0])
        self._back.setEnabled(not flow.busy)
        self._later.setVisible(step is Step.PROVIDER)
        self._later.setEnabled(not flow.busy)
        self._next.setEnabled(not flow.busy)
        self._next.setText(self._next_words())
        self._turn_to(step)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pages[self._flow.step].focus_first()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _go_on(self) -> None:
        self._flow.next()
        if self._flow.faults:
            self._pages[self._flow.step].focus_first()

    def _next_words(self) -> str:
        if self._flow.busy:
            return tr("One moment…")
        match self._flow.step:
            case Step.TEAM:
                return tr("Next")
            case Step.OWNER:
                return tr("Next") if self._flow.owner else tr("Create account")
            case Step.PROVIDER:
                return tr("Save and go on")
            case Step.SHARE:
                return tr("Start answering")

    def _turn_to(self, step: Step) -> None:
        """Focus moves only with the page: nobody is interrupted while typing."""
        if step is self._shown:
            return
        self._shown = step
        self._stack.setCurrentIndex(STEPS.index(step))
        self._next.setFocus()
        self._pages[step].focus_first()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for step in STEPS:
            self._stack.addWidget(_scrolling(self._pages[step]))
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(self._language)
        foot = QHBoxLayout()
        foot.addWidget(self._back)
        foot.addWidget(self._trouble, 1)
        foot.addStretch()
        foot.addWidget(self._later)
        foot.addWidget(self._next)
        content = QFrame()
        content.setProperty("ground", "surface")
        column = QVBoxLayout(content)
        column.setContentsMargins(_MARGIN, 20, _MARGIN, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self._steps)
        both.addWidget(content, 1)

    def _connect(self) -> None:
        self._language.activated.connect(
            lambda index: self._choose_language(list(LANGUAGE_NAMES)[index])
        )
        self._back.clicked.connect(self._flow.back)
        self._later.clicked.connect(self._flow.later)
        self._next.clicked.connect(self._go_on)
        for page in self._pages.values():
            page.submitted.connect(self._go_on)
        self._flow.changed.connect(self.refresh)
        QShortcut(QKeySequence("Alt+Left"), self, self._flow.back)


def _scrolling(page: Page) -> QScrollArea:
    """A small screen or large text must not hide a field."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setMaximumWidth(_WIDEST_PAGE)
    area.setWidget(page)
    for ground in (page, area.viewport()):
        ground.setAutoFillBackground(False)  # the frame below shows through
    area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return area
