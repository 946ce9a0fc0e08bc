"""Reads the JSON of a chat completion: it comes from a stranger, so nothing in it is certain."""

from dataclasses import dataclass

from server.ai.chat_model import FaultCode, FinishReason, Usage
from server.ai.faults import fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """What is of use in one JSON object; `finish` is empty until the provider says why it ended."""

    text: str = ""
    finish: str = ""
    usage: Usage | None = None


def read_chunk(data: object) -> Chunk:
    """The first choice's text in a streamed chunk, or in a whole answer.

    What is missing or null is skipped: keep-alives, usage chunks, filter reports and tool calls
    that nobody asked for come in every variation.

    Raises:
        ProviderFault: when text of the answer may be lost by skipping.
    """
    if not isinstance(data, dict):
        raise fault(FaultCode.BAD_ANSWER)
    choice = _first_choice(data.get("choices"))
    part = choice.get("delta") or choice.get("message")
    finish = choice.get("finish_reason")
    return Chunk(
        text=_text(part.get("content")) if isinstance(part, dict) else "",
        finish=finish if isinstance(finish, str) else "",
        usage=_usage(data.get("usage")),
    )


def _first_choice(choices: object) -> dict[str, object]:
    """Choice 0. Others are further answers to the same question, mixed into the same stream."""
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict) and choice.get("index") in (None, 0):
            return choice
    return {}


def _text(content: object) -> str:
    match content:
        case None:
            return ""
        case str():
            return content
        case list():
            return "".join(_part(part) for part in content)
        case _:
            raise fault(FaultCode.BAD_ANSWER)


def _part(part: object) -> str:
    """Some models send a list of parts, of which `thinking` and the like are not for visitors."""
    match part:
        case {"type": "text", "text": str(text)}:
            return text
        case {"type": str()}:
            return ""
        case _:
            raise fault(FaultCode.BAD_ANSWER)


def _usage(usage: object) -> Usage | None:
    match usage:
        case {"prompt_tokens": int(read), "completion_tokens": int(written)} if (
            read >= 0 <= written
        ):
            return Usage(input_tokens=read, output_tokens=written)
        case _:
            return None


_FINISHED = {
    "stop": FinishReason.STOP,
    "eos": FinishReason.STOP,
    "eos_token": FinishReason.STOP,
    "end_turn": FinishReason.STOP,
    "stop_sequence": FinishReason.STOP,
    "length": FinishReason.LENGTH,
    "max_tokens": FinishReason.LENGTH,
    "model_length": FinishReason.LENGTH,
}


def finish_reason(word: str) -> FinishReason:
    """What the provider's word means.

    Raises:
        ProviderFault: for every word that does not say that the answer is whole.
    """
    known = _FINISHED.get(word.lower())
    if known is not None:
        return known
    if word in {"content_filter", "safety"}:
        raise fault(FaultCode.FILTERED)
    if word in {"tool_calls", "function_call"}:
        raise fault(FaultCode.BAD_ANSWER)
    raise fault(FaultCode.INCOMPLETE)
