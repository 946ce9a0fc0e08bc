"""Which column of a table says what, and each row as an article."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.domain.articles import ArticleStatus
from server.domain.text import is_blank
from server.knowledge.files.drafts import Draft, Found, Refused, Unreadable, titled

MAX_ROWS = 20_000
_HEADER_WITHIN = 5  # above it there may be a title of the sheet

_NAMES = {
    "title": "title question subject topic q heading 标题 问题 提问 主题 標題 問題",
    "body": "body answer text content reply a response 正文 答案 回答 内容 答复 回复 內容 答覆",
    "questions": (
        "questions phrasings variants synonyms similar similarquestions otherquestions alternatives"
        " 相似问 相似问法 相似问题 其他问法 扩展问 相似問法"
    ),
    "tags": "tags tag category categories 标签 分类 类别 標籤 分類",
    "language": "language lang locale 语言 語言",
    "status": "status state 状态 狀態",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
_STATUSES = {
    **dict.fromkeys(("live", "published", "active", "上线", "发布", "已发布", "启用"), "live"),
    **dict.fromkeys(("draft", "inactive", "草稿", "未发布", "停用"), "draft"),
}
_SEVERAL = re.compile(r"[\n|｜]")
_TAGS = re.compile(r"[\n|｜,，;；、]")

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands."""

    places: dict[str, int]

    def cell(self, row: Row, field: str) -> str:
        place = self.places.get(field)
        return row[place].strip() if place is not None and place < len(row) else ""


_WITHOUT_HEADER = Columns({"title": 0, "body": 1})


def read_rows(rows: Iterable[Row], sheet: str = "") -> Iterator[Found]:
    """Each row as an article, or why it is none; raises `Unreadable`."""
    listed = [(number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if not listed:
        return
    columns, first = _header([row for _, row in listed[:_HEADER_WITHIN]])
    if columns is _WITHOUT_HEADER and max(len(row) for _, row in listed) < 2:
        raise Unreadable(
            "no_columns",
            "A table needs two columns: the question and its answer. Name them title and body.",
        )
    for number, row in listed[first:]:
        place = f"{sheet} row {number}".strip()
        if number > MAX_ROWS:
            yield Refused(place=place, detail=f"Only {MAX_ROWS:,} rows are read. Split the file.")
            return
        yield _article(columns, row, place)


def _header(rows: list[Row]) -> tuple[Columns, int]:
    """The columns, and how many rows stand above the first article."""
    for number, row in enumerate(rows):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            field = _FIELDS.get(re.sub(r"[\s_\-:：*]", "", cell).lower())
            if field is not None:
                places.setdefault(field, place)
        if "body" in places and ("title" in places or "questions" in places):
            return Columns(places), number + 1
        if number == 0 and len(places) > 1:
            raise Unreadable(
                "no_columns",
                "The table has no column for the question or none for the answer. Name them title"
                " and body.",
            )
    return _WITHOUT_HEADER, 0


def _article(columns: Columns, row: Row, place: str) -> Found:
    questions = _split(_SEVERAL, columns.cell(row, "questions"))
    title = columns.cell(row, "title") or next(iter(questions), "")
    body, status = columns.cell(row, "body"), columns.cell(row, "status").lower()
    if is_blank(title):
        return Refused(place=place, detail="It has no question. Write one, and import it again.")
    if is_blank(body):
        return Refused(place=place, detail="It has no answer. Write one, and import it again.")
    if status and status not in _STATUSES:
        detail = f"Its status is {status[:40]!r}; it is live or draft."
        return Refused(place=place, detail=detail)
    short, text = titled(title, body)
    return Draft(
        place=title,
        title=short,
        body=text,
        questions=questions if "questions" in columns.places else None,
        tags=_split(_TAGS, columns.cell(row, "tags")) if "tags" in columns.places else None,
        language=columns.cell(row, "language") if "language" in columns.places else None,
        status=ArticleStatus(_STATUSES[status]) if status else None,
    )


def _split(mark: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.strip() for one in mark.split(text) if one.strip()))
