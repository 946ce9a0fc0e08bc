"""What is to be known before a visitor is answered: settings, what was said, the request."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from server.actions.knowledge import KnowledgeActions
from server.actions.settings import Providers, SettingsActions
from server.ai.chat_model import ChatMessage, ChatRequest, Grounds
from server.ai.prompts import answer_request, system_prompt, with_knowledge
from server.domain.conversations import AuthorKind, Conversation, Message
from server.domain.filters import FilterSettings
from server.domain.retrieval import Retrieval
from server.domain.settings import AssistantSettings, BudgetSettings, WidgetSettings
from server.ids import Ids
from server.pipeline.personal.masking import Mask
from server.storage.history import History, Window

HISTORY_READ = 400  # notices between the messages count too; the model sees far fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """All that the decision and the answer depend on.

    Attributes:
        last_said: The visitor's newest text.
        last_said_seq: Its number; 0 when there is none.
        unanswered: What the visitor wrote since anybody answered or the conversation changed hands.
        found: What the knowledge base has on it.
        knows_nothing: The knowledge base is empty.
    """

    assistant: AssistantSettings
    providers: Providers
    budget: BudgetSettings
    request: ChatRequest
    prompt_version: str
    last_said: str
    last_said_seq: int
    unanswered: tuple[str, ...]
    found: Retrieval
    knows_nothing: bool
    mask: Mask


class Briefings:
    """Collects them from storage and settings."""

    def __init__(
        self,
        settings: SettingsActions,
        history: History,
        knowledge: KnowledgeActions,
        ids: Ids,
        built_in_prompt: str,
    ) -> None:
        self._settings = settings
        self._history = history
        self._knowledge = knowledge
        self._ids = ids
        self._built_in_prompt = built_in_prompt

    async def of(self, conversation: Conversation) -> Briefing:
        """As things stand now."""
        assistant = await self._settings.get(AssistantSettings)
        providers = await self._settings.providers()
        team = (await self._settings.get(WidgetSettings)).name
        window = Window(before=conversation.last_seq + 1, limit=HISTORY_READ, notes=False)
        messages = await self._history.messages(conversation.id, window)
        policy = system_prompt(assistant, team, self._built_in_prompt)
        request = answer_request(policy, messages, assistant=assistant, provider=providers.first)
        last_said, version = last_said_by_visitor(messages), prompt_version(policy)
        found = await self._knowledge.find(last_said)
        if found.answerable:
            request = with_knowledge(request, found)
        mask, filters = Mask(), await self._settings.get(FilterSettings)
        if filters.hide_personal_data:
            request = replace(request, messages=tuple(hidden(mask, request.messages)))
        return Briefing(
            assistant=assistant,
            providers=providers,
            budget=await self._settings.get(BudgetSettings),
            request=replace(
                request,
                answer_id=self._ids.new(),
                visitor_id=conversation.visitor.id,
                grounds=Grounds(
                    question=last_said,
                    prompt_version=version,
                    knowledge_revision=await self._knowledge.revision(),
                ),
            ),
            prompt_version=version,
            last_said=last_said,
            last_said_seq=last_seq_of_visitor(messages),
            unanswered=unanswered_texts(messages),
            found=found,
            knows_nothing=await self._knowledge.is_empty(),
            mask=mask,
        )

    async def unanswered(self) -> tuple[Conversation, ...]:
        """Where the assistant owes an answer."""
        return await self._history.unanswered()


def last_said_by_visitor(messages: Sequence[Message]) -> str:
    """The newest message of the visitor; empty when there is none."""
    said = (one.body for one in reversed(messages) if one.author.kind is AuthorKind.VISITOR)
    return next(said, "")


def last_seq_of_visitor(messages: Sequence[Message]) -> int:
    """The number of that message; 0 when there is none."""
    said = (one.seq for one in reversed(messages) if one.author.kind is AuthorKind.VISITOR)
    return next(said, 0)


def unanswered_texts(messages: Sequence[Message]) -> tuple[str, ...]:
    """What the visitor wrote in a row, up to now; a wish for a person is in any of it."""
    theirs = takewhile(lambda one: one.author.kind is AuthorKind.VISITOR, reversed(messages))
    return tuple(one.body for one in theirs)[::-1]


def hidden(mask: Mask, turns: Sequence[ChatMessage]) -> Iterator[ChatMessage]:
    """The turns without personal data; the policy is ours and stays as it is."""
    for turn in turns:
        if turn.role == "system":
            yield turn
        else:
            yield replace(turn, content=mask.mask(turn.content))


def prompt_version(policy: str) -> str:
    """Tells prompts apart in the ledger and in the cache."""
    return hashlib.sha256(policy.encode()).hexdigest()[:12]
