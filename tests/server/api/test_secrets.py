"""The provider's key: written, never read back, and sent to nobody but its own provider."""

from pathlib import Path
from typing import Any

from server.config import ProviderOverride
from server.security.secrets import Secret
from tests.server.calling import Caller
from tests.server.desk import Desk, running, until
from tests.server.instruments import MemoryKeyring
from tests.support.fake_openai import MODEL, FakeOpenAI

KEY = "sk-never-say-this-0123456789"
NAME = "secrets/provider_api_key"


async def put_key(desk: Desk, keep: str = "session", value: str = KEY) -> Any:
    desk.witness.guard_secret(value)
    return (await desk.agent("adam").put(NAME, {"value": value, "keep": keep})).data


async def use(desk: Desk, provider: FakeOpenAI) -> None:
    settings = {"base_url": provider.base_url, "model": MODEL}
    await desk.agent("adam").put("settings/provider", settings)


async def key_sent_to(desk: Desk, provider: FakeOpenAI) -> str | None:
    """Ask something; the Authorization header that the provider got with it."""
    before = len(provider.requests)
    visitor = await desk.visitor()
    await visitor.say(f"Hello, {visitor.conversation}?")  # a known question asks nobody

    async def asked() -> bool:
        return len(provider.requests) > before

    await until(asked)
    return provider.requests[-1].headers.get("authorization")


async def test_its_state_is_told_and_not_itself(desk: Desk, adam: Caller) -> None:
    none = {"name": "provider_api_key", "place": None, "ending": None, "keyring": None}
    assert (await adam.get(NAME)).data == none
    kept = await put_key(desk)
    assert kept == none | {"place": "session", "ending": KEY[-4:]}
    assert (await adam.get(NAME)).data == kept
    assert (await adam.send("DELETE", NAME)).data == none
    assert (await adam.send("DELETE", NAME)).data == none


async def test_keys_that_are_none(desk: Desk, adam: Caller) -> None:
    for value in ("", "  ", "two\nlines", "x" * 1_001, "\u200b", "tab\tbed"):
        reply = await adam.put(NAME, {"value": value, "keep": "session"})
        assert reply.refusal == (422, "bad_secret")
    for method in ("GET", "DELETE"):
        assert (await adam.send(method, "secrets/other")).refusal == (404, "no_such_secret")
    reply = await adam.put("secrets/other", {"value": KEY, "keep": "session"})
    assert reply.refusal == (404, "no_such_secret")


async def test_without_a_keyring_the_owner_is_told_what_to_do(desk: Desk, adam: Caller) -> None:
    reply = await adam.put(NAME, {"value": KEY})
    assert reply.refusal == (503, "no_keyring")
    assert "DESKBELL_PROVIDER_API_KEY_FILE" in reply.body.decode()
    assert (await adam.get(NAME)).data["place"] is None


async def test_the_keyring_keeps_it_and_the_session_does_not(cold_desk: Desk) -> None:
    cold_desk.keyring = MemoryKeyring()
    async with running(cold_desk) as desk:
        assert (await put_key(desk, "keyring"))["place"] == "keyring"
        await desk.restart()
        state = (await desk.agent("adam").get(NAME)).data
        assert (state["place"], state["keyring"]) == ("keyring", "Test Keyring")
        assert (await put_key(desk, "session"))["place"] == "session"
        await desk.restart()
        assert (await desk.agent("adam").get(NAME)).data["place"] is None


async def test_it_is_written_to_no_file(desk: Desk, tmp_path: Path) -> None:
    await put_key(desk)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if KEY.encode() in path.read_bytes()] == []


async def test_another_address_does_not_get_it(desk: Desk, adam: Caller) -> None:
    async with FakeOpenAI() as own, FakeOpenAI() as other:
        await use(desk, own)
        await put_key(desk)
        assert await key_sent_to(desk, own) == f"Bearer {KEY}"
        await use(desk, other)
        assert (await adam.get(NAME)).data["place"] is None
        assert await key_sent_to(desk, other) is None
        trial = {"base_url": other.base_url, "model": MODEL}
        assert (await adam.post("provider/try", trial)).data["ok"]
        assert all("authorization" not in one.headers for one in other.requests)
        await use(desk, own)
        assert await key_sent_to(desk, own) == f"Bearer {KEY}"


async def test_a_trial_of_its_own_address_may_use_it(desk: Desk, adam: Caller) -> None:
    async with FakeOpenAI() as own:
        await use(desk, own)
        await put_key(desk)
        await adam.post("provider/try", {"base_url": own.base_url, "model": "other"})
        assert own.requests[-1].headers["authorization"] == f"Bearer {KEY}"


async def test_a_key_that_came_before_any_address_belongs_to_the_first(
    desk: Desk, adam: Caller
) -> None:
    async with FakeOpenAI() as first, FakeOpenAI() as second:
        assert (await put_key(desk))["place"] == "session"
        await use(desk, first)
        assert (await adam.get(NAME)).data["place"] == "session"
        assert await key_sent_to(desk, first) == f"Bearer {KEY}"
        await adam.put("settings/provider", {"base_url": ""})
        assert (await adam.get(NAME)).data["place"] is None
        await use(desk, second)
        assert await key_sent_to(desk, second) is None


async def test_the_environment_comes_first_and_is_never_stored(cold_desk: Desk) -> None:
    cold_desk.witness.guard_secret("sk-environment-0123")
    cold_desk.environment = {"provider_api_key": Secret("sk-environment-0123")}
    async with FakeOpenAI() as provider, FakeOpenAI() as stored:
        cold_desk.provider = ProviderOverride(base_url=provider.base_url, model="env-model")
        async with running(cold_desk) as desk:
            await use(desk, stored)
            assert (await put_key(desk))["place"] == "environment"
            assert await key_sent_to(desk, provider) == "Bearer sk-environment-0123"
            assert provider.requests[-1].body["model"] == "env-model"
            assert stored.requests == []
            saved = (await desk.agent("adam").get("settings/provider")).data
            assert saved["base_url"] == stored.base_url
            assert (await desk.agent("adam").send("DELETE", NAME)).data["place"] == "environment"
