"""To whom a conversation goes, and what there is to tell them."""

from collections.abc import Iterator
from functools import partial

from server.domain.conversations import Conversation
from server.domain.people import Agent
from ui.commands.options import Option, fitting
from ui.commands.palette import Palette, Question
from ui.desk import Desk
from ui.i18n import tr


def ask_assignee(desk: Desk, palette: Palette) -> None:
    """For the open conversation: first who, then a word for them."""
    conversation = desk.open_conversation
    if conversation is None:
        return
    desk.directory.look_up()
    question = Question(
        prompt=tr("Assign to whom?"),
        find=lambda words: fitting(words, _choices(desk, palette, conversation)),
    )
    palette.ask(question)


def _choices(desk: Desk, palette: Palette, conversation: Conversation) -> Iterator[Option]:
    me, holder = desk.state.me, conversation.handler.agent_id
    if holder != me.id:
        yield Option(
            title=tr("Me"),
            detail=me.display_name,
            icon="hand",
            keywords="me myself 我 自己",
            run=partial(desk.handling.assign, conversation.id, me.id),
        )
    if holder is not None:
        yield Option(
            title=tr("Nobody: give it back to the assistant"),
            icon="bot",
            keywords="unassign back assistant queue 交还 助手",
            run=partial(desk.handling.give_back, conversation.id),
        )
    for agent in desk.directory.agents:
        if agent.id not in {me.id, holder}:
            yield Option(
                title=agent.display_name or agent.username,
                detail=agent.username,
                icon="user",
                run=partial(_ask_comment, desk, palette, conversation.id, agent),
            )


def _ask_comment(desk: Desk, palette: Palette, conversation_id: str, agent: Agent) -> None:
    name = agent.display_name or agent.username

    def find(words: str) -> list[Option]:
        title = tr("Assign to {name} with this note") if words else tr("Assign to {name}")
        run = partial(desk.handling.assign, conversation_id, agent.id, words)
        return [Option(title=title.format(name=name), icon="user-plus", run=run)]

    prompt = tr("A word for {name}; Enter assigns").format(name=name)
    palette.ask(Question(prompt=prompt, find=find, foot=tr("Only the team sees the note.")))
