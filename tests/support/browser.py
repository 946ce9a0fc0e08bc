"""A real Chromium on the visitor's page, which hears everything that the page does.

Whatever a test is about, it fails when the page logs an error, breaks its own security policy, or
asks anybody but its server for anything.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    async_playwright,
    expect,
)

# Generous: it ends a test that hangs, it does not judge speed on a busy machine.
DEADLINE_MS = 30_000
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",  # the tests may run as root in a container
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# What a browser says by itself when the network is away, which is what some tests are about.
_NETWORK_WORDS = ("net::ERR_", "WebSocket", "Failed to load resource")


def _program() -> str:
    found = os.environ.get("DESKBELL_TEST_BROWSER") or next(filter(None, map(shutil.which, _NAMES)))
    assert found is not None
    return found


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """The system's own Chromium."""
    expect.set_options(timeout=DEADLINE_MS)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_program(), args=_ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


@dataclass  # without slots: Playwright keeps a note of its own on whoever listens
class Heard:
    """Everything that pages did besides what is seen."""

    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("request", lambda request: self.requests.append(f"{request.method} {request.url}"))
        page.on("websocket", lambda socket: self.requests.append(f"SOCKET {socket.url}"))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._console)

    def foreign(self, url: str) -> list[str]:
        """Requests to anybody but the server at this address."""
        own = (url, url.replace("http:", "ws:", 1), "data:")
        return [line for line in self.requests if not line.split(" ")[1].startswith(own)]

    def _console(self, message: ConsoleMessage) -> None:
        is_network = any(word in message.text for word in _NETWORK_WORDS)
        if message.type in {"error", "warning"} and not is_network:
            self.errors.append(message.text)


class ChatPage:
    """The page as its visitor sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.locator("#draft")
        self.state = page.locator("#state")
        self.strip = page.locator("#strip")
        self.person = page.locator("#person")
        self.bubbles = page.locator("#log .message:not(.typing) .bubble")
        self.own = page.locator("#log .message.out .bubble")
        self.growing = page.locator("#log .streaming .bubble")
        self.answers = page.locator("#log .message.in:not(.typing) .bubble")
        self.sent = page.locator("#log .message.out.sent")
        self.helped = page.locator("#log .verdict button")
        self.pills = page.locator("#log .pill-event")

    async def write(self, *texts: str) -> None:
        for text in texts:
            await self.field.fill(text)
            await self.field.press("Enter")

    async def reload(self) -> None:
        await self.page.reload()
        await expect(self.page.locator("#chat")).to_be_visible()

    def bubble(self, text: str) -> Locator:
        """The bubbles that hold exactly this."""
        return self.bubbles.filter(has=self.page.get_by_text(text, exact=True)).or_(
            self.bubbles.and_(self.page.get_by_text(text, exact=True))
        )

    async def texts(self) -> list[str]:
        """What the bubbles say, without the greeting."""
        return (await self.bubbles.all_inner_texts())[1:]

    async def module(self, expression: str, argument: Any = None) -> Any:
        """Evaluate a function of the page's modules."""
        return await self.page.evaluate(expression, argument)


class Visitor:
    """One browser profile: its tabs share what is stored."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.heard = Heard()
        self._url = url
        context.on("page", self.heard.listen)

    async def open(self, query: str = "") -> ChatPage:
        """Another tab."""
        page = await self.context.new_page()
        await page.goto(f"{self._url}/{query}")
        await expect(page.locator("#chat")).to_be_visible()
        return ChatPage(page)


@asynccontextmanager
async def visitor(browser: Browser, url: str, **options: Any) -> AsyncIterator[Visitor]:
    """Somebody new; `options` are Playwright's for a context."""
    context = await browser.new_context(**({"locale": "en-US"} | options))
    context.set_default_timeout(DEADLINE_MS)
    somebody = Visitor(context, url)
    try:
        yield somebody
    finally:
        await context.close()
    trouble = somebody.heard.errors + somebody.heard.foreign(url)
    assert not trouble, trouble
