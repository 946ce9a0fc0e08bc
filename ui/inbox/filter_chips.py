"""What narrows the list now, each with a click that takes it away."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Signal

from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.order import Sort
from ui.inbox.view import View
from ui.inbox.wording import priority_words, sort_words
from ui.widgets.buttons import Button
from ui.widgets.flow import Flow

_DEFAULT = View()


class FilterChips(Flow):
    """Hidden while nothing narrows the list.

    Signals:
        changed: A `View` with one filter less.
    """

    changed = Signal(View)

    def __init__(self, icons: Icons) -> None:
        super().__init__(gap=4)
        self._icons = icons
        self._view = _DEFAULT
        self.hide()

    def show_view(self, view: View) -> None:
        """The filters of this one."""
        self._view = view
        chips = [self._chip(words, without) for words, without in _removable(view)]
        self.show_only(chips)
        self.setVisible(bool(chips))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_view(self._view)
        super().changeEvent(event)

    def _chip(self, words: str, without: View) -> Button:
        chip = Button(self._icons, "chip", "x")
        chip.setText(words)
        chip.setAccessibleName(tr("Remove the filter: {name}").format(name=words))
        chip.clicked.connect(partial(self.changed.emit, without))
        return chip


def _removable(view: View) -> Iterator[tuple[str, View]]:
    """Words, and the view without what they say."""
    filters = view.filters
    but = partial(_with_filters, view)
    if view.sort is not Sort.ATTENTION:
        yield sort_words(view.sort), replace(view, sort=Sort.ATTENTION)
    for tag in filters.tags:
        yield f"#{tag}", but(tags=tuple(other for other in filters.tags if other != tag))
    if filters.priority is not None:
        words = tr("{priority} or more").format(priority=priority_words(filters.priority))
        yield words, but(priority=None)
    if filters.unread:
        yield tr("Unread"), but(unread=False)
    if filters.online:
        yield tr("Online"), but(online=False)


def _with_filters(view: View, **changes: Any) -> View:
    return replace(view, filters=replace(view.filters, **changes))
