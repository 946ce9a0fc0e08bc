"""The commands of the window that need no page of their own, in the order of the sheet."""

from collections.abc import Callable
from functools import partial

from server.domain.conversations import Status
from ui.commands.command import Command, Group
from ui.conversation.pane import ConversationPane
from ui.desk import Desk
from ui.i18n import Language, Translations, tr
from ui.inbox.pane import InboxPane
from ui.theme import Theme, ThemeChoice

_ZOOM_STEP = 0.1


class OpenConversation:
    """What is true of the conversation that the agent looks at."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_there(self) -> bool:
        """There is one."""
        return self._desk.open_conversation is not None

    def is_unresolved(self) -> bool:
        """It is not done."""
        found = self._desk.open_conversation
        return found is not None and found.status is not Status.RESOLVED

    def is_mine(self) -> bool:
        """This agent has it."""
        found = self._desk.open_conversation
        return found is not None and found.handler.agent_id == self._desk.state.me.id


def conversation_commands(desk: Desk, pane: ConversationPane) -> list[Command]:
    """What is done with the open conversation."""
    at = OpenConversation(desk)
    return [
        Command(
            id="conversation.handler",
            group=Group.CONVERSATION,
            title=lambda: tr("Give back") if at.is_mine() else tr("Take over"),
            keys=("Ctrl+Shift+H",),
            icon="hand",
            keywords="take over assign me give back assistant 接管 交还 助手",
            run=pane.header.toggle_handler,
            is_possible=at.is_unresolved,
        ),
        Command(
            id="conversation.resolve",
            group=Group.CONVERSATION,
            title=lambda: tr("Resolve") if at.is_unresolved() else tr("Reopen"),
            keys=("Ctrl+E",),
            icon="check",
            keywords="resolve done close finish reopen 解决 完成 关闭 重新打开",
            run=pane.header.toggle_resolved,
            is_possible=at.is_there,
        ),
        Command(
            id="conversation.details",
            group=Group.CONVERSATION,
            title=lambda: tr("Show or hide the visitor's details"),
            keys=("Ctrl+\\",),
            icon="panel-right",
            keywords="side panel visitor context 侧栏 访客",
            run=pane.toggle_details,
            is_possible=at.is_there,
        ),
    ]


def writing_commands(desk: Desk, pane: ConversationPane) -> list[Command]:
    """What helps to write a reply."""
    at = OpenConversation(desk)
    return [
        Command(
            id="writing.note",
            group=Group.WRITING,
            title=lambda: tr("Write a note or a reply"),
            keys=("Ctrl+Shift+N",),
            icon="sticky-note",
            keywords="note private team internal 备注 内部",
            run=pane.composer.toggle_note,
            is_possible=at.is_there,
        ),
        Command(
            id="writing.use_draft",
            group=Group.WRITING,
            title=lambda: tr("Put the assistant's draft into the message"),
            keys=("Ctrl+J",),
            icon="sparkles",
            keywords="suggestion draft use 建议 草稿",
            run=pane.suggestion.put_into_message,
            is_possible=at.is_there,
        ),
        Command(
            id="writing.new_draft",
            group=Group.WRITING,
            title=lambda: tr("Let the assistant draft a reply"),
            keys=("Ctrl+Shift+J",),
            icon="sparkles",
            keywords="suggestion draft retry again 建议 草稿 重写",
            run=pane.suggestion.write_another,
            is_possible=at.is_there,
        ),
    ]


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
            id="inbox.search",
            group=Group.INBOX,
            title=lambda: tr("Search conversations"),
            keys=("Ctrl+Shift+F",),
            icon="search",
            keywords="find filter 查找 搜索 筛选",
            run=inbox.focus_search,
        ),
    ]


def look_commands(theme: Theme, translations: Translations) -> list[Command]:
    """Light and dark, language, text size."""

    def toggle_dark() -> None:
        theme.choose(ThemeChoice.LIGHT if theme.tokens.dark else ThemeChoice.DARK)

    def other_language() -> None:
        chinese = translations.language is Language.CHINESE
        translations.use(Language.ENGLISH if chinese else Language.CHINESE)

    return [
        *_zoom_commands(theme),
        Command(
            id="look.dark",
            group=Group.WINDOW,
            title=lambda: tr("Light or dark"),
            keys=("Ctrl+Shift+L",),
            icon="moon",
            keywords="theme night appearance 主题 夜间 外观",
            run=toggle_dark,
        ),
        Command(
            id="look.language",
            group=Group.WINDOW,
            title=lambda: tr("English or 简体中文"),
            icon="languages",
            keywords="language chinese 语言 中文 英文",
            run=other_language,
        ),
    ]


def _zoom_commands(theme: Theme) -> list[Command]:
    def zoom(step: float) -> None:
        theme.zoom_to(theme.zoom + step)

    return [
        Command(
            id="look.larger",
            group=Group.WINDOW,
            title=lambda: tr("Larger text"),
            keys=("Ctrl+=",),
            icon="zoom-in",
            keywords="zoom in bigger 放大 字号",
            run=partial(zoom, _ZOOM_STEP),
        ),
        Command(
            id="look.smaller",
            group=Group.WINDOW,
            title=lambda: tr("Smaller text"),
            keys=("Ctrl+-",),
            icon="zoom-out",
            keywords="zoom out 缩小 字号",
            run=partial(zoom, -_ZOOM_STEP),
        ),
        Command(
            id="look.normal",
            group=Group.WINDOW,
            title=lambda: tr("Normal text size"),
            keys=("Ctrl+0",),
            keywords="zoom reset 字号 默认",
            run=partial(theme.zoom_to, 1.0),
        ),
    ]


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
