"""What the window costs the thread that draws it.

    python -m tests.bench.window [--rounds 5]

Processor time, so that a busy machine changes little; the start alone is by the wall clock. Each
figure is the median of some rounds beside its goal; the exit code says whether all are met. Qt's
raster engine draws without a screen, as on a computer without a graphics card.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from server.domain.conversations import Author, AuthorKind, Conversation, Message
from server.domain.events import ConversationUpdated, MessageCreated
from tests.bench.cold_start import ColdStart, cold_start
from tests.support.desk_sample import NOW, fill, line, mia, sample_desk
from tests.support.qt import the_one
from ui.changes import MessagesFetched, Snapshot
from ui.conversation.message_list import MessageList
from ui.desk import Desk
from ui.event_loop import new_loop
from ui.i18n import Language, Translations
from ui.icons import Icons
from ui.inbox.list_view import InboxList
from ui.inbox.order import Tab
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme, ThemeChoice

_MANY_MESSAGES = 10_000
_MANY_CONVERSATIONS = 100_000
_STEPS = 60
_PAUSE_SECONDS = 0.05  # Qt draws what changed within it
_TEXTS = (
    "Where is my order #A-20391?",
    "您好，请问蓝色外套 M 码还有货吗？我想下单两件。",
    "It shipped on Friday and arrives tomorrow; please write again if it does not, 谢谢！",
    "好的，谢谢！🙏",
    "One more thing:\ncan I change the address?\nThank you!",
)

Step = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the report."""

    name: str
    value: float
    goal: float
    unit: str = "ms"

    def __str__(self) -> str:
        """With a sign where the goal is missed."""
        sign = " " if self.value <= self.goal else "✗"
        return f"{sign} {self.name:<44}{self.value:>9.1f} {self.unit:<3} goal ≤ {self.goal:g}"


class Bench:
    """A window with everything in it, and a clock on its thread."""

    def __init__(self, desk: Desk, window: MainWindow, theme: Theme, words: Translations) -> None:
        self.desk = desk
        self.window = window
        self.theme = theme
        self.words = words
        self.revs = count(1_000)
        self.idle = 0.0  # what the pause itself costs

    async def cost(self, step: Step) -> float:
        """Milliseconds of this thread until the step is done, and what it changed is drawn."""
        await asyncio.sleep(_PAUSE_SECONDS)
        before = time.thread_time()
        step()
        await asyncio.sleep(_PAUSE_SECONDS)
        return (time.thread_time() - before) * 1_000 - self.idle

    async def median(self, rounds: int, steps: Callable[[int], Step]) -> float:
        """Of that many steps."""
        return statistics.median([await self.cost(steps(at)) for at in range(rounds)])


