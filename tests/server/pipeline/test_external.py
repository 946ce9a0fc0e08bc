"""Plugins of other people: found, run apart, cut off; the chat does not notice."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.domain.plugins import PluginStatus
from server.pipeline import AfterAnswer, Hold, OnHandoff, Reply, Veto
from tests.server.pipeline.bad_plugins import FAULTY, HANGING, HARMLESS, HEAD, Bad, answering
from tests.server.pipeline.hosting import Stage, message

ECHO = answering("return Changed(text=hook.text + '!')")


async def test_bad_plugins_are_named_and_left_out(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    assert await last_words(stage, FAULTY) == {}
    caplog.clear()


async def test_plugins_that_hang_are_cut_off(
    strict_stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    assert await last_words(strict_stage, HANGING) == {}
    caplog.clear()


async def last_words(stage: Stage, plugins: Mapping[str, Bad]) -> dict[str, str]:
    """Run them, all at once, until none is left; what was said of them that should not have been.

    Meanwhile every message comes through.
    """
    for name, bad in plugins.items():
        stage.write(name, bad.source)
    await stage.run(*plugins)
    while any(one.status is not PluginStatus.DISABLED for one in stage.states):
        outcome = await stage.say("hello")
        assert (outcome.hook, outcome.end) == (message("hello"), None)
        await stage.settled()
    assert sorted(stage.faults) == sorted([*plugins] * 3)
    said = {one.name: one.last_fault.detail for one in stage.states if one.last_fault}
    return {name: said[name] for name, bad in plugins.items() if bad.fault not in said[name]}


async def test_what_a_plugin_does_to_itself_stays_there(stage: Stage) -> None:
    for name, source in HARMLESS.items():
        stage.write(name, source)
    await stage.run(*HARMLESS)
    for _ in range(3):
        assert (await stage.say("hello")).hook.text == "hello"
    assert {one.status for one in stage.states} == {PluginStatus.ON}
    assert stage.faults == []


async def test_a_good_neighbour_of_a_bad_plugin_works_on(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.write("bad", answering("while True: pass"))
    stage.write("good", ECHO)
    await stage.run("bad", "good")
    assert (await stage.say("hello")).hook.text == "hello!"
    await stage.until(lambda: stage.faults == ["bad"])
    caplog.clear()


async def test_three_faults_must_come_in_ten_minutes(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.write("grumpy", answering("raise ValueError"))
    await stage.run("grumpy")
    for _ in range(5):
        await stage.say("hello")
        stage.clock.advance(301)
    assert stage.state("grumpy").status is PluginStatus.ON
    await stage.say("hello")
    await stage.say("hello")
    await stage.until(lambda: stage.state("grumpy").status is PluginStatus.DISABLED)
    await stage.plugins.restart("grumpy")
    await stage.until(lambda: stage.state("grumpy").status is PluginStatus.ON)
    assert stage.state("grumpy").faults == 7
    caplog.clear()


async def test_all_verdicts_arrive(stage: Stage) -> None:
    stage.write(
        "oracle",
        f"""{HEAD}
SAYS = {{
    "change": Changed(text="变"), "reply": Reply(text="r"), "hold": Hold(reason="h"),
    "veto": Veto(reason="v"), "nothing": None,
}}
async def on_message(hook):
    return SAYS[hook.text]
""",
    )
    await stage.run("oracle")
    outcomes = [await stage.say(text) for text in ("nothing", "change", "reply", "hold", "veto")]
    assert [outcome.hook.text for outcome in outcomes] == ["nothing", "变", "reply", "hold", "veto"]
    assert [outcome.end for outcome in outcomes] == [
        *(None, None, Reply(text="r"), None, Veto(reason="v"))
    ]
    assert outcomes[3].hold == Hold(reason="h")
    assert [outcome.by for outcome in outcomes] == ["", "", "oracle", "oracle", "oracle"]


async def test_methods_of_an_object_work_too(stage: Stage) -> None:
    stage.write(
        "counting",
        f"""{HEAD}
class Counting:
    seen = 0
    def on_message(self, hook):
        self.seen += 1
        return Changed(text=str(self.seen))
    def after_answer(self, hook):
        return Changed(text=hook.question.upper())
    def on_handoff(self, hook):
        print("handed off:", hook.reason)
