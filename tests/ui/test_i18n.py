"""Every word of the window in both languages."""

import re
from collections import Counter
from importlib.resources import files
from json import loads

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.words import said_in
from ui.i18n import Language, Translations, plural_form, read_catalogue, tr

SAID = said_in("ui", "app")
PLACEHOLDER = re.compile(r"\{\w*\}|%n")


def test_all_words_are_written_out() -> None:
    """What is put together first is never found in the catalogue."""
    assert [said.where for said in SAID if said.key is None] == []


def test_everything_is_said_in_chinese() -> None:
    chinese = read_catalogue(Language.CHINESE)
    assert [f"{said.where} {said.key}" for said in SAID if said.key not in chinese] == []


def test_counted_words_have_their_forms() -> None:
    english, chinese = read_catalogue(Language.ENGLISH), read_catalogue(Language.CHINESE)
    counted = {said.key for said in SAID if said.counted and said.key}
    assert {key for key in counted if len(english.get(key, ())) != 2} == set()
    assert {key for key in counted if not isinstance(chinese.get(key), list)} == set()


def test_nothing_is_translated_that_nobody_says() -> None:
    said = {said.key for said in SAID}
    catalogues = [read_catalogue(language) for language in Language]
    assert {key for words in catalogues for key in words if key not in said} == set()


def test_translations_keep_the_placeholders() -> None:
    wrong = [
        key
        for key, forms in read_catalogue(Language.CHINESE).items()
        for form in ([forms] if isinstance(forms, str) else forms)
        if sorted(PLACEHOLDER.findall(form)) != sorted(PLACEHOLDER.findall(key.split("|")[-1]))
    ]
    assert wrong == []


def test_one_english_has_one_chinese() -> None:
    """Two areas may share words, never with two translations."""
    folder = files("resources") / "i18n" / Language.CHINESE
    areas = [loads(area.read_text("utf-8")) for area in folder.iterdir()]
    pairs = {(key, str(form)) for area in areas for key, form in area.items()}
    assert [key for key, uses in Counter(key for key, _ in pairs).items() if uses > 1] == []


def test_the_language_changes_at_once(qapp: QApplication) -> None:
    translations = Translations(qapp)
    translations.use(Language.CHINESE)
    assert tr("Take over") == "接管"
    assert tr("All", meaning="tab") == "全部"
    assert tr("%n unread", count=3) == "3 条未读"
    translations.use(Language.ENGLISH)
    assert tr("Take over") == "Take over"
    assert tr("%n new messages", count=1) == "1 new message"
    assert tr("%n new messages", count=2) == "2 new messages"


@pytest.mark.parametrize(("count", "form"), [(0, 1), (1, 0), (2, 1), (21, 1)])
def test_english_has_two_forms(count: int, form: int) -> None:
    assert plural_form(Language.ENGLISH, count) == form
    assert plural_form(Language.CHINESE, count) == 0
