"""Canned replies: what the team says often."""

from server.actions.canned import CannedActions
from server.api.calls import AgentCall
from server.domain.canned import CannedReply, CannedReplyPage, PutCannedReply


class CannedApi:
    """Every agent reads and writes them."""

    def __init__(self, canned: CannedActions) -> None:
        self._canned = canned

    async def list(self, call: AgentCall) -> CannedReplyPage:
        """List the canned replies, by their shortcuts."""
        del call
        return CannedReplyPage(items=await self._canned.all())

    async def add(self, call: AgentCall, body: PutCannedReply) -> CannedReply:
        """Add a canned reply.

        Its shortcut is one free word. The body may hold `{{visitor.name}}`, `{{visitor.email}}`,
        `{{visitor.phone}}`, `{{agent.name}}` and `{{conversation.id}}`, each with words for where
        nothing is known: `{{visitor.name|there}}`.
        """
        del call
        return await self._canned.add(body)

    async def put(self, call: AgentCall, body: PutCannedReply) -> CannedReply:
        """Change a canned reply."""
        return await self._canned.put(call.params["id"], body)

    async def delete(self, call: AgentCall) -> None:
        """Delete a canned reply."""
        await self._canned.delete(call.params["id"])
