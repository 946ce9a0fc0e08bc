"""What each client writes down: with what the server kept, it is all that the verdict rests on."""

import random
import uuid
from dataclasses import dataclass, field

from server.domain.conversations import Conversation, Message

_LONGEST_FILLER = 600


@dataclass(frozen=True, slots=True)
class Said:
    """A message as it is sent; every try of it carries the same text."""

    client_id: str
    body: str


@dataclass(frozen=True, slots=True)
class Acked:
    """What an acknowledgement promised."""

    seq: int
    body: str


class SenderNotes:
    """What one sender said, in order, and what of it was acknowledged, by client id."""

    def __init__(self, name: str, randomness: random.Random, *, new_ids: bool) -> None:
        self.name = name
        self.waiting: dict[str, str] = {}
        self.acked: dict[str, Acked] = {}
        self.order: dict[str, int] = {}
        self._randomness = randomness
        self._new_ids = new_ids

    def say(self) -> Said:
        """Something new; no two texts are the same."""
        number = len(self.order)
        filler = "x" * self._randomness.randrange(_LONGEST_FILLER)
        said = Said(self._new_id(), f"{self.name} says {number} {filler}".rstrip())
        self.order[said.body] = number
        self.waiting[said.client_id] = said.body
        return said

    def again(self) -> list[Said]:
        """What was sent before the line broke, and may have arrived or not."""
        if self._new_ids:
            self.waiting = {self._new_id(): body for body in self.waiting.values()}
        return [Said(*pair) for pair in self.waiting.items()]

    def acknowledged(self, client_id: str, seq: int) -> None:
        self.acked[client_id] = Acked(seq, self.waiting.pop(client_id))

    def _new_id(self) -> str:
        return str(uuid.UUID(int=self._randomness.getrandbits(128), version=4))


@dataclass(slots=True)
class PageNotes:
    """The messages that one page showed: seq and client id, as they came."""

    name: str
    conversation_id: str
    seen: list[tuple[int, str]] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.seen[-1][0] if self.seen else 0

    def see(self, message: Message) -> None:
        self.seen.append((message.seq, message.client_id))


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """A durable event; `message` is its conversation, seq and client id, if it was one."""

    rev: int
    message: tuple[str, int, str] | None = None


@dataclass(frozen=True, slots=True)
class SeenReset:
    """Everything was fetched again; what follows has a higher rev."""

    rev: int


@dataclass(slots=True)
class DeskNotes:
    """What an agent's window was told, and how it therefore believes that things stand."""

    seen: list[SeenEvent | SeenReset] = field(default_factory=list)
    conversations: dict[str, Conversation] = field(default_factory=dict)

    @property
    def rev(self) -> int:
        return self.seen[-1].rev if self.seen else 0

    @property
    def resets(self) -> int:
        return sum(isinstance(told, SeenReset) for told in self.seen)


@dataclass(slots=True)
class Complaints:
    """What no client should ever be told: refusals, closings, frames that nobody asked for."""

    heard: list[str] = field(default_factory=list)

    def add(self, who: str, what: str) -> None:
        self.heard.append(f"{who}: {what}")
