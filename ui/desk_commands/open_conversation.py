"""What is true of the conversation that the agent looks at."""

from server.domain.conversations import Status
from ui.desk import Desk


class OpenConversation:
    """Asked by commands for whether they make sense now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def is_there(self) -> bool:
        """There is one."""
        return self._desk.open_conversation is not None

    def is_unresolved(self) -> bool:
        """It is not done."""
        found = self._desk.open_conversation
        return found is not None and found.status is not Status.RESOLVED

    def is_asleep(self) -> bool:
        """It is put aside until some time."""
        found = self._desk.open_conversation
        return found is not None and found.status is Status.SNOOZED

    def is_mine(self) -> bool:
        """This agent has it."""
        found = self._desk.open_conversation
        return found is not None and found.handler.agent_id == self._desk.state.me.id
