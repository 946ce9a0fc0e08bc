"""Who is at this computer: nobody yet, or the owner, signed in by the server's own token."""

import asyncio

from PySide6.QtCore import QObject, Signal

from app.supervisor import Supervisor
from server.domain.errors import NotSignedIn, Unavailable
from server.domain.people import Agent
from ui.api_client import ApiClient
from ui.tasks import Tasks

_AGAIN_SECONDS = 0.5


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
        self._has_restarted = False
        supervisor.ready.connect(self._on_ready)

    def owner_token(self) -> str:
        """What opens the owner's account, once in each run of the server."""
        return self._owner_token

    def adopt(self, owner: Agent) -> None:
        """The set-up is done, and with it the signing in."""
        self.signed_in.emit(owner)

    def renew(self) -> None:
        """The server does not know the session any more."""
        self._tasks.start("sign in again", self._sign_in())

    def _on_ready(self, url: str, owner_token: str) -> None:
        self._owner_token = owner_token
        self._api.move_to(url)
        self._tasks.start("arrive", self._arrive(owner_token))

    async def _arrive(self, owner_token: str) -> None:
        """In this run of the server; a later one has another token and its own arrival."""
        while owner_token == self._owner_token and self._supervisor.server is not None:
            try:
                await self._enter()
            except Unavailable:
                await asyncio.sleep(_AGAIN_SECONDS)
            else:
                return

    async def _enter(self) -> None:
        if self._api.token:
            self.server_returned.emit()
        elif await self._api.setup_needed():
            self.setup_needed.emit()
        else:
            await self._sign_in()

    async def _sign_in(self) -> None:
        """By the token of this run, or of the next one when it was used already."""
        try:
            signed_in = await self._api.sign_in_owner(self._owner_token)
        except NotSignedIn:
            if self._has_restarted:
                raise
            self._has_restarted, self._api.token = True, ""
            await self._supervisor.restart()
            return
        self._has_restarted = False
        self.adopt(signed_in.agent)
