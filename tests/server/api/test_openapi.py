"""The API document itself: whole, without loose ends, and what the standard asks for."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.server.desk import Desk
from tests.server.witness import ApiDocument

# What OpenAPI 3.1 requires of the parts that this document uses.
_MEDIA = {"type": "object", "additionalProperties": {"type": "object"}}
_RESPONSE = {
    "type": "object",
    "required": ["description"],
    "properties": {"description": {"type": "string", "minLength": 1}, "content": _MEDIA},
    "additionalProperties": False,
}
_PARAMETER = {
    "type": "object",
    "required": ["name", "in", "schema"],
    "properties": {
        "name": {"type": "string"},
        "in": {"enum": ["path", "query"]},
        "required": {"type": "boolean"},
        "schema": {"type": "object"},
    },
    "if": {"properties": {"in": {"const": "path"}}},
    "then": {"required": ["required"], "properties": {"required": {"const": True}}},
    "additionalProperties": False,
}
_OPERATION = {
    "type": "object",
    "required": ["operationId", "summary", "responses"],
    "properties": {
        "operationId": {"type": "string", "pattern": "^[a-z0-9_]+$"},
        "summary": {"type": "string", "minLength": 3},
        "description": {"type": "string"},
        "parameters": {"type": "array", "items": _PARAMETER},
        "requestBody": {
            "type": "object",
            "required": ["content"],
            "properties": {"required": {"const": True}, "content": _MEDIA},
            "additionalProperties": False,
        },
        "responses": {
            "type": "object",
            "patternProperties": {"^(default|[1-5][0-9][0-9])$": _RESPONSE},
            "additionalProperties": False,
            "minProperties": 2,
        },
        "security": {"type": "array", "items": {"type": "object"}},
    },
    "additionalProperties": False,
}
_DOCUMENT = {
    "type": "object",
    "required": ["openapi", "info", "paths", "components"],
    "properties": {
        "openapi": {"pattern": r"^3\.1\.\d+$"},
        "info": {"type": "object", "required": ["title", "version"]},
        "paths": {
            "type": "object",
            "patternProperties": {
                "^/": {
                    "type": "object",
                    "patternProperties": {"^(get|put|post|delete)$": _OPERATION},
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
        "components": {
            "type": "object",
            "required": ["schemas", "securitySchemes"],
        },
    },
    "additionalProperties": False,
}


def test_it_is_a_document_of_openapi_3_1(api_document: ApiDocument) -> None:
    Draft202012Validator(_DOCUMENT).validate(api_document.document)


def test_every_schema_is_json_schema(api_document: ApiDocument) -> None:
    for schema in [*api_document.document["components"]["schemas"].values(), _DOCUMENT]:
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(api_document: ApiDocument) -> None:
    schemas = api_document.document["components"]["schemas"]
    named = {ref.removeprefix("#/components/schemas/") for ref in refs(api_document.document)}
    assert named - set(schemas) == set()
    assert set(schemas) - named == {"VisitorFrame", "AgentFrame", "ToVisitor", "ToAgent"}


def refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from refs(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from refs(inner)


def test_parameters_are_those_of_the_path(api_document: ApiDocument) -> None:
    for (_, path), operation in api_document.operations.items():
        named = [one["name"] for one in operation["parameters"] if one["in"] == "path"]
        assert named == re.findall(r"{(\w+)}", path)


def test_no_two_operations_share_a_name(api_document: ApiDocument) -> None:
    names = [operation["operationId"] for operation in api_document.operations.values()]
    assert len(set(names)) == len(names)


def test_security_names_known_schemes(api_document: ApiDocument) -> None:
    schemes = api_document.document["components"]["securitySchemes"]
    used = {
        name
        for operation in api_document.operations.values()
        for requirement in operation.get("security", [])
        for name in requirement
    }
    assert used == set(schemes)


@pytest.mark.parametrize("kind", ["VisitorFrame", "AgentFrame", "ToVisitor", "ToAgent"])
def test_frames_are_told_apart_by_type(api_document: ApiDocument, kind: str) -> None:
    schema = api_document.document["components"]["schemas"][kind]
    assert schema["discriminator"]["propertyName"] == "type"
    assert len(schema["discriminator"]["mapping"]) == len(schema["oneOf"])


async def test_the_server_hands_out_the_same_document(
    desk: Desk, api_document: ApiDocument
) -> None:
    reply = await desk.anybody().get("/api/v1/openapi.json")
    assert json.loads(reply.body) == api_document.document
