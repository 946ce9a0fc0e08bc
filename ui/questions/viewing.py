"""How the inbox is sorted and narrowed, and which saved view it shows."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from server.domain.conversations import Priority
from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.desk import Desk
from ui.i18n import tr
from ui.inbox.order import Sort
from ui.inbox.pane import InboxPane
from ui.inbox.saved_views import SavedViews
from ui.inbox.view import Filters, View
from ui.inbox.wording import priority_words, sort_words


class Viewing:
    """Asks the palette, and shows in the inbox what is chosen."""

    def __init__(self, desk: Desk, inbox: InboxPane, views: SavedViews, palette: Palette) -> None:
        self._desk = desk
        self._inbox = inbox
        self._views = views
        self._palette = palette

    def ask(self) -> None:
        """Views, orders and filters in one list."""
        self._desk.directory.look_up()
        question = Question(
            prompt=tr("Sort, filter, or choose a view"),
            find=lambda words: fitting(words, self._choices()),
            foot=tr("Filters add up. Esc closes."),
        )
        self._palette.ask(question)

    def ask_name(self) -> None:
        """Under which name to keep what is shown now."""
        self._palette.ask(Question(prompt=tr("Name of the view"), find=self._naming))

    def _naming(self, words: str) -> list[Option]:
        if not words:
            return []
        title = tr("Save as “{name}”").format(name=words)
        run = partial(self._views.save, words, self._inbox.view)
        return [Option(title=title, icon="bookmark", run=run)]

    def _choices(self) -> Iterator[Option]:
        yield from self._saved()
        yield from self._narrowing()
        yield from self._orders()
        if self._inbox.view != View(tab=self._inbox.view.tab):
            yield Option(
                title=tr("Save this view…"),
                icon="plus",
                keywords="save name 保存",
                run=self.ask_name,
            )
            yield Option(
                title=tr("Show all again"),
                icon="x",
                keywords="clear reset remove 清除 重置",
                run=partial(self._inbox.show_view, View(tab=self._inbox.view.tab)),
            )
        for one in self._views.items:
            words = tr("Forget the view “{name}”").format(name=one.name)
            run = partial(self._views.forget, one.name)
            yield Option(title=words, icon="trash-2", keywords="delete 删除", run=run, stays=True)

    def _saved(self) -> Iterator[Option]:
        for one in self._views.items:
            yield Option(
                title=one.name,
                detail=tr("Saved view"),
                icon="bookmark",
                run=partial(self._inbox.show_view, one.view),
            )

    def _narrowing(self) -> Iterator[Option]:
        filters = self._inbox.view.filters
        unread, online = not filters.unread, not filters.online
        yield self._toggle(tr("Unread only"), filters.unread, "未读", unread=unread)
        yield self._toggle(tr("Visitor is online"), filters.online, "在线", online=online)
        for priority in (Priority.HIGH, Priority.URGENT):
            words = tr("{priority} or more").format(priority=priority_words(priority))
            on = filters.priority is priority
            yield self._toggle(words, on, "priority 优先级", priority=None if on else priority)
        carried = {tag.casefold() for tag in filters.tags}
        for tag in dict.fromkeys((*filters.tags, *self._desk.directory.tags)):
            on = tag.casefold() in carried
            others = tuple(other for other in filters.tags if other.casefold() != tag.casefold())
            yield self._toggle(f"#{tag}", on, "tag 标签", tags=others if on else (*others, tag))

    def _toggle(self, title: str, on: bool, keywords: str, **changes: Any) -> Option:
        return Option(
            title=title,
            detail=tr("Filter"),
            checked=on,
            stays=True,
            keywords=keywords,
            run=partial(self._narrow, replace(self._inbox.view.filters, **changes)),
        )

    def _narrow(self, filters: Filters) -> None:
        self._inbox.show_view(replace(self._inbox.view, filters=filters))

    def _orders(self) -> Iterator[Option]:
        for sort in Sort:
            yield Option(
                title=sort_words(sort),
                detail=tr("Order"),
                keywords="sort order 排序",
                checked=sort is self._inbox.view.sort,
                run=partial(self._sort, sort),
            )

    def _sort(self, sort: Sort) -> None:
        self._inbox.show_view(replace(self._inbox.view, sort=sort))
