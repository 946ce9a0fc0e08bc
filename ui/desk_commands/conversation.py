"""What is done with the open conversation."""

from functools import partial

from server.domain.conversations import Status
from ui.commands.command import Command, Group
from ui.conversation.pane import ConversationPane
from ui.desk import Desk
from ui.desk_commands.open_conversation import OpenConversation
from ui.i18n import tr
from ui.inbox.pane import InboxPane


def conversation_commands(desk: Desk, pane: ConversationPane, inbox: InboxPane) -> list[Command]:
    """In the order of the sheet."""
    return [*_progress(desk, pane, inbox), _details(desk, pane)]


def _progress(desk: Desk, pane: ConversationPane, inbox: InboxPane) -> list[Command]:
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
            id="conversation.resolve_and_next",
            group=Group.CONVERSATION,
            title=lambda: tr("Resolve and open the next"),
            keys=("Ctrl+Shift+E",),
            icon="check-check",
            keywords="resolve done next 解决 下一个",
            run=partial(_resolve_and_next, desk, inbox),
            is_possible=at.is_unresolved,
        ),
    ]


def _details(desk: Desk, pane: ConversationPane) -> Command:
    return Command(
        id="conversation.details",
        group=Group.CONVERSATION,
        title=lambda: tr("Show or hide the visitor's details"),
        keys=("Ctrl+\\",),
        icon="panel-right",
        keywords="side panel visitor context 侧栏 访客",
        run=pane.toggle_details,
        is_possible=OpenConversation(desk).is_there,
    )


def _resolve_and_next(desk: Desk, inbox: InboxPane) -> None:
    done = desk.open_conversation
    if done is not None:
        desk.handling.resolve(done.id)
        inbox.list.open_next(lambda other: other.status is Status.OPEN)
