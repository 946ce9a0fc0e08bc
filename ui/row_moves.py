"""Where the keyboard leads in a list of rows, and how far to scroll for a row to be seen."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractItemView

Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint

_BEYOND_ANY_LIST = 2**31


def next_row(action: Action, row: int, page: int) -> int:
    """The row that a key leads to; the caller keeps it within the list."""
    match action:
        case Action.MoveUp | Action.MovePrevious:
            return row - 1
        case Action.MoveDown | Action.MoveNext:
            return row + 1
        case Action.MovePageUp:
            return row - page
        case Action.MovePageDown:
            return row + page
        case Action.MoveHome | Action.MoveEnd:
            return 0 if action is Action.MoveHome else _BEYOND_ANY_LIST
        case _:
            return row


def way_into_view(box: QRect, page: int, hint: Hint) -> int:
    """As little as possible, unless the row is to be in the middle."""
    if hint is Hint.PositionAtCenter:
        return box.center().y() - page // 2
    if box.top() < 0 or box.height() > page:
        return box.top()
    return max(0, box.bottom() + 1 - page)
