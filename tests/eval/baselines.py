"""What the engine does by itself, so that the gain is seen."""

import re
from collections.abc import Callable
from typing import Any

import apsw

from tests.eval.collections import Asked, Collection
from tests.eval.measures import Judged

FIRST = 10


def judge_plain(
    collection: Collection, tokenizer: str, terms_of: Callable[[str], set[str]]
) -> list[Judged]:
    """FTS5 with one of its own tokenizers, any of these terms, ordered by BM25."""
    file = apsw.Connection(":memory:")
    file.execute(f"CREATE VIRTUAL TABLE faq USING fts5 (text, tokenize = '{tokenizer}')")
    keys = list(collection.articles)
    for number, key in enumerate(keys):
        text = "\n".join((*collection.articles[key], collection.bodies.get(key, "")))
        file.execute("INSERT INTO faq (rowid, text) VALUES (?, ?)", (number, text))
    judged = [_judge(file, keys, one, terms_of(one.text)) for one in collection.asked]
    file.close()
    return judged


def _judge(file: apsw.Connection, keys: list[str], asked: Asked, terms: set[str]) -> Judged:
    query = " OR ".join(f'"{term}"' for term in sorted(terms))
    sql = "SELECT rowid, bm25(faq) FROM faq (?) ORDER BY bm25(faq) LIMIT ?"
    found: list[Any] = file.execute(sql, (query, FIRST)).fetchall() if query else []
    ranked = [keys[number] for number, _ in found]
    return Judged(
        place=ranked.index(asked.key) if asked.key in ranked else None,
        inside=asked.key is not None,
        sure=-found[0][1] if found else 0.0,
    )


def words(text: str) -> set[str]:
    """As a search box takes them: runs of letters, which in Chinese are whole clauses."""
    return set(re.findall(r"\w+", text))


def trigrams(text: str) -> set[str]:
    """Every three characters: the most that the tokenizer can give."""
    plain = text.replace('"', " ")
    return {plain[start : start + 3] for start in range(len(plain) - 2)}
