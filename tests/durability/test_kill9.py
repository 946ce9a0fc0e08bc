"""A server that is killed under load loses, doubles and reorders nothing; a control proves it."""

import re
from pathlib import Path

import pytest

from tests.durability import kill9
from tests.durability.plan import Plan
from tests.durability.run import run

SHORT = Plan(kills=20, senders=10, viewers=3, seed=1, uptime=(0.1, 0.8))
MOST_CONTROLS = 6


@pytest.mark.timeout(600)
async def test_killed_twenty_times_it_keeps_every_promise(tmp_path: Path) -> None:
    report = await run(SHORT, tmp_path)
    assert report.kept_all_promises, str(report)
    assert report.acked > SHORT.senders


@pytest.mark.timeout(600)
def test_senders_that_forget_their_ids_are_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Whether a kill falls between a commit and its acknowledgement is chance: try some."""
    command = "--control new-ids --kills 2 --viewers 1 --uptime 0.3 0.8 --seed"
    ended = (kill9.main([*command.split(), str(seed)]) for seed in range(MOST_CONTROLS))
    assert 1 in ended
    doubled = re.findall(r"^stored twice +([\d,]+)$", capsys.readouterr().out, re.MULTILINE)
    assert doubled[-1] != "0"
