"""Words, floods and personal data: what is looked for, and what happens to it."""

from collections.abc import Mapping, Sequence
from typing import Any

from server.domain.filters import (
    CheckText,
    FilterSettings,
    FloodAction,
    PersonalKind,
    TextCheck,
    WordAction,
)
from ui.i18n import tr
from ui.settings.blocks.plugin_list import PluginList
from ui.settings.blocks.try_box import Said, TryBox
from ui.settings.controls.choice import Choice, Several
from ui.settings.controls.line import Paragraph, lines_of
from ui.settings.controls.switch import Switch
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan, field
from ui.settings.plugins import Plugins
from ui.settings.tools import Tools
from ui.settings.values import Values

_WORDS = "profanity swear forbidden words filter 敏感词 脏话 过滤 词库"


def filters_section(tools: Tools) -> SectionPlan:
    """The section `filters`, a text to try it on, and the plugins."""
    values = Values(tools.api, "filters", FilterSettings)
    plugins = Plugins(tools.api)
    return SectionPlan(
        id="filters",
        icon="shield-check",
        title=lambda: tr("Filters and plugins"),
        lead=lambda: tr("What is looked for in messages and answers, and what happens then."),
        sources=(values, plugins),
        groups=(
            GroupPlan(rows=(_try(tools),)),
            GroupPlan(
                title=lambda: tr("Forbidden words"),
                rows=(*_actions(values), _built_in(values, tools), *_lists(values)),
            ),
            GroupPlan(
                title=lambda: tr("Personal data"),
                rows=(_hide(values, tools), _erase(values)),
            ),
            GroupPlan(title=lambda: tr("Floods and links"), rows=(_flood(values), _links(values))),
            GroupPlan(title=lambda: tr("Plugins"), rows=(_plugins(plugins, tools),)),
        ),
    )


def _try(tools: Tools) -> RowPlan:
    async def ask(text: str) -> Sequence[Said]:
        body = CheckText(text=text)
        return _found(await tools.api.send("POST", "/filters/check", TextCheck, body))

    return RowPlan(
        id="filters.try",
        name=lambda: tr("Try a text"),
        about=lambda: tr("What the filters find in it; nothing is sent."),
        keywords="check test 试一试 检查",
        make=lambda: TryBox(
            tools, ask, lambda: tr("Write to mia@example.com or call +1 202 555 0143")
        ),
        wide=True,
    )


def _found(check: TextCheck) -> list[Said]:
    lines: list[Said] = []
    if check.words:
        words = "  ·  ".join(check.words)
        lines.append((tr("Forbidden words: {words}").format(words=words), "danger"))
    if check.spans:
        names = kinds()
        found = "  ·  ".join(dict.fromkeys(names[span.kind] for span in check.spans))
        lines.append((tr("Personal data: {kinds}").format(kinds=found), "warn"))
    if not lines:
        return [(tr("Nothing is found in it."), "ok")]
    return [*lines, (tr("The model would see: {text}").format(text=check.masked), "muted")]


def kinds() -> Mapping[PersonalKind, str]:
    """Their names."""
    return {
        PersonalKind.EMAIL: tr("E-mail addresses"),
        PersonalKind.PHONE: tr("Phone numbers"),
        PersonalKind.CARD: tr("Card numbers"),
        PersonalKind.IBAN: tr("Bank accounts (IBAN)"),
        PersonalKind.ID: tr("Identity numbers"),
        PersonalKind.IP: tr("IP addresses"),
        PersonalKind.KEY: tr("Passwords and keys"),
    }


