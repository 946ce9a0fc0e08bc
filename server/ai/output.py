"""What of a model's text may be shown: it is treated as written by an attacker."""

import unicodedata

from server.ai.chat_model import MAX_ANSWER_BYTES
from server.domain.text import MAX_BODY_CHARS

_LINE_BREAKS = {"\n": "\n", "\t": "\t", "\u2028": "\n", "\u2029": "\n", "\u0085": "\n"}
# Control, format (zero-width, bidi, tags), half characters, private use: unseen, or not one thing.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co"})
# Seen as nothing although their category says letter or mark; text can be smuggled in the latter.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_SELECTORS = (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0000, 0xE1000))
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"


class OutputGate:
    """Lets the visible part of a streamed answer through, and no more than an answer's length.

    What was let through, put together, is what may be stored: it has no space around it.

    Attributes:
        full: Nothing more will come through, so the stream can be closed.
    """

    def __init__(
        self, *, max_bytes: int = MAX_ANSWER_BYTES, max_chars: int = MAX_BODY_CHARS
    ) -> None:
        self.full = False
        self._bytes_left = max_bytes
        self._chars_left = max_chars
        self._half = ""  # the first half of a character whose second half is still to come
        self._space = ""  # held back until something visible follows
        self._last = ""  # the last character that came through

    def feed(self, text: str) -> str:
        """What may be shown now; often shorter than what came, for an end may need its sequel."""
        shown: list[str] = []
        for char in self._whole(text):
            if self.full:
                break
            if visible := self._visible(char):
                shown.append(self._let_through(visible))
        return "".join(shown)

    def _whole(self, text: str) -> str:
        """JSON can split a character in two halves, and a stream can put them in two chunks."""
        text = self._half + text
        self._half = text[-1] if text and "\ud800" <= text[-1] <= "\udbff" else ""
        text = text.removesuffix(self._half)
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def _visible(self, char: str) -> str:
        if char in _LINE_BREAKS:
            return _LINE_BREAKS[char]
        if char in (_JOINER, _EMOJI_STYLE):  # both make one emoji of several characters
            return char if self._after_emoji() else ""
        if unicodedata.category(char) in _HIDDEN or char in _BLANK:
            return ""
        return "" if any(ord(char) in selectors for selectors in _SELECTORS) else char

    def _after_emoji(self) -> bool:
        last = self._last
        return last == _EMOJI_STYLE or unicodedata.category(last or " ") in ("So", "Sk")

    def _let_through(self, char: str) -> str:
        if char.isspace():
            self._space += char if self._last else ""
            return ""
        out = self._space + char
        self._bytes_left -= len(out.encode())
        self._chars_left -= len(out)
        if self._bytes_left < 0 or self._chars_left < 0:
            self.full = True
            return ""
        self._space = ""
        self._last = char
        return out
