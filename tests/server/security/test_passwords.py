"""Passwords: hashed slowly, in few threads, and refused when anybody would guess them."""

import asyncio
from collections.abc import Iterator

import pytest

from server.domain.errors import BadInput, Unavailable
from server.security.passwords import MAX_WAITING, Passwords, check_password


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    made = Passwords()
    yield made
    made.close()


async def test_only_the_right_one_fits(passwords: Passwords) -> None:
    stored = await passwords.hash("correct horse")
    assert stored.startswith("$argon2id$")
    assert stored != await passwords.hash("correct horse")
    assert await passwords.verify(stored, "correct horse")
    for wrong in ("", "correct horse ", "Correct horse", "x" * 300):
        assert not await passwords.verify(stored, wrong)


async def test_an_account_that_is_not_there_lets_nobody_in(passwords: Passwords) -> None:
    for tried in ("", "nobody has this password"):
        assert not await passwords.verify(None, tried)
    assert not await passwords.verify("not a hash", "correct horse")


async def test_the_queue_at_the_door_is_short(passwords: Passwords) -> None:
    """Too long to be hashed, so that the test is quick; the queue does not know that."""
    tries = [passwords.verify(None, "x" * 300) for _ in range(MAX_WAITING + 5)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    refused = [one for one in outcomes if isinstance(one, Unavailable)]
    assert len(refused) == 5
    assert {one.code for one in refused} == {"busy"}
    assert not await passwords.verify(None, "x" * 300)


WEAK = [
    "",
    "short",
    "1234567",
    "12345678",
    "PASSWORD",
    "Deskbell",
    "aaaaaaaa",
    "abababab",
    "x" * 257,
]


def test_what_anybody_would_guess_is_refused() -> None:
    for password in WEAK:
        with pytest.raises(BadInput) as refused:
            check_password(password)
        assert refused.value.code == "weak_password"
        assert password not in refused.value.detail or not password
    for password in ("correct horse", "密码不是这个词啊", "x1y2z3!?"):
        check_password(password)
