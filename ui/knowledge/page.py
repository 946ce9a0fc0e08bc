"""The knowledge base: articles with their editor, questions without one, and imports."""

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from server.domain.articles import ArticleContent
from server.domain.errors import KnownError
from server.domain.imports import ImportState
from server.domain.unanswered import Unanswered
from ui.i18n import tr
from ui.icons import Icons
from ui.knowledge.api import KnowledgeApi
from ui.knowledge.article_list import ArticleList, ArticleModel
from ui.knowledge.editor import ArticleEditor
from ui.knowledge.imports_view import ImportsView
from ui.knowledge.library import NEW, Library
from ui.knowledge.trial import Trial
from ui.knowledge.unanswered_view import UnansweredView
from ui.message_bar import MessageBar
from ui.problems import sentence
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.label import Label
from ui.widgets.page_head import PageHead

ARTICLES, UNANSWERED, IMPORTS = range(3)
_WATCH_MS = 700
_LIST_WIDTH = 330
_TITLE_LETTERS = 120
_FILES = "*.md *.markdown *.txt *.html *.htm *.csv *.xlsx *.docx *.pdf"


class KnowledgePage(QFrame):
    """Asks anew whenever it is shown; watches an import while one runs.

    Signals:
        conversation_wanted: The id of one where a question was asked.
    """

    conversation_wanted = Signal(str)

    def __init__(self, api: KnowledgeApi, icons: Icons, tasks: Tasks, messages: MessageBar) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self.setAcceptDrops(True)
        self._api, self._tasks, self._messages = api, tasks, messages
        self.library = Library(api)
        self._head = PageHead()
        self._new, self._import = Button(icons, "primary", "plus"), Button(icons, "plain", "upload")
        self._tabs = [_tab() for _ in range(3)]
        self._group = QButtonGroup(self)
        self._search = QLineEdit(clearButtonEnabled=True)
        self._drafts = Button(icons, "chip")
        self._drafts.setCheckable(True)
        self._model = ArticleModel(self.library, self)
        self.list = ArticleList(self.library, self._model, icons.theme)
        self._trial = Trial(api, tasks, icons)
        self.editor = ArticleEditor(self.library, self._trial, icons)
        self._nothing = Label(size="body2", tone="muted", wrap=True)
        self.unanswered, self.imports = UnansweredView(icons), ImportsView()
        self._stack = QStackedWidget()
        self._watching = QTimer(self, interval=_WATCH_MS)
        self._waiting = 0
        self._lay_out()
        self._connect()
        self.retranslate()
        self.show_view(ARTICLES)

    def retranslate(self) -> None:
        """All words anew."""
        self._head.say(tr("Knowledge"), tr("What the assistant knows, and what it is asked for."))
        self._new.setText(tr("New article"))
        self._import.setText(tr("Import files…"))
        self._search.setPlaceholderText(tr("Search articles"))
        self._search.setAccessibleName(tr("Search articles"))
        self.list.retranslate()
        self._show_counts()

    def show_view(self, view: int) -> None:
        """Articles, questions or imports."""
        self._tabs[view].setChecked(True)
        self._stack.setCurrentIndex(view)
        self.load()

    def load(self) -> None:
        """All of the view that is shown, anew."""
        view = self._stack.currentIndex()
        work = {
            ARTICLES: self.library.load,
            UNANSWERED: self._load_unanswered,
            IMPORTS: self._load_imports,
        }[view]
        self._do("knowledge", work())

    def save(self, live: bool | None = None) -> None:
        """What stands in the editor."""
        self._do("save article", self._save(live))

    def can_save(self) -> bool:
        """Whether something is not saved, in sight."""
        edited = self.library.is_edited(self.editor.article_id)
        return edited and self.editor.isVisible()

    def start(self, content: ArticleContent | None = None) -> None:
        """A new article, with what is known of it already."""
        self.show_view(ARTICLES)
        if content is not None:
            self.library.edit(NEW, content)
        self._open(NEW)
        self.list.clearSelection()
        self.editor.begin()

    def correct(self, article_id: str, question: str) -> None:
        """An answer was wrong: its article, and its question asked again after each saving."""
        self._do("correct", self._correct(article_id, question))

    async def _correct(self, article_id: str, question: str) -> None:
        await self.library.load()
        if article_id in self.library:
            self.show_view(ARTICLES)
            self._open(article_id)
            self.list.show_selected(article_id)
        else:
            self.start(self._begun(question, ""))
        self._trial.keep_asking(question)

    def bring_in(self, files: Iterable[Path]) -> None:
        """Import these; what is new waits to be approved."""
        self.show_view(IMPORTS)
        self._do("import", self._start_import(tuple(files)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            self.bring_in(files)

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._head.add(self._import)
        self._head.add(self._new)
        tabs = QFrame()
        tabs.setProperty("ground", "surface")
        tabs.setProperty("edge", "bottom")
        row = QHBoxLayout(tabs)
        row.setContentsMargins(18, 4, 18, 6)
        row.setSpacing(4)
        for tab in self._tabs:
            self._group.addButton(tab)
            row.addWidget(tab)
        row.addStretch(1)
        for view in (self._articles(), self.unanswered, self.imports):
            self._stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._head, tabs):
            column.addWidget(part)
        column.addWidget(self._stack, 1)

    def _articles(self) -> QWidget:
        left = QFrame()
        left.setProperty("ground", "surface")
        left.setProperty("edge", "right")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        for widget in (self._search, self._drafts):
            row = QHBoxLayout()
            row.setContentsMargins(14, 0, 14, 0)
            row.addWidget(widget)
            if widget is self._drafts:
                row.addStretch(1)
            column.addLayout(row)
        self._nothing.setContentsMargins(20, 8, 20, 0)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self.editor)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 900])
        return splitter

    def _connect(self) -> None:
        for view, tab in enumerate(self._tabs):
            tab.clicked.connect(partial(self._tab_clicked, view))
        self._new.clicked.connect(lambda _on: self.start())
        self._import.clicked.connect(self._choose_files)
        self._search.textChanged.connect(self._model.search)
        self._drafts.toggled.connect(self._model.only_drafts)
        self.list.opened.connect(self._open)
        self.editor.save_wanted.connect(self.save)
        self.editor.delete_wanted.connect(self._delete)
        self.editor.revert_wanted.connect(self._revert)
        self.library.changed.connect(self._library_changed)
        self._model.modelReset.connect(self._show_counts)
        self.unanswered.write_wanted.connect(self._write_answer)
        self.unanswered.dismiss_wanted.connect(self._dismiss)
        self.unanswered.conversation_wanted.connect(self.conversation_wanted)
        self._watching.timeout.connect(self._watch)

    # --- articles -------------------------------------------------------------------------------

    def _tab_clicked(self, view: int, *_on: object) -> None:
        self.show_view(view)

    def _open(self, article_id: str) -> None:
        self.editor.open(article_id)

    def _library_changed(self) -> None:
        if self.editor.article_id != NEW and self.editor.article_id not in self.library:
            self._open(NEW)
        else:
            self.editor.refresh()
        self.list.show_selected(self.editor.article_id)
        self._show_counts()

    async def _save(self, live: bool | None) -> None:
        saved = await self.library.save(self.editor.article_id, live=live)
        self._open(saved.id)
        self.list.show_selected(saved.id)
        self._trial.ask()
        self._messages.show_notice(tr("Saved: {name}").format(name=saved.title))

    def _delete(self) -> None:
        self._do("delete article", self._delete_it(self.editor.article_id))

    async def _delete_it(self, article_id: str) -> None:
        title = self.library[article_id].title
        said = await self.library.delete(article_id)
        words = tr("Deleted: {name}").format(name=title)
        self._messages.show_notice(words, partial(self._bring_back, said()))

    def _bring_back(self, content: ArticleContent) -> None:
        self._do("bring article back", self.library.write_anew(content))

    def _revert(self) -> None:
        self.library.forget(self.editor.article_id)
        self.editor.refresh()

    # --- questions ------------------------------------------------------------------------------

    async def _load_unanswered(self) -> None:
        page = await self._api.unanswered()
        self._waiting = len(page.items)
        self.unanswered.show_questions(page.items)
        self._show_counts()

    def _write_answer(self, one: Unanswered) -> None:
        """The question is the first way to ask for the new article."""
        self.start(self._begun(one.question, one.language))
        self._trial.keep_asking(one.question)

    def _begun(self, question: str, language: str) -> ArticleContent:
        known = self.library.content(NEW)
        return replace(
            known,
            title=known.title or question[:_TITLE_LETTERS],
            questions=tuple(dict.fromkeys((*known.questions, question))),
            language=known.language or language,
        )

    def _dismiss(self, one: Unanswered) -> None:
        self._do("dismiss question", self._dismiss_it(one))

    async def _dismiss_it(self, one: Unanswered) -> None:
        await self._api.dismiss(one.id)
        await self._load_unanswered()

    # --- imports --------------------------------------------------------------------------------

    def _choose_files(self) -> None:
        dialog = QFileDialog(self, tr("Import files"), "", f"{tr('Articles')} ({_FILES})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    def _files_chosen(self, names: Sequence[str]) -> None:
        self.bring_in(map(Path, names))

    async def _start_import(self, files: tuple[Path, ...]) -> None:
        await self._api.start_import(files, draft=True)
        await self._load_imports()

    async def _load_imports(self) -> None:
        page = await self._api.imports()
        latest = page.items[:1]
        whole = [await self._api.read_import(one.id) for one in latest]
        shown = (*whole, *page.items[1:])
        self.imports.show_imports(shown)
        running = any(one.state is ImportState.RUNNING for one in shown)
        if running:
            self._watching.start()
        elif self._watching.isActive():
            self._watching.stop()
            await self.library.load()

    def _watch(self) -> None:
        self._do("imports", self._load_imports())

    # --- words ----------------------------------------------------------------------------------

    def _show_counts(self) -> None:
        names = (tr("Articles"), tr("Unanswered"), tr("Imports"))
        counts = (len(self.library.articles), self._waiting, 0)
        for tab, name, count in zip(self._tabs, names, counts, strict=True):
            tab.setText(f"{name} {count}" if count else name)
        drafts = self.library.drafts
        self._drafts.setText(tr("%n drafts to approve", count=drafts))
        self._drafts.setVisible(drafts > 0 or self._drafts.isChecked())
        found, known = self._model.rowCount(), self.library.known
        searched = self._search.text() or self._drafts.isChecked()
        self._nothing.setText(
            tr("No article holds these words.")
            if searched
            else tr("No articles yet: write the first one, or import files.")
        )
        self._nothing.setVisible(known and not found)

    def _do(self, name: str, work: Awaitable[object]) -> None:
        self._tasks.start(name, self._telling(work))

    async def _telling(self, work: Awaitable[object]) -> None:
        try:
            await work
        except KnownError as error:
            self._messages.show_trouble(sentence(error))


def _tab() -> QPushButton:
    button = QPushButton()
    button.setCheckable(True)
    button.setProperty("look", "tab")
    return button
