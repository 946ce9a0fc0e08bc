"""Visitors' sessions: a visitor, a conversation, and the token that opens it."""

from dataclasses import replace

from server.domain.errors import NotSignedIn
from server.domain.people import VisitorDetails
from server.domain.requests import StartedSession
from server.domain.text import MAX_LINE_CHARS, check_unicode
from server.domain.wording import visitor_name
from server.security.tokens import new_token, token_hash
from server.storage.conversations import Conversations
from server.storage.people import People, VisitorSession

MAX_LOCALE_CHARS = 35  # the longest language tag in use
MAX_URL_CHARS = 2_000


class SessionActions:
    """The token leaves here once; only its hash is kept."""

    def __init__(self, people: People, conversations: Conversations) -> None:
        self._people = people
        self._conversations = conversations

    async def start(self, details: VisitorDetails) -> StartedSession:
        """A new visitor with an empty conversation; raises `BadInput` (`invalid_text`)."""
        details = within_limits(details)
        visitor = self._people.new_visitor(details, name="")
        visitor = replace(visitor, name=visitor_name(details.locale, visitor.id))
        conversation = self._conversations.new(visitor)
        token = new_token()
        await self._people.start_visitor_session(visitor, conversation, token_hash(token))
        return StartedSession(token=token, visitor_id=visitor.id, conversation_id=conversation.id)

    async def visitor(self, token: str) -> VisitorSession:
        """Whom this token lets in; raises `NotSignedIn`."""
        session = await self._people.visitor_by_token(token_hash(token))
        if session is None:
            raise NotSignedIn("not_signed_in", "This session is over. Start a new one.")
        return session


def within_limits(details: VisitorDetails) -> VisitorDetails:
    """What a browser says of itself, cut to what is kept."""
    return VisitorDetails(
        locale=check_unicode(details.locale)[:MAX_LOCALE_CHARS] or "en",
        page_url=check_unicode(details.page_url)[:MAX_URL_CHARS],
        referrer=check_unicode(details.referrer)[:MAX_URL_CHARS],
        user_agent=details.user_agent.encode("utf-8", "replace").decode()[:MAX_LINE_CHARS],
    )
