"""Files for the knowledge base: sent at once, imported in the background."""

from dataclasses import dataclass

from aiohttp import MultipartReader

from server.actions.imports import ImportActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.api.uploads import Upload
from server.domain.entity import Entity
from server.domain.imports import ImportPage, ImportRules, KnowledgeImport


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadImport(Entity):
    """Which items of the report; `cursor` goes on after those that were read."""

    limit: int = 100
    cursor: str | None = None


class ImportsApi:
    """Agents import, and watch how far it is."""

    def __init__(self, imports: ImportActions) -> None:
        self._imports = imports

    async def start(
        self, call: AgentCall, query: ImportRules, body: MultipartReader
    ) -> KnowledgeImport:
        """Import files: Markdown, text, HTML, CSV, Excel, Word, PDF.

        Every article in them is added, or updated when its file was imported before. Nothing is
        deleted; what was changed here since stays as it is unless `force`d. With `draft` what is
        new waits for approval. Read the import to watch how far it is.
        """
        del call
        room = await self._imports.make_room()
        try:
            files = await Upload(body, room).files()
            return await self._imports.start(room, files, query)
        except BaseException:
            await self._imports.clear(room)
            raise

    async def get(self, call: AgentCall, query: ReadImport) -> KnowledgeImport:
        """How an import stands, and what became of each article in its files."""
        return await self._imports.get(
            call.params["id"], limit=check_limit(query.limit), cursor=query.cursor
        )

    async def list(self, call: AgentCall) -> ImportPage:
        """List the latest imports, the newest first."""
        del call
        return await self._imports.latest()
