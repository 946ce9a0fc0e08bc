"""The policy in force: the published prompt with what is true now in its names."""

import asyncio
import logging
import re
from collections.abc import Mapping
from typing import Literal

from server.actions.settings import SettingsActions
from server.ai.prompts import Policy, owners_instructions, policy
from server.clock import Clock
from server.domain.errors import BadInput
from server.domain.prompts import BUILT_IN, PromptId, PromptVariable
from server.domain.settings import AssistantSettings, WidgetSettings
from server.storage.prompts import Prompts

log = logging.getLogger(__name__)

SummaryPurpose = Literal["earlier", "handoff"]

_ABOUT = {
    "team": "The team's name.",
    "assistant": "The assistant's name.",
    "language": "The language of the visitor's page: en, zh, …",
    "today": "The date, such as 2026-03-02. With it, kept answers are good for one day.",
    "instructions": "The owner's instructions from the settings; empty when there are none.",
    "purpose": "What the summary is for: “earlier” (the talk goes on) or “handoff”.",
}
_COMMON = ("team", "assistant", "language", "today")
_NAMES = {
    PromptId.ASSISTANT: (*_COMMON, "instructions"),
    PromptId.SUGGESTION: (*_COMMON, "instructions"),
    PromptId.SUMMARY: (*_COMMON, "purpose"),
}
MOST_RENDERED = 64
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])", re.IGNORECASE | re.ASCII)


class Policies:
    """No word of a visitor is in a policy: names of the team, a date, two or three letters."""

    def __init__(
        self,
        prompts: Prompts,
        settings: SettingsActions,
        clock: Clock,
        built_in: Mapping[PromptId, str],
    ) -> None:
        self._prompts = prompts
        self._settings = settings
        self._clock = clock
        self._built_in = built_in
        self._rendered: dict[tuple[str, ...], str] = {}

    async def of(
        self, prompt: PromptId, *, locale: str = "", purpose: SummaryPurpose = "earlier"
    ) -> Policy:
        """What the model is told now. A template that fails must not cost an answer."""
        number, template = await self._prompts.in_force(prompt)
        values = await self.values(prompt, locale=locale, purpose=purpose)
        try:
            return policy(prompt, number, await self._render(template, values))
        except BadInput as error:
            log.warning("prompt %s@%d cannot be used: %s", prompt.value, number, error.detail)
            return policy(prompt, BUILT_IN, await self._render(self._built_in[prompt], values))

    async def _render(self, template: str, values: Mapping[str, str]) -> str:
        """Every answer asks for the same few texts: they are kept until there are many."""
        key = (template, *values.values())
        if key not in self._rendered:
            if len(self._rendered) >= MOST_RENDERED:
                self._rendered.clear()
            self._rendered[key] = await render(template, values)
        return self._rendered[key]

    async def values(
        self, prompt: PromptId, *, locale: str = "", purpose: SummaryPurpose = "earlier"
    ) -> dict[str, str]:
        """What stands for each name that this prompt's templates may use."""
        assistant = await self._settings.get(AssistantSettings)
        team = (await self._settings.get(WidgetSettings)).name
        known = {
            "team": team,
            "assistant": assistant.name,
            "language": language(locale),
            "today": self._clock.now().astimezone().date().isoformat(),
            "instructions": owners_instructions(assistant, team),
            "purpose": purpose,
        }
        return {name: known[name] for name in _NAMES[prompt]}


def variables(prompt: PromptId) -> tuple[PromptVariable, ...]:
    """The names that this prompt's templates may use."""
    return tuple(PromptVariable(name=name, about=_ABOUT[name]) for name in _NAMES[prompt])


def language(locale: str) -> str:
    """The first part of a locale, and no more: the rest is whatever a page sent."""
    found = _LANGUAGE.match(locale)
    return found[0].lower() if found else "en"


async def render(template: str, values: Mapping[str, str]) -> str:
    """The template filled in, in a thread: the first time loads the library and compiles."""
    return await asyncio.to_thread(_render, template, values)


def _render(template: str, values: Mapping[str, str]) -> str:
    # Here and not above, as the provider's SDK: the start of the server does not wait for it.
    from server.ai import templates  # noqa: PLC0415

    return templates.render(template, values)
