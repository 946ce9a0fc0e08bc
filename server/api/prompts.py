"""Prompts: their versions, what they say, what has changed, and which one is in force."""

from dataclasses import dataclass

from server.actions.prompts import PromptActions
from server.api.calls import AgentCall
from server.api.ranges import check_limit
from server.domain.entity import Entity
from server.domain.errors import NotFound
from server.domain.prompts import (
    AddPromptVersion,
    PromptDiff,
    PromptId,
    PromptPage,
    PromptPreview,
    PromptVersion,
    PromptVersionPage,
    PublicationPage,
    TryTemplate,
)

MAX_DIGITS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ListVersions(Entity):
    """How many, and from where."""

    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareVersions(Entity):
    """With which version; without it with the published one."""

    against: int | None = None


class PromptsApi:
    """One version of each prompt is published; the others are kept."""

    def __init__(self, prompts: PromptActions) -> None:
        self._prompts = prompts

    async def list(self, call: AgentCall) -> PromptPage:
        """List the prompts: what the model is told, and the names that templates may use."""
        del call
        return PromptPage(items=await self._prompts.all(), next=None)

    async def versions(self, call: AgentCall, query: ListVersions) -> PromptVersionPage:
        """List a prompt's versions, the newest first; number 0 is built in."""
        items, following = await self._prompts.page(
            prompt_of(call), limit=check_limit(query.limit), cursor=query.cursor
        )
        return PromptVersionPage(items=items, next=following)

    async def add(self, call: AgentCall, body: AddPromptVersion) -> PromptVersion:
        """Save a new version as a draft; a template that does not render is refused."""
        return await self._prompts.add(prompt_of(call), body, call.agent)

    async def publish(self, call: AgentCall) -> PromptVersion:
        """Publish a version; to go back, publish an older one, or 0 for the built-in one."""
        return await self._prompts.publish(prompt_of(call), number_of(call), call.agent)

    async def diff(self, call: AgentCall, query: CompareVersions) -> PromptDiff:
        """Compare a version with another one, line by line."""
        return await self._prompts.diff(prompt_of(call), number_of(call), query.against)

    async def publications(self, call: AgentCall, query: ListVersions) -> PublicationPage:
        """List who published which version and when, the newest first."""
        items, following = await self._prompts.publications(
            prompt_of(call), limit=check_limit(query.limit), cursor=query.cursor
        )
        return PublicationPage(items=items, next=following)

    async def preview(self, call: AgentCall, body: TryTemplate) -> PromptPreview:
        """Fill in a template with today's values, without saving it."""
        return await self._prompts.preview(prompt_of(call), body)


def prompt_of(call: AgentCall) -> PromptId:
    """Raises `NotFound`."""
    try:
        return PromptId(call.params["id"])
    except ValueError:
        known = ", ".join(PromptId)
        raise NotFound("no_such_prompt", f"There is no such prompt; there are {known}.") from None


def number_of(call: AgentCall) -> int:
    """Raises `NotFound`."""
    number = call.params["number"]
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_DIGITS):
        raise NotFound("no_such_version", "This prompt has no such version.")
    return int(number)
