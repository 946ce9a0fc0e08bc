"""What of a conversation the model sees."""

from dataclasses import replace
from datetime import UTC, datetime

from server.ai.history import talk
from server.domain.conversations import Author, AuthorKind, Message, MessageKind, Notice

_FIRST = Message(
    id="m",
    conversation_id="c",
    seq=1,
    client_id="x",
    author=Author(kind=AuthorKind.VISITOR),
    kind=MessageKind.TEXT,
    body="",
    attachments=(),
    sources=(),
    notice=None,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def said(who: AuthorKind, body: str, kind: MessageKind = MessageKind.TEXT) -> Message:
    return replace(_FIRST, author=Author(kind=who, name="Somebody"), body=body, kind=kind)


def visitor(body: str) -> Message:
    return said(AuthorKind.VISITOR, body)


def assistant(body: str) -> Message:
    return said(AuthorKind.ASSISTANT, body)


def happened(notice: Notice) -> Message:
    return replace(said(AuthorKind.SYSTEM, "It happened.", MessageKind.EVENT), notice=notice)


def seen(*messages: Message, most: int = 30, chars: int = 12_000) -> list[tuple[str, str]]:
    found = talk(messages, max_messages=most, max_chars=chars)
    return [(turn.role, turn.content) for turn in found.turns]


def test_visitors_ask_and_the_team_answers() -> None:
    agent = said(AuthorKind.AGENT, "I am Li.")

    assert seen(visitor("Hi"), assistant("Hello"), visitor("A person?"), agent) == [
        ("user", "Hi"),
        ("assistant", "Hello"),
        ("user", "A person?"),
        ("assistant", "I am Li."),
    ]


def test_one_role_in_a_row_is_one_turn() -> None:
    agent = said(AuthorKind.AGENT, "I am Li.")

    assert seen(visitor("Hi"), visitor("there"), assistant("Hello"), agent, visitor("?")) == [
        ("user", "Hi\n\nthere"),
        ("assistant", "Hello\n\nI am Li."),
        ("user", "?"),
    ]


def test_notes_events_and_the_system_are_not_seen() -> None:
    note = said(AuthorKind.AGENT, "He is a VIP.", MessageKind.NOTE)
    system = said(AuthorKind.SYSTEM, "Somebody will come.")

    assert seen(visitor("Hi"), note, happened(Notice.HANDOFF), system, visitor("there")) == [
        ("user", "Hi\n\nthere")
    ]


def test_what_cannot_be_seen_is_not_sent() -> None:
    assert seen(visitor("Hi"), assistant("\u200b"), visitor("there")) == [("user", "Hi\n\nthere")]


def test_the_words_with_a_file_are_seen() -> None:
    assert seen(said(AuthorKind.VISITOR, "My receipt", MessageKind.FILE)) == [
        ("user", "My receipt")
    ]


def test_it_starts_after_the_last_resolve() -> None:
    messages = [
        visitor("old"),
        happened(Notice.RESOLVED),
        visitor("newer"),
        happened(Notice.RESOLVED),
        happened(Notice.REOPENED),
        visitor("new"),
    ]

    assert seen(*messages) == [("user", "new")]


def test_it_starts_with_the_visitor() -> None:
    assert seen(assistant("Can I help?"), visitor("Yes")) == [("user", "Yes")]


def test_the_newest_messages_are_kept() -> None:
    messages = [visitor(f"{n}") if n % 2 else assistant(f"{n}") for n in range(1, 10)]

    assert seen(*messages, most=4) == [
        ("user", "5"),
        ("assistant", "6"),
        ("user", "7"),
        ("assistant", "8"),
        ("user", "9"),
    ]


def test_the_newest_characters_are_kept_without_a_gap() -> None:
    messages = [visitor("short"), assistant("x" * 50), visitor("y" * 40), assistant("z" * 30)]

    assert seen(*messages, visitor("now"), chars=80) == [
        ("user", "y" * 40),
        ("assistant", "z" * 30),
        ("user", "now"),
    ]


def test_the_visitors_last_words_are_there_in_any_case() -> None:
    long = "y" * 500

    assert seen(visitor("before"), visitor(long), chars=100) == [("user", long)]
    assert seen(visitor(long), assistant("x" * 200), chars=100) == [("user", long)]


def test_nothing_said_is_nothing_seen() -> None:
    assert seen() == []
    assert seen(happened(Notice.RESOLVED)) == []
