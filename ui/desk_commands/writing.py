"""What helps to write a reply."""

from functools import partial

from ui.commands.command import Command, Group
from ui.commands.palette import Palette
from ui.conversation.pane import ConversationPane
from ui.desk import Desk
from ui.desk_commands.open_conversation import OpenConversation
from ui.i18n import tr
from ui.questions.canned import ask_canned


def writing_commands(desk: Desk, pane: ConversationPane, palette: Palette) -> list[Command]:
    """What helps to write a reply."""
    canned = Command(
        id="writing.canned",
        group=Group.WRITING,
        title=lambda: tr("Insert a canned reply…"),
        keys=("Ctrl+Shift+R",),
        icon="zap",
        keywords="canned saved reply template snippet slash 快捷回复 常用语 模板",
        run=partial(ask_canned, desk, pane.composer, palette),
        is_possible=OpenConversation(desk).is_there,
    )
    return [canned, *_drafts(desk, pane)]


def _drafts(desk: Desk, pane: ConversationPane) -> list[Command]:
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
