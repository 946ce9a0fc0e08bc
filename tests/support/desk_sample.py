"""A desk with conversations as a small shop would have them, in English and Chinese, offline."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import aiohttp

from server.domain.conversations import (
    ASSISTANT,
    QUEUE,
    Author,
    AuthorKind,
    Conversation,
    Handler,
    Handoff,
    HandoffReason,
    Message,
    MessageKind,
    Notice,
    Preview,
    Rating,
    Source,
    Status,
    held_by,
)
from server.domain.events import AnswerDelta, SuggestionChanged, TypingChanged
from server.domain.people import Agent, Role, Visitor
from server.domain.suggestions import Suggestion, SuggestionInstruction, SuggestionState
from ui.api_client import ApiClient
from ui.changes import LinkChanged, MessagesFetched, Refused, Snapshot, Written
from ui.desk import Desk
from ui.state import Link, Unsent
from ui.tasks import Tasks

NOW = datetime(2026, 11, 20, 12, 59, 30, tzinfo=UTC)
ME = Agent(id="agent-wang", username="wang", display_name="王小雨", role=Role.OWNER, created_at=NOW)
LIN = Agent(
    id="agent-lin", username="lin", display_name="Lin Fang", role=Role.AGENT, created_at=NOW
)
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36"

# name, locale, handler, minutes since the newest line, unread, online, newest line, its author
_OTHERS: tuple[tuple[str, str, Handler, int, int, bool, str, AuthorKind], ...] = (
    ("李雷", "zh-CN", QUEUE, 6, 2, True, "在吗？我想问一下发票怎么开", AuthorKind.VISITOR),
    ("Oliver Brown", "en", held_by(ME), 3, 1, True, "Perfect, and can I", AuthorKind.VISITOR),
    ("王小明", "zh-CN", ASSISTANT, 4, 0, True, "满 99 元包邮，一般两天内", AuthorKind.ASSISTANT),
    ("Sofia García", "es", ASSISTANT, 5, 0, True, "You can change the", AuthorKind.ASSISTANT),
    ("张伟", "zh-CN", held_by(LIN), 7, 0, False, "好的，我马上为您查询，请稍等", AuthorKind.AGENT),
    ("Noah Fischer", "de", ASSISTANT, 12, 0, False, "Thanks! 🙏", AuthorKind.VISITOR),
    ("陈思思", "zh-CN", held_by(ME), 26, 0, False, "已经为您登记换货，单号", AuthorKind.AGENT),
    ("Ava Wilson", "en", ASSISTANT, 41, 0, True, "The jacket is available", AuthorKind.ASSISTANT),
    ("赵敏", "zh-CN", held_by(LIN), 75, 0, False, "谢谢！", AuthorKind.VISITOR),
    ("Lucas Martin", "fr", ASSISTANT, 130, 0, False, "Order #A-20391", AuthorKind.VISITOR),
    ("Visitor 4F2A", "en", ASSISTANT, 200, 0, False, "hello?", AuthorKind.VISITOR),
    ("访客 9C01", "zh-CN", ASSISTANT, 1500, 0, False, "请问周末营业吗", AuthorKind.VISITOR),
)


def sample_desk(
    session: aiohttp.ClientSession, tasks: Tasks, url: str = "http://127.0.0.1:1"
) -> Desk:
    """Mine; by default its server is nowhere."""
    ids = count(1)
    return Desk(
        session,
        ApiClient(session, url, "token"),
        ME,
        tasks=tasks,
        now=lambda: NOW,
        new_id=lambda: f"mine-{next(ids)}",
    )


def fill(desk: Desk) -> None:
    """The whole sample, as if it had been fetched."""
    everyone = (mia(), *others(), resolved())
    desk.apply(Snapshot(conversations=everyone, rev=100))
    desk.apply(LinkChanged(link=Link.ONLINE))
    desk.apply(MessagesFetched(conversation_id="c-mia", messages=tuple(mia_messages())))
    for conversation in (*others(), resolved()):
        messages = tuple(_closing_lines(conversation))
        desk.apply(MessagesFetched(conversation_id=conversation.id, messages=messages))


def fill_busy(desk: Desk) -> None:
    """On top of it: what passes by, what waits and what was refused."""
    for index, text in enumerate(("您好！", "蓝色外套 M 码目前", "有货，今天下单")):
        desk.apply(AnswerDelta(conversation_id="c-2", answer_id="a-9", index=index, text=text))
    desk.apply(SuggestionChanged(suggestion=suggestion()))
    in_chinese = "您好，发票可以在“我的订单”里申请，电子发票一般 24 小时内发到您的邮箱。"
    desk.apply(SuggestionChanged(suggestion=suggestion("c-0", in_chinese, id="s-2")))
    visitor = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
    desk.apply(TypingChanged(conversation_id="c-mia", author=visitor, on=True))
    for client_id, body in (("u-1", "Let me check with the warehouse."), ("u-2", "稍等")):
        desk.apply(Written(unsent=_unsent(client_id, body)))
    desk.apply(Refused(client_id="u-2", problem="Another agent already has this conversation."))


def suggestion(
    conversation_id: str = "c-mia",
    body: str = (
        "I am sorry for the wait, Mia. Your order #A-20391 left our warehouse on Thursday; with"
        " express it arrives tomorrow before noon. Shall I send you the tracking link?"
    ),
    *,
    id: str = "s-1",
) -> Suggestion:
    """What the assistant suggests to answer."""
    titles = ("Shipping times", "Tracking an order")
    return Suggestion(
        id=id,
        conversation_id=conversation_id,
        to_seq=12,
        as_of=12,
        body=body,
        sources=tuple(Source(article_id=title, title=title) for title in titles),
        model="api.example.com/m",
        instruction=SuggestionInstruction.DRAFT,
        language=None,
        state=SuggestionState.READY,
        edit_distance=None,
        created_at=NOW,
    )


def _unsent(client_id: str, body: str) -> Unsent:
    return Unsent(client_id=client_id, conversation_id="c-mia", body=body, kind="reply", at=NOW)


def visitor(name: str, locale: str, *, id: str, online: bool) -> Visitor:
    return Visitor(
        id=id,
        name=name,
        locale=locale,
        page_url="https://shop.example/checkout?step=2",
        referrer="https://www.example.org/jackets",
        user_agent=CHROME,
        online=online,
    )


def mia() -> Conversation:
    """Handed off, and mine now."""
    return Conversation(
        id="c-mia",
        status=Status.OPEN,
        handler=held_by(ME),
        visitor=visitor("Mia Chen", "en", id="v-mia", online=True),
        last_seq=len(list(mia_messages())),
        unread=1,
        visitor_read_seq=11,
        tags=("VIP", "returns"),
        route=None,
        handoff=Handoff(
            reason=HandoffReason.VISITOR_ASKED,
            summary="“Can I talk to a person about order #A-20391?” She wants the jacket sent to"
            " a pickup point in 上海.",
            at=NOW - timedelta(minutes=9),
        ),
        rating=None,
        preview=_preview("你好，我上周买的蓝色外套还没有收到", AuthorKind.VISITOR, 1),
        created_at=NOW - timedelta(days=1, minutes=30),
        updated_at=NOW - timedelta(minutes=1),
    )


def others() -> Iterator[Conversation]:
    for at, (name, locale, handler, minutes, unread, online, text, author) in enumerate(_OTHERS):
        waiting = handler is QUEUE
        yield Conversation(
            id=f"c-{at}",
            status=Status.OPEN,
            handler=handler,
            visitor=visitor(name, locale, id=f"v-{at}-{name}", online=online),
            last_seq=2,
            unread=unread,
            visitor_read_seq=0,
            tags=(),
            route=None,
            handoff=_waiting(minutes) if waiting else None,
            rating=None,
            preview=_preview(text, author, minutes),
            created_at=NOW - timedelta(minutes=minutes + 10),
            updated_at=NOW - timedelta(minutes=minutes),
            waiting_since=NOW - timedelta(minutes=minutes) if waiting else None,
        )


def resolved() -> Conversation:
    return Conversation(
        id="c-done",
        status=Status.RESOLVED,
        handler=held_by(ME),
        visitor=visitor("Emma Schmidt", "de", id="v-emma", online=False),
        last_seq=2,
        unread=0,
        visitor_read_seq=2,
        tags=(),
        route=None,
        handoff=None,
        rating=Rating(score=5, comment="Great!"),
        preview=_preview("Great, thank you!", AuthorKind.VISITOR, 320),
        created_at=NOW - timedelta(minutes=400),
        updated_at=NOW - timedelta(minutes=320),
    )


def _waiting(minutes: int) -> Handoff:
    at = NOW - timedelta(minutes=minutes)
    return Handoff(reason=HandoffReason.PROVIDER_ERROR, summary="“发票怎么开？”", at=at)


def _preview(text: str, author: AuthorKind, minutes: int) -> Preview:
    return Preview(author=author, body=text, created_at=NOW - timedelta(minutes=minutes))


def mia_messages() -> Iterator[Message]:
    """A conversation with everything in it: two days, four writers, a note, events."""
    her = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
    ai = Author(kind=AuthorKind.ASSISTANT, name="Bell")
    lin = Author(kind=AuthorKind.AGENT, id=LIN.id, name=LIN.display_name)
    me = Author(kind=AuthorKind.AGENT, id=ME.id, name=ME.display_name)
    system = Author(kind=AuthorKind.SYSTEM)
    yield line(1, her, "Do you also ship to Hong Kong?", minutes=1460)
    yield line(
        2, ai, "Yes, we do. 满 500 港币包邮。 See https://shop.example/help/shipping", minutes=1459
    )
    yield line(3, her, "Hi! I ordered the blue jacket (size M) last week.", minutes=40)
    yield line(
        4, her, "The tracking page still says “label created”.\nCould you check?", minutes=39
    )
    yield line(
        5,
        ai,
        "Order #A-20391 shipped on Friday and should arrive tomorrow before 18:00."
        " 可以修改收货地址吗？请告诉我新的地址。",
        minutes=38,
        sources=(Source(article_id="a-1", title="Tracking an order"),),
    )
    yield line(6, her, "Can I talk to a person about order #A-20391?", minutes=10)
    yield line(7, system, "", minutes=9, kind=MessageKind.EVENT, notice=Notice.HANDOFF)
    taken = Author(kind=AuthorKind.SYSTEM, name=ME.display_name)
    yield line(8, taken, "", minutes=7, kind=MessageKind.EVENT, notice=Notice.TAKEN)
    yield line(9, lin, "VIP, be quick please 🙏", minutes=6, kind=MessageKind.NOTE)
    yield line(
        10,
        me,
        "Hi Mia, 王小雨 here. 您的订单 #A-20391 已于周五发出，预计明天 18:00 前送达。",
        minutes=5,
    )
    yield line(11, me, "Would you like me to redirect it to a pickup point?", minutes=5)
    yield line(12, her, "Yes please! 😀", minutes=2)
    yield line(
        13, her, "新地址：上海市徐汇区漕溪北路 88 号。发票抬头：「云杉（上海）科技」", minutes=2
    )
    yield line(14, me, "好的，我马上为您修改。", minutes=1)


def line(
    seq: int,
    author: Author,
    body: str,
    *,
    minutes: int,
    conversation_id: str = "c-mia",
    kind: MessageKind = MessageKind.TEXT,
    notice: Notice | None = None,
    sources: tuple[Source, ...] = (),
) -> Message:
    """A stored message."""
    return Message(
        id=f"{conversation_id}-m{seq}",
        conversation_id=conversation_id,
        seq=seq,
        client_id=f"{conversation_id}-{seq}",
        author=author,
        kind=kind,
        body=body,
        attachments=(),
        sources=sources,
        notice=notice,
        created_at=NOW - timedelta(minutes=minutes),
    )


def _closing_lines(conversation: Conversation) -> Iterator[Message]:
    """What the previews of the other conversations show."""
    preview = conversation.preview
    if preview is None:
        return
    her = Author(
        kind=AuthorKind.VISITOR, id=conversation.visitor.id, name=conversation.visitor.name
    )
    authors = {
        AuthorKind.VISITOR: her,
        AuthorKind.ASSISTANT: Author(kind=AuthorKind.ASSISTANT, name="Bell"),
        AuthorKind.AGENT: Author(kind=AuthorKind.AGENT, id=LIN.id, name=LIN.display_name),
    }
    minutes = round((NOW - preview.created_at).total_seconds() / 60)
    first = "你好，请问一下" if conversation.visitor.locale == "zh-CN" else "Hello, a question:"
    yield line(1, her, first, minutes=minutes + 1, conversation_id=conversation.id)
    yield line(
        2,
        authors[preview.author],
        preview.body,
        minutes=minutes,
        conversation_id=conversation.id,
    )
