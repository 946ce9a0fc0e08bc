"""For machines that watch: health, metrics, the API document."""

import json
from collections.abc import Callable

from aiohttp import web

from server.actions.people import PeopleActions
from server.api.calls import Call
from server.domain.requests import Health
from server.domain.version import VERSION
from server.metrics.counters import Counters
from server.security import permissions
from server.security.permissions import Permission
from server.storage.history import History


class OpsApi:
    """`document` is asked for late: it describes the table that this API is part of."""

    def __init__(
        self,
        people: PeopleActions,
        history: History,
        counters: Counters,
        document: Callable[[], dict[str, object]],
    ) -> None:
        self._people = people
        self._history = history
        self._counters = counters
        self._document = document

    async def healthz(self, call: Call) -> Health:
        """Alive."""
        del call
        return Health(status="ok", version=VERSION)

    async def readyz(self, call: Call) -> Health:
        """Ready to serve: the database answers."""
        del call
        await self._history.rev()
        return Health(status="ok", version=VERSION)

    async def metrics(self, call: Call) -> web.Response:
        """Metrics for Prometheus; from this machine, or with an admin's token."""
        if not call.direct_loopback:
            permissions.check(await self._people.agent(call.token), Permission.READ_METRICS)
        for status, count in (await self._history.counts()).items():
            self._counters.conversations.labels(status.value).set(count)
        return web.Response(
            body=self._counters.text(), headers={"Content-Type": self._counters.content_type}
        )

    async def openapi(self, call: Call) -> web.Response:
        """This document."""
        del call
        return web.json_response(text=json.dumps(self._document(), ensure_ascii=False))
