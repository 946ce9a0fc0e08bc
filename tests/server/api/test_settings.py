"""The owner's settings, through the API: what is kept, what is refused, who learns of it."""

import asyncio
from typing import Any

from tests.server.calling import Caller
from tests.server.desk import Desk
from tests.support.fake_openai import MODEL, FakeOpenAI, error

ALL: dict[str, dict[str, Any]] = {
    "assistant": {"mode": "off", "name": "Bell", "system_prompt": "你是 {assistant}"},
    "provider": {"base_url": "https://api.example.com/v1", "model": "m", "temperature": 0.5},
    "widget": {"name": "Acme", "greeting": "Hello!", "accent": "#00FF7f"},
    "network": {"scope": "lan", "public_url": "https://chat.example.com/"},
}
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("assistant", {"mode": "sometimes"}, "bad_fields"),
    ("assistant", {"history_messages": 0}, "out_of_range"),
    ("assistant", {"history_messages": 201}, "out_of_range"),
    ("assistant", {"system_prompt": "x" * 20_001}, "prompt_too_long"),
    ("provider", {"temperature": 2.1}, "out_of_range"),
    ("provider", {"temperature": "warm"}, "bad_fields"),
    ("provider", {"max_output_tokens": 0}, "out_of_range"),
    ("provider", {"key": "sk-1"}, "bad_fields"),
    ("widget", {"accent": "blue"}, "not_a_colour"),
    ("widget", {"accent": "#12345g"}, "not_a_colour"),
    ("widget", {"name": None}, "bad_fields"),
    ("network", {"scope": "everywhere"}, "bad_fields"),
    ("network", {"public_url": "chat.example.com"}, "not_a_url"),
]
NOT_URLS = [
    *("nonsense", "api.example.com/v1", "ftp://example.com", "http://", "http:///v1"),
    *("http://user:pw@example.com", "http://exa mple.com", "http://example.com:99999"),
    *("http://[::1", "javascript:alert(1)", "file:///etc/passwd", "http://example.com:0"),
]


async def test_what_is_saved_is_there_after_a_restart(desk: Desk) -> None:
    for section, values in ALL.items():
        saved = (await desk.agent("adam").put(f"settings/{section}", values)).data
        assert values.items() <= saved.items()
    await desk.restart()
    for section, values in ALL.items():
        kept = (await desk.agent("adam").get(f"settings/{section}")).data
        assert values.items() <= kept.items()


async def test_fields_that_are_not_given_stay(desk: Desk, adam: Caller) -> None:
    await adam.put("settings/provider", ALL["provider"])
    after = (await adam.put("settings/provider", {"model": "n", "temperature": None})).data
    assert after["base_url"] == "https://api.example.com/v1"
    assert (after["model"], after["temperature"]) == ("n", None)


async def test_what_is_refused_changes_nothing(desk: Desk, adam: Caller) -> None:
    for section, values, code in REFUSED:
        before = (await adam.get(f"settings/{section}")).data
        assert (await adam.put(f"settings/{section}", values)).refusal == (422, code), values
        assert (await adam.get(f"settings/{section}")).data == before


async def test_a_provider_needs_a_url_that_is_one(desk: Desk, adam: Caller) -> None:
    for url in NOT_URLS:
        reply = await adam.put("settings/provider", {"base_url": url})
        assert reply.refusal == (422, "not_a_url"), url
        reply = await adam.post("provider/try", {"base_url": url, "model": "m"})
        assert reply.refusal == (422, "not_a_url"), url
    assert (await adam.post("provider/try", {"base_url": "", "model": "m"})).status == 422
    assert (await adam.get("settings/provider")).data["base_url"] == ""


async def test_a_public_address_is_known_at_once(desk: Desk, adam: Caller) -> None:
    host = {"Host": "chat.example.com"}
    assert (await adam.send("GET", "/healthz", headers=host)).status == 421
    await adam.put("settings/network", {"public_url": "https://Chat.Example.com/"})
    assert (await adam.send("GET", "/healthz", headers=host)).status == 200
    assert (await adam.get("network")).data["urls"][0] == "https://Chat.Example.com/"
    origin = {"Origin": "https://chat.example.com"}
    async with desk.anybody().open_socket("Visitor", origin):
        pass
    await adam.put("settings/network", {"public_url": ""})
    assert (await adam.send("GET", "/healthz", headers=host)).status == 421


async def test_the_network_as_it_is(desk: Desk, lin: Caller) -> None:
    network = (await lin.get("network")).data
    assert network == {"port": desk.base.address.port, "lan": False, "urls": [f"{desk.url}/"]}


async def test_a_trial_is_one_tiny_request_with_what_was_typed(desk: Desk, adam: Caller) -> None:
    desk.witness.guard_secret("sk-typed-0123456789")
    async with FakeOpenAI() as provider:
        wanted = {"base_url": provider.base_url, "model": MODEL, "key": "sk-typed-0123456789"}
        trial = (await adam.post("provider/try", wanted)).data
        assert (trial["ok"], trial["code"]) == (True, None)
        provider.answer_with(error(401, "Bad key sk-typed-0123456789"))
        trial = (await adam.post("provider/try", wanted)).data
        assert (trial["ok"], trial["code"]) == (False, "auth")
        (first, _) = provider.requests
    assert first.headers["authorization"] == "Bearer sk-typed-0123456789"
    assert (await adam.get("settings/provider")).data["model"] == ""
    unreachable = (await adam.post("provider/try", wanted)).data
    assert unreachable["code"] == "unreachable"


async def test_settings_saved_at_once_lose_no_field(desk: Desk, adam: Caller) -> None:
    values = {"name": "Acme", "greeting": "Hello!", "accent": "#00ff00"}
    saving = (adam.put("settings/widget", {name: value}) for name, value in values.items())
    await asyncio.gather(*saving)
    assert values.items() <= (await adam.get("settings/widget")).data.items()


async def test_the_models_are_those_that_the_endpoint_lists(desk: Desk, adam: Caller) -> None:
    async with FakeOpenAI() as provider:
        wanted = {"base_url": provider.base_url, "key": "sk-typed-0123456789"}
        assert (await adam.post("provider/models", wanted)).data == {"items": [MODEL]}
    desk.witness.guard_secret("sk-typed-0123456789")
    assert (await adam.post("provider/models", wanted)).refusal == (503, "no_model_list")
    assert (await adam.post("provider/models", {"base_url": ""})).refusal == (422, "not_a_url")
