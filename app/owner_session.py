"""Who is at this computer: nobody yet, or the owner, signed in by the server's own token."""

from PySide6.QtCore import QObject, Signal

from app.supervisor import Supervisor
from server.domain.errors import NotSignedIn, Unavailable
from server.domain.people import Agent
from ui.api_client import ApiClient
from ui.tasks import Tasks


class OwnerSession(QObject):
    """Follows the server through its restarts; the session token lives in memory only.

    Signals:
        setup_needed: There is no owner yet.
        signed_in: The owner; once, and again after the session was lost.
        server_returned: The server is there again, and still knows the session.
    """

    setup_needed = Signal()
    signed_in = Signal(object)
    server_returned = Signal()

    def __init__(self, api: ApiClient, supervisor: Supervisor, tasks: Tasks) -> None:
        super().__init__()
        self._api = api
        self._supervisor = supervisor
        self._tasks = tasks
        self._owner_token = ""
        supervisor.ready.connect(self._on_ready)

    def owner_token(self) -> str:
        """What opens the owner's account, once in each run of the server."""
        return self._owner_token

    def adopt(self, owner: Agent) -> None:
        """The set-up is done, and with it the signing in."""
        self.signed_in.emit(owner)

    def renew(self) -> None:
        """The server does not know the session any more."""
        self._tasks.start("sign in again", self._renew())

    def _on_ready(self, url: str, owner_token: str) -> None:
        self._owner_token = owner_token
        self._api.move_to(url)
        self._tasks.start("arrive", self._arrive())

    async def _arrive(self) -> None:
        try:
            if self._api.token:
                self.server_returned.emit()
            elif await self._api.setup_needed():
                self.setup_needed.emit()
            else:
                await self._sign_in()
        except Unavailable:
            return  # it died in between; the next start tries again

    async def _renew(self) -> None:
        try:
            await self._sign_in()
        except NotSignedIn:
            # The token of this run was used already: a new run brings a new one.
            self._api.token = ""
            await self._supervisor.restart()

    async def _sign_in(self) -> None:
        signed_in = await self._api.sign_in_owner(self._owner_token)
        self.adopt(signed_in.agent)
