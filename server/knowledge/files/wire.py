"""Files to their reader's process and what it found back: lengths, then bytes, no more."""

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from server.domain.articles import ArticleStatus
from server.knowledge.files.drafts import Draft, Found, Refused, Unreadable

HEAD = struct.Struct(">II")  # of a question: the length of the name, the length of the file
LENGTH = struct.Struct(">I")
MAX_ANSWER_BYTES = 128 * 1024 * 1024


def question(name: str, data: bytes) -> bytes:
    """What comes before the file itself."""
    named = name.encode("utf-8", "replace")
    return HEAD.pack(len(named), len(data)) + named


def answer(found: Sequence[Found] | Unreadable) -> bytes:
    """What a file holds, or why it holds nothing."""
    if isinstance(found, Unreadable):
        said: Any = {"code": found.code, "detail": found.detail}
    else:
        said = [{"kind": type(one).__name__} | asdict(one) for one in found]
    body = json.dumps(said).encode()
    return LENGTH.pack(len(body)) + body


def read_answer(body: bytes) -> list[Found]:
    """The same back; it may have been forged by a file that took over its reader.

    Raises:
        Unreadable: As the reader raised it.
        ValueError, TypeError, KeyError: The reader said what no reader says.
    """
    said = json.loads(body)
    if isinstance(said, dict):
        raise Unreadable(_text(said["code"]), _text(said["detail"]))
    return [_found(one) for one in said]


def _found(fields: dict[str, Any]) -> Found:
    if fields["kind"] == Refused.__name__:
        return Refused(place=_text(fields["place"]), detail=_text(fields["detail"]))
    status = fields["status"]
    return Draft(
        place=_text(fields["place"]),
        title=_text(fields["title"]),
        body=_text(fields["body"]),
        questions=_texts(fields["questions"]),
        language=None if fields["language"] is None else _text(fields["language"]),
        tags=_texts(fields["tags"]),
        status=None if status is None else ArticleStatus(status),
    )


def _texts(values: Any) -> tuple[str, ...] | None:
    return None if values is None else tuple(map(_text, values))


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value
