"""Who calls: the first argument of every endpoint says who may, by its type."""

from dataclasses import dataclass, field

from server.domain.people import Agent
from server.storage.people import VisitorSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Anybody's call.

    Attributes:
        params: The parts of the path in braces.
        address: The peer's; not what a header claims.
        token: The bearer token; empty when there is none.
        accept: What kinds of answer the caller can read; empty when it does not say.
        direct_loopback: From this very machine, and not through a proxy on it.
    """

    params: dict[str, str] = field(default_factory=dict)
    address: str = ""
    token: str = ""
    user_agent: str = ""
    accept: str = ""
    direct_loopback: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorCall(Call):
    """The call of a visitor with a session."""

    session: VisitorSession


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentCall(Call):
    """The call of an agent who is signed in and may."""

    agent: Agent
