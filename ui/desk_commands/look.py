"""Light and dark, language, text size."""

from functools import partial

from ui.commands.command import Command, Group
from ui.i18n import Language, Translations, tr
from ui.theme import Theme, ThemeChoice

_ZOOM_STEP = 0.1


def look_commands(theme: Theme, translations: Translations) -> list[Command]:
    """Light and dark, language, text size."""

    def toggle_dark() -> None:
        theme.choose(ThemeChoice.LIGHT if theme.tokens.dark else ThemeChoice.DARK)

    def other_language() -> None:
        chinese = translations.language is Language.CHINESE
        translations.use(Language.ENGLISH if chinese else Language.CHINESE)

    return [
        *_zoom_commands(theme),
        Command(
            id="look.dark",
            group=Group.WINDOW,
            title=lambda: tr("Light or dark"),
            keys=("Ctrl+Shift+L",),
            icon="moon",
            keywords="theme night appearance 主题 夜间 外观",
            run=toggle_dark,
        ),
        Command(
            id="look.language",
            group=Group.WINDOW,
            title=lambda: tr("English or 简体中文"),
            icon="languages",
            keywords="language chinese 语言 中文 英文",
            run=other_language,
        ),
    ]


def _zoom_commands(theme: Theme) -> list[Command]:
    def zoom(step: float) -> None:
        theme.zoom_to(theme.zoom + step)

    return [
        Command(
            id="look.larger",
            group=Group.WINDOW,
            title=lambda: tr("Larger text"),
            keys=("Ctrl+=",),
            icon="zoom-in",
            keywords="zoom in bigger 放大 字号",
            run=partial(zoom, _ZOOM_STEP),
        ),
        Command(
            id="look.smaller",
            group=Group.WINDOW,
            title=lambda: tr("Smaller text"),
            keys=("Ctrl+-",),
            icon="zoom-out",
            keywords="zoom out 缩小 字号",
            run=partial(zoom, -_ZOOM_STEP),
        ),
        Command(
            id="look.normal",
            group=Group.WINDOW,
            title=lambda: tr("Normal text size"),
            keys=("Ctrl+0",),
            keywords="zoom reset 字号 默认",
            run=partial(theme.zoom_to, 1.0),
        ),
    ]
