"""What a plugin may answer to a hook; returning None means: go on as if I were not there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """Go on with this text in place of the hook's `text`; later plugins see the new one."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """This is the answer. Nobody else is asked: no later plugin, no model."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Keep the message, but let the assistant stay silent; agents see it, with the reason.

    Later plugins are still asked. Where two hold a message, the first reason counts.
    """

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Veto:
    """No. The reason is one sentence for the person whose text it was, or for agents."""

    reason: str


Verdict = Changed | Reply | Hold | Veto
