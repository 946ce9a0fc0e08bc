"""What would happen to a message, without doing it."""

from server.actions.situations import Situations
from server.api.calls import AgentCall
from server.clock import Clock
from server.domain.conversations import Author, AuthorKind, Message, MessageKind
from server.domain.errors import BadInput
from server.domain.people import Visitor
from server.domain.requests import PreviewedRoute, PreviewRoute
from server.domain.text import check_body
from server.storage.conversations import Conversations

NOBODY = Visitor(id="", name="", locale="en", page_url="", referrer="", user_agent="")


class RoutingApi:
    """The same code that decides in earnest; nobody is asked and nothing is stored."""

    def __init__(self, conversations: Conversations, situations: Situations, clock: Clock) -> None:
        self._conversations = conversations
        self._situations = situations
        self._clock = clock

    async def preview(self, call: AgentCall, body: PreviewRoute) -> PreviewedRoute:
        """Try the assistant's decision: answer, suggest, handoff or nothing, and why.

        On a text, as a new visitor's first message, or on a conversation as it stands.
        """
        del call
        if body.conversation_id is not None and body.text is None:
            conversation = await self._conversations.get(body.conversation_id)
            situation = await self._situations.of(conversation)
        elif body.text is not None and body.conversation_id is None:
            conversation = self._conversations.new(NOBODY)
            said = self._said(conversation.id, check_body(body.text))
            situation = await self._situations.at(conversation, (said,))
        else:
            raise BadInput("bad_fields", "Send either text or conversation_id.")
        decision = situation.decision
        return PreviewedRoute(
            decision=decision.action, reason=decision.reason, signals=situation.signals
        )

    def _said(self, conversation_id: str, text: str) -> Message:
        return Message(
            id="",
            conversation_id=conversation_id,
            seq=1,
            client_id="preview",
            author=Author(kind=AuthorKind.VISITOR),
            kind=MessageKind.TEXT,
            body=text,
            attachments=(),
            sources=(),
            notice=None,
            created_at=self._clock.now(),
        )
