"""The readers' own process: confined, replaced when a file breaks it, gone when it is closed."""

import sys
from pathlib import Path

import pytest

from server.knowledge.files.drafts import Draft, Unreadable
from server.knowledge.files.reader import FileReader, reader_command

TEXT = b"Hours\n\n9 to 18."


@pytest.fixture
def program(tmp_path: Path) -> Path:
    return tmp_path / "reader.py"


async def test_it_reads_many_files_in_one_process() -> None:
    reader = FileReader(reader_command())
    try:
        (found,) = await reader.read("a.txt", TEXT)
        assert isinstance(found, Draft)
        assert found.title == "Hours"
        with pytest.raises(Unreadable, match="damaged"):
            await reader.read("a.pdf", b"%PDF-1.4")
        assert await reader.read("a.txt", TEXT) == [found]
    finally:
        await reader.close()


BROKEN = {
    "dies": "import os; os._exit(1)",
    "lies": "import sys; sys.stdout.buffer.write(b'\\xff' * 4096); sys.stdout.flush(); input()",
    "never answers": "import time; time.sleep(600)",
    "says nonsense": (
        "import sys, struct; b = b'[{\"kind\": 7}]';"
        " sys.stdout.buffer.write(struct.pack('>I', len(b)) + b); sys.stdout.flush(); input()"
    ),
}


@pytest.mark.parametrize("why", BROKEN)
async def test_a_reader_that_fails_harms_one_file(why: str, program: Path) -> None:
    program.write_text(BROKEN[why])
    reader = FileReader((sys.executable, str(program)), seconds=1)
    try:
        for _ in range(2):
            with pytest.raises(Unreadable, match=r"reader has given up|not read within"):
                await reader.read("a.txt", TEXT)
    finally:
        await reader.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process of its own must do")
async def test_a_reader_can_neither_open_files_nor_call_anybody(
    program: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.txt").write_text("secret")
    program.write_text(
        "import socket, struct, sys, json\n"
        f"sys.path[:0] = {sys.path!r}\n"
        "from pathlib import Path\n"
        "from server.security import sandbox\n"
        "sandbox.enter(Path.cwd(), memory_bytes=2**30, network=False)\n"
        "def tried(work):\n"
        "    try:\n"
        "        work()\n"
        "        return 'done'\n"
        "    except OSError as error:\n"
        "        return 'refused'\n"
        f"outcome = [tried(lambda: open({str(elsewhere / 'secret.txt')!r}).read()),"
        f" tried(lambda: open({str(elsewhere / 'new.txt')!r}, 'w')),"
        " tried(lambda: socket.create_connection(('127.0.0.1', 9), 1).close())]\n"
        "b = json.dumps({'code': 'told', 'detail': ' '.join(outcome)}).encode()\n"
        "sys.stdin.buffer.read(8)\n"
        "sys.stdout.buffer.write(struct.pack('>I', len(b)) + b)\n"
        "sys.stdout.flush()\n"
        "sys.stdin.buffer.read()\n"
    )
    reader = FileReader((sys.executable, str(program)))
    try:
        with pytest.raises(Unreadable) as caught:
            await reader.read("a.txt", TEXT)
    finally:
        await reader.close()
    assert caught.value.detail == "refused refused refused"
