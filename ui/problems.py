"""Known trouble in the agent's language: by its stable code, else in the server's own words."""

from server.domain.errors import KnownError
from server.domain.text import MAX_BODY_CHARS
from ui.i18n import tr


def sentence(error: KnownError) -> str:
    """What happened and what to do, for a person."""
    return sentence_for(error.code, error.detail)


def sentence_for(code: str, detail: str) -> str:
    """The same, for a code and a detail that did not come as an error."""
    return _sentences().get(code, detail)


def _sentences() -> dict[str, str]:
    return {
        "unreachable": tr("The server cannot be reached. Try again in a moment."),
        "strange_answer": tr("The server did not understand. Restart Deskbell and try again."),
        "other_version": tr("The server has another version. Update Deskbell and try again."),
        "not_signed_in": tr("You are not signed in any more. Sign in again."),
        "not_allowed": tr("Your role does not allow this. Ask the owner of this Deskbell."),
        "not_found": tr("It does not exist any more."),
        "taken_by_other": tr("Another agent already has this conversation."),
        "client_id_reused": tr("This message was already sent with other words. Write it anew."),
        "empty_message": tr("The message is empty. Write something and send it again."),
        "invalid_text": tr("The message holds half a character. Delete it and send again."),
        "nothing_to_answer": tr("The visitor has not written anything yet."),
        "nothing_to_rewrite": tr("There is no draft any more. Ask for a new one."),
        "no_provider": tr("Rewriting needs an AI provider; the owner can set one up."),
        "body_too_long": tr(
            "The message is too long: {limit} characters are possible. Send it in parts."
        ).format(limit=MAX_BODY_CHARS),
    }
