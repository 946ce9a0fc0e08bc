"""Moving among conversations."""

from functools import partial

from ui.commands.command import Command, Group
from ui.i18n import tr
from ui.inbox.last_two import LastTwo
from ui.inbox.order import Tab
from ui.inbox.pane import InboxPane
from ui.inbox.tab_bar import tab_title
from ui.questions.viewing import Viewing


def inbox_commands(inbox: InboxPane, last: LastTwo, viewing: Viewing) -> list[Command]:
    """Moving among conversations, and choosing which are shown."""
    return [*_moves(inbox, last), *_views(inbox, viewing)]


def _moves(inbox: InboxPane, last: LastTwo) -> list[Command]:
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
            id="inbox.back",
            group=Group.INBOX,
            title=lambda: tr("The conversation before"),
            keys=("Ctrl+Tab",),
            icon="history",
            keywords="last recent back switch 上一个 返回",
            run=last.switch,
            is_possible=last.is_there,
        ),
    ]


def _views(inbox: InboxPane, viewing: Viewing) -> list[Command]:
    return [
        Command(
            id="inbox.filters",
            group=Group.INBOX,
            title=lambda: tr("Sort and filter"),
            keys=("Ctrl+Shift+O",),
            icon="sliders-horizontal",
            keywords="view sort filter unread tag 视图 排序 筛选",
            run=viewing.ask,
        ),
        Command(
            id="inbox.save_view",
            group=Group.INBOX,
            title=lambda: tr("Save this view…"),
            icon="bookmark",
            keywords="view save name 保存 视图",
            run=viewing.ask_name,
        ),
        *(_tab(inbox, tab) for tab in Tab),
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


def _tab(inbox: InboxPane, tab: Tab) -> Command:
    return Command(
        id=f"inbox.tab.{tab}",
        group=Group.INBOX,
        title=lambda: tr("Inbox: {name}").format(name=tab_title(tab)),
        icon="inbox",
        keywords="inbox tab view 收件箱 视图",
        run=partial(inbox.show_tab, tab),
    )
