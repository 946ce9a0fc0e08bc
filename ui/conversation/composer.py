"""Where the agent writes: replies and notes, a draft for each conversation, a stated limit."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from server.domain.errors import BadInput
from server.domain.suggestions import Suggestion
from server.domain.text import MAX_BODY_CHARS, check_body
from ui.conversation.typing_notice import TypingNotice
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.problems import sentence
from ui.theme import Theme, restyle
from ui.widgets.buttons import Button, IconButton, KeyedButton
from ui.widgets.composition import is_composing
from ui.widgets.label import ElidedLabel

_FEWEST_LINES = 2
_MOST_LINES = 8
_HIGH = 560
# Chinese input methods give the second one for the same key.
_SLASHES = frozenset({"/", "、"})
# Nobody needs the count before the end comes near.
_COUNT_FROM = MAX_BODY_CHARS - 500


class Editor(QPlainTextEdit):
    """Grows with its text; Enter sends, or only Ctrl+Enter.

    Attributes:
        by_control: Whether Enter alone begins a new line.

    Signals:
        sent: The keys that send were pressed, and not to choose a word in an input method.
    """

    sent = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.by_control = False
        self._fewest_lines = _FEWEST_LINES
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift+Enter is always a new line, and Ctrl+Enter always sends."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or is_composing(self):
            super().keyPressEvent(event)
            return
        held = event.modifiers()
        alone = not held & Qt.KeyboardModifier.ControlModifier
        if held & Qt.KeyboardModifier.ShiftModifier or (self.by_control and alone):
            self.insertPlainText("\n")
        else:
            self.sent.emit()

    def fit_into(self, height: int) -> None:
        """The conversation is so high: where there is little room, one line is enough to begin."""
        self._fewest_lines = _FEWEST_LINES if height >= self._theme.px(_HIGH) else 1
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._wanted_height())

    def _fit(self) -> None:
        self.setFixedHeight(self._wanted_height())

    def _wanted_height(self) -> int:
        lines = max(self._fewest_lines, min(_MOST_LINES, round(self.document().size().height())))
        margins = 2 * round(self.document().documentMargin()) + 16
        return lines * self.fontMetrics().lineSpacing() + margins


class Composer(QFrame):
    """One editor for all conversations; each keeps its own draft.

    Signals:
        draft_wanted: The assistant is to draft a reply.
        canned_wanted: A slash stands alone in the message: choose a canned reply.
    """

    draft_wanted = Signal()
    canned_wanted = Signal()

    def __init__(self, desk: Desk, icons: Icons) -> None:
        super().__init__()
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self._desk = desk
        self._conversation_id = ""
        self._typing = TypingNotice(desk, self)
        self.editor = Editor(icons.theme)
        self._note = IconButton(icons, "sticky-note")
        self._note.setCheckable(True)
        self._draft = IconButton(icons, "sparkles")
        self._canned = IconButton(icons, "zap")
        self._hint = ElidedLabel(size="small", tone="faint")
        self._send = Button(icons, "primary", "send")
        self._lay_out()
        self.editor.sent.connect(self.send)
        self.editor.textChanged.connect(self._text_changed)
        self._send.clicked.connect(self.send)
        self._draft.clicked.connect(self.draft_wanted)
        self._canned.clicked.connect(self.canned_wanted)
        self._note.toggled.connect(self._note_toggled)
        desk.opened.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self.editor.setAccessibleName(tr("Your message"))
        self._note.set_name(tr("Note: only the team sees it"))
        self._draft.set_name(tr("Let the assistant draft a reply"))
        self._canned.set_name(tr("Canned replies"))
        self._send.setText(tr("Save note") if self._note.isChecked() else tr("Send"))
        self._show_placeholder()
        self._show_hint("")

    def keyed(self) -> dict[str, tuple[KeyedButton, ...]]:
        """Its buttons by the command that does the same."""
        return {
            "writing.note": (self._note,),
            "writing.new_draft": (self._draft,),
            "writing.canned": (self._canned,),
        }

    def send(self) -> None:
        """The text goes on its way, or stays with a sentence why it cannot."""
        body = self.editor.toPlainText().strip("\n")
        if not body.strip() or not self._conversation_id:
            return
        try:
            check_body(body)
        except BadInput as error:
            self._show_hint(sentence(error))
            return
        self._typing.stop()
        self._desk.send(self._conversation_id, body, "note" if self._is_note else "reply")
        self.editor.clear()
        self._note.setChecked(False)

    def take(self, one: Suggestion) -> None:
        """Put a suggestion behind what stands here; nothing that was typed is touched."""
        if is_composing(self.editor) or one.conversation_id != self._conversation_id:
            return
        self._note.setChecked(False)
        cursor = self.editor.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.editor.setTextCursor(cursor)
        typed = self.editor.toPlainText()
        self.editor.insertPlainText(f"\n{one.body}" if typed.strip() else one.body)
        self._desk.take(one)
        self.editor.setFocus()

    def insert(self, text: str) -> None:
        """At the cursor; instead of the slash that asked for it."""
        if self.editor.toPlainText() in _SLASHES:
            self.editor.selectAll()
        self.editor.insertPlainText(text)
        self.editor.setFocus()

    def send_with(self, *, control: bool) -> None:
        """Which keys send."""
        self.editor.by_control = control
        self._show_hint("")

    def toggle_note(self) -> None:
        """Between a reply and a note."""
        self._note.toggle()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self.editor)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._note)
        buttons.addWidget(self._draft)
        buttons.addWidget(self._canned)
        buttons.addWidget(self._hint, 1)
        buttons.addWidget(self._send)
        layout.addLayout(buttons)

    def _open(self, conversation_id: str) -> None:
        """The text belongs to the conversation that was open until now."""
        self._typing.stop()
        self._conversation_id = conversation_id
        self._note.setChecked(False)
        self.editor.blockSignals(True)  # noqa: FBT003 - what is put back was not typed
        self.editor.setPlainText(self._desk.state.drafts.get(conversation_id, ""))
        self.editor.blockSignals(False)  # noqa: FBT003
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._show_placeholder()
        self._show_count()

    def _text_changed(self) -> None:
        text = self.editor.toPlainText()
        self._desk.keep_draft(self._conversation_id, text)
        self._typing.changed(self._conversation_id, writing=bool(text) and not self._is_note)
        self._show_count()
        if text in _SLASHES and not is_composing(self.editor):
            self.canned_wanted.emit()

    @property
    def _is_note(self) -> bool:
        return self._note.isChecked()

    def _note_toggled(self) -> None:
        self.retranslate()
        self.editor.setProperty("note", str(self._is_note).lower())
        restyle(self.editor)
        self.editor.setFocus()

    def _show_placeholder(self) -> None:
        conversation = self._desk.open_conversation
        name = conversation.visitor.name if conversation else ""
        reply = tr("Reply to {name}…").format(name=name)
        note = tr("A note for the team…")
        self.editor.setPlaceholderText(note if self._is_note else reply)

    def _show_count(self) -> None:
        length = len(self.editor.toPlainText())
        too_long = length > MAX_BODY_CHARS
        self._send.setEnabled(not too_long)
        self.editor.setProperty("wrong", str(too_long).lower())
        restyle(self.editor)
        if too_long:
            self._show_hint(
                tr("{length} of {limit} characters: send it in parts.").format(
                    length=length, limit=MAX_BODY_CHARS
                )
            )
        elif length > _COUNT_FROM:
            self._hint.set_tone("faint")
            self._hint.setText(
                tr("{length} of {limit} characters").format(length=length, limit=MAX_BODY_CHARS)
            )
        else:
            self._show_hint("")

    def _show_hint(self, problem: str) -> None:
        self._hint.set_tone("danger" if problem else "faint")
        self._hint.setText(problem or self._keys_words())

    def _keys_words(self) -> str:
        if self.editor.by_control:
            return tr("Ctrl+Enter sends, Enter begins a new line")
        return tr("Enter sends, Shift+Enter begins a new line")
