"""Sees everything that a server says in a test, and holds it against what it may say."""

import json
import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from server.security.tokens import token_hash

Json = Any

# What no answer ever holds: how passwords are stored.
_ALWAYS_SECRET = ("$argon2", "password_hash", "token_hash")


class ApiDocument:
    """The OpenAPI document, as a judge of real answers."""

    def __init__(self, document: dict[str, Json]) -> None:
        self.document = document
        self.operations = {
            (method.upper(), path): operation
            for path, item in document["paths"].items()
            for method, operation in item.items()
        }
        self._patterns = {
            key: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(key[1])) + "$")
            for key in self.operations
        }
        self._validator = cache(self._make_validator)

    def check(self, method: str, path: str, status: int, body: bytes, media_type: str) -> None:
        """Fail unless this answer is documented."""
        operation = self._operation(method, path)
        if operation is None:
            return
        responses = operation["responses"]
        content = responses.get(str(status), responses["default"]).get("content", {})
        if "*/*" in content or (not content and not body):
            return
        assert media_type in content, f"{method} {path}: {status} as {media_type}"
        told = json.loads(body) if media_type.endswith("json") else body.decode()
        self.conforms(told, content[media_type]["schema"])

    def conforms(self, value: Json, schema: dict[str, Json]) -> None:
        """Fail unless the value is what the schema says."""
        faults = list(self._validator(json.dumps(schema)).iter_errors(value))
        assert not faults, f"{faults[0].json_path}: {faults[0].message}"

    def _operation(self, method: str, path: str) -> Json | None:
        exact = self.operations.get((method, path))
        matching = (
            operation
            for key, operation in self.operations.items()
            if key[0] == method and self._patterns[key].match(path)
        )
        return exact or next(matching, None)

    def _make_validator(self, schema: str) -> Draft202012Validator:
        components = {"components": self.document["components"]}
        return Draft202012Validator(json.loads(schema) | components)


class Witness:
    """Remembers what was said, and which words must not be in it."""

    def __init__(self, api: ApiDocument) -> None:
        self._api = api
        self._secrets = set(_ALWAYS_SECRET)
        self.said: list[str] = []

    def guard_token(self, token: str) -> None:
        """The server stores its hash, and says it to nobody."""
        self._secrets.add(token_hash(token))

    def guard_secret(self, secret: str) -> None:
        """Given to the server, and never said again."""
        self._secrets.add(secret)

    def http(self, method: str, path: str, status: int, body: bytes, media_type: str) -> None:
        self.said.append(body.decode("utf-8", "replace"))
        self._api.check(method, path, status, body, media_type)
        if status >= 400:
            check_problem(status, body, media_type)

    def frame(self, kind: str, text: str) -> None:
        """A frame; `kind` is its name in the API document."""
        self.said.append(text)
        self._api.conforms(json.loads(text), {"$ref": f"#/components/schemas/{kind}"})

    def check_kept_secrets(self) -> None:
        """At the end: nothing of what must stay secret was said."""
        leaked = [text[:300] for text in self.said if any(word in text for word in self._secrets)]
        assert leaked == []


def check_problem(status: int, body: bytes, media_type: str) -> None:
    """Every error is a problem document with a stable code and a sentence."""
    assert media_type == "application/problem+json", body
    problem = json.loads(body)
    assert problem["status"] == status
    assert re.fullmatch(r"[a-z][a-z0-9_]+", problem["code"])
    assert problem["title"]
    assert problem["detail"].strip()
