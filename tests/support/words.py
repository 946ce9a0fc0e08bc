"""Finds every `tr()` of the desktop's code without running it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One call; `key` is None when its words are not written out."""

    where: str
    key: str | None
    counted: bool


def said_in(*folders: str) -> list[Said]:
    """All calls in these packages."""
    files = (file for folder in folders for file in sorted((_ROOT / folder).rglob("*.py")))
    return [said for file in files for said in _said(file)]


def _said(file: Path) -> Iterator[Said]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and _is_tr(node.func):
            where = f"{file.relative_to(_ROOT)}:{node.lineno}"
            options = {option.arg: option.value for option in node.keywords}
            source, meaning = _text(node.args[0]), _text(options.get("meaning"))
            key = f"{meaning}|{source}" if meaning else source
            yield Said(where=where, key=source and key, counted="count" in options)


def _is_tr(called: ast.expr) -> bool:
    """`tr(…)`, and `self.tr(…)` too: it would not find the catalogue's words."""
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name == "tr"


def _text(node: ast.expr | None) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None
