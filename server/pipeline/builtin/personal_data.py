"""Personal data that shall not even be stored, as a plugin.

What is stored but kept from the provider is another matter: see `server.pipeline.personal.masking`.
"""

from server.pipeline.builtin.filters import Filters
from server.pipeline.hooks import OnMessage
from server.pipeline.personal.spans import personal_spans
from server.pipeline.verdicts import Changed


class PersonalDataPlugin:
    """Erases the kinds of personal data that the owner does not want to have."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters

    def on_message(self, hook: OnMessage) -> Changed | None:
        unwanted = frozenset(self._filters.settings.erase_on_arrival)
        if not unwanted:
            return None
        pieces: list[str] = []
        at = 0
        for span in personal_spans(hook.text):
            if span.kind in unwanted:
                pieces += hook.text[at : span.start], f"[{span.kind.value}]"
                at = span.end
        return Changed(text="".join([*pieces, hook.text[at:]])) if pieces else None
