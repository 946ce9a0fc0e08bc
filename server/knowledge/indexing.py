"""Articles as the index wants them."""

from server.domain.articles import Article
from server.domain.retrieval import IndexTerms, Question
from server.knowledge.question import ask
from server.knowledge.spelling import can_slip, is_slip
from server.knowledge.tokens import pairs, tokens
from server.knowledge.vocabulary import Vocabulary

WAY_OF_CUTTING = 2  # one more whenever the code cuts the same article into other terms


class ArticleIndexer:
    """Cuts articles into terms; see `server.storage.article_index.Indexer`.

    Each term has spaces of its own around it, so that counting ` term ` in the text counts it.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    @property
    def version(self) -> int:
        """See `Indexer`."""
        return WAY_OF_CUTTING << 32 | self._vocabulary.fingerprint

    def terms(self, article: Article) -> IndexTerms:
        """See `Indexer`."""
        phrasings = [tokens(text) for text in dict.fromkeys((article.title, *article.questions))]
        body = tokens(article.body)
        return IndexTerms(
            asked="\n".join(map(spaced, phrasings)),
            linked="\n".join(spaced(self._links(words)) for words in phrasings),
            told=spaced(body) + spaced(self._links(body)),
        )

    def can_mend(self, word: str) -> bool:
        """See `Indexer`; a word that says little is not worth a guess."""
        return can_slip(word) and not self._vocabulary.says_little(word)

    def is_slip(self, written: str, known: str) -> bool:
        """See `Indexer`."""
        return is_slip(written, known)

    def question(self, words: tuple[str, ...]) -> Question:
        """See `Indexer`."""
        return ask(words, self._vocabulary)

    def _links(self, words: tuple[str, ...]) -> tuple[str, ...]:
        return (*pairs(words), *self._vocabulary.concepts(words))


def spaced(terms: tuple[str, ...]) -> str:
    """The terms, each with a space on both sides."""
    return "".join(f" {term} " for term in terms)
