"""Canned replies: shortcuts, variables, and what is put in their places."""

import pytest

from server.domain.canned import PutCannedReply, check_canned, rendered
from server.domain.errors import BadInput


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Hi {{visitor.name}}!", "Hi Mia!"),
        ("您好 {{ visitor.name }}，{{visitor.email|稍后}}联系", "您好 Mia，稍后联系"),
        ("Mail: {{visitor.email}}", "Mail: {{visitor.email}}"),
        ("Mail: {{visitor.email|}}.", "Mail: ."),
        ("{not} {{ a place", "{not} {{ a place"),
    ],
)
def test_places(body: str, text: str) -> None:
    assert rendered(body, {"visitor.name": "Mia", "visitor.email": ""}) == text


def test_what_a_visitor_is_called_is_never_read_as_a_place() -> None:
    assert rendered("{{visitor.name}}", {"visitor.name": "{{agent.name}}", "agent.name": "L"}) == (
        "{{agent.name}}"
    )


@pytest.mark.parametrize(
    ("shortcut", "kept"), [("/hi", "hi"), ("、退货", "退货"), (" Thanks ", "Thanks")]
)
def test_shortcuts(shortcut: str, kept: str) -> None:
    assert check_canned(PutCannedReply(shortcut=shortcut, body="x")).shortcut == kept


@pytest.mark.parametrize(
    ("shortcut", "body", "code"),
    [
        ("", "x", "bad_shortcut"),
        ("/", "x", "bad_shortcut"),
        ("two words", "x", "bad_shortcut"),
        ("x" * 41, "x", "bad_shortcut"),
        ("hi", " ", "empty_message"),
        ("hi", "{{visitor.age}}", "no_such_variable"),
    ],
)
def test_what_is_refused(shortcut: str, body: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_canned(PutCannedReply(shortcut=shortcut, body=body))
    assert refused.value.code == code
