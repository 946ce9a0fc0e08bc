"""Which tags a conversation carries: several answers, each at once."""

from collections.abc import Iterator
from functools import partial

from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.desk import Desk
from ui.i18n import tr


def ask_tags(desk: Desk, palette: Palette) -> None:
    """For the open conversation."""
    conversation = desk.open_conversation
    if conversation is None:
        return
    desk.directory.look_up()
    tagging = _Tagging(desk, conversation.id, conversation.tags)
    palette.ask(
        Question(
            prompt=tr("Tags"),
            find=tagging.find,
            foot=tr("Enter adds or takes away; type a new one. Esc closes."),
        )
    )


class _Tagging:
    """Remembers what was chosen: the server's word may come after the next choice."""

    def __init__(self, desk: Desk, conversation_id: str, tags: tuple[str, ...]) -> None:
        self._desk = desk
        self._id = conversation_id
        self._chosen = tags

    def find(self, words: str) -> list[Option]:
        found = fitting(words, self._known())
        name = " ".join(words.split())
        known = {one.title.casefold() for one in found}
        if name and name.casefold() not in known:
            new = tr("New tag: {name}").format(name=name)
            found.append(Option(title=new, icon="plus", run=partial(self._add, name), stays=True))
        return found

    def _known(self) -> Iterator[Option]:
        carried = {tag.casefold() for tag in self._chosen}
        others = (tag for tag in self._desk.directory.tags if tag.casefold() not in carried)
        for tag in self._chosen:
            yield Option(title=tag, run=partial(self._remove, tag), checked=True, stays=True)
        for tag in others:
            yield Option(title=tag, run=partial(self._add, tag), checked=False, stays=True)

    def _add(self, tag: str) -> None:
        self._put((*self._chosen, tag))

    def _remove(self, tag: str) -> None:
        self._put(tuple(other for other in self._chosen if other != tag))

    def _put(self, tags: tuple[str, ...]) -> None:
        self._chosen = tags
        self._desk.handling.put_tags(self._id, tags)
