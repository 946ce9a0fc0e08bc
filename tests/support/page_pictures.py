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

_SIZES = {"desktop": (1100, 780), "phone": (390, 780)}
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
_NAMES = {"en": "Blue Jacket Shop", "zh-CN": "蓝夹克小店"}


async def take(folder: Path) -> None:
    """One picture for each language, colour scheme and size."""
    with tempfile.TemporaryDirectory() as data:
        async with FakeOpenAI() as provider:
            settings = {
                "DESKBELL_PROVIDER_BASE_URL": provider.base_url,
                "DESKBELL_PROVIDER_MODEL": "model-1",
            }
            async with (
                running_server(Path(data) / "data", settings) as server,
                colleague(server, role="owner") as lin,
                chromium() as browser,
            ):
                for language, talk in _TALK.items():
                    await lin.save("widget", {"name": _NAMES[language]})
                    # Asked once: the same question later has a kept answer.
                    provider.answer_with(text(talk[1]))
                    for scheme, size in product(("light", "dark"), _SIZES):
                        page = await _open(browser, server, language, scheme, size)
                        await _talk(page, lin, talk)
                        name = f"page-{size}-{scheme}-{language[:2]}.png"
                        await page.screenshot(path=folder / name)
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


async def _talk(page: Page, lin: Colleague, talk: tuple[str, ...]) -> None:
    question, answer, follow_up, reply = talk
    await _say(page, question)
    await expect(page.get_by_role("log")).to_contain_text(answer[-20:])
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
