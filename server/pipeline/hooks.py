"""The catalogue of hooks: each is a question to plugins, and its docstring is the manual for it.

A plugin answers a hook with a function of the hook's name (`OnMessage` is `on_message`), which
takes the hook and returns one of its verdicts or None.
"""

import re
from dataclasses import dataclass
from typing import ClassVar

from server.pipeline.verdicts import Changed, Hold, Reply, Verdict, Veto


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """What all hooks share.

    Attributes:
        may: The verdicts that a plugin may return besides None.
        seconds: How long one plugin may take; a visitor waits for some hooks, hence the limit.
    """

    may: ClassVar[tuple[type[Verdict], ...]] = ()
    seconds: ClassVar[float] = 2.0

    @classmethod
    def hook_name(cls) -> str:
        """The name of the function in a plugin."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class OnMessage(Hook):
    """A visitor has written a message, and it is not stored yet.

    The visitor waits for the tick beside the message, so be quick: 100 milliseconds.

    Return `Changed` to store another text, `Reply` to store the message and answer it yourself,
    `Hold` to store it without the assistant answering, `Veto` to refuse it; the visitor then
    sees the reason beside the message.

    Attributes:
        conversation_id: Where it was written.
        visitor_id: Who wrote it; the same in every conversation of one browser.
        locale: The visitor's language, such as `en` or `zh-CN`.
        text: The message.
    """

    may: ClassVar[tuple[type[Verdict], ...]] = (Changed, Reply, Hold, Veto)
    seconds: ClassVar[float] = 0.1

    conversation_id: str
    visitor_id: str
    locale: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAnswer(Hook):
    """The assistant is about to answer, and has looked nothing up yet.

    Return `Changed` to have another question answered (the stored message stays as it is),
    `Reply` to answer in the assistant's place, `Veto` to give the conversation to people; agents
    see the reason.

    Attributes:
        conversation_id: Where it answers.
        visitor_id: Whom it answers.
        locale: The visitor's language, such as `en` or `zh-CN`.
        text: The question.
    """

    may: ClassVar[tuple[type[Verdict], ...]] = (Changed, Reply, Veto)

    conversation_id: str
    visitor_id: str
    locale: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterAnswer(Hook):
    """The assistant has written an answer, and it is not stored yet.

    The visitor may have read it while it was written; what is stored takes its place on the page.

    Return `Changed` to store another answer, `Veto` to take it back and give the conversation to
    people; agents see the reason.

    Attributes:
        conversation_id: Where it answers.
        visitor_id: Whom it answers.
        locale: The visitor's language, such as `en` or `zh-CN`.
        question: What was asked.
        text: The answer.
    """

    may: ClassVar[tuple[type[Verdict], ...]] = (Changed, Veto)

    conversation_id: str
    visitor_id: str
    locale: str
    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnHandoff(Hook):
    """The assistant has given the conversation to people: a fact, so nothing can be returned.

    Attributes:
        conversation_id: Which conversation.
        visitor_id: Whose conversation.
        locale: The visitor's language, such as `en` or `zh-CN`.
        reason: Why, in one word, such as `visitor_asked` or `provider_error`.
        summary: What agents read about it.
    """

    conversation_id: str
    visitor_id: str
    locale: str
    reason: str
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnConversationClosed(Hook):
    """An agent has resolved the conversation: a fact, so nothing can be returned.

    Attributes:
        conversation_id: Which conversation.
        visitor_id: Whose conversation.
        locale: The visitor's language, such as `en` or `zh-CN`.
        messages: How many messages it has, notices included.
    """

    conversation_id: str
    visitor_id: str
    locale: str
    messages: int


def catalogue() -> dict[str, type[Hook]]:
    """Every hook by its name."""
    # A slotted dataclass is a second class of the same name; the later one is the real one.
    return {kind.hook_name(): kind for kind in Hook.__subclasses__()}
