"""Rows to entities and back."""

import json
from datetime import datetime
from typing import Any

from server.clock import from_millis, to_millis
from server.domain.conversations import (
    Author,
    AuthorKind,
    Conversation,
    Handler,
    HandlerKind,
    Handoff,
    HandoffReason,
    Message,
    MessageKind,
    Notice,
    Preview,
    Priority,
    Rating,
    Source,
    Status,
)
from server.domain.people import Agent, Role, Visitor
from server.domain.routing import Action, Route, RouteReason

Row = dict[str, Any]


def agent(row: Row) -> Agent:
    """From a row of `agent`."""
    return Agent(
        id=row["id"],
        username=row["username"],
        display_name=row["display_name"],
        role=Role(row["role"]),
        created_at=from_millis(row["created_at"]),
        active=bool(row["active"]),
    )


def conversation(row: Row) -> Conversation:
    """From a row of `conversation` joined with its visitor and agent."""
    return Conversation(
        id=row["id"],
        status=Status(row["status"]),
        handler=Handler(
            kind=HandlerKind(row["handler"]), agent_id=row["agent_id"], agent_name=row["agent_name"]
        ),
        visitor=visitor(row),
        last_seq=row["last_seq"],
        unread=row["unread"],
        visitor_read_seq=row["visitor_read_seq"],
        tags=tuple(json.loads(row["tags"])),
        priority=Priority(row["priority"]),
        snoozed_until=_moment(row["snoozed_until"]),
        waiting_since=_moment(row["waiting_since"]),
        handoff=_handoff(row),
        route=_route(row),
        rating=_rating(row),
        preview=_preview(row),
        created_at=from_millis(row["created_at"]),
        updated_at=from_millis(row["updated_at"]),
    )


def message(row: Row) -> Message:
    """From a row of `message`."""
    return Message(
        id=row["id"],
        conversation_id=row["conversation_id"],
        seq=row["seq"],
        client_id=row["client_id"],
        author=Author(kind=AuthorKind(row["author"]), id=row["author_id"], name=row["author_name"]),
        kind=MessageKind(row["kind"]),
        body=row["body"],
        attachments=(),
        sources=tuple(Source(**source) for source in json.loads(row["sources"])),
        notice=Notice(row["notice"]) if row["notice"] else None,
        created_at=from_millis(row["created_at"]),
    )


def visitor(row: Row) -> Visitor:
    """From a row of `visitor`, or of a conversation joined with it."""
    return Visitor(
        id=row["visitor_id"],
        name=row["visitor_name"],
        locale=row["locale"],
        page_url=row["page_url"],
        referrer=row["referrer"],
        user_agent=row["user_agent"],
        email=row["email"],
        phone=row["phone"],
        about=row["about"],
        fields=json.loads(row["fields"]),
    )


def _handoff(row: Row) -> Handoff | None:
    if row["handoff_reason"] is None:
        return None
    return Handoff(
        reason=HandoffReason(row["handoff_reason"]),
        summary=row["handoff_summary"],
        at=from_millis(row["handoff_at"]),
        promised=row["handoff_promised"] or "",
    )


def _moment(millis: int | None) -> datetime | None:
    return None if millis is None else from_millis(millis)


def _route(row: Row) -> Route | None:
    if row["route_action"] is None:
        return None
    return Route(
        action=Action(row["route_action"]),
        reason=RouteReason(row["route_reason"]),
        at=from_millis(row["route_at"]),
    )


def _rating(row: Row) -> Rating | None:
    if row["rating"] is None:
        return None
    return Rating(score=row["rating"], comment=row["rating_comment"])


def _preview(row: Row) -> Preview | None:
    if row["preview_at"] is None:
        return None
    return Preview(
        author=AuthorKind(row["preview_author"]),
        body=row["preview_body"],
        created_at=from_millis(row["preview_at"]),
    )


def visitor_row(of: Visitor) -> Row:
    """What the team can change of a visitor."""
    return {
        "name": of.name,
        "email": of.email,
        "phone": of.phone,
        "about": of.about,
        "fields": json.dumps(dict(of.fields)),
    }


def conversation_row(of: Conversation) -> Row:
    """The columns of a conversation that can change."""
    handoff, route, rating, preview = of.handoff, of.route, of.rating, of.preview
    return {
        "status": of.status.value,
        "handler": of.handler.kind.value,
        "agent_id": of.handler.agent_id,
        "last_seq": of.last_seq,
        "unread": of.unread,
        "visitor_read_seq": of.visitor_read_seq,
        "tags": json.dumps(of.tags),
        "priority": of.priority.value,
        "snoozed_until": of.snoozed_until and to_millis(of.snoozed_until),
        "waiting_since": of.waiting_since and to_millis(of.waiting_since),
        "handoff_reason": handoff and handoff.reason.value,
        "handoff_summary": handoff and handoff.summary,
        "handoff_at": handoff and to_millis(handoff.at),
        "handoff_promised": handoff and handoff.promised,
        "route_action": route and route.action.value,
        "route_reason": route and route.reason.value,
        "route_at": route and to_millis(route.at),
        "rating": rating and rating.score,
        "rating_comment": rating and rating.comment,
        "preview_author": preview and preview.author.value,
        "preview_body": preview and preview.body,
        "preview_at": preview and to_millis(preview.created_at),
        "updated_at": to_millis(of.updated_at),
    }


def message_row(of: Message) -> Row:
    """All columns of a message."""
    return {
        "id": of.id,
        "conversation_id": of.conversation_id,
        "seq": of.seq,
        "client_id": of.client_id,
        "author": of.author.kind.value,
        "author_id": of.author.id,
        "author_name": of.author.name,
        "kind": of.kind.value,
        "body": of.body,
        "sources": json.dumps([{"article_id": s.article_id, "title": s.title} for s in of.sources]),
        "notice": of.notice and of.notice.value,
        "created_at": to_millis(of.created_at),
    }
