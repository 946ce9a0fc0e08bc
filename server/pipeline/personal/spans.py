"""All personal data of a text, each piece once."""

from collections.abc import Callable, Iterator
from itertools import chain

from server.domain.filters import PersonalKind, PersonalSpan
from server.pipeline.personal.network import emails, ip_addresses, keys
from server.pipeline.personal.numbers import cards, ibans, id_numbers
from server.pipeline.personal.phones import phones
from server.pipeline.personal.plain import plain

# The surest first: what has a check digit is not taken for a phone.
_FINDERS: tuple[tuple[PersonalKind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (PersonalKind.KEY, keys),
    (PersonalKind.EMAIL, emails),
    (PersonalKind.IBAN, ibans),
    (PersonalKind.ID, id_numbers),
    (PersonalKind.CARD, cards),
    (PersonalKind.IP, ip_addresses),
    (PersonalKind.PHONE, phones),
)


def personal_spans(text: str) -> tuple[PersonalSpan, ...]:
    """In their order; no two overlap."""
    seen = plain(text)
    kept: list[PersonalSpan] = []
    found = chain.from_iterable(
        (PersonalSpan(start=start, end=end, kind=kind) for start, end in find(seen))
        for kind, find in _FINDERS
    )
    for span in found:
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=lambda span: span.start))
