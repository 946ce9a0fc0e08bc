"""The OpenAPI 3.1 document, made from the URL table and the vocabulary."""

import re
from collections.abc import Iterable
from typing import Any, Literal

from aiohttp import MultipartReader, web

from server.api.calls import AgentCall, Call, VisitorCall
from server.api.endpoint import Endpoint
from server.domain import codec
from server.domain.requests import Problem
from server.domain.version import VERSION

Json = dict[str, Any]
Mode = Literal["validation", "serialization"]

_REF = "#/components/schemas/{model}"
_SOCKETS = (
    "WebSockets speak JSON text frames with `type` first. Visitors: `VisitorFrame` and `ToVisitor`"
    " at /api/v1/public/socket; agents: `AgentFrame` and `ToAgent` at /api/v1/socket."
)


def document(endpoints: Iterable[Endpoint]) -> Json:
    """The whole document."""
    listed = list(endpoints)
    schemas, definitions = codec.schemas([*_schema_keys(listed), *_FRAME_KEYS], _REF)
    for name, key in zip(codec.FRAMES, _FRAME_KEYS, strict=True):
        definitions[name] = schemas[key]
    kinds = {one.query for one in listed if one.query is not None}
    queries = {kind: definitions.pop(kind.__name__) for kind in kinds}
    paths: dict[str, Json] = {}
    for endpoint in listed:
        operation = _operation(endpoint, schemas)
        if endpoint.query is not None:
            operation["parameters"] += _query_parameters(queries[endpoint.query])
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Deskbell", "version": VERSION, "description": _SOCKETS},
        "paths": paths,
        "components": {
            "schemas": definitions,
            "securitySchemes": {
                "agent": {"type": "http", "scheme": "bearer"},
                "visitor": {"type": "http", "scheme": "bearer"},
            },
        },
    }


def _schema_keys(endpoints: list[Endpoint]) -> list[tuple[Any, Mode]]:
    keys: list[tuple[Any, Mode]] = [(Problem, "serialization")]
    for endpoint in endpoints:
        if endpoint.schema is not None:
            keys.append((endpoint.schema, "validation"))
        if endpoint.query is not None:
            keys.append((endpoint.query, "validation"))
        if _is_json(endpoint):
            keys.append((endpoint.result, "serialization"))
    return list(dict.fromkeys(keys))


def _operation(endpoint: Endpoint, schemas: dict[tuple[type, str], Json]) -> Json:
    summary, _, rest = endpoint.summary.partition("\n")
    operation: Json = {
        "operationId": f"{endpoint.method.lower()}_{_id(endpoint.path)}",
        "summary": summary,
        "parameters": _path_parameters(endpoint),
        "responses": {str(endpoint.status): _success(endpoint, schemas), "default": _problem()},
    }
    if rest.strip():
        operation["description"] = rest.strip()
    if endpoint.caller is not Call:
        operation["security"] = [{_SCHEMES[endpoint.caller]: []}]
    if endpoint.schema is not None:
        schema = schemas[endpoint.schema, "validation"]
        operation["requestBody"] = {"required": True, "content": _json(schema)}
    if endpoint.body is MultipartReader:
        operation["requestBody"] = {"required": True, "content": _FILES}
    return operation


def _success(endpoint: Endpoint, schemas: dict[tuple[type, str], Json]) -> Json:
    if _is_json(endpoint) and endpoint.result is not None:
        schema = schemas[endpoint.result, "serialization"]
        also = {endpoint.also: {"schema": {"type": "string"}}} if endpoint.also else {}
        return {"description": "As asked.", "content": _json(schema) | also}
    if endpoint.result is type(None):
        return {"description": "Done."}
    return {"description": "As asked.", "content": {"*/*": {}}}


def _problem() -> Json:
    schema = {"$ref": _REF.format(model=Problem.__name__)}
    return {
        "description": "What is wrong, and what to do.",
        "content": {"application/problem+json": {"schema": schema}},
    }


def _path_parameters(endpoint: Endpoint) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", endpoint.path)
    ]


def _query_parameters(schema: Json) -> list[Json]:
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": property_}
        for name, property_ in schema["properties"].items()
    ]


def _is_json(endpoint: Endpoint) -> bool:
    result = endpoint.result
    if result is None or result is type(None):
        return False
    return result not in {web.Response, web.StreamResponse}


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _id(path: str) -> str:
    return "_".join(re.findall(r"\w+", path.removeprefix("/api/v1"))) or "index"


_FILES = {
    "multipart/form-data": {
        "schema": {
            "type": "object",
            "properties": {
                "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
            },
        }
    }
}
_SCHEMES = {AgentCall: "agent", VisitorCall: "visitor"}
_FRAME_KEYS: list[tuple[Any, Mode]] = [
    (frame, "serialization" if name.startswith("To") else "validation")
    for name, frame in codec.FRAMES.items()
]
