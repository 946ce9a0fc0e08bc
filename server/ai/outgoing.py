"""A model's text on its way out: what can be seen, what may be told, and no more than an answer."""

import unicodedata

from server.ai.chat_model import FaultCode
from server.ai.faults import fault
from server.ai.output import OutputGate
from server.ai.screening import OutputRules, Screen

# So many letters and digits in a row of our instructions are no coincidence.
ECHO_CHARS = 60


class Outgoing:
    """The one way out: hidden characters, then links, markup and secrets, then the length.

    What comes through, put together, is what may be stored.
    """

    def __init__(self, rules: OutputRules) -> None:
        self._seen = OutputGate()
        self._screen = Screen(rules)
        self._limit = OutputGate()
        self._echo = Echo(rules.policy)

    def feed(self, text: str) -> str:
        """What may be shown now; raises `ProviderFault` when our instructions come back."""
        return self._pass(self._screen.feed(self._seen.feed(text)))

    def end(self) -> str:
        """The rest, when the model has finished."""
        return self._pass(self._screen.end())

    def _pass(self, text: str) -> str:
        self._echo.hear(text)
        return self._limit.feed(text)


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
