"""Who may do what: one table, deny by default."""

from enum import StrEnum

from server.domain.errors import NotAllowed
from server.domain.people import Agent, Role


class Permission(StrEnum):
    """What a route needs of the agent that calls it."""

    READ_CONVERSATIONS = "read_conversations"
    HANDLE_CONVERSATIONS = "handle_conversations"
    READ_TEAM = "read_team"
    WRITE_KNOWLEDGE = "write_knowledge"
    MANAGE_TEAM = "manage_team"
    MANAGE_OWNERS = "manage_owners"
    MANAGE_SETTINGS = "manage_settings"
    MANAGE_SECRETS = "manage_secrets"
    MANAGE_PLUGINS = "manage_plugins"
    READ_METRICS = "read_metrics"
    READ_REPORTS = "read_reports"


_EVERY_AGENT = frozenset(
    {
        Permission.READ_CONVERSATIONS,
        Permission.HANDLE_CONVERSATIONS,
        Permission.READ_TEAM,
        Permission.WRITE_KNOWLEDGE,
    }
)

TABLE: dict[Role, frozenset[Permission]] = {
    Role.AGENT: _EVERY_AGENT,
    Role.ADMIN: frozenset(Permission) - {Permission.MANAGE_OWNERS},
    Role.OWNER: frozenset(Permission),
}


def check(agent: Agent, permission: Permission) -> None:
    """Raises `NotAllowed`."""
    if permission not in TABLE[agent.role]:
        raise NotAllowed(
            "not_allowed", f"Your role ({agent.role}) may not do this. Ask an owner or admin."
        )
