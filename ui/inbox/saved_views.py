"""The views that somebody gave a name, and the one that the inbox shows when it opens."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from ui.inbox.view import SavedView, View


class SavedViews(QObject):
    """In the order of their names.

    Signals:
        changed: Some were saved or forgotten; all that there are now.
    """

    changed = Signal(object)

    def __init__(self, saved: Iterable[SavedView] = ()) -> None:
        super().__init__()
        self._items = tuple(saved)

    @property
    def items(self) -> tuple[SavedView, ...]:
        """All of them."""
        return self._items

    def save(self, name: str, view: View) -> None:
        """Under this name, instead of what had it."""
        kept = [one for one in self._items if one.name.casefold() != name.casefold()]
        self._put([*kept, SavedView(name=name, view=view)])

    def forget(self, name: str) -> None:
        """Not wanted any more."""
        self._put(one for one in self._items if one.name != name)

    def restore(self, items: tuple[SavedView, ...]) -> None:
        """As they were, to take a change back."""
        self._put(items)

    def _put(self, items: Iterable[SavedView]) -> None:
        self._items = tuple(sorted(items, key=lambda one: one.name.casefold()))
        self.changed.emit(self._items)
