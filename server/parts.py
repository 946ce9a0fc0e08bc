"""Every part of the server: what there is and how it is wired, cold."""

import asyncio
from dataclasses import dataclass, field

from server.actions.answering import Answering
from server.actions.answers import Answers
from server.actions.arrivals import Arrivals
from server.actions.briefings import Briefings
from server.actions.canned import CannedActions
from server.actions.conversations import ConversationActions
from server.actions.file_imports import FileImports
from server.actions.imports import FOLDER_NAME as IMPORTS
from server.actions.imports import ImportActions
from server.actions.knowledge import KnowledgeActions
from server.actions.messages import MessageActions
from server.actions.modes import Modes
from server.actions.notices import Notices
from server.actions.people import OwnerToken, PeopleActions
from server.actions.plugins import PluginActions, PluginFacts
from server.actions.policies import Policies
from server.actions.prompts import PromptActions
from server.actions.provider_keys import ProviderKeys
from server.actions.replies import Replies
from server.actions.sessions import SessionActions
from server.actions.settings import SettingsActions
from server.actions.situations import Situations
from server.actions.suggestion_watch import Pause, SuggestionWatch
from server.actions.suggestion_writer import SuggestionWriter
from server.actions.suggestions import SuggestionActions
from server.actions.summaries import Summaries
from server.actions.summary_writer import SummaryWriter
from server.actions.triage import TriageActions
from server.actions.unanswered import UnansweredActions
from server.actions.waker import Waker
from server.address import Address
from server.ai.cache import MAX_AGE
from server.ai.deadlines import Patience
from server.ai.prompts import built_in_prompts
from server.ai.provider import ModelSource
from server.ai.stack import Backing, load_client
from server.api.canned import CannedApi
from server.api.conversations import ConversationChanges, ConversationReads
from server.api.imports import ImportsApi
from server.api.knowledge import KnowledgeApi
from server.api.openapi import document
from server.api.ops import OpsApi
from server.api.overview import OverviewApi
from server.api.people import PeopleApi
from server.api.plugins import PluginsApi
from server.api.prompts import PromptsApi
from server.api.public_config import PublicConfigApi
from server.api.reports import ReportsApi
from server.api.routes import Apis, endpoints
from server.api.routing import RoutingApi
from server.api.settings import SettingsApi
from server.api.sockets import Sockets
from server.api.suggestions import SuggestionsApi
from server.api.triage import TriageApi
from server.api.unanswered import UnansweredApi
from server.api.visitor import VisitorApi, VisitorLimits
from server.clock import Clock, SystemClock
from server.config import ServerConfig
from server.domain.events import Event, SettingsChanged
from server.ids import Ids, RandomIds
from server.knowledge.files.reader import reader_command
from server.knowledge.indexing import ArticleIndexer
from server.knowledge.retriever import Retriever
from server.knowledge.vocabulary import Vocabulary, built_in_vocabulary
from server.metrics.counters import Counters
from server.pipeline.builtin.filters import Filters
from server.pipeline.builtin.flood import FloodPlugin
from server.pipeline.builtin.personal_data import PersonalDataPlugin
from server.pipeline.builtin.words import WordPlugin
from server.pipeline.external import Launcher, host_command
from server.pipeline.plugins import FOLDER_NAME, Plugins
from server.pipeline.runner import Pipeline
from server.pipeline.words.lists import built_in_lists
from server.realtime.bus import Bus
from server.realtime.hub import Hub
from server.routing.anger import built_in_anger
from server.security.hosts import Hosts
from server.security.passwords import Passwords
from server.security.rate_limit import RateLimit
from server.security.secrets import SecretStore
from server.storage.articles import Articles
from server.storage.cache import AnswerStore
from server.storage.canned import CannedReplies
from server.storage.conversations import Conversations
from server.storage.database import Database
from server.storage.history import History
from server.storage.imports import Imports
from server.storage.ledger import Ledger
from server.storage.people import People
from server.storage.prompts import Prompts
from server.storage.purse import Purse
from server.storage.recall import Recall
from server.storage.reports import Reports
from server.storage.settings import SettingsStore
from server.storage.sqlite import FILE_NAME
from server.storage.suggestions import Suggestions
from server.storage.summaries import SummaryStore
from server.storage.triage import Triage
from server.storage.unanswered import UnansweredQuestions
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
    vocabulary: Vocabulary = field(default_factory=built_in_vocabulary)
    pause: Pause = asyncio.sleep
    patience: Patience = field(default_factory=Patience)
    retry_pause: Pause = asyncio.sleep


