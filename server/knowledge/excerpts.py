"""An article in its own words: the sentences that are closest to the question, or as a whole."""

import re
from collections.abc import Mapping

from server.knowledge.tokens import pairs, tokens

EXCERPT_CHARS = 280
PASSAGE_CHARS = 1_200

# After the mark that ends a sentence: at once in Chinese, before white space elsewhere.
_SENTENCE_END = re.compile(r"(?<=[。！？；!?])(?=\S)|(?<=[.!?。！？…])\s+|\n+")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_GAP = " … "


def excerpt(body: str, weights: Mapping[str, float]) -> str:
    """The sentences that say most of what was asked, as they follow each other, on one line."""
    sentences = [one for one in map(_flat, _SENTENCE_END.split(body)) if one]
    worth = [_worth(sentence, weights) for sentence in sentences]
    order = sorted(range(len(sentences)), key=lambda place: (-worth[place], place))
    chosen: list[int] = []
    room = EXCERPT_CHARS
    for place in order:
        room -= len(sentences[place]) + len(_GAP)
        if chosen and (room < 0 or not worth[place]):
            break
        chosen.append(place)
    return _cut(_joined(sentences, sorted(chosen)), EXCERPT_CHARS)


def passage(body: str, weights: Mapping[str, float]) -> str:
    """What can be given as an answer: the whole text, or from a long one the best paragraphs."""
    text = body.strip()
    if len(text) <= PASSAGE_CHARS:
        return text
    paragraphs = [one.strip() for one in _BLANK_LINES.split(text)]
    best = max(
        range(len(paragraphs)), key=lambda place: (_worth(paragraphs[place], weights), -place)
    )
    end = best + 1
    while end < len(paragraphs) and len("\n\n".join(paragraphs[best : end + 1])) <= PASSAGE_CHARS:
        end += 1
    return _cut("\n\n".join(paragraphs[best:end]), PASSAGE_CHARS)


def _worth(text: str, weights: Mapping[str, float]) -> float:
    words = tokens(text)
    return sum(weights.get(term, 0.0) for term in {*words, *pairs(words)})


def _flat(text: str) -> str:
    return " ".join(text.split())


def _joined(sentences: list[str], places: list[int]) -> str:
    text = ""
    for index, place in enumerate(places):
        follows = index > 0 and place == places[index - 1] + 1
        text += (" " if follows else _GAP if index else "") + sentences[place]
    return text


def _cut(text: str, limit: int) -> str:
    """At most so long, ending with a whole sentence or word where there is one to end with."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    ends = [match.end() for match in re.finditer(r"[.!?。！？；](?=\s|$|[^\x00-\x7f])", head)]
    if ends and ends[-1] > limit // 2:
        return head[: ends[-1]]
    space = head.rfind(" ")
    return (head[:space] if space > limit // 2 else head) + "…"
