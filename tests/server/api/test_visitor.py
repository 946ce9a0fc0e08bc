"""What visitors' pages call by plain HTTP."""

import asyncio

from tests.server.calling import Caller
from tests.server.desk import Desk


async def test_a_session_opens_its_own_conversation(desk: Desk) -> None:
    one, other = await desk.waiting_visitor(), await desk.waiting_visitor()
    await one.say("a secret")
    assert one.conversation != other.conversation
    assert "a secret" not in str(await other.messages())
    seen = (await one.get("public/messages")).data["conversation"]
    assert seen["id"] == one.conversation


async def test_what_a_page_tells_is_for_the_team(desk: Desk, lin: Caller) -> None:
    told = {"locale": "zh-CN", "page_url": "http://shop/cart", "referrer": "http://search/"}
    visitor = await desk.waiting_visitor(**told)
    seen = (await lin.get(f"conversations/{visitor.conversation}")).data["visitor"]
    assert told.items() <= seen.items()
    assert seen["name"].startswith("访客 ")
    assert "aiohttp" in seen["user_agent"]
    assert not seen["online"]


async def test_messages_come_by_number(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    for text in ("one", "two", "three"):
        await visitor.say(text)
    assert [one["body"] for one in await visitor.messages(after=2)] == ["two", "three"]
    assert await visitor.messages(after=99) == []


async def test_messages_sent_at_once_get_dense_numbers(desk: Desk) -> None:
    visitors = [await desk.waiting_visitor() for _ in range(3)]
    said = [(visitor, str(n)) for visitor in visitors for n in range(30)]
    stored = await asyncio.gather(*(visitor.say(text) for visitor, text in said))
    for visitor in visitors:
        own = [one for one in stored if one["conversation_id"] == visitor.conversation]
        assert sorted(one["seq"] for one in own) == list(range(2, 32))
        in_order = sorted(own, key=lambda one: int(one["seq"]))
        assert await visitor.messages(after=1) == in_order


async def test_retries_at_once_store_one_message(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    stored = await asyncio.gather(*(visitor.say("Hello", client_id="1") for _ in range(20)))
    assert len({one["id"] for one in stored}) == 1
    assert [one["seq"] for one in await visitor.messages()] == [1, 2]


async def test_the_page_learns_what_it_needs_before_the_first_word(
    desk: Desk, adam: Caller
) -> None:
    await adam.put("settings/widget", {"name": "Acme", "greeting": "你好", "accent": "#00ff00"})
    config = (await desk.anybody().get("public/config")).data
    assert (config["name"], config["greeting"]) == ("Acme", "你好")
    assert config["theme"] == {"accent": "#00ff00"}
    assert config["assistant"] == "demo"
    assert config["limits"] == {"body_chars": 4_000, "frame_bytes": 65_536}
    await adam.put("settings/assistant", {"mode": "off", "name": "Bell"})
    config = (await desk.anybody().get("public/config")).data
    assert (config["assistant"], config["assistant_name"]) == ("off", "Bell")
