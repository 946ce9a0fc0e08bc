"""The manual for plugin authors is true: every hook and field is in it, and its example works."""

import inspect
import re
from dataclasses import fields
from pathlib import Path

import pytest

import server.pipeline
from server.pipeline import AfterAnswer, Hook, Reply, Veto, verdicts
from server.pipeline.hooks import catalogue
from tests.server.pipeline.hosting import Stage

MANUAL = (Path(__file__).parents[3] / "docs" / "plugins.md").read_text("utf-8")
SECTIONS = dict(
    re.findall(r"^### `(\w+)\(hook: \w+\)`\n(.*?)(?=^##)", MANUAL, re.MULTILINE | re.DOTALL)
)


def test_every_hook_is_in_the_manual_and_no_other() -> None:
    assert set(SECTIONS) == set(catalogue())
    assert len(catalogue()) == 5


@pytest.mark.parametrize("name", catalogue())
def test_every_field_and_verdict_of_a_hook_is_in_the_manual(name: str) -> None:
    hook, section = catalogue()[name], SECTIONS[name]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == [
        one.name for one in fields(hook)
    ]
    assert set(re.findall(r"`([A-Z]\w+)`", section)) == {kind.__name__ for kind in hook.may}
    told = "100 milliseconds" if hook.seconds == 0.1 else f"{hook.seconds:.0f} seconds"
    assert told in section


@pytest.mark.parametrize("name", catalogue())
def test_every_field_of_a_hook_is_in_its_docstring(name: str) -> None:
    hook = catalogue()[name]
    described = re.findall(r"^    (\w+): ", inspect.getdoc(hook) or "", re.MULTILINE)
    assert described == [one.name for one in fields(hook)]


def test_authors_import_everything_from_one_place() -> None:
    ours = {*catalogue().values(), *verdicts.Verdict.__args__, Hook}
    assert {getattr(server.pipeline, name) for name in server.pipeline.__all__} == {
        *ours,
        verdicts.Verdict,
    }


async def test_the_example_works(stage: Stage) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", MANUAL, re.DOTALL)
    stage.write("opening_hours", example)
    await stage.run("opening_hours")
    assert stage.state("opening_hours").title == "Answers questions about the opening hours."
    reply = (await stage.say("What are your OPENING HOURS?")).end
    assert reply == Reply(text="We are here Monday to Friday, 9 to 17.")
    assert isinstance((await stage.say("x" * 2_001)).end, Veto)
    assert (await stage.say("hello")).end is None
    answer = AfterAnswer(
        conversation_id="c", visitor_id="v", locale="en", question="?", text="A refund."
    )
    changed = (await stage.pipeline.ask(answer)).hook.text
    assert changed.endswith("Refunds are confirmed by a person.")
    assert stage.faults == []
