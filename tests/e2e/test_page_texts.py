"""The visitor's page and difficult texts: too long, hostile, refused, from an input method."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.browser import visitor
from tests.support.running_server import RunningServer
from tests.support.team import Colleague

pytestmark = pytest.mark.asyncio(loop_scope="module")

LIMIT = 4_000
HOSTILE = [
    "<img src=x onerror=\"document.title='broken in'\">",
    "<script>document.title='broken in'</script>",
    "<a href=\"javascript:document.title='broken in'\">here</a> javascript:alert(1)",
    "<iframe src=https://evil.example></iframe> ![pixel](https://evil.example/pixel.png)",
    "&lt;b&gt; {{ 7*7 }} ${7*7} \u202etxt.exe\u202c \u2066x\u2069 \u0000-free",
]


async def test_a_text_that_is_too_long_is_neither_sent_nor_cut(
    browser: Browser, shared_server: RunningServer
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        counter = page.page.locator("#counter")
        await page.field.fill("字" * (LIMIT - 300))
        await expect(counter).to_be_hidden()
        await page.field.fill("字" * (LIMIT - 100))
        await expect(counter).to_have_text("100 characters left")
        # An emoji is one character, though two to JavaScript.
        await page.write("😀" * (LIMIT + 1))
        await expect(counter).to_contain_text("1 too many")
        await expect(page.field).to_have_value("😀" * (LIMIT + 1))
        await expect(page.own).to_have_count(0)
        await page.write("😀" * LIMIT)
        await expect(page.sent).to_have_count(1)
        await expect(page.own).to_have_text("😀" * LIMIT)
        await expect(page.field).to_have_value("")


async def test_hostile_text_is_shown_as_it_is_and_does_nothing(
    browser: Browser, shared_server: RunningServer, lin: Colleague
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await page.person.click()
        await expect(page.state).to_contain_text("Waiting for a person")
        title = await page.page.title()
        await page.write(*(text.replace("\u0000", "") for text in HOSTILE))
        await expect(page.sent).to_have_count(len(HOSTILE))
        conversation = await lin.newest_conversation()
        for text in HOSTILE:
            await lin.say(conversation, text.replace("\u0000", ""))
        await expect(page.bubbles).to_have_count(1 + 2 * len(HOSTILE))
        assert await page.texts() == [text.replace("\u0000", "") for text in HOSTILE * 2]
        assert await page.page.title() == title
        assert await page.page.locator("#log :is(img, script, iframe, b)").count() == 0
        links = await page.page.locator("#log a").evaluate_all("all => all.map(one => one.href)")
        assert set(links) == {"https://evil.example/", "https://evil.example/pixel.png"}


async def test_a_refused_text_can_be_taken_back_for_editing(
    browser: Browser, shared_server: RunningServer
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await page.write("\u200b", "This one is fine.")
        await expect(page.sent).to_have_count(1)
        refused = page.page.locator("#log .refused")
        await expect(refused).to_contain_text("Not sent. There is nothing to see in this message.")
        await page.reload()
        await refused.get_by_role("button", name="Try again").click()
        await expect(refused).to_contain_text("Not sent.")
        await refused.get_by_role("button", name="Edit").click()
        await expect(refused).to_have_count(0)
        await expect(page.field).to_have_value("\u200b")


async def test_enter_inside_an_input_method_does_not_send(
    browser: Browser, shared_server: RunningServer
) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await page.field.focus()
        keyboard = await somebody.context.new_cdp_session(page.page)
        composing = {"text": "ni hao", "selectionStart": 6, "selectionEnd": 6}
        await keyboard.send("Input.imeSetComposition", composing)
        await keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter"})
        await expect(page.field).to_have_value("ni hao")
        await keyboard.send("Input.insertText", {"text": "你好"})
        # Safari ends the composition first and reports its Enter afterwards, with this code.
        await page.field.evaluate(
            "field => field.dispatchEvent(new KeyboardEvent("
            "'keydown', {key: 'Enter', keyCode: 229, bubbles: true, cancelable: true}))"
        )
        await expect(page.own).to_have_count(0)
        await page.field.press("Shift+Enter")
        await page.field.press_sequentially("!")
        await page.field.press("Enter")
        await expect(page.own).to_have_text("你好\n!", use_inner_text=True)
