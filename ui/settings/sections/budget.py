"""What the assistant may spend, and what happens when that is used up."""

from dataclasses import replace
from typing import Any

from server.domain.settings import AtCap, BudgetSettings
from ui.i18n import tr
from ui.settings.controls.choice import Choice
from ui.settings.controls.line import Line, Parse, Show, Words
from ui.settings.controls.number import (
    count_or_none,
    money_or_none,
    show_count,
    show_money,
)
from ui.settings.plan import Binding, GroupPlan, RowPlan, SectionPlan, field
from ui.settings.tools import Tools
from ui.settings.values import Values

_WORDS = "budget cost limit cap money tokens 预算 费用 上限 金额"


def budget_section(tools: Tools) -> SectionPlan:
    """The section `budget`; money has no currency, it is whatever the prices are in."""
    values = Values(tools.api, "budget", BudgetSettings)
    return SectionPlan(
        id="budget",
        icon="coins",
        title=lambda: tr("Budget"),
        lead=lambda: tr("How much the assistant may spend. An empty field sets no limit."),
        sources=(values,),
        groups=(
            GroupPlan(rows=(*_caps(values), _at_cap(values))),
            GroupPlan(
                title=lambda: tr("Prices of a million tokens, in your currency"),
                rows=_prices(values),
            ),
        ),
    )


def _inside(values: Values[Any], outer: str, inner: str) -> Binding:
    """A field of a part of the section."""

    async def write(value: Any) -> None:
        part = getattr(values.value, outer)
        await values.change(**{outer: replace(part, **{inner: value})})

    return Binding(read=lambda: getattr(getattr(values.value, outer), inner), write=write)


def _caps(values: Values[Any]) -> tuple[RowPlan, ...]:
    said: tuple[tuple[str, str, Words, Words], ...] = (
        (
            "per_visitor",
            "tokens",
            lambda: tr("Tokens of one visitor a day"),
            lambda: tr("Nobody can use up what the others need; 200,000 are some hundred answers."),
        ),
        (
            "per_visitor",
            "money",
            lambda: tr("Money for one visitor a day"),
            lambda: tr("Needs the prices below."),
        ),
        ("per_day", "tokens", lambda: tr("Tokens a day"), lambda: tr("All visitors together.")),
        ("per_day", "money", lambda: tr("Money a day"), lambda: tr("Needs the prices below.")),
        ("per_month", "tokens", lambda: tr("Tokens a month"), lambda: tr("All visitors together.")),
        ("per_month", "money", lambda: tr("Money a month"), lambda: tr("Needs the prices below.")),
    )
    return tuple(
        RowPlan(
            id=f"budget.{outer}.{inner}",
            name=name,
            about=about,
            keywords=_WORDS,
            make=_field(money=inner == "money"),
            binding=_inside(values, outer, inner),
        )
        for outer, inner, name, about in said
    )


def _field(*, money: bool) -> Any:
    parse: Parse = money_or_none if money else count_or_none
    show: Show = show_money if money else show_count
    return lambda: Line(parse=parse, show=show, placeholder=lambda: tr("No limit"), letters=14)


def _at_cap(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="budget.at_cap",
        name=lambda: tr("When it is used up"),
        about=lambda: tr("Until the next day or month begins."),
        keywords=_WORDS,
        make=lambda: Choice(
            lambda: {
                AtCap.KNOWLEDGE: tr("Articles answer in their own words"),
                AtCap.PEOPLE: tr("People answer"),
            }
        ),
        binding=field(values, "at_cap"),
    )


def _prices(values: Values[Any]) -> tuple[RowPlan, ...]:
    said: tuple[tuple[str, str, Words], ...] = (
        ("prices", "input", lambda: tr("What the model reads")),
        ("prices", "output", lambda: tr("What the model writes")),
        ("fallback_prices", "input", lambda: tr("What the second provider's model reads")),
        ("fallback_prices", "output", lambda: tr("What the second provider's model writes")),
    )
    return tuple(
        RowPlan(
            id=f"budget.{outer}.{inner}",
            name=name,
            keywords=f"price input output {_WORDS} 价格 单价",
            make=lambda: Line(
                parse=lambda text: money_or_none(text) or 0,
                show=lambda value: show_money(value) if value else "",
                placeholder=lambda: "0",
                letters=14,
            ),
            binding=_inside(values, outer, inner),
        )
        for outer, inner, name in said
    )
