"""A plugin's own process: loads the plugin, answers the server's questions by lines of JSON.

`python -m server.pipeline.host NAME` runs the file or package of that name in the current folder;
with `--entry-point`, the installed plugin of that name.
"""

import argparse
import asyncio
import importlib
import importlib.util
import inspect
import io
import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path

from server.pipeline.hooks import catalogue
from server.pipeline.wire import BadVerdict, checked, line, read_hook, verdict_fields
from server.security import sandbox
from server.tasks import Tasks

GROUP = "deskbell.plugins"
MAX_DETAIL_CHARS = 300
_MAX_TRACEBACK_CHARS = 4_000
_STACK_BYTES = 1024 * 1024  # the usual 8 MiB a thread would soon use up the share of memory

Functions = Mapping[str, Callable[..., object]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one plugin until the server closes the pipe."""
    options = argparse.ArgumentParser(prog="deskbell plugin-host")
    options.add_argument("name")
    options.add_argument("--entry-point", action="store_true")
    chosen = options.parse_args(arguments)
    asked, answers = _take_pipes()
    threading.stack_size(_STACK_BYTES)
    sandbox.enter(Path.cwd())
    try:
        functions = find_functions(load(chosen.name, entry_point=chosen.entry_point))
    except BaseException as error:  # noqa: BLE001 - it may raise anything, SystemExit too
        _show_traceback()
        say(answers, {"ready": False, "detail": describe(error)})
        return 1
    asyncio.run(Host(functions, answers).run(asked))
    return 0


def load(name: str, *, entry_point: bool) -> object:
    """The plugin: a module, or what its entry point names.

    Raises:
        ImportError: There is no such plugin, or its name is taken by a module of Python or ours.
    """
    if entry_point:
        (found,) = entry_points(group=GROUP, name=name)
        loaded = found.load()
        return loaded() if inspect.isclass(loaded) else loaded
    if name in sys.stdlib_module_names or importlib.util.find_spec(name):
        raise ImportError(f"there is a module {name} already; give the plugin another name")
    sys.path.append(str(Path.cwd()))
    return importlib.import_module(name)


def find_functions(loaded: object) -> Functions:
    """Its functions by the hook's name; those of `plugin` when the module has such an object.

    Raises:
        BadVerdict: It has none.
    """
    loaded = getattr(loaded, "plugin", loaded)
    found = {name: getattr(loaded, name, None) for name in catalogue()}
    functions = {name: function for name, function in found.items() if callable(function)}
    if not functions:
        raise BadVerdict(f"it has no function for a hook; there are {', '.join(catalogue())}")
    return functions


def describe(error: BaseException) -> str:
    """The error in a line, with the place in the plugin where it came up."""
    what = "".join(traceback.format_exception_only(error)).strip()[:MAX_DETAIL_CHARS]
    frames = traceback.extract_tb(error.__traceback__)
    here = [frame for frame in frames if Path(frame.filename).is_relative_to(Path.cwd())]
    return f"{what} ({Path(here[-1].filename).name}, line {here[-1].lineno})" if here else what


class Host:
    """Answers each question when its function is done: async functions run side by side."""

    def __init__(self, functions: Functions, answers: io.BufferedWriter) -> None:
        self._functions = functions
        self._answers = answers
        self._tasks = Tasks()

    async def run(self, asked: io.BufferedReader) -> None:
        """Answer until the process ends with its pipe."""
        self._say({"ready": True, "hooks": sorted(self._functions)})
        loop = asyncio.get_running_loop()

        def read() -> None:
            # Asked for line by line in a thread, since Windows cannot wait for a pipe in the loop.
            for said in asked:
                loop.call_soon_threadsafe(self._take, json.loads(said))
            os._exit(0)  # whatever the plugin is doing

        threading.Thread(target=read, name="questions", daemon=True).start()
        await asyncio.Event().wait()

    def _take(self, said: dict[str, object]) -> None:
        _ = self._tasks.start(f"question {said['id']}", self._answer(said))

    async def _answer(self, said: dict[str, object]) -> None:
        self._say({"id": said["id"], "begun": True})
        try:
            hook = read_hook(said)
            returned = self._functions[hook.hook_name()](hook)
            if inspect.isawaitable(returned):
                returned = await returned
            verdict = checked(type(hook), returned)
        except BadVerdict as error:
            self._say({"id": said["id"], "fault": str(error)})
        except BaseException as error:  # noqa: BLE001 - SystemExit is no way out either
            _show_traceback()
            self._say({"id": said["id"], "fault": describe(error)})
        else:
            self._say({"id": said["id"], "verdict": verdict_fields(verdict)})

    def _say(self, said: dict[str, object]) -> None:
        say(self._answers, said)


def say(answers: io.BufferedWriter, said: dict[str, object]) -> None:
    answers.write(line(said))
    answers.flush()


def _show_traceback() -> None:
    sys.stderr.write(traceback.format_exc()[-_MAX_TRACEBACK_CHARS:])


def _take_pipes() -> tuple[io.BufferedReader, io.BufferedWriter]:
    """The two pipes under new numbers: the plugin's own input is empty, its prints go to stderr."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    os.close(nothing)
    return asked, answers


if __name__ == "__main__":
    sys.exit(main())
