"""A stage for plugins."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.server.pipeline.hosting import SECONDS, Stage, staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Its plugins have all the time that they need."""
    async with staged(tmp_path / "plugins", lambda _: SECONDS) as stage:
        yield stage


@pytest.fixture
async def strict_stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Its plugins must be quick."""
    async with staged(tmp_path / "plugins", lambda _: 0.2) as stage:
        yield stage
