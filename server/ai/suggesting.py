"""What the model is told when it drafts for an agent, or rewrites a draft."""

from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionPrompts:
    """Our words: what comes on top of the assistant's policy, and what replaces it."""

    draft: str
    rewrite: str


def built_in_suggestion_prompts() -> SuggestionPrompts:
    """Read once, when the server is put together."""
    folder = resources.files("resources") / "prompts"
    return SuggestionPrompts(
        draft=(folder / "suggestion.txt").read_text("utf-8").strip(),
        rewrite=(folder / "rewrite.txt").read_text("utf-8").strip(),
    )


def draft_request(answer: ChatRequest, prompts: SuggestionPrompts) -> ChatRequest | None:
    """The request for a draft, from that for an answer; None where there is nothing to answer.

    What the team has said since the visitor's last word is left out: models go on with a text that
    ends in their own voice. No grounds: asked again, the answer is to be another one.
    """
    policy, *rest = answer.messages
    while rest and rest[-1].role != "user":
        rest.pop()
    if not rest:
        return None
    policy = replace(policy, content=f"{policy.content}\n\n{prompts.draft}")
    return replace(answer, messages=(policy, *rest), grounds=None)


def rewrite_request(
    answer: ChatRequest, ask: AskSuggestion, *, text: str, language: str, prompts: SuggestionPrompts
) -> ChatRequest:
    """The request for another form of a text; the text is material, and stays out of our zone."""
    how = _HOW[ask.instruction].replace("{language}", language)
    policy = ChatMessage(role="system", content=prompts.rewrite.replace("{how}", how))
    given = ChatMessage(role="user", content=text)
    return replace(answer, messages=(policy, given), grounds=None)
