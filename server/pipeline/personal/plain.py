"""One form for digits and Latin letters, character for character, so that places stay the same."""

import unicodedata

_WIDE: dict[int, str] = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0x00A0, 0x2007, 0x2009, 0x202F, 0x3000), " ")
_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_FORMS = {**_WIDE, **_SPACES, **_DASHES}


def plain(text: str) -> str:
    """Full-width forms, foreign digits, odd spaces and dashes as ASCII; as long as the text."""
    if text.isascii():
        return text
    text = text.translate(_FORMS)
    foreign = {char for char in text if not char.isascii() and char.isdecimal()}
    return text.translate({ord(char): str(unicodedata.digit(char)) for char in foreign})
