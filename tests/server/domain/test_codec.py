"""JSON to and from the vocabulary: strict on the way in, whole on the way out."""

import dataclasses
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain import codec
from server.domain.conversations import Author, AuthorKind
from server.domain.errors import BadInput
from server.domain.frames import Ping, Rate, SendMessage, SendReply, ToVisitor, TypingNow
from server.domain.requests import PostMessage
from server.domain.settings import AssistantMode, AssistantSettings

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
kinds = st.sampled_from(["hello", "message.send", "typing", "read", "rate", "ping", "x", ""])


@given(
    frame=st.dictionaries(st.sampled_from(["token", "body", "seq", "on"]), junk) | junk, kind=kinds
)
def test_whatever_comes_is_a_frame_or_bad_input(frame: Any, kind: str) -> None:
    text = codec.encode_text(frame | {"type": kind} if isinstance(frame, dict) else frame)
    for decode in (codec.decode_visitor_frame, codec.decode_agent_frame):
        with suppress(BadInput):
            assert dataclasses.is_dataclass(decode(text))


@given(text=st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_whatever_text_comes_is_a_frame_or_bad_input(text: str) -> None:
    with pytest.raises(BadInput):
        codec.decode_visitor_frame(text)


def test_the_same_type_means_what_its_side_means() -> None:
    text = '{"type": "message.send", "client_id": "1", "body": "x"}'
    assert codec.decode_visitor_frame(text) == SendMessage(client_id="1", body="x")
    with pytest.raises(BadInput) as refused:
        codec.decode_agent_frame(text)
    assert "conversation_id" in refused.value.detail
    longer = text.replace("}", ', "conversation_id": "c"}')
    assert codec.decode_agent_frame(longer) == SendReply(
        conversation_id="c", client_id="1", body="x"
    )
    assert codec.decode_agent_frame('{"type": "ping"}') == Ping()


@pytest.mark.parametrize(
    "text",
    ['{"score": "5"}', '{"score": 5.0}', '{"score": true}', '{"score": null}', '{"score": [5]}'],
)
def test_nothing_is_guessed(text: str) -> None:
    with pytest.raises(BadInput):
        codec.decode(Rate, text)


def test_every_fault_is_named_but_not_repeated() -> None:
    with pytest.raises(BadInput) as refused:
        codec.decode(PostMessage, b'{"client_id": 1, "boddy": "my password"}')
    for name in ("client_id", "boddy", "body"):
        assert name in refused.value.detail
    assert "my password" not in refused.value.detail


def test_merging_replaces_what_is_named() -> None:
    before = AssistantSettings(name="Bell", history_messages=5)
    after = codec.merge(before, b'{"mode": "off"}')
    assert after == AssistantSettings(mode=AssistantMode.OFF, name="Bell", history_messages=5)
    for changes in (b"[]", b"null", b'"x"', b'{"nam": 1}', b"{"):
        with pytest.raises(BadInput):
            codec.merge(before, changes)


def test_queries_spell_numbers() -> None:
    assert codec.decode_query(Rate, {"score": "5"}) == Rate(score=5)
    for wrong in ("five", "5.5", "", "0x5", "٥x"):
        with pytest.raises(BadInput):
            codec.decode_query(Rate, {"score": wrong})


def test_what_the_server_says_comes_back_as_it_was() -> None:
    said: ToVisitor = TypingNow(author=Author(kind=AuthorKind.AGENT, name="林 🙂\u0000"), on=True)
    assert codec.decode_for_visitor(codec.encode_text(said)) == said
