"""Personal data by its form and check digits; what only looks like it stays."""

import pytest

from server.domain.filters import PersonalKind
from server.pipeline.personal.spans import personal_spans

# Numbers that issuers publish for tests, or made up with the right check digits.
FOUND = [
    *(("email", text) for text in ("a.b+c@mail.example.co.uk", "ma_li@qq.com", "x-y@a-b.io")),
    *(("card", text) for text in ("4111 1111 1111 1111", "378282246310005", "6011-1111-1111-1117")),
    *(("card", text) for text in ("5555555555554444", "6200000000000005", "30569309025904")),
    *(("iban", text) for text in ("GB82 WEST 1234 5698 7654 32", "DE89370400440532013000")),
    ("iban", "NO93 8601 1117 947"),
    *(("id", text) for text in ("11010519491231002X", "A123456(3)", "A123456789", "123-45-6789")),
    *(("id", text) for text in ("QQ 12 34 56 C".replace("QQ", "AB"), "AB123456C")),
    *(("ip", text) for text in ("192.0.2.17", "2001:db8::8a2e:370:7334", "255.255.255.255")),
    *(("phone", text) for text in ("+44 20 7946 0958", "(212) 555-0123", "212-555-0123 ext 45")),
    *(("phone", text) for text in ("13812345678", "138 1234 5678", "+86 138-1234-5678")),
    *(("phone", text) for text in ("010-62345678", "03.93.92.16.85", "+1-903-140-4508x769")),
    *(("phone", text) for text in ("1-800-555-0199", "0044 20 7946 0958", "(03)-7161-6318")),
    ("key", "sk-proj-abcdefghijklmnopqrstuvwx"),
    ("key", "AKIAIOSFODNN7EXAMPLE"),
    ("key", "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----"),
]
AROUND = ["{}", "it is {}, thanks", "我的是{}，谢谢", "({})", "see:\n{}\nplease", "是{}"]

CALLED = [
    "My phone number is 723 813 266",
    "call 5551234 please",
    "reach me at 3660170548",
    "电话：6234567",
    "5551234 is my mobile",
]

NOTHING = [
    "order 113542617735902",
    "my order number is 4155550123",
    "订单号13812345678",
    "tracking number: 4111111111111111",
    "invoice #2125550123",
    "purchase 00004587345",
    "version 1.2.3.4",
    "v 10.0.0.1",
    "on 2026-11-22 10:30 or 22/11/2026",
    "22.11.2026 at 9",
    "2024-2026",
    "it costs 1 000 000 or 1,234,567.89",
    "from 10:30:45 to 11:00",
    "std::vector and a::b",
    "ratio 3:4:5",
    "4111111111111112",
    "GB82 WEST 1234 5698 7654 33",
    "110105194912310021",
    "256.1.1.1",
    "mail me @ home",
    "a@b",
    "room 101, 2 nights, 3 people",
    "90210",
    "1234567890123",
    "ISBN 978-3-16-148410-0",
    "https://example.com/a/1234567890",
]


@pytest.mark.parametrize(("kind", "data"), FOUND, ids=[data for _, data in FOUND])
def test_it_is_found_wherever_it_stands(kind: str, data: str) -> None:
    for around in AROUND:
        text = around.format(data)
        spans = [(text[span.start : span.end], span.kind) for span in personal_spans(text)]
        assert spans == [(data, PersonalKind(kind))], text


@pytest.mark.parametrize("text", CALLED)
def test_what_is_called_a_phone_is_one(text: str) -> None:
    assert [span.kind for span in personal_spans(text)] == [PersonalKind.PHONE]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert personal_spans(text) == ()


def test_full_width_and_foreign_digits_are_digits() -> None:
    text = "邮箱ａｂ＠ｑｑ．ｃｏｍ 电话１３８１２３４５６７８ و ١٣٨١٢٣٤٥٦٧٨"
    assert [span.kind.value for span in personal_spans(text)] == ["email", "phone", "phone"]


def test_each_piece_counts_once_and_in_order() -> None:
    text = "13812345678, a@b.com, 4111111111111111, 192.0.2.1, b@c.org"
    assert [span.kind.value for span in personal_spans(text)] == [
        *("phone", "email", "card", "ip", "email")
    ]


@pytest.mark.parametrize("piece", ["1", "1 ", "+1(", "a@", "a.", ":", "f:", "DE12 ", "12-34.", "("])
def test_a_hostile_text_is_read_at_once(piece: str) -> None:
    personal_spans(piece * (20_000 // len(piece)))
