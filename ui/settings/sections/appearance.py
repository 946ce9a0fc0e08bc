"""How this window looks and behaves on this computer, for whoever sits at it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from ui.i18n import LANGUAGE_NAMES, Language, Translations, tr
from ui.settings.controls.choice import Choice
from ui.settings.controls.number import Number
from ui.settings.plan import Binding, GroupPlan, RowPlan, SectionPlan
from ui.settings.values import Source, local
from ui.theme import LARGEST_ZOOM, SMALLEST_ZOOM, Theme, ThemeChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the program remembers of how somebody works; whoever composes it knows where.

    Attributes:
        send_with: `enter` or `ctrl_enter`.
        on_close: `ask`, `keep_running` or `quit`.
    """

    source: Source
    send_with: Binding
    on_close: Binding


def appearance_section(theme: Theme, translations: Translations, habits: Habits) -> SectionPlan:
    """For everyone: nothing here leaves this computer."""
    return SectionPlan(
        id="appearance",
        icon="palette",
        title=lambda: tr("Appearance"),
        lead=lambda: tr("How Deskbell looks and behaves on this computer."),
        for_everyone=True,
        sources=(local(theme.changed, translations.changed), habits.source),
        groups=(
            GroupPlan(rows=(_language(translations), _theme(theme), _zoom(theme))),
            GroupPlan(
                title=lambda: tr("Habits"),
                rows=(_send_with(habits.send_with), _on_close(habits.on_close)),
            ),
        ),
    )


def _at_once(change: Callable[[Any], object]) -> Callable[[Any], Awaitable[object]]:
    async def write(value: Any) -> None:
        change(value)

    return write


def _language(translations: Translations) -> RowPlan:
    return RowPlan(
        id="appearance.language",
        name=lambda: tr("Language"),
        about=lambda: tr("Of this window; visitors choose their own."),
        keywords="language english chinese 语言 中文 英文 简体",
        make=lambda: Choice(lambda: {one: LANGUAGE_NAMES[one] for one in Language}),
        binding=Binding(read=lambda: translations.language, write=_at_once(translations.use)),
    )


def _theme(theme: Theme) -> RowPlan:
    return RowPlan(
        id="appearance.theme",
        name=lambda: tr("Colours"),
        about=lambda: tr("Light, dark, or whatever the system shows."),
        keywords="dark light night theme mode 深色 浅色 夜间 主题 外观",
        make=lambda: Choice(
            lambda: {
                ThemeChoice.SYSTEM: tr("Like the system"),
                ThemeChoice.LIGHT: tr("Light"),
                ThemeChoice.DARK: tr("Dark"),
            }
        ),
        binding=Binding(read=lambda: theme.choice, write=_at_once(theme.choose)),
    )


def _zoom(theme: Theme) -> RowPlan:
    return RowPlan(
        id="appearance.zoom",
        name=lambda: tr("Text size"),
        about=lambda: tr("All of the window grows with it."),
        keywords="zoom font large small 字号 放大 缩小",
        make=lambda: Number(round(SMALLEST_ZOOM * 100), round(LARGEST_ZOOM * 100), share=True),
        binding=Binding(read=lambda: theme.zoom, write=_at_once(theme.zoom_to)),
    )


def _send_with(binding: Binding) -> RowPlan:
    return RowPlan(
        id="appearance.send_with",
        name=lambda: tr("Send with"),
        about=lambda: tr("The other key begins a new line."),
        keywords="enter ctrl return key send 发送 回车 快捷键",
        make=lambda: Choice(lambda: {"enter": "Enter", "ctrl_enter": "Ctrl+Enter"}),
        binding=binding,
    )


def _on_close(binding: Binding) -> RowPlan:
    return RowPlan(
        id="appearance.on_close",
        name=lambda: tr("Closing the window"),
        about=lambda: tr("Visitors get answers only while Deskbell runs."),
        keywords="close quit tray background 关闭 退出 托盘 后台",
        make=lambda: Choice(
            lambda: {
                "ask": tr("Ask every time"),
                "keep_running": tr("Keep running"),
                "quit": tr("Quit"),
            }
        ),
        binding=binding,
    )
