"""A person of the team, as a test sees them: through the agents' HTTP API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import ClientSession, TCPConnector

from tests.support.running_server import RunningServer

_PASSWORD = "correct horse battery"


class Colleague:
    """An agent who is signed in."""

    def __init__(self, http: ClientSession, url: str) -> None:
        self._http = http
        self._api = f"{url}/api/v1"

    async def sign_in(self, username: str) -> None:
        login = {"username": username, "password": _PASSWORD}
        signed_in = await self._ask("POST", "auth/login", login)
        self._http.headers["Authorization"] = f"Bearer {signed_in['token']}"

    async def conversations(self) -> list[Any]:
        page = await self._ask("GET", "conversations")
        items: list[Any] = page["items"]
        return items

    async def messages(self, conversation: str) -> list[Any]:
        page = await self._ask("GET", f"conversations/{conversation}/messages?limit=200")
        items: list[Any] = page["items"]
        return items

    async def newest_conversation(self) -> str:
        return str((await self.conversations())[0]["id"])

    async def do(self, conversation: str, action: str) -> None:
        await self._ask("POST", f"conversations/{conversation}/{action}")

    async def say(self, conversation: str, text: str) -> None:
        said = {"client_id": f"said {text}"[:100], "body": text, "kind": "reply"}
        await self._ask("POST", f"conversations/{conversation}/messages", said)

    async def teach(self, title: str, question: str, body: str) -> None:
        article = {"title": title, "body": body, "questions": [question], "status": "live"}
        await self._ask("POST", "knowledge/articles", article)

    async def save(self, section: str, changes: object) -> None:
        await self._ask("PUT", f"settings/{section}", changes)

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        async with self._http.request(method, f"{self._api}/{path}", json=body) as response:
            assert response.ok, await response.text()
            return await response.json()


@asynccontextmanager
async def colleague(
    server: RunningServer, name: str = "Lin", *, role: str = "agent"
) -> AsyncIterator[Colleague]:
    """Somebody with an account on this server, signed in."""
    username = name.lower()
    await server.add_agent(username, _PASSWORD, name=name, role=role)
    # A connection that is kept would still be open when a test that shares it ends.
    async with ClientSession(connector=TCPConnector(force_close=True)) as http:
        person = Colleague(http, server.url)
        await person.sign_in(username)
        yield person
