"""A visitor by plain HTTP, as a page without sockets would be."""

from typing import Any, Self

import aiohttp


class Visitor:
    """One session with one conversation."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._api = f"{url.rstrip('/')}/api/v1/public"
        self._token = ""
        self._said = 0
        self.conversation_id = ""

    async def arrive(self, locale: str = "en") -> Self:
        """Open the page."""
        about = {"locale": locale, "page_url": "https://shop.example/checkout"}
        started = await self._ask("POST", "sessions", about)
        self._token, self.conversation_id = started["token"], started["conversation_id"]
        return self

    async def say(self, text: str) -> None:
        """Stored when it returns."""
        self._said += 1
        await self._ask("POST", "messages", {"client_id": f"v-{self._said}", "body": text})

    async def ask_for_person(self) -> None:
        """The button that is always there."""
        await self._ask("POST", "handoff")

    async def lines(self) -> list[Any]:
        """All messages that the visitor can see."""
        found: list[Any] = (await self._ask("GET", "messages?after=0"))["items"]
        return found

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        url = f"{self._api}/{path}"
        async with self._http.request(method, url, json=body, headers=headers) as response:
            assert response.ok, await response.text()
            return await response.json()
