"""How a new field of a visitor is called."""

from functools import partial

from ui.commands.options import Option
from ui.commands.palette import Palette, Question
from ui.context.custom_fields import CustomFields
from ui.i18n import tr


def ask_field_name(fields: CustomFields, palette: Palette) -> None:
    """Then the field stands in the panel, to be filled in."""

    def find(words: str) -> list[Option]:
        if not words:
            return []
        title = tr("Add the field “{name}”").format(name=words)
        return [Option(title=title, icon="plus", run=partial(fields.add, words))]

    palette.ask(Question(prompt=tr("Name of the field"), find=find))
