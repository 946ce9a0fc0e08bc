"""Have a model write a summary: within the budget, without personal data, in the ledger."""

import logging
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime

from server.actions.asking import model_in_force
from server.actions.briefings import hidden
from server.actions.policies import Policies, SummaryPurpose
from server.actions.settings import SettingsActions
from server.ai.chat_model import ChatModel, ChatRequest, Finished
from server.ai.outgoing import Outgoing
from server.ai.prompts import Policy
from server.ai.provider import ModelSource
from server.ai.screening import OutputRules
from server.ai.summaries import summary_request
from server.clock import Clock
from server.domain.conversations import Conversation, Message
from server.domain.filters import FilterSettings
from server.domain.ledger import AnswerOutcome, AnswerRecord, Purpose
from server.domain.prompts import PromptId
from server.domain.settings import BudgetSettings
from server.domain.wording import wording
from server.ids import Ids
from server.pipeline.personal.masking import Mask
from server.storage.ledger import Ledger

log = logging.getLogger(__name__)

MAX_SUMMARY_CHARS = 2_000
REASONS: dict[SummaryPurpose, str] = {"earlier": "summary", "handoff": "handoff_summary"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarised:
    """What a summary is asked for: of which words, on top of which earlier summary."""

    conversation: Conversation
    messages: tuple[Message, ...]
    earlier: str
    purpose: SummaryPurpose


class SummaryWriter:
    """Nobody waits for it."""

    def __init__(
        self,
        settings: SettingsActions,
        policies: Policies,
        models: ModelSource,
        *,
        ledger: Ledger,
        ids: Ids,
        clock: Clock,
    ) -> None:
        self._settings = settings
        self._policies = policies
        self._models = models
        self._ledger = ledger
        self._ids = ids
        self._clock = clock

    async def write(self, of: Summarised) -> str:
        """The summary; empty when there is no provider to ask now.

        Raises:
            ProviderFault: It gave none, or the budget is used up.
            Unavailable: The database cannot be read or written.
        """
        providers = await self._settings.providers()
        if not providers.any or not self._models.ready:
            return ""
        locale = of.conversation.visitor.locale
        policy = await self._policies.of(PromptId.SUMMARY, locale=locale, purpose=of.purpose)
        request = summary_request(
            policy.text, of.messages, earlier=of.earlier, provider=providers.first
        )
        mask, request = await self._masked(request)
        request = replace(request, answer_id=self._ids.new(), visitor_id=of.conversation.visitor.id)
        budget = await self._settings.get(BudgetSettings)
        model = await model_in_force(self._models, providers, budget)
        written, model_name = await _written(model, request)
        await self._record(of, request, policy, model_name)
        rules = OutputRules(
            secrets=tuple(key.reveal() for key in providers.keys),
            removed_link=wording(locale).removed_link,
            policy=policy.text,
        )
        return shown(mask.restore(written), rules)

    async def _masked(self, request: ChatRequest) -> tuple[Mask, ChatRequest]:
        mask, filters = Mask(), await self._settings.get(FilterSettings)
        if not filters.hide_personal_data:
            return mask, request
        return mask, replace(request, messages=tuple(hidden(mask, request.messages)))

    async def _record(
        self, of: Summarised, request: ChatRequest, policy: Policy, model: str
    ) -> None:
        await self._ledger.record(record(of, request, policy, model, now=self._clock.now()))


async def _written(model: ChatModel, request: ChatRequest) -> tuple[str, str]:
    """The text and who wrote it."""
    text, name = "", model.name
    async with aclosing(model.stream(request)) as answer:
        async for part in answer:
            if isinstance(part, Finished):
                name = part.model or name
            else:
                text += part.text
    return text, name


def shown(text: str, rules: OutputRules) -> str:
    """As the text of a model may be shown and kept."""
    outgoing = Outgoing(rules)
    visible = outgoing.feed(text) + outgoing.end()
    if len(visible) <= MAX_SUMMARY_CHARS:
        return visible
    return visible[: MAX_SUMMARY_CHARS - 1] + "…"


def record(
    of: Summarised, request: ChatRequest, policy: Policy, model: str, *, now: datetime
) -> AnswerRecord:
    """The summary as the ledger keeps it."""
    provider, _, name = model.partition("/")
    return AnswerRecord(
        answer_id=request.answer_id,
        conversation_id=of.conversation.id,
        at=now,
        day=now.astimezone().date(),
        provider=provider,
        model=name,
        cached=False,
        prompt_version=policy.version,
        first_token_ms=None,
        sources=(),
        route_reason=REASONS[of.purpose],
        outcome=AnswerOutcome.SENT,
        fault=None,
        purpose=Purpose.SUMMARY,
    )
