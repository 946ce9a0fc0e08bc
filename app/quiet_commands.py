"""Do not disturb, for the palette."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from app.quiet import Quiet
from ui.commands.command import Command, Group
from ui.i18n import tr

Words = Callable[[], str]


def quiet_commands(quiet: Quiet) -> list[Command]:
    """For an hour, until tomorrow, until it is switched off; and off."""

    def is_off() -> bool:
        return not quiet.is_on()

    return [
        _command("hour", quiet_hour, partial(quiet.for_length, timedelta(hours=1)), is_off),
        _command("morning", quiet_morning, quiet.until_morning, is_off),
        _command("always", quiet_always, quiet.always, is_off),
        _command("off", quiet_off, quiet.off, quiet.is_on),
    ]


def quiet_hour() -> str:
    """These words are the tray's too."""
    return tr("Do not disturb for an hour")


def quiet_morning() -> str:
    return tr("Do not disturb until tomorrow morning")


def quiet_always() -> str:
    return tr("Do not disturb until I switch it off")


def quiet_off() -> str:
    return tr("Disturb me again")


def _command(
    name: str, title: Words, run: Callable[[], object], is_possible: Callable[[], bool]
) -> Command:
    return Command(
        id=f"quiet.{name}",
        group=Group.WINDOW,
        title=title,
        icon="bell-off",
        keywords="do not disturb dnd mute quiet notifications 勿扰 免打扰 静音 通知",
        run=run,
        is_possible=is_possible,
    )