plugin = Counting()
""",
    )
    await stage.run("counting")
    assert [(await stage.say("x")).hook.text for _ in range(3)] == ["1", "2", "3"]
    place = {"conversation_id": "c", "visitor_id": "v", "locale": "en"}
    answer = AfterAnswer(**place, question="why", text="so")
    assert (await stage.pipeline.ask(answer)).hook.text == "WHY"
    await stage.pipeline.ask(OnHandoff(**place, reason="visitor_asked", summary=""))
    assert stage.state("counting").output == "handed off: visitor_asked\n"
    assert stage.state("counting").hooks == ("after_answer", "on_handoff", "on_message")


async def test_order_and_switching_at_run_time(stage: Stage) -> None:
    for name in ("a", "b", "c"):
        stage.write(name, answering(f"return Changed(text=hook.text + '{name}')"))
    await stage.run("a", "b", "c", order=("c", "a"))
    assert (await stage.say("")).hook.text == "cab"
    await stage.run("b", "c")
    assert (await stage.say("")).hook.text == "bc"
    assert stage.state("a").status is PluginStatus.OFF
    stage.write("b", answering("return Changed(text=hook.text + 'B')"))
    (stage.folder / "c.py").unlink()
    await stage.run("b", "c")
    assert (await stage.say("")).hook.text == "B"
    assert [one.name for one in stage.states] == ["a", "b"]


async def test_found_is_not_yet_running(stage: Stage) -> None:
    stage.write("new", '"""Says nothing.\n\nEver."""\n' + ECHO)
    await stage.plugins.rescan()
    assert (await stage.say("hello")).hook.text == "hello"
    state = stage.state("new")
    assert (state.title, state.status) == ("Says nothing.", PluginStatus.OFF)


async def test_a_package_imports_its_own_modules(stage: Stage) -> None:
    package = stage.folder / "polite"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Says please."""\n' + HEAD + "from .words import add\n")
    with (package / "__init__.py").open("a") as main:
        main.write("def on_message(hook): return Changed(text=add(hook.text))\n")
    (package / "words.py").write_text("def add(text): return text + ', please'\n")
    await stage.run("polite")
    assert (await stage.say("help")).hook.text == "help, please"


async def test_a_plugin_knows_no_secret_and_no_place(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKBELL_PROVIDER_API_KEY", "canary")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/canary")
    everything = "repr((dict(os.environ), sys.argv, os.getcwd(), __file__, sys.path))"
    stage.write("nosy", answering(f"print({everything})"))
    await stage.run("nosy")
    await stage.say("hello")
    printed = stage.state("nosy").output
    assert "nosy.py" in printed
    assert "canary" not in printed
    assert str(stage.folder.parent) not in printed


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has the means")
@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd').read()",
        "os.listdir(DATA)",
        "open(DATA + '/deskbell.db', 'w')",
        "open('/proc/%d/environ' % os.getppid(), 'rb').read()",
        "os.kill(os.getppid(), 0)",
        "__import__('subprocess').run(['/bin/true'])",
        "os.symlink(DATA, 'link') or os.listdir('link')",
    ],
)
async def test_a_plugin_reaches_nothing_but_its_own(
    stage: Stage, attempt: str, caplog: pytest.LogCaptureFixture
) -> None:
    stage.write("burglar", answering(attempt, f"DATA = {str(stage.folder.parent)!r}"))
    await stage.run("burglar")
    await stage.say("hello")
    last = stage.state("burglar").last_fault
    assert last is not None
    assert "PermissionError" in last.detail
    caplog.clear()


async def test_slow_questions_of_one_plugin_run_side_by_side(stage: Stage) -> None:
    stage.write(
        "meeting",
        f"""import asyncio\n{HEAD}
together = asyncio.Event()
async def on_message(hook):
    if hook.text == "first":
        await together.wait()
    together.set()
""",
    )
    await stage.run("meeting")
    first = stage.pipeline.ask(message("first"))
    await asyncio.gather(first, stage.say("second"))
    assert stage.faults == []


async def test_what_a_plugin_left_behind_ends_with_it(stage: Stage) -> None:
    stage.write("parent", answering("print(os.fork() or time.sleep(600))"))
    await stage.run("parent")
    await stage.say("hello")
    child = int(stage.state("parent").output)
    await stage.run()
    await stage.until(lambda: _is_gone(child))


async def test_a_fault_tells_no_personal_data(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.write("gossip", answering("raise ValueError(hook.text)"))
    await stage.run("gossip")
    await stage.say("I am a@b.com")
    assert "ValueError: I am [email-1]" in caplog.text
    assert "a@b.com" not in caplog.text
    caplog.clear()


async def test_no_plugin_outlives_a_killed_server(stage: Stage) -> None:
    stage.write("busy", "import os\nprint(os.getpid())\n" + answering("while True: pass"))
    code = f"""
import asyncio, time
from pathlib import Path
from tests.server.pipeline.hosting import staged
async def main():
    async with staged(Path({str(stage.folder)!r}), lambda _: 60) as stage:
        await stage.run("busy")
        print(stage.state("busy").output, flush=True)
        await stage.say("hello")
asyncio.run(main())
"""
    env = os.environ | {"TMPDIR": str(stage.folder.parent)}
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=env) as server:
        assert server.stdout is not None
        plugin = int(server.stdout.readline())
        server.kill()
    await stage.until(lambda: _is_gone(plugin))


def _is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"
