"""Hooks and verdicts as lines of JSON: what the server and a plugin's own process say."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import cast

from server.domain.errors import BadInput
from server.domain.text import MAX_LINE_CHARS, check_body, check_unicode, is_blank
from server.pipeline.hooks import Hook, catalogue
from server.pipeline.verdicts import Changed, Hold, Reply, Verdict, Veto

MAX_LINE_BYTES = 256 * 1024

_KINDS: dict[str, type[Verdict]] = {
    kind.__name__.lower(): kind for kind in (Changed, Reply, Hold, Veto)
}


class BadVerdict(Exception):
    """A plugin has returned what its hook does not take; the text is for its author."""


def line(said: dict[str, object]) -> bytes:
    """One message of either side."""
    return json.dumps(said).encode() + b"\n"


def hook_line(number: int, hook: Hook) -> bytes:
    """The question with this number."""
    return line({"id": number, "hook": hook.hook_name(), "fields": asdict(hook)})


def read_hook(said: dict[str, object]) -> Hook:
    """The inverse of `hook_line`, for the plugin's side: it trusts the server."""
    kind = catalogue()[str(said["hook"])]
    return kind(**cast(dict[str, object], said["fields"]))


def verdict_fields(verdict: Verdict | None) -> dict[str, object] | None:
    """The verdict as JSON takes it."""
    if verdict is None:
        return None
    return {"kind": type(verdict).__name__.lower(), **asdict(verdict)}


def read_verdict(hook: type[Hook], said: object) -> Verdict | None:
    """The inverse of `verdict_fields`, for the server's side: it trusts nothing.

    Raises:
        BadVerdict: It is none, or not one for this hook.
    """
    if said is None:
        return None
    if not isinstance(said, dict) or (kind := _KINDS.get(str(said.get("kind")))) is None:
        raise BadVerdict("returned something unreadable")
    try:
        return checked(hook, kind(**{name: said[name] for name in said if name != "kind"}))
    except TypeError as error:
        raise BadVerdict("returned something unreadable") from error


def checked(hook: type[Hook], returned: object) -> Verdict | None:
    """What a plugin returned, if it is a verdict of this hook and can be stored and shown.

    Raises:
        BadVerdict: It is not.
    """
    if returned is None:
        return None
    if not isinstance(returned, hook.may):
        wanted = ", ".join(["None", *(kind.__name__ for kind in hook.may)])
        got = type(returned).__name__
        raise BadVerdict(f"returned {got}; it may return {wanted}")
    match returned:
        case Changed(text=text) | Reply(text=text):
            _check("text", text, check_body)
        case Hold(reason=reason) | Veto(reason=reason):
            _check("reason", reason, _check_reason)
    return returned


def _check(field: str, text: object, check: Callable[[str], str]) -> None:
    try:
        if not isinstance(text, str):
            raise BadVerdict(f"returned a {field} that is no text")
        check(text)
    except BadInput as error:
        raise BadVerdict(f"returned a bad {field}: {error.detail}") from error


def _check_reason(reason: str) -> str:
    if is_blank(reason) or len(reason) > MAX_LINE_CHARS:
        raise BadInput("bad_reason", f"A reason has 1 to {MAX_LINE_CHARS} characters.")
    return check_unicode(reason)
