"""The visitor's page and a conversation: ask, see the answer grow, ask for a person, come back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.support.browser import visitor
from tests.support.fake_openai import MODEL, FakeOpenAI, error, text
from tests.support.running_server import RunningServer, running_server
from tests.support.team import colleague

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def provider() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def server(tmp_path: Path, provider: FakeOpenAI) -> AsyncIterator[RunningServer]:
    settings = {
        "DESKBELL_PROVIDER_BASE_URL": provider.base_url,
        "DESKBELL_PROVIDER_MODEL": MODEL,
        "DESKBELL_PROVIDER_API_KEY": "key",
    }
    async with running_server(tmp_path / "data", settings) as started:
        yield started


async def test_an_answer_grows_and_is_still_there_after_a_reload(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("From nine ", "to six.", hold=gate))
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await expect(page.state).to_have_text("Assistant · AI")
        await page.write("When are you open?")
        await expect(page.sent).to_have_count(1)
        await expect(page.growing).to_have_text("From nine ", use_inner_text=True)
        gate.set()
        await expect(page.growing).to_have_count(0)
        said = ["When are you open?", "From nine to six."]
        assert await page.texts() == said
        await page.reload()
        await expect(page.bubbles).to_have_count(3)
        assert await page.texts() == said


async def test_an_answer_names_its_sources_and_asks_whether_it_helped(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    provider.answer_with(text("From nine to six."))
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        await lin.teach(
            "Opening hours", "When are you open?", "From nine to six, Monday to Friday."
        )
        page = await somebody.open()
        await expect(page.helped).to_have_count(0)
        await page.write("When are you open?")
        await expect(page.helped).to_have_text("That helped")
        await expect(page.page.locator("#log .sources")).to_have_text("Opening hours")
        await page.helped.click()
        await expect(page.state).to_contain_text("Closed")
        await expect(page.helped).to_have_count(0)
        await page.write("When are you open?")
        await expect(page.helped).to_have_count(1)
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        await expect(page.helped).to_have_count(0)
        (conversation,) = await lin.conversations()
        assert conversation["handoff"]["reason"] == "visitor_asked"


async def test_a_reload_in_the_middle_of_an_answer_shows_its_beginning(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    gate = asyncio.Event()
    provider.answer_with(text("From nine ", "to six.", hold=gate))
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.write("When are you open?")
        await expect(page.growing).to_have_text("From nine ", use_inner_text=True)
        await page.reload()
        await expect(page.growing).to_have_text("From nine ", use_inner_text=True)
        gate.set()
        await expect(page.growing).to_have_count(0)
        assert await page.texts() == ["When are you open?", "From nine to six."]


async def test_a_person_is_asked_for_takes_over_and_closes(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.person.click()
        await expect(page.person).to_have_text("Waiting for a person")
        await expect(page.state).to_contain_text("Waiting for a person")
        await expect(page.pills).to_have_count(1)
        conversation = await lin.newest_conversation()
        await lin.do(conversation, "take")
        await expect(page.state).to_have_text("Lin is with you")
        await lin.say(conversation, "Hi, I am Lin.")
        await expect(page.bubble("Hi, I am Lin.")).to_have_count(1)
        await page.write("Thank you!")
        await expect(page.sent).to_have_count(1)
        await lin.do(conversation, "resolve")
        await expect(page.state).to_contain_text("Closed")
        await expect(page.person).to_have_text("Talk to a person")
        assert await page.texts() == ["Hi, I am Lin.", "Thank you!"]
    assert provider.requests == []


async def test_a_take_over_ends_a_growing_answer(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    provider.answer_with(text("From nine ", "to six.", hold=asyncio.Event()))
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.write("When are you open?")
        await expect(page.growing).to_have_count(1)
        await lin.do(await lin.newest_conversation(), "take")
        await expect(page.growing).to_have_count(0)
        assert await page.texts() == ["When are you open?"]


async def test_a_kill_in_the_middle_of_an_answer_does_not_end_in_silence(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    provider.answer_with(text("From nine ", "to s", hold=asyncio.Event()), text("From 9 to 6."))
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.write("When are you open?")
        await expect(page.growing).to_have_count(1)
        await server.kill()
        await server.start()
        await expect(page.bubble("From 9 to 6.")).to_have_count(1)
        await expect(page.growing).to_have_count(0)
        assert await page.texts() == ["When are you open?", "From 9 to 6."]


async def test_a_provider_that_fails_leads_to_a_person_not_to_silence(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    provider.answer_with(*[error(401, "Wrong key.")] * 5)
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.write("When are you open?")
        await expect(page.state).to_contain_text("Waiting for a person")
        await expect(page.pills).to_have_count(1)


async def test_who_only_looks_leaves_no_trace(browser: Browser, server: RunningServer) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        page = await somebody.open()
        await page.reload()
        await expect(page.bubbles).to_have_count(1)  # the greeting
        assert await lin.conversations() == []
        assert not [line for line in somebody.heard.requests if line.startswith(("POST", "SOCKET"))]
        assert await somebody.context.cookies() == []


async def test_two_tabs_show_the_same(browser: Browser, server: RunningServer) -> None:
    async with colleague(server) as lin, visitor(browser, server.url) as somebody:
        first, second = await somebody.open(), await somebody.open()
        await first.person.click()
        await expect(second.person).to_have_text("Waiting for a person")
        await first.write("from the first")
        await expect(second.sent).to_have_count(1)
        await second.write("from the second")
        await lin.say(await lin.newest_conversation(), "to both")
        for page in (first, second):
            await expect(page.bubble("to both")).to_have_count(1)
            assert await page.texts() == ["from the first", "from the second", "to both"]
