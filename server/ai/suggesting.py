"""What the model is told when it drafts for an agent, or rewrites a draft."""

from dataclasses import replace
from functools import cache
from importlib import resources

from server.ai.chat_model import ChatMessage, ChatRequest
from server.domain.suggestions import AskSuggestion, SuggestionInstruction

_HOW = {
    SuggestionInstruction.SHORTER: (
        "Make it clearly shorter, at most half as long, without losing a fact that the visitor"
        " needs. Keep its language."
    ),
    SuggestionInstruction.FRIENDLIER: (
        "Make it warmer and friendlier, without flattery and hardly longer. Keep its language."
    ),
    SuggestionInstruction.TRANSLATE: (
        "Translate it into the language with the code {language}, as a native speaker of customer"
        " service would write it."
    ),
}


@cache
def rewrite_prompt() -> str:
    """What stands in the place of every policy while a draft is rewritten."""
    return (resources.files("resources") / "prompts" / "rewrite.txt").read_text("utf-8").strip()


def draft_request(answer: ChatRequest) -> ChatRequest | None:
    """The request for a draft, from that for an answer; None where there is nothing to answer.

    What the team has said since the visitor's last word is left out: models go on with a text that
    ends in their own voice. No grounds: asked again, the answer is to be another one.
    """
    kept = list(answer.messages)
    while kept and kept[-1].role != "user":
        kept.pop()
    return replace(answer, messages=tuple(kept), grounds=None) if kept else None


def rewrite_request(
    answer: ChatRequest, ask: AskSuggestion, *, text: str, language: str
) -> ChatRequest:
    """The request for another form of a text; the text is material, and stays out of our zone."""
    how = _HOW[ask.instruction].replace("{language}", language)
    policy = ChatMessage(role="system", content=rewrite_prompt().replace("{how}", how))
    given = ChatMessage(role="user", content=text)
    return replace(answer, messages=(policy, given), grounds=None)
