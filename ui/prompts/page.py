"""Prompts like code: versions, what has changed, what the model is told, publish and go back."""

from collections.abc import Awaitable
from functools import partial

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from server.domain.errors import KnownError
from server.domain.prompts import PromptId, PromptState
from ui.i18n import tr
from ui.icons import Icons
from ui.message_bar import MessageBar
from ui.problems import sentence
from ui.prompts.api import PromptsApi
from ui.prompts.book import PromptBook
from ui.prompts.changes_view import ChangesView
from ui.prompts.version_list import VersionList
from ui.tasks import Tasks
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow
from ui.widgets.label import Chip, Label
from ui.widgets.page_head import PageHead

TEXT, CHANGES, PREVIEW = range(3)
_LIST_WIDTH = 290


class PromptsPage(QFrame):
    """Only a published version is told to the model; nothing is ever overwritten."""

    def __init__(self, api: PromptsApi, icons: Icons, tasks: Tasks, messages: MessageBar) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._api, self._icons, self._tasks, self._messages = api, icons, tasks, messages
        self.book = PromptBook(api)
        self._head = PageHead()
        self._prompts, self._views = _tabs(len(PromptId)), _tabs(3)
        self.versions = VersionList()
        self._state, self._trouble = Chip("neutral"), Label(size="body2", tone="danger", wrap=True)
        self.editor, self._note = QPlainTextEdit(), QLineEdit()
        self._hint = Label(size="small", tone="muted")
        self._names = Flow(gap=6)
        self.changes, self.preview = ChangesView(icons.theme), QPlainTextEdit(readOnly=True)
        self._stack = QStackedWidget()
        self._save = Button(icons, "plain")
        self._publish = Button(icons, "primary", "check")
        self._filling = False
        self._failed = ""  # what went wrong last
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._head.say(tr("Prompts"), tr("What the model is told. Versions never change."))
        names = {
            PromptId.ASSISTANT: tr("Answers"),
            PromptId.SUGGESTION: tr("Drafts", meaning="prompt"),
            PromptId.SUMMARY: tr("Summaries"),
        }
        for button, prompt in zip(self._prompts, PromptId, strict=True):
            button.setText(names[prompt])
        views = (tr("Text"), tr("Changes"), tr("What the model is told"))
        for button, words in zip(self._views, views, strict=True):
            button.setText(words)
        self.editor.setAccessibleName(tr("Text"))
        self.preview.setAccessibleName(tr("What the model is told"))
        self._note.setPlaceholderText(tr("What is new in it, and why"))
        self._note.setAccessibleName(tr("What is new in it, and why"))
        self._hint.setText(tr("Names that are filled in; a click puts one into the text:"))
        self._save.setText(tr("Save as a new version"))
        self.changes.retranslate()
        self.refresh()

    def refresh(self) -> None:
        """As the book stands."""
        book = self.book
        for button, prompt in zip(self._prompts, PromptId, strict=True):
            button.setChecked(prompt is book.prompt)
        self.versions.show_versions(book.versions, book.number)
        if self.editor.toPlainText() != book.text:
            self._filling = True
            self.editor.setPlainText(book.text)
            self._filling = False
        self._show_names()
        self._show_state()
        self._show_view()

    def show_view(self, view: int) -> None:
        """The text, what has changed, or what the model is told."""
        self._views[view].setChecked(True)
        self._stack.setCurrentIndex(view)
        self._show_view()

    def follow(self, section: str) -> None:
        """Somebody saved or published a version elsewhere."""
        if section == "prompts" and self.isVisible():
            self._do("prompts", self.book.load())

    def save(self) -> None:
        """What is written becomes a version."""
        self._do("save prompt", self._save_it())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._do("prompts", self.book.load())

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("ground", "surface")
        left.setProperty("edge", "right")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self.versions)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(left)
        splitter.addWidget(self._right())
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 1000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self._head, _bar(self._prompts, self)):
            whole.addWidget(part)
        whole.addWidget(splitter, 1)

    def _right(self) -> QWidget:
        for edit in (self.editor, self.preview):
            edit.setTabChangesFocus(True)
            edit.setProperty("mono", "true")
        for view in (self._text_view(), self.changes, self.preview):
            self._stack.addWidget(view)
        top = QHBoxLayout()
        top.setSpacing(4)
        group = QButtonGroup(self)
        for button in self._views:
            group.addButton(button)
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._publish)
        right = QFrame()
        right.setProperty("ground", "app")
        column = QVBoxLayout(right)
        column.setContentsMargins(24, 14, 24, 20)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._trouble)
        column.addWidget(self._stack, 1)
        self._trouble.hide()
        return right

    def _text_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor, 1)
        column.addWidget(self._hint)
        column.addWidget(self._names)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addWidget(self._save)
        column.addLayout(foot)
        return view

    def _connect(self) -> None:
        for button, prompt in zip(self._prompts, PromptId, strict=True):
            button.clicked.connect(partial(self._look_at, prompt))
        for view, button in enumerate(self._views):
            button.clicked.connect(partial(self._view_chosen, view))
        self.versions.chosen.connect(self.book.open)
        self.editor.textChanged.connect(self._typed)
        self._note.returnPressed.connect(self.save)
        self._save.clicked.connect(lambda _on: self.save())
        self._publish.clicked.connect(self._publish_shown)
        self.book.changed.connect(self.refresh)

    # --- what happens ---------------------------------------------------------------------------

    def _look_at(self, prompt: PromptId, *_on: object) -> None:
        self.book.look_at(prompt)

    def _view_chosen(self, view: int, *_on: object) -> None:
        self.show_view(view)

    def _typed(self) -> None:
        if not self._filling:
            self.book.edit(self.editor.toPlainText())
            self._show_state()

    async def _save_it(self) -> None:
        saved = await self.book.save(self._note.text().strip())
        self._note.clear()
        words = tr("Saved as version {number}: a draft until it is published")
        self._messages.show_notice(words.format(number=saved.number))

    def _publish_shown(self) -> None:
        self._do("publish prompt", self._publish_it(self.book.number))

    async def _publish_it(self, number: int) -> None:
        before = await self.book.publish(number)
        words = tr("Version {number} is live").format(number=number)
        self._messages.show_notice(words, partial(self._go_back, before))

    def _go_back(self, number: int) -> None:
        self._do("go back", self.book.publish(number))

    def _show_view(self) -> None:
        view, version = self._stack.currentIndex(), self.book.version
        if version is None:
            return
        if view == CHANGES:
            self._do("compare", self._compare(version.number))
        elif view == PREVIEW:
            self._do("preview", self._fill_in(self.book.text))

    async def _compare(self, number: int) -> None:
        self.changes.show_diff(await self._api.diff(self.book.prompt, number))

    async def _fill_in(self, template: str) -> None:
        chinese = QLocale().language() is QLocale.Language.Chinese
        shown = await self._api.preview(self.book.prompt, template, "zh-CN" if chinese else "en")
        self.preview.setPlainText(f"{shown.text}\n\n{shown.rules}")

    def _show_names(self) -> None:
        buttons = []
        for name in self.book.variables:
            button = Button(self._icons, "chip")
            button.setText(f"{{{{ {name} }}}}")
            button.clicked.connect(partial(self._put_name, name))
            buttons.append(button)
        self._names.show_only(buttons)

    def _put_name(self, name: str, *_on: object) -> None:
        self.editor.insertPlainText(f"{{{{ {name} }}}}")
        self.editor.setFocus()

    def _show_state(self) -> None:
        version, edited = self.book.version, self.book.is_edited
        is_live = version is not None and version.state is PromptState.PUBLISHED
        if edited:
            self._state.show_words(tr("Not saved"), "warn")
        elif is_live:
            self._state.show_words(tr("The model is told this one"), "ok")
        else:
            self._state.show_words("")
        self._save.setEnabled(edited)
        self._note.setEnabled(edited)
        former = version is not None and version.number < self.book.live
        self._publish.setText(tr("Go back to this version") if former else tr("Publish"))
        self._publish.setVisible(version is not None and not is_live and not edited)

    def _do(self, name: str, work: Awaitable[object]) -> None:
        self._tasks.start(name, self._telling(name, work))

    async def _telling(self, name: str, work: Awaitable[object]) -> None:
        """What went wrong stays in sight until the same goes well."""
        try:
            await work
        except KnownError as error:
            self._fail(name, sentence(error))
        else:
            if name == self._failed:
                self._fail("", "")

    def _fail(self, name: str, words: str) -> None:
        self._failed = name
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))


def _tabs(count: int) -> list[QPushButton]:
    buttons = [QPushButton() for _ in range(count)]
    for button in buttons:
        button.setCheckable(True)
        button.setProperty("look", "tab")
    buttons[0].setChecked(True)
    return buttons


def _bar(buttons: list[QPushButton], parent: QWidget) -> QWidget:
    bar = QFrame()
    bar.setProperty("ground", "surface")
    bar.setProperty("edge", "bottom")
    group = QButtonGroup(parent)
    row = QHBoxLayout(bar)
    row.setContentsMargins(18, 4, 18, 6)
    row.setSpacing(4)
    for button in buttons:
        group.addButton(button)
        row.addWidget(button)
    row.addStretch(1)
    return bar
