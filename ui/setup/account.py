"""What the first start asks about the team and its owner, and what can be wrong with it."""

from dataclasses import dataclass

from ui.i18n import tr

MIN_PASSWORD_CHARS = 8
MAX_LINE_CHARS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What was typed so far."""

    team_name: str = ""
    display_name: str = ""
    username: str = ""
    password: str = ""


def team_faults(account: Account) -> dict[str, str]:
    """Field to sentence, for the page about the team."""
    if not account.team_name.strip():
        return {"team_name": tr("Write a name; visitors see it above the chat.")}
    return {}


def owner_faults(account: Account) -> dict[str, str]:
    """Field to sentence, for the page about the owner."""
    faults = {}
    if not account.display_name.strip():
        faults["display_name"] = tr("Write your name; visitors see who answers them.")
    username = account.username.strip()
    if not username or any(char.isspace() for char in username):
        faults["username"] = tr("Write one word without spaces.")
    if len(account.password) < MIN_PASSWORD_CHARS:
        faults["password"] = tr("Use at least {count} characters.").format(count=MIN_PASSWORD_CHARS)
    return faults
