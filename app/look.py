"""Language and appearance: as they were chosen here, and remembered when somebody changes them."""

from PySide6.QtWidgets import QApplication

from app.preferences import PreferencesFile
from ui.i18n import Translations
from ui.icons import Icons
from ui.theme import Theme


class Look:
    """What every window of the program shares."""

    def __init__(self, app: QApplication, preferences: PreferencesFile) -> None:
        self._preferences = preferences
        self.theme = Theme(app)
        self.icons = Icons(self.theme)
        self.translations = Translations(app)
        kept = preferences.value
        self.translations.use(kept.language or Translations.of_this_computer())
        self.theme.zoom_to(kept.zoom)
        self.theme.choose(kept.theme)
        self.translations.changed.connect(self._keep_language)
        self.theme.changed.connect(self._keep_appearance)

    def _keep_language(self) -> None:
        self._preferences.change(language=self.translations.language)

    def _keep_appearance(self) -> None:
        self._preferences.change(theme=self.theme.choice, zoom=self.theme.zoom)
