"""The middle of the window, state by state."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Author,
    AuthorKind,
    Conversation,
    Handler,
    Status,
    held_by,
)
from server.domain.events import ConversationUpdated, TypingChanged
from tests.support.desk_sample import LIN, ME, mia
from tests.support.qt import the_one, wait_until
from tests.ui.conftest import Look
from ui.changes import Snapshot
from ui.context.panel import ContextPanel
from ui.conversation.handler_strip import HandlerStrip
from ui.conversation.handoff_card import HandoffCard
from ui.conversation.header import Header, about, browser, language_words, page_words
from ui.conversation.pane import ConversationPane
from ui.conversation.typing_line import TypingLine
from ui.desk import Desk
from ui.i18n import Language
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import Label


@pytest.fixture
async def pane(desk: Desk, look: Look, qtbot: QtBot) -> ConversationPane:
    pane = ConversationPane(desk, look.icons)
    qtbot.addWidget(pane)
    pane.resize(970, 800)
    pane.show()
    pane.grab()
    return pane


def buttons(pane: ConversationPane, part: type[Header] | type[HandlerStrip]) -> list[str]:
    found = the_one(part, pane).findChildren(QPushButton)
    return [button.text() for button in found if button.isVisible()]


def words(pane: ConversationPane) -> list[str]:
    return [label.text() for label in pane.findChildren(Label) if label.isVisible()]


def stands(desk: Desk, handler: Handler, status: Status = Status.OPEN) -> Conversation:
    changed = replace(mia(), handler=handler, status=status)
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=changed))
    return changed


@pytest.mark.parametrize(
    ("handler", "offered"),
    [
        (held_by(ME), (["Give back", "Resolve"], [])),
        (held_by(LIN), (["Resolve"], [])),
        (QUEUE, (["Take over", "Resolve"], ["Take over"])),
        (ASSISTANT, (["Take over", "Resolve"], ["Take over"])),
    ],
)
async def test_only_what_makes_sense_is_offered(
    desk: Desk, pane: ConversationPane, handler: Handler, offered: tuple[list[str], list[str]]
) -> None:
    desk.open("c-mia")
    stands(desk, handler)
    assert (buttons(pane, Header), buttons(pane, HandlerStrip)) == offered
    stands(desk, handler, Status.RESOLVED)
    assert (buttons(pane, Header), buttons(pane, HandlerStrip)) == (["Reopen"], ["Reopen"])


async def test_a_button_waits_for_its_answer(desk: Desk, pane: ConversationPane) -> None:
    desk.open("c-0")
    take = next(
        b for b in the_one(Header, pane).findChildren(QPushButton) if b.text() == "Take over"
    )
    QTest.mouseClick(take, Qt.MouseButton.LeftButton)
    assert desk.handling.is_busy("c-0")
    assert not take.isEnabled()


async def test_the_header_says_who_and_how(desk: Desk, pane: ConversationPane) -> None:
    desk.open("c-0")
    header = the_one(Header, pane)
    shown = [label.text() for label in header.findChildren(Label) if label.isVisible()]
    assert shown == ["李雷", "Online", "Waiting 6 min", "shop.example/checkout · 简体中文 · Chrome"]


async def test_the_handoff_is_explained_once(desk: Desk, pane: ConversationPane) -> None:
    desk.open("c-mia")
    (beside,) = [card for card in pane.findChildren(HandoffCard) if card.isVisible()]
    said = [label.text() for label in beside.findChildren(Label)]
    assert said[:3] == ["Handed over", "9 min ago", "The visitor asked for a person"]
    assert "#A-20391" in said[3]
    pane.resize(600, 800)
    pane.grab()
    (above,) = [card for card in pane.findChildren(HandoffCard) if card.isVisible()]
    assert above is not beside
    stands(desk, ASSISTANT)
    desk.apply(ConversationUpdated(rev=999, conversation=replace(mia(), handoff=None)))
    assert not any(card.isVisible() for card in pane.findChildren(HandoffCard))


async def test_details_can_be_shown_and_hidden(desk: Desk, pane: ConversationPane) -> None:
    desk.open("c-mia")
    details = the_one(ContextPanel, pane)
    assert details.isVisible()
    assert "www.example.org/jackets" in words(pane)
    pane.toggle_details()
    assert not details.isVisible()
    pane.toggle_details()
    assert details.isVisible()


async def test_somebody_who_types_is_named(desk: Desk, pane: ConversationPane) -> None:
    desk.open("c-mia")
    line = the_one(TypingLine, pane)
    her = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
    me = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.display_name)
    for author in (her, me):
        desk.apply(TypingChanged(conversation_id="c-mia", author=author, on=True))
    assert line.text() == "Mia Chen is writing…"
    desk.apply(TypingChanged(conversation_id="c-mia", author=her, on=False))
    assert line.text() == ""


async def test_no_conversation_yet_leads_to_the_link(
    desk: Desk, pane: ConversationPane, qtbot: QtBot
) -> None:
    desk.apply(Snapshot(conversations=(), rev=500))
    assert "No conversations yet: share your chat link." in words(pane)
    wanted: list[int] = []
    pane.share_wanted.connect(lambda: wanted.append(1))
    QTest.mouseClick(the_one(EmptyState, pane).action, Qt.MouseButton.LeftButton)
    assert wanted


async def test_nothing_chosen_says_what_to_do(desk: Desk, pane: ConversationPane) -> None:
    assert words(pane) == ["Choose a conversation on the left."]
    desk.open("c-mia")
    desk.open("")
    assert words(pane) == ["Choose a conversation on the left."]


async def test_all_words_change_their_language(
    desk: Desk, pane: ConversationPane, look: Look
) -> None:
    desk.open("c-0")
    look.translations.use(Language.CHINESE)
    await wait_until(lambda: buttons(pane, Header) == ["接管", "解决"])
    assert "已转人工" in words(pane)
    assert buttons(pane, HandlerStrip) == ["接管"]


def test_the_visitors_page_language_and_browser_in_words() -> None:
    assert page_words("https://shop.example/a/?b=c#d") == "shop.example/a"
    assert page_words("http://[broken") == ""
    assert page_words("") == ""
    assert language_words("en-GB") == "English"
    assert language_words("zh-CN") == "简体中文"
    assert language_words("x!") == "x!"
    phone = replace(mia().visitor, user_agent="Mozilla/5.0 MicroMessenger/8.0 Safari/604")
    assert browser(phone) == "WeChat"
    assert browser(replace(phone, user_agent="curl")) == ""
    assert about(mia().visitor) == "shop.example/checkout · English · Chrome"
