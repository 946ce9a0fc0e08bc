"""Word lists as people write them, one word a line.

`word`    a whole word or phrase; in Chinese, wherever it stands
`stem*`   with any ending
`^word`   only at the start of a clause
`~word`   only in a text with Chinese characters
`!word`   harmless: what lies within it does not count
`# …`     a remark
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from server.pipeline.words.folding import fold

_BUILT_IN = ("en.txt", "zh.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a list, folded."""

    word: str
    any_ending: bool = False
    starts_clause: bool = False
    beside_chinese: bool = False
    harmless: bool = False


def built_in_lists() -> tuple[Entry, ...]:
    """Our own words, English and Chinese."""
    folder = resources.files("resources") / "words"
    return entries(
        line for name in _BUILT_IN for line in (folder / name).read_text("utf-8").splitlines()
    )


def entries(lines: Iterable[str]) -> tuple[Entry, ...]:
    """What these lines say; remarks and empty ones say nothing."""
    written = (line.partition("#")[0].strip() for line in lines)
    return tuple(_entry(line) for line in written if line)


def own_entries(words: Sequence[str], allowed: Sequence[str]) -> tuple[Entry, ...]:
    """The owner's words: nothing but a trailing `*` has a meaning."""
    forbidden = (_plain_entry(word, harmless=False) for word in words)
    return (*forbidden, *(_plain_entry(word, harmless=True) for word in allowed))


def _entry(line: str) -> Entry:
    mark = line[0] if line[0] in "^~!" else ""
    plain = _plain_entry(line.removeprefix(mark), harmless=mark == "!")
    return Entry(
        word=plain.word,
        any_ending=plain.any_ending,
        starts_clause=mark == "^",
        beside_chinese=mark == "~",
        harmless=plain.harmless,
    )


def _plain_entry(word: str, *, harmless: bool) -> Entry:
    folded = " ".join(fold(word).text.split())
    return Entry(word=folded.rstrip("*"), any_ending=folded.endswith("*"), harmless=harmless)
