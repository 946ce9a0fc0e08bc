"""Choosing the provider: what was typed, what a trial gave, and where its key is kept."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from server.domain.errors import BadInput, KnownError
from server.domain.requests import ProviderTrial, PutSecret, SecretState, TryProvider
from server.domain.settings import ProviderSettings
from server.domain.urls import check_http_url
from ui.api_client import ApiClient
from ui.i18n import tr
from ui.setup.sentences import trouble_sentence

_KEY_NAME = "provider_api_key"


class ProviderStatus(StrEnum):
    """What happens now."""

    EDITING = "editing"
    TRYING = "trying"
    SAVING = "saving"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderInput:
    """What was typed. The key is only ever written: what is stored never comes back here.

    Attributes:
        only_session: Keep the key until Deskbell closes instead of in the keyring.
    """

    base_url: str = ""
    model: str = ""
    key: str = ""
    only_session: bool = False

    def question(self) -> TryProvider:
        """What a trial asks; where the key is kept is no part of it."""
        return TryProvider(
            base_url=self.base_url.strip(),
            model=self.model.strip(),
            key=self.key.strip() or None,
        )


class ProviderSetup(QObject):
    """Tries and saves a provider; nothing that was typed is lost by trouble.

    Signals:
        changed: Anything below is another one.
    """

    changed = Signal()

    def __init__(self, api: ApiClient) -> None:
        super().__init__()
        self._api = api
        self.input = ProviderInput()
        self.status = ProviderStatus.EDITING
        self.trial: ProviderTrial | None = None
        self.trouble: KnownError | None = None
        self.stored: SecretState | None = None
        self.saved = False

    @property
    def keyring_refused(self) -> bool:
        """Whether the trouble is about keeping the key, and nothing else."""
        return self.trouble is not None and "keyring" in self.trouble.code

    @property
    def needs_session(self) -> bool:
        """Whether there is a key that the keyring cannot take: it is not there, or refused."""
        absent = self.stored is not None and self.stored.keyring is None
        wanted = bool(self.input.key) and (absent or self.input.only_session)
        return self.keyring_refused or wanted

    def edit(self, typed: ProviderInput) -> None:
        """Another input; what a trial of the old one gave does not count any more."""
        if typed == self.input:
            return
        if typed.question() != self.input.question():
            self.trial = None
        self.input, self.trouble = typed, None
        self.changed.emit()

    def faults(self) -> dict[str, str]:
        """Field to sentence; empty when it can be tried."""
        faults = {}
        if not self.input.model.strip():
            faults["model"] = tr("Write the name of a model.")
        try:
            check_http_url(self.input.base_url.strip())
        except BadInput:
            faults["base_url"] = tr("Write a web address such as https://api.example.com/v1.")
        return faults

    async def load(self) -> None:
        """What is stored already, and whether there is a keyring."""
        try:
            saved = await self._api.settings("provider", ProviderSettings)
            self.stored = await self._api.secret(_KEY_NAME)
        except KnownError as error:
            self.trouble = error
        else:
            self._adopt(saved)
        self.changed.emit()

    async def try_it(self) -> None:
        """One tiny request with what was typed; the answer or the reason is in `trial`."""
        question = self.input.question()
        self.trial, self.trouble = None, None
        self._enter(ProviderStatus.TRYING)
        trial, trouble = None, None
        try:
            trial = await self._api.try_provider(question)
        except KnownError as error:
            trouble = error
        finally:
            if question == self.input.question():  # else somebody typed on meanwhile
                self.trial, self.trouble = trial, trouble
            self._enter(ProviderStatus.EDITING)

    async def save(self) -> bool:
        """Whether all of it is stored: the address first, for the key belongs to it."""
        self.trouble = None
        self._enter(ProviderStatus.SAVING)
        try:
            await self._save_settings()
            await self._save_key()
        except KnownError as error:
            self.trouble = error
        else:
            self.saved = True
            self.input = replace(self.input, key="")  # it is kept elsewhere now
        finally:
            self._enter(ProviderStatus.EDITING)
        return self.trouble is None

    def trouble_sentence(self) -> str:
        """What went wrong, for a person; empty when nothing did."""
        return trouble_sentence(self.trouble) if self.trouble else ""

    async def _save_settings(self) -> None:
        saved = await self._api.settings("provider", ProviderSettings)
        wanted = replace(
            saved, base_url=self.input.base_url.strip(), model=self.input.model.strip()
        )
        await self._api.save_settings("provider", wanted)

    async def _save_key(self) -> None:
        key = self.input.key.strip()
        if not key:
            return
        keep = PutSecret(value=key, keep="session" if self.input.only_session else "keyring")
        self.stored = await self._api.put_secret(_KEY_NAME, keep)

    def _adopt(self, saved: ProviderSettings) -> None:
        self.saved = bool(saved.base_url)
        no_keyring = self.stored is not None and self.stored.keyring is None
        self.input = replace(
            self.input,
            base_url=self.input.base_url or saved.base_url,
            model=self.input.model or saved.model,
            only_session=self.input.only_session or no_keyring,
        )

    def _enter(self, status: ProviderStatus) -> None:
        self.status = status
        self.changed.emit()
