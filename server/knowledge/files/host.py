"""The readers' own process: files come in by the pipe, what they hold goes out.

It has given up files and network before the first of them is read; see `server.security.sandbox`.
"""

import logging
import os
import sys
from pathlib import Path
from typing import BinaryIO

from server.knowledge.files import wire
from server.knowledge.files.drafts import Found, Unreadable
from server.knowledge.files.reading import read_file
from server.security import sandbox

MEMORY_BYTES = 1024 * 1024 * 1024


def main() -> int:
    """Read files until the pipe is closed."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not look like an answer
    logging.disable()  # they have much to say about odd files; we say it in one sentence
    sandbox.enter(Path.cwd(), memory_bytes=MEMORY_BYTES, network=False)
    serve(sys.stdin.buffer, answers)
    return 0


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """One answer for each file."""
    while head := questions.read(wire.HEAD.size):
        name_bytes, file_bytes = wire.HEAD.unpack(head)
        name = questions.read(name_bytes).decode("utf-8", "replace")
        answers.write(wire.answer(found_in(questions.read(file_bytes), name)))
        answers.flush()


def found_in(data: bytes, name: str) -> list[Found] | Unreadable:
    """What it holds; whatever goes wrong is the file's fault here."""
    try:
        return read_file(data, name)
    except Unreadable as error:
        return error
    except MemoryError:
        return Unreadable("too_large_inside", "Reading it takes too much memory. Split the file.")
    except Exception as error:  # noqa: BLE001 - libraries raise anything on a damaged file
        return Unreadable(
            "damaged_file",
            f"The file cannot be read ({type(error).__name__}). Save it anew, or as text.",
        )


if __name__ == "__main__":
    sys.exit(main())
