"""The team's database, ready to be copied, as in the server's own tests."""

import asyncio
from pathlib import Path

import pytest

from tests.server.desk import make_template


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data_dir = tmp_path_factory.mktemp("template")
    asyncio.run(make_template(data_dir))
    return data_dir
