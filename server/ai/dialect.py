"""Which optional fields an endpoint understands: "OpenAI-compatible" has many dialects."""

from dataclasses import dataclass, replace
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The fields to send; each refusal takes one away, so that asking again ends.

    Attributes:
        usage: Ask for the token count at the end of a stream; the newest of the fields.
        old_limit: `max_tokens`; newer models insist on `max_completion_tokens`.
        temperature: Models that think refuse any but their own.
    """

    usage: bool = True
    old_limit: bool = True
    temperature: bool = True

    def without(self, refusal: str) -> Self | None:
        """The dialect to try after this refusal; None when it is not about an optional field."""
        about = refusal.lower()
        if self.old_limit and "max_tokens" in about:
            return replace(self, old_limit=False)
        if self.temperature and "temperature" in about:
            return replace(self, temperature=False)
        if self.usage:
            return replace(self, usage=False)
        return None
