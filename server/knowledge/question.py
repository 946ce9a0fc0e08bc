"""A visitor's question as retrieval reads it: its terms, and how much each of them can say."""

from server.domain.retrieval import Question
from server.knowledge.tokens import pairs, tokens
from server.knowledge.vocabulary import Vocabulary

# Against a word that says much: one that says little, two words side by side, a concept.
LITTLE = 0.4
PAIR = 0.5
CONCEPT = 1.0
# What stands further on in a long message seldom asks for more, and all of it must be looked up.
MOST_WORDS = 200


def read_question(text: str, vocabulary: Vocabulary) -> Question:
    """The question that a text asks."""
    return ask(tokens(text)[:MOST_WORDS], vocabulary)


def ask(words: tuple[str, ...], vocabulary: Vocabulary) -> Question:
    """The question that these words ask."""
    of_word = {word: LITTLE if vocabulary.says_little(word) else 1.0 for word in words}
    shares = dict.fromkeys(vocabulary.concepts(words), CONCEPT)
    for pair, first, second in zip(pairs(words), words, words[1:], strict=False):
        shares[pair] = PAIR * max(of_word[first], of_word[second])
    return Question(words=words, shares=shares | of_word)
