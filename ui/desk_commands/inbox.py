"""Moving among conversations."""

from functools import partial

from ui.commands.command import Command, Group
from ui.i18n import tr
from ui.inbox.pane import InboxPane


def inbox_commands(inbox: InboxPane) -> list[Command]:
    """Moving among conversations."""
    return [
        Command(
            id="inbox.next",
            group=Group.INBOX,
            title=lambda: tr("Next conversation"),
            keys=("Alt+Down", "Ctrl+PgDown"),
            run=partial(inbox.list.step, 1),
            listed=False,
        ),
        Command(
            id="inbox.previous",
            group=Group.INBOX,
            title=lambda: tr("Previous conversation"),
            keys=("Alt+Up", "Ctrl+PgUp"),
            run=partial(inbox.list.step, -1),
            listed=False,
        ),
        Command(
            id="inbox.next_unread",
            group=Group.INBOX,
            title=lambda: tr("Next unread conversation"),
            keys=("Alt+Shift+Down",),
            icon="arrow-down",
            keywords="unread new 未读",
            run=partial(inbox.list.open_next, lambda one: one.unread > 0),
        ),
        Command(
            id="inbox.search",
            group=Group.INBOX,
            title=lambda: tr("Search conversations"),
            keys=("Ctrl+Shift+F",),
            icon="search",
            keywords="find filter 查找 搜索 筛选",
            run=inbox.focus_search,
        ),
    ]
