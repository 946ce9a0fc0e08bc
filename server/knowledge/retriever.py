"""From a question and its candidates to what the assistant may say."""

from dataclasses import replace

from server.domain.retrieval import Candidates, Found, Question, Retrieval
from server.knowledge.confidence import confidence
from server.knowledge.excerpts import excerpt, passage
from server.knowledge.question import read_question
from server.knowledge.ranking import rank
from server.knowledge.signs import read_signs
from server.knowledge.vocabulary import Vocabulary
from server.knowledge.weights import weigh

CANDIDATES = 30  # as many as are worth a second look
ANSWERABLE = 0.5

_NOTHING = Retrieval(items=(), confidence=0.0, answerable=False, passage="", total=0, revision=0)


class Retriever:
    """Reads questions and judges what storage proposes: values in, values out."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def read(self, text: str) -> Question:
        """The question, as storage is asked it."""
        return read_question(text, self._vocabulary)

    def judge(self, found: Candidates, *, limit: int, threshold: float = ANSWERABLE) -> Retrieval:
        """The best of the candidates, and how sure it is that the first one answers."""
        if not found.items or limit < 1:
            return replace(_NOTHING, total=found.total, revision=found.revision)
        weights = weigh(found)
        ranked = rank(weights, found)
        sure = confidence(read_signs(weights, ranked[0], self._vocabulary.says_little))
        items = tuple(
            Found(
                article=one.candidate.article,
                score=one.score,
                excerpt=excerpt(one.candidate.article.body, weights.terms),
            )
            for one in ranked[:limit]
        )
        return Retrieval(
            items=items,
            confidence=sure,
            answerable=sure >= threshold,
            passage=passage(items[0].article.body, weights.terms),
            total=found.total,
            revision=found.revision,
        )
