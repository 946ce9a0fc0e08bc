"""Mappings that never change: each step makes another one."""

from collections.abc import Mapping
from typing import TypeVar

V = TypeVar("V")


def without(mapping: Mapping[str, V], key: str) -> Mapping[str, V]:
    """All but this key; the same object when it is not there."""
    if key not in mapping:
        return mapping
    return {known: value for known, value in mapping.items() if known != key}
