"""Which messages of a conversation the model sees, and as whose words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from server.ai.chat_model import ChatMessage, ChatRole
from server.domain.conversations import AuthorKind, Message, MessageKind, since_resolved
from server.domain.text import is_blank

MAX_HISTORY_CHARS = 12_000

# An agent speaks with the assistant's voice: both are the team to the visitor.
# The system's lines are absent on purpose: they are wording for people, not part of the talk.
_ROLES: dict[AuthorKind, ChatRole] = {
    AuthorKind.VISITOR: "user",
    AuthorKind.ASSISTANT: "assistant",
    AuthorKind.AGENT: "assistant",
}
_SPOKEN = frozenset({MessageKind.TEXT, MessageKind.FILE})


def turns(
    messages: Sequence[Message], *, max_messages: int, max_chars: int = MAX_HISTORY_CHARS
) -> tuple[ChatMessage, ...]:
    """The talk since the last resolve, oldest first, cut to what fits; the newest is kept.

    It starts with the visitor, and roles alternate: several chat templates refuse anything else.
    """
    spoken = [message for message in since_resolved(messages) if _is_spoken(message)]
    # The setting counts earlier messages: the one to answer comes on top.
    kept = _newest(spoken, max_messages=max_messages + 1, max_chars=max_chars)
    return tuple(_from_visitor(_merged(kept)))


def _is_spoken(message: Message) -> bool:
    return message.kind in _SPOKEN and message.author.kind in _ROLES and not is_blank(message.body)


def _newest(messages: Sequence[Message], *, max_messages: int, max_chars: int) -> list[Message]:
    """The newest that fit, without a gap; the visitor's last words are there in any case."""
    last_asked = _last_asked(messages)
    kept: list[Message] = []
    room = max_chars
    for index in range(len(messages) - 1, -1, -1):
        room -= len(messages[index].body)
        fits = room >= 0 and len(kept) < max_messages
        if not fits and index < last_asked:
            break
        if fits or index == last_asked:
            kept.append(messages[index])
    return kept[::-1]


def _last_asked(messages: Sequence[Message]) -> int:
    indexes = range(len(messages) - 1, -1, -1)
    return next(
        (i for i in indexes if messages[i].author.kind is AuthorKind.VISITOR), len(messages)
    )


def _merged(messages: Iterable[Message]) -> Iterator[ChatMessage]:
    for role, run in groupby(messages, key=lambda message: _ROLES[message.author.kind]):
        yield ChatMessage(role=role, content="\n\n".join(message.body for message in run))


def _from_visitor(merged: Iterator[ChatMessage]) -> Iterator[ChatMessage]:
    first = next(merged, None)
    if first is not None and first.role == "user":
        yield first
    yield from merged
