"""Reading what a stranger wrote."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.ai.chat_model import FaultCode, FinishReason, ProviderFault, Usage
from server.ai.chunks import Chunk, finish_reason, read_chunk


def with_choice(**choice: object) -> dict[str, Any]:
    return {"choices": [choice]}


CHUNKS = [
    (with_choice(delta={"content": "Hi"}), Chunk(text="Hi")),
    (with_choice(index=0, delta={"content": "Hi"}, finish_reason=None), Chunk(text="Hi")),
    (with_choice(message={"content": "Hi"}, finish_reason="stop"), Chunk(text="Hi", finish="stop")),
    (with_choice(delta={"content": None}, finish_reason="length"), Chunk(finish="length")),
    (with_choice(delta={"reasoning_content": "Hm"}), Chunk()),
    (with_choice(delta={"refusal": "I will not."}), Chunk()),
    (with_choice(delta="text", finish_reason=7), Chunk()),
    (with_choice(index=1, delta={"content": "other"}), Chunk()),
    (with_choice(index=[], delta={"content": "other"}), Chunk()),
    ({"choices": [None, 3, {"index": 0, "delta": {"content": "Hi"}}]}, Chunk(text="Hi")),
    ({"choices": {"0": {}}}, Chunk()),
    ({}, Chunk()),
    (
        with_choice(delta={"content": [{"type": "thinking"}, {"type": "text", "text": "Hi"}]}),
        Chunk(text="Hi"),
    ),
    (
        {"choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 2}},
        Chunk(usage=Usage(input_tokens=5, output_tokens=2)),
    ),
    ({"usage": {"prompt_tokens": "5", "completion_tokens": None}}, Chunk()),
    ({"usage": {"prompt_tokens": -5, "completion_tokens": 2}}, Chunk()),
]


@pytest.mark.parametrize(("data", "chunk"), CHUNKS)
def test_reads(data: object, chunk: Chunk) -> None:
    assert read_chunk(data) == chunk


@pytest.mark.parametrize(
    "data",
    [
        None,
        "text",
        [with_choice(delta={"content": "Hi"})],
        with_choice(delta={"content": 42}),
        with_choice(delta={"content": {"text": "Hi"}}),
        with_choice(delta={"content": ["Hi"]}),
    ],
)
def test_says_when_text_may_be_lost(data: object) -> None:
    with pytest.raises(ProviderFault) as caught:
        read_chunk(data)

    assert caught.value.fault is FaultCode.BAD_ANSWER


_NAMES = st.sampled_from(["choices", "delta", "content", "index", "usage", "finish_reason", "x"])
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=4),
    max_leaves=8,
)


@given(_JSON)
def test_no_json_is_a_bug(data: object) -> None:
    with contextlib.suppress(ProviderFault):
        assert isinstance(read_chunk(data), Chunk)


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("stop", FinishReason.STOP),
        ("STOP", FinishReason.STOP),
        ("eos_token", FinishReason.STOP),
        ("length", FinishReason.LENGTH),
    ],
)
def test_an_end_is_what_says_so(word: str, reason: FinishReason) -> None:
    assert finish_reason(word) is reason


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("content_filter", FaultCode.FILTERED),
        ("tool_calls", FaultCode.BAD_ANSWER),
        ("abort", FaultCode.INCOMPLETE),
        ("insufficient_system_resource", FaultCode.INCOMPLETE),
    ],
)
def test_everything_else_is_none(word: str, code: FaultCode) -> None:
    with pytest.raises(ProviderFault) as caught:
        finish_reason(word)

    assert caught.value.fault is code
