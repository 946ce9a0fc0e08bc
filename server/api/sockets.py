"""All open WebSockets: how one is opened and told of trouble, and how all are told of the end."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiohttp import WSCloseCode, web

from server.api.one_socket import Ended, Socket, ended_by
from server.config import Limits
from server.domain.errors import KnownError, NotAllowed
from server.security.hosts import Hosts
from server.tasks import Tasks

log = logging.getLogger(__name__)

Talk = Callable[[Socket], Awaitable[None]]


class Sockets:
    """Opens WebSockets, and knows the open ones, so that the end of the server reaches them."""

    def __init__(self, tasks: Tasks, limits: Limits, hosts: Hosts) -> None:
        self._tasks = tasks
        self._limits = limits
        self._hosts = hosts
        self._open: set[Socket] = set()

    async def serve(self, request: web.Request, talk: Talk) -> web.StreamResponse:
        """Open a socket for this request and talk until one side ends it."""
        if not self._hosts.same_origin(request.headers.get("Origin"), request.host):
            raise NotAllowed("foreign_origin", "This page may not open a socket here.")
        web_socket = web.WebSocketResponse(
            max_msg_size=self._limits.frame_bytes,
            heartbeat=self._limits.ping_seconds,
            compress=False,
        )
        await web_socket.prepare(request)
        socket = Socket(web_socket, request.transport, self._tasks, self._limits)
        self._open.add(socket)
        try:
            await self._talk(socket, talk)
        finally:
            self._open.discard(socket)
        return web_socket

    async def _talk(self, socket: Socket, talk: Talk) -> None:
        """Whatever ends it is told in a frame: an HTTP answer would only garble the socket."""
        try:
            await talk(socket)
        except Ended as ended:
            await socket.end(ended)
        except KnownError as error:
            await socket.end(ended_by(error))
        except ConnectionError:
            pass  # the client has gone
        except Exception:
            log.exception("bug in a socket")
            await socket.close(WSCloseCode.INTERNAL_ERROR, "internal_error", seconds=1)

    async def close(self, _app: web.Application) -> None:
        """Tell everybody at once that the server goes; they come back and resume."""
        restart = WSCloseCode.SERVICE_RESTART
        goodbyes = [
            self._tasks.start("goodbye", one.close(restart, "restart", seconds=1))
            for one in self._open
        ]
        if goodbyes:
            await asyncio.wait(goodbyes)
