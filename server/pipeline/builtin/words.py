"""The word filter as a plugin: both ways, as the owner chose."""

from typing import assert_never

from server.domain.filters import WordAction
from server.pipeline.builtin.filters import Filters
from server.pipeline.builtin.sentences import Sentence
from server.pipeline.hooks import AfterAnswer, OnMessage
from server.pipeline.verdicts import Changed, Hold, Veto
from server.pipeline.words.matcher import asterisks

_HELD = "It has a forbidden word."


class WordPlugin:
    """Forbidden words, in English, Chinese and the owner's own lists."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters

    def on_message(self, hook: OnMessage) -> Changed | Hold | Veto | None:
        action = self._filters.settings.visitor_words
        if action is WordAction.NOTHING or not (hits := self._filters.words.find(hook.text)):
            return None
        match action:
            case WordAction.MASK:
                return Changed(text=asterisks(hook.text, hits))
            case WordAction.HOLD:
                return Hold(reason=_HELD)
            case WordAction.REFUSE:
                return Veto(reason=Sentence.FORBIDDEN_WORD.said_in(hook.locale))
            case _:
                assert_never(action)

    def after_answer(self, hook: AfterAnswer) -> Changed | Veto | None:
        action = self._filters.settings.answer_words
        if action is WordAction.NOTHING or not (hits := self._filters.words.find(hook.text)):
            return None
        if action is WordAction.MASK:
            return Changed(text=asterisks(hook.text, hits))
        return Veto(reason=_HELD)
