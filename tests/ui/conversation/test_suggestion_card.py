"""What the assistant suggests: shown, used, edited, rewritten, and gone without a word."""

from collections.abc import AsyncIterator
from dataclasses import replace

import aiohttp
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from server.domain import codec
from server.domain.conversations import Author, AuthorKind
from server.domain.events import SuggestionChanged
from server.domain.suggestions import (
    AskSuggestion,
    Suggestion,
    SuggestionInstruction,
    SuggestionPage,
    SuggestionState,
)
from tests.support.desk_sample import fill, line, mia, sample_desk, suggestion
from tests.support.fake_desk_server import FakeDeskServer
from tests.support.qt import the_one, wait_until
from tests.ui.conftest import Look
from ui.changes import LinkChanged, MessagesFetched, SuggestionsFetched
from ui.conversation.composer import Composer
from ui.conversation.draft_text import DraftText
from ui.conversation.pane import ConversationPane
from ui.conversation.suggestion_card import SuggestionCard
from ui.desk import Desk
from ui.i18n import Language
from ui.state import Link
from ui.tasks import Tasks
from ui.widgets.buttons import IconButton
from ui.widgets.label import ElidedLabel, Label

HER = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
ASKED = "POST /api/v1/conversations/c-mia/suggestions"


@pytest.fixture
async def server() -> AsyncIterator[FakeDeskServer]:
    async with FakeDeskServer() as fake:
        yield fake


@pytest.fixture
async def desk(qapp: QApplication, server: FakeDeskServer) -> AsyncIterator[Desk]:
    """With the sample conversations, and a server that says what the test wants."""
    tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks, server.url)
        fill(desk)
        yield desk
        await tasks.end()


@pytest.fixture
async def pane(desk: Desk, look: Look, qtbot: QtBot) -> ConversationPane:
    pane = ConversationPane(desk, look.icons)
    qtbot.addWidget(pane)
    pane.resize(970, 800)
    pane.show()
    desk.open("c-mia")
    return pane


def offer(desk: Desk, one: Suggestion | None = None) -> Suggestion:
    one = one or suggestion()
    desk.apply(SuggestionChanged(suggestion=one))
    return one


def card(pane: ConversationPane) -> SuggestionCard:
    return the_one(SuggestionCard, pane)


def editor_text(pane: ConversationPane) -> str:
    return the_one(Composer, pane).editor.toPlainText()


def press(pane: ConversationPane, words: str) -> None:
    (button,) = [one for one in card(pane).findChildren(QPushButton) if one.text() == words]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press_icon(pane: ConversationPane, name: str) -> None:
    (icon,) = [one for one in pane.findChildren(IconButton) if one.accessibleName() == name]
    QTest.mouseClick(icon, Qt.MouseButton.LeftButton)


def sent(desk: Desk) -> list[tuple[str, str | None]]:
    return [(one.body, one.suggestion_id) for one in desk.state.outbox]


async def test_it_is_there_only_while_something_is_offered(
    desk: Desk, pane: ConversationPane
) -> None:
    assert not card(pane).isVisible()
    one = offer(desk, replace(suggestion(), body="<b>bold</b> &amp;"))
    assert card(pane).isVisible()
    assert the_one(DraftText, pane).toPlainText() == "<b>bold</b> &amp;"
    sources = the_one(ElidedLabel, card(pane))
    assert sources.text() == "From: Shipping times · Tracking an order"
    desk.open("c-1")
    assert not card(pane).isVisible()
    desk.open("c-mia")
    assert card(pane).isVisible()
    offer(desk, replace(one, state=SuggestionState.STALE))
    assert not card(pane).isVisible()


async def test_without_sources_there_is_no_line_for_them(
    desk: Desk, pane: ConversationPane
) -> None:
    offer(desk, replace(suggestion(), sources=()))
    desk.open("c-1")
    desk.open("c-mia")
    assert not the_one(ElidedLabel, card(pane)).isVisible()


