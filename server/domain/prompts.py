"""Prompts as the owner writes them: versions, of which one is published, and who did it when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from server.domain.conversations import Author
from server.domain.entity import Entity

MAX_TEMPLATE_CHARS = 20_000
MAX_TEMPLATE_LINES = 1_000
MAX_NOTE_CHARS = 500
BUILT_IN = 0


class PromptId(StrEnum):
    """What a prompt is for: answers to visitors, drafts for agents, summaries of a talk."""

    ASSISTANT = "assistant"
    SUGGESTION = "suggestion"
    SUMMARY = "summary"


class PromptState(StrEnum):
    """Whether the model is told this version: not yet, now, or not any more."""

    DRAFT = "draft"
    PUBLISHED = "published"
    FORMER = "former"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVersion(Entity):
    """One wording of a prompt; it never changes.

    Attributes:
        number: From 1; 0 is the built-in one, which has no author and is always there.
        published_by, published_at: The last time that it was published.
    """

    prompt_id: PromptId
    number: int
    template: str
    note: str
    author: Author | None
    created_at: datetime | None
    state: PromptState
    published_by: Author | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVariable(Entity):
    """A name that a template may use, and what stands there instead."""

    name: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Entity):
    """A prompt: the version that the model is told, and the names that its templates may use."""

    id: PromptId
    published: PromptVersion
    variables: tuple[PromptVariable, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPage(Entity):
    """All prompts."""

    items: tuple[Prompt, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVersionPage(Entity):
    """Versions, the newest first; the built-in one is the last."""

    items: tuple[PromptVersion, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Entity):
    """A line of the log: this version was published by this agent."""

    version: int
    by: Author
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage(Entity):
    """What was published, the newest first."""

    items: tuple[Publication, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPromptVersion(Entity):
    """A draft: nothing is told the model before it is published."""

    template: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TryTemplate(Entity):
    """A template to look at before it is saved; `language` is the visitor's."""

    template: str
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPreview(Entity):
    """What the model would be told: the template filled in, and our rules after it."""

    text: str
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLine(Entity):
    """A line of a comparison; `gap` stands for lines that are the same and left out.

    Attributes:
        before, after: Its number in either version, from 1; None where it is not.
    """

    kind: Literal["same", "added", "removed", "gap"]
    text: str
    before: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptDiff(Entity):
    """What has changed from version `before` to version `after`."""

    prompt_id: PromptId
    before: int
    after: int
    lines: tuple[DiffLine, ...]
