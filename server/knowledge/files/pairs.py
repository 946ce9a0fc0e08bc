"""Questions and answers that a text marks as such: `Q: … A: …`, `问：… 答：…`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NUMBER = r"[ \t]*\d{0,4}[ \t]*[.)、]?[ \t]*"
_MARKED = re.compile(
    rf"\s*(?:[-*•][ \t]+)?(?:{_NUMBER})"
    rf"(?:(?P<question>q|question|frage|问题|問題|问|問)|(?P<answer>a|answer|antwort|答案|回答|答))"
    rf"{_NUMBER}[:：][ \t]*(?P<text>.*)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Pair:
    """A question in all its phrasings, and the lines of its answer."""

    questions: list[str] = field(default_factory=list)
    answer: list[str] = field(default_factory=list)
    answered: bool = False

    @property
    def text(self) -> str:
        """The answer as it stands in the text."""
        return "\n".join(self.answer).strip()


def pairs(text: str) -> list[Pair]:
    """All pairs; none where the text has anything before the first, or a half one."""
    found = list(_read(text))
    whole = all(pair.questions and pair.text for pair in found)
    return found if whole else []


def _read(text: str) -> Iterator[Pair]:
    pair = Pair()
    for line in text.splitlines():
        marked = _MARKED.fullmatch(line)
        if marked is None:
            _go_on(pair, line)
        elif marked["question"] is not None:
            if pair.answered:
                yield pair
                pair = Pair()
            pair.questions.append(marked["text"].strip())
        else:
            pair.answered = True
            pair.answer.append(marked["text"].strip())
    if pair.questions or pair.text:
        yield pair


def _go_on(pair: Pair, line: str) -> None:
    """A line without a mark goes on with what was said last."""
    if pair.answered or not pair.questions:
        pair.answer.append(line)
    elif line.strip():
        pair.questions[-1] = f"{pair.questions[-1]} {line.strip()}".strip()
