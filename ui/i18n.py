"""Words in the agent's language: English is written in the code, 简体中文 lies in a catalogue.

How to say something that a person reads, anywhere in `ui` and `app`:

    tr("Take over")
    tr("{name} took over").format(name=name)            # never an f-string: it is looked up first
    tr("%n new messages", count=3)                      # %n and a plural, in every language
    tr("Open", meaning="status")                        # the same English, two meanings

The catalogue is `resources/i18n/<language>/*.json`, one file an area (`console.json`,
`setup.json`, `share.json`, `app.json`), an object of English to translation; with a meaning the
key is `meaning|English`. A plural is a list, one form after another: English has two, Chinese one.
A test walks every `tr()` of `ui` and `app` and names what a catalogue lacks.

A widget says its words in a method `retranslate()`, called at the end of its constructor and on
`QEvent.Type.LanguageChange` in `changeEvent`, so that the language can change at any time. What
is painted asks for its words while painting.
"""

import functools
import json
from collections.abc import Mapping
from enum import StrEnum
from importlib.resources import files

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

Forms = str | list[str]


class Language(StrEnum):
    """The languages of the desktop."""

    ENGLISH = "en"
    CHINESE = "zh_CN"


LANGUAGE_NAMES = {Language.ENGLISH: "English", Language.CHINESE: "简体中文"}


def tr(source: str, *, meaning: str | None = None, count: int = -1) -> str:
    """The words in the language in use, English when there is no translation."""
    return QCoreApplication.translate("", source, meaning, count)


def read_catalogue(language: Language) -> dict[str, Forms]:
    """All areas of one language together."""
    words: dict[str, Forms] = {}
    for area in (files("resources") / "i18n" / language).iterdir():
        if area.name.endswith(".json"):
            words.update(json.loads(area.read_text("utf-8")))
    return words


def plural_form(language: Language, count: int) -> int:
    """Which form of a plural this number takes."""
    return 0 if language is Language.CHINESE or count == 1 else 1


class Catalogue(QTranslator):
    """Answers Qt from a mapping, so that no file has to be compiled."""

    def __init__(self, language: Language, words: Mapping[str, Forms]) -> None:
        super().__init__()
        self._language = language
        self._words = words

    def isEmpty(self) -> bool:
        """Qt skips an empty translator."""
        return False

    def translate(
        self, _context: str, source: str, meaning: str | None = None, n: int = -1
    ) -> str | None:
        """The words, or None: Qt then asks the next translator and falls back to English."""
        found = self._words.get(f"{meaning}|{source}" if meaning else source)
        if isinstance(found, list):
            return found[plural_form(self._language, n)]
        return found


class Translations(QObject):
    """Puts the chosen language in force for the whole program.

    Signals:
        changed: The language is another one; every widget has had its LanguageChange.
    """

    changed = Signal()

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._app = app
        self._installed: tuple[QTranslator, ...] = ()
        self._language = Language.ENGLISH

    @property
    def language(self) -> Language:
        """The language in use."""
        return self._language

    @staticmethod
    def of_this_computer() -> Language:
        """What the operating system speaks, or English."""
        chinese = QLocale.system().language() == QLocale.Language.Chinese
        return Language.CHINESE if chinese else Language.ENGLISH

    def withdraw(self) -> None:
        """Leave the application as it was found; it may outlive what speaks here."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = ()

    def use(self, language: Language) -> None:
        """Speak this language from now on: words, Qt's own menus, dates and numbers."""
        self.withdraw()
        self._language = language
        QLocale.setDefault(QLocale(language.value))
        self._installed = _translators(language)
        for translator in self._installed:
            self._app.installTranslator(translator)
        self.changed.emit()


@functools.cache
def _translators(language: Language) -> tuple[QTranslator, ...]:
    """Made once and kept for ever.

    The collector may run while Qt asks a translator, and Qt holds its list of translators locked
    then: one that died at that moment would wait for that lock without end.
    """
    qts_own = QTranslator()
    translations = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    qts_own.load(f"qtbase_{language}", translations)
    return qts_own, Catalogue(language, read_catalogue(language))
