"""The menu for language, light and dark, and text size; each takes effect at once."""

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui.i18n import LANGUAGE_NAMES, Language, Translations, tr
from ui.theme import Theme, ThemeChoice

_ZOOM_STEP = 0.1


class LookMenu(QMenu):
    """Made anew each time it opens: it is always in the language that it offers to change."""

    def __init__(self, theme: Theme, translations: Translations, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._translations = translations
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        self._add_languages(self.addMenu(tr("Language")))
        self._add_themes(self.addMenu(tr("Appearance")))
        self._add_sizes(self.addMenu(tr("Text size")))

    def _add_languages(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for language in Language:
            action = _choice(menu, group, LANGUAGE_NAMES[language])
            action.setChecked(language is self._translations.language)
            action.triggered.connect(lambda _on, to=language: self._translations.use(to))

    def _add_themes(self, menu: QMenu) -> None:
        names = {
            ThemeChoice.SYSTEM: tr("Like the system"),
            ThemeChoice.LIGHT: tr("Light"),
            ThemeChoice.DARK: tr("Dark"),
        }
        group = QActionGroup(menu)
        for choice in ThemeChoice:
            action = _choice(menu, group, names[choice])
            action.setChecked(choice is self._theme.choice)
            action.triggered.connect(lambda _on, to=choice: self._theme.choose(to))

    def _add_sizes(self, menu: QMenu) -> None:
        zoom = self._theme.zoom
        menu.addAction(tr("Larger"), lambda: self._theme.zoom_to(zoom + _ZOOM_STEP))
        menu.addAction(tr("Smaller"), lambda: self._theme.zoom_to(zoom - _ZOOM_STEP))
        menu.addAction(tr("Normal"), lambda: self._theme.zoom_to(1.0))


def _choice(menu: QMenu, group: QActionGroup, name: str) -> QAction:
    action = menu.addAction(name)
    action.setCheckable(True)
    group.addAction(action)
    return action
