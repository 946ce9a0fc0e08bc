"""What is being written outlives the program."""

from pathlib import Path

import aiohttp
import pytest
from PySide6.QtWidgets import QApplication

from app.kept_writing import KeptWriting
from tests.support.desk_sample import sample_desk
from tests.support.qt import wait_until
from ui.changes import Stored
from ui.desk import Desk
from ui.tasks import Tasks


@pytest.fixture
async def desks(qapp: QApplication) -> list[Desk]:
    """Two runs of the program, one after the other."""
    tasks = Tasks(lambda name, failure: pytest.fail(f"{name}: {failure!r}"))
    await tasks.end()
    async with aiohttp.ClientSession() as session:
        return [sample_desk(session, tasks) for _ in range(2)]


async def test_drafts_and_what_waits_are_there_again(desks: list[Desk], tmp_path: Path) -> None:
    file = tmp_path / "writing.json"
    before, after = desks
    kept = KeptWriting(before, file)
    before.keep_draft("c-mia", "你好 Mia")
    before.send("c-1", "not on its way yet")
    before.send("c-1", "stored already", "note")
    before.apply(Stored(client_id=before.state.outbox[1].client_id, seq=7))
    await wait_until(file.exists)
    kept.keep()
    KeptWriting(after, file)
    assert after.state.drafts == {"c-mia": "你好 Mia"}
    assert after.state.outbox == before.state.outbox[:1]


async def test_another_agent_does_not_get_them(desks: list[Desk], tmp_path: Path) -> None:
    file = tmp_path / "writing.json"
    file.write_text('{"agent_id": "somebody", "drafts": {"c-mia": "mine"}, "outbox": []}')
    KeptWriting(desks[0], file)
    assert desks[0].state.drafts == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"drafts": {"c": 3}}'])
async def test_a_damaged_file_costs_nothing_else(
    desks: list[Desk], tmp_path: Path, content: str
) -> None:
    file = tmp_path / "writing.json"
    file.write_text(content)
    kept = KeptWriting(desks[0], file)
    desks[0].keep_draft("c-mia", "again")
    kept.keep()
    KeptWriting(desks[1], file)
    assert desks[1].state.drafts == {"c-mia": "again"}
