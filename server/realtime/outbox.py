"""The frames that wait for one socket: bounded, so that a slow client cannot fill the memory."""

import asyncio
from collections import deque

from server.config import Limits


class Overflow(Exception):
    """The client does not read; it is cut and resumes from disk."""


class Outbox:
    """A queue of text frames with a cap in frames and bytes."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._frames: deque[str] = deque()
        self._bytes = 0
        self._filled = asyncio.Event()
        self._overflowed = False

    def put(self, frame: str) -> None:
        """Queue it; an overflow is told to the one who takes, for the sender has nothing to do."""
        if self._overflowed:
            return
        self._frames.append(frame)
        self._bytes += len(frame)
        if len(self._frames) > self._limits.queue_frames or self._bytes > self._limits.queue_bytes:
            self._overflowed = True
            self._frames.clear()
        self._filled.set()

    async def take(self) -> str:
        """The next frame; raises `Overflow`."""
        while not self._frames:
            if self._overflowed:
                raise Overflow
            self._filled.clear()
            await self._filled.wait()
        frame = self._frames.popleft()
        self._bytes -= len(frame)
        return frame
