"""The team as the window knows it."""

from urllib.parse import quote

from PySide6.QtCore import QObject, Signal

from server.domain.people import Agent
from server.domain.requests import AddAgent, AgentPage, PutAgent
from ui.api_client import ApiClient


class Team(QObject):
    """Everybody with an account.

    Signals:
        changed: `agents` are other ones.
    """

    changed = Signal()

    def __init__(self, api: ApiClient) -> None:
        super().__init__()
        self._api = api
        self.agents: tuple[Agent, ...] = ()
        self.is_known = False

    def follows(self, section: str) -> bool:
        del section
        return False

    async def load(self) -> None:
        page = await self._api.send("GET", "/agents", AgentPage)
        self.is_known = True
        self._adopt(page.items)

    async def add(self, new: AddAgent) -> None:
        """One more; raises `KnownError`."""
        agent = await self._api.send("POST", "/agents", Agent, new)
        self._adopt((*self.agents, agent))

    async def put(self, agent_id: str, change: PutAgent) -> None:
        """Another name, role or password, out or in again; raises `KnownError`."""
        path = f"/agents/{quote(agent_id, safe='')}"
        changed = await self._api.send("PUT", path, Agent, change)
        self._adopt(tuple(changed if one.id == agent_id else one for one in self.agents))

    def _adopt(self, agents: tuple[Agent, ...]) -> None:
        self.agents = agents
        self.changed.emit()
