"""Set-up, signing in and out, and the team, through the API."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from server.config import Limits
from server.storage.people import AGENT_SESSION_MILLIS, VISITOR_SESSION_MILLIS
from tests.server.calling import Caller
from tests.server.desk import OWNER_TOKEN, PASSWORD, Desk, running, token_of
from tests.server.witness import Witness

OWNER = {"username": "olga", "password": PASSWORD, "display_name": "Olga Ø"}
SETUP = OWNER | {"team_name": " Acme\n Ltd "}


@pytest.fixture
async def empty_desk(tmp_path: Path, witness: Witness) -> AsyncIterator[Desk]:
    """Nobody works here yet."""
    async with running(Desk(tmp_path, witness)) as started:
        yield started


def signed_in(desk: Desk, answer: Any) -> Caller:
    desk.witness.guard_token(answer["token"])
    return desk.anybody(answer["token"])


# --- the first start -----------------------------------------------------------------------------


async def test_the_set_up_makes_the_owner_and_names_the_team(empty_desk: Desk) -> None:
    anybody, desktop = empty_desk.anybody(), empty_desk.anybody(OWNER_TOKEN)
    assert (await anybody.get("setup")).data == {"needed": True}
    assert (await desktop.post("auth/owner")).refusal == (409, "setup_needed")
    reply = await desktop.post("setup", SETUP)
    assert reply.status == 201
    me = (await signed_in(empty_desk, reply.data).get("me")).data
    assert (me["role"], me["display_name"]) == ("owner", "Olga Ø")
    assert (await anybody.get("public/config")).data["name"] == "Acme Ltd"
    assert (await anybody.get("setup")).data == {"needed": False}


async def test_only_the_desktop_sets_up(empty_desk: Desk) -> None:
    for token in ("", "wrong", OWNER_TOKEN[:-1]):
        reply = await empty_desk.anybody(token).post("setup", SETUP)
        assert reply.refusal == (401, "not_signed_in")
    for weak in ("short", "12345678", "aaaaaaaaaaaa", "x" * 257):
        reply = await empty_desk.anybody(OWNER_TOKEN).post("setup", SETUP | {"password": weak})
        assert reply.refusal == (422, "weak_password")
    desktops = [empty_desk.anybody(OWNER_TOKEN) for _ in range(3)]
    replies = await asyncio.gather(*(one.post("setup", SETUP) for one in desktops))
    statuses = sorted(reply.status for reply in replies)
    assert statuses[0] == 201
    assert set(statuses[1:]) <= {401, 409}
    assert (await desktops[0].post("setup", SETUP)).refusal == (409, "already_set_up")


async def test_the_owners_token_opens_once(desk: Desk) -> None:
    desktop = desk.anybody(OWNER_TOKEN)
    owner = signed_in(desk, (await desktop.post("auth/owner")).data)
    assert (await owner.get("me")).data["username"] == "olga"
    assert (await desktop.post("auth/owner")).refusal == (401, "not_signed_in")
    assert (await desk.anybody().post("auth/owner")).refusal == (401, "not_signed_in")


# --- in and out ----------------------------------------------------------------------------------


async def test_signing_in_and_out(desk: Desk) -> None:
    login = {"username": "LIN", "password": PASSWORD}
    lin = signed_in(desk, (await desk.anybody().post("auth/login", login)).data)
    assert (await lin.get("me")).data["username"] == "lin"
    other = desk.agent("lin")
    assert (await lin.post("auth/logout")).status == 204
    assert (await lin.get("me")).refusal == (401, "not_signed_in")
    assert (await other.get("me")).status == 200


async def test_wrong_names_and_wrong_passwords_look_the_same(desk: Desk) -> None:
    wrong = [
        ("lin", "wrong password"),
        ("nobody", PASSWORD),
        ("lin", ""),
        ("", ""),
        ("lin", "x" * 999),
    ]
    bodies = set()
    for username, password in wrong:
        login = {"username": username, "password": password}
        reply = await desk.anybody().post("auth/login", login)
        assert reply.refusal == (401, "wrong_credentials")
        bodies.add(reply.body)
    assert len(bodies) == 1


async def test_guessing_is_slowed_down(cold_desk: Desk) -> None:
    cold_desk.limits = Limits(login_burst=2, logins_per_second=0.1)
    async with running(cold_desk) as desk:
        guess = {"username": "lin", "password": "x" * 300}  # too long to be hashed
        for username in ("lin", "LIN"):
            reply = await desk.anybody().post("auth/login", guess | {"username": username})
            assert reply.refusal == (401, "wrong_credentials")
        reply = await desk.anybody().post("auth/login", guess)
        assert reply.refusal == (429, "too_fast")
        assert reply.headers["Retry-After"] == "10"
        mei = await desk.anybody().post("auth/login", guess | {"username": "mei"})
        assert mei.refusal == (401, "wrong_credentials")
        desk.clock.advance(10)
        assert (await desk.anybody().post("auth/login", guess)).status == 401


async def test_too_many_logins_at_once_are_sent_away(desk: Desk) -> None:
    guesses = [{"username": f"u{n}", "password": "x" * 300} for n in range(60)]
    replies = await asyncio.gather(*(desk.anybody().post("auth/login", one) for one in guesses))
    assert {reply.refusal for reply in replies} <= {(401, "wrong_credentials"), (503, "busy")}


async def test_sessions_last_while_they_are_used(desk: Desk) -> None:
    visitor, lin = await desk.waiting_visitor(), desk.agent("lin")
    week, quarter = AGENT_SESSION_MILLIS / 1_000, VISITOR_SESSION_MILLIS / 1_000
    for _ in range(3):
        desk.clock.advance(week - 3_700)
        assert (await lin.get("me")).status == 200
    desk.clock.advance(week + 1)
    assert (await lin.get("me")).refusal == (401, "not_signed_in")
    assert len(await visitor.messages()) == 1
    desk.clock.advance(quarter - 3_700)
    assert len(await visitor.messages()) == 1
    desk.clock.advance(quarter + 1)
    assert (await visitor.get("public/messages")).refusal == (401, "not_signed_in")


async def test_sessions_survive_a_restart(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    await desk.restart()
    assert (await desk.agent("lin").get("me")).data["username"] == "lin"
    again = desk.anybody(visitor.token)
    assert len((await again.get("public/messages")).data["items"]) == 1


# --- the team ------------------------------------------------------------------------------------


async def test_an_admin_adds_agents_and_an_owner_adds_owners(
    desk: Desk, adam: Caller, olga: Caller
) -> None:
    new = {"username": "nia", "password": PASSWORD}
    added = (await adam.post("agents", new)).data
    assert (added["role"], added["display_name"]) == ("agent", "nia")
    owner = new | {"username": "omar", "role": "owner"}
    assert (await adam.post("agents", owner)).refusal == (403, "not_allowed")
    assert (await olga.post("agents", owner)).data["role"] == "owner"
    team = [one["username"] for one in (await adam.get("agents")).data["items"]]
    assert sorted(team) == ["adam", "lin", "mei", "nia", "olga", "omar"]


async def test_names_that_are_none(desk: Desk, adam: Caller) -> None:
    new = {"username": "nia", "password": PASSWORD}
    for username in ("", " ", "two words", "tab\t", "\u200b", "x" * 201, "new\nline"):
        reply = await adam.post("agents", new | {"username": username})
        assert reply.refusal == (422, "bad_username")
    reply = await adam.post("agents", new | {"display_name": "x" * 201})
    assert reply.refusal == (422, "bad_display_name")
    for taken in ("lin", "LIN"):
        reply = await adam.post("agents", new | {"username": taken})
        assert reply.refusal == (409, "username_taken")
    assert (await adam.post("agents", new | {"role": "emperor"})).refusal == (422, "bad_fields")
    assert (await adam.post("agents", new | {"username": "小王"})).status == 201


async def test_tokens_are_stored_as_hashes_only(desk: Desk) -> None:
    visitor = await desk.waiting_visitor()
    stored = b"".join(path.read_bytes() for path in desk.data_dir.iterdir())
    for token in (visitor.token, token_of("lin"), PASSWORD):
        assert token.encode() not in stored


# --- changing the team ---------------------------------------------------------------------------


async def test_a_new_password_ends_every_session(desk: Desk, adam: Caller, lin: Caller) -> None:
    me = (await lin.get("me")).data
    assert (await adam.put(f"agents/{me['id']}", {"password": "short"})).refusal == (
        422,
        "weak_password",
    )
    changed = await adam.put(f"agents/{me['id']}", {"password": "another horse battery"})
    assert changed.data["active"] is True
    assert (await lin.get("me")).refusal == (401, "not_signed_in")
    login = {"username": me["username"], "password": "another horse battery"}
    again = signed_in(desk, (await desk.anybody().post("auth/login", login)).data)
    assert (await again.get("me")).data["id"] == me["id"]


async def test_who_is_put_out_cannot_come_in_nor_get_a_conversation(
    desk: Desk, adam: Caller, lin: Caller
) -> None:
    me = (await lin.get("me")).data
    assert (await adam.put(f"agents/{me['id']}", {"active": False})).data["active"] is False
    assert (await lin.get("me")).refusal == (401, "not_signed_in")
    login = {"username": me["username"], "password": PASSWORD}
    assert (await desk.anybody().post("auth/login", login)).refusal == (401, "wrong_credentials")
    listed = (await adam.get("agents")).data["items"]
    assert [one["active"] for one in listed if one["id"] == me["id"]] == [False]
    await adam.put(f"agents/{me['id']}", {"active": True, "display_name": " "})
    back = (await desk.anybody().post("auth/login", login)).data
    assert (await signed_in(desk, back).get("me")).data["id"] == me["id"]
    assert back["agent"]["display_name"] == me["username"]


async def test_there_is_always_an_owner_and_nobody_locks_themselves_out(
    desk: Desk, olga: Caller, adam: Caller, lin: Caller
) -> None:
    ids = {one["username"]: one["id"] for one in (await olga.get("agents")).data["items"]}

    async def put(by: Caller, who: str, **change: object) -> object:
        reply = await by.put(f"agents/{ids[who]}", change)
        return None if reply.status == 200 else reply.refusal

    assert await put(adam, "adam", role="agent") == (409, "yourself")
    assert await put(lin, "adam", active=False) == (403, "not_allowed")
    assert await put(adam, "olga", active=False) == (403, "not_allowed")
    assert await put(adam, "lin", role="owner") == (403, "not_allowed")
    assert (await olga.put("agents/nobody", {"active": False})).refusal == (404, "no_such_agent")
    assert await put(olga, "adam", role="owner") is None
    assert await put(adam, "olga", role="agent") is None
    assert await put(adam, "adam", active=False) == (409, "yourself")
