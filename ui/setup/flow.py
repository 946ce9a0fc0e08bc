"""The first start, step by step: what is asked, what is done, and what comes next."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from server.domain.errors import Conflict, KnownError
from server.domain.people import Agent
from server.domain.requests import Login, Setup
from server.domain.settings import WidgetSettings
from ui.api_client import ApiClient
from ui.setup.account import Account, owner_faults, team_faults
from ui.setup.provider import ProviderSetup, ProviderStatus
from ui.setup.sentences import trouble_sentence
from ui.share.reach import Reach
from ui.tasks import Tasks


class Step(StrEnum):
    """The pages, in order."""

    TEAM = "team"
    OWNER = "owner"
    PROVIDER = "provider"
    SHARE = "share"


STEPS = tuple(Step)


class SetupFlow(QObject):
    """Where the assistant is and what was answered; pages only show it.

    Signals:
        changed: Anything below is another one.
        finished: The owner, signed in; the work can begin.
    """

    changed = Signal()
    finished = Signal(object)

    def __init__(
        self,
        api: ApiClient,
        owner_token: Callable[[], str],
        provider: ProviderSetup,
        reach: Reach,
        tasks: Tasks,
    ) -> None:
        super().__init__()
        self._api = api
        self._owner_token = owner_token
        self._tasks = tasks
        self.provider = provider
        self.reach = reach
        self.step = Step.TEAM
        self.account = Account()
        self.owner: Agent | None = None
        self._trouble: KnownError | None = None
        self._checked = False
        self._busy = False
        self._team_saved = ""
        provider.changed.connect(self.changed)

    @property
    def busy(self) -> bool:
        """Whether the server works on an answer: nothing else can be asked meanwhile."""
        return self._busy or self.provider.status is not ProviderStatus.EDITING

    @property
    def is_demo(self) -> bool:
        """Whether no provider was given: a scripted model answers, and says so."""
        return not self.provider.saved

    @property
    def faults(self) -> dict[str, str]:
        """Field to sentence; nothing is called wrong before somebody wanted to go on."""
        return self._find_faults() if self._checked else {}

    @property
    def trouble(self) -> str:
        """What the server refused, for a person; empty when nothing."""
        return trouble_sentence(self._trouble) if self._trouble else ""

    def edit(self, account: Account) -> None:
        """Another input."""
        if account == self.account:
            return
        self.account, self._trouble = account, None
        self.changed.emit()

    def back(self) -> None:
        """To the page before; everything typed stays."""
        if not self.busy and self.step is not STEPS[0]:
            self._go(STEPS[STEPS.index(self.step) - 1])

    def next(self) -> None:
        """Do what this page asks for and go on; stay, and say why, when it cannot be done."""
        if self.busy:
            return
        if self.step is STEPS[-1]:
            self.finished.emit(self.owner)
            return
        self._checked, self._trouble = True, None
        if self.faults:
            self.changed.emit()
        else:
            self._tasks.start("set up", self._leave_page())

    def later(self) -> None:
        """Without a provider: the demo answers until there is one."""
        if self.step is Step.PROVIDER and not self.busy:
            self._go(Step.SHARE)

    def try_provider(self) -> None:
        """One tiny request, when there is enough to make it."""
        if self.busy:
            return
        self._checked = True
        if self.faults:
            self.changed.emit()
        else:
            self._tasks.start("try provider", self.provider.try_it())

    # --- leaving a page -------------------------------------------------------------------------

    async def _leave_page(self) -> None:
        following = STEPS[STEPS.index(self.step) + 1]
        self._busy = True
        self.changed.emit()
        done = False
        try:
            done = await self._save_page()
        except KnownError as error:
            self._trouble = error
        finally:
            self._busy = False
            self.changed.emit()
        if done:
            self._go(following)

    def _go(self, step: Step) -> None:
        self.step = step
        self._checked, self._trouble = False, None
        if step is Step.PROVIDER:
            self._tasks.start("load provider", self.provider.load())
        if step is Step.SHARE:
            self.reach.refresh()
        self.changed.emit()

    # --- what the pages ask for -----------------------------------------------------------------

    def _find_faults(self) -> dict[str, str]:
        match self.step:
            case Step.TEAM:
                return team_faults(self.account)
            case Step.OWNER:
                return {} if self.owner else owner_faults(self.account)
            case Step.PROVIDER:
                return self.provider.faults()
            case Step.SHARE:
                return {}

    async def _save_page(self) -> bool:
        match self.step:
            case Step.TEAM:
                await self._save_team()
            case Step.OWNER:
                await self._save_owner()
            case Step.PROVIDER:
                return await self.provider.save()
            case Step.SHARE:
                pass
        return True

    async def _save_team(self) -> None:
        """The name goes with the account; only a later correction is a change of settings."""
        name = self.account.team_name.strip()
        if self.owner is not None and name != self._team_saved:
            widget = await self._api.settings("widget", WidgetSettings)
            await self._api.save_settings("widget", replace(widget, name=name))
            self._team_saved = name

    async def _save_owner(self) -> None:
        if self.owner is None:
            self.owner = await self._make_owner()
            self._team_saved = self.account.team_name.strip()
            self.account = replace(self.account, password="")  # nobody needs it any more

    async def _make_owner(self) -> Agent:
        setup = Setup(
            team_name=self.account.team_name.strip(),
            username=self.account.username.strip(),
            password=self.account.password,
            display_name=self.account.display_name.strip(),
        )
        try:
            signed_in = await self._api.set_up(setup, self._owner_token())
        except Conflict:
            # The answer to an earlier try got lost on the way: the account is there.
            login = Login(username=setup.username, password=setup.password)
            signed_in = await self._api.login(login)
        return signed_in.agent
