"""What is read of a file of each kind."""

import pytest

from server.domain.articles import ArticleStatus
from server.knowledge.files.drafts import Draft, Found, Refused, Unreadable
from server.knowledge.files.reading import read_file
from tests.support.office_files import excel, pdf, word, zipped

Read = list[tuple[str, str]]

MARKDOWN = b"""# Shop

Who we are.

## How long does *delivery* take?

- Two days, see [the map](https://shop.example/map).
- <b>Free</b> from 50 euros.

## Returns

Within 30 days.

### Refund

In five days.
"""
HTML = b"""<html><head><title>Warranty</title><style>p {}</style><script>alert(1)</script></head>
<body><nav>Home</nav><h1>Warranty</h1><p>Two years.</p><img src="http://evil.example/x"></body>"""
PAIRS = """问：怎么退货？
答：三十天内联系客服。

问：运费多少？
问：要付运费吗？
答：满99元包邮。
"""
GB = PAIRS.encode("gb18030")
TABLE = "question;answer;tags;status\nSpain?;Yes, in 4 days.;shipping, EU;draft\n"

FILES: dict[str, tuple[bytes, Read]] = {
    "shop.md": (
        MARKDOWN,
        [
            ("Shop", "Who we are."),
            (
                "How long does delivery take?",
                "- Two days, see the map (https://shop.example/map).\n- Free from 50 euros.",
            ),
            ("Returns", "Within 30 days.\n\nRefund\n\nIn five days."),
        ],
    ),
    "hours.txt": (b"Opening hours\n\n9 to 18.", [("Opening hours", "9 to 18.")]),
    "one.txt": (b"We are open from 9 to 18.", [("one", "We are open from 9 to 18.")]),
    "gb.txt": (GB, [("怎么退货？", "三十天内联系客服。"), ("运费多少？", "满99元包邮。")]),
    "big5.txt": (
        "退貨說明\n請於三十天內聯絡客服人員辦理退貨。".encode("big5"),
        [("退貨說明", "請於三十天內聯絡客服人員辦理退貨。")],
    ),
    "utf16.txt": (
        "Q: Where?\nA: Here.".encode("utf-16"),
        [("Where?", "Here.")],
    ),
    "faq.docx": (
        word(("Payment", "By card."), ("Invoices", "In your account.")),
        [("Payment", "By card."), ("Invoices", "In your account.")],
    ),
    "page.html": (HTML, [("Warranty", "Two years.")]),
    "faq.csv": (TABLE.encode(), [("Spain?", "Yes, in 4 days.")]),
    "faq.xlsx": (
        excel(["问题", "答案", "相似问"], ["营业时间", "9 点到 18 点", "几点开门|何时营业"]),
        [("营业时间", "9 点到 18 点")],
    ),
    "size.pdf": (pdf("It is 40 cm wide."), [("size", "It is 40 cm wide.")]),
}


@pytest.mark.parametrize("name", FILES)
def test_each_kind_is_read(name: str) -> None:
    data, expected = FILES[name]
    assert [(one.title, one.body) for one in drafts(read_file(data, name))] == expected


def drafts(found: list[Found]) -> list[Draft]:
    assert not [one for one in found if isinstance(one, Refused)]
    return [one for one in found if isinstance(one, Draft)]


def test_a_table_tells_tags_phrasings_and_status() -> None:
    (spain,) = drafts(read_file(TABLE.encode(), "faq.csv"))
    assert (spain.tags, spain.status) == (("shipping", "EU"), ArticleStatus.DRAFT)
    (hours,) = drafts(read_file(FILES["faq.xlsx"][0], "faq.xlsx"))
    assert hours.questions == ("几点开门", "何时营业")


def test_two_questions_before_an_answer_are_its_phrasings() -> None:
    _, shipping = drafts(read_file(GB, "gb.txt"))
    assert shipping.questions == ("运费多少？", "要付运费吗？")


def test_a_row_without_an_answer_says_so_and_the_others_are_read() -> None:
    found = read_file(b"question,answer\nA?,Yes.\nB?,\n", "faq.csv")
    assert [type(one).__name__ for one in found] == ["Draft", "Refused"]
    assert "row 3" in str(found[1])


def test_front_matter_speaks_for_the_file() -> None:
    text = b"---\ntitle: Fees\nlang: en\ntags: [money, fees]\nquestions:\n- Any fee?\n---\nNone.\n"
    (fees,) = drafts(read_file(text, "fees.md"))
    assert (fees.title, fees.body, fees.language) == ("Fees", "None.", "en")
    assert (fees.tags, fees.questions) == (("money", "fees"), ("Any fee?",))


def test_what_is_long_is_cut_where_sentences_end() -> None:
    found = drafts(read_file(("One sentence here. " * 500).encode(), "long.txt"))
    assert len(found) > 1
    assert all(one.body.endswith(".") for one in found)
    assert len({one.place for one in found}) == len(found)


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><w:document/>'
BAD: dict[str, tuple[str, bytes, str]] = {
    "nothing in it": ("a.md", b" \n", "empty_file"),
    "an unknown type": ("a.exe", b"MZ", "unknown_type"),
    "no type": ("readme", b"x", "unknown_type"),
    "a picture called text": ("a.txt", b"\x89PNG\0\0\0", "not_text"),
    "a damaged PDF": ("a.pdf", b"%PDF-1.4 nonsense", "damaged_file"),
    "a scan": ("a.pdf", pdf(""), "no_text"),
    "a damaged Word file": ("a.docx", b"PK\x03\x04 nonsense", "damaged_file"),
    "an old Word file": ("a.docx", bytes.fromhex("d0cf11e0a1b11ae1"), "old_or_protected"),
    "a bomb": ("a.xlsx", zipped(xl__xml=b"0" * 60_000_000), "too_large_inside"),
    "entities": ("a.docx", zipped(word__xml=ENTITY), "suspicious_file"),
    "a table with one column": ("a.csv", b"only\nquestions\n", "no_columns"),
    "a table of something else": ("a.csv", b"title,tags\nx,y\n", "no_columns"),
    "a huge file": ("a.md", b"x" * (20 * 1024 * 1024 + 1), "too_large"),
}


@pytest.mark.parametrize("why", BAD)
def test_a_bad_file_says_what_to_do(why: str, caplog: pytest.LogCaptureFixture) -> None:
    name, data, code = BAD[why]
    with pytest.raises(Unreadable) as caught:
        read_file(data, name)
    assert caught.value.code == code
    assert caught.value.detail.endswith(".")
    caplog.clear()  # the libraries' words, which are switched off in the reader's process
