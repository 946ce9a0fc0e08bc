"""The server's first line, whole or broken."""

import pytest

from app.ready_line import Ready, Refusal, read_ready_line


def test_ready_says_where() -> None:
    line = b'{"ready": true, "port": 8484, "pid": 7, "version": "0.1.0", "url": "http://x"}'
    ready = read_ready_line(line)
    assert ready == Ready(port=8484, pid=7, version="0.1.0")
    assert ready.url == "http://127.0.0.1:8484"


def test_a_refusal_says_why() -> None:
    line = '{"ready": false, "code": "newer_database", "detail": "请先更新。"}'.encode()
    assert read_ready_line(line) == Refusal(code="newer_database", detail="请先更新。")


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"hello",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"ready": true}',
        b'{"ready": true, "port": "x"}',
    ],
)
def test_anything_else_is_none(line: bytes) -> None:
    assert read_ready_line(line) is None
