"""Settings as a small shop would have them."""

from datetime import date

from server.domain.canned import CannedReply, PutCannedReply
from server.domain.hours import Holiday, HoursSettings, Period
from server.domain.requests import PutSecret
from server.domain.settings import (
    AssistantMode,
    AssistantSettings,
    BudgetSettings,
    Cap,
    FallbackProviderSettings,
    ModeWindow,
    Prices,
    ProviderSettings,
    Section,
    WidgetSettings,
)
from ui.api_client import ApiClient

_DAY = (Period(start="09:00", end="12:30"), Period(start="13:30", end="18:00"))

_CANNED = {
    "hello": "Hi {{visitor.name|there}}, {{agent.name}} here. How can I help?",
    "tracking": "Your tracking link is in the e-mail that we sent when the parcel left us.",
    "稍等": "您好 {{visitor.name}}，我马上为您查询，请稍等。",
}

SAMPLE: dict[str, Section] = {
    "assistant": AssistantSettings(
        name="Bell",
        outside_hours=AssistantMode.ANSWER,
        windows=(
            ModeWindow(days=(0, 1, 2, 3, 4), start="12:00", end="13:30", mode=AssistantMode.ANSWER),
            ModeWindow(days=(5, 6), start="22:00", end="08:00", mode=AssistantMode.OFF),
        ),
    ),
    "fallback_provider": FallbackProviderSettings(
        base_url="http://127.0.0.1:11434/v1", model="qwen3:8b"
    ),
    "budget": BudgetSettings(
        per_month=Cap(money=50_000_000), prices=Prices(input=270_000, output=1_100_000)
    ),
    "hours": HoursSettings(
        time_zone="Asia/Shanghai",
        weekly=(_DAY, _DAY, _DAY, _DAY, _DAY, (Period(start="10:00", end="14:00"),), ()),
        holidays=(
            Holiday(day=date(2026, 12, 24), name="Christmas Eve", periods=_DAY[:1]),
            Holiday(day=date(2027, 2, 6), name="春节"),
        ),
    ),
    "widget": WidgetSettings(
        name="Blue Jacket Shop", greeting="Hi! Ask us about jackets, sizes and returns."
    ),
}


# Where nobody answers: the settings ask a provider which models it has.
NOWHERE = ProviderSettings(base_url="http://127.0.0.1:9/v1", model="deepseek-chat")


async def fill_settings(api: ApiClient, provider: ProviderSettings = NOWHERE) -> None:
    """Save all of it; the key is kept until the server ends."""
    for section, values in {**SAMPLE, "provider": provider}.items():
        await api.save_settings(section, values)
    for shortcut, body in _CANNED.items():
        new = PutCannedReply(shortcut=shortcut, body=body)
        await api.send("POST", "/canned-replies", CannedReply, new)
    await api.put_secret("provider_api_key", PutSecret(value="sk-sample-3f9a", keep="session"))
