"""The whole URL table on one page."""

from dataclasses import dataclass

from aiohttp import web

from server.api.canned import CannedApi
from server.api.conversations import ConversationChanges, ConversationReads
from server.api.dispatch import Dispatcher
from server.api.endpoint import Endpoint, endpoint
from server.api.imports import ImportsApi
from server.api.knowledge import KnowledgeApi
from server.api.ops import OpsApi
from server.api.overview import OverviewApi
from server.api.pages import Pages
from server.api.people import PeopleApi
from server.api.plugins import PluginsApi
from server.api.problems import Handler
from server.api.prompts import PromptsApi
from server.api.public_config import PublicConfigApi
from server.api.reports import ReportsApi
from server.api.routing import RoutingApi
from server.api.settings import SettingsApi
from server.api.suggestions import SuggestionsApi
from server.api.triage import TriageApi
from server.api.unanswered import UnansweredApi
from server.api.visitor import VisitorApi
from server.domain.articles import ArticleContent
from server.domain.reports import Overview
from server.domain.settings import SECTIONS
from server.security.permissions import Permission

V1 = "/api/v1"
PUBLIC = f"{V1}/public"
ONE = f"{V1}/conversations/{{id}}"

READ = Permission.READ_CONVERSATIONS
HANDLE = Permission.HANDLE_CONVERSATIONS
SETTINGS = Permission.MANAGE_SETTINGS
SECRETS = Permission.MANAGE_SECRETS
KNOWLEDGE = Permission.WRITE_KNOWLEDGE
REPORTS = Permission.READ_REPORTS
PLUGINS = Permission.MANAGE_PLUGINS


@dataclass(frozen=True, slots=True, kw_only=True)
class Apis:
    """Everything that has endpoints."""

    config: PublicConfigApi
    visitor: VisitorApi
    reads: ConversationReads
    changes: ConversationChanges
    triage: TriageApi
    canned: CannedApi
    suggestions: SuggestionsApi
    people: PeopleApi
    settings: SettingsApi
    knowledge: KnowledgeApi
    routing: RoutingApi
    imports: ImportsApi
    unanswered: UnansweredApi
    prompts: PromptsApi
    reports: ReportsApi
    overview: OverviewApi
    plugins: PluginsApi
    ops: OpsApi


def endpoints(apis: Apis) -> list[Endpoint]:
    """What speaks JSON, and therefore is in the API document."""
    return [
        endpoint("GET", f"{PUBLIC}/config", apis.config.config),
        *_visitor(apis.visitor),
        *_people(apis.people),
        *_conversations(apis.reads, apis.changes),
        *_triage(apis.triage),
        *_canned(apis.canned),
        *_suggestions(apis.suggestions),
        *_settings(apis.settings),
        *_knowledge(apis.knowledge),
        endpoint("POST", f"{V1}/routing/preview", apis.routing.preview, READ),
        *_imports(apis.imports),
        *_unanswered(apis.unanswered),
        *_prompts(apis.prompts),
        *_reports(apis.reports),
        *_overview(apis.overview),
        *_plugins(apis.plugins),
        *_ops(apis.ops),
    ]


def _visitor(api: VisitorApi) -> list[Endpoint]:
    return [
        endpoint("POST", f"{PUBLIC}/sessions", api.start_session, status=201),
        endpoint("POST", f"{PUBLIC}/messages", api.post),
        endpoint("GET", f"{PUBLIC}/messages", api.messages),
        endpoint("POST", f"{PUBLIC}/handoff", api.request_handoff),
        endpoint("POST", f"{PUBLIC}/helped", api.helped),
    ]


