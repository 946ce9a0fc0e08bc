"""How the assistant sees the knowledge base: the articles that it would find for a question."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from server.domain.errors import KnownError
from server.domain.requests import KnowledgeFound, KnowledgeItem
from ui.i18n import tr
from ui.icons import Icons
from ui.knowledge.api import KnowledgeApi
from ui.problems import sentence
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_MOST = 3


class Trial(QFrame):
    """What is saved counts, not what stands in the editor."""

    def __init__(self, api: KnowledgeApi, tasks: Tasks, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._api = api
        self._tasks = tasks
        self._found: KnowledgeFound | None = None
        self._title = Label(size="body2", strong=True)
        self._question = QLineEdit()
        self._ask = Button(icons, "plain", "sparkles")
        self._verdict = Label(size="body2", wrap=True)
        self._items = QVBoxLayout()
        self._items.setSpacing(8)
        row = QHBoxLayout()
        row.addWidget(self._question, 1)
        row.addWidget(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addLayout(row)
        column.addWidget(self._verdict)
        column.addLayout(self._items)
        self._question.returnPressed.connect(self.ask)
        self._ask.clicked.connect(self.ask)
        self._verdict.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(tr("How the assistant sees it"))
        self._question.setPlaceholderText(tr("A question as a visitor would ask it"))
        self._question.setAccessibleName(tr("A question as a visitor would ask it"))
        self._ask.setText(tr("Try"))
        self._show()

    def keep_asking(self, question: str) -> None:
        """Look this up now; whoever saves an article asks again."""
        self._question.setText(question)
        self.ask()

    def ask(self) -> None:
        """Look it up."""
        question = self._question.text().strip()
        if question:
            self._tasks.start("try a question", self._look_up(question))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    async def _look_up(self, question: str) -> None:
        try:
            self._found = await self._api.search(question)
        except KnownError as error:
            self._found = None
            self._verdict.setText(sentence(error))
            self._verdict.set_tone("danger")
            self._verdict.show()
            return
        self._show()

    def _show(self) -> None:
        while (old := self._items.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        found = self._found
        self._verdict.setVisible(found is not None)
        if found is None:
            return
        share = round(100 * found.confidence)
        good = tr("It would answer from the first article: {share} % sure.")
        bad = tr("It would say that it does not know: only {share} % sure.")
        self._verdict.setText((good if found.answerable else bad).format(share=share))
        self._verdict.set_tone("ok" if found.answerable else "warn")
        for number, item in enumerate(found.items[:_MOST], 1):
            self._items.addWidget(_shown(number, item))


def _shown(number: int, item: KnowledgeItem) -> QFrame:
    frame = QFrame()
    frame.setProperty("ground", "inset")
    title = Label(f"{number}. {item.title}", size="body2", strong=True, wrap=True)
    excerpt = Label(item.excerpt, size="small", tone="muted", wrap=True)
    excerpt.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(2)
    column.addWidget(title)
    column.addWidget(excerpt)
    return frame
