"""Pictures of the visitor's page on a real server: `python -m tests.support.page_pictures DIR`."""

import asyncio
import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.support.browser import chromium
from tests.support.fake_openai import FakeOpenAI, text
from tests.support.running_server import RunningServer, running_server
from tests.support.team import Colleague, colleague

_SIZES = {"desktop": (1100, 780), "phone": (360, 740)}
_TALK = {
    "en": (
        "Hi! I ordered the blue jacket last week. Where is it?",
        "Order #A-20391 left on Friday and should arrive tomorrow: https://shop.example/track/A-20391",
        "Could I change the address?",
        "Sure, I have changed it for you. Anything else?",
    ),
    "zh-CN": (
        "你好，我上周买的蓝色外套还没到，可以帮我查一下吗？",
        "您的订单 #A-20391 已于周五发出，预计明天送达：https://shop.example/track/A-20391",
        "可以修改收货地址吗？",
        "可以的，已经为您修改好了，还有其他问题吗？",
    ),
}
_ARTICLES = {
    "en": ("Where is my order?", "Deliveries and delays"),
    "zh-CN": ("订单查询", "配送时间与延误"),
}
_NAMES = {"en": "Blue Jacket Shop", "zh-CN": "蓝夹克小店"}


async def take(folder: Path) -> None:
    """Two pictures for each language, colour scheme and size: an answer, and a person's reply."""
    async with FakeOpenAI() as provider, chromium() as browser:
        settings = {
            "DESKBELL_PROVIDER_BASE_URL": provider.base_url,
            "DESKBELL_PROVIDER_MODEL": "model-1",
        }
        for language, talk in _TALK.items():
            with tempfile.TemporaryDirectory() as data:
                async with running_server(Path(data) / "data", settings) as server:
                    # Asked once: the same question later has a kept answer.
                    provider.answer_with(text(talk[1]))
                    await _take(folder, browser, server, language)


async def _take(folder: Path, browser: Browser, server: RunningServer, language: str) -> None:
    talk = _TALK[language]
    async with colleague(server, role="owner") as lin:
        await lin.save("widget", {"name": _NAMES[language]})
        for title in _ARTICLES[language]:
            await lin.teach(title, talk[0], talk[1])
        for scheme, size in product(("light", "dark"), _SIZES):
            page = await _open(browser, server, language, scheme, size)
            look = f"{size}-{scheme}-{language[:2]}.png"
            await _ask(page, talk)
            await page.screenshot(path=folder / f"page-answered-{look}")
            await _talk(page, lin, talk)
            await page.screenshot(path=folder / f"page-{look}")
            await page.context.close()


async def _open(
    browser: Browser, server: RunningServer, language: str, scheme: str, size: str
) -> Page:
    width, height = _SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale=language,
        color_scheme="dark" if scheme == "dark" else "light",
        device_scale_factor=1.5,
        reduced_motion="reduce",  # a picture must not show half a fade
    )
    page = await context.new_page()
    await page.goto(server.url)
    return page


async def _ask(page: Page, talk: tuple[str, ...]) -> None:
    question, answer, *_ = talk
    await _say(page, question)
    await expect(page.get_by_role("log")).to_contain_text(answer[-20:])
    await expect(page.locator("#log .verdict")).to_be_in_viewport()


async def _talk(page: Page, lin: Colleague, talk: tuple[str, ...]) -> None:
    *_, follow_up, reply = talk
    conversation = await lin.newest_conversation()
    await lin.do(conversation, "take")
    await _say(page, follow_up)
    await lin.say(conversation, reply)
    await expect(page.get_by_role("log")).to_contain_text(reply)


async def _say(page: Page, words: str) -> None:
    await page.locator("#draft").fill(words)
    await page.locator("#draft").press("Enter")
    await expect(page.get_by_role("log")).to_contain_text(words)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(target))
