"""What a Markdown file says about itself above its text, between two lines of `---`."""

from dataclasses import dataclass

from server.domain.articles import ArticleStatus
from server.knowledge.files.drafts import Draft

_NAMES = {
    "title": "title",
    "lang": "language",
    "language": "language",
    "tags": "tags",
    "questions": "questions",
    "status": "status",
    "draft": "draft",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What it says; nothing where it is silent."""

    title: str = ""
    language: str | None = None
    tags: tuple[str, ...] | None = None
    questions: tuple[str, ...] | None = None
    status: ArticleStatus | None = None

    def on(self, draft: Draft) -> Draft:
        """The draft with what holds for all of the file."""
        return Draft(
            place=draft.place,
            title=draft.title,
            body=draft.body,
            questions=self.questions if draft.place == "" else None,
            language=self.language,
            tags=self.tags,
            status=self.status,
        )


def take(text: str) -> tuple[About, str]:
    """What the file says about itself, and the rest of it."""
    head, line, rest = text.removeprefix("---\n").partition("\n---\n")
    if not text.startswith("---\n") or not line:
        return About(), text
    said = _read(head)
    return (
        About(
            title="".join(said.get("title", ())),
            language="".join(said["language"]) if "language" in said else None,
            tags=said.get("tags"),
            questions=said.get("questions"),
            status=_status(said),
        ),
        rest,
    )


def _read(head: str) -> dict[str, tuple[str, ...]]:
    said: dict[str, tuple[str, ...]] = {}
    name = ""
    for line in head.split("\n"):
        if line.lstrip().startswith("- ") and name:
            said[name] = (*said[name], _bare(line.lstrip()[2:]))
        elif line[:1].strip():
            key, _, value = line.partition(":")
            if name := _NAMES.get(key.strip().lower(), ""):
                said[name] = _values(name, value.strip())
    return said


def _values(name: str, value: str) -> tuple[str, ...]:
    listed = value.startswith("[") and value.endswith("]")
    if listed or name == "tags":
        each = map(_bare, value.strip("[]").split(","))
        return tuple(one for one in each if one)
    return (_bare(value),) if value else ()


def _bare(value: str) -> str:
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _status(said: dict[str, tuple[str, ...]]) -> ArticleStatus | None:
    if said.get("status") == ("draft",) or said.get("draft") == ("true",):
        return ArticleStatus.DRAFT
    return ArticleStatus.LIVE if "status" in said or "draft" in said else None
