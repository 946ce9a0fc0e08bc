"""Until when a conversation is put aside."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.desk import Desk
from ui.i18n import tr
from ui.questions.moments import good_moments, typed_moment
from ui.when import ahead, full


def ask_moment(desk: Desk, palette: Palette) -> None:
    """For the open conversation; the visitor's word wakes it earlier."""
    conversation = desk.open_conversation
    if conversation is None:
        return
    snooze = partial(desk.handling.snooze, conversation.id)
    question = Question(
        prompt=tr("Snooze until when?"),
        find=lambda words: _choices(words, desk.now(), snooze),
        foot=tr("Or type a length: 45 min, 2 h, 3 d. It wakes earlier when the visitor writes."),
    )
    palette.ask(question)


def _choices(words: str, now: datetime, snooze: "partial[None]") -> list[Option]:
    typed = typed_moment(words, now)
    if typed is not None:
        return [_option(typed, now, snooze)]
    return fitting(words, _moments(now, snooze))


def _moments(now: datetime, snooze: "partial[None]") -> Iterator[Option]:
    for moment in good_moments(now):
        yield _option(moment, now, snooze)


def _option(moment: datetime, now: datetime, snooze: "partial[None]") -> Option:
    return Option(
        title=ahead(moment, now),
        detail=full(moment),
        icon="alarm-clock",
        run=partial(snooze, moment),
    )
