"""JSON to and from the vocabulary: the one place where pydantic is used.

Unknown fields, wrong types and malformed JSON become `BadInput` with every fault named.
"""

from collections.abc import Hashable, Sequence
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, Literal, TypeVar, cast

from pydantic import Discriminator, TypeAdapter, ValidationError

from server.domain.errors import BadInput
from server.domain.frames import AgentFrame, ToAgent, ToVisitor, VisitorFrame

T = TypeVar("T")

_MAX_FAULTS_NAMED = 5

_BY_TYPE = Discriminator("type")
# As `schemas` wants them, to document the frames as they are told apart.
FRAMES: dict[str, Any] = {
    "VisitorFrame": Annotated[VisitorFrame, _BY_TYPE],
    "AgentFrame": Annotated[AgentFrame, _BY_TYPE],
    "ToVisitor": Annotated[ToVisitor, _BY_TYPE],
    "ToAgent": Annotated[ToAgent, _BY_TYPE],
}

_visitor_frame: TypeAdapter[VisitorFrame] = TypeAdapter(FRAMES["VisitorFrame"])
_agent_frame: TypeAdapter[AgentFrame] = TypeAdapter(FRAMES["AgentFrame"])
_to_visitor: TypeAdapter[ToVisitor] = TypeAdapter(FRAMES["ToVisitor"])
_to_agent: TypeAdapter[ToAgent] = TypeAdapter(FRAMES["ToAgent"])


def decode(kind: type[T], data: bytes | str) -> T:
    """The entity that this JSON spells.

    Raises:
        BadInput: `bad_json` or `bad_fields`.
    """
    return _validate(_adapter(kind), data)


def decode_visitor_frame(data: str) -> VisitorFrame:
    """A frame of a visitor; raises `BadInput`."""
    return _validate(_visitor_frame, data)


def decode_agent_frame(data: str) -> AgentFrame:
    """A frame of an agent; raises `BadInput`."""
    return _validate(_agent_frame, data)


def decode_for_visitor(data: str) -> ToVisitor:
    """What a visitor's socket receives; for clients and tests."""
    return _validate(_to_visitor, data)


def decode_for_agent(data: str) -> ToAgent:
    """What an agent's socket receives; raises `BadInput` when the server speaks another version."""
    return _validate(_to_agent, data)


def decode_query(kind: type[T], query: dict[str, str]) -> T:
    """The entity that these query parameters spell; numbers come as text.

    Raises:
        BadInput: `bad_fields`.
    """
    try:
        return _adapter(kind).validate_strings(query, strict=True)
    except ValidationError as error:
        raise _bad_input(error) from error


def merge(section: T, changes: bytes) -> T:
    """The section with the fields that this JSON object names; the others stay.

    Raises:
        BadInput: `bad_json` or `bad_fields`.
    """
    new = decode(dict[str, Any], changes)
    present = {field.name: getattr(section, field.name) for field in fields(cast(Any, section))}
    return decode(type(section), _any.dump_json(present | new))


def encode(value: object) -> bytes:
    """JSON in UTF-8."""
    return _adapter(type(value)).dump_json(value)


def encode_text(value: object) -> str:
    """JSON as text, for a WebSocket frame."""
    return encode(value).decode()


def schemas(
    kinds: Sequence[tuple[Any, Literal["validation", "serialization"]]], ref_template: str
) -> tuple[dict[tuple[Any, str], dict[str, Any]], dict[str, Any]]:
    """JSON Schemas of these types: one by (type, mode), and the definitions that they share."""
    inputs = [((kind, mode), mode, _adapter(kind)) for kind, mode in kinds]
    by_key, shared = TypeAdapter.json_schemas(inputs, ref_template=ref_template)
    named = {key[0]: schema for key, schema in by_key.items()}
    return cast(dict[tuple[Any, str], dict[str, Any]], named), shared.get("$defs", {})


_any: TypeAdapter[Any] = TypeAdapter(Any)


@cache
def _cached_adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(type[Any], kind))


def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return _cached_adapter(cast(Hashable, kind))


def _validate(adapter: TypeAdapter[T], data: bytes | str) -> T:
    try:
        return adapter.validate_json(data, strict=True)
    except ValidationError as error:
        raise _bad_input(error) from error


def _bad_input(error: ValidationError) -> BadInput:
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    if faults[0]["type"] == "json_invalid":
        return BadInput("bad_json", "This is not JSON. Send one JSON object in UTF-8.")
    named = [
        f"{'.'.join(map(str, fault['loc'])) or 'body'}: {fault['msg']}"
        for fault in faults[:_MAX_FAULTS_NAMED]
    ]
    return BadInput("bad_fields", "; ".join(named))