def _people(api: PeopleApi) -> list[Endpoint]:
    return [
        endpoint("GET", f"{V1}/setup", api.setup_state),
        endpoint("POST", f"{V1}/setup", api.set_up, status=201),
        endpoint("POST", f"{V1}/auth/login", api.login),
        endpoint("POST", f"{V1}/auth/owner", api.login_as_owner),
        endpoint("POST", f"{V1}/auth/logout", api.logout, READ, status=204),
        endpoint("GET", f"{V1}/me", api.me, READ),
        endpoint("GET", f"{V1}/agents", api.list, Permission.READ_TEAM),
        endpoint("POST", f"{V1}/agents", api.add, Permission.MANAGE_TEAM, status=201),
        endpoint("PUT", f"{V1}/agents/{{id}}", api.put, Permission.MANAGE_TEAM),
    ]


def _conversations(reads: ConversationReads, api: ConversationChanges) -> list[Endpoint]:
    return [
        endpoint("GET", f"{V1}/conversations", reads.list, READ),
        endpoint("GET", ONE, reads.get, READ),
        endpoint("GET", f"{ONE}/messages", reads.messages, READ),
        endpoint("POST", f"{ONE}/messages", api.post, HANDLE),
        endpoint("POST", f"{ONE}/take", api.take, HANDLE),
        endpoint("POST", f"{ONE}/give-back", api.give_back, HANDLE),
        endpoint("POST", f"{ONE}/assign", api.assign, HANDLE),
        endpoint("POST", f"{ONE}/resolve", api.resolve, HANDLE),
        endpoint("POST", f"{ONE}/reopen", api.reopen, HANDLE),
    ]


def _triage(api: TriageApi) -> list[Endpoint]:
    visitor = f"{V1}/visitors/{{id}}"
    return [
        endpoint("POST", f"{ONE}/snooze", api.snooze, HANDLE),
        endpoint("PUT", f"{ONE}/tags", api.put_tags, HANDLE),
        endpoint("PUT", f"{ONE}/priority", api.put_priority, HANDLE),
        endpoint("GET", f"{V1}/tags", api.tags, READ),
        endpoint("PUT", visitor, api.put_visitor, HANDLE),
        endpoint("GET", f"{visitor}/conversations", api.earlier, READ),
    ]


def _canned(api: CannedApi) -> list[Endpoint]:
    canned = f"{V1}/canned-replies"
    return [
        endpoint("GET", canned, api.list, READ),
        endpoint("POST", canned, api.add, HANDLE, status=201),
        endpoint("PUT", f"{canned}/{{id}}", api.put, HANDLE),
        endpoint("DELETE", f"{canned}/{{id}}", api.delete, HANDLE, status=204),
    ]


def _suggestions(api: SuggestionsApi) -> list[Endpoint]:
    return [
        endpoint("GET", f"{ONE}/suggestions", api.list, READ),
        endpoint("POST", f"{ONE}/suggestions", api.ask, HANDLE),
        endpoint("PUT", f"{ONE}/suggestions/{{suggestion_id}}", api.put, HANDLE),
    ]


def _settings(api: SettingsApi) -> list[Endpoint]:
    sections = [
        made
        for name, kind in SECTIONS.items()
        for made in (
            endpoint("GET", f"{V1}/settings/{name}", api.getter(name), SETTINGS, result=kind),
            endpoint(
                "PUT", f"{V1}/settings/{name}", api.putter(name), SETTINGS, schema=kind, result=kind
            ),
        )
    ]
    return [
        *sections,
        endpoint("GET", f"{V1}/secrets/{{name}}", api.secret, SECRETS),
        endpoint("PUT", f"{V1}/secrets/{{name}}", api.put_secret, SECRETS),
        endpoint("DELETE", f"{V1}/secrets/{{name}}", api.delete_secret, SECRETS),
        endpoint("POST", f"{V1}/provider/try", api.try_provider, SETTINGS),
        endpoint("POST", f"{V1}/provider/models", api.models, SETTINGS),
        endpoint("GET", f"{V1}/network", api.network, READ),
    ]


