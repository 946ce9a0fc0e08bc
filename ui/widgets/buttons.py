"""Buttons: with words in one of the looks of the theme, or with an icon and a spoken name."""

from typing import Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons import Icons
from ui.theme import restyle


class KeyedButton(Protocol):
    """Shows the keys that do the same."""

    def set_keys(self, keys: str) -> None: ...


_ICON_TOKENS = {"primary": "on_accent", "link": "link", "ai": "surface", "danger": "danger"}


class Button(QPushButton):
    """A button with words and, when wanted, an icon before them."""

    def __init__(self, icons: Icons, look: str = "plain", icon: str | None = None) -> None:
        super().__init__()
        self._icons = icons
        self._icon = icon
        self._tip = self._keys = ""
        self.setProperty("look", look)
        self._draw()
        icons.theme.changed.connect(self._draw)

    def set_look(self, look: str) -> None:
        """Another weight in the row of buttons."""
        if self.property("look") != look:
            self.setProperty("look", look)
            restyle(self)
            self._draw()

    def set_tip(self, tip: str) -> None:
        """What else is to be said of it."""
        self._tip = tip
        self.setToolTip(_with_keys(self._tip, self._keys))

    def set_keys(self, keys: str) -> None:
        """The keys that do the same."""
        self._keys = keys
        self.setToolTip(_with_keys(self._tip, self._keys))

    def _draw(self) -> None:
        if self._icon is None:
            return
        size, gap = self._icons.theme.px(16), self._icons.theme.px(3)
        token = _ICON_TOKENS.get(self.property("look"), "text_2")
        self.setIcon(self._icons.icon(self._icon, token, size, gap=gap))
        self.setIconSize(QSize(size + gap, size))


class IconButton(QToolButton):
    """Only an icon: its name is spoken by screen readers and shown as the tooltip."""

    def __init__(self, icons: Icons, icon: str, *, size: int = 20) -> None:
        super().__init__()
        self._icons = icons
        self._icon = icon
        self._size = size
        self._name = self._keys = ""
        self._draw()
        icons.theme.changed.connect(self._draw)

    def set_name(self, name: str) -> None:
        """What it does."""
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(_with_keys(self._name, self._keys))

    def set_keys(self, keys: str) -> None:
        """The keys that do the same."""
        self._keys = keys
        self.setToolTip(_with_keys(self._name, self._keys))

    def _draw(self) -> None:
        size = self._icons.theme.px(self._size)
        self.setIcon(self._icons.icon(self._icon, "text_2", size, checked="link"))
        self.setIconSize(QSize(size, size))


def _with_keys(words: str, keys: str) -> str:
    return f"{words} ({keys})" if words and keys else words or keys
