"""The server's composition root: the web application, and in which order its parts start."""

from collections.abc import AsyncIterator, Callable

from aiohttp import web

from server.api.agent_socket import AgentFrames, AgentSocket
from server.api.dispatch import Dispatcher
from server.api.middleware import add_security_headers, host_check
from server.api.pages import Pages
from server.api.problems import problems
from server.api.routes import endpoints, routes
from server.api.visitor_socket import VisitorFrames, VisitorSocket
from server.domain.settings import NetworkSettings
from server.parts import Base, Parts
from server.security.rate_limit import RateLimit


def build_app(base: Base) -> web.Application:
    """The web application; starting it is `lifecycle`'s business."""
    parts = Parts(base)
    subscribe(parts)
    app = web.Application(
        middlewares=[problems, host_check(base.hosts)],
        client_max_size=base.config.limits.http_body_bytes,
    )
    app.cleanup_ctx.append(lifecycle(parts))
    app.on_response_prepare.append(add_security_headers)
    app.on_shutdown.append(parts.sockets.close)
    app.add_routes(all_routes(parts))
    return app


def subscribe(parts: Parts) -> None:
    """Who is told of what happens: first whoever watches, then whoever answers."""
    parts.base.bus.subscribe(parts.hub.on_event)
    parts.base.bus.subscribe(parts.assistant.replies.on_event)
    parts.base.bus.subscribe(parts.suggesting.watch.on_event)
    parts.base.bus.subscribe(parts.summarising.summaries.on_event)
    parts.base.bus.subscribe(parts.assistant.on_event)
    parts.base.bus.subscribe(parts.actions.facts.on_event)
    parts.base.bus.subscribe(parts.actions.waker.on_event)
    parts.base.counters.watch_sockets("visitor", lambda: parts.hub.visitor_sockets)
    parts.base.counters.watch_sockets("agent", lambda: parts.hub.agent_sockets)


def all_routes(parts: Parts) -> list[web.RouteDef]:
    """The URL table with everything behind it."""
    base, actions, hub, sockets = parts.base, parts.actions, parts.hub, parts.sockets
    limits, people, history = base.config.limits, actions.people, parts.storage.history
    sessions = actions.sessions
    pace = RateLimit(base.clock, limits.frame_burst, limits.frames_per_second)
    visitor_frames = VisitorFrames(actions.messages, actions.conversations, base.bus, pace)
    agent_frames = AgentFrames(actions.messages, actions.conversations, base.bus)
    return routes(
        endpoints(parts.apis),
        Dispatcher(people, sessions),
        Pages(),
        visitor_socket=VisitorSocket(sockets, sessions, history, hub, visitor_frames).handle,
        agent_socket=AgentSocket(sockets, people, history, hub, agent_frames).handle,
    )


def lifecycle(parts: Parts) -> Callable[[web.Application], AsyncIterator[None]]:
    """What starts, in this order, and ends in the reverse."""
    base, database = parts.base, parts.storage.database

    async def run(_app: web.Application) -> AsyncIterator[None]:
        await database.open()
        try:
            await parts.storage.purse.prepare()
            await parts.storage.articles.prepare()
            await parts.actions.imports.prepare()
            network = await parts.actions.settings.get(NetworkSettings)
            base.hosts.allow(network.public_url)
            base.address.listen_on(base.config.host, network.scope)
            parts.hub.go_on_from(await parts.storage.history.rev())
            await parts.actions.plugins.apply()
            await parts.assistant.replies.resume()
            _ = base.tasks.start("wake the snoozed", parts.actions.waker.run())
            _ = base.tasks.start("prepare the assistant", parts.assistant.prepare())
            yield
        finally:
            await base.tasks.close()
            await parts.assistant.models.close()
            await parts.filtering.plugins.close()
            await database.close()
            parts.actions.passwords.close()

    return run
