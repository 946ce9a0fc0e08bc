"""The base of all that crosses the wire: unknown fields are refused, not ignored."""

from typing import ClassVar


class Entity:
    """Marks a dataclass as part of the vocabulary; `codec` reads the configuration."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
