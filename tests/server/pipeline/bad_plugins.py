"""Plugins as nobody should write them, each a whole file; what is said of it in the end."""

from dataclasses import dataclass

HEAD = """
import ctypes, fcntl, os, signal, sys, threading, time
from server.pipeline import *

def writable_pipe():
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink(f"/proc/self/fd/{name}").startswith("pipe:"):
                if fcntl.fcntl(int(name), fcntl.F_GETFL) & os.O_WRONLY:
                    return int(name)
        except OSError:
            pass
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A file, and a word that its fault must have."""

    source: str
    fault: str


def answering(body: str, before: str = "") -> str:
    return f"{HEAD}{before}\ndef on_message(hook):\n    {body}\n"


# Each of these is named, and out after three faults.
FAULTY = {
    "raises_at_import": Bad(source="raise RuntimeError('no')", fault="RuntimeError: no"),
    "is_no_python": Bad(source="def on_message(hook:", fault="SyntaxError"),
    "exits_at_import": Bad(source="import sys; sys.exit(3)", fault="SystemExit: 3"),
    "dies_at_import": Bad(source="import os; os._exit(3)", fault="it ended"),
    "has_no_hook": Bad(source="def on_mesage(hook): pass", fault="no function for a hook"),
    "takes_too_much": Bad(
        source="X = bytearray(2_000_000_000)\ndef on_message(hook): pass", fault="MemoryError"
    ),
    "raises": Bad(source=answering("raise ValueError('bad day')"), fault="ValueError: bad day"),
    "exits": Bad(source=answering("sys.exit(0)"), fault="SystemExit"),
    "takes_no_argument": Bad(source="def on_message(): pass", fault="TypeError"),
    "returns_text": Bad(source=answering("return 'hello'"), fault="returned str"),
    "returns_nonsense": Bad(source=answering("return Changed(text=7)"), fault="is no text"),
    "returns_nothing_to_see": Bad(source=answering("return Reply(text='  ')"), fault="bad text"),
    "returns_half_a_character": Bad(
        source=answering("return Changed(text='\\ud800')"), fault="surrogate"
    ),
    "returns_ten_megabytes": Bad(
        source=answering("return Changed(text='x' * 10_000_000)"), fault="bad text"
    ),
    "raises_ten_megabytes": Bad(
        source=answering("raise ValueError('x' * 10_000_000)"), fault="ValueError: xxx"
    ),
    "recurses": Bad(source=answering("return on_message(hook)"), fault="RecursionError"),
    "leaves": Bad(source=answering("os._exit(7)"), fault="exit code 7"),
    "crashes": Bad(source=answering("ctypes.string_at(0)"), fault="SIGSEGV"),
    "kills_itself": Bad(source=answering("os.kill(os.getpid(), 9)"), fault="SIGKILL"),
    "leaves_later": Bad(
        source=answering("pass", "threading.Timer(0.05, lambda: os._exit(9)).start()"),
        fault="exit code 9",
    ),
    "writes_into_the_pipe": Bad(
        source=answering("os.write(PIPE, b'hello\\n')", "PIPE = writable_pipe()"),
        fault="wrote into the server's pipe",
    ),
    "writes_without_end": Bad(
        source=answering(
            "while True: os.write(PIPE, b'{}' * 9000 + b'\\n')", "PIPE = writable_pipe()"
        ),
        fault="wrote into the server's pipe",
    ),
    "writes_verdicts_without_end": Bad(
        source=answering(
            """while True: os.write(PIPE, b'{"id": 99, "verdict": null}\\n' * 99)""",
            "PIPE = writable_pipe()",
        ),
        fault="wrote into the server's pipe",
    ),
    "uses_a_newer_interface": Bad(
        source="from server.pipeline import OnTelepathy", fault="OnTelepathy"
    ),
}

# These never come back.
HANGING = {
    "sleeps": Bad(source=answering("time.sleep(60)"), fault="took longer than"),
    "sleeps_politely": Bad(
        source=f"import asyncio\n{HEAD}\nasync def on_message(hook): await asyncio.sleep(60)",
        fault="took longer than",
    ),
    "never_ends": Bad(source=answering("while True: pass"), fault="took longer than"),
    "waits_for_itself": Bad(
        source=answering("LOCK.acquire()", "LOCK = threading.Lock(); LOCK.acquire()"),
        fault="took longer than",
    ),
    "blocks_in_c": Bad(
        source=answering("ctypes.PyDLL(None).sleep(60)"),  # PyDLL holds the interpreter's lock
        fault="took longer than",
    ),
    "stops_itself": Bad(
        source=answering("os.kill(os.getpid(), signal.SIGSTOP)"), fault="took longer than"
    ),
}

# These do what they should not, and nobody but themselves is the worse for it.
HARMLESS = {
    "forks": answering("os.fork() or os._exit(0)"),
    "leaves_children": answering("os.fork() or time.sleep(600)"),
    "spawns_threads": answering("[threading.Timer(600, print).start() for _ in range(20)]"),
    "prints_without_end": answering("print('x' * 100_000)"),
    "monkey_patches": answering(
        "pass", "import server.pipeline.hooks as h\nh.OnMessage.seconds = 60\nos.kill = open = None"
    ),
    "cannot_fill_the_disk": answering(
        "try: open('big', 'wb').write(b'x' * 50_000_000)\n    except OSError: pass"
    ),
    "hears_no_bell": answering("signal.signal(signal.SIGTERM, signal.SIG_IGN)"),
}
