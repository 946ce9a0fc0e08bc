"""What an agent can do, said once: menus, palette, keys, sheet and tooltips all read it here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ui.i18n import tr

Run = Callable[[], object]


class Group(StrEnum):
    """Where a command stands on the sheet, in this order."""

    CONVERSATION = "conversation"
    WRITING = "writing"
    INBOX = "inbox"
    WINDOW = "window"


def group_title(group: Group) -> str:
    """Its words on the sheet."""
    return {
        Group.CONVERSATION: tr("Conversation"),
        Group.WRITING: tr("Writing"),
        Group.INBOX: tr("Inbox"),
        Group.WINDOW: tr("Window"),
    }[group]


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that can be done.

    Attributes:
        id: Stays the same for ever: keys that somebody chose are kept under it.
        title: Its words, asked anew in each language.
        keys: What it is bound to unless somebody chose other keys, as Qt writes them.
        icon: For the palette and menus.
        keywords: Other words that people look for it by, in any language.
        is_possible: Whether it makes sense now.
        listed: Whether the palette offers it; moving through a list is for keys alone.
    """

    id: str
    group: Group
    title: Callable[[], str]
    run: Run
    keys: tuple[str, ...] = ()
    icon: str = ""
    keywords: str = ""
    is_possible: Callable[[], bool] = _always
    listed: bool = True
