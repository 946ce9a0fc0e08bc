"""The owner's hand on plugins and filters, and the facts that plugins are told."""

from server.actions.settings import SettingsActions
from server.domain import codec
from server.domain.conversations import Notice
from server.domain.events import Event, MessageCreated, SettingsChanged
from server.domain.filters import FilterSettings
from server.domain.plugins import PluginPage, PluginSettings, PutPlugin, with_plugin
from server.pipeline.builtin.filters import Filters
from server.pipeline.hooks import Hook, OnConversationClosed, OnHandoff
from server.pipeline.plugins import Plugins
from server.pipeline.runner import Pipeline
from server.tasks import Tasks


class PluginActions:
    """Settings say what runs; `apply` makes it so."""

    def __init__(self, settings: SettingsActions, plugins: Plugins, filters: Filters) -> None:
        self._settings = settings
        self._plugins = plugins
        self._filters = filters

    async def apply(self) -> None:
        """Run what the settings name, with filters as they say."""
        await self._filters.apply(await self._settings.get(FilterSettings))
        await self._plugins.apply(await self._settings.get(PluginSettings))

    async def list(self) -> PluginPage:
        """After another look into the folder."""
        await self._plugins.rescan()
        return PluginPage(items=self._plugins.states(), next=None)

    async def put(self, name: str, change: PutPlugin) -> PluginPage:
        """Switch or move one; raises `NotFound`."""
        await self._plugins.rescan()
        self._plugins.check_external(name)
        before = await self._settings.get(PluginSettings)
        after = with_plugin(before, self._plugins.external_names(), name, change)
        await self._settings.put("plugins", codec.encode(after))
        await self._plugins.apply(after)
        if change.enabled:
            await self._plugins.restart(name)
        return PluginPage(items=self._plugins.states(), next=None)


class PluginFacts:
    """Tells plugins what has happened; they cannot answer, and nobody waits for them."""

    def __init__(self, pipeline: Pipeline, actions: PluginActions, tasks: Tasks) -> None:
        self._pipeline = pipeline
        self._actions = actions
        self._tasks = tasks

    def on_event(self, event: Event) -> None:
        """For the bus."""
        if isinstance(event, SettingsChanged) and event.section == "filters":
            _ = self._tasks.start("apply the filters", self._actions.apply())
        elif isinstance(event, MessageCreated) and (fact := fact_of(event)) is not None:
            _ = self._tasks.start(f"tell {fact.hook_name()}", self._pipeline.ask(fact))


def fact_of(event: MessageCreated) -> Hook | None:
    """What plugins are told of this message's commit, if anything."""
    conversation, visitor = event.conversation, event.conversation.visitor
    match event.message.notice:
        case Notice.HANDOFF if conversation.handoff is not None:
            return OnHandoff(
                conversation_id=conversation.id,
                visitor_id=visitor.id,
                locale=visitor.locale,
                reason=conversation.handoff.reason.value,
                summary=conversation.handoff.summary,
            )
        case Notice.RESOLVED | Notice.HELPED:
            return OnConversationClosed(
                conversation_id=conversation.id,
                visitor_id=visitor.id,
                locale=visitor.locale,
                messages=conversation.last_seq,
            )
        case _:
            return None
