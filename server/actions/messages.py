"""Post a message: the one door for what visitors, agents and the assistant say."""

from dataclasses import replace

from server.actions.arrivals import Arrivals
from server.actions.notices import Notices
from server.clock import Clock
from server.domain.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Draft,
    HandlerKind,
    Message,
    MessageKind,
    Notice,
    Preview,
    Status,
    held_by,
    opened,
)
from server.domain.errors import BadInput, Conflict
from server.domain.people import Agent
from server.domain.routing import Route
from server.domain.text import MAX_ID_CHARS, check_body, check_unicode, is_blank
from server.metrics.counters import Counters
from server.storage.conversations import Change, Conversations, Decision


class MessageActions:
    """Each action returns after the commit: what it returns is on disk."""

    def __init__(
        self,
        conversations: Conversations,
        arrivals: Arrivals,
        notices: Notices,
        counters: Counters,
        clock: Clock,
    ) -> None:
        self._conversations = conversations
        self._arrivals = arrivals
        self._notices = notices
        self._counters = counters
        self._clock = clock

    async def post_from_visitor(
        self, conversation_id: str, visitor_id: str, *, client_id: str, body: str
    ) -> Message:
        """A visitor's message; it opens a resolved conversation again.

        Raises:
            BadInput: The body or the client id cannot be stored, or a plugin refused the message.
            Conflict: `client_id_reused`.
        """
        author = Author(kind=AuthorKind.VISITOR, id=visitor_id)
        said = Draft(client_id=check_client_id(client_id), author=author, body=check_body(body))

        # A retry is not shown to the plugins again: they might decide otherwise now.
        conversation, stored = await self._conversations.arriving(conversation_id, said)
        if stored is not None:
            return stored
        arrival = await self._arrivals.ask(conversation, said)
        return await self._post(
            conversation_id, said, lambda now: self._arrivals.change(now, arrival)
        )

    async def post_from_agent(
        self,
        conversation_id: str,
        agent: Agent,
        *,
        client_id: str,
        body: str,
        note: bool,
        suggestion_id: str | None = None,
    ) -> Message:
        """A reply or a note.

        A reply takes the conversation from the assistant or the queue in the same commit, so that
        the assistant never talks into a person's answer, and opens a resolved one. A colleague's
        stays theirs. The suggestion that a reply came from is settled in that commit, too.

        Raises:
            BadInput, Conflict, NotFound: See `post_from_visitor`; `no_such_suggestion`.
        """
        said = Draft(
            client_id=check_client_id(client_id),
            author=Author(kind=AuthorKind.AGENT, id=agent.id, name=agent.display_name),
            body=check_body(body),
            kind=MessageKind.NOTE if note else MessageKind.TEXT,
            suggestion_id=suggestion_id,
        )

        def decide(conversation: Conversation) -> Change:
            if note:
                return Change(conversation, (said,))
            awake = opened(conversation)
            if conversation.handler.kind is HandlerKind.AGENT:
                return Change(awake, (said,))
            taken = replace(awake, handler=held_by(agent))
            return Change(taken, (self._notices.by_agent(conversation, Notice.TAKEN, agent), said))

        return await self._post(conversation_id, said, decide)

    async def post_answer(
        self, conversation_id: str, said: Draft, *, to: Preview, route: Route | None = None
    ) -> Message:
        """The assistant's answer, if it still owns the conversation when the commit is made.

        Args:
            conversation_id: Where.
            said: The answer.
            to: The newest text when the answer was begun, as the conversation showed it.
            route: Why it was answered.

        Raises:
            Conflict: `not_the_assistants`: a person has it, or something was said since.
        """

        def decide(conversation: Conversation) -> Change:
            if not answerable(conversation) or conversation.preview != to:
                raise Conflict("not_the_assistants", "The conversation has gone on without it.")
            return Change(replace(conversation, route=route or conversation.route), (said,))

        return await self._post(conversation_id, said, decide)

    async def _post(self, conversation_id: str, said: Draft, decide: Decision) -> Message:
        started = self._clock.monotonic()
        committed = await self._conversations.change(conversation_id, decide, said=said)
        message = next(one for one in committed.messages if one.client_id == said.client_id)
        if committed.events:
            self._counters.messages.labels(said.author.kind.value).inc()
            self._counters.message_ack_seconds.observe(self._clock.monotonic() - started)
        return message


def answerable(conversation: Conversation) -> bool:
    """Whether the assistant owns it and the last word is the visitor's."""
    return (
        conversation.status is Status.OPEN
        and conversation.handler.kind is HandlerKind.ASSISTANT
        and conversation.preview is not None
        and conversation.preview.author is AuthorKind.VISITOR
    )


def check_client_id(client_id: str) -> str:
    """Raises `BadInput` (`bad_client_id`)."""
    if is_blank(client_id) or len(client_id) > MAX_ID_CHARS:
        raise BadInput("bad_client_id", f"client_id is a text of 1 to {MAX_ID_CHARS} characters.")
    return check_unicode(client_id)
