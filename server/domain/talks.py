"""A talk: from a visitor's question to its end; a conversation may hold many.

Reports count talks. What each figure means is in docs/reports.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from server.domain.conversations import (
    AuthorKind,
    Conversation,
    Draft,
    HandlerKind,
    Message,
    MessageKind,
    Notice,
    Status,
)

CONTENT_AT = 3  # a visitor who gives less than this was not helped


class Ending(StrEnum):
    """Who brought a talk to its end."""

    ASSISTANT = "assistant"
    PEOPLE = "people"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What reports need of a talk.

    Attributes:
        queued_at: Since when it is in the queue; None while it is not.
        waited_from: When the visitor began to wait for a person; None when nobody was waited for
            before the first reply.
        assistant_at: The assistant's first text.
        replied_at, replied_by: The first text of a person.
        ended_at: When it was closed, or rated well while only the assistant had spoken.
        closed_by: The agent who closed it; None when the visitor did.
    """

    conversation_id: str
    began_at: datetime
    number: int | None = None
    queued_at: datetime | None = None
    waited_from: datetime | None = None
    assistant_at: datetime | None = None
    replied_at: datetime | None = None
    replied_by: str | None = None
    closed: bool = False
    closed_by: str | None = None
    ended_at: datetime | None = None
    ending: Ending | None = None
    rating: int | None = None
    comment: str = ""
    rated_at: datetime | None = None

    @property
    def first_reply_ms(self) -> int | None:
        """From the wait to the first text of a person."""
        if self.waited_from is None or self.replied_at is None:
            return None
        return max(0, round((self.replied_at - self.waited_from).total_seconds() * 1000))


@dataclass(frozen=True, slots=True)
class Step:
    """One commit: how the conversation stood, how it stands, and what was said."""

    before: Conversation
    after: Conversation
    messages: Sequence[Message]
    drafts: Sequence[Draft]
    at: datetime

    def wrote(self, author: AuthorKind) -> bool:
        """Whether this side said something that the visitor can read."""
        said = {MessageKind.TEXT, MessageKind.FILE}
        return any(m.author.kind is author and m.kind in said for m in self.messages)

    @property
    def handed_over(self) -> bool:
        """Whether the assistant gave it to people."""
        return self.after.handoff is not None and self.after.handoff != self.before.handoff


def may_matter(step: Step) -> bool:
    """Whether a talk can be another one after it; the most frequent commits change none."""
    before, after = step.before, step.after
    if (before.status, before.handler, before.handoff, before.rating) != (
        after.status,
        after.handler,
        after.handoff,
        after.rating,
    ):
        return True
    told = [
        message.author.kind for message in step.messages if message.kind is not MessageKind.NOTE
    ]
    return bool(told) and not (set(told) == {AuthorKind.VISITOR} and _asks_on(before))


def _asks_on(before: Conversation) -> bool:
    """What the visitor says now belongs to a question that is already counted, and waited with."""
    return (
        before.status is Status.OPEN
        and before.handler.kind is not HandlerKind.AGENT
        and before.rating is None
        and before.preview is not None
        and before.preview.author in {AuthorKind.VISITOR, AuthorKind.ASSISTANT}
    )


def followed(talk: Talk | None, step: Step) -> Talk | None:
    """The talk after this commit; another one when the visitor asks anew."""
    begins = step.wrote(AuthorKind.VISITOR) or step.handed_over
    if talk is None or (talk.closed and begins):
        if not begins:
            return talk
        talk = Talk(conversation_id=step.after.id, began_at=step.at)
    for rule in (_opened, _queued, _waited, _said, _rated, _ended):
        talk = rule(talk, step)
    return talk


def _opened(talk: Talk, step: Step) -> Talk:
    """An agent opens what was closed: the same talk goes on, as if it had not ended."""
    if step.after.status is Status.RESOLVED or not talk.closed:
        return talk
    return replace(talk, closed=False, closed_by=None, ended_at=None, ending=None)


def _queued(talk: Talk, step: Step) -> Talk:
    waits = step.after.status is Status.OPEN and step.after.handler.kind is HandlerKind.QUEUE
    return replace(talk, queued_at=(talk.queued_at or step.at) if waits else None)


def _waited(talk: Talk, step: Step) -> Talk:
    if talk.replied_at is not None:
        return talk
    handler = step.after.handler.kind
    if handler is HandlerKind.ASSISTANT:
        return replace(talk, waited_from=None)
    begins = handler is HandlerKind.QUEUE or step.wrote(AuthorKind.VISITOR)
    return replace(talk, waited_from=talk.waited_from or step.at) if begins else talk


def _said(talk: Talk, step: Step) -> Talk:
    if talk.assistant_at is None and step.wrote(AuthorKind.ASSISTANT):
        talk = replace(talk, assistant_at=step.at)
    if talk.replied_at is not None or not step.wrote(AuthorKind.AGENT):
        return talk
    who = next(m.author.id for m in step.messages if m.author.kind is AuthorKind.AGENT)
    return replace(talk, replied_at=step.at, replied_by=who)


def _rated(talk: Talk, step: Step) -> Talk:
    rating = step.after.rating
    if rating is None or rating == step.before.rating:
        return talk
    return replace(talk, rating=rating.score, comment=rating.comment, rated_at=step.at)


def _ended(talk: Talk, step: Step) -> Talk:
    if step.after.status is Status.RESOLVED:
        return talk if talk.closed else _closed(talk, step)
    goes_on = step.wrote(AuthorKind.VISITOR) or not _content_with_assistant(talk, step)
    if goes_on:
        return replace(talk, ended_at=None, ending=None)
    return replace(talk, ended_at=talk.ended_at or step.at, ending=Ending.ASSISTANT)


def _closed(talk: Talk, step: Step) -> Talk:
    by = next((d.agent_id for d in step.drafts if d.notice is Notice.RESOLVED), None)
    return replace(
        talk,
        closed=True,
        closed_by=by,
        ended_at=talk.ended_at or step.at,
        ending=_ending(talk),
    )


def _ending(talk: Talk) -> Ending:
    """The assistant is not credited with what it gave to people and nobody answered."""
    if talk.replied_at is not None:
        return Ending.PEOPLE
    alone = talk.assistant_at is not None and talk.waited_from is None
    return Ending.ASSISTANT if alone else Ending.NOBODY


def _content_with_assistant(talk: Talk, step: Step) -> bool:
    return (
        step.after.handler.kind is HandlerKind.ASSISTANT
        and talk.rating is not None
        and talk.rating >= CONTENT_AT
        and _ending(talk) is Ending.ASSISTANT
        and (talk.ending is Ending.ASSISTANT or talk.rated_at == step.at)
    )
