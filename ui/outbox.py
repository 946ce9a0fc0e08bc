"""Sends what was written, in order, until the server has it on disk or says why not."""

import asyncio
from collections.abc import Callable

from server.domain.errors import KnownError, NotSignedIn, TooFast, Unavailable
from server.domain.requests import PostReply
from ui.api_client import ApiClient
from ui.changes import Change, Refused, Stored
from ui.problems import sentence
from ui.state import State, Unsent

# The link tells when the server is back; this is for trouble that leaves the link standing.
_RETRY_SECONDS = 5.0


class Outbox:
    """One message at a time: a later one never overtakes an earlier one.

    A message keeps its client_id over every try, so the server stores it once however often it
    is sent.
    """

    def __init__(
        self,
        api: ApiClient,
        state: Callable[[], State],
        apply: Callable[[Change], None],
        complain: Callable[[str], None],
    ) -> None:
        self._api = api
        self._state = state
        self._apply = apply
        self._complain = complain
        self._work = asyncio.Event()

    def wake(self) -> None:
        """There is something to send, or reason to try again."""
        self._work.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._work.wait()
            self._work.clear()
            while unsent := _next(self._state()):
                await self._send(unsent)

    async def _send(self, unsent: Unsent) -> None:
        reply = PostReply(
            client_id=unsent.client_id,
            body=unsent.body,
            kind=unsent.kind,
            suggestion_id=unsent.suggestion_id,
        )
        try:
            stored = await self._api.post(unsent.conversation_id, reply)
        except TooFast as error:
            await asyncio.sleep(error.retry_after)
        except (Unavailable, NotSignedIn) as error:
            await self._wait_after(error)
        except KnownError as error:
            self._apply(Refused(client_id=unsent.client_id, problem=sentence(error)))
        else:
            self._apply(Stored(client_id=unsent.client_id, seq=stored.seq))

    async def _wait_after(self, error: KnownError) -> None:
        """The message stays where it is. Being offline is shown already; anything else is said."""
        if error.code != "unreachable":
            self._complain(sentence(error))
        try:
            await asyncio.wait_for(self._work.wait(), _RETRY_SECONDS)
        except TimeoutError:
            return
        self._work.clear()


def _next(state: State) -> Unsent | None:
    waiting = (u for u in state.outbox if u.seq is None and u.problem is None)
    return next(waiting, None)
