"""What the assistant suggests to answer: the draft, its sources, and what can be done with it."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from server.domain.suggestions import AskSuggestion, Suggestion, SuggestionInstruction
from ui.conversation.composer import Composer
from ui.conversation.draft_text import DraftText
from ui.conversation.header import language_words
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.suggested import offered
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton, KeyedButton
from ui.widgets.label import ElidedLabel, Label, as_tooltip

# Narrower than this, the ways to rewrite it get a row of their own.
_ONE_ROW = 560
# Lower than this, the sources are in the tooltip: the messages need the room more.
_HIGH = 560
_OURS = ("en", "zh-CN")


class SuggestionCard(QWidget):
    """There while something is offered, or being written because the agent asked.

    It never takes the focus, and never touches what the agent has typed.
    """

    def __init__(self, desk: Desk, icons: Icons, composer: Composer) -> None:
        super().__init__()
        self._desk = desk
        self._icons = icons
        self._composer = composer
        self._shown: Suggestion | None = None
        self._is_high = True
        self._icon = QLabel()
        self._title = Label(size="body2", tone="ai", strong=True)
        self._again = IconButton(icons, "rotate-ccw", size=16)
        self._discard = IconButton(icons, "x", size=16)
        self._text = DraftText(icons.theme)
        self._sources = ElidedLabel(size="small", tone="ai")
        self._use = Button(icons, "ai", "send")
        self._edit = Button(icons)
        self._shorter, self._friendlier = Button(icons, "quiet"), Button(icons, "quiet")
        self._translate = Button(icons, "quiet")
        self._languages = QMenu(self)
        self._translate.setMenu(self._languages)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self._draw()
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._again.set_name(tr("Write another draft"))
        self._discard.set_name(tr("Discard the draft"))
        self._text.setAccessibleName(tr("Suggested reply"))
        self._use.setText(tr("Send draft"))
        self._use.set_tip(tr("Send it to the visitor as it is"))
        self._edit.setText(tr("Edit"))
        self._edit.set_tip(tr("Put it into your message"))
        self._shorter.setText(tr("Shorter"))
        self._friendlier.setText(tr("Friendlier"))
        self._translate.setText(tr("Translate"))
        self.refresh()

    def keyed(self) -> dict[str, tuple[KeyedButton, ...]]:
        """Its buttons by the command that does the same."""
        return {"writing.use_draft": (self._edit,), "writing.new_draft": (self._again,)}

    def refresh(self) -> None:
        """As it is for the open conversation."""
        conversation = self._desk.open_conversation
        one = offered(self._desk.state, conversation.id) if conversation else None
        busy = conversation is not None and self._desk.suggesting.is_busy(conversation.id)
        self._title.setText(tr("Drafting…") if busy else tr("Suggested reply"))
        for part in (self._text, *self._buttons()):
            part.setVisible(one is not None)
        for button in self._buttons():
            button.setEnabled(not busy)
        if one != self._shown:
            self._shown = one
            self._text.setPlainText(one.body if one else "")
        titles = " · ".join(source.title for source in one.sources) if one else ""
        sources = tr("From: {titles}").format(titles=titles) if titles else ""
        self._sources.setText(sources)
        self._sources.setVisible(self._is_high and bool(titles))
        self._title.setToolTip(as_tooltip(sources))
        self.setVisible(one is not None or busy)

    def fit_into(self, height: int) -> None:
        """The conversation is so high: a long draft scrolls, the messages stay in sight."""
        self._text.fit_into(height)
        is_high = height >= self._icons.theme.px(_HIGH)
        if is_high != self._is_high:
            self._is_high = is_high
            self.refresh()

    def put_into_message(self) -> None:
        """What is offered goes into the composer, behind what stands there."""
        if self._shown is not None and self.isVisible() and self._edit.isEnabled():
            self._composer.take(self._shown)

    def write_another(self) -> None:
        """Ask for a draft, whether one is offered or not."""
        self._ask(SuggestionInstruction.DRAFT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= self._icons.theme.px(_ONE_ROW)
        directions = QBoxLayout.Direction
        self._foot.setDirection(directions.LeftToRight if roomy else directions.TopToBottom)

    # --- building ---------------------------------------------------------------------------------

    def _buttons(self) -> tuple[QWidget, ...]:
        rewriting = (self._shorter, self._friendlier, self._translate)
        return (self._again, self._discard, self._use, self._edit, *rewriting)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("ground", "ai")
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 4, 12, 10)
        around.addWidget(card)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(14, 8, 10, 10)
        layout.setSpacing(6)
        layout.addLayout(_row(self._icon, self._title, None, self._again, self._discard))
        layout.addWidget(self._text)
        layout.addWidget(self._sources)
        self._foot.setSpacing(6)
        self._foot.addLayout(_row(self._use, self._edit, None), 1)
        self._foot.addLayout(_row(self._shorter, self._friendlier, self._translate, None))
        layout.addLayout(self._foot)

    def _connect(self) -> None:
        desk = self._desk
        self._use.clicked.connect(self._send)
        self._edit.clicked.connect(self.put_into_message)
        self._again.clicked.connect(self.write_another)
        self._discard.clicked.connect(self._give_up)
        self._shorter.clicked.connect(lambda: self._ask(SuggestionInstruction.SHORTER))
        self._friendlier.clicked.connect(lambda: self._ask(SuggestionInstruction.FRIENDLIER))
        self._languages.aboutToShow.connect(self._fill_languages)
        self._composer.draft_wanted.connect(self.write_another)
        self._icons.theme.changed.connect(self._draw)
        desk.opened.connect(self.refresh)
        desk.replaced.connect(self.refresh)
        desk.suggestion_changed.connect(self._changed)
        desk.suggesting.busy_changed.connect(self._changed)

    def _draw(self) -> None:
        self._icon.setPixmap(self._icons.pixmap("sparkles", "ai", self._icons.theme.px(16)))

    # --- what it does -----------------------------------------------------------------------------

    def _changed(self, conversation_id: str) -> None:
        before, conversation = self._shown, self._desk.open_conversation
        if conversation is None or conversation.id != conversation_id:
            return
        self.refresh()
        if self._shown is not None and self._shown != before:
            announce(self, tr("Suggested reply: {text}").format(text=self._shown.body))

    def _send(self) -> None:
        if self._shown is not None:
            self._desk.use(self._shown)
            self._composer.editor.setFocus()

    def _give_up(self) -> None:
        if self._shown is not None:
            self._desk.suggesting.discard(self._shown)
            self._composer.editor.setFocus()

    def _ask(self, instruction: SuggestionInstruction, language: str | None = None) -> None:
        conversation = self._desk.open_conversation
        if conversation is not None:
            wanted = AskSuggestion(instruction=instruction, language=language)
            self._desk.suggesting.ask(conversation.id, wanted)

    def _fill_languages(self) -> None:
        """The visitor's first, then those of this window."""
        self._languages.clear()
        conversation = self._desk.open_conversation
        theirs = conversation.visitor.locale if conversation else _OURS[0]
        named = {language_words(code): code for code in (*_OURS, theirs)}
        for name, code in sorted(named.items(), key=lambda one: one[1] != theirs):
            self._languages.addAction(name, partial(self._translate_into, code))

    def _translate_into(self, language: str) -> None:
        self._ask(SuggestionInstruction.TRANSLATE, language)


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Side by side; None takes the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(6)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part)
    return row
