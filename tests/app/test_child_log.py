"""The child's words: kept in memory within bounds, and in a file."""

from pathlib import Path

from app.child_log import ChildLog


def test_lines_are_put_together_from_pieces(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "logs" / "server.log")
    log.feed(b"one\ntw")
    log.feed("o 你".encode()[:-1])
    log.feed("你".encode()[-1:] + b"\n\n")
    assert log.newest() == ("one", "two 你", "")
    assert log.last() == "two 你"
    log.close()
    assert (tmp_path / "logs" / "server.log").read_text("utf-8") == "one\ntwo 你\n\n"


def test_only_the_newest_lines_stay_in_memory(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "server.log")
    log.feed(b"".join(b"%d\n" % number for number in range(1000)))
    log.close()
    assert len(log.newest()) == 200
    assert log.newest()[-1] == "999"


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "server.log")
    for _ in range(20):
        log.feed(b"x" * 1000)
    log.close()
    assert len(log.newest()) == 2


def test_the_file_is_turned_over(tmp_path: Path) -> None:
    log = ChildLog(tmp_path / "server.log")
    for _ in range(30):
        log.feed(b"y" * 99_999 + b"\n")
    log.close()
    assert (tmp_path / "server.log.1").exists()
    assert (tmp_path / "server.log").stat().st_size < 2_100_000


def test_without_a_place_for_the_file_the_lines_are_still_there(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    log = ChildLog(tmp_path / "logs" / "server.log")
    log.feed(b"still here\n")
    log.close()
    assert log.newest() == ("still here",)
