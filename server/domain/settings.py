"""What the owner can set; each section is one entity with working defaults."""

from dataclasses import dataclass
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.urls import check_http_url

DEFAULT_ACCENT = "#2563EB"
MAX_PROMPT_CHARS = 20_000


class AssistantMode(StrEnum):
    """What the assistant does with a visitor's message."""

    OFF = "off"
    ANSWER = "answer"


class NetworkScope(StrEnum):
    """Who can reach the chat page."""

    THIS_PC = "this_pc"
    LAN = "lan"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantSettings(Entity):
    """How the assistant answers.

    Attributes:
        system_prompt: The owner's instructions; empty means the built-in prompt.
        history_messages: How many earlier messages the model sees, at most.
    """

    mode: AssistantMode = AssistantMode.ANSWER
    name: str = "Assistant"
    system_prompt: str = ""
    history_messages: int = 30

    def __post_init__(self) -> None:
        if len(self.system_prompt) > MAX_PROMPT_CHARS:
            raise BadInput("prompt_too_long", f"The prompt may have {MAX_PROMPT_CHARS} characters.")
        if not 1 <= self.history_messages <= 200:
            raise BadInput("out_of_range", "history_messages is a number from 1 to 200.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings(Entity):
    """The OpenAI-compatible endpoint; its key is a secret and lives elsewhere.

    Attributes:
        base_url: For example https://api.openai.com/v1; empty means none is set up.
        temperature: 0 to 2; None leaves it to the provider.
        max_output_tokens: The longest answer.
    """

    base_url: str = ""
    model: str = ""
    temperature: float | None = None
    max_output_tokens: int = 1_024

    def __post_init__(self) -> None:
        if self.base_url:
            check_http_url(self.base_url)
        if self.temperature is not None and not 0 <= self.temperature <= 2:
            raise BadInput("out_of_range", "temperature is a number from 0 to 2.")
        if not 1 <= self.max_output_tokens <= 32_768:
            raise BadInput("out_of_range", "max_output_tokens is a number from 1 to 32768.")


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetSettings(Entity):
    """What visitors see: the team's name, the first line, the colour."""

    name: str = "Deskbell"
    greeting: str = ""
    accent: str = DEFAULT_ACCENT

    def __post_init__(self) -> None:
        digits = self.accent.removeprefix("#")
        if len(digits) != 6 or not all(char in "0123456789abcdefABCDEF" for char in digits):
            raise BadInput("not_a_colour", "accent is a colour such as #2563EB.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings(Entity):
    """Where the server listens when the command line does not say.

    Attributes:
        public_url: The address that visitors use when a reverse proxy stands before the server.
    """

    scope: NetworkScope = NetworkScope.THIS_PC
    public_url: str = ""

    def __post_init__(self) -> None:
        if self.public_url:
            check_http_url(self.public_url)


Section = AssistantSettings | ProviderSettings | WidgetSettings | NetworkSettings

SECTIONS: dict[str, type[Section]] = {
    "assistant": AssistantSettings,
    "provider": ProviderSettings,
    "widget": WidgetSettings,
    "network": NetworkSettings,
}
