"""Known trouble: each error carries a stable code and a sentence with the next step for a person.

Anything else that is raised is a bug, and is reported as one.
"""


class KnownError(Exception):
    """Something that a person can act on.

    Attributes:
        code: Stable, machine-readable, snake_case.
        detail: One sentence for a person: what happened and what to do.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class BadInput(KnownError):
    """The request cannot be understood or breaks a rule; sending it again will not help."""


class NotSignedIn(KnownError):
    """No token, or one that is not (or no longer) valid."""


class NotAllowed(KnownError):
    """Signed in, but this role may not do this."""


class NotFound(KnownError):
    """No such thing, or not visible to whoever asks: the two look the same on purpose."""


class Conflict(KnownError):
    """The thing has changed, or the same id came with other content."""


class TooLarge(KnownError):
    """The request is bigger than what is accepted."""


class TooFast(KnownError):
    """Too many requests.

    Attributes:
        retry_after: Seconds until the next try can succeed.
    """

    def __init__(self, code: str, detail: str, *, retry_after: float) -> None:
        super().__init__(code, detail)
        self.retry_after = retry_after


class Unavailable(KnownError):
    """A part that is needed (disk, keyring, provider) does not work now."""


class UnusableSetup(KnownError):
    """The server cannot start with this configuration or data (exit code 78)."""