def main() -> int:
    """The report; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--messages", type=int, default=_MANY_MESSAGES)
    parser.add_argument("--conversations", type=int, default=_MANY_CONVERSATIONS)
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    start = asyncio.run(_cold_starts(arguments.rounds))
    app = QApplication(["bench"])
    with asyncio.Runner(loop_factory=new_loop) as runner:
        figures = [*_starting(start), *runner.run(_measure(app, arguments))]
    sys.stdout.writelines(f"{figure}\n" for figure in figures)
    return int(any(figure.value > figure.goal for figure in figures))


async def _cold_starts(rounds: int) -> list[ColdStart]:
    with TemporaryDirectory() as folder:
        return await cold_start(Path(folder) / "data", rounds)


def _starting(starts: Iterable[ColdStart]) -> list[Figure]:
    starts = list(starts)
    seconds = statistics.median(start.seconds for start in starts)
    memory = max(start.megabytes for start in starts)
    return [
        Figure(
            name="cold start to the inbox, by the wall clock", value=seconds, goal=1.5, unit="s"
        ),
        Figure(name="memory of the window (RSS)", value=memory, goal=200, unit="MB"),
    ]


async def _measure(app: QApplication, arguments: argparse.Namespace) -> list[Figure]:
    async with _bench(app) as bench:
        return [
            *await _conversation(bench, arguments.messages, arguments.rounds),
            *await _looks(bench, arguments.rounds),
            *await _inbox(bench, arguments.conversations, arguments.rounds),
        ]


@asynccontextmanager
async def _bench(app: QApplication) -> AsyncIterator[Bench]:
    theme, translations = Theme(app), Translations(app)
    theme.choose(ThemeChoice.LIGHT)
    translations.use(Language.ENGLISH)
    tasks = Tasks(lambda name, failure: print(name, repr(failure)))
    await tasks.end()
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks)
        window = MainWindow(desk, Icons(theme), translations)
        window.show()
        fill(desk)
        bench = Bench(desk, window, theme, translations)
        bench.idle = await bench.median(_STEPS, lambda _: lambda: None)
        yield bench


# --- a long conversation ------------------------------------------------------------------------


async def _conversation(bench: Bench, many: int, rounds: int) -> list[Figure]:
    desk = bench.desk
    long = replace(mia(), id="c-long", last_seq=many)
    desk.apply(ConversationUpdated(rev=next(bench.revs), conversation=long))
    messages = MessagesFetched(conversation_id="c-long", messages=_messages(many))

    def open_it(_at: int) -> Step:
        """Whoever looks elsewhere lets go of most of it: it is fetched again."""
        desk.open("c-1")
        desk.apply(messages)
        return lambda: desk.open("c-long")

    opened = await bench.median(rounds, open_it)
    seqs = count(many + 1)

    def append(_at: int) -> Step:
        message = _message(next(seqs))
        event = MessageCreated(
            rev=next(bench.revs), conversation=replace(long, last_seq=message.seq), message=message
        )
        return lambda: desk.apply(event)

    appended = await bench.median(_STEPS, append)
    wheel = await _wheel(bench, the_one(MessageList, bench.window))
    return [
        Figure(name=f"open a conversation of {many:,}", value=opened, goal=120),
        Figure(name="a message more in it", value=appended, goal=8),
        Figure(name="a turn of the wheel in it, p95", value=wheel, goal=8),
    ]


def _messages(many: int) -> tuple[Message, ...]:
    return tuple(_message(seq) for seq in range(1, many + 1))


def _message(seq: int) -> Message:
    her = Author(kind=AuthorKind.VISITOR, id="v-mia", name="Mia Chen")
    ai = Author(kind=AuthorKind.ASSISTANT, name="Bell")
    body = _TEXTS[seq % len(_TEXTS)]
    return line(seq, (her, ai)[seq % 2], body, minutes=10_000 - seq, conversation_id="c-long")


async def _wheel(bench: Bench, view: MessageList | InboxList) -> float:
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    centre = QPointF(view.viewport().rect().center())
    costs = [await bench.cost(lambda: _turn(view, centre)) for _ in range(_STEPS)]
    return statistics.quantiles(costs, n=20)[-1]


def _turn(view: MessageList | InboxList, at: QPointF) -> None:
    """One notch."""
    everywhere = view.viewport().mapToGlobal(at)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at,
        everywhere,
        QPoint(0, 0),
        QPoint(0, 120),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


# --- a long inbox -------------------------------------------------------------------------------


async def _inbox(bench: Bench, many: int, rounds: int) -> list[Figure]:
    desk, everyone = bench.desk, _conversations(many)
    arrived = await bench.cost(
        lambda: desk.apply(Snapshot(conversations=everyone, rev=next(bench.revs)))
    )
    tabs = (Tab.MINE, Tab.ALL)
    opened = await bench.median(
        2 * rounds, lambda at: lambda: bench.window.inbox.show_tab(tabs[at % 2])
    )
    bench.window.inbox.show_tab(Tab.ALL)

    def change(at: int) -> Step:
        one = everyone[at * 37 % many]
        assert one.preview is not None
        later = replace(one.preview, created_at=NOW + timedelta(seconds=at))
        event = ConversationUpdated(
            rev=next(bench.revs), conversation=replace(one, preview=later, unread=1)
        )
        return lambda: desk.apply(event)

    changed = await bench.median(_STEPS, change)
    wheel = await _wheel(bench, the_one(InboxList, bench.window))
    return [
        Figure(name=f"{many:,} conversations arrive at once", value=arrived, goal=1_500),
        Figure(name=f"open an inbox of {many:,}", value=opened, goal=150),
        Figure(name="one of them moves to the top", value=changed, goal=5),
        Figure(name="a turn of the wheel in it, p95", value=wheel, goal=8),
    ]


def _conversations(many: int) -> tuple[Conversation, ...]:
    one = mia()
    assert one.preview is not None
    return tuple(
        replace(
            one,
            id=f"c-{at}",
            visitor=replace(one.visitor, id=f"v-{at}", name=f"Visitor {at}"),
            preview=replace(one.preview, created_at=NOW - timedelta(seconds=at)),
        )
        for at in range(many)
    )


# --- another look -------------------------------------------------------------------------------


async def _looks(bench: Bench, rounds: int) -> list[Figure]:
    themes = (ThemeChoice.DARK, ThemeChoice.LIGHT)
    languages = (Language.CHINESE, Language.ENGLISH)
    theme = await bench.median(2 * rounds, lambda at: lambda: bench.theme.choose(themes[at % 2]))
    words = await bench.median(2 * rounds, lambda at: lambda: bench.words.use(languages[at % 2]))
    return [
        Figure(name="light and dark", value=theme, goal=150),
        Figure(name="English and Chinese", value=words, goal=150),
    ]


if __name__ == "__main__":
    sys.exit(main())
