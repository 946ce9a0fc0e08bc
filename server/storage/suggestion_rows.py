"""Suggestions as rows, and their end in the commit of what ends them."""

import json
from collections.abc import Iterable
from dataclasses import replace

from peewee import SQL
from rapidfuzz.distance import Levenshtein

from server.clock import from_millis, to_millis
from server.domain.conversations import Draft, Source
from server.domain.errors import BadInput
from server.domain.suggestions import Suggestion, SuggestionInstruction, SuggestionState
from server.storage.rows import Row
from server.storage.sqlite import SqliteFile
from server.storage.statement import Statement, slot
from server.storage.tables_suggestions import SuggestionTable

_USED = frozenset({SuggestionState.ACCEPTED, SuggestionState.EDITED})


def end_ready(
    file: SqliteFile, conversation_id: str, drafts: Iterable[Draft] = ()
) -> tuple[Suggestion, ...]:
    """Nothing is ready any more: what a reply came from is used, the rest is stale.

    Raises:
        BadInput: `no_such_suggestion`: a reply names another conversation's.
    """
    ended = [used for draft in drafts if (used := used_by(file, conversation_id, draft))]
    known = {one.id for one in ended}
    ready = map(suggestion, FIND_READY.rows(file, conversation=conversation_id))
    ended += [replace(one, state=SuggestionState.STALE) for one in ready if one.id not in known]
    for one in ended:
        save(file, one)
    return tuple(ended)


def used_by(file: SqliteFile, conversation_id: str, draft: Draft) -> Suggestion | None:
    """The suggestion that this reply came from, as the reply leaves it.

    One that was overtaken counts as well: it was sent after all. One that nobody knows any more,
    or that was used before, must not keep a reply from being sent.
    """
    if draft.suggestion_id is None:
        return None
    for row in FIND.rows(file, id=draft.suggestion_id):
        found = suggestion(row)
        if found.conversation_id != conversation_id:
            raise BadInput("no_such_suggestion", "This suggestion is another conversation's.")
        return None if found.state in _USED else used(found, draft.body)
    return None


def used(found: Suggestion, sent: str) -> Suggestion:
    """Accepted or edited, and by how much."""
    distance = Levenshtein.distance(found.body.strip(), sent.strip())
    state = SuggestionState.EDITED if distance else SuggestionState.ACCEPTED
    return replace(found, state=state, edit_distance=distance)


def save(file: SqliteFile, of: Suggestion) -> None:
    """Store what can change of it."""
    SAVE.run(file, id=of.id, state=of.state.value, edit_distance=of.edit_distance)


def suggestion(row: Row) -> Suggestion:
    """From a row of `suggestion`."""
    return Suggestion(
        id=row["id"],
        conversation_id=row["conversation_id"],
        to_seq=row["to_seq"],
        as_of=row["as_of"],
        body=row["body"],
        sources=tuple(Source(**source) for source in json.loads(row["sources"])),
        model=row["model"],
        instruction=SuggestionInstruction(row["instruction"]),
        language=row["language"],
        state=SuggestionState(row["state"]),
        edit_distance=row["edit_distance"],
        created_at=from_millis(row["created_at"]),
    )


def suggestion_row(of: Suggestion) -> Row:
    """All columns of a suggestion but its number."""
    return {
        "id": of.id,
        "conversation_id": of.conversation_id,
        "to_seq": of.to_seq,
        "as_of": of.as_of,
        "body": of.body,
        "sources": json.dumps([{"article_id": s.article_id, "title": s.title} for s in of.sources]),
        "model": of.model,
        "instruction": of.instruction.value,
        "language": of.language,
        "state": of.state.value,
        "edit_distance": of.edit_distance,
        "created_at": to_millis(of.created_at),
        "day": of.created_at.astimezone().date().isoformat(),
    }


FIND = Statement(SuggestionTable.select().where(SuggestionTable.id == slot("id")))
# Written out: with a bound value SQLite cannot know that the index of the ready ones will do.
READY = SQL("state = 'ready'")
FIND_READY = Statement(
    SuggestionTable.select().where(SuggestionTable.conversation_id == slot("conversation"), READY)
)
SAVE = Statement(
    SuggestionTable.update(state=slot("state"), edit_distance=slot("edit_distance")).where(
        SuggestionTable.id == slot("id")
    )
)
