"""Mappings that never change: each step makes another one."""

from collections.abc import Iterable, Iterator, Mapping, ValuesView
from itertools import chain
from typing import Generic, TypeVar

V = TypeVar("V")
# So many that the copy of one shelf is small beside anything else, with 100,000 values.
_SHELVES = 256


def without(mapping: Mapping[str, V], key: str) -> Mapping[str, V]:
    """All but this key; the same object when it is not there."""
    if key not in mapping:
        return mapping
    return {known: value for known, value in mapping.items() if known != key}


class Shelves(Mapping[str, V], Generic[V]):
    """For very many values: the next mapping shares all shelves with this one but one.

    Copying a dict of 100,000 values and forgetting the old one costs more than drawing a list.
    """

    __slots__ = ("_count", "_shelves")

    def __init__(self, values: Iterable[tuple[str, V]] = ()) -> None:
        self._shelves: tuple[dict[str, V], ...] = tuple({} for _ in range(_SHELVES))
        for key, value in values:
            self._shelves[hash(key) % _SHELVES][key] = value
        self._count = sum(map(len, self._shelves))

    def having(self, key: str, value: V) -> "Shelves[V]":
        """The same with another value for this key."""
        at = hash(key) % _SHELVES
        shelves = list(self._shelves)
        shelves[at] = {**shelves[at], key: value}
        other: Shelves[V] = Shelves.__new__(Shelves)
        other._shelves = tuple(shelves)
        other._count = self._count - len(self._shelves[at]) + len(shelves[at])
        return other

    def __getitem__(self, key: str) -> V:
        return self._shelves[hash(key) % _SHELVES][key]

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._shelves)

    def __len__(self) -> int:
        return self._count

    def values(self) -> ValuesView[V]:
        return _Values(self)

    def shelves(self) -> tuple[Mapping[str, V], ...]:
        """In no particular order."""
        return self._shelves


class _Values(ValuesView[V], Generic[V]):
    """Without looking each one up."""

    _mapping: Shelves[V]

    def __iter__(self) -> Iterator[V]:
        return chain.from_iterable(shelf.values() for shelf in self._mapping.shelves())
