"""A model, or a visitor, who writes all that could do harm: in the window it is letters."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from server.domain.conversations import (
    QUEUE,
    Author,
    AuthorKind,
    Handoff,
    HandoffReason,
    Source,
)
from server.domain.events import ConversationUpdated, MessageCreated
from tests.support.desk_sample import NOW, line, mia
from tests.support.hostile_outputs import HOSTILE
from tests.support.qt import the_one
from tests.ui.conftest import Look
from ui.conversation.body import links_in, shown
from ui.conversation.message_list import MessageList
from ui.conversation.pane import ConversationPane
from ui.desk import Desk

AUTHORITY = re.compile(r"https?://[^/?#@\\]+(?:[/?#]|\Z)", re.IGNORECASE)
TOGETHER = 25
TEXTS = [text.encode(errors="ignore").decode() for _, text in HOSTILE]


@pytest.fixture
async def pane(desk: Desk, look: Look, qtbot: QtBot) -> ConversationPane:
    pane = ConversationPane(desk, look.icons)
    qtbot.addWidget(pane)
    pane.resize(970, 800)
    pane.show()
    desk.open("c-mia")
    return pane


def batches() -> Iterator[str]:
    for start in range(0, len(TEXTS), TOGETHER):
        yield "\n".join(TEXTS[start : start + TOGETHER])[:4_000]


def say(desk: Desk, kind: AuthorKind, text: str) -> None:
    seq = desk.state.conversations["c-mia"].last_seq + 1
    said = line(seq, Author(kind=kind, id="v-mia", name=text[:60]), text, minutes=0)
    sources = (Source(article_id="a", title=text[:200]),)
    desk.apply(
        MessageCreated(
            rev=desk.state.rev + 1,
            message=replace(said, sources=sources),
            conversation=replace(mia(), last_seq=seq),
        )
    )


def hand_over(desk: Desk, text: str) -> None:
    handoff = Handoff(reason=HandoffReason.VISITOR_ASKED, summary=text, at=NOW)
    visitor = replace(mia().visitor, name=text[:100], page_url=text[:300])
    changed = replace(mia(), handler=QUEUE, handoff=handoff, visitor=visitor)
    desk.apply(ConversationUpdated(rev=desk.state.rev + 1, conversation=changed))


async def test_bubbles_hold_the_letters_that_were_written(
    desk: Desk, pane: ConversationPane
) -> None:
    view = the_one(MessageList, pane)
    assert sum(map(Qt.mightBeRichText, TEXTS)) > 50, "Qt would fall for them"
    for number, text in enumerate(batches()):
        say(desk, (AuthorKind.ASSISTANT, AuthorKind.VISITOR)[number % 2], text)
        pane.grab()
        newest = view.bubble(view.model().rowCount() - 1)
        assert newest.body.text == shown(text)
    assert_plain(pane)


async def test_what_stands_around_the_bubbles_is_plain_too(
    desk: Desk, pane: ConversationPane
) -> None:
    for text in TEXTS[::9]:
        hand_over(desk, text)
        pane.grab()
        assert_plain(pane)


def assert_plain(pane: ConversationPane) -> None:
    """Only text that Qt takes for markup makes it load anything: pictures, style sheets."""
    for label in pane.findChildren(QLabel):
        assert not label.text() or label.textFormat() == Qt.TextFormat.PlainText, label.text()
        assert not label.openExternalLinks()
    assert pane.findChildren(QTextEdit) == [], "these are rich by birth"
    for widget in pane.findChildren(QWidget):
        tip = widget.toolTip()
        escaped = tip.removeprefix("<qt>").removesuffix("</qt>")
        assert not Qt.mightBeRichText(tip) or (tip != escaped and "<" not in escaped), tip


def test_links_lead_where_they_seem_to() -> None:
    found = [link.url for text in TEXTS for link in links_in(text)]
    assert len(found) > 100
    for url in found:
        assert AUTHORITY.match(url), url