def _actions(values: Values[Any]) -> tuple[RowPlan, RowPlan]:
    return (
        RowPlan(
            id="filters.visitor_words",
            name=lambda: tr("In a visitor's message"),
            about=lambda: tr("“Hold” shows it to the team, and the assistant stays silent."),
            keywords=_WORDS,
            make=lambda: Choice(
                lambda: {
                    WordAction.NOTHING: tr("Let it pass"),
                    WordAction.MASK: tr("Mask the words"),
                    WordAction.HOLD: tr("Hold it for people"),
                    WordAction.REFUSE: tr("Refuse the message"),
                }
            ),
            binding=field(values, "visitor_words"),
        ),
        RowPlan(
            id="filters.answer_words",
            name=lambda: tr("In the assistant's answer"),
            about=lambda: tr("What it should not say gets no further than you let it."),
            keywords=_WORDS,
            make=lambda: Choice(
                lambda: {
                    WordAction.NOTHING: tr("Let it pass"),
                    WordAction.MASK: tr("Mask the words"),
                    WordAction.HOLD: tr("People answer instead"),
                }
            ),
            binding=field(values, "answer_words"),
        ),
    )


def _built_in(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="filters.built_in_words",
        name=lambda: tr("Built-in lists"),
        about=lambda: tr("English and Chinese swear words, besides your own words below."),
        keywords=_WORDS,
        make=lambda: Switch(tools.icons.theme),
        binding=field(values, "built_in_words"),
    )


def _lists(values: Values[Any]) -> tuple[RowPlan, RowPlan]:
    return (
        RowPlan(
            id="filters.words",
            name=lambda: tr("Your own words"),
            about=lambda: tr("One a line; a * at the end stands for any ending."),
            keywords=_WORDS,
            make=lambda: Paragraph(parse=lines_of, show="\n".join),
            binding=field(values, "words"),
            wide=True,
        ),
        RowPlan(
            id="filters.allowed_words",
            name=lambda: tr("Words that never count"),
            about=lambda: tr("One a line, whatever a list says: names of products, for example."),
            keywords=f"allow exception {_WORDS} 例外 白名单",
            make=lambda: Paragraph(parse=lines_of, show="\n".join, lines=3),
            binding=field(values, "allowed_words"),
            wide=True,
        ),
    )


def _hide(values: Values[Any], tools: Tools) -> RowPlan:
    return RowPlan(
        id="filters.hide_personal_data",
        name=lambda: tr("Hide it from the provider"),
        about=lambda: tr("The model gets placeholders; visitors and agents see the real text."),
        keywords="privacy pii mask gdpr 隐私 个人信息 脱敏",
        make=lambda: Switch(tools.icons.theme),
        binding=field(values, "hide_personal_data"),
    )


def _erase(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="filters.erase_on_arrival",
        name=lambda: tr("Never keep"),
        about=lambda: tr(
            "Blacked out before a message is stored: nobody ever sees it, you neither."
        ),
        keywords="privacy pii erase delete card gdpr 隐私 删除 银行卡",
        make=lambda: Several(kinds),
        binding=field(values, "erase_on_arrival"),
        wide=True,
    )


def _flood(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="filters.flood",
        name=lambda: tr("Floods"),
        about=lambda: tr("The same text again and again, many links, many messages in seconds."),
        keywords="spam flood repeat 刷屏 垃圾信息",
        make=lambda: Choice(
            lambda: {
                FloodAction.NOTHING: tr("Let it pass"),
                FloodAction.HOLD: tr("Hold it for people"),
                FloodAction.REFUSE: tr("Refuse the message"),
            }
        ),
        binding=field(values, "flood"),
    )


def _links(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="filters.allowed_links",
        name=lambda: tr("Links that the assistant may give"),
        about=lambda: tr("One host a line; this server's own and those in articles are allowed."),
        keywords="links hosts domains urls 链接 域名",
        make=lambda: Paragraph(
            parse=lines_of, show="\n".join, placeholder=lambda: "shop.example", lines=3
        ),
        binding=field(values, "allowed_links"),
        wide=True,
    )


def _plugins(plugins: Plugins, tools: Tools) -> RowPlan:
    return RowPlan(
        id="filters.plugins",
        name=lambda: tr("Plugins"),
        about=lambda: tr(
            "Python files in the folder “plugins” of the data folder. Off until you allow them."
        ),
        keywords="plugins extensions python code 插件 扩展",
        make=lambda: PluginList(plugins, tools),
        wide=True,
    )
