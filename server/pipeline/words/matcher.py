"""Find the words of lists in a text: whole words where scripts have spaces, else anywhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from server.pipeline.words.disguises import closed_gaps, spellings, starred
from server.pipeline.words.folding import Folded, fold, has_unspaced, is_letter
from server.pipeline.words.lists import Entry


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A word of a list, as it stands in the original text."""

    start: int
    end: int


class Table:
    """Entries, found in one pass however many there are: an Aho-Corasick automaton."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple({entry.word: entry for entry in entries}.values())
        self._automaton = AhoCorasick([entry.word for entry in self._entries])

    def has(self, word: str) -> bool:
        """Whether this very word counts, or a stem of it does."""
        return any(
            start == 0 and (entry.any_ending or entry.word == word)
            for entry, start in self._spelled(word)
        )

    def places(self, folded: Folded) -> Iterator[Hit]:
        """Where entries stand, with their endings."""
        text = folded.text
        chinese = has_unspaced(text)
        for entry, start in self._spelled(text):
            if _inside_word(text, start) or (entry.beside_chinese and not chinese):
                continue
            if end := _end(text, start, entry):
                yield Hit(*folded.original(start, end))

    def _spelled(self, text: str) -> Iterator[tuple[Entry, int]]:
        """The entries whose letters are there, and where they start."""
        for number, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            yield self._entries[number], start


class WordFilter:
    """The words of these entries, but not where a harmless one covers them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = tuple(entries)
        self._forbidden = Table(entry for entry in entries if not entry.harmless)
        self._harmless = Table(entry for entry in entries if entry.harmless)
        self._starred = Table(
            Entry(word=word, any_ending=entry.any_ending)
            for entry in entries
            if not entry.harmless
            for word in starred(entry.word)
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """In their order; those that overlap are one."""
        folded = fold(text)
        hits = {*self._forbidden.places(folded), *self._disguised(folded)}
        harmless = set(self._harmless.places(folded)) if hits else set()
        if (closed := closed_gaps(folded)) is not None:
            hits.update(self._forbidden.places(closed))
            harmless.update(self._harmless.places(closed))
        return _merged(hit for hit in hits if not any(_covers(one, hit) for one in harmless))

    def _disguised(self, folded: Folded) -> Iterator[Hit]:
        for start, end, word in spellings(folded.text):
            if self._forbidden.has(word):
                yield Hit(*folded.original(start, end))
        if "*" in folded.text:
            yield from self._starred.places(folded)


def asterisks(text: str, hits: Iterable[Hit]) -> str:
    """The text with these words hidden; it stays as long as it is."""
    chars = list(text)
    for hit in hits:
        chars[hit.start : hit.end] = "*" * (hit.end - hit.start)
    return "".join(chars)


def _inside_word(text: str, place: int) -> bool:
    return place > 0 and is_letter(text[place - 1]) and is_letter(text[place])


def _end(text: str, place: int, entry: Entry) -> int:
    """Where the word ends that starts here; 0 when it is only a part of another word."""
    end = place + len(entry.word)
    if entry.starts_clause and place and text[place - 1].isalnum():
        return 0
    while end < len(text) and is_letter(text[end - 1]) and is_letter(text[end]):
        if not entry.any_ending:
            return 0
        end += 1
    return end


def _covers(harmless: Hit, hit: Hit) -> bool:
    return harmless.start <= hit.start and hit.end <= harmless.end


def _merged(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    for hit in sorted(hits):
        if kept and hit.start < kept[-1].end:
            kept[-1] = Hit(kept[-1].start, max(kept[-1].end, hit.end))
        else:
            kept.append(hit)
    return tuple(kept)
