"""Plugins and filters: what runs, what they find."""

from server.actions.plugins import PluginActions
from server.api.calls import AgentCall
from server.domain.filters import CheckText, TextCheck
from server.domain.plugins import PluginPage, PutPlugin
from server.pipeline.builtin.filters import Filters


class PluginsApi:
    """Code runs only after an owner or admin has named it."""

    def __init__(self, plugins: PluginActions, filters: Filters) -> None:
        self._plugins = plugins
        self._filters = filters

    async def list(self, call: AgentCall) -> PluginPage:
        """List plugins: the built-in filters, then what lies in the plugins folder, in order."""
        del call
        return await self._plugins.list()

    async def put(self, call: AgentCall, body: PutPlugin) -> PluginPage:
        """Switch a plugin on or off, or move it; switching on gives a disabled one a new chance."""
        return await self._plugins.put(call.params["name"], body)

    async def check(self, call: AgentCall, body: CheckText) -> TextCheck:
        """What the filters find in a text: forbidden words, personal data, the text masked."""
        del call
        return self._filters.check(body.text)
