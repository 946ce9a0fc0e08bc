"""What the owner decides about filters, and what a text looks like to them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.text import check_unicode, is_blank

MAX_WORDS = 20_000
MAX_WORD_CHARS = 60
MAX_CHECK_CHARS = 20_000
MAX_LINKS = 1_000

_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")


class PersonalKind(StrEnum):
    """Kinds of personal data, each found by its form and, where it has one, its check digit."""

    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    IBAN = "iban"
    ID = "id"
    IP = "ip"
    KEY = "key"


class WordAction(StrEnum):
    """What happens to a message with a forbidden word."""

    NOTHING = "nothing"
    MASK = "mask"
    HOLD = "hold"
    REFUSE = "refuse"


class FloodAction(StrEnum):
    """What happens to a message that is one of too many."""

    NOTHING = "nothing"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterSettings(Entity):
    """The section `filters`.

    Attributes:
        visitor_words: For a visitor's message. `hold`: the assistant stays silent.
        answer_words: For the assistant's answer. `hold` and `refuse`: people get it instead.
        built_in_words: Whether our own English and Chinese lists count besides the owner's.
        words: The owner's words, a trailing `*` for any ending.
        allowed_words: Words that never count, whatever a list says.
        allowed_links: Hosts, such as shop.example, that the assistant may link, with all below
            them; besides this server's own and those in the articles that it answers from.
        flood: For the same text again and again, many links, many messages in seconds.
        hide_personal_data: Whether the provider gets placeholders for personal data.
        erase_on_arrival: Kinds that are not even stored, for good.
    """

    visitor_words: WordAction = WordAction.NOTHING
    answer_words: WordAction = WordAction.MASK
    built_in_words: bool = True
    words: tuple[str, ...] = ()
    allowed_words: tuple[str, ...] = ()
    flood: FloodAction = FloodAction.HOLD
    allowed_links: tuple[str, ...] = ()
    hide_personal_data: bool = True
    erase_on_arrival: tuple[PersonalKind, ...] = ()

    def __post_init__(self) -> None:
        if len(self.words) + len(self.allowed_words) > MAX_WORDS:
            raise BadInput("too_many_words", f"There can be {MAX_WORDS} words in all.")
        for word in (*self.words, *self.allowed_words):
            if is_blank(check_unicode(word).rstrip("*")) or len(word) > MAX_WORD_CHARS:
                raise BadInput(
                    "bad_word", f"{word[:MAX_WORD_CHARS]!r} is no word: it needs 1 to 60 letters."
                )
        if len(self.allowed_links) > MAX_LINKS:
            raise BadInput("too_many_links", f"There can be {MAX_LINKS} hosts.")
        for host in self.allowed_links:
            if not _HOST.fullmatch(host):
                raise BadInput(
                    "bad_host", f"{host[:MAX_WORD_CHARS]!r} is no host: write shop.example alone."
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckText(Entity):
    """A text to try the filters on."""

    text: str

    def __post_init__(self) -> None:
        if len(check_unicode(self.text)) > MAX_CHECK_CHARS:
            raise BadInput("text_too_long", f"The text may have {MAX_CHECK_CHARS} characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalSpan(Entity):
    """Where personal data is, counted in Unicode characters; `end` is one past the last."""

    start: int
    end: int
    kind: PersonalKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck(Entity):
    """What the filters found.

    Attributes:
        flagged: Whether there is a forbidden word.
        words: Those words, as they are written in the text.
        spans: Personal data.
        masked: The text with placeholders for personal data and asterisks for the words.
    """

    flagged: bool
    words: tuple[str, ...]
    spans: tuple[PersonalSpan, ...]
    masked: str
