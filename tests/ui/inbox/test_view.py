"""Filters narrow the list, and a view survives being kept."""

from dataclasses import replace

import pytest

from server.domain import codec
from server.domain.conversations import Priority
from tests.support.desk_sample import ME, mia
from ui.inbox.order import Sort, Tab
from ui.inbox.saved_views import SavedViews
from ui.inbox.view import Filters, SavedView, View, at_least, matches


@pytest.mark.parametrize(
    ("words", "found"),
    [("mia", True), ("蓝色 MIA", True), ("checkout", True), ("mia 红色", False), ("", True)],
)
def test_searching(words: str, found: bool) -> None:
    assert matches(mia(), words) is found


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (Filters(), True),
        (Filters(tags=("vip",)), True),
        (Filters(tags=("VIP", "Returns")), True),
        (Filters(tags=("VIP", "invoice")), False),
        (Filters(priority=Priority.NORMAL), True),
        (Filters(priority=Priority.HIGH), False),
        (Filters(unread=True, online=True), True),
    ],
)
def test_filters_add_up(filters: Filters, fits: bool) -> None:
    assert filters.fit(mia()) is fits


def test_what_is_read_or_away_fits_no_such_filter() -> None:
    assert not Filters(unread=True).fit(replace(mia(), unread=0))
    away = replace(mia(), visitor=replace(mia().visitor, online=False))
    assert not Filters(online=True).fit(away)


def test_a_view_is_a_tab_and_its_filters() -> None:
    view = View(tab=Tab.MINE, filters=Filters(tags=("vip",)))
    assert view.shows(mia(), ME.id)
    assert not replace(view, tab=Tab.ASSISTANT).shows(mia(), ME.id)


def test_at_least() -> None:
    assert at_least(Priority.HIGH) == (Priority.URGENT, Priority.HIGH)


def test_a_view_is_read_as_it_was_written() -> None:
    filters = Filters(tags=("退货",), priority=Priority.HIGH, unread=True)
    saved = SavedView(name="急", view=View(tab=Tab.WAITING, sort=Sort.LATEST, filters=filters))
    assert codec.decode(SavedView, codec.encode(saved)) == saved


def test_saving_under_the_same_name_replaces() -> None:
    views = SavedViews()
    views.save("VIP", View(tab=Tab.MINE))
    views.save("a", View())
    views.save("vip", View(tab=Tab.ALL))
    assert [(one.name, one.view.tab) for one in views.items] == [("a", Tab.ALL), ("vip", Tab.ALL)]
    views.forget("a")
    assert [one.name for one in views.items] == ["vip"]
