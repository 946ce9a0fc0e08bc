"""Visitors, agents, and what each role may do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity


class Role(StrEnum):
    """What an agent may do; see `server.security.permissions` for the table."""

    OWNER = "owner"
    ADMIN = "admin"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Entity):
    """A person of the team; one who is not `active` cannot come in any more."""

    id: str
    username: str
    display_name: str
    role: Role
    created_at: datetime
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor(Entity):
    """Somebody who asks; `name` is made up from the id until they say one.

    Attributes:
        about: What the team noted, for itself.
        fields: What else is known, by names of the team's own.
    """

    id: str
    name: str
    locale: str
    page_url: str
    referrer: str
    user_agent: str
    online: bool = False
    email: str = ""
    phone: str = ""
    about: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorDetails(Entity):
    """What a browser tells about its visitor when a session starts."""

    locale: str = "en"
    page_url: str = ""
    referrer: str = ""
    user_agent: str = ""
