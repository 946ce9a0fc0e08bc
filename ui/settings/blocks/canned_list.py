"""Canned replies: each with its shortcut and words, and a form to write one."""

from collections.abc import Awaitable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from server.domain.canned import VARIABLES, CannedReply, PutCannedReply
from server.domain.errors import KnownError
from ui.i18n import tr
from ui.settings.canned import Canned
from ui.settings.faults import fault_sentence
from ui.settings.tools import Tools
from ui.setup.field import Field
from ui.widgets.buttons import Button, IconButton
from ui.widgets.label import ElidedLabel, Label

_LINES = 4


class CannedList(QWidget):
    """One line each; what is edited stands in the form below."""

    def __init__(self, canned: Canned, tools: Tools) -> None:
        super().__init__()
        self._canned, self._tools = canned, tools
        self._edited: CannedReply | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._shortcut, self._body = Field(), QPlainTextEdit()
        self._name, self._hint = Label(size="body2", strong=True), Label(size="small", tone="muted")
        self._save = Button(tools.icons, "primary", "check")
        self._cancel = Button(tools.icons, "quiet")
        self._trouble = Label(size="body2", tone="danger", wrap=True)
        self._lay_out()
        self._save.clicked.connect(self._keep)
        self._cancel.clicked.connect(lambda _on: self._edit(None))
        canned.changed.connect(self.refresh)
        tools.icons.theme.changed.connect(self._fit)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._shortcut.say(
            tr("Shortcut"), tr("One word, typed behind a / in the message."), "thanks"
        )
        self._name.setText(tr("Reply"))
        self._body.setAccessibleName(tr("Reply"))
        self._body.setPlaceholderText(tr("Hi {{visitor.name|there}}, thank you for waiting!"))
        places = "  ".join(f"{{{{{one}}}}}" for one in VARIABLES)
        self._hint.setText(places)
        self._cancel.setText(tr("Cancel"))
        self.refresh()

    def refresh(self) -> None:
        """As the server has them."""
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for reply in self._canned.replies:
            self._lines.addWidget(self._line(reply))
        self._save.setText(tr("Add") if self._edited is None else tr("Save"))
        self._cancel.setVisible(self._edited is not None)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def _lay_out(self) -> None:
        form = QFrame()
        form.setProperty("ground", "inset")
        inside = QVBoxLayout(form)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(6)
        self._body.setTabChangesFocus(True)
        self._name.setBuddy(self._body)
        for part in (self._shortcut, self._name, self._body, self._hint, self._trouble):
            inside.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self._save)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        inside.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addWidget(form)
        self._trouble.hide()
        self._fit()

    def _fit(self) -> None:
        self._body.setFixedHeight(self._body.fontMetrics().lineSpacing() * _LINES + 24)

    def _line(self, reply: CannedReply) -> QWidget:
        line = QFrame()
        line.setProperty("ground", "inset")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(f"/{reply.shortcut}", size="body2", strong=True))
        words.addWidget(ElidedLabel(" ".join(reply.body.split()), size="small", tone="muted"))
        edit = IconButton(self._tools.icons, "pencil", size=16)
        edit.set_name(tr("Edit: {name}").format(name=f"/{reply.shortcut}"))
        edit.clicked.connect(partial(self._edit, reply))
        remove = IconButton(self._tools.icons, "trash-2", size=16)
        remove.set_name(tr("Remove: {name}").format(name=f"/{reply.shortcut}"))
        remove.clicked.connect(partial(self._remove, reply))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 6, 6, 6)
        row.addLayout(words, 1)
        row.addWidget(edit)
        row.addWidget(remove)
        return line

    def _edit(self, reply: CannedReply | None, *_clicked: object) -> None:
        self._edited = reply
        self._shortcut.fill(reply.shortcut if reply else "")
        self._body.setPlainText(reply.body if reply else "")
        self._fail("")
        self.refresh()
        if reply is not None:
            self._shortcut.setFocus()

    def _keep(self) -> None:
        reply = PutCannedReply(shortcut=self._shortcut.text(), body=self._body.toPlainText())
        edited = self._edited.id if self._edited else None
        self._start(self._kept(edited, reply))

    async def _kept(self, reply_id: str | None, reply: PutCannedReply) -> None:
        await self._canned.save(reply_id, reply)
        self._edit(None)

    def _remove(self, reply: CannedReply, *_clicked: object) -> None:
        self._start(self._removed(reply))

    async def _removed(self, reply: CannedReply) -> None:
        await self._canned.delete(reply.id)
        words = tr("Removed: {name}").format(name=f"/{reply.shortcut}")
        self._tools.messages.show_notice(words, partial(self._bring_back, reply))

    def _bring_back(self, reply: CannedReply) -> None:
        again = PutCannedReply(shortcut=reply.shortcut, body=reply.body)
        self._start(self._canned.save(None, again))

    def _start(self, work: Awaitable[object]) -> None:
        self._tools.tasks.start("canned reply", self._telling(work))

    async def _telling(self, work: Awaitable[object]) -> None:
        try:
            await work
        except KnownError as error:
            self._fail(fault_sentence(error))
        else:
            self._fail("")

    def _fail(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))