class Storage:
    """What is on disk."""

    def __init__(self, base: Base) -> None:
        clock, ids = base.clock, base.ids
        self.database = Database(base.config.data_dir / FILE_NAME, base.counters)
        self.conversations = Conversations(self.database, clock, ids, base.bus.publish)
        self.history = History(self.database)
        self.triage = Triage(self.database, base.bus.publish)
        self.canned = CannedReplies(self.database, clock, ids)
        self.people = People(self.database, clock, ids)
        self.settings = SettingsStore(self.database)
        self.articles = Articles(self.database, clock, ids, ArticleIndexer(base.vocabulary))
        self.recall = Recall(self.database, self.articles)
        self.imports = Imports(self.database, clock, ids)
        self.unanswered = UnansweredQuestions(self.database, clock, ids)
        self.purse = Purse(self.database)
        self.ledger = Ledger(self.database)
        self.reports = Reports(self.database)
        self.suggestions = Suggestions(self.database, base.bus.publish)
        self.answers = AnswerStore(self.database, clock, MAX_AGE)
        self.built_in_prompts = built_in_prompts()
        self.prompts = Prompts(self.database, clock, self.built_in_prompts)
        self.summaries = SummaryStore(self.database)


class Filtering:
    """What every message passes: our own filters, and the plugins of the owner."""

    def __init__(self, base: Base) -> None:
        self.filters = Filters(built_in_lists())
        self.plugins = Plugins(
            base.config.data_dir / FOLDER_NAME,
            Launcher(host_command()),
            base.clock,
            on_fault=lambda name: base.counters.plugin_faults.labels(name).inc(),
        )
        self.plugins.add_built_in("flood", FloodPlugin(self.filters, base.clock))
        self.plugins.add_built_in("words", WordPlugin(self.filters))
        self.plugins.add_built_in("personal_data", PersonalDataPlugin(self.filters))
        self.pipeline = Pipeline(self.plugins.in_order)


class Actions:
    """What can be done."""

    def __init__(self, base: Base, storage: Storage, filtering: Filtering, hub: Hub) -> None:
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
        notices = Notices(base.ids, clock, self.settings, stored, lambda: hub.agent_sockets > 0)
        arrivals = Arrivals(filtering.pipeline, notices, clock)
        self.messages = MessageActions(stored, arrivals, notices, counters, clock)
        self.conversations = ConversationActions(stored, storage.history, notices, counters, clock)
        self.triage = TriageActions(stored, storage.triage, clock)
        self.waker = Waker(storage.triage, self.triage, clock)
        self.modes = Modes(self.settings, clock)
        self.policies = Policies(storage.prompts, self.settings, clock, storage.built_in_prompts)
        self.knowledge = KnowledgeActions(storage.articles, Retriever(base.vocabulary))
        self.unanswered = UnansweredActions(
            storage.unanswered, self.knowledge, self.settings, base.tasks
        )
        self.file_imports = FileImports(storage.articles, reader_command())
        self.imports = ImportActions(
            storage.imports,
            self.file_imports,
            base.config.data_dir / IMPORTS,
            base.ids,
            base.tasks,
        )
        self.plugins = PluginActions(self.settings, filtering.plugins, filtering.filters)
        self.facts = PluginFacts(filtering.pipeline, self.plugins, base.tasks)


def written_answers(
    base: Base, storage: Storage, filtering: Filtering, actions: Actions
) -> Answers:
    """What brings a model's answer to the visitor."""
    return Answers(
        actions.messages,
        base.bus,
        storage.ledger,
        base.counters,
        base.clock,
        pipeline=filtering.pipeline,
    )


