"""The window and a real server: a visitor on one side, an agent on the other."""

import aiohttp
from PySide6.QtCore import Qt

from tests.support.console import Console
from tests.support.qt import the_one, wait_until
from tests.support.running_server import RunningServer
from tests.support.visitor import Visitor
from ui.conversation.look import Mark
from ui.conversation.message_list import MessageList
from ui.state import Link


async def test_from_the_first_word_to_the_last(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("Hello, is anybody there?")
    await console.open(visitor.conversation_id)
    await wait_until(lambda: len(console.lines) == 2 and not console.desk.state.answers)
    assert console.offered == ["Take over", "Resolve"]

    await visitor.ask_for_person()
    await wait_until(lambda: "The assistant handed the conversation to the team" in console.lines)
    console.click("Take over")
    await wait_until(lambda: console.offered == ["Give back", "Resolve"])
    assert console.lines[-1] == "Lin Fang took over"

    console.write("Lin here, 您好！")
    assert (console.lines[-1], console.marks[-1]) == ("Lin here, 您好！", Mark.QUEUED)
    await wait_until(lambda: console.marks[-1] is Mark.SENT)
    assert (await visitor.lines())[-1]["body"] == "Lin here, 您好！"

    console.press(Qt.Key.Key_E)
    await wait_until(lambda: console.offered == ["Reopen"])
    await visitor.say("One more thing")
    await wait_until(lambda: console.offered == ["Take over", "Resolve"])


async def test_a_reply_takes_the_conversation_over(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive("zh-CN")
    await visitor.say("人工")
    await console.open(visitor.conversation_id)
    console.write("我来了")
    await wait_until(lambda: console.offered == ["Give back", "Resolve"])
    await wait_until(lambda: not console.desk.state.outbox and console.lines)
    assert console.lines.count("我来了") == 1


async def test_reading_it_makes_it_read(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("Hello")
    await wait_until(lambda: visitor.conversation_id in console.desk.state.conversations)
    assert console.desk.state.conversations[visitor.conversation_id].unread == 1
    await console.open(visitor.conversation_id)
    await wait_until(lambda: console.desk.state.conversations[visitor.conversation_id].unread == 0)


async def test_nothing_is_lost_when_the_server_is_killed(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("human please")
    await console.open(visitor.conversation_id)
    console.write("before")
    await wait_until(lambda: not console.desk.state.outbox and "before" in console.lines)

    await server.kill()
    await wait_until(lambda: console.desk.state.link is Link.OFFLINE)
    console.write("while it was away: one")
    console.write("while it was away: two")
    assert console.marks[-2:] == [Mark.QUEUED, Mark.QUEUED]
    await server.start()
    console.desk.hurry()
    await wait_until(lambda: not console.desk.state.outbox)
    said = [line["body"] for line in await visitor.lines()]
    assert said[-3:] == ["before", "while it was away: one", "while it was away: two"]
    assert console.lines[-3:] == said[-3:]


async def test_what_happened_while_the_window_was_away_is_there_afterwards(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("human please")
    await console.open(visitor.conversation_id)
    await wait_until(lambda: len(console.lines) == 2)
    await server.kill()
    await server.start()
    for number in range(5):
        await visitor.say(f"line {number}")
    console.desk.hurry()
    await wait_until(lambda: console.lines[-5:] == [f"line {number}" for number in range(5)])
    seqs = [m.seq for m in console.desk.state.windows[visitor.conversation_id].messages]
    assert seqs == list(range(1, len(seqs) + 1))


async def test_a_long_conversation_is_fetched_page_by_page(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.ask_for_person()
    for number in range(230):
        await visitor.say(f"line {number}")
    await console.open(visitor.conversation_id)
    await wait_until(lambda: "line 229" in console.lines)
    assert len(console.lines) < 230
    bar = the_one(MessageList, console.window).verticalScrollBar()
    for loaded in (200, 231):
        bar.setValue(0)
        await console.until_lines(loaded)
    assert console.lines[1] == "line 0"
    assert console.desk.state.windows[visitor.conversation_id].at_start


async def test_who_waits_longer_is_above(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    ids = []
    for _ in range(2):
        visitor = await Visitor(http, server.url).arrive()
        await visitor.ask_for_person()
        ids.append(visitor.conversation_id)
    await wait_until(lambda: len(console.names) == 2)
    assert console.names == [console.desk.state.conversations[id].visitor.name for id in ids]
