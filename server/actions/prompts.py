"""Prompts as code: write a version, look at it, compare it, publish it, go back."""

import asyncio
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from server.actions.policies import Policies, render, variables
from server.ai.prompts import rules
from server.domain.errors import BadInput
from server.domain.events import SettingsChanged
from server.domain.people import Agent
from server.domain.prompts import (
    MAX_NOTE_CHARS,
    AddPromptVersion,
    DiffLine,
    Prompt,
    PromptDiff,
    PromptId,
    PromptPreview,
    PromptVersion,
    Publication,
    TryTemplate,
)
from server.domain.text import check_unicode
from server.realtime.bus import Bus
from server.storage.prompts import Prompts

CONTEXT_LINES = 3
SECTION = "prompts"


class PromptActions:
    """What can be published has been rendered once: with the owner's own values."""

    def __init__(self, prompts: Prompts, policies: Policies, bus: Bus) -> None:
        self._prompts = prompts
        self._policies = policies
        self._bus = bus

    async def all(self) -> tuple[Prompt, ...]:
        """Every prompt with its published version."""
        return tuple([await self._prompt(prompt) for prompt in PromptId])

    async def page(
        self, prompt: PromptId, *, limit: int, cursor: str | None
    ) -> tuple[tuple[PromptVersion, ...], str | None]:
        """Versions, the newest first; raises `BadInput` (`bad_cursor`)."""
        return await self._prompts.page(prompt, limit=limit, cursor=cursor)

    async def publications(
        self, prompt: PromptId, *, limit: int, cursor: str | None
    ) -> tuple[tuple[Publication, ...], str | None]:
        """The log, the newest first; raises `BadInput` (`bad_cursor`)."""
        return await self._prompts.publications(prompt, limit=limit, cursor=cursor)

    async def add(self, prompt: PromptId, new: AddPromptVersion, author: Agent) -> PromptVersion:
        """A draft; raises `BadInput` (`bad_template`, `note_too_long`)."""
        note = check_unicode(new.note).strip()
        if len(note) > MAX_NOTE_CHARS:
            raise BadInput("note_too_long", f"A note has at most {MAX_NOTE_CHARS} characters.")
        await self._check(prompt, new.template)
        return await self._prompts.add(prompt, new.template, note=note, author=author)

    async def publish(self, prompt: PromptId, number: int, agent: Agent) -> PromptVersion:
        """Tell the model this version from now on.

        Raises:
            NotFound: `no_such_version`.
            BadInput: `bad_template`: it was written for other names, or settings have changed.
        """
        await self._check(prompt, (await self._prompts.get(prompt, number)).template)
        published = await self._prompts.publish(prompt, number, agent)
        self._bus.publish([SettingsChanged(section=SECTION)])
        return published

    async def preview(self, prompt: PromptId, tried: TryTemplate) -> PromptPreview:
        """What the model would be told today; raises `BadInput` (`bad_template`)."""
        values = await self._policies.values(prompt, locale=tried.language)
        return PromptPreview(text=await render(tried.template, values), rules=rules())

    async def diff(self, prompt: PromptId, number: int, against: int | None) -> PromptDiff:
        """What a version changes, against another or the published one; raises `NotFound`."""
        after = await self._prompts.get(prompt, number)
        before = (
            await self._prompts.published(prompt)
            if against is None
            else await self._prompts.get(prompt, against)
        )
        lines = await asyncio.to_thread(
            lambda: tuple(compared(before.template.splitlines(), after.template.splitlines()))
        )
        return PromptDiff(prompt_id=prompt, before=before.number, after=after.number, lines=lines)

    async def _prompt(self, prompt: PromptId) -> Prompt:
        published = await self._prompts.published(prompt)
        return Prompt(id=prompt, published=published, variables=variables(prompt))

    async def _check(self, prompt: PromptId, template: str) -> None:
        _ = await render(template, await self._policies.values(prompt))


def compared(before: Sequence[str], after: Sequence[str]) -> Iterator[DiffLine]:
    """The lines that differ, each with a few around it."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    told = 0  # lines of `before` that were shown, or that a gap stood for
    for group in matcher.get_grouped_opcodes(CONTEXT_LINES):
        if group[0][1] > told:
            yield DiffLine(kind="gap", text="")
        for part in group:
            yield from _part(part, before, after)
        told = group[-1][2]
    if 0 < told < len(before):
        yield DiffLine(kind="gap", text="")


def _part(
    part: tuple[str, int, int, int, int], before: Sequence[str], after: Sequence[str]
) -> Iterator[DiffLine]:
    kind, old, old_end, new, new_end = part
    if kind == "equal":
        for offset, text in enumerate(before[old:old_end], 1):
            yield DiffLine(kind="same", text=text, before=old + offset, after=new + offset)
        return
    for number, text in enumerate(before[old:old_end], old + 1):
        yield DiffLine(kind="removed", text=text, before=number)
    for number, text in enumerate(after[new:new_end], new + 1):
        yield DiffLine(kind="added", text=text, after=number)
