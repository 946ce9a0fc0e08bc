"""What may be written: the limits and checks for text from outside."""

import unicodedata

from server.domain.errors import BadInput

# The longest body that fits a 64 KiB frame even when every character is sent as a \uXXXX pair.
MAX_BODY_CHARS = 4_000
MAX_ID_CHARS = 100
MAX_LINE_CHARS = 200

# Categories that leave nothing to see: control, format (zero-width, bidi), separators, spaces.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
# Letters and marks that fonts draw as nothing: Hangul fillers, Braille blank, selectors.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\u034f") | {chr(c) for c in range(0xFE00, 0xFE10)}


def check_body(body: str) -> str:
    """The body as it is, when it can be stored and shown.

    Raises:
        BadInput: `empty_message`, `body_too_long`, `invalid_text`.
    """
    if len(body) > MAX_BODY_CHARS:
        raise BadInput(
            "body_too_long",
            f"The message has {len(body)} characters, {MAX_BODY_CHARS} are possible. Send parts.",
        )
    check_unicode(body)
    if is_blank(body):
        raise BadInput("empty_message", "The message is empty. Write something and send it again.")
    return body


def check_unicode(text: str) -> str:
    """The text, when it is whole Unicode: half a surrogate pair cannot be stored.

    Raises:
        BadInput: `invalid_text`.
    """
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise BadInput("invalid_text", "The text holds half a character (a lone surrogate).")
    return text


def is_blank(text: str) -> bool:
    """Whether nothing of it can be seen: white space, zero-width and control characters only."""
    return all(unicodedata.category(char) in _INVISIBLE or char in _BLANK for char in text)


def one_line(text: str, limit: int) -> str:
    """The text on one line, cut to `limit` characters with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
