"""The look of the desktop: tokens, text sizes and zoom become one palette and one style sheet.

Widgets say what they are with dynamic properties, and never carry a style sheet of their own:

- `QPushButton[look="primary" | "plain" | "quiet" | "danger" | "ai"]`
- `QLabel[scale="caption" | "small" | "body2" | "body" | "title" | "heading" | "display"]` (size)
  and `QLabel[tone="muted" | "faint" | "ok" | "warn" | "danger" | "ai" | "link"]` (colour)
- `QLabel[chip="ok" | "warn" | "danger" | "ai" | "neutral"]`: a word on a soft ground
- `QFrame[ground="app" | "rail" | "surface" | "chat" | "card" | "ai" | "warn" | "ok" | "danger"]`
- `QLineEdit`, `QPlainTextEdit`, `QComboBox`, `QCheckBox`, … have one look; `[wrong="true"]` marks a
  field that was refused. After changing a property call `restyle(widget)`.

Sizes are pixels at 100 % that follow the zoom: ask `theme.px(…)`, and fonts from `theme.font(…)`;
heights come from `QFontMetrics`, so that nothing is clipped when somebody needs larger text.
"""

import sys
from dataclasses import asdict
from enum import IntEnum, StrEnum
from importlib.resources import files
from string import Template

from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.tokens import DARK, LIGHT, Tokens

_FAMILIES = {
    "win32": ("Segoe UI", "Microsoft YaHei UI"),
    "darwin": (".AppleSystemUIFont", "PingFang SC"),
    "linux": ("Inter", "Noto Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei"),
}
_MONO = {"win32": "Consolas", "darwin": "Menlo", "linux": "Noto Sans Mono"}

SMALLEST_ZOOM = 0.8
LARGEST_ZOOM = 2.0


class ThemeChoice(StrEnum):
    """What an agent can choose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Size(IntEnum):
    """Text sizes in pixels at 100 %."""

    CAPTION = 11
    SMALL = 12
    BODY2 = 13
    BODY = 14
    TITLE = 16
    HEADING = 20
    DISPLAY = 28


class Theme(QObject):
    """The look in force.

    Signals:
        changed: Colours, sizes or fonts are other ones; what is painted paints again.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._choice = ThemeChoice.SYSTEM
        self._zoom = 1.0
        self._fonts: dict[tuple[Size, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._families = _installed(_FAMILIES.get(sys.platform, _FAMILIES["linux"]))
        self.tokens: Tokens = LIGHT
        app.setStyle("Fusion")
        QDir.setSearchPaths("qss", [str(files("resources") / "qss")])
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def choice(self) -> ThemeChoice:
        """What the agent chose."""
        return self._choice

    @property
    def zoom(self) -> float:
        """How much larger than drawn, 0.8 to 2."""
        return self._zoom

    def choose(self, choice: ThemeChoice) -> None:
        """Light, dark, or whatever the system shows."""
        self._choice = choice
        # Colours title bars and native dialogs where the platform can; ours never depend on it.
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self._apply()

    def zoom_to(self, factor: float) -> None:
        """Another text size, within what the layouts are made for."""
        self._zoom = min(LARGEST_ZOOM, max(SMALLEST_ZOOM, round(factor, 2)))
        self._apply()

    def px(self, pixels: float) -> int:
        """A length that grows with the text."""
        return round(pixels * self._zoom)

    def font(self, size: Size, *, strong: bool = False) -> QFont:
        """The font for painted text. Strong is 600; Chinese families show it as bold."""
        font = self._fonts.get((size, strong))
        if font is None:
            font = self._fonts[size, strong] = QFont(self._families)
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        return QFont(font)

    def colour(self, token: str) -> QColor:
        """A token as Qt paints it."""
        colour = self._colours.get(token)
        if colour is None:
            colour = self._colours[token] = QColor(getattr(self.tokens, token))
        return QColor(colour)

    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.tokens = DARK if self._is_dark() else LIGHT
        self._fonts.clear()
        self._colours.clear()
        self._app.setFont(self.font(Size.BODY))
        self._app.setPalette(palette(self.tokens))
        self._app.setStyleSheet(self._style_sheet())
        self.changed.emit()

    def _is_dark(self) -> bool:
        if self._choice is not ThemeChoice.SYSTEM:
            return self._choice is ThemeChoice.DARK
        return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark

    def _style_sheet(self) -> str:
        sheet = (files("resources") / "qss" / "desk.qss").read_text("utf-8")
        sizes = {f"px_{size.name.lower()}": f"{self.px(size)}px" for size in Size}
        lengths = {f"px{n}": f"{self.px(n)}px" for n in (2, 4, 6, 8, 10, 12, 16, 24, 32)}
        mono = _MONO.get(sys.platform, _MONO["linux"])
        shade = "dark" if self.tokens.dark else "light"
        return Template(sheet).substitute(
            asdict(self.tokens) | sizes | lengths, mono=mono, shade=shade
        )


def palette(tokens: Tokens) -> QPalette:
    """The tokens as Qt's own roles, for whatever no style sheet names."""
    roles = QPalette.ColorRole
    names = {
        roles.Window: tokens.app,
        roles.WindowText: tokens.text,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.hover,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.text_3,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.danger,
        roles.ToolTipBase: tokens.surface,
        roles.ToolTipText: tokens.text,
        roles.Highlight: tokens.text_selection,
        roles.HighlightedText: tokens.text,
        roles.Link: tokens.link,
        roles.LinkVisited: tokens.link,
        roles.Accent: tokens.accent,
    }
    result = QPalette()
    for role, name in names.items():
        result.setColor(role, QColor(name))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text_3))
    return result


def restyle(widget: QWidget) -> None:
    """Make a changed dynamic property show; Qt looks at properties only when it polishes."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
}


def _installed(families: tuple[str, ...]) -> list[str]:
    """Those that this computer has: for others Qt would search a replacement each time."""
    known = set(QFontDatabase.families())
    present = [family for family in families if family in known]
    return present or [QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()]
