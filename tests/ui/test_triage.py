"""Putting conversations in order at a real server, by keys alone."""

import aiohttp
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from server.domain.conversations import HandlerKind, Priority, Status
from tests.support.console import PASSWORD, Console
from tests.support.desktop import click, find, is_shown
from tests.support.qt import the_one, wait_until
from tests.support.running_server import RunningServer
from tests.support.visitor import Visitor
from ui.commands.palette import Palette
from ui.context.quiet_field import NotesBox, QuietField
from ui.conversation.pane import ConversationPane
from ui.message_bar import MessageBar


async def with_visitor(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> Visitor:
    visitor = await Visitor(http, server.url).arrive()
    await visitor.say("Where is order 20391?")
    await console.open(visitor.conversation_id)
    return visitor


async def test_a_conversation_is_tagged_raised_and_put_aside(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await with_visitor(console, server, http)

    def stands() -> tuple[object, ...]:
        one = console.desk.state.conversations[visitor.conversation_id]
        return (one.tags, one.priority, one.status)

    await console.choose("conversation.tags", "退货", "vip")
    await wait_until(lambda: stands()[0] == ("退货", "vip"))
    the_one(Palette, console.window).close_it()
    await console.choose("conversation.priority", "urgent")
    await wait_until(lambda: stands()[1] is Priority.URGENT)

    await console.choose("conversation.snooze", "2 h")
    await wait_until(lambda: stands()[2] is Status.SNOOZED)
    bar = the_one(MessageBar, console.window)
    await wait_until(lambda: bar.text.startswith("Snoozed: "))
    await visitor.say("It came!")
    await wait_until(lambda: stands()[2] is Status.OPEN)

    await console.choose("conversation.snooze", "3 天")
    await wait_until(lambda: stands()[2] is Status.SNOOZED)
    await console.choose("conversation.snooze")
    await wait_until(lambda: stands()[2] is Status.OPEN)


async def test_a_conversation_goes_to_a_colleague_with_a_word(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    await server.add_agent("mei", PASSWORD, name="Mei Wang")
    visitor = await with_visitor(console, server, http)
    palette = the_one(Palette, console.window)
    await console.choose("conversation.assign")
    await wait_until(lambda: "Mei Wang" in [option.title for option in palette.options])
    edit = console.window.focusWidget()
    QTest.keyClicks(edit, "mei")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "She has the tracking number")
    QTest.keyClick(edit, Qt.Key.Key_Return)

    def handler() -> object:
        return console.desk.state.conversations[visitor.conversation_id].handler.agent_name

    await wait_until(lambda: handler() == "Mei Wang")
    await wait_until(lambda: "She has the tracking number" in console.lines)
    assert "tracking number" not in str(await visitor.lines())


async def test_what_is_known_of_a_visitor_is_written_where_it_stands(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await with_visitor(console, server, http)
    pane = the_one(ConversationPane, console.window)
    if not pane.context.isVisible():
        pane.toggle_details()

    def known() -> tuple[object, ...]:
        one = console.desk.state.conversations[visitor.conversation_id].visitor
        return (one.name, one.email, one.about, dict(one.fields))

    name, email = find(pane, QuietField, "Name"), find(pane, QuietField, "E-mail")
    name.setText("Mia Chen")
    QTest.keyClick(name, Qt.Key.Key_Return)
    email.setFocus()
    QTest.keyClicks(email, "no address")
    QTest.keyClick(email, Qt.Key.Key_Return)
    await wait_until(lambda: "e-mail" in the_one(MessageBar, console.window).text)
    email.setText("mia@example.com")
    notes = the_one(NotesBox, pane)
    notes.setFocus()
    QTest.keyClicks(notes, "Prefers the phone.")
    await console.choose("window.palette")  # leaves the notes
    the_one(Palette, console.window).close_it()
    click(pane, "Add a field")
    QTest.keyClicks(console.window.focusWidget(), "Order")
    QTest.keyClick(console.window.focusWidget(), Qt.Key.Key_Return)
    await wait_until(lambda: is_shown(pane, QuietField, "Order"))
    order = find(pane, QuietField, "Order")
    order.setText("20391")
    QTest.keyClick(order, Qt.Key.Key_Return)
    expected = ("Mia Chen", "mia@example.com", "Prefers the phone.", {"Order": "20391"})
    await wait_until(lambda: known() == expected, what=str(known()))


async def test_a_view_is_narrowed_saved_and_shown_again(
    console: Console, server: RunningServer, http: aiohttp.ClientSession
) -> None:
    visitor = await with_visitor(console, server, http)
    other = await Visitor(http, server.url).arrive()
    await other.say("Do you ship to Hong Kong?")
    await wait_until(lambda: len(console.names) == 2)
    await console.choose("conversation.tags", "shipping")
    the_one(Palette, console.window).close_it()
    tagged = console.desk.state.conversations[visitor.conversation_id]
    assert tagged.handler.kind is HandlerKind.ASSISTANT

    palette = the_one(Palette, console.window)
    await console.choose("inbox.filters")
    await wait_until(lambda: "#shipping" in [option.title for option in palette.options])
    QTest.keyClicks(console.window.focusWidget(), "#shipping")
    QTest.keyClick(console.window.focusWidget(), Qt.Key.Key_Return)
    palette.close_it()
    await wait_until(lambda: len(console.names) == 1)
    await console.choose("inbox.save_view", "Parcels")
    click(console.window.inbox, "Remove the filter: #shipping")
    assert len(console.names) == 2
    await console.choose("inbox.filters", "Parcels")
    assert len(console.names) == 1
