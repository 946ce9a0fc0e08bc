"""The prompts as the window knows them, and what somebody has written and not saved yet."""

from PySide6.QtCore import QObject, Signal

from server.domain.prompts import Prompt, PromptId, PromptState, PromptVersion
from ui.prompts.api import PromptsApi


class PromptBook(QObject):
    """Versions never change: whoever edits one writes the next.

    Attributes:
        prompt: The one that is looked at.
        number: The version that is looked at.

    Signals:
        changed: There are other versions, or another one is in force or looked at.
    """

    changed = Signal()

    def __init__(self, api: PromptsApi) -> None:
        super().__init__()
        self.api = api
        self.prompt = PromptId.ASSISTANT
        self.number = 0
        self._prompts: dict[PromptId, Prompt] = {}
        self._versions: dict[PromptId, tuple[PromptVersion, ...]] = {}
        self._edits: dict[PromptId, str] = {}

    @property
    def versions(self) -> tuple[PromptVersion, ...]:
        """Of the prompt that is looked at, the newest first."""
        return self._versions.get(self.prompt, ())

    @property
    def version(self) -> PromptVersion | None:
        """The one that is looked at; None until it is known."""
        return next((one for one in self.versions if one.number == self.number), None)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names that the template may use."""
        prompt = self._prompts.get(self.prompt)
        return tuple(one.name for one in prompt.variables) if prompt else ()

    @property
    def live(self) -> int:
        """The number of the version in force."""
        live = (one.number for one in self.versions if one.state is PromptState.PUBLISHED)
        return next(live, 0)

    @property
    def text(self) -> str:
        """As it stands in the editor."""
        edited = self._edits.get(self.prompt)
        if edited is not None:
            return edited
        return self.version.template if self.version else ""

    @property
    def is_edited(self) -> bool:
        """Whether something is written that no version says."""
        return self.prompt in self._edits

    def edit(self, text: str) -> None:
        """Somebody types."""
        if self.version is not None and text == self.version.template:
            self._edits.pop(self.prompt, None)
        else:
            self._edits[self.prompt] = text

    def look_at(self, prompt: PromptId) -> None:
        """Another prompt, with the version in force."""
        self.prompt = prompt
        self.number = self.live
        self.changed.emit()

    def open(self, number: int) -> None:
        """Another version; what was written and not saved is given up."""
        self._edits.pop(self.prompt, None)
        self.number = number
        self.changed.emit()

    async def load(self) -> None:
        """Everything anew; raises `KnownError`."""
        first = not self._versions
        page = await self.api.prompts()
        self._prompts = {one.id: one for one in page.items}
        for one in PromptId:
            self._versions[one] = (await self.api.versions(one)).items
        if first:
            self.number = self.live
        self.changed.emit()

    async def save(self, note: str) -> PromptVersion:
        """What is written becomes the next version, a draft; raises `KnownError`."""
        prompt = self.prompt
        saved = await self.api.add(prompt, self.text, note)
        self._edits.pop(prompt, None)
        self.number = saved.number
        await self.load()
        return saved

    async def publish(self, number: int) -> int:
        """In force from now on; the number of the one that was. Raises `KnownError`."""
        before = self.live
        await self.api.publish(self.prompt, number)
        self.number = number
        await self.load()
        return before
