"""Versions of prompts on disk, and the log of what was published."""

from collections.abc import Mapping

from peewee import fn

from server.clock import Clock, from_millis, to_millis
from server.domain.conversations import Author, AuthorKind
from server.domain.errors import BadInput, NotFound
from server.domain.people import Agent
from server.domain.prompts import (
    BUILT_IN,
    PromptId,
    PromptState,
    PromptVersion,
    Publication,
)
from server.storage.database import Database
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot, slots
from server.storage.tables_prompts import PromptVersionTable, PublicationTable


class Prompts:
    """A version never changes and is never deleted; version 0 is built in.

    What is in force is the newest line of the log, so going back is publishing an older version.
    """

    def __init__(self, database: Database, clock: Clock, built_in: Mapping[PromptId, str]) -> None:
        self._database = database
        self._clock = clock
        self._built_in = built_in
        self._in_force: dict[PromptId, tuple[int, str]] = {}

    async def in_force(self, prompt: PromptId) -> tuple[int, str]:
        """Number and template of the published version; from memory, for every answer asks."""
        if (known := self._in_force.get(prompt)) is not None:
            return known

        def query(file: SqliteFile) -> tuple[int, str]:
            for row in IN_FORCE.rows(file, prompt=prompt.value):
                return row["number"], row["template"]
            return BUILT_IN, self._built_in[prompt]

        # A version that was published meanwhile is newer than what was read.
        return self._in_force.setdefault(prompt, await self._database.read(query))

    async def published(self, prompt: PromptId) -> PromptVersion:
        """The version that the model is told."""

        def query(file: SqliteFile) -> PromptVersion:
            with file.atomic():
                return self._load(file, prompt, _in_force(file, prompt))

        return await self._database.read(query)

    async def get(self, prompt: PromptId, number: int) -> PromptVersion:
        """Raises `NotFound`."""

        def query(file: SqliteFile) -> PromptVersion:
            with file.atomic():
                return self._load(file, prompt, number)

        return await self._database.read(query)

    async def page(
        self, prompt: PromptId, *, limit: int, cursor: str | None
    ) -> tuple[tuple[PromptVersion, ...], str | None]:
        """Newest first, the built-in one last; raises `BadInput` (`bad_cursor`)."""
        before = _number(cursor) if cursor else None

        def query(file: SqliteFile) -> tuple[PromptVersion, ...]:
            with file.atomic():
                newest = _newest(file, prompt)
                first = newest if before is None else min(newest, before - 1)
                numbers = range(first, max(first - limit - 1, BUILT_IN - 1), -1)
                return tuple(self._load(file, prompt, number) for number in numbers)

        found = await self._database.read(query)
        more = str(found[limit - 1].number) if len(found) > limit else None
        return found[:limit], more

    async def add(
        self, prompt: PromptId, template: str, *, note: str, author: Agent
    ) -> PromptVersion:
        """A draft, with the next number."""

        def job(file: SqliteFile) -> PromptVersion:
            number = _newest(file, prompt) + 1
            INSERT.run(
                file,
                prompt_id=prompt.value,
                number=number,
                template=template,
                note=note,
                author_id=author.id,
                author_name=author.display_name,
                created_at=to_millis(self._clock.now()),
            )
            return self._load(file, prompt, number)

        return await self._database.write(job)

    async def publish(self, prompt: PromptId, number: int, agent: Agent) -> PromptVersion:
        """Tell the model this version from now on; nothing changes when it is told already.

        Raises:
            NotFound: `no_such_version`.
        """

        def job(file: SqliteFile) -> PromptVersion:
            version = self._load(file, prompt, number)
            if version.state is PromptState.PUBLISHED:
                return version
            PUBLISH.run(
                file,
                prompt_id=prompt.value,
                version=number,
                agent_id=agent.id,
                agent_name=agent.display_name,
                at=to_millis(self._clock.now()),
            )
            return self._load(file, prompt, number)

        published = await self._database.write(job)
        self._in_force[prompt] = (published.number, published.template)
        return published

    async def publications(
        self, prompt: PromptId, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Publication, ...], str | None]:
        """The log, newest first; raises `BadInput` (`bad_cursor`)."""
        query = PublicationTable.select().where(PublicationTable.prompt_id == prompt.value)
        if cursor:
            query = query.where(PublicationTable.number < _number(cursor))
        query = query.order_by(PublicationTable.number.desc()).limit(limit + 1)
        found = await self._database.read(lambda file: list(query.dicts().execute(file)))
        more = str(found[limit - 1]["number"]) if len(found) > limit else None
        return tuple(_publication(row) for row in found[:limit]), more

    def _load(self, file: SqliteFile, prompt: PromptId, number: int) -> PromptVersion:
        row = self._row(file, prompt, number)
        published = _last_publication(file, prompt, number)
        return PromptVersion(
            prompt_id=prompt,
            number=number,
            template=row["template"],
            note=row["note"],
            author=_agent(row["author_id"], row["author_name"]) if number else None,
            created_at=from_millis(row["created_at"]) if number else None,
            state=_state(number, _in_force(file, prompt), published),
            published_by=published.by if published else None,
            published_at=published.at if published else None,
        )

    def _row(self, file: SqliteFile, prompt: PromptId, number: int) -> Row:
        if number == BUILT_IN:
            return {"template": self._built_in[prompt], "note": ""}
        for row in FIND.rows(file, prompt=prompt.value, number=number):
            return row
        raise NotFound("no_such_version", "This prompt has no such version.")


