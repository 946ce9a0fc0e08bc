"""Putting the open conversation where it belongs."""

from functools import partial

from ui.commands.command import Command, Group
from ui.commands.palette import Palette
from ui.desk import Desk
from ui.desk_commands.open_conversation import OpenConversation
from ui.i18n import tr
from ui.questions.assigning import ask_assignee
from ui.questions.prioritising import ask_priority
from ui.questions.snoozing import ask_moment
from ui.questions.tagging import ask_tags


def triage_commands(desk: Desk, palette: Palette) -> list[Command]:
    """Each asks first."""
    return [*_places(desk, palette), *_labels(desk, palette)]


def _places(desk: Desk, palette: Palette) -> list[Command]:
    at = OpenConversation(desk)
    return [
        Command(
            id="conversation.assign",
            group=Group.CONVERSATION,
            title=lambda: tr("Assign…"),
            keys=("Ctrl+Shift+A",),
            icon="user-plus",
            keywords="assign transfer colleague hand over 分配 转交 同事",
            run=partial(ask_assignee, desk, palette),
            is_possible=at.is_unresolved,
        ),
        Command(
            id="conversation.snooze",
            group=Group.CONVERSATION,
            title=lambda: tr("Wake up now") if at.is_asleep() else tr("Snooze…"),
            keys=("Ctrl+Shift+S",),
            icon="alarm-clock",
            keywords="snooze later remind wake 稍后 提醒 推迟",
            run=partial(_snooze, desk, palette),
            is_possible=at.is_unresolved,
        ),
    ]


def _labels(desk: Desk, palette: Palette) -> list[Command]:
    at = OpenConversation(desk)
    return [
        Command(
            id="conversation.tags",
            group=Group.CONVERSATION,
            title=lambda: tr("Tags…"),
            keys=("Ctrl+Shift+T",),
            icon="tag",
            keywords="tag label 标签",
            run=partial(ask_tags, desk, palette),
            is_possible=at.is_there,
        ),
        Command(
            id="conversation.priority",
            group=Group.CONVERSATION,
            title=lambda: tr("Priority…"),
            keys=("Ctrl+Shift+P",),
            icon="flag",
            keywords="priority urgent high low 优先级 紧急",
            run=partial(ask_priority, desk, palette),
            is_possible=at.is_there,
        ),
    ]


def _snooze(desk: Desk, palette: Palette) -> None:
    conversation = desk.open_conversation
    if conversation is not None and conversation.snoozed_until is not None:
        desk.handling.reopen(conversation.id)
    else:
        ask_moment(desk, palette)
