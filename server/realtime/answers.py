"""The answers being written, so that whoever joins in the middle sees their beginning too."""

from collections.abc import Iterable
from itertools import chain

from server.domain.events import AnswerCancelled, AnswerDelta, MessageCreated


class OpenAnswers:
    """At most one answer a conversation; forgotten when it is finished or cancelled."""

    def __init__(self) -> None:
        self._deltas: dict[str, list[AnswerDelta]] = {}

    def grew(self, delta: AnswerDelta) -> None:
        """Another piece."""
        if delta.index == 0:
            self._deltas[delta.conversation_id] = []
        self._deltas.setdefault(delta.conversation_id, []).append(delta)

    def ended(self, event: AnswerCancelled | MessageCreated) -> None:
        """Cancelled, or finished by the message that carries the answer's id."""
        if isinstance(event, AnswerCancelled):
            conversation_id, answer_id = event.conversation_id, event.answer_id
        else:
            conversation_id, answer_id = event.message.conversation_id, event.message.client_id
        deltas = self._deltas.get(conversation_id)
        if deltas and deltas[0].answer_id == answer_id:
            del self._deltas[conversation_id]

    def of(self, conversation_id: str) -> Iterable[AnswerDelta]:
        """What was shown so far in this conversation."""
        return tuple(self._deltas.get(conversation_id, ()))

    def all(self) -> Iterable[AnswerDelta]:
        """What was shown so far, everywhere."""
        return tuple(chain.from_iterable(self._deltas.values()))
