"""The visitor's page and a model, or a person, who writes all that could do harm."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.support.browser import ChatPage, visitor
from tests.support.cleanliness import faults
from tests.support.fake_openai import MODEL, Answer, FakeOpenAI, in_json, text, whole
from tests.support.hostile_outputs import HOSTILE, OWN_HOST, PROVIDER_KEY
from tests.support.running_server import RunningServer, running_server
from tests.support.team import Colleague, colleague

pytestmark = pytest.mark.asyncio(loop_scope="module")

BEGINNING = "Your parcel is on its way."
ANSWER_CHARS = 3_000
ANSWERS_EACH = 6
FORBIDDEN = "all => all.filter(one => one.tagName !== 'A').map(one => one.outerHTML)"
LINKS = "all => all.map(one => one.href)"


@pytest_asyncio.fixture(loop_scope="module")
async def provider() -> AsyncIterator[FakeOpenAI]:
    async with FakeOpenAI() as started:
        yield started


@pytest_asyncio.fixture(loop_scope="module")
async def server(tmp_path: Path, provider: FakeOpenAI) -> AsyncIterator[RunningServer]:
    settings = {
        "DESKBELL_PROVIDER_BASE_URL": provider.base_url,
        "DESKBELL_PROVIDER_MODEL": MODEL,
        "DESKBELL_PROVIDER_API_KEY": PROVIDER_KEY,
    }
    async with running_server(tmp_path / "data", settings) as started:
        yield started


def batches() -> Iterator[str]:
    """Many of them in one message; a page is to bear any number."""
    batch = ""
    for family, hostile in HOSTILE:
        if family in {"large", "leaks"}:  # these are for the gate alone
            continue
        if batch and len(batch) + len(hostile) > ANSWER_CHARS:
            yield batch
            batch = ""
        batch += f"{hostile}\n" if batch else f"{BEGINNING}\n{hostile}\n"
    yield batch


def answer(number: int, said: str) -> Answer:
    """Whole, in small pieces, or letter by letter."""
    size = (0, 7, 1)[number % 3]
    if not size:
        return in_json(whole(said))
    return text(*(said[at : at + size] for at in range(0, len(said), size)))


async def test_nothing_that_a_model_says_does_harm(
    browser: Browser, server: RunningServer, provider: FakeOpenAI
) -> None:
    answers = list(batches())
    async with colleague(server, role="owner") as lin:
        await lin.save("filters", {"allowed_links": [OWN_HOST]})
        for start in range(0, len(answers), ANSWERS_EACH):
            several = answers[start : start + ANSWERS_EACH]
            provider.answer_with(*(answer(number, said) for number, said in enumerate(several)))
            await hear_out(browser, server, several)


async def hear_out(browser: Browser, server: RunningServer, several: list[str]) -> None:
    async with visitor(browser, server.url) as somebody:
        page = await somebody.open()
        dialogs = heard_dialogs(page.page)
        for number in range(len(several)):
            await page.write(f"Where is my parcel number {number}?")
            await expect(page.answers).to_have_count(2 + number)
            await expect(page.growing).to_have_count(0)
        await page.reload()
        await expect(page.answers).to_have_count(1 + len(several))
        for shown in (await page.answers.all_text_contents())[1:]:
            assert shown.startswith(BEGINNING)
            assert list(faults(shown)) == []
        assert await links(page) <= {f"https://{OWN_HOST}/"}
        await check_harmless(page, dialogs)
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")


async def test_nothing_that_a_person_pastes_does_harm(
    browser: Browser, shared_server: RunningServer, lin: Colleague
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        dialogs = heard_dialogs(page.page)
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        conversation = await lin.newest_conversation()
        pasted = [said.encode(errors="ignore").decode() for said in batches()]
        for number, said in enumerate(pasted):
            await lin.say(conversation, f"{number}: {said}")
        await expect(page.answers).to_have_count(1 + len(pasted))
        shown = (await page.answers.all_text_contents())[1:]
        assert shown == [f"{number}: {said}" for number, said in enumerate(pasted)]
        for link in await links(page):
            assert link.startswith(("http://", "https://", "mailto:")), link
        await check_harmless(page, dialogs)


async def links(page: ChatPage) -> set[str]:
    return set(await page.page.locator("#log a").evaluate_all(LINKS))


async def check_harmless(page: ChatPage, dialogs: list[str]) -> None:
    assert await page.page.locator("#log .bubble *").evaluate_all(FORBIDDEN) == []
    assert await page.page.evaluate("[window.__pwned, {}.polluted]") == [None, None]
    assert dialogs == []


def heard_dialogs(page: Page) -> list[str]:
    dialogs: list[str] = []

    async def hear(dialog: object) -> None:
        dialogs.append(str(dialog))

    page.on("dialog", hear)
    return dialogs
