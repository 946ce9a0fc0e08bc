"""Secrets: a type that does not print itself, and where they are kept."""

from dataclasses import dataclass
from typing import Literal, Protocol

Place = Literal["environment", "session", "keyring"]

MAX_SECRET_CHARS = 1_000  # Windows' credential store takes little more


class Secret:
    """A value that shows as `***` everywhere but where it is used."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself, for the one call that needs it."""
        return self._value

    def ending(self) -> str | None:
        """The last four characters, when the rest is long enough to stay unknown."""
        return self._value[-4:] if len(self._value) >= 16 else None

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a secret is not written anywhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSecret:
    """A secret and where it lies."""

    secret: Secret
    place: Place


class SecretStore(Protocol):
    """Keeps secrets outside the database. Calls may block: use a thread.

    Attributes:
        keyring_name: The keyring that `put` can write to; None when there is none.
    """

    @property
    def keyring_name(self) -> str | None:
        """See the class."""
        ...

    def get(self, name: str) -> StoredSecret | None:
        """The secret, or None."""
        ...

    def put(self, name: str, secret: Secret, *, keep: Literal["keyring", "session"]) -> None:
        """Keep it; raises `Unavailable` (`no_keyring`) when there is nowhere to."""
        ...

    def delete(self, name: str) -> None:
        """Forget it; no error when there is none."""
        ...
