"""Finding one's way in the window, and out of it."""

from collections.abc import Callable
from functools import partial

from ui.commands.command import Command, Group
from ui.i18n import tr


def window_commands(
    *,
    open_palette: Callable[[], object],
    open_sheet: Callable[[], object],
    step_pane: Callable[[int], object],
    close: Callable[[], object],
    quit_all: Callable[[], object],
) -> list[Command]:
    """Finding one's way in the window, and out of it."""
    window = partial(Command, group=Group.WINDOW)
    return [
        window(
            id="window.palette",
            title=lambda: tr("Search or jump"),
            keys=("Ctrl+K",),
            run=open_palette,
            listed=False,
        ),
        window(
            id="window.shortcuts",
            title=lambda: tr("Keyboard shortcuts"),
            keys=("Ctrl+/", "F1"),
            icon="keyboard",
            keywords="help keys remap 快捷键 帮助",
            run=open_sheet,
        ),
        *_pane_commands(step_pane),
        *_leaving_commands(close, quit_all),
    ]


def _pane_commands(step_pane: Callable[[int], object]) -> list[Command]:
    return [
        Command(
            id="window.next_pane",
            group=Group.WINDOW,
            title=lambda: tr("Next pane"),
            keys=("F6",),
            run=partial(step_pane, 1),
            listed=False,
        ),
        Command(
            id="window.previous_pane",
            group=Group.WINDOW,
            title=lambda: tr("Previous pane"),
            keys=("Shift+F6",),
            run=partial(step_pane, -1),
            listed=False,
        ),
    ]


def _leaving_commands(close: Callable[[], object], quit_all: Callable[[], object]) -> list[Command]:
    window = partial(Command, group=Group.WINDOW)
    return [
        window(
            id="window.close",
            title=lambda: tr("Close the window"),
            keys=("Ctrl+W",),
            icon="x",
            keywords="hide 隐藏 关闭窗口",
            run=close,
        ),
        window(
            id="window.quit",
            title=lambda: tr("Quit Deskbell"),
            keys=("Ctrl+Q",),
            keywords="exit 退出",
            run=quit_all,
        ),
    ]
