"""Questions that no article answers: the next articles to write."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from server.domain.unanswered import Unanswered
from ui.i18n import tr
from ui.icons import Icons
from ui.widgets.buttons import Button
from ui.widgets.label import Chip, Label


class UnansweredView(QScrollArea):
    """The most asked first.

    Signals:
        write_wanted: An `Unanswered` that gets an article.
        dismiss_wanted: An `Unanswered` that needs none.
        conversation_wanted: The id of the conversation where it was asked.
    """

    write_wanted = Signal(object)
    dismiss_wanted = Signal(object)
    conversation_wanted = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__(widgetResizable=True)
        self._icons = icons
        self._questions: tuple[Unanswered, ...] | None = None
        inside = QFrame()
        inside.setProperty("ground", "app")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(8)
        self.setWidget(inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = Label(tone="muted", wrap=True)
        self._rows: list[QWidget] = []
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.retranslate()

    def show_questions(self, questions: tuple[Unanswered, ...]) -> None:
        """These."""
        self._questions = questions
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        questions = self._questions or ()
        self._nothing.setText(
            tr("Every question so far had an article. New ones appear here by themselves.")
        )
        self._nothing.setVisible(self._questions is not None and not questions)
        self._rows = [self._row(one) for one in questions]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _row(self, one: Unanswered) -> QWidget:
        card = QFrame()
        card.setProperty("ground", "card")
        count = Chip("warn")
        count.show_words(tr("Asked %n times", count=one.count))
        words = Label(one.question, wrap=True)
        write = Button(self._icons, "primary", "pencil")
        write.setText(tr("Write the article"))
        write.clicked.connect(partial(self.write_wanted.emit, one))
        look = Button(self._icons, "quiet", "message-square")
        look.setText(tr("Conversation"))
        look.clicked.connect(partial(self.conversation_wanted.emit, one.conversation_id))
        dismiss = Button(self._icons, "quiet", "x")
        dismiss.setText(tr("Needs none"))
        dismiss.clicked.connect(partial(self.dismiss_wanted.emit, one))
        foot = QHBoxLayout()
        foot.addWidget(count)
        foot.addStretch(1)
        for button in (dismiss, look, write):
            foot.addWidget(button)
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 14, 14, 12)
        column.addWidget(words)
        column.addLayout(foot)
        return card
