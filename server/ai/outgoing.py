"""A model's text on its way out: what can be seen, what may be told, and no more than an answer."""

import unicodedata

from server.ai.chat_model import MAX_ANSWER_BYTES, FaultCode
from server.ai.faults import fault
from server.ai.output import OutputGate
from server.ai.screening import OutputRules, Screen
from server.domain.text import MAX_BODY_CHARS

# So many letters and digits in a row of our instructions are no coincidence.
ECHO_CHARS = 60
CUT = "…"


class Outgoing:
    """The one way out: hidden characters, then links, markup and secrets, then the length.

    What comes through, put together, is what may be stored.
    """

    def __init__(self, rules: OutputRules) -> None:
        self._seen = OutputGate()
        self._screen = Screen(rules)
        self._limit = OutputGate(
            max_bytes=MAX_ANSWER_BYTES - len(CUT.encode()), max_chars=MAX_BODY_CHARS - len(CUT)
        )
        self._shows = False
        self._echo = Echo(rules.policy)

    def feed(self, text: str) -> str:
        """What may be shown now; raises `ProviderFault` when our instructions come back."""
        return self._pass(self._screen.feed(self._seen.feed(text)))

    def end(self, *, cut: bool = False) -> str:
        """The rest, when the model has finished; an answer that was cut says so."""
        rest = self._pass(self._screen.end())
        return rest + CUT if self._shows and (cut or self._limit.full) else rest

    def _pass(self, text: str) -> str:
        self._echo.hear(text)
        visible = self._limit.feed(text)
        self._shows = self._shows or visible != ""
        return visible


class Echo:
    """Knows its own voice: a long piece of the policy is not an answer to anybody's question."""

    def __init__(self, policy: str) -> None:
        letters = _letters(policy)
        ends = range(ECHO_CHARS, len(letters) + 1)
        self._pieces = frozenset(letters[end - ECHO_CHARS : end] for end in ends)
        self._heard = ""

    def hear(self, text: str) -> None:
        """Raises `ProviderFault` (`filtered`)."""
        if not self._pieces:
            return
        heard = self._heard + _letters(text)
        ends = range(ECHO_CHARS, len(heard) + 1)
        if any(heard[end - ECHO_CHARS : end] in self._pieces for end in ends):
            raise fault(FaultCode.FILTERED, what="The model repeated its instructions.")
        self._heard = heard[1 - ECHO_CHARS :]


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())
