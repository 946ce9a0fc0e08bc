"""What crosses the pipe: everything that is right, nothing that is not."""

import json
import subprocess
import sys

import pytest

from server.pipeline import Changed, Hold, OnHandoff, OnMessage, Reply, Verdict, Veto
from server.pipeline.wire import BadVerdict, hook_line, read_hook, read_verdict, verdict_fields
from tests.server.pipeline.hosting import message


@pytest.mark.parametrize("text", ["hello", "你好\n\u2028\0", "\\ \" '"])
def test_a_hook_arrives_as_it_was_sent(text: str) -> None:
    sent = hook_line(7, message(text))
    assert sent.count(b"\n") == 1
    assert read_hook(json.loads(sent)) == message(text)


@pytest.mark.parametrize(
    "verdict", [None, Changed(text="你好"), Reply(text="r"), Hold(reason="h"), Veto(reason="v")]
)
def test_a_verdict_arrives_as_it_was_returned(verdict: Verdict | None) -> None:
    sent = json.loads(json.dumps(verdict_fields(verdict)))
    assert read_verdict(OnMessage, sent) == verdict


@pytest.mark.parametrize(
    "said",
    [
        *(7, "veto", [], {}, {"kind": "other"}, {"kind": ["veto"]}, {"kind": "veto"}),
        *({"kind": "veto", "reason": 7}, {"kind": "veto", "reason": "x" * 201}),
        *({"kind": "changed", "text": ""}, {"kind": "changed", "text": "x" * 4_001}),
        *({"kind": "changed", "text": "\ud800"}, {"kind": "changed", "text": "x", "more": 1}),
    ],
)
def test_nothing_else_is_a_verdict(said: object) -> None:
    with pytest.raises(BadVerdict):
        read_verdict(OnMessage, said)


def test_a_fact_takes_no_verdict() -> None:
    with pytest.raises(BadVerdict, match=r"it may return None$"):
        read_verdict(OnHandoff, {"kind": "veto", "reason": "no"})


def test_what_authors_import_is_light() -> None:
    code = "import server.pipeline, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    heavy = {"asyncio", "aiohttp", "pydantic", "apsw", "peewee", "PySide6", "openai"}
    assert heavy & set(loaded.stdout.split()) == set()