def _knowledge(api: KnowledgeApi) -> list[Endpoint]:
    articles = f"{V1}/knowledge/articles"
    one = f"{articles}/{{id}}"
    return [
        endpoint("GET", articles, api.list, READ),
        endpoint("POST", articles, api.add, KNOWLEDGE, status=201),
        endpoint("POST", f"{articles}/bulk", api.add_all, KNOWLEDGE, schema=ArticleContent),
        endpoint("GET", one, api.get, READ),
        endpoint("PUT", one, api.put, KNOWLEDGE),
        endpoint("DELETE", one, api.delete, KNOWLEDGE, status=204),
        endpoint("POST", f"{V1}/knowledge/search", api.search, READ),
    ]


def _imports(api: ImportsApi) -> list[Endpoint]:
    imports = f"{V1}/knowledge/imports"
    return [
        endpoint("GET", imports, api.list, READ),
        endpoint("POST", imports, api.start, KNOWLEDGE, status=202),
        endpoint("GET", f"{imports}/{{id}}", api.get, READ),
    ]


def _unanswered(api: UnansweredApi) -> list[Endpoint]:
    questions = f"{V1}/knowledge/unanswered"
    return [
        endpoint("GET", questions, api.list, READ),
        endpoint("POST", f"{questions}/{{id}}/dismiss", api.dismiss, KNOWLEDGE),
    ]


def _prompts(api: PromptsApi) -> list[Endpoint]:
    one = f"{V1}/prompts/{{id}}"
    versions = f"{one}/versions"
    version = f"{versions}/{{number}}"
    return [
        endpoint("GET", f"{V1}/prompts", api.list, SETTINGS),
        endpoint("GET", versions, api.versions, SETTINGS),
        endpoint("POST", versions, api.add, SETTINGS, status=201),
        endpoint("POST", f"{version}/publish", api.publish, SETTINGS),
        endpoint("GET", f"{version}/diff", api.diff, SETTINGS),
        endpoint("GET", f"{one}/publications", api.publications, SETTINGS),
        endpoint("POST", f"{one}/preview", api.preview, SETTINGS),
    ]


def _reports(api: ReportsApi) -> list[Endpoint]:
    return [
        endpoint("GET", f"{V1}/reports/answers", api.answers, REPORTS),
        endpoint("GET", f"{V1}/reports/days", api.days, REPORTS),
        endpoint("GET", f"{V1}/reports/suggestions", api.suggestions, REPORTS),
        endpoint("GET", f"{V1}/reports/spending", api.spending, REPORTS),
    ]


def _overview(api: OverviewApi) -> list[Endpoint]:
    overview = f"{V1}/reports/overview"
    return [
        endpoint("GET", overview, api.overview, REPORTS, result=Overview, also="text/csv"),
        endpoint("GET", f"{V1}/reports/present", api.present, REPORTS),
    ]


def _plugins(api: PluginsApi) -> list[Endpoint]:
    return [
        endpoint("GET", f"{V1}/plugins", api.list, PLUGINS),
        endpoint("PUT", f"{V1}/plugins/{{name}}", api.put, PLUGINS),
        endpoint("POST", f"{V1}/filters/check", api.check, READ),
    ]


def _ops(api: OpsApi) -> list[Endpoint]:
    return [
        endpoint("GET", "/healthz", api.healthz),
        endpoint("GET", "/readyz", api.readyz),
        endpoint("GET", "/metrics", api.metrics),
        endpoint("GET", f"{V1}/openapi.json", api.openapi),
    ]


def routes(
    table: list[Endpoint],
    dispatcher: Dispatcher,
    pages: Pages,
    *,
    visitor_socket: Handler,
    agent_socket: Handler,
) -> list[web.RouteDef]:
    """Everything that answers, for aiohttp."""
    return [
        *(web.route(one.method, one.path, dispatcher.handler(one)) for one in table),
        web.get(f"{PUBLIC}/socket", visitor_socket),
        web.get(f"{V1}/socket", agent_socket),
        web.get("/", pages.index),
        web.get("/api/docs", pages.docs),
        web.get("/static/{path:.+}", pages.static),
    ]
