"""From a question to articles: what storage proposes, and what is made of that."""

from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.articles import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked, cut into terms.

    Attributes:
        words: Its words, in order.
        shares: All its terms (words, pairs, concepts), each with what it says before it is known
            how rare it is.
    """

    words: tuple[str, ...]
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTerms:
    """An article as the index has it: terms with white space around each.

    Attributes:
        asked: The words of its title and questions, in order.
        linked: What these words make together: pairs and concepts.
        told: Words, pairs and concepts of its body.
    """

    asked: str
    linked: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that shares something with the question."""

    article: Article
    terms: IndexTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What may answer, and how rare the terms of the question are.

    Attributes:
        question: As it was meant: mistyped words are mended.
        items: The best by BM25 first; live articles only.
        total: How many live articles there are.
        counts: For each term that was found, in how many of them.
        revision: Of the knowledge base when it was asked.
    """

    question: Question
    items: tuple[Candidate, ...]
    total: int
    counts: Mapping[str, int]
    revision: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article that may answer a question.

    Attributes:
        score: How close it is, about 1 where each part of the question is there once. It orders
            what was found for one question, and says nothing across questions.
        excerpt: The sentences of its body that are closest to the question.
    """

    article: Article
    score: float
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """What the knowledge base has on a question, the best first.

    Attributes:
        confidence: The probability that the first one answers it.
        answerable: Whether that is enough to answer.
        passage: What the first one says, in its own words: the answer when no model gives one.
        total: How many live articles there are.
        revision: Of the knowledge base when it was asked.
    """

    items: tuple[Found, ...]
    confidence: float
    answerable: bool
    passage: str
    total: int
    revision: int
