"""A provider's key: where it lies, how it ends, and what can be done with it."""

from collections.abc import Awaitable

from PySide6.QtCore import QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.errors import KnownError
from ui.i18n import tr
from ui.settings.faults import fault_sentence
from ui.settings.provider_key import ProviderKey
from ui.settings.tools import Tools
from ui.setup.field import PasswordField
from ui.setup.presets import preset_for
from ui.setup.sentences import trial_sentence
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class KeyBlock(QWidget):
    """Test, replace, remove; the key that is kept never comes back here."""

    def __init__(self, key: ProviderKey, tools: Tools) -> None:
        super().__init__()
        self._key, self._tools = key, tools
        icons = tools.icons
        self._state = Label(size="body2", wrap=True)
        self._test = Button(icons, "plain", "sparkles")
        self._replace, self._remove = Button(icons, "plain"), Button(icons, "quiet", "trash-2")
        self._get = Button(icons, "quiet", "external-link")
        self._result = Label(size="body2", wrap=True)
        self._form, self._sure = QFrame(), QFrame()
        self._new = PasswordField(icons)
        self._for_session = QCheckBox()
        self._save, self._cancel = Button(icons, "primary"), Button(icons, "quiet")
        self._question = Label(size="body2", wrap=True)
        self._yes, self._no = Button(icons, "danger"), Button(icons, "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()

    def retranslate(self) -> None:
        self._test.setText(tr("Test"))
        self._remove.setText(tr("Remove"))
        self._get.setText(tr("Get a key"))
        self._new.say(tr("API key"), tr("Kept in this computer's keyring, never in a file."))
        self._new.say_eye(tr("Show the key"), tr("Hide the key"))
        self._for_session.setText(tr("Keep the key only until Deskbell closes"))
        self._save.setText(tr("Save"))
        self._cancel.setText(tr("Cancel"))
        self._question.setText(tr("It cannot be brought back: you would have to write it anew."))
        self._yes.setText(tr("Remove the key"))
        self._no.setText(tr("Keep it"))
        self.refresh()

    def refresh(self) -> None:
        """What is kept now."""
        state = self._key.state
        has_key = state is not None and state.place is not None
        ours = state is not None and state.place != "environment"
        preset = preset_for(self._key.base_url)
        self._state.setText(self._where())
        self._replace.setText(tr("Replace") if has_key else tr("Add a key"))
        self._replace.setEnabled(bool(self._key.base_url) and ours)
        self._remove.setVisible(has_key and ours)
        self._get.setVisible(bool(preset and preset.key_url) and not has_key)
        self._test.setEnabled(bool(self._key.base_url))
        no_keyring = state is not None and state.keyring is None
        self._for_session.setVisible(no_keyring)
        self._for_session.setChecked(no_keyring)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._test, self._replace, self._remove, self._get):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._state)
        column.addLayout(buttons)
        column.addWidget(self._result)
        for box, parts, answers in (
            (self._form, (self._new, self._for_session), (self._save, self._cancel)),
            (self._sure, (self._question,), (self._yes, self._no)),
        ):
            _fill_box(box, parts, answers)
            column.addWidget(box)
            box.hide()
        self._result.hide()

    def _connect(self) -> None:
        self._key.changed.connect(self.refresh)
        self._test.clicked.connect(lambda: self._start("test", self._try()))
        self._replace.clicked.connect(self._open_form)
        self._remove.clicked.connect(self._ask)
        self._get.clicked.connect(self._open_key_page)
        self._save.clicked.connect(self._keep)
        self._new.submitted.connect(self._keep)
        self._cancel.clicked.connect(self._close)
        self._yes.clicked.connect(lambda: self._start("remove", self._forget()))
        self._no.clicked.connect(self._close)

    # --- doing ----------------------------------------------------------------------------------

    def _start(self, what: str, work: Awaitable[object]) -> None:
        self._tools.do(f"{what} key", work, self._told)

    def _told(self, trouble: str) -> None:
        if trouble:
            self._say(trouble, "danger")

    def _say(self, words: str, tone: str) -> None:
        self._result.setText(words)
        self._result.set_tone(tone)
        self._result.setVisible(bool(words))

    def _open_form(self) -> None:
        self._close()
        self._form.show()
        self._new.setFocus()

    def _ask(self) -> None:
        self._close()
        self._sure.show()
        self._no.setFocus()

    def _close(self) -> None:
        self._new.fill("")
        self._new.show_fault("")
        self._say("", "muted")
        self._form.hide()
        self._sure.hide()

    async def _try(self) -> None:
        self._say(tr("Asking the model…"), "muted")
        self._test.setEnabled(False)
        try:
            trial = await self._key.test()
        finally:
            self._test.setEnabled(True)
        self._say(trial_sentence(trial), "ok" if trial.ok else "danger")

    def _keep(self) -> None:
        key = self._new.text().strip()
        if not key:
            self._new.show_fault(tr("Paste the key that the provider shows you."))
            return
        self._tools.tasks.start("keep key", self._put(key))

    async def _put(self, key: str) -> None:
        try:
            await self._key.put(key, for_session=self._for_session.isChecked())
        except KnownError as error:
            self._new.show_fault(fault_sentence(error))
            self._for_session.setVisible("keyring" in error.code)
            return
        self._close()
        self._say(tr("Saved. “Test” shows whether the provider takes it."), "ok")

    async def _forget(self) -> None:
        await self._key.remove()
        self._close()

    def _where(self) -> str:
        state = self._key.state
        if not self._key.base_url:
            return tr("Choose an address first: a key belongs to one provider.")
        if state is None or state.place is None:
            return tr("No key yet. A model on this computer needs none.")
        places = {
            "keyring": tr("in the keyring of this computer"),
            "session": tr("until Deskbell closes"),
            "environment": tr("from the environment that the server was started with"),
        }
        return tr("Key {ending}, {place}.").format(
            ending=f"…{state.ending}" if state.ending else "…",
            place=places.get(state.place, state.place),
        )

    def _open_key_page(self) -> None:
        preset = preset_for(self._key.base_url)
        if preset is not None:
            QDesktopServices.openUrl(QUrl(preset.key_url))


def _fill_box(box: QFrame, parts: tuple[QWidget, ...], answers: tuple[QWidget, ...]) -> None:
    box.setProperty("ground", "inset")
    column = QVBoxLayout(box)
    column.setContentsMargins(12, 12, 12, 12)
    column.setSpacing(10)
    for part in parts:
        column.addWidget(part)
    foot = QHBoxLayout()
    for answer in answers:
        foot.addWidget(answer)
    foot.addStretch(1)
    column.addLayout(foot)
