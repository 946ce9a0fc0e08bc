"""Which canned reply: found by shortcut or words, put into the message with names filled in."""

from functools import partial

from server.domain.canned import CannedReply, rendered
from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.conversation.composer import Composer
from ui.desk import Desk
from ui.i18n import tr


def ask_canned(desk: Desk, composer: Composer, palette: Palette) -> None:
    """For the message that is being written."""
    if desk.open_conversation is None:
        return
    desk.directory.look_up()
    nothing = tr("There is none yet: write them in the settings.")
    question = Question(
        prompt=tr("Canned reply"),
        find=lambda words: _choices(words, desk, composer),
        foot=tr("Enter puts it into the message. Esc closes.")
        if desk.directory.canned
        else nothing,
    )
    palette.ask(question)


def _choices(words: str, desk: Desk, composer: Composer) -> list[Option]:
    options = [
        Option(
            title=f"/{one.shortcut}",
            detail=" ".join(filled(one, desk).split()),
            icon="zap",
            keywords=one.body,
            run=partial(composer.insert, filled(one, desk)),
        )
        for one in desk.directory.canned
    ]
    return fitting(words.lstrip("/、"), options)


def filled(reply: CannedReply, desk: Desk) -> str:
    """Its text for the open conversation."""
    conversation = desk.open_conversation
    if conversation is None:
        return reply.body
    visitor, me = conversation.visitor, desk.state.me
    values = {
        "visitor.name": visitor.name,
        "visitor.email": visitor.email,
        "visitor.phone": visitor.phone,
        "agent.name": me.display_name,
        "conversation.id": conversation.id,
    }
    return rendered(reply.body, values)
