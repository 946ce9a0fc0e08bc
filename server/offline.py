"""What the command line does without the server's help, beside it or while it is stopped."""

import asyncio
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from server.actions.file_imports import SourceFile
from server.actions.people import OwnerToken
from server.address import Address
from server.api.openapi import document
from server.api.routes import endpoints
from server.config import ServerConfig
from server.data_dir import prepare
from server.domain.imports import ImportItem, ImportRules
from server.domain.people import Agent
from server.domain.requests import AddAgent
from server.parts import Base, Parts
from server.security.secrets import SecretStore


def add_agent(base: Base, new: AddAgent) -> Agent:
    """Raises `BadInput`, `Conflict` (`username_taken`) or `UnusableSetup`."""
    prepare(base.config.data_dir)
    return asyncio.run(_add_agent(Parts(base), new))


async def _add_agent(parts: Parts, new: AddAgent) -> Agent:
    await parts.storage.database.open()
    try:
        return await parts.actions.people.add_agent(new)
    finally:
        await parts.storage.database.close()
        parts.actions.passwords.close()


def import_files(
    base: Base, files: Sequence[SourceFile], tell: Callable[[ImportItem], None], rules: ImportRules
) -> None:
    """Import them, beside a running server or without one; `tell` hears of each article."""
    prepare(base.config.data_dir)
    asyncio.run(_import_files(Parts(base), files, tell, rules))


async def _import_files(
    parts: Parts,
    files: Sequence[SourceFile],
    tell: Callable[[ImportItem], None],
    rules: ImportRules,
) -> None:
    async def report(items: Sequence[ImportItem]) -> None:
        for item in items:
            tell(item)

    await parts.storage.database.open()
    try:
        await parts.storage.articles.prepare()
        await parts.actions.file_imports.run(files, report, rules)
    finally:
        await parts.storage.database.close()
        parts.actions.passwords.close()


def openapi_document(base: Base) -> str:
    """The API document, indented; nothing is opened for it."""
    return json.dumps(document(endpoints(Parts(base).apis)), ensure_ascii=False, indent=2)


def cold_base(data_dir: Path, secrets: SecretStore) -> Base:
    """What a command stands on."""
    config = ServerConfig(data_dir=data_dir)
    return Base(config=config, secrets=secrets, owner_token=OwnerToken(), address=Address())
