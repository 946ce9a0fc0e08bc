"""One article: what it says, how visitors ask for it, and whether the assistant may use it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from server.domain.articles import ArticleContent, ArticleStatus
from ui.i18n import tr
from ui.icons import Icons
from ui.knowledge.library import NEW, Library
from ui.knowledge.trial import Trial
from ui.widgets.buttons import Button
from ui.widgets.label import Chip, Label

_LANGUAGES = ("", "en", "zh-CN", "de", "es", "fr", "ja", "ko", "pt", "ru", "ar")
_QUESTION_LINES, _BODY_LINES = 4, 10


class ArticleEditor(QFrame):
    """Shows one article; what is typed is kept in the library until it is saved.

    Signals:
        save_wanted: As it stands; True approves it, False makes it a draft, None leaves that.
        delete_wanted: It is to go.
        revert_wanted: The edits are to go.
    """

    save_wanted = Signal(object)
    delete_wanted = Signal()
    revert_wanted = Signal()

    def __init__(self, library: Library, trial: Trial, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "app")
        self._library = library
        self._trial = trial
        self._id = NEW
        self._filling = False
        self._names = [Label(size="body2", strong=True) for _ in range(5)]
        self._hints = [Label(size="small", tone="muted", wrap=True) for _ in range(2)]
        self._title, self._tags = QLineEdit(), QLineEdit()
        self._questions, self._body = QPlainTextEdit(), QPlainTextEdit()
        self._language = QComboBox()
        self._state = Chip("neutral")
        self._delete = Button(icons, "quiet", "trash-2")
        self._revert = Button(icons, "quiet", "rotate-ccw")
        self._hide = Button(icons, "plain")
        self._save = Button(icons, "plain")
        self._approve = Button(icons, "primary", "check")
        self._lay_out()
        self._connect()
        icons.theme.changed.connect(self._fit)
        self.retranslate()

    @property
    def article_id(self) -> str:
        """What is shown; empty for a new one."""
        return self._id

    def open(self, article_id: str) -> None:
        """Show this one."""
        self._id = article_id
        self.refresh()

    def refresh(self) -> None:
        """As the library has it, unless the same stands here."""
        content = self._library.content(self._id)
        if content != self._written():
            self._fill(content)
        self._show_state()

    def begin(self) -> None:
        """Somebody is going to write a new one."""
        self._title.setFocus()

    def retranslate(self) -> None:
        """All words anew."""
        names = (tr("Title"), tr("Ways to ask"), tr("Text"), tr("Language"), tr("Tags"))
        edits = (self._title, self._questions, self._body, self._language, self._tags)
        for label, edit, name in zip(self._names, edits, names, strict=True):
            label.setText(name)
            edit.setAccessibleName(name)
        self._hints[0].setText(
            tr("One a line, in visitors' own words: the assistant finds the article by them.")
        )
        self._hints[1].setText(tr("What the assistant may say. Plain words and Markdown."))
        self._tags.setPlaceholderText(tr("shipping, returns"))
        self._delete.setText(tr("Delete"))
        self._revert.setText(tr("Discard changes"))
        self._hide.setText(tr("Make it a draft"))
        self._save.setText(tr("Save"))
        self._fill_languages()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for edit in (self._questions, self._body):
            edit.setTabChangesFocus(True)
        self._fit()
        inside = QFrame()
        inside.setProperty("ground", "app")
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 18, 24, 24)
        column.setSpacing(6)
        title, ways, text, language, tags = self._names
        for part in (title, self._title, ways, self._hints[0], self._questions):
            if part is ways:
                column.addSpacing(8)
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(text)
        column.addWidget(self._hints[1])
        column.addWidget(self._body, 1)
        column.addSpacing(8)
        pair = QHBoxLayout()
        pair.setSpacing(16)
        pair.addLayout(_under(language, self._language))
        pair.addLayout(_under(tags, self._tags), 1)
        column.addLayout(pair)
        column.addSpacing(14)
        column.addWidget(self._trial)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._bar())
        outer.addWidget(scroll, 1)

    def _fit(self) -> None:
        """Lines of the present font: a few questions, and as much text as there is room for."""
        line = self._body.fontMetrics().lineSpacing()
        self._questions.setFixedHeight(_QUESTION_LINES * line + 28)
        self._body.setMinimumHeight(_BODY_LINES * line + 28)

    def _bar(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("ground", "surface")
        bar.setProperty("edge", "bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._state, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        for button in (self._delete, self._revert, self._hide, self._save, self._approve):
            row.addWidget(button)
        return bar

    def _connect(self) -> None:
        for edit in (self._title, self._tags):
            edit.textEdited.connect(self._typed)
        for text in (self._questions, self._body):
            text.textChanged.connect(self._typed)
        self._language.activated.connect(self._typed)
        self._delete.clicked.connect(self.delete_wanted)
        self._revert.clicked.connect(self.revert_wanted)
        self._save.clicked.connect(lambda: self.save_wanted.emit(None))
        self._hide.clicked.connect(lambda: self.save_wanted.emit(False))  # noqa: FBT003 - a signal
        self._approve.clicked.connect(lambda: self.save_wanted.emit(True))  # noqa: FBT003

    # --- what stands here -----------------------------------------------------------------------

    def _typed(self) -> None:
        if not self._filling:
            self._library.edit(self._id, self._written())
            self._show_state()

    def _written(self) -> ArticleContent:
        lines = self._questions.toPlainText().splitlines()
        tags = self._tags.text().replace("，", ",").split(",")
        return ArticleContent(
            title=self._title.text().strip(),
            body=self._body.toPlainText(),
            questions=tuple(line.strip() for line in lines if line.strip()),
            language=str(self._language.currentData() or ""),
            tags=tuple(tag.strip() for tag in tags if tag.strip()),
            status=self._library.content(self._id).status,
        )

    def _fill(self, content: ArticleContent) -> None:
        self._filling = True
        self._title.setText(content.title)
        self._questions.setPlainText("\n".join(content.questions))
        self._body.setPlainText(content.body)
        self._tags.setText(", ".join(content.tags))
        if self._language.findData(content.language) < 0:
            self._language.addItem(content.language, content.language)
        self._language.setCurrentIndex(self._language.findData(content.language))
        self._filling = False

    def _fill_languages(self) -> None:
        chosen = str(self._language.currentData() or "")
        self._language.clear()
        for code in _LANGUAGES:
            self._language.addItem(_language_name(code), code)
        if self._language.findData(chosen) < 0:
            self._language.addItem(chosen, chosen)
        self._language.setCurrentIndex(self._language.findData(chosen))

    def _show_state(self) -> None:
        stored, edited = self._id in self._library, self._library.is_edited(self._id)
        draft = self._library.content(self._id).status is ArticleStatus.DRAFT
        if edited:
            self._state.show_words(tr("Not saved"), "warn")
        elif not stored:
            self._state.show_words(tr("New article"), "neutral")
        elif draft:
            self._state.show_words(tr("Draft: the assistant does not use it"), "neutral")
        else:
            self._state.show_words(tr("The assistant uses it"), "ok")
        self._delete.setVisible(stored)
        self._revert.setVisible(edited)
        self._hide.setVisible(stored and not draft)
        self._save.setVisible(draft or not stored)
        self._save.setText(tr("Save") if draft else tr("Save as draft"))
        self._save.setEnabled(edited)
        self._approve.setText(tr("Approve") if stored and draft else tr("Save"))
        self._approve.setEnabled(edited or (stored and draft))


def _under(label: Label, edit: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(edit)
    return column


def _language_name(code: str) -> str:
    """Each in its own words, for whoever writes it."""
    names = {
        "": tr("As it is written"),
        "en": "English",
        "zh-CN": "简体中文",
        "de": "Deutsch",
        "es": "Español",
        "fr": "Français",
        "ja": "日本語",
        "ko": "한국어",
        "pt": "Português",
        "ru": "Русский",
        "ar": "العربية",
    }
    return names.get(code, code)
