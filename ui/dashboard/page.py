"""The page with the figures: how it goes now, and how it went."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout

from ui.dashboard.card import Card
from ui.dashboard.comment_card import CommentCard
from ui.dashboard.cost_card import CostCard
from ui.dashboard.ended_card import EndedCard
from ui.dashboard.figures import DashboardFigures, is_empty
from ui.dashboard.grid import CardGrid, Rows
from ui.dashboard.line_card import LineCard
from ui.dashboard.now_card import NowCard
from ui.dashboard.period import Choice, Period, before
from ui.dashboard.picker import PeriodPicker
from ui.dashboard.rating_card import RatingCard
from ui.dashboard.reason_card import ReasonCard
from ui.dashboard.reply_card import ReplyCard
from ui.dashboard.team_card import TeamCard
from ui.dashboard.week_card import WeekCard
from ui.dashboard.wording import days, hour
from ui.i18n import tr
from ui.icons import Icons
from ui.message_bar import MessageBar
from ui.problems import sentence
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label
from ui.widgets.page_head import PageHead

_PRESENT_MS = 30_000
_FIGURES_MS = 120_000
_TICK_MS = 5_000
_CALM_MS = 150  # what comes sooner needs no word
_LONG_MS = 5_000

_PLANS: dict[int, Rows] = {
    4: (
        (("now", 1), ("reply", 1), ("ended", 1), ("rating", 1)),
        (("line", 2), ("reasons", 1), ("costs", 1)),
        (("week", 2), ("team", 2)),
        (("comments", 4),),
    ),
    3: (
        (("now", 1), ("reply", 1), ("ended", 1)),
        (("rating", 1), ("line", 2)),
        (("reasons", 2), ("costs", 1)),
        (("week", 3),),
        (("team", 3),),
        (("comments", 3),),
    ),
    2: (
        (("now", 1), ("reply", 1)),
        (("ended", 1), ("rating", 1)),
        (("line", 2),),
        (("reasons", 1), ("costs", 1)),
        (("week", 2),),
        (("team", 2),),
        (("comments", 2),),
    ),
    1: tuple(
        ((name, 1),)
        for name in (
            "now",
            "reply",
            "ended",
            "rating",
            "line",
            "reasons",
            "costs",
            "week",
            "team",
            "comments",
        )
    ),
}


class DashboardPage(QFrame):
    """Asks anew while it is shown; what it has stays until something newer is there."""

    def __init__(
        self, figures: DashboardFigures, icons: Icons, tasks: Tasks, messages: MessageBar
    ) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._figures = figures
        self._tasks = tasks
        self._messages = messages
        self._now = NowCard(icons, figures.now)
        self._cards: dict[str, Card] = {
            "now": self._now,
            "reply": ReplyCard(icons),
            "ended": EndedCard(icons),
            "rating": RatingCard(icons),
            "line": LineCard(icons),
            "reasons": ReasonCard(icons),
            "costs": CostCard(icons),
            "week": WeekCard(icons),
            "team": TeamCard(icons),
            "comments": CommentCard(icons),
        }
        self._head = PageHead()
        self._picker = PeriodPicker(icons)
        self._strip = StaleStrip(icons)
        self._notice = EmptyState(icons, "chart-column")
        self._trouble = EmptyState(icons, "circle-alert")
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._patience = 0
        self._lay_out(icons)
        self._connect()
        self.retranslate()

    # --- showing --------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._scroll.setAccessibleName(tr("Figures"))
        self.refresh()

    def refresh(self) -> None:
        """As the figures are now."""
        figures = self._figures
        of, today = figures.overview, figures.now().astimezone().date()
        first, last = (of.first, of.last) if of else figures.period.days(today)
        words = tr("{days}, compared with {before}")
        self._head.say(
            tr("Dashboard"),
            words.format(days=days(first, last), before=days(*before(first, last))),
        )
        self._picker.show_period(figures.period, today)
        self._strip.setVisible(figures.overview is not None and figures.trouble is not None)
        if figures.overview is not None:
            self._show_overview()
        elif figures.trouble is not None:
            self._show_trouble()
        else:
            self._show_waiting()

    def refresh_present(self) -> None:
        """Only how things stand now."""
        if self._figures.present is not None:
            self._now.show_present(self._figures.present)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for timer in (self._present_timer, self._figures_timer, self._tick_timer):
            timer.start()
        self.setFocus()  # not left to whatever comes next in the order
        self._load()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for timer in (self._present_timer, self._figures_timer, self._tick_timer):
            timer.stop()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def look_again(self) -> None:
        """Something happened at the desk: who waits may be another."""
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    # --- states ---------------------------------------------------------------------------------

    def _show_overview(self) -> None:
        of = self._figures.overview
        if of is None:
            return
        self._calm.stop()
        if self._figures.trouble is not None:
            why = sentence(self._figures.trouble)
            words = tr("These figures are from {time}. {why}").format(time=hour(of.at), why=why)
            self._strip.say(words)
        if is_empty(of):
            self._say_empty()
            return
        for card in self._cards.values():
            card.show_overview(of)
        self.refresh_present()
        self._stack.setCurrentWidget(self._scroll)

    def _say_empty(self) -> None:
        action = "" if self._figures.period.choice is Choice.MONTH else tr("Show 30 days")
        self._notice.say(tr("No conversations in this period."), action)
        self._stack.setCurrentWidget(self._notice)

    def _show_trouble(self) -> None:
        trouble = self._figures.trouble
        if trouble is None:
            return
        self._calm.stop()
        words = tr("The figures cannot be shown. {why}").format(why=sentence(trouble))
        self._trouble.say(words, tr("Retry"))
        self._stack.setCurrentWidget(self._trouble)

    def _show_waiting(self) -> None:
        """What was there stays for a moment; then a word, then another one."""
        if not self._calm.isActive():
            self._patience = 0
            self._calm.start(_CALM_MS)

    def _grow_impatient(self) -> None:
        if self._figures.overview is not None or self._figures.trouble is not None:
            return
        self._patience += 1
        if self._patience == 1:
            self._notice.say(tr("Counting…"))
            self._stack.setCurrentWidget(self._notice)
            self._calm.start(_LONG_MS)
        else:
            self._notice.say(tr("Still counting…"))

    # --- doing ----------------------------------------------------------------------------------

    def _load(self) -> None:
        self._tasks.start("load dashboard", self._figures.load())

    def _load_quietly(self) -> None:
        if self._figures.runs and not self._figures.loading:
            self._load()

    def _load_present(self) -> None:
        self._tasks.start("load who waits", self._figures.load_present())

    def _choose(self, period: Period) -> None:
        self._tasks.start("choose days", self._figures.choose(period))

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self, icons: Icons) -> None:
        self._head.add(self._picker)
        grid = CardGrid(icons.theme, self._cards, _PLANS)
        ground = QFrame()
        ground.setProperty("ground", "app")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(grid)
        inside.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(ground)
        blank = QFrame()
        blank.setProperty("ground", "app")
        for state in (blank, self._scroll, self._notice, self._trouble):
            self._stack.addWidget(state)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, self._strip):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._calm = QTimer(self, singleShot=True)
        self._soon = QTimer(self, singleShot=True, interval=1_000)
        self._present_timer = QTimer(self, interval=_PRESENT_MS)
        self._figures_timer = QTimer(self, interval=_FIGURES_MS)
        self._tick_timer = QTimer(self, interval=_TICK_MS)
        self._calm.timeout.connect(self._grow_impatient)
        self._soon.timeout.connect(self._load_present)
        self._present_timer.timeout.connect(self._load_present)
        self._figures_timer.timeout.connect(self._load_quietly)
        self._tick_timer.timeout.connect(self._now.tick)
        self._figures.changed.connect(self.refresh)
        self._figures.present_changed.connect(self.refresh_present)
        self._picker.picked.connect(self._choose)
        self._notice.action.clicked.connect(lambda: self._choose(Period(Choice.MONTH)))
        self._trouble.action.clicked.connect(self._load)
        self._strip.retry.clicked.connect(self._load)
        for card in self._cards.values():
            card.done.connect(self._messages.show_notice)
            card.troubled.connect(self._messages.show_trouble)


class StaleStrip(QFrame):
    """That newer figures could not be had, above those that are there."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "warn")
        self.setProperty("strip", "true")
        self._words = Label(size="body2", tone="warn", wrap=True)
        self.retry = Button(icons, "quiet", "refresh-cw")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 16, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.retry)

    def say(self, words: str) -> None:
        """Why, and from when the figures are."""
        self._words.setText(words)
        self.retry.setText(tr("Retry"))
