"""When the assistant steps back and people get a question."""

from collections.abc import Sequence
from typing import Any

from server.domain.requests import PreviewedRoute, PreviewRoute
from server.domain.routing import BelowThreshold, RoutingSettings
from ui.i18n import tr
from ui.settings.blocks.try_box import Said, TryBox
from ui.settings.controls.choice import Choice
from ui.settings.controls.number import Number
from ui.settings.controls.switch import Switch
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan, field
from ui.settings.route_words import route_words
from ui.settings.tools import Tools
from ui.settings.values import Values


def routing_section(tools: Tools) -> SectionPlan:
    """The section `routing`, with a sentence to try it on."""
    values = Values(tools.api, "routing", RoutingSettings)
    return SectionPlan(
        id="routing",
        icon="route",
        title=lambda: tr("Handover"),
        lead=lambda: tr("When people get a question instead of the assistant."),
        sources=(values,),
        groups=(
            GroupPlan(rows=(_try(tools),)),
            GroupPlan(
                title=lambda: tr("When it does not know"),
                rows=(_confidence(values), _below(values), _misses(values), _turns(values)),
            ),
            GroupPlan(
                title=lambda: tr("When people are better"),
                rows=(_anger(values), *_kinds(values, tools)),
            ),
        ),
    )


def _try(tools: Tools) -> RowPlan:
    async def ask(text: str) -> Sequence[Said]:
        body = PreviewRoute(text=text)
        return route_words(await tools.api.send("POST", "/routing/preview", PreviewedRoute, body))

    return RowPlan(
        id="routing.try",
        name=lambda: tr("Try a sentence"),
        about=lambda: tr("What would happen to it now, as a new visitor's first message."),
        keywords="preview test decision 试一试 预览",
        make=lambda: TryBox(tools, ask, lambda: tr("I want my money back, now!")),
        wide=True,
    )


def _confidence(values: Values[Any]) -> RowPlan:
    def meaning(value: float) -> str:
        if value <= 0:
            return tr("Whatever article is nearest counts as an answer.")
        if value >= 1:
            return tr("No article ever counts as an answer.")
        return tr(
            "An article counts when it answers at least {count} of 100 such questions."
        ).format(count=round(value * 100))

    return RowPlan(
        id="routing.confidence",
        name=lambda: tr("How sure it must be"),
        about=lambda: tr("Higher: fewer wrong answers, more questions for people."),
        keywords="confidence threshold 置信度 阈值",
        make=lambda: Number(0, 100, share=True),
        binding=field(values, "confidence"),
        meaning=meaning,
    )


def _below(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="routing.below_threshold",
        name=lambda: tr("When no article answers"),
        about=lambda: tr("“Ask the model” may bring answers that no article backs."),
        keywords="unknown hallucination below threshold 未知 不知道",
        make=lambda: Choice(
            lambda: {
                BelowThreshold.SAY_SO: tr("Say so, offer a person"),
                BelowThreshold.ASK_MODEL: tr("Ask the model"),
                BelowThreshold.HAND_OFF: tr("Hand over at once"),
            }
        ),
        binding=field(values, "below_threshold"),
    )


def _misses(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="routing.max_misses",
        name=lambda: tr("Patience"),
        about=lambda: tr("So many times in a row it may not know; then a person gets it."),
        keywords="misses repeated failures 次数 失败",
        make=lambda: Number(1, 100, unit=lambda: tr("times")),
        binding=field(values, "max_misses"),
    )


def _turns(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="routing.max_turns",
        name=lambda: tr("Most answers in one conversation"),
        about=lambda: tr("After that a person gets it, until it is resolved."),
        keywords="turn cap maximum 轮次 上限",
        make=lambda: Number(1, 1_000, unit=lambda: tr("answers")),
        binding=field(values, "max_turns"),
    )


def _anger(values: Values[Any]) -> RowPlan:
    def meaning(value: float) -> str:
        if value >= 1:
            return tr("Anger alone never calls a person.")
        if value >= 0.75:
            return tr("Only open rage calls a person.")
        if value >= 0.45:
            return tr("Clear anger calls a person; impatience does not.")
        return tr("Slight annoyance is enough to call a person.")

    return RowPlan(
        id="routing.anger",
        name=lambda: tr("Anger"),
        about=lambda: tr("From how much anger on a person should look at it."),
        keywords="angry rude emotion mood 愤怒 情绪 生气",
        make=lambda: Number(0, 100, share=True),
        binding=field(values, "anger"),
        meaning=meaning,
    )


def _kinds(values: Values[Any], tools: Tools) -> tuple[RowPlan, RowPlan]:
    return (
        RowPlan(
            id="routing.sensitive",
            name=lambda: tr("Sensitive matters"),
            about=lambda: tr("Danger, law, fraud, the press: a person answers."),
            keywords="legal danger fraud lawyer press 敏感 法律 欺诈 媒体",
            make=lambda: Switch(tools.icons.theme),
            binding=field(values, "sensitive"),
        ),
        RowPlan(
            id="routing.complex",
            name=lambda: tr("Complex questions"),
            about=lambda: tr("Several questions in one, or long stories: a person answers."),
            keywords="complex difficult 复杂",
            make=lambda: Switch(tools.icons.theme),
            binding=field(values, "complex"),
        ),
    )
