"""What the desktop asks, and what it makes of every kind of answer."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from server.domain.conversations import Status
from server.domain.errors import (
    BadInput,
    Conflict,
    KnownError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooFast,
    TooLarge,
    Unavailable,
)
from server.domain.requests import (
    ConversationPage,
    Login,
    MessagePage,
    NetworkState,
    PostReply,
    ProviderTrial,
    PutSecret,
    SecretState,
    Setup,
    SignedIn,
    TryProvider,
)
from server.domain.settings import AssistantSettings
from tests.support.desk_sample import ME, mia, mia_messages
from tests.support.fake_desk_server import FakeDeskServer
from ui.api_client import ApiClient

SECRET = SecretState(name="provider_api_key", place=None, ending=None, keyring=None)


@pytest.fixture
async def server() -> AsyncIterator[FakeDeskServer]:
    async with FakeDeskServer() as server:
        yield server


@pytest.fixture
async def api(server: FakeDeskServer) -> AsyncIterator[ApiClient]:
    async with aiohttp.ClientSession() as session:
        yield ApiClient(session, server.url, "token-1")


async def test_signing_in_is_remembered(server: FakeDeskServer, api: ApiClient) -> None:
    for token in ("two", "three", "four"):
        server.answer(SignedIn(token=token, agent=ME))
    server.answer(ME)
    await api.login(Login(username="wang", password="pass"))
    await api.set_up(Setup(team_name="t", username="u", password="p"), "owner")
    await api.sign_in_owner("owner-2")
    assert await api.me() == ME
    assert server.headers == ["Bearer token-1", "Bearer owner", "Bearer owner-2", "Bearer four"]
    assert server.asked[1] == "POST /api/v1/setup"


async def test_reading_conversations(server: FakeDeskServer, api: ApiClient) -> None:
    server.answer({"needed": True}, ConversationPage(items=(mia(),), next="n", rev=3), mia())
    assert await api.setup_needed()
    page = await api.conversations(status=Status.OPEN, cursor="a b")
    assert (page.items, page.rev) == ((mia(),), 3)
    assert await api.conversation("c/1") == mia()
    assert server.asked[1:] == [
        "GET /api/v1/conversations?status=open&limit=100&cursor=a+b",
        "GET /api/v1/conversations/c%2F1",
    ]


async def test_reading_and_writing_messages(server: FakeDeskServer, api: ApiClient) -> None:
    messages = tuple(mia_messages())
    page = MessagePage(items=messages, next=None)
    server.answer(page, page, messages[0])
    await api.messages("c", before=9, limit=20)
    await api.messages("c", after=0)
    assert await api.post("c", PostReply(client_id="x", body="你好")) == messages[0]
    assert server.asked[:2] == [
        "GET /api/v1/conversations/c/messages?before=9&limit=20",
        "GET /api/v1/conversations/c/messages?after=0&limit=100",
    ]
    sent = {"client_id": "x", "body": "你好", "kind": "reply", "suggestion_id": None}
    assert json.loads(server.bodies[2]) == sent


async def test_the_verbs(server: FakeDeskServer, api: ApiClient) -> None:
    server.answer(*[mia()] * 4)
    for verb in (api.take, api.give_back, api.resolve, api.reopen):
        assert await verb("c") == mia()
    assert [asked.rsplit("/", 1)[-1] for asked in server.asked] == [
        "take",
        "give-back",
        "resolve",
        "reopen",
    ]


async def test_settings_and_secrets(server: FakeDeskServer, api: ApiClient) -> None:
    saved = AssistantSettings(name="Bell")
    server.answer(AssistantSettings(), saved, SECRET, SECRET, SECRET)
    assert await api.settings("assistant", AssistantSettings) == AssistantSettings()
    assert await api.save_settings("assistant", saved) == saved
    assert await api.secret("provider_api_key") == SECRET
    await api.put_secret("provider_api_key", PutSecret(value="sk-1", keep="session"))
    await api.delete_secret("provider_api_key")
    assert [asked.split()[0] for asked in server.asked] == ["GET", "PUT", "GET", "PUT", "DELETE"]


async def test_the_provider_and_the_network(server: FakeDeskServer, api: ApiClient) -> None:
    trial = ProviderTrial(ok=True, milliseconds=12)
    network = NetworkState(port=1, lan=False, urls=("http://127.0.0.1:1",))
    server.answer(trial, network)
    assert await api.try_provider(TryProvider(base_url="http://x.example", model="m")) == trial
    assert await api.network() == network


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadInput),
        (401, NotSignedIn),
        (403, NotAllowed),
        (404, NotFound),
        (409, Conflict),
        (413, TooLarge),
        (422, BadInput),
        (500, Unavailable),
        (503, Unavailable),
    ],
)
async def test_problems_become_errors(
    server: FakeDeskServer, api: ApiClient, status: int, kind: type[KnownError]
) -> None:
    server.refuse(status, "some_code")
    with pytest.raises(kind) as raised:
        await api.me()
    assert (raised.value.code, raised.value.detail) == ("some_code", "Because of some_code.")


@pytest.mark.parametrize(("wait", "seconds"), [("7", 7.0), ("soon", 1.0)])
async def test_being_too_fast_says_how_long_to_wait(
    server: FakeDeskServer, api: ApiClient, wait: str, seconds: float
) -> None:
    server.refuse(429, "too_fast", headers={"Retry-After": wait})
    with pytest.raises(TooFast) as raised:
        await api.me()
    assert raised.value.retry_after == seconds


async def test_strange_answers_are_trouble_not_bugs(server: FakeDeskServer, api: ApiClient) -> None:
    server.answer_bytes(b"<html>gateway</html>", 502)
    server.answer_bytes(b'{"surprise": 1}')
    server.answer_bytes(b"not json")
    codes = []
    for _ in range(3):
        with pytest.raises(Unavailable) as raised:
            await api.me()
        codes.append(raised.value.code)
    assert codes == ["strange_answer", "other_version", "other_version"]


async def test_a_server_that_is_away_is_unreachable(server: FakeDeskServer) -> None:
    async with aiohttp.ClientSession() as session:
        api = ApiClient(session, "http://127.0.0.1:1")
        with pytest.raises(Unavailable) as raised:
            await api.me()
        assert raised.value.code == "unreachable"
        server.answer(ME)
        api.move_to(server.url)
        assert await api.me() == ME
