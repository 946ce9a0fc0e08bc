"""What the model is told: our policy in the system's zone, everybody else's words outside it."""

from collections.abc import Sequence
from dataclasses import replace
from importlib import resources

from server.ai.chat_model import ChatMessage, ChatRequest
from server.ai.history import turns
from server.domain.conversations import Message
from server.domain.retrieval import Retrieval
from server.domain.settings import AssistantSettings, ProviderSettings

MAX_SOURCE_CHARS = 3_000

_KNOWLEDGE = (
    "These articles of the team may answer the visitor's question. Answer from them where they do;"
    " where they do not, say that you do not know."
)


def built_in_prompt() -> str:
    """The prompt for owners who wrote none; read once, when the server is put together."""
    return (resources.files("resources") / "prompts" / "assistant.txt").read_text("utf-8")


def system_prompt(assistant: AssistantSettings, team: str, built_in: str) -> str:
    """The owner's prompt, or the built-in one, with the two names filled in.

    Replaced, not formatted: an owner may write braces without knowing that they mean something.
    """
    template = assistant.system_prompt.strip() or built_in.strip()
    return template.replace("{assistant}", assistant.name).replace("{team}", team)


def answer_request(
    system: str,
    messages: Sequence[Message],
    *,
    assistant: AssistantSettings,
    provider: ProviderSettings,
) -> ChatRequest:
    """The request for the next answer. `messages` are the conversation's, oldest first."""
    policy = ChatMessage(role="system", content=system)
    return ChatRequest(
        messages=(policy, *turns(messages, max_messages=assistant.history_messages)),
        max_output_tokens=provider.max_output_tokens,
        temperature=provider.temperature,
    )


def with_knowledge(request: ChatRequest, found: Retrieval) -> ChatRequest:
    """The request with what our articles have on the question, in a zone of their own."""
    articles = "\n\n".join(
        f"{one.article.title}\n{one.article.body[:MAX_SOURCE_CHARS]}" for one in found.items
    )
    knowledge = ChatMessage(role="system", content=f"{_KNOWLEDGE}\n\n{articles}")
    policy, *turns_ = request.messages
    return replace(request, messages=(policy, knowledge, *turns_))
