"""The visitor's page as something to look at: language, attention, long conversations, weight."""

import asyncio
import gzip

import pytest
from aiohttp import ClientSession
from playwright.async_api import Browser, expect

from tests.support.browser import visitor
from tests.support.running_server import RunningServer
from tests.support.team import Colleague

pytestmark = pytest.mark.asyncio(loop_scope="module")

BUDGET_BYTES = 40_000


async def test_a_chinese_reader_reads_chinese(
    browser: Browser, shared_server: RunningServer, lin: Colleague
) -> None:
    async with visitor(browser, shared_server.url, locale="zh-CN") as somebody:
        page = await somebody.open()
        await expect(page.page.locator("html")).to_have_attribute("lang", "zh-CN")
        await expect(page.state).to_have_text("演示助手 — 尚未接入 AI")
        await page.person.click()
        await expect(page.state).to_contain_text("正在等待人工客服")
        await lin.do(await lin.newest_conversation(), "take")
        await expect(page.state).to_have_text("Lin 正在为您服务")
        await expect(page.pills.last).to_contain_text("正在为您服务")
        await page.page.locator("#language").click()
        await expect(page.state).to_have_text("Lin is with you")
        await expect(page.pills.last).to_have_text("Lin is with you now")
        await page.reload()
        await expect(page.page.locator("html")).to_have_attribute("lang", "en")


async def test_the_address_can_choose_the_language(
    browser: Browser, shared_server: RunningServer
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open("?lang=zh")
        await expect(page.person).to_have_text("转人工客服")


async def test_a_message_that_nobody_saw_is_counted(
    browser: Browser, shared_server: RunningServer, lin: Colleague
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        conversation = await lin.newest_conversation()
        await page.write("\n".join("line" for _ in range(60)))
        await expect(page.sent).to_have_count(1)
        await page.page.locator("#scroller").evaluate("node => node.scrollTo(0, 0)")
        jump = page.page.get_by_role("button", name="Newest messages")
        await expect(jump).to_be_visible()
        await lin.say(conversation, "Hello?")
        await page.page.get_by_role("button", name="New messages (1)").click()
        await expect(page.bubble("Hello?")).to_be_in_viewport()
        await page.page.evaluate(
            "Object.defineProperty(document, 'hidden', {get: () => true, configurable: true})"
        )
        await lin.say(conversation, "Are you there?")
        await expect(page.page).to_have_title("(1) Deskbell")
        await page.page.evaluate(
            "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))"
        )
        await expect(page.page).to_have_title("Deskbell")


async def test_a_long_conversation_shows_its_end_first(
    browser: Browser, shared_server: RunningServer, lin: Colleague
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        conversation = await lin.newest_conversation()
        await asyncio.gather(*(lin.say(conversation, f"number {n}") for n in range(230)))
        await lin.say(conversation, "the end")
        await page.reload()
        await expect(page.bubble("the end")).to_be_in_viewport()
        await expect(page.bubbles).to_have_count(200)
        # What was read stays where it was; the rest comes above it.
        top = await page.bubbles.first.inner_text()
        await page.page.get_by_role("button", name="Show earlier messages").click()
        await expect(page.bubbles).to_have_count(1 + 230 + 1)
        await expect(page.bubble(top)).to_be_in_viewport()


async def test_the_page_is_light(
    browser: Browser, shared_server: RunningServer, capsys: pytest.CaptureFixture[str]
) -> None:
    async with visitor(browser, shared_server.url) as somebody, ClientSession() as http:
        await somebody.open()
        files = [line.removeprefix("GET ") for line in somebody.heard.requests]
        sizes = []
        for address in files:
            async with http.get(address) as response:
                body = await response.read()
                sizes.append((len(body), len(gzip.compress(body))))
    raw, zipped = (sum(column) for column in zip(*sizes, strict=True))
    with capsys.disabled():
        print(f"\nthe page: {len(files)} requests, {raw:,} bytes, {zipped:,} compressed")
    assert zipped < BUDGET_BYTES
