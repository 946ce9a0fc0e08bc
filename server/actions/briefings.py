"""What a model is told of a situation: our policy, our articles, and what was said."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.actions.settings import SettingsActions
from server.actions.situations import Situation
from server.ai.chat_model import ChatMessage, ChatRequest, Grounds
from server.ai.prompts import answer_request, system_prompt, with_knowledge
from server.ai.screening import OutputRules, hosts_in
from server.domain.filters import FilterSettings
from server.domain.settings import NetworkSettings, WidgetSettings
from server.domain.wording import wording
from server.ids import Ids
from server.pipeline.personal.masking import Mask


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

    def __init__(self, settings: SettingsActions, ids: Ids, built_in_prompt: str) -> None:
        self._settings = settings
        self._ids = ids
        self._built_in_prompt = built_in_prompt

    async def of(self, situation: Situation) -> Briefing:
        """For an answer to what was asked last."""
        assistant = situation.assistant
        team = (await self._settings.get(WidgetSettings)).name
        policy = system_prompt(assistant, team, self._built_in_prompt)
        version = prompt_version(policy)
        request = answer_request(
            policy, situation.messages, assistant=assistant, provider=situation.providers.first
        )
        if situation.found.answerable:
            request = with_knowledge(request, situation.found)
        mask, filters = Mask(), await self._settings.get(FilterSettings)
        if filters.hide_personal_data:
            request = replace(request, messages=tuple(hidden(mask, request.messages)))
        grounds = Grounds(
            question=situation.asked,
            prompt_version=version,
            knowledge_revision=situation.found.revision,
        )
        request = replace(
            request,
            answer_id=self._ids.new(),
            visitor_id=situation.conversation.visitor.id,
            grounds=grounds,
        )
        rules = output_rules(situation, filters, policy, await self._hosts())
        return Briefing(request=request, prompt_version=version, mask=mask, rules=rules)

    async def _hosts(self) -> frozenset[str]:
        """Our own: where visitors reach us."""
        return hosts_in((await self._settings.get(NetworkSettings)).public_url)


def output_rules(
    situation: Situation, filters: FilterSettings, policy: str, ours: frozenset[str]
) -> OutputRules:
    """Links may lead to us, to where the owner allows, and to where our own texts lead."""
    articles = "\n".join(one.article.body for one in situation.found.items)
    keys = (situation.providers.key, situation.providers.fallback_key)
    return OutputRules(
        hosts=frozenset(filters.allowed_links) | ours | hosts_in(f"{policy}\n{articles}"),
        secrets=tuple(key.reveal() for key in keys if key is not None),
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


def prompt_version(policy: str) -> str:
    """Tells prompts apart in the ledger and in the cache."""
    return hashlib.sha256(policy.encode()).hexdigest()[:12]
