"""What the desktop's own tests share: a desk with conversations, never connected."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from PySide6.QtWidgets import QApplication

from tests.support.desk_sample import fill, sample_desk
from ui.desk import Desk
from ui.tasks import Tasks


@pytest.fixture
async def desk(qapp: QApplication) -> AsyncIterator[Desk]:
    failures: list[Exception] = []
    tasks = Tasks(lambda _name, failure: failures.append(failure))
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks)
        fill(desk)
        yield desk
        await tasks.end()
    assert failures == []
