"""Cards, bank accounts and ID numbers: by their form and their check digits."""

import re
from collections.abc import Iterator

from server.pipeline.personal.checksums import (
    chinese_id,
    hong_kong_id,
    luhn,
    mod97,
    taiwan_id,
)
from server.pipeline.personal.context import names_another_number

Place = tuple[int, int]

_CARD = re.compile(r"(?<![\w.+-])\d(?:[ -]?\d){11,18}(?![\w-]|\.\d)", re.ASCII)
# The first digits that networks give out, and how long their numbers are.
_NETWORKS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}"  # Visa
    r"|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|095|[689]\d)\d{11}(?:\d\d)?"  # Diners Club
    r"|(?:6011|64[4-9]\d|65\d\d)\d{12}(?:\d{3})?"  # Discover
    r"|35\d{14}(?:\d{3})?|(?:2131|1800)\d{11}"  # JCB
    r"|(?:62|81)\d{14,17}"  # UnionPay
    r"|(?:50[0-9]\d|5[6-9]\d\d|6[0-9]{3}|0604)\d{8,15}"  # Maestro, RuPay, Verve
    r"|220[0-4]\d{12}|9792\d{12}"  # Mir, Troy
    r"|9558\d{15}|(?:60|62|68|69|84|87|90|94|95|98|99)\d{17}",  # Chinese debit cards
)
_IBAN = re.compile(
    r"(?<![\w-])[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}(?![\w])", re.ASCII | re.IGNORECASE
)
_IBAN_FORMS = (  # each country and how many characters its accounts have
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 "
    "DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 "
    "GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 "
    "LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 "
    "PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 "
    "SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
)
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
_IBAN_LENGTHS = {form[:2]: int(form[2:]) for form in _IBAN_FORMS.split()}
_CHINESE_ID = re.compile(r"(?<![\d-])\d{17}[\dX](?![\w-])", re.ASCII | re.IGNORECASE)
_US_SSN = re.compile(
    r"(?<![\d-])(?!000|666|9)\d{3}([ -])(?!00)\d\d\1(?!0000)\d{4}(?![\d-])", re.ASCII
)
_HONG_KONG_ID = re.compile(r"(?<![\w])([A-Z]{1,2})(\d{6})[ ]?\(([\dA])\)", re.ASCII)
_TAIWAN_ID = re.compile(r"(?<![\w-])[A-Z][1289]\d{8}(?![\w-])", re.ASCII)
_UK_INSURANCE = re.compile(
    r"(?<![\w])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r"( ?)\d\d\1\d\d\1\d\d\1[A-D](?![\w])",
    re.ASCII,
)


def cards(text: str) -> Iterator[Place]:
    """Payment cards: a number that a network could have given out, with the right check digit."""
    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        is_card = _NETWORKS.fullmatch(digits) and luhn(digits)
        if is_card and not names_another_number(text, found.start()):
            yield found.span()


def ibans(text: str) -> Iterator[Place]:
    """Bank accounts; words that follow one are not part of it."""
    for found in _IBAN.finditer(text):
        for end in _ends(found[0]):
            if mod97(re.sub(r"[ -]", "", found[0][:end])):
                yield found.start(), found.start() + end
                break


def _ends(text: str) -> Iterator[int]:
    """Where an account may end: where its country says, else where its groups of four do."""
    places = [place + 1 for place, char in enumerate(text) if char.isalnum()]
    expected = _IBAN_LENGTHS.get(text[:2].upper(), 0)
    if 0 < expected <= len(places) and not text[places[expected - 1] :][:1].isalnum():
        yield places[expected - 1]
    grouped = re.match(r"(?:\w{4}[ -])*\w+", text, re.ASCII)
    if grouped and _SHORTEST_IBAN <= sum(map(str.isalnum, grouped[0])) <= _LONGEST_IBAN:
        yield grouped.end()


def id_numbers(text: str) -> Iterator[Place]:
    """ID numbers of mainland China, Hong Kong, Taiwan, the USA and the United Kingdom."""
    for found in _CHINESE_ID.finditer(text):
        if chinese_id(found[0]):
            yield found.span()
    for found in _HONG_KONG_ID.finditer(text):
        if hong_kong_id(found[1], found[2], found[3]):
            yield found.span()
    for found in _TAIWAN_ID.finditer(text):
        if taiwan_id(found[0]):
            yield found.span()
    for pattern in (_US_SSN, _UK_INSURANCE):
        yield from (found.span() for found in pattern.finditer(text))
