"""Which page the window shows: the start, the assistant, the work, or what went wrong."""

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ready_line import Refusal
from app.shell import Shell
from app.status_page import StatusPage
from app.supervisor import Supervisor, SupervisorState
from server.domain.people import Agent
from ui.i18n import tr

if TYPE_CHECKING:  # read while the server starts, see `app.desktop`
    from app.workplace import Workplace
    from ui.setup.window import SetupWindow


class Stage(QObject):
    """Follows the server and the owner's session.

    Attributes:
        setup: The assistant, while it is needed.
        workplace: From the first signing in on; it outlives every restart of the server.
    """

    def __init__(
        self,
        shell: Shell,
        status: StatusPage,
        supervisor: Supervisor,
        *,
        make_setup: "Callable[[], SetupWindow]",
        make_workplace: "Callable[[Agent], Workplace]",
    ) -> None:
        super().__init__()
        self._shell = shell
        self._status = status
        self._supervisor = supervisor
        self._make_setup = make_setup
        self._make_workplace = make_workplace
        self.setup: SetupWindow | None = None
        self.workplace: Workplace | None = None
        supervisor.state_changed.connect(self._follow)
        shell.turn_to(status)

    def open_setup(self) -> None:
        """There is no owner yet; what was typed before the server died is still there."""
        if self.setup is None:
            self.setup = self._make_setup()
        self._shell.turn_to(self.setup)

    def open_workplace(self, owner: Agent) -> None:
        """Somebody is signed in, for the first time or again."""
        if self.workplace is None:
            self.workplace = self._make_workplace(owner)
            self.workplace.desk.start()
        else:
            self.workplace.desk.resume()
        self._shell.turn_to(self.workplace.window)
        if self.setup is not None:
            self._shell.discard(self.setup)
            self.setup = None

    def come_forward(self, conversation_id: str) -> None:
        """The window, with this conversation when one is named."""
        self._shell.come_forward()
        if conversation_id and self.workplace is not None:
            self.workplace.window.show_conversation(conversation_id)

    def tell_trouble(self, trouble: Refusal) -> None:
        """Where it is seen: above the work, or instead of it when there is none yet."""
        if self.workplace is not None:
            self.workplace.window.messages.show_trouble(trouble.detail)
        elif self.setup is None:
            self._status.show_failure(trouble)

    def _follow(self, state: SupervisorState) -> None:
        match state:
            case SupervisorState.READY:
                self._note("")
                self._shell.turn_to(self._present_page())
            case SupervisorState.STARTING:
                self._note(tr("The server is being started again…"))
                self._status.show_starting()
            case SupervisorState.STOPPING | SupervisorState.STOPPED:
                self._note(tr("The server is being started again…"))
            case SupervisorState.FAILED:
                if self._supervisor.failure is not None:
                    self._status.show_failure(self._supervisor.failure)
                self._shell.turn_to(self._status)
            case _:
                assert_never(state)

    def _present_page(self) -> QWidget:
        """Where somebody was before the server had trouble."""
        if self.workplace is not None:
            return self.workplace.window
        return self._status if self.setup is None else self.setup

    def _note(self, words: str) -> None:
        if self.workplace is not None:
            self.workplace.window.set_server_note(words)