def _state(number: int, in_force: int, published: Publication | None) -> PromptState:
    if number == in_force:
        return PromptState.PUBLISHED
    was = published is not None or number == BUILT_IN
    return PromptState.FORMER if was else PromptState.DRAFT


def _in_force(file: SqliteFile, prompt: PromptId) -> int:
    for row in NEWEST_PUBLICATION.rows(file, prompt=prompt.value):
        return int(row["version"])
    return BUILT_IN


def _newest(file: SqliteFile, prompt: PromptId) -> int:
    query = PromptVersionTable.select(fn.MAX(PromptVersionTable.number))
    return int(query.where(PromptVersionTable.prompt_id == prompt.value).scalar(file) or BUILT_IN)


def _last_publication(file: SqliteFile, prompt: PromptId, number: int) -> Publication | None:
    for row in LAST_PUBLICATION.rows(file, prompt=prompt.value, version=number):
        return _publication(row)
    return None


def _publication(row: Row) -> Publication:
    return Publication(
        version=row["version"],
        by=_agent(row["agent_id"], row["agent_name"]),
        at=from_millis(row["at"]),
    )


def _agent(agent_id: str, name: str) -> Author:
    return Author(kind=AuthorKind.AGENT, id=agent_id, name=name)


def _number(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 19):
        raise BadInput("bad_cursor", "The cursor is not one that this list gave.")
    return int(cursor)


INSERT = Statement(PromptVersionTable.insert(slots(PromptVersionTable)))
PUBLISH = Statement(PublicationTable.insert(slots(PublicationTable, but={"number"})))
FIND = Statement(
    PromptVersionTable.select().where(
        PromptVersionTable.prompt_id == slot("prompt"), PromptVersionTable.number == slot("number")
    )
)
_OF_PROMPT = PublicationTable.select().where(PublicationTable.prompt_id == slot("prompt"))
NEWEST_PUBLICATION = Statement(_OF_PROMPT.order_by(PublicationTable.number.desc()).limit(1))
LAST_PUBLICATION = Statement(
    _OF_PROMPT.where(PublicationTable.version == slot("version"))
    .order_by(PublicationTable.number.desc())
    .limit(1)
)
IN_FORCE = Statement(
    PromptVersionTable.select(PromptVersionTable.number, PromptVersionTable.template).where(
        PromptVersionTable.prompt_id == slot("prompt"),
        PromptVersionTable.number
        == PublicationTable.select(PublicationTable.version)
        .where(PublicationTable.prompt_id == PromptVersionTable.prompt_id)
        .order_by(PublicationTable.number.desc())
        .limit(1),
    )
)
