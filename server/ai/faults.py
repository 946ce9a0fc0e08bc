"""Every fault's sentence: what happened, and what the owner can do."""

from server.ai.chat_model import FaultCode, ProviderFault

# What happened, and the next step.
_SENTENCES: dict[FaultCode, tuple[str, str]] = {
    FaultCode.UNREACHABLE: (
        "The provider cannot be reached.",
        "Check the base URL and this computer's network.",
    ),
    FaultCode.TLS: (
        "The provider could not prove who it is.",
        "Check the base URL, this computer's date, and whether a proxy reads the traffic.",
    ),
    FaultCode.REDIRECTED: (
        "The base URL only points to another address, where the key is not sent.",
        "Enter the final address; http may have to be https.",
    ),
    FaultCode.AUTH: (
        "The provider does not accept the key.",
        "Copy it again from the provider's console and save it.",
    ),
    FaultCode.FORBIDDEN: (
        "The provider does not allow this key to do this.",
        "Check the key's rights and the account in the provider's console.",
    ),
    FaultCode.NO_ENDPOINT: (
        "There is no chat API at the base URL.",
        "Check it; most end in /v1.",
    ),
    FaultCode.NO_MODEL: (
        "The provider does not have this model.",
        "Check the model's name in the provider's console.",
    ),
    FaultCode.REFUSED: (
        "The provider refused the request.",
        "Check the model's name and its settings.",
    ),
    FaultCode.CONTEXT_TOO_LONG: (
        "The conversation is longer than the model can read.",
        "Lower the number of earlier messages, shorten the prompt, or choose another model.",
    ),
    FaultCode.QUOTA: (
        "The account at the provider has no credit left.",
        "Top it up or raise its limit in the provider's console.",
    ),
    FaultCode.RATE_LIMITED: (
        "The provider gets more requests from this key than it allows.",
        "If this happens often, ask the provider for a higher limit.",
    ),
    FaultCode.SERVER_ERROR: (
        "The provider has trouble of its own.",
        "If it lasts, look at the provider's status page.",
    ),
    FaultCode.BAD_ANSWER: (
        "What the provider sent is not a chat answer.",
        "Check that the base URL is an OpenAI-compatible API; most end in /v1.",
    ),
    FaultCode.INCOMPLETE: (
        "The provider broke off in the middle of an answer.",
        "If this happens often, check the network and ask the provider.",
    ),
    FaultCode.EMPTY: (
        "The model ended without a word for the visitor.",
        "If this happens often, allow longer answers or choose another model.",
    ),
    FaultCode.FILTERED: (
        "The provider's content filter stopped the answer.",
        "A person has to reply.",
    ),
    FaultCode.TIMEOUT: (
        "The provider was too slow.",
        "If this happens often, choose a faster model.",
    ),
    FaultCode.OVERLOADED: (
        "More visitors ask at once than the provider may be asked.",
        "Those who do not fit go to people.",
    ),
    FaultCode.BREAKER_OPEN: (
        "The provider has failed several times in a row and is left alone for a moment.",
        "When its settings change, it is tried at once.",
    ),
    FaultCode.BUDGET: (
        "The budget is used up.",
        "Raise the cap in the settings, or wait until its period is over.",
    ),
}

# The same request may succeed in a moment. Not so: a wrong key, a bad certificate, an answer cut.
_RETRYABLE = frozenset({FaultCode.UNREACHABLE, FaultCode.RATE_LIMITED, FaultCode.SERVER_ERROR})


def fault(
    code: FaultCode, *, what: str = "", said: str = "", retry_after: float | None = None
) -> ProviderFault:
    """The fault with its sentence.

    Args:
        code: What kind.
        what: What happened, when more is known than the kind.
        said: The provider's own words, already short and without the key.
        retry_after: See `ProviderFault`.
    """
    usual, step = _SENTENCES[code]
    quoted = f" The provider says: “{said}”" if said else ""
    return ProviderFault(
        code,
        f"{what or usual} {step}{quoted}",
        retryable=code in _RETRYABLE,
        retry_after=retry_after,
    )
