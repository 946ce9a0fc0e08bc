"""The visitor's page on a bad network: no text is lost, none is doubled, the order is kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, WebSocketRoute, expect

from tests.support.browser import ChatPage, visitor
from tests.support.running_server import RunningServer, running_server
from tests.support.team import colleague

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXTS = ["one", "two", "three", "four", "five"]


@pytest_asyncio.fixture(loop_scope="module")
async def server(tmp_path: Path) -> AsyncIterator[RunningServer]:
    async with running_server(tmp_path / "data") as started:
        yield started


async def ask_for_person(page: ChatPage) -> None:
    """After this only people write, so that a test knows every bubble."""
    await page.person.click()
    await expect(page.state).to_contain_text("Waiting for a person")


async def test_what_is_written_offline_is_sent_in_order_later(
    browser: Browser, server: RunningServer
) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await ask_for_person(page)
        await somebody.context.set_offline(True)
        await page.write(*TEXTS)
        await expect(page.strip).to_contain_text("Your messages are kept")
        await expect(page.page.locator("#log .message.out.waiting")).to_have_count(len(TEXTS))
        await somebody.context.set_offline(False)
        await expect(page.sent).to_have_count(len(TEXTS))
        await expect(page.strip).to_be_hidden()
        assert await page.texts() == TEXTS
        kept = await lin.messages(await lin.newest_conversation())
        assert [message["body"] for message in kept[1:]] == TEXTS


async def test_a_killed_server_loses_nothing(browser: Browser, server: RunningServer) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await ask_for_person(page)
        for text in TEXTS[:3]:
            await page.write(f"{text} before")
            await server.kill()
            await page.write(f"{text} after")
            await server.start()
            await expect(page.sent).to_have_count(len(await page.texts()))
        expected = [f"{text} {when}" for text in TEXTS[:3] for when in ("before", "after")]
        assert await page.texts() == expected
        kept = await lin.messages(await lin.newest_conversation())
        assert [message["body"] for message in kept[1:]] == expected
        assert [message["seq"] for message in kept] == list(range(1, len(kept) + 1))


async def test_a_closed_page_sends_its_rest_at_the_next_visit(
    browser: Browser, server: RunningServer
) -> None:
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await ask_for_person(page)
        await server.kill()
        await page.write(*TEXTS)
        await page.field.fill("half a sen")
        await page.page.close()
        await server.start()
        page = await somebody.open()
        await expect(page.sent).to_have_count(len(TEXTS))
        assert await page.texts() == TEXTS


async def test_a_reload_keeps_the_draft(browser: Browser, server: RunningServer) -> None:
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.field.fill("half a sen")
        await page.reload()
        await expect(page.field).to_have_value("half a sen")


async def test_the_first_text_survives_a_server_that_is_away(
    browser: Browser, server: RunningServer
) -> None:
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await server.kill()
        await page.write("Hello?")
        await expect(page.strip).to_be_visible()
        await server.start()
        await expect(page.sent).to_have_count(1)


async def test_a_session_that_is_gone_gives_way_to_a_new_one(
    browser: Browser, server: RunningServer
) -> None:
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.page.evaluate("localStorage.setItem('deskbell:token', 'x'.repeat(43))")
        await page.reload()
        await expect(page.strip).to_contain_text("could not find your earlier conversation")
        await page.write("Hello?")
        await expect(page.sent).to_have_count(1)


async def test_plain_http_serves_where_sockets_are_blocked(
    browser: Browser, server: RunningServer
) -> None:
    async def block(socket: WebSocketRoute) -> None:
        await socket.close(code=1011)

    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        await somebody.context.route_web_socket("**/socket", block)
        page = await somebody.open()
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        await page.write(*TEXTS)
        await expect(page.sent).to_have_count(len(TEXTS))
        conversation = await lin.newest_conversation()
        await lin.say(conversation, "Here I am.")
        await expect(page.bubble("Here I am.")).to_have_count(1)
        assert await page.texts() == [*TEXTS, "Here I am."]


async def test_two_tabs_share_what_could_not_be_sent(
    browser: Browser, server: RunningServer
) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        first, second = await somebody.open(), await somebody.open()
        await ask_for_person(first)
        await expect(second.person).to_have_text("Waiting for a person")
        await server.kill()
        await first.write("from the first")
        await second.write("from the second")
        await expect(first.own).to_have_count(2)
        await expect(second.own).to_have_count(2)
        await server.start()
        for page in (first, second):
            await expect(page.sent).to_have_count(2)
        kept = await lin.messages(await lin.newest_conversation())
        assert len(kept) == 1 + 2
