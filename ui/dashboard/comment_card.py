"""What visitors wrote with their ratings."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.reports import Comment, Overview
from server.domain.sheets import Sheet
from server.domain.text import one_line
from ui.charts.chart import INSET
from ui.charts.stars import Stars
from ui.dashboard.card import Card, Remark
from ui.dashboard.wording import hour, short_day
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.label import Label, as_tooltip

_MOST = 5
_MOST_CHARS = 240


class CommentCard(Card):
    """The newest; the table has more of them."""

    def __init__(self, icons: Icons) -> None:
        super().__init__(icons)
        self._none = Remark()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(10)
        self._shown: list[QWidget] = []
        self.chart.addWidget(self._none)
        self.chart.addLayout(self._lines)
        self.chart.addStretch(1)
        self.retranslate()

    def title(self) -> str:
        return tr("What visitors wrote")

    def file_name(self) -> str:
        return "comments"

    def draw(self, of: Overview) -> None:
        for line in self._shown:
            self._lines.removeWidget(line)
            line.deleteLater()
        self._shown = [CommentLine(comment, self.icons) for comment in of.comments[:_MOST]]
        for line in self._shown:
            self._lines.addWidget(line)
        self._none.setText(tr("Nobody has written anything with a rating."))
        self._none.setVisible(not self._shown)

    def sheet(self, of: Overview) -> Sheet:
        rows = [
            (one.comment, one.score, f"{one.at.astimezone():%Y-%m-%d %H:%M}") for one in of.comments
        ]
        return Sheet((tr("Comment"), tr("Stars"), tr("Time")), rows)


class CommentLine(QFrame):
    """Stars, words, time."""

    def __init__(self, of: Comment, icons: Icons) -> None:
        super().__init__()
        stars = Stars(icons.theme)
        stars.show_average(of.score)
        stars.setAccessibleName(tr("{n} of 5 stars").format(n=of.score))
        words = Label(one_line(of.comment, _MOST_CHARS), size="body", wrap=True)
        words.setToolTip(as_tooltip(of.comment[:2000]))
        day = short_day(of.at.astimezone().date())
        time = Label(f"{day} {hour(of.at)}", size="small", tone="faint")
        row = QHBoxLayout(self)
        row.setContentsMargins(INSET, 0, INSET, 0)
        row.setSpacing(14)
        row.addWidget(stars)
        row.addWidget(words, 1)
        row.addWidget(time)
