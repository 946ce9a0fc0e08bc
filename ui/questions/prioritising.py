"""How much a conversation presses."""

from functools import partial

from server.domain.conversations import Priority
from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.desk import Desk
from ui.i18n import tr
from ui.inbox.wording import priority_words

_KEYWORDS = {
    Priority.URGENT: "urgent 紧急",
    Priority.HIGH: "high 高",
    Priority.NORMAL: "normal 普通",
    Priority.LOW: "low 低",
}


def ask_priority(desk: Desk, palette: Palette) -> None:
    """For the open conversation."""
    conversation = desk.open_conversation
    if conversation is None:
        return
    options = [
        Option(
            title=priority_words(priority),
            keywords=words,
            checked=priority is conversation.priority,
            run=partial(desk.handling.put_priority, conversation.id, priority),
        )
        for priority, words in _KEYWORDS.items()
    ]
    question = Question(prompt=tr("Priority"), find=lambda words: fitting(words, options))
    palette.ask(question)
