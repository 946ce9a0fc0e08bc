"""What the assistant is called, when it speaks, and how far it looks back."""

from collections.abc import Mapping
from typing import Any

from server.domain.settings import AssistantMode, AssistantSettings
from ui.i18n import tr
from ui.settings.controls.choice import Choice
from ui.settings.controls.items import Items
from ui.settings.controls.line import Line
from ui.settings.controls.mode_window import ModeWindowForm, describe_window
from ui.settings.controls.number import Number
from ui.settings.controls.switch import Switch
from ui.settings.faults import refusal
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan, field
from ui.settings.tools import Tools
from ui.settings.values import Values


def modes() -> Mapping[AssistantMode, str]:
    """Their names."""
    return {
        AssistantMode.OFF: tr("Off"),
        AssistantMode.SUGGEST: tr("Suggests to agents"),
        AssistantMode.ANSWER: tr("Answers visitors"),
    }


def assistant_section(tools: Tools) -> SectionPlan:
    """The section `assistant`."""
    values = Values(tools.api, "assistant", AssistantSettings)
    return SectionPlan(
        id="assistant",
        icon="bot",
        title=lambda: tr("Assistant"),
        lead=lambda: tr("What it is called, when it answers by itself, and when it only helps."),
        sources=(values,),
        groups=(
            GroupPlan(rows=(_name(values), _mode(values))),
            GroupPlan(
                title=lambda: tr("At other times"),
                rows=(_outside_hours(values), _windows(values, tools)),
            ),
            GroupPlan(
                title=lambda: tr("Working together"),
                rows=(_suggestions(values, tools), _history(values)),
            ),
        ),
    )


def _name(values: Values[Any]) -> RowPlan:
    def parse(text: str) -> str:
        if not text.strip():
            raise refusal(tr("Write a name; visitors see it beside its answers."))
        return text.strip()

    return RowPlan(
        id="assistant.name",
        name=lambda: tr("Name", meaning="of the assistant"),
        about=lambda: tr("Visitors see it beside every answer that no person wrote."),
        keywords="name bot robot 名称 名字 机器人",
        make=lambda: Line(parse=parse),
        binding=field(values, "name"),
    )


def _mode(values: Values[Any]) -> RowPlan:
    def meaning(mode: AssistantMode) -> str:
        return {
            AssistantMode.OFF: tr("Every message waits for a person."),
            AssistantMode.SUGGEST: tr("People answer; the assistant writes drafts for them."),
            AssistantMode.ANSWER: tr("It answers at once, and calls people when it should."),
        }[mode]

    return RowPlan(
        id="assistant.mode",
        name=lambda: tr("Mode"),
        about=lambda: tr("What it does with a visitor's message, as a rule."),
        keywords="off suggest answer auto reply 模式 自动回复 关闭 建议",
        make=lambda: Choice(modes),
        binding=field(values, "mode"),
        meaning=meaning,
    )


def _outside_hours(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="assistant.outside_hours",
        name=lambda: tr("While the team is away"),
        about=lambda: tr("Outside the hours that you set under “Hours and holidays”."),
        keywords="night weekend closed opening hours 下班 夜间 周末 营业时间",
        make=lambda: Choice(lambda: {None: tr("As always"), **modes()}),
        binding=field(values, "outside_hours"),
    )


def _windows(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="assistant.windows",
        name=lambda: tr("Time windows"),
        about=lambda: tr(
            "Parts of the week with a mode of their own. The first that fits counts, "
            "before everything above."
        ),
        keywords="schedule lunch break 时间段 午休 排班",
        make=lambda: Items(
            tools.icons,
            ModeWindowForm(modes),
            describe=describe_window(modes),
            add=lambda: tr("Add a window"),
        ),
        binding=field(values, "windows"),
        wide=True,
    )


def _suggestions(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="assistant.suggestions",
        name=lambda: tr("Drafts for agents"),
        about=lambda: tr("A draft for every message that a person is to answer; else on request."),
        keywords="suggestions copilot 建议 草稿",
        make=lambda: Switch(tools.icons.theme),
        binding=field(values, "suggestions"),
    )


def _history(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="assistant.history",
        name=lambda: tr("Memory"),
        about=lambda: tr(
            "How many earlier messages the model sees. More of them cost more; what lies further "
            "back reaches it as a summary."
        ),
        keywords="history context messages tokens 历史 上下文 记忆",
        make=lambda: Number(1, 200, unit=lambda: tr("messages")),
        binding=field(values, "history_messages"),
    )
