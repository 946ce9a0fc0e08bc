"""Passwords: Argon2id in a small pool, so that many logins cannot take all the memory."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from server.domain.errors import BadInput, Unavailable

MIN_CHARS = 8
MAX_CHARS = 256
SLOTS = 2
MAX_WAITING = 20

_TOO_COMMON = frozenset(
    {"password", "12345678", "123456789", "1234567890", "qwertyui", "deskbell", "11111111"}
)


def check_password(password: str) -> None:
    """Raises `BadInput` (`weak_password`) with what is missing."""
    if not MIN_CHARS <= len(password) <= MAX_CHARS:
        raise BadInput("weak_password", f"A password has {MIN_CHARS} to {MAX_CHARS} characters.")
    if password.lower() in _TOO_COMMON or len(set(password)) < 3:
        raise BadInput("weak_password", "This password is among the first that anybody would try.")


class Passwords:
    """Hashes and checks, two at a time; the rest wait, and beyond that are sent away."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._pool = ThreadPoolExecutor(SLOTS, "passwords")
        self._waiting = 0

    def close(self) -> None:
        """End the pool."""
        self._pool.shutdown()

    async def hash(self, password: str) -> str:
        """The form that is stored, its parameters included."""
        return await asyncio.get_running_loop().run_in_executor(
            self._pool, self._hasher.hash, password
        )

    async def verify(self, stored: str | None, password: str) -> bool:
        """Whether it matches; takes as long when there is no such account."""
        if self._waiting >= MAX_WAITING:
            raise Unavailable("busy", "Too many people sign in right now. Try again in a moment.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._pool, self._verify, stored, password
            )
        finally:
            self._waiting -= 1

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash("nobody has this password")

    def _verify(self, stored: str | None, password: str) -> bool:
        if len(password) > MAX_CHARS:
            return False
        # Made at the first login of all, known name or not: the time must not tell them apart.
        nobody = self._nobody
        try:
            self._hasher.verify(stored or nobody, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return stored is not None
