"""The server's composition root: what there is, how it is wired, in which order it starts."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from aiohttp import web

from server.actions.answers import Answers
from server.actions.briefings import Briefings
from server.actions.conversations import ConversationActions
from server.actions.messages import MessageActions
from server.actions.notices import Notices
from server.actions.people import OwnerToken, PeopleActions
from server.actions.provider_keys import ProviderKeys
from server.actions.replies import Replies
from server.actions.sessions import SessionActions
from server.actions.settings import SettingsActions
from server.address import Address
from server.ai.cache import MAX_AGE
from server.ai.prompts import built_in_prompt
from server.ai.provider import ModelSource
from server.ai.stack import Backing
from server.api.agent_socket import AgentFrames, AgentSocket
from server.api.conversations import ConversationChanges, ConversationReads
from server.api.dispatch import Dispatcher
from server.api.middleware import add_security_headers, host_check
from server.api.openapi import document
from server.api.ops import OpsApi
from server.api.pages import Pages
from server.api.people import PeopleApi
from server.api.problems import problems
from server.api.public_config import PublicConfigApi
from server.api.reports import ReportsApi
from server.api.routes import Apis, endpoints, routes
from server.api.settings import SettingsApi
from server.api.sockets import Sockets
from server.api.visitor import VisitorApi, VisitorLimits
from server.api.visitor_socket import VisitorFrames, VisitorSocket
from server.clock import Clock, SystemClock
from server.config import ServerConfig
from server.domain.events import Event, SettingsChanged
from server.domain.settings import NetworkSettings
from server.ids import Ids, RandomIds
from server.metrics.counters import Counters
from server.realtime.bus import Bus
from server.realtime.hub import Hub
from server.security.hosts import Hosts
from server.security.passwords import Passwords
from server.security.rate_limit import RateLimit
from server.security.secrets import SecretStore
from server.storage.cache import AnswerStore
from server.storage.conversations import Conversations
from server.storage.database import Database
from server.storage.history import History
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.purse import Purse
from server.storage.settings import SettingsStore
from server.storage.sqlite import FILE_NAME
from server.tasks import Tasks

RENEWS_MODELS = frozenset({"provider", "fallback_provider", "secrets"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What everything else stands on."""

    config: ServerConfig
    secrets: SecretStore
    owner_token: OwnerToken
    address: Address
    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=RandomIds)
    bus: Bus = field(default_factory=Bus)
    tasks: Tasks = field(default_factory=Tasks)
    counters: Counters = field(default_factory=Counters)
    hosts: Hosts = field(default_factory=Hosts)


class Storage:
    """What is on disk."""

    def __init__(self, base: Base) -> None:
        clock, ids = base.clock, base.ids
        self.database = Database(base.config.data_dir / FILE_NAME, base.counters)
        self.conversations = Conversations(self.database, clock, ids, base.bus.publish)
        self.history = History(self.database)
        self.people = People(self.database, clock, ids)
        self.settings = SettingsStore(self.database)
        self.purse = Purse(self.database)
        self.ledger = Ledger(self.database)
        self.answers = AnswerStore(self.database, clock, MAX_AGE)


class Actions:
    """What can be done."""

    def __init__(self, base: Base, storage: Storage, hub: Hub) -> None:
        clock, counters = base.clock, base.counters
        limits, override = base.config.limits, base.config.provider
        stored = storage.conversations
        self.passwords = Passwords()
        self.people = PeopleActions(storage.people, self.passwords, base.owner_token, clock, limits)
        self.sessions = SessionActions(storage.people, stored)
        self.settings = SettingsActions(
            storage.settings,
            ProviderKeys(base.secrets, clock),
            override,
            lambda event: base.bus.publish([event]),
        )
        notices = Notices(base.ids)
        self.messages = MessageActions(stored, notices, counters, clock)
        self.conversations = ConversationActions(
            stored, notices, counters, clock, lambda: hub.agent_sockets > 0
        )


class Assistant:
    """What answers."""

    def __init__(self, base: Base, storage: Storage, actions: Actions) -> None:
        backing = Backing(
            purse=storage.purse, answers=storage.answers, gauges=base.counters, ids=base.ids
        )
        self._tasks = base.tasks
        self.models = ModelSource(clock=base.clock, backing=backing)
        self.replies = Replies(
            actions.conversations,
            Briefings(actions.settings, storage.history, base.ids, built_in_prompt()),
            Answers(actions.messages, base.bus, storage.ledger, base.counters, base.clock),
            self.models,
            base.tasks,
        )

    def on_event(self, event: Event) -> None:
        """For the bus: new settings or keys are tried at once, whatever the old ones had done."""
        if isinstance(event, SettingsChanged) and event.section in RENEWS_MODELS:
            _ = self._tasks.start("let go of the providers", self.models.close())


class Parts:
    """Every part of the server, wired and cold."""

    def __init__(self, base: Base) -> None:
        limits = base.config.limits
        self.base = base
        self.storage = Storage(base)
        self.hub = Hub(
            lambda event: base.bus.publish([event]),
            sockets_per_visitor=limits.sockets_per_visitor,
        )
        self.actions = Actions(base, self.storage, self.hub)
        self.assistant = Assistant(base, self.storage, self.actions)
        self.apis = build_apis(base, self.storage, self.actions, self.assistant, self.hub)
        self.sockets = Sockets(base.tasks, limits, base.hosts)


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
    parts.base.bus.subscribe(parts.assistant.on_event)
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


def build_apis(
    base: Base, storage: Storage, actions: Actions, assistant: Assistant, hub: Hub
) -> Apis:
    """Everything that has endpoints."""
    limits, history = base.config.limits, storage.history
    conversations, messages, people = actions.conversations, actions.messages, actions.people
    visitor_limits = VisitorLimits(
        new_sessions=RateLimit(base.clock, limits.session_burst, limits.sessions_per_second),
        pace=RateLimit(base.clock, limits.frame_burst, limits.frames_per_second),
    )
    apis = Apis(
        config=PublicConfigApi(actions.settings, limits),
        visitor=VisitorApi(actions.sessions, messages, conversations, history, visitor_limits),
        reads=ConversationReads(storage.conversations, history, hub),
        changes=ConversationChanges(conversations, messages, people, actions.settings, hub),
        people=PeopleApi(people, actions.settings),
        settings=SettingsApi(actions.settings, assistant.models, base.address, base.hosts),
        reports=ReportsApi(storage.ledger, storage.purse, base.clock),
        ops=OpsApi(people, history, base.counters, lambda: document(endpoints(apis))),
    )
    return apis


def lifecycle(parts: Parts) -> Callable[[web.Application], AsyncIterator[None]]:
    """What starts, in this order, and ends in the reverse."""
    base, database = parts.base, parts.storage.database

    async def run(_app: web.Application) -> AsyncIterator[None]:
        await database.open()
        try:
            await parts.storage.purse.prepare()
            network = await parts.actions.settings.get(NetworkSettings)
            base.hosts.allow(network.public_url)
            base.address.listen_on(base.config.host, network.scope)
            parts.hub.go_on_from(await parts.storage.history.rev())
            await parts.assistant.replies.resume()
            yield
        finally:
            await base.tasks.close()
            await parts.assistant.models.close()
            await database.close()
            parts.actions.passwords.close()

    return run
