"""The fields of a provider, with a button that tries them; used wherever one is chosen."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.i18n import tr
from ui.icons import Icons
from ui.setup.field import Field, PasswordField
from ui.setup.notice_card import NoticeCard
from ui.setup.presets import PRESETS, Preset, preset_for
from ui.setup.provider import ProviderInput, ProviderSetup, ProviderStatus
from ui.setup.sentences import trial_sentence
from ui.widgets.buttons import Button
from ui.widgets.label import Label

_GAP = 12


class ProviderForm(QWidget):
    """Shows a `ProviderSetup` and tells it what is typed.

    Signals:
        submitted: Enter was pressed in a field.
        test_asked: The button was clicked.
    """

    submitted = Signal()
    test_asked = Signal()

    def __init__(self, setup: ProviderSetup, icons: Icons) -> None:
        super().__init__()
        self._setup = setup
        self._preset_name = Label(size="body2", strong=True)
        self._preset = QComboBox()
        self._get_key = Button(icons, "quiet", "external-link")
        self._base_url, self._model = Field(), Field()
        self._key = PasswordField(icons)
        self._test = Button(icons, "plain", "sparkles")
        self._result = Label(size="body2", wrap=True)
        self._no_keyring = NoticeCard(icons, "warn", "triangle-alert")
        self._only_session = QCheckBox()
        self._no_keyring.add(self._only_session)
        self._wants_other = False
        self._lay_out()
        self._connect()
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self._preset_name.setText(tr("Provider"))
        self._preset.setItemText(len(PRESETS), tr("Other (OpenAI-compatible)"))
        self._preset.setPlaceholderText(tr("Choose a provider"))
        self._get_key.setText(tr("Get a key"))
        self._base_url.say(tr("Address"), placeholder="https://api.example.com/v1")
        self._model.say(tr("Model"))
        self._key.say_eye(tr("Show the key"), tr("Hide the key"))
        self._test.setText(tr("Test"))
        self._only_session.setText(tr("Keep the key only until Deskbell closes"))
        self.refresh()

    def refresh(self, faults: Mapping[str, str] | None = None) -> None:
        """Show what was typed, how the trial went, and what is wrong with which field."""
        setup, preset = self._setup, self._chosen()
        self._preset.setCurrentIndex(self._index())
        self._base_url.fill(setup.input.base_url)
        self._model.fill(setup.input.model)
        self._key.fill(setup.input.key)
        self._base_url.show_fault((faults or {}).get("base_url", ""))
        self._model.show_fault((faults or {}).get("model", ""))
        self._get_key.setVisible(bool(preset and preset.key_url))
        self._test.setEnabled(setup.status is ProviderStatus.EDITING)
        self._refresh_key()
        self._refresh_result()

    def focus_first(self) -> None:
        self._key.setFocus() if self._setup.input.base_url else self._preset.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    # --- construction ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._preset_name.setBuddy(self._preset)
        self._preset.addItems([preset.name for preset in PRESETS])
        self._preset.addItem("")
        head = QHBoxLayout()
        head.addWidget(self._preset, 1)
        head.addWidget(self._get_key)
        test = QHBoxLayout()
        test.setSpacing(_GAP)
        test.addWidget(self._test)
        test.addWidget(self._result, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        column.addWidget(self._preset_name)
        column.addLayout(head)
        for field in (self._base_url, self._model, self._key):
            column.addWidget(field)
        column.addLayout(test)
        column.addWidget(self._no_keyring)

    def _connect(self) -> None:
        self._preset.activated.connect(self._take_preset)
        for field in (self._base_url, self._model, self._key):
            field.edited.connect(self._read)
            field.submitted.connect(self.submitted)
        self._only_session.clicked.connect(self._read)
        self._test.clicked.connect(self.test_asked)
        self._get_key.clicked.connect(self._open_key_page)

    # --- what is typed --------------------------------------------------------------------------

    def _read(self) -> None:
        self._setup.edit(
            ProviderInput(
                base_url=self._base_url.text(),
                model=self._model.text(),
                key=self._key.text(),
                only_session=self._only_session.isChecked(),
            )
        )

    def _take_preset(self, index: int) -> None:
        """Its address and model; a key is for one provider, so it does not move along."""
        preset = PRESETS[index] if index < len(PRESETS) else None
        self._wants_other = preset is None
        if preset is not None and preset == self._chosen():
            return
        typed = ProviderInput(
            base_url=preset.base_url if preset else "",
            model=preset.model if preset else "",
            only_session=self._setup.input.only_session,
        )
        self._setup.edit(typed)
        (self._key if preset else self._base_url).setFocus()

    # --- what is shown --------------------------------------------------------------------------

    def _refresh_key(self) -> None:
        self._key.say(tr("API key"), self._key_hint())
        self._only_session.setChecked(self._setup.input.only_session)
        self._no_keyring.setVisible(self._setup.needs_session)
        refusal = self._setup.trouble_sentence() if self._setup.keyring_refused else ""
        self._no_keyring.say(
            refusal
            or tr(
                "This computer has no keyring that would keep the key safely, and Deskbell "
                "never writes it into a file."
            )
        )

    def _key_hint(self) -> str:
        stored, preset = self._setup.stored, self._chosen()
        if stored is not None and stored.place is not None:
            return tr("A key ({ending}) is kept. Write a new one only to replace it.").format(
                ending=f"…{stored.ending}" if stored.ending else "…"
            )
        if preset is not None and not preset.key_url:
            return tr("Not needed for a model on this computer.")
        if stored is not None and stored.keyring is not None:
            return tr("Kept in this computer's keyring, never in a file.")
        return ""

    def _refresh_result(self) -> None:
        trial, trouble = self._setup.trial, self._setup.trouble_sentence()
        if self._setup.status is ProviderStatus.TRYING:
            words, tone = tr("Asking the model…"), "muted"
        elif trouble and not self._setup.keyring_refused:
            words, tone = trouble, "danger"
        elif trial is not None:
            words, tone = trial_sentence(trial), "ok" if trial.ok else "danger"
        else:
            words, tone = tr("One tiny request shows whether it works."), "muted"
        self._result.setText(words)
        self._result.set_tone(tone)

    def _chosen(self) -> Preset | None:
        return preset_for(self._setup.input.base_url)

    def _index(self) -> int:
        """The row of the list: a preset, "Other", or none yet."""
        preset = self._chosen()
        if preset is not None:
            return PRESETS.index(preset)
        return len(PRESETS) if self._wants_other or self._setup.input.base_url else -1

    def _open_key_page(self) -> None:
        preset = self._chosen()
        if preset is not None:
            QDesktopServices.openUrl(QUrl(preset.key_url))
