"""How the chat looks to visitors: name, colour, first words."""

from typing import Any

from server.domain.errors import BadInput
from server.domain.settings import WidgetPosition, WidgetSettings
from ui.i18n import tr
from ui.settings.blocks.widget_preview import WidgetPreview
from ui.settings.controls.choice import Choice
from ui.settings.controls.colour import Colour
from ui.settings.controls.line import Line, Paragraph, lines_of
from ui.settings.faults import refusal
from ui.settings.plan import Binding, GroupPlan, RowPlan, SectionPlan, field
from ui.settings.tools import Tools
from ui.settings.values import Values
from ui.tokens import DARK, LIGHT, contrast

_WHITE, _INK = LIGHT.on_accent, DARK.on_accent
_READABLE = 4.5
# Below it the page writes in dark letters; see resources/web/accent.js.
_NEARLY = 2.8


def widget_section(tools: Tools) -> SectionPlan:
    """The section `widget`."""
    values = Values(tools.api, "widget", WidgetSettings)
    return SectionPlan(
        id="widget",
        icon="message-square",
        title=lambda: tr("Chat page and widget"),
        lead=lambda: tr("What visitors see before anybody has said a word."),
        sources=(values,),
        groups=(
            GroupPlan(rows=(_preview(values, tools),)),
            GroupPlan(rows=(_name(values), _accent(values, tools), _position(values))),
            GroupPlan(
                title=lambda: tr("First words"),
                rows=(
                    _greeting(values, "en", lambda: tr("Greeting in English")),
                    _greeting(values, "zh-CN", lambda: tr("Greeting in Chinese")),
                    _questions(values),
                ),
            ),
        ),
    )


def _preview(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="widget.preview",
        name=lambda: tr("So it looks"),
        make=lambda: WidgetPreview(values, tools.icons),
        wide=True,
    )


def _name(values: Values[Any]) -> RowPlan:
    def parse(text: str) -> str:
        if not text.strip():
            raise refusal(tr("Write the name of your team or shop."))
        return text.strip()

    return RowPlan(
        id="widget.name",
        name=lambda: tr("Name of your team or shop"),
        about=lambda: tr("Stands at the top of the chat."),
        keywords="team shop title name 名称 店铺 团队",
        make=lambda: Line(parse=parse),
        binding=field(values, "name"),
    )


def _accent(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="widget.accent",
        name=lambda: tr("Colour"),
        about=lambda: tr("Of the header, the buttons and the visitor's own words."),
        keywords="colour color accent brand contrast 颜色 主色 品牌 对比度",
        make=lambda: Colour(tools.icons.theme),
        binding=field(values, "accent"),
        meaning=_contrast_words,
    )


def _contrast_words(accent: str) -> str:
    """What the page makes of it, so that it can be read."""
    white = contrast(_WHITE, accent)
    if white >= _READABLE:
        return tr("White letters on it: {ratio} : 1, easy to read.").format(ratio=f"{white:.1f}")
    if white < _NEARLY:
        ratio = f"{contrast(_INK, accent):.1f}"
        return tr("Dark letters stand on it: {ratio} : 1, easy to read.").format(ratio=ratio)
    words = tr("A little pale for white letters ({ratio} : 1): the page darkens it enough.")
    return words.format(ratio=f"{white:.1f}")


def _position(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="widget.position",
        name=lambda: tr("Corner"),
        about=lambda: tr("Where the button stands on your site."),
        keywords="position left right corner 位置 左 右",
        make=lambda: Choice(
            lambda: {
                WidgetPosition.LEFT: tr("Lower left"),
                WidgetPosition.RIGHT: tr("Lower right"),
            }
        ),
        binding=field(values, "position"),
    )


def _greeting(values: Values[Any], language: str, name: Any) -> RowPlan:
    async def write(text: str) -> None:
        others = {key: said for key, said in values.value.greetings.items() if key != language}
        greetings = {**others, language: text.strip()} if text.strip() else others
        await values.change(greetings=greetings)

    return RowPlan(
        id=f"widget.greeting.{language}",
        name=name,
        about=lambda: tr("The first line. Empty: the built-in one."),
        keywords="greeting welcome hello 欢迎语 问候",
        make=lambda: Paragraph(lines=2),
        binding=Binding(read=lambda: values.value.greetings.get(language, ""), write=write),
        wide=True,
    )


def _questions(values: Values[Any]) -> RowPlan:
    def parse(text: str) -> tuple[str, ...]:
        lines = lines_of(text)
        try:
            WidgetSettings(quick_questions=lines)
        except BadInput as error:
            raise error from None
        return lines

    return RowPlan(
        id="widget.quick_questions",
        name=lambda: tr("Quick questions"),
        about=lambda: tr(
            "Up to six, one a line: asked with one click while nothing has been said."
        ),
        keywords="quick questions suggestions buttons 快捷问题 常见问题",
        make=lambda: Paragraph(parse=parse, show="\n".join),
        binding=field(values, "quick_questions"),
        wide=True,
    )
