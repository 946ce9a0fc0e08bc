"""What a model is told of a situation: our policy, our articles, and what was said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.actions.policies import Policies
from server.actions.settings import SettingsActions
from server.actions.situations import Situation
from server.ai.chat_model import ChatMessage, ChatRequest, Grounds
from server.ai.history import Talk, talk
from server.ai.prompts import answer_request, with_knowledge, with_summary
from server.ai.screening import OutputRules, hosts_in
from server.ai.summaries import is_of
from server.domain.filters import FilterSettings
from server.domain.prompts import PromptId
from server.domain.settings import NetworkSettings
from server.domain.wording import wording
from server.ids import Ids
from server.pipeline.personal.masking import Mask
from server.storage.summaries import SummaryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The request for an answer, and what must not come out of it.

    `mask` turns the placeholders of the request back into personal data.
    """

    request: ChatRequest
    prompt_version: str
    mask: Mask
    rules: OutputRules


class Briefings:
    """Writes them."""

    def __init__(
        self, settings: SettingsActions, policies: Policies, summaries: SummaryStore, ids: Ids
    ) -> None:
        self._settings = settings
        self._policies = policies
        self._summaries = summaries
        self._ids = ids

    async def of(self, situation: Situation, prompt: PromptId = PromptId.ASSISTANT) -> Briefing:
        """For an answer to what was asked last, or a draft of one."""
        locale = situation.conversation.visitor.locale
        policy = await self._policies.of(prompt, locale=locale)
        said = talk(situation.messages, max_messages=situation.assistant.history_messages)
        request = answer_request(policy.text, said.turns, provider=situation.providers.first)
        if situation.found.answerable:
            request = with_knowledge(request, situation.found)
        earlier = await self._earlier(situation.conversation.id, said)
        if earlier:
            request = with_summary(request, earlier)
        mask, filters = Mask(), await self._settings.get(FilterSettings)
        if filters.hide_personal_data:
            request = replace(request, messages=tuple(hidden(mask, request.messages)))
        grounds = Grounds(
            question=situation.asked,
            prompt_version=policy.version,
            knowledge_revision=situation.found.revision,
        )
        request = replace(
            request,
            answer_id=self._ids.new(),
            visitor_id=situation.conversation.visitor.id,
            # What was said earlier is part of the question: the answer fits nobody else.
            grounds=None if earlier else grounds,
        )
        rules = output_rules(situation, filters, policy.text, await self._hosts())
        return Briefing(request=request, prompt_version=policy.version, mask=mask, rules=rules)

    async def _earlier(self, conversation_id: str, said: Talk) -> str:
        """What is too far back to be seen, in short; empty when nothing is, or nobody wrote it."""
        if not said.fallen or not said.kept:
            return ""
        summary = await self._summaries.find(conversation_id)
        return summary.text if summary and is_of(summary, said) else ""

    async def _hosts(self) -> frozenset[str]:
        """Our own: where visitors reach us."""
        return hosts_in((await self._settings.get(NetworkSettings)).public_url)


def output_rules(
    situation: Situation, filters: FilterSettings, policy: str, ours: frozenset[str]
) -> OutputRules:
    """Links may lead to us, to where the owner allows, and to where our own texts lead."""
    articles = "\n".join(one.article.body for one in situation.found.items)
    return OutputRules(
        hosts=frozenset(filters.allowed_links) | ours | hosts_in(f"{policy}\n{articles}"),
        secrets=tuple(key.reveal() for key in situation.providers.keys),
        removed_link=wording(situation.conversation.visitor.locale).removed_link,
        policy=policy,
    )


def hidden(mask: Mask, turns: Sequence[ChatMessage]) -> Iterator[ChatMessage]:
    """The turns without personal data; the policy is ours and stays as it is."""
    for turn in turns:
        if turn.role == "system":
            yield turn
        else:
            yield replace(turn, content=mask.mask(turn.content))
