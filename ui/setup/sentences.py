"""What can go wrong while setting up, in the agent's language, by its stable code."""

from server.domain.errors import KnownError
from server.domain.requests import ProviderTrial
from ui.i18n import tr
from ui.problems import sentence


def trouble_sentence(error: KnownError) -> str:
    """What the server refused, and what to do."""
    return _refusals().get(error.code) or sentence(error)


def trial_sentence(trial: ProviderTrial) -> str:
    """How the trial of a provider went; with the provider's own words when it gave some."""
    if trial.ok:
        return tr("✓ It works: {count} ms").format(count=trial.milliseconds)
    detail = trial.detail or ""
    ours = _faults().get(trial.code or "")
    if ours is None:
        return detail or tr("It did not answer.")
    said = detail.partition("“")[2].rpartition("”")[0]
    if not said:
        return ours
    return tr("{sentence} The provider says: “{words}”").format(sentence=ours, words=said)


def _refusals() -> dict[str, str]:
    return {
        "weak_password": tr("Choose a password that nobody would guess: a sentence, for example."),
        "bad_username": tr("A username is one word without spaces."),
        "bad_display_name": tr("This name is too long."),
        "bad_secret": tr("This is not a key: it holds other than letters, digits and signs."),
        "not_signed_in": tr("Deskbell has to start anew for this. Close it and open it again."),
        "wrong_credentials": tr("The account is there already, with another password."),
        "no_keyring": tr(
            "This computer has no keyring that would keep the key safely, and Deskbell never "
            "writes it into a file."
        ),
        "keyring_locked": tr("The keyring of this computer is locked. Unlock it and try again."),
        "keyring_silent": tr("The keyring of this computer does not answer."),
        "keyring_failed": tr("The keyring of this computer refused to keep the key."),
    }


def _faults() -> dict[str, str]:
    return {
        "unreachable": tr("The provider cannot be reached. Check the address and the network."),
        "tls": tr("The provider could not prove who it is. Check the address and this PC's date."),
        "redirected": tr("This address only points to another one. Enter the final address."),
        "auth": tr("The provider does not accept the key. Copy it again from its console."),
        "forbidden": tr("The provider does not allow this key to do this. Check its rights."),
        "no_endpoint": tr("There is no chat API at this address. Most end in /v1."),
        "no_model": tr("The provider does not have this model. Check its name."),
        "refused": tr("The provider refused the request. Check the model's name."),
        "quota": tr("The account at the provider has no credit left. Top it up."),
        "rate_limited": tr("The provider gets more requests than it allows. Try again later."),
        "server_error": tr("The provider has trouble of its own. Try again later."),
        "bad_answer": tr("What came back is no chat answer. Check the address; most end in /v1."),
        "incomplete": tr("The provider broke off in the middle of its answer. Try again."),
        "empty": tr("The model answered without a word. Try another model."),
        "filtered": tr("The provider's content filter stopped the answer."),
        "timeout": tr("The provider was too slow. Try again, or choose a faster model."),
    }