async def test_the_end_of_an_older_one_takes_nothing_away(
    desk: Desk, pane: ConversationPane
) -> None:
    offer(desk)
    offer(desk, replace(suggestion(), id="s-0", state=SuggestionState.STALE))
    assert card(pane).isVisible()


async def test_sending_it_leaves_what_was_typed(desk: Desk, pane: ConversationPane) -> None:
    QTest.keyClicks(the_one(Composer, pane).editor, "One moment")
    one = offer(desk)
    press(pane, "Send draft")
    assert sent(desk) == [(one.body, "s-1")]
    assert editor_text(pane) == "One moment"
    assert not card(pane).isVisible()


async def test_editing_it_keeps_where_it_came_from(desk: Desk, pane: ConversationPane) -> None:
    one = offer(desk)
    press(pane, "Edit")
    assert editor_text(pane) == one.body
    assert not card(pane).isVisible()
    editor = the_one(Composer, pane).editor
    QTest.keyClicks(editor, " Bye")
    desk.open("c-1")
    desk.open("c-mia")  # its own draft, and where that came from, wait for the agent
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "And one more")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert sent(desk) == [(one.body + " Bye", "s-1"), ("And one more", None)]


async def test_it_never_overwrites_what_was_typed(desk: Desk, pane: ConversationPane) -> None:
    QTest.keyClicks(the_one(Composer, pane).editor, "Hi Mia,")
    one = offer(desk)
    assert editor_text(pane) == "Hi Mia,"
    card(pane).put_into_message()
    assert editor_text(pane) == f"Hi Mia,\n{one.body}"


async def test_emptying_the_message_brings_it_back(desk: Desk, pane: ConversationPane) -> None:
    offer(desk)
    card(pane).put_into_message()
    the_one(Composer, pane).editor.clear()
    assert card(pane).isVisible()


async def test_a_note_is_no_use_of_it(desk: Desk, pane: ConversationPane) -> None:
    composer = the_one(Composer, pane)
    offer(desk)
    card(pane).put_into_message()
    composer.toggle_note()
    composer.send()
    assert [(one.kind, one.suggestion_id) for one in desk.state.outbox] == [("note", None)]


async def test_an_input_method_is_not_disturbed(desk: Desk, pane: ConversationPane) -> None:
    offer(desk)
    editor = the_one(Composer, pane).editor
    QGuiApplication.sendEvent(editor, QInputMethodEvent("nihao", []))
    card(pane).put_into_message()
    assert editor_text(pane) == ""
    assert card(pane).isVisible()


async def test_the_card_never_takes_the_focus(
    desk: Desk, pane: ConversationPane, qtbot: QtBot
) -> None:
    editor = the_one(Composer, pane).editor
    editor.setFocus()
    one = offer(desk)
    assert pane.focusWidget() is editor
    offer(desk, replace(one, state=SuggestionState.STALE))
    assert pane.focusWidget() is editor


@pytest.mark.parametrize("words", ["Shorter", "Friendlier"])
async def test_rewriting_is_asked_for_once(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer, words: str
) -> None:
    offer(desk)
    shorter = replace(suggestion(), id="s-2", body="Tomorrow.")
    server.answer(SuggestionPage(items=(shorter,), next=None))
    press(pane, words)
    press(pane, words)
    assert "Drafting…" in [label.text() for label in card(pane).findChildren(Label)]
    await wait_until(lambda: not desk.suggesting.is_busy("c-mia"))
    assert server.asked == [ASKED]
    wanted = codec.decode(AskSuggestion, server.bodies[0])
    assert wanted == AskSuggestion(instruction=SuggestionInstruction(words.lower()))
    offer(desk, shorter)  # the event tells everybody
    assert the_one(DraftText, pane).toPlainText() == "Tomorrow."


