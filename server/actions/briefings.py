"""What is to be known before a visitor is answered: settings, what was said, the request."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.actions.settings import SettingsActions
from server.ai.chat_model import ChatRequest
from server.ai.prompts import answer_request, system_prompt
from server.domain.conversations import AuthorKind, Conversation, Message
from server.domain.settings import AssistantSettings, ProviderSettings, WidgetSettings
from server.security.secrets import Secret
from server.storage.history import History, Window

HISTORY_READ = 400  # notices between the messages count too; the model sees far fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """All that the decision and the answer depend on; `last_said` is the visitor's newest text."""

    assistant: AssistantSettings
    provider: ProviderSettings
    key: Secret | None
    request: ChatRequest
    last_said: str


class Briefings:
    """Collects them from storage and settings."""

    def __init__(self, settings: SettingsActions, history: History, built_in_prompt: str) -> None:
        self._settings = settings
        self._history = history
        self._built_in_prompt = built_in_prompt

    async def of(self, conversation: Conversation) -> Briefing:
        """As things stand now."""
        assistant = await self._settings.get(AssistantSettings)
        provider, key = await self._settings.provider()
        team = (await self._settings.get(WidgetSettings)).name
        window = Window(before=conversation.last_seq + 1, limit=HISTORY_READ, notes=False)
        messages = await self._history.messages(conversation.id, window)
        return Briefing(
            assistant=assistant,
            provider=provider,
            key=key,
            request=answer_request(
                system_prompt(assistant, team, self._built_in_prompt),
                messages,
                assistant=assistant,
                provider=provider,
            ),
            last_said=last_said_by_visitor(messages),
        )

    async def unanswered(self) -> tuple[Conversation, ...]:
        """Where the assistant owes an answer."""
        return await self._history.unanswered()


def last_said_by_visitor(messages: Sequence[Message]) -> str:
    """The newest message of the visitor; empty when there is none."""
    said = (one.body for one in reversed(messages) if one.author.kind is AuthorKind.VISITOR)
    return next(said, "")
