"""Which messages of a conversation the model sees, and as whose words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

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


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said since the last resolve: too far back to be seen whole, and what is seen."""

    fallen: tuple[Message, ...]
    kept: tuple[Message, ...]

    @property
    def turns(self) -> tuple[ChatMessage, ...]:
        """What is seen, as turns; roles alternate, since several chat templates insist on it."""
        return tuple(_merged(self.kept))


def talk(
    messages: Sequence[Message], *, max_messages: int, max_chars: int = MAX_HISTORY_CHARS
) -> Talk:
    """The talk of these messages (oldest first), parted at what fits; the newest is kept.

    What is kept starts with the visitor, as roles that alternate have to.
    """
    spoken = [message for message in since_resolved(messages) if _is_spoken(message)]
    # The setting counts earlier messages: the one to answer comes on top.
    newest = _newest(spoken, max_messages=max_messages + 1, max_chars=max_chars)
    kept = tuple(dropwhile(lambda one: one.author.kind is not AuthorKind.VISITOR, newest))
    begins = next((i for i, one in enumerate(spoken) if kept and one is kept[0]), len(spoken))
    return Talk(tuple(spoken[:begins]), kept)


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
