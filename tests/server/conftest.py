"""Fixtures for the server's tests."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.credentials import Credentials
from server import offline
from tests.server.calling import Caller
from tests.server.desk import TEAM, Desk, furnished, make_template, running, token_of
from tests.server.witness import ApiDocument, Witness


@pytest.fixture(scope="session")
def api_document(tmp_path_factory: pytest.TempPathFactory) -> ApiDocument:
    secrets = Credentials({}, lambda: "test", lambda: None)
    base = offline.cold_base(tmp_path_factory.mktemp("cold"), secrets)
    return ApiDocument(json.loads(offline.openapi_document(base)))


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data_dir = tmp_path_factory.mktemp("template")
    asyncio.run(make_template(data_dir))
    return data_dir


@pytest.fixture
def witness(api_document: ApiDocument) -> Witness:
    witness = Witness(api_document)
    for name in TEAM:
        witness.guard_token(token_of(name))
    return witness


@pytest.fixture
def cold_desk(tmp_path: Path, template: Path, witness: Witness) -> Desk:
    """Not started yet, for tests that want it otherwise."""
    return Desk(furnished(template, tmp_path / "data"), witness)


@pytest.fixture
async def desk(cold_desk: Desk) -> AsyncIterator[Desk]:
    async with running(cold_desk) as started:
        yield started


@pytest.fixture
def lin(desk: Desk) -> Caller:
    """An agent."""
    return desk.agent("lin")


@pytest.fixture
def mei(desk: Desk) -> Caller:
    """Another agent."""
    return desk.agent("mei")


@pytest.fixture
def adam(desk: Desk) -> Caller:
    """An admin."""
    return desk.agent("adam")


@pytest.fixture
def olga(desk: Desk) -> Caller:
    """The owner."""
    return desk.agent("olga")