class Assistant:
    """What answers."""

    def __init__(
        self, base: Base, storage: Storage, filtering: Filtering, actions: Actions
    ) -> None:
        backing = Backing(
            purse=storage.purse, answers=storage.answers, gauges=base.counters, ids=base.ids
        )
        self._tasks = base.tasks
        self.settings = actions.settings
        self.models = ModelSource(
            clock=base.clock, backing=backing, patience=base.patience, sleep=base.retry_pause
        )
        self.briefings = Briefings(actions.settings, actions.policies, storage.summaries, base.ids)
        self.situations = Situations(
            actions.settings,
            actions.knowledge,
            self.models,
            storage.recall,
            anger=built_in_anger(),
            clock=base.clock,
        )
        self.replies = Replies(
            actions.conversations,
            storage.history,
            self.situations,
            Answering(
                self.briefings,
                written_answers(base, storage, filtering, actions),
                self.models,
                pipeline=filtering.pipeline,
                ids=base.ids,
            ),
            base.counters,
            unanswered=actions.unanswered,
            clock=base.clock,
            tasks=base.tasks,
        )

    async def prepare(self) -> None:
        """The first visitor's answer need not wait for what all answers need."""
        if (await self.settings.providers()).any:
            await asyncio.to_thread(load_client)

    def on_event(self, event: Event) -> None:
        """For the bus: new settings or keys are tried at once, whatever the old ones had done."""
        if isinstance(event, SettingsChanged) and event.section in RENEWS_MODELS:
            _ = self._tasks.start("let go of the providers", self.models.close())


class Suggesting:
    """What drafts for agents."""

    def __init__(
        self, base: Base, storage: Storage, filtering: Filtering, assistant: Assistant
    ) -> None:
        writer = SuggestionWriter(
            assistant.situations,
            assistant.briefings,
            assistant.models,
            storage.suggestions,
            storage.ledger,
            clock=base.clock,
            pipeline=filtering.pipeline,
        )
        self.watch = SuggestionWatch(
            storage.conversations,
            assistant.settings,
            writer,
            base.counters,
            base.tasks,
            pause=base.pause,
        )
        self.actions = SuggestionActions(
            storage.conversations, storage.suggestions, writer, self.watch
        )


class Summarising:
    """What keeps long talks in short."""

    def __init__(
        self, base: Base, storage: Storage, actions: Actions, assistant: Assistant
    ) -> None:
        writer = SummaryWriter(
            assistant.settings,
            actions.policies,
            assistant.models,
            ledger=storage.ledger,
            ids=base.ids,
            clock=base.clock,
        )
        self.summaries = Summaries(
            storage.conversations,
            storage.history,
            storage.summaries,
            writer,
            assistant.settings,
            clock=base.clock,
            tasks=base.tasks,
        )


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
        self.filtering = Filtering(base)
        self.actions = Actions(base, self.storage, self.filtering, self.hub)
        self.assistant = Assistant(base, self.storage, self.filtering, self.actions)
        self.suggesting = Suggesting(base, self.storage, self.filtering, self.assistant)
        self.summarising = Summarising(base, self.storage, self.actions, self.assistant)
        self.apis = build_apis(self)
        self.sockets = Sockets(base.tasks, limits, base.hosts)


def build_apis(parts: Parts) -> Apis:
    """Everything that has endpoints."""
    base, storage, actions, hub = parts.base, parts.storage, parts.actions, parts.hub
    limits, history, settings = base.config.limits, storage.history, actions.settings
    conversations, messages, people = actions.conversations, actions.messages, actions.people
    visitor_limits = VisitorLimits(
        new_sessions=RateLimit(base.clock, limits.session_burst, limits.sessions_per_second),
        pace=RateLimit(base.clock, limits.frame_burst, limits.frames_per_second),
    )
    apis = Apis(
        config=PublicConfigApi(settings, actions.knowledge, limits, base.clock),
        visitor=VisitorApi(actions.sessions, messages, conversations, history, visitor_limits),
        reads=ConversationReads(storage.conversations, history, hub),
        changes=ConversationChanges(conversations, messages, people, actions.modes, hub),
        triage=TriageApi(actions.triage, storage.triage, history, hub),
        canned=CannedApi(CannedActions(storage.canned, base.bus)),
        suggestions=SuggestionsApi(parts.suggesting.actions),
        people=PeopleApi(people, settings),
        settings=SettingsApi(settings, parts.assistant.models, base.address, base.hosts),
        knowledge=KnowledgeApi(actions.knowledge),
        prompts=PromptsApi(PromptActions(storage.prompts, actions.policies, base.bus)),
        unanswered=UnansweredApi(actions.unanswered),
        imports=ImportsApi(actions.imports),
        routing=RoutingApi(storage.conversations, parts.assistant.situations, base.clock),
        reports=ReportsApi(storage.ledger, storage.purse, storage.suggestions, base.clock),
        overview=OverviewApi(storage.reports, storage.purse, settings, base.clock),
        plugins=PluginsApi(actions.plugins, parts.filtering.filters),
        ops=OpsApi(people, history, base.counters, lambda: document(endpoints(apis))),
    )
    return apis
