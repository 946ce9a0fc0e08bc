"""When two visitors ask the same: the key under which an answer is kept."""

import hashlib
import json
import unicodedata
from dataclasses import dataclass

from server.ai.chat_model import ChatRequest

_EDGES = " \t\n?!.,;:~…·。？！，；：、～¿¡"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that may have been asked before.

    Attributes:
        key: The same for every wording that means the same, as far as that is certain.
        exact: The same for the same wording only.
    """

    key: str
    exact: str


def question_of(request: ChatRequest, model: str) -> Question | None:
    """None when the answer depends on more than the question."""
    grounds = request.grounds
    if grounds is None or [turn.role for turn in request.messages].count("user") != 1:
        return None
    asked = normalised(grounds.question)
    if not asked:
        return None
    policy = [turn.content for turn in request.messages if turn.role == "system"]
    key = _digest(
        model,
        grounds.prompt_version,
        grounds.knowledge_revision,
        policy,  # whatever else it was made of: an answer never crosses over to another policy
        request.max_output_tokens,
        request.temperature,
        asked,
    )
    return Question(key=key, exact=_digest(grounds.question))


def normalised(question: str) -> str:
    """Without what makes no difference: case, width, spaces, and the marks around it."""
    seen = (char for char in question if unicodedata.category(char) != "Cf")
    folded = unicodedata.normalize("NFKC", "".join(seen)).casefold()
    return " ".join(folded.split()).strip(_EDGES)


def _digest(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
