"""The calls of the prompts page."""

from server.domain.prompts import (
    AddPromptVersion,
    PromptDiff,
    PromptId,
    PromptPage,
    PromptPreview,
    PromptVersion,
    PromptVersionPage,
    TryTemplate,
)
from ui.api_client import ApiClient

_VERSIONS = "100"


class PromptsApi:
    """Each raises `KnownError` with what the server said."""

    def __init__(self, api: ApiClient) -> None:
        self._api = api

    async def prompts(self) -> PromptPage:
        """Each with the version in force and the names that it may use."""
        return await self._api.send("GET", "/prompts", PromptPage)

    async def versions(self, prompt: PromptId) -> PromptVersionPage:
        """The newest first; the built-in one is the last."""
        query: dict[str, str | None] = {"limit": _VERSIONS}
        return await self._api.send(
            "GET", f"/prompts/{prompt}/versions", PromptVersionPage, query=query
        )

    async def add(self, prompt: PromptId, template: str, note: str) -> PromptVersion:
        """A new version, a draft."""
        body = AddPromptVersion(template=template, note=note)
        return await self._api.send("POST", f"/prompts/{prompt}/versions", PromptVersion, body)

    async def publish(self, prompt: PromptId, number: int) -> PromptVersion:
        """The model is told this one from now on."""
        return await self._api.send(
            "POST", f"/prompts/{prompt}/versions/{number}/publish", PromptVersion
        )

    async def diff(self, prompt: PromptId, number: int) -> PromptDiff:
        """From the version in force to this one."""
        return await self._api.send("GET", f"/prompts/{prompt}/versions/{number}/diff", PromptDiff)

    async def preview(self, prompt: PromptId, template: str, language: str) -> PromptPreview:
        """With today's values."""
        body = TryTemplate(template=template, language=language)
        return await self._api.send("POST", f"/prompts/{prompt}/preview", PromptPreview, body)