async def test_translating_offers_the_visitors_language_first(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer
) -> None:
    offer(desk, replace(suggestion(), conversation_id="c-3"))
    desk.open("c-3")
    menu = the_one(QMenu, card(pane))
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["español de España", "English", "简体中文"]
    server.answer(SuggestionPage(items=(), next=None))
    menu.actions()[0].trigger()
    await wait_until(lambda: server.bodies)
    wanted = codec.decode(AskSuggestion, server.bodies[0])
    assert wanted.language == "es"


async def test_without_an_offer_one_can_be_asked_for(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer
) -> None:
    server.answer(SuggestionPage(items=(), next=None))
    said: list[str] = []
    desk.troubled.connect(said.append)
    press_icon(pane, "Let the assistant draft a reply")
    assert card(pane).isVisible()
    await wait_until(lambda: said)
    assert said == ["The assistant has nothing to suggest here."]
    assert not card(pane).isVisible()


async def test_a_refusal_is_said_and_the_draft_stays(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer
) -> None:
    offer(desk)
    server.refuse(503, "no_provider")
    said: list[str] = []
    desk.troubled.connect(said.append)
    press(pane, "Shorter")
    await wait_until(lambda: said)
    assert said == ["Rewriting needs an AI provider; the owner can set one up."]
    assert the_one(DraftText, pane).toPlainText() == suggestion().body


async def test_discarding_it_tells_the_server(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer
) -> None:
    one = offer(desk)
    server.answer(replace(one, state=SuggestionState.DISCARDED))
    press_icon(pane, "Discard the draft")
    await wait_until(lambda: not card(pane).isVisible())
    assert server.asked == ["PUT /api/v1/conversations/c-mia/suggestions/s-1"]


async def test_a_window_that_comes_back_learns_what_is_offered(
    desk: Desk, pane: ConversationPane, server: FakeDeskServer
) -> None:
    offer(desk)
    desk.apply(LinkChanged(link=Link.OFFLINE))
    assert not card(pane).isVisible()
    server.suggestions = (replace(suggestion(), as_of=mia().last_seq),)
    desk.apply(LinkChanged(link=Link.ONLINE))
    await wait_until(lambda: card(pane).isVisible())


async def test_what_was_fetched_late_is_not_offered(desk: Desk, pane: ConversationPane) -> None:
    seq = mia().last_seq + 1
    overtaken = replace(suggestion(), as_of=seq - 1)
    news = line(seq, HER, "Never mind", minutes=0)
    desk.apply(MessagesFetched(conversation_id="c-mia", messages=(news,)))
    desk.apply(SuggestionsFetched(conversation_id="c-mia", ready=overtaken))
    assert not card(pane).isVisible()


async def test_its_words_change_their_language(
    desk: Desk, pane: ConversationPane, look: Look
) -> None:
    offer(desk)
    look.translations.use(Language.CHINESE)
    await wait_until(lambda: "建议回复" in [one.text() for one in card(pane).findChildren(Label)])
    words = [one.text() for one in card(pane).findChildren(QPushButton)]
    assert words == ["直接发送", "编辑", "更简短", "更亲切", "翻译"]


async def test_it_fits_a_narrow_window(desk: Desk, pane: ConversationPane) -> None:
    offer(desk, replace(suggestion(), body="long " * 800))
    pane.resize(440, 700)
    pane.grab()
    inner = card(pane)
    assert inner.minimumSizeHint().width() <= pane.width()
    assert the_one(DraftText, pane).height() < 250


@pytest.mark.parametrize("width", [440, 620, 970])
async def test_a_short_draft_is_seen_whole(desk: Desk, pane: ConversationPane, width: int) -> None:
    pane.resize(width, 700)
    offer(desk)
    pane.grab()
    draft = the_one(DraftText, pane)
    assert not draft.verticalScrollBar().isVisible()
    assert not draft.horizontalScrollBar().isVisible()
    lines = round(draft.document().size().height())
    assert draft.viewport().height() >= lines * draft.fontMetrics().lineSpacing()
