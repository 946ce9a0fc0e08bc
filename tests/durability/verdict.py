"""What was promised, held against what the clients wrote down and the server kept."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from server.domain.conversations import AuthorKind, Conversation, Message
from tests.durability.notes import DeskNotes, PageNotes, SeenEvent, SenderNotes


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Everything that is known at the end.

    Attributes:
        pages: The senders' own, which may have gone before the last message of others.
        tabs: Those that watched to the end.
        kept: The messages of each conversation, as the API gives them.
        standing: The conversations, as the API lists them; `rev` is from the same list.
    """

    senders: Sequence[SenderNotes]
    pages: Sequence[PageNotes]
    tabs: Sequence[PageNotes]
    desk: DeskNotes
    kept: Mapping[str, Sequence[Message]]
    standing: Mapping[str, Conversation]
    rev: int


def all_shown(evidence: Evidence) -> bool:
    """Whether every viewer has got to the end."""
    tabs_behind = any(behind(tab, evidence.kept[tab.conversation_id]) for tab in evidence.tabs)
    return not tabs_behind and evidence.desk.rev >= evidence.rev


def judge(evidence: Evidence) -> dict[str, int]:
    """How often each promise was broken."""
    rows = [message for messages in evidence.kept.values() for message in messages]
    said = [row for row in rows if row.author.kind is not AuthorKind.SYSTEM]
    watched = [*evidence.pages, *evidence.tabs]
    return {
        "never acknowledged": sum(len(notes.waiting) for notes in evidence.senders),
        "acknowledged and lost": sum(lost(notes, said) for notes in evidence.senders),
        "stored twice": doubled(said) + doubled_notices(rows),
        "stored, and said by nobody": strangers(evidence.senders, said),
        "out of a sender's order": sum(reordered(notes, said) for notes in evidence.senders),
        "holes in the numbers": sum(map(holes, evidence.kept.values())),
        "gaps seen by pages": sum(gaps(page) for page in watched)
        + sum(behind(tab, evidence.kept[tab.conversation_id]) for tab in evidence.tabs),
        "repeats seen by pages": sum(map(repeats, watched)),
        "shown, and not what was kept": sum(
            differing(page, evidence.kept[page.conversation_id]) for page in watched
        ),
        "gaps seen by the agent": desk_gaps(evidence.desk, evidence.rev),
        "repeats seen by the agent": desk_repeats(evidence.desk),
        "told the agent, and not kept": desk_differing(evidence.desk, evidence.kept),
        "conversations that the agent has wrong": stale(evidence.desk, evidence.standing),
    }


def lost(notes: SenderNotes, said: Iterable[Message]) -> int:
    """Acknowledged, and not there with the number and the text that were acknowledged."""
    kept = {row.client_id: (row.seq, row.body) for row in said}
    return sum(kept.get(key) != (ack.seq, ack.body) for key, ack in notes.acked.items())


def doubled(said: Iterable[Message]) -> int:
    """Rows beyond the first with the same text: no sender says anything twice."""
    return sum(count - 1 for count in Counter(row.body for row in said).values())


def doubled_notices(rows: Iterable[Message]) -> int:
    """In this load a conversation is handed over once and taken once."""
    told = Counter((row.conversation_id, row.notice) for row in rows if row.notice)
    return sum(count - 1 for count in told.values())


def strangers(senders: Iterable[SenderNotes], said: Iterable[Message]) -> int:
    """Texts that came out of nowhere, or were changed on the way."""
    bodies = {body for notes in senders for body in notes.order}
    return sum(row.body not in bodies for row in said)


def reordered(notes: SenderNotes, said: Iterable[Message]) -> int:
    """Neighbours in the wrong order; a text that is there twice counts where it is first."""
    first = dict.fromkeys(row.body for row in said if row.body in notes.order)
    numbers = [notes.order[body] for body in first]
    return sum(later < earlier for earlier, later in pairwise(numbers))


def holes(messages: Sequence[Message]) -> int:
    """Numbers that are not the row's place, from 1."""
    return sum(message.seq != place for place, message in enumerate(messages, 1))


def gaps(page: PageNotes) -> int:
    """Jumps over a number."""
    return sum(later > earlier + 1 for earlier, later in pairwise((0, *_numbers(page))))


def behind(tab: PageNotes, kept: Sequence[Message]) -> int:
    """1 when it was never shown the last ones."""
    return int(tab.last < len(kept))


def repeats(page: PageNotes) -> int:
    """Numbers that do not go up."""
    return sum(later <= earlier for earlier, later in pairwise((0, *_numbers(page))))


def differing(page: PageNotes, kept: Sequence[Message]) -> int:
    """Shown under a number that now holds something else, or nothing."""
    known = {(message.seq, message.client_id) for message in kept}
    return sum(shown not in known for shown in page.seen)


def desk_gaps(desk: DeskNotes, rev: int) -> int:
    """Jumps over a rev, the end included; a reset may jump, since everything was fetched anew."""
    jumps = sum(
        isinstance(told, SeenEvent) and told.rev > before + 1
        for before, told in pairwise_revs(desk)
    )
    return jumps + int(desk.rev < rev)


def desk_repeats(desk: DeskNotes) -> int:
    """Revs that do not go up."""
    return sum(
        isinstance(told, SeenEvent) and told.rev <= before for before, told in pairwise_revs(desk)
    )


def pairwise_revs(desk: DeskNotes) -> Iterable[tuple[int, object]]:
    """The rev before, and what was told."""
    return zip((0, *(told.rev for told in desk.seen)), desk.seen, strict=False)


def desk_differing(desk: DeskNotes, kept: Mapping[str, Sequence[Message]]) -> int:
    """Messages that the agent was told of, and that are not there like that."""
    known = {(key, row.seq, row.client_id) for key, rows in kept.items() for row in rows}
    told = [event.message for event in desk.seen if isinstance(event, SeenEvent)]
    return sum(message is not None and message not in known for message in told)


def stale(desk: DeskNotes, standing: Mapping[str, Conversation]) -> int:
    """What was told event by event ends where a fresh look begins."""
    everywhere = desk.conversations.keys() | standing.keys()
    return sum(desk.conversations.get(key) != standing.get(key) for key in everywhere)


def _numbers(page: PageNotes) -> list[int]:
    return [seq for seq, _ in page.seen]
