"""What a decision reads: several small looks at one moment, in one trip to another thread."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from server.domain.conversations import Message
from server.domain.ledger import Spending
from server.domain.retrieval import Candidates, Question
from server.storage import purse
from server.storage.articles import Articles
from server.storage.database import Database
from server.storage.history import Window, read_messages
from server.storage.sqlite import SqliteFile

T = TypeVar("T")


class Look:
    """Reads on one connection; made for one query and gone with it."""

    def __init__(self, file: SqliteFile, articles: Articles) -> None:
        self._file = file
        self._articles = articles

    def messages(self, conversation_id: str, window: Window) -> tuple[Message, ...]:
        """As `History.messages`."""
        return read_messages(self._file, conversation_id, window)

    def candidates(self, question: Question, *, limit: int) -> Candidates:
        """As `Articles.candidates`."""
        return self._articles.propose(self._file, question, limit=limit)

    def spending(self, visitor_id: str, day: date) -> Spending:
        """As `Purse.spending`."""
        return purse.load(self._file, visitor_id, day)


class Recall:
    """Runs a query that needs more than one look; the trip costs more than the looks."""

    def __init__(self, database: Database, articles: Articles) -> None:
        self._database = database
        self._articles = articles

    async def read(self, query: Callable[[Look], T]) -> T:
        """What the query returns; it runs in another thread and must not keep the `Look`."""

        def look(file: SqliteFile) -> T:
            with file.atomic():
                return query(Look(file, self._articles))

        return await self._database.read(look)
