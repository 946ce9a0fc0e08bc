"""Providers that people know by name, so that nobody has to look up an address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """One provider.

    Attributes:
        model: A small, cheap one that answers well enough to begin with.
        key_url: Where its keys are made; empty when it needs none.
    """

    name: str
    base_url: str
    model: str
    key_url: str = ""


PRESETS = (
    Preset(
        name="OpenAI",
        base_url="https://api.openai.com/v1",
        model="gpt-5-mini",
        key_url="https://platform.openai.com/api-keys",
    ),
    Preset(
        name="DeepSeek 深度求索",
        base_url="https://api.deepseek.com/v1",
        model="deepseek-chat",
        key_url="https://platform.deepseek.com/api_keys",
    ),
    Preset(
        name="Qwen 通义千问 (DashScope)",
        base_url="https://dashscope.aliyuncs.com/compatible-mode/v1",
        model="qwen-plus",
        key_url="https://bailian.console.aliyun.com/?tab=model#/api-key",
    ),
    Preset(
        name="Moonshot Kimi 月之暗面",
        base_url="https://api.moonshot.cn/v1",
        model="moonshot-v1-auto",
        key_url="https://platform.moonshot.cn/console/api-keys",
    ),
    Preset(
        name="Zhipu GLM 智谱",
        base_url="https://open.bigmodel.cn/api/paas/v4",
        model="glm-4-flash",
        key_url="https://open.bigmodel.cn/usercenter/apikeys",
    ),
    Preset(
        name="OpenRouter",
        base_url="https://openrouter.ai/api/v1",
        model="openai/gpt-5-mini",
        key_url="https://openrouter.ai/keys",
    ),
    Preset(name="Ollama", base_url="http://127.0.0.1:11434/v1", model="qwen3:8b"),
)


def preset_for(base_url: str) -> Preset | None:
    """The one that this address belongs to; None for any other."""
    address = base_url.rstrip("/")
    return next((preset for preset in PRESETS if preset.base_url == address), None)
