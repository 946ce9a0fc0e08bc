"""What the owner can set; each section is one entity with working defaults."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from server.domain.entity import Entity
from server.domain.errors import BadInput
from server.domain.filters import FilterSettings
from server.domain.hours import HoursSettings, TimeWindow, is_open
from server.domain.plugins import PluginSettings
from server.domain.routing import RoutingSettings
from server.domain.text import check_unicode, is_blank
from server.domain.urls import check_http_url
from server.domain.wording import LANGUAGES

DEFAULT_ACCENT = "#2563EB"
MAX_PROMPT_CHARS = 20_000
MAX_WINDOWS = 50
MAX_SPENT = 10**15
MAX_PRICE = 10**10
MAX_GREETING_CHARS = 1_000
MAX_QUESTIONS = 6
MAX_QUESTION_CHARS = 120


class AssistantMode(StrEnum):
    """What the assistant does with a visitor's message."""

    OFF = "off"
    SUGGEST = "suggest"
    ANSWER = "answer"


class NetworkScope(StrEnum):
    """Who can reach the chat page."""

    THIS_PC = "this_pc"
    LAN = "lan"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModeWindow(TimeWindow):
    """A part of the week in which the assistant has a mode of its own."""

    mode: AssistantMode


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantSettings(Entity):
    """How the assistant answers.

    Attributes:
        mode: Off, suggest (drafts for agents only), or answer; as a rule.
        outside_hours: The mode while the team is away; None means as a rule.
        windows: Parts of the week with another mode, by the team's clock; the first that fits
            counts, before everything else.
        system_prompt: The owner's instructions; empty means the built-in prompt.
        history_messages: How many earlier messages the model sees, at most.
        suggestions: Whether agents get a draft for every message of a visitor; on request always.
    """

    mode: AssistantMode = AssistantMode.ANSWER
    outside_hours: AssistantMode | None = None
    windows: tuple[ModeWindow, ...] = ()
    name: str = "Assistant"
    system_prompt: str = ""
    history_messages: int = 30
    suggestions: bool = True

    def __post_init__(self) -> None:
        if len(self.windows) > MAX_WINDOWS:
            raise BadInput("too_many_windows", f"At most {MAX_WINDOWS} windows.")
        if len(self.system_prompt) > MAX_PROMPT_CHARS:
            raise BadInput("prompt_too_long", f"The prompt may have {MAX_PROMPT_CHARS} characters.")
        if not 1 <= self.history_messages <= 200:
            raise BadInput("out_of_range", "history_messages is a number from 1 to 200.")


def mode_at(assistant: AssistantSettings, hours: HoursSettings, at: datetime) -> AssistantMode:
    """What the assistant does at this moment."""
    local = at.astimezone(hours.zone)
    for window in assistant.windows:
        if window.holds(local):
            return window.mode
    if assistant.outside_hours is not None and not is_open(hours, at):
        return assistant.outside_hours
    return assistant.mode


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
class FallbackProviderSettings(Entity):
    """The provider that answers while the first one does not; for the rest they share settings.

    Attributes:
        base_url: As in `ProviderSettings`; empty means there is none.
    """

    base_url: str = ""
    model: str = ""

    def __post_init__(self) -> None:
        if self.base_url:
            check_http_url(self.base_url)


class AtCap(StrEnum):
    """Who answers when the budget is used up; people come after the knowledge base."""

    KNOWLEDGE = "knowledge"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap(Entity):
    """The most that may be spent in a period; None sets no limit. Money is in millionths."""

    tokens: int | None = None
    money: int | None = None

    def __post_init__(self) -> None:
        limits = [limit for limit in (self.tokens, self.money) if limit is not None]
        if not all(0 <= limit <= MAX_SPENT for limit in limits):
            raise BadInput("out_of_range", f"A cap is a number from 0 to {MAX_SPENT}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices(Entity):
    """What a million tokens cost, in millionths of the owner's currency."""

    input: int = 0
    output: int = 0

    def __post_init__(self) -> None:
        if not all(0 <= price <= MAX_PRICE for price in (self.input, self.output)):
            raise BadInput("out_of_range", f"A price is a number from 0 to {MAX_PRICE}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetSettings(Entity):
    """How much the assistant may spend.

    Attributes:
        per_visitor: In a day. The others protect the owner; this one also the other visitors.
        per_day, per_month: All visitors together.
    """

    per_visitor: Cap = Cap(tokens=200_000)  # some hundred answers
    per_day: Cap = Cap()
    per_month: Cap = Cap()
    at_cap: AtCap = AtCap.KNOWLEDGE
    prices: Prices = Prices()
    fallback_prices: Prices = Prices()


class WidgetPosition(StrEnum):
    """In which lower corner of somebody's site the chat stands."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True, kw_only=True)
class WidgetSettings(Entity):
    """What visitors see: the team's name, the first line, the colour.

    Attributes:
        greeting: Where `greetings` has none in the visitor's language; empty means the built-in.
        greetings: By language, `en` or `zh-CN`.
        quick_questions: To ask with one click, as long as nothing has been said.
    """

    name: str = "Deskbell"
    greeting: str = ""
    accent: str = DEFAULT_ACCENT
    position: WidgetPosition = WidgetPosition.RIGHT
    greetings: dict[str, str] = field(default_factory=dict)
    quick_questions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := self.greetings.keys() - set(LANGUAGES):
            known = ", ".join(LANGUAGES)
            raise BadInput("no_such_language", f"{min(unknown)!r} is not one of {known}.")
        if max(map(len, (self.greeting, *self.greetings.values()))) > MAX_GREETING_CHARS:
            raise BadInput("greeting_too_long", f"A greeting has {MAX_GREETING_CHARS} characters.")
        if len(self.quick_questions) > MAX_QUESTIONS:
            raise BadInput("too_many_questions", f"There can be {MAX_QUESTIONS} quick questions.")
        for question in self.quick_questions:
            if is_blank(check_unicode(question)) or len(question) > MAX_QUESTION_CHARS:
                raise BadInput(
                    "bad_question", f"A question has 1 to {MAX_QUESTION_CHARS} characters."
                )
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


Section = (
    AssistantSettings
    | ProviderSettings
    | FallbackProviderSettings
    | BudgetSettings
    | WidgetSettings
    | NetworkSettings
    | FilterSettings
    | PluginSettings
    | HoursSettings
    | RoutingSettings
)

SECTIONS: dict[str, type[Section]] = {
    "assistant": AssistantSettings,
    "provider": ProviderSettings,
    "fallback_provider": FallbackProviderSettings,
    "budget": BudgetSettings,
    "widget": WidgetSettings,
    "network": NetworkSettings,
    "filters": FilterSettings,
    "plugins": PluginSettings,
    "hours": HoursSettings,
    "routing": RoutingSettings,
}
