"""Spam and flood as a plugin: generous, for an upset visitor repeats themselves too."""

import re
from collections import OrderedDict, deque
from typing import assert_never

from server.clock import Clock
from server.domain.filters import FloodAction
from server.pipeline.builtin.filters import Filters
from server.pipeline.builtin.sentences import Sentence
from server.pipeline.hooks import OnMessage
from server.pipeline.verdicts import Hold, Veto
from server.pipeline.words.folding import fold

MOST_LINKS = 10
MOST_REPEATS, REPEAT_SECONDS = 5, 60.0
MOST_MESSAGES, BURST_SECONDS = 30, 10.0
_VISITORS_REMEMBERED = 10_000
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)

Said = deque[tuple[float, int]]


class FloodPlugin:
    """The same text again and again, many links, dozens of messages in seconds."""

    def __init__(self, filters: Filters, clock: Clock) -> None:
        self._filters = filters
        self._clock = clock
        self._said: OrderedDict[str, Said] = OrderedDict()

    def on_message(self, hook: OnMessage) -> Hold | Veto | None:
        action = self._filters.settings.flood
        reason = self._reason(hook)
        if not reason:
            return None
        match action:
            case FloodAction.NOTHING:
                return None
            case FloodAction.HOLD:
                return Hold(reason=reason)
            case FloodAction.REFUSE:
                return Veto(reason=Sentence.TOO_MUCH.said_in(hook.locale))
            case _:
                assert_never(action)

    def _reason(self, hook: OnMessage) -> str:
        now, text = self._clock.monotonic(), hash(fold(hook.text).text)
        said = self._of(hook.visitor_id)
        said.append((now, text))
        repeats = sum(one == text and now - at <= REPEAT_SECONDS for at, one in said)
        recent = sum(now - at <= BURST_SECONDS for at, _ in said)
        if repeats > MOST_REPEATS:
            return f"The same text came {repeats} times in a minute."
        if recent > MOST_MESSAGES:
            return f"More than {MOST_MESSAGES} messages came in {BURST_SECONDS:.0f} seconds."
        if len(_LINK.findall(hook.text)) > MOST_LINKS:
            return f"It has more than {MOST_LINKS} links."
        return ""

    def _of(self, visitor_id: str) -> Said:
        """What this visitor said lately; who was silent the longest is forgotten first."""
        said = self._said.pop(visitor_id, None) or deque(maxlen=MOST_MESSAGES + 1)
        self._said[visitor_id] = said
        if len(self._said) > _VISITORS_REMEMBERED:
            self._said.popitem(last=False)
        return said
