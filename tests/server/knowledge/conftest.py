"""The made-up shop's knowledge base on real storage, made once: nobody changes it."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from server.domain.retrieval import Retrieval
from server.knowledge.indexing import ArticleIndexer
from server.knowledge.retriever import CANDIDATES, Retriever
from server.knowledge.vocabulary import Vocabulary, built_in_vocabulary
from tests.server.knowledge import faq
from tests.server.storage.knowing import opened_articles

Ask = Callable[[str], Awaitable[Retrieval]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return built_in_vocabulary()


@pytest.fixture
async def ask(vocabulary: Vocabulary) -> AsyncIterator[Ask]:
    retriever = Retriever(vocabulary)
    async with opened_articles(ArticleIndexer(vocabulary)) as articles:
        await articles.put_all(faq.articles())

        async def asked(text: str) -> Retrieval:
            found = await articles.candidates(retriever.read(text), limit=CANDIDATES)
            return retriever.judge(found, limit=3)

        yield asked
