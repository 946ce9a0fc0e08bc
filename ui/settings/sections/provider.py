"""Which model answers, and which one stands in for it."""

from typing import Any

from server.domain.requests import TryProvider
from server.domain.settings import FallbackProviderSettings, ProviderSettings
from server.domain.urls import check_http_url
from ui.i18n import tr
from ui.settings.blocks.key_block import KeyBlock
from ui.settings.controls.combo import TypedChoice
from ui.settings.controls.line import Line
from ui.settings.controls.number import Number, decimal
from ui.settings.faults import refusal
from ui.settings.models import Models
from ui.settings.plan import Binding, GroupPlan, RowPlan, SectionPlan, field
from ui.settings.provider_key import ProviderKey
from ui.settings.tools import Tools
from ui.settings.values import Values
from ui.setup.presets import PRESETS, preset_for

_WORDS = "ai provider openai deepseek qwen kimi glm ollama llm 服务商 大模型 接口 通义 智谱"


def provider_section(tools: Tools) -> SectionPlan:
    """The sections `provider` and `fallback_provider`, each with its key."""
    first = Values(tools.api, "provider", ProviderSettings)
    second = Values(tools.api, "fallback_provider", FallbackProviderSettings)
    key = _key(tools, "provider_api_key", "provider", first)
    second_key = _key(tools, "fallback_provider_api_key", "fallback_provider", second)
    return SectionPlan(
        id="provider",
        icon="sparkles",
        title=lambda: tr("AI provider"),
        lead=lambda: tr("The model that answers visitors. While there is none, a demo answers."),
        sources=(first, second, key, second_key),
        groups=(
            GroupPlan(rows=_rows("provider", first, key, tools)),
            GroupPlan(title=lambda: tr("Its answers"), rows=(_temperature(first), _longest(first))),
            GroupPlan(
                title=lambda: tr("Second provider: answers while the first one does not"),
                rows=_rows("fallback", second, second_key, tools),
            ),
        ),
    )


def _key(tools: Tools, name: str, section: str, values: Values[Any]) -> ProviderKey:
    def saved() -> TryProvider:
        return TryProvider(base_url=values.value.base_url, model=values.value.model)

    return ProviderKey(tools.api, name, section, saved)


def _rows(
    name: str, values: Values[Any], key: ProviderKey, tools: Tools
) -> tuple[RowPlan, RowPlan, RowPlan]:
    return (
        _address(name, values),
        _model(name, values, tools),
        RowPlan(
            id=f"{name}.key",
            name=lambda: tr("API key"),
            about=lambda: tr("Only ever written: once it is kept, nobody can read it here."),
            keywords="secret token keyring test 密钥 密钥环 测试",
            make=lambda: KeyBlock(key, tools),
            wide=True,
        ),
    )


def _address(name: str, values: Values[Any]) -> RowPlan:
    """Known providers bring a model along; taking it back brings both back."""

    def parse(text: str) -> tuple[str, str]:
        url = text.strip()
        if url:
            check_http_url(url)
        preset = preset_for(url)
        return url, preset.model if preset else values.value.model

    async def write(pair: tuple[str, str]) -> None:
        await values.change(base_url=pair[0], model=pair[1])

    return RowPlan(
        id=f"{name}.base_url",
        name=lambda: tr("Address"),
        about=lambda: tr("Choose a provider, or write the address of any OpenAI-compatible API."),
        keywords=f"url base endpoint {_WORDS}",
        make=lambda: TypedChoice(
            lambda: {one.base_url: f"{one.name}  ·  {one.base_url}" for one in PRESETS},
            parse=parse,
            show=lambda pair: pair[0],
            placeholder=lambda: "https://api.example.com/v1",
        ),
        binding=Binding(read=lambda: (values.value.base_url, values.value.model), write=write),
        wide=True,
    )


def _model(name: str, values: Values[Any], tools: Tools) -> RowPlan:
    models = Models(tools.api, tools.tasks)

    def make() -> TypedChoice:
        control = TypedChoice(
            lambda: {one: one for one in models.names},
            parse=str.strip,
            placeholder=lambda: tr("Name of a model"),
            wake=lambda: models.look_at(values.value.base_url),
        )
        models.changed.connect(control.offer)
        values.changed.connect(lambda: models.look_at(values.value.base_url))
        return control

    return RowPlan(
        id=f"{name}.model",
        name=lambda: tr("Model"),
        about=lambda: tr("The list shows what the provider offers, where it says so."),
        keywords=_WORDS,
        make=make,
        binding=field(values, "model"),
    )


def _temperature(values: Values[Any]) -> RowPlan:
    def parse(text: str) -> float | None:
        if not text.strip():
            return None
        number = float(decimal(text))
        if number > 2:
            raise refusal(tr("Write a number from 0 to 2, or leave it empty."))
        return number

    return RowPlan(
        id="provider.temperature",
        name=lambda: tr("Temperature"),
        about=lambda: tr(
            "0 keeps to the likeliest words, 2 surprises. Empty: as the provider does."
        ),
        keywords="creativity random 温度 随机",
        make=lambda: Line(
            parse=parse,
            show=lambda value: "" if value is None else f"{value:g}",
            placeholder=lambda: tr("Its own"),
            letters=8,
        ),
        binding=field(values, "temperature"),
    )


def _longest(values: Values[Any]) -> RowPlan:
    return RowPlan(
        id="provider.max_output_tokens",
        name=lambda: tr("Longest answer"),
        about=lambda: tr("A token is about four letters, or one Chinese character."),
        keywords="max output tokens length 最长 长度",
        make=lambda: Number(1, 32_768, unit=lambda: tr("tokens")),
        binding=field(values, "max_output_tokens"),
    )
