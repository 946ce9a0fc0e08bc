"""Choosing a provider: trials, keys, and computers without a keyring."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from server.domain.requests import Setup
from server.domain.settings import ProviderSettings
from tests.support.fake_openai import FakeOpenAI, error
from tests.support.qt import wait_until
from tests.support.server_here import OWNER_TOKEN, ServerHere, server_here
from ui.setup.provider import ProviderInput, ProviderSetup, ProviderStatus
from ui.setup.sentences import trial_sentence
from ui.tasks import Tasks

KEY = "sk-0123456789abcdef"
ELSEWHERE = ProviderInput(base_url="https://api.example.com/v1", model="m", key=KEY)


@pytest.fixture
async def server(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[ServerHere]:
    """On a computer without a keyring, with an owner signed in."""
    async with server_here(tmp_path) as running:
        setup = Setup(team_name="Shop", username="lin", password="correct horse")
        await running.api.set_up(setup, OWNER_TOKEN)
        yield running


async def test_without_a_keyring_the_key_waits_for_a_decision(server: ServerHere) -> None:
    provider = ProviderSetup(server.api)
    provider.edit(ELSEWHERE)
    assert not await provider.save()
    assert provider.keyring_refused
    assert "no keyring" in provider.trouble_sentence()
    assert provider.needs_session
    assert provider.input == ELSEWHERE


async def test_the_decision_can_be_for_this_session(server: ServerHere) -> None:
    provider = ProviderSetup(server.api)
    await provider.load()
    states = [(provider.input.only_session, provider.needs_session)]  # nobody typed a key yet
    provider.edit(
        ProviderInput(base_url="https://a.example", model="m", key=KEY, only_session=True)
    )
    states.append((provider.input.only_session, provider.needs_session))
    assert states == [(True, False), (True, True)]
    assert await provider.save()
    assert provider.input.key == ""
    assert provider.stored is not None
    assert (provider.stored.place, provider.stored.ending) == ("session", "cdef")


async def test_what_is_saved_is_there_the_next_time_without_the_key(
    server: ServerHere,
) -> None:
    first = ProviderSetup(server.api)
    first.edit(
        ProviderInput(base_url="https://a.example/v1", model="m", key=KEY, only_session=True)
    )
    assert await first.save()
    second = ProviderSetup(server.api)
    await second.load()
    assert second.saved
    assert (second.input.base_url, second.input.model, second.input.key) == (
        *("https://a.example/v1", "m"),
        "",
    )


async def test_saving_keeps_what_the_form_does_not_show(server: ServerHere) -> None:
    await server.api.save_settings("provider", ProviderSettings(temperature=0.5))
    provider = ProviderSetup(server.api)
    provider.edit(ProviderInput(base_url="https://a.example/v1", model="m"))
    assert await provider.save()
    assert (await server.api.settings("provider", ProviderSettings)).temperature == 0.5


async def test_a_refused_key_is_told_with_the_next_step(server: ServerHere) -> None:
    provider = ProviderSetup(server.api)
    async with FakeOpenAI() as fake:
        fake.answer_with(error(401, "Incorrect API key provided: sk-0123"))
        provider.edit(ProviderInput(base_url=fake.base_url, model="fake-1", key=KEY))
        await provider.try_it()
    assert provider.trial is not None
    assert not provider.trial.ok
    assert "does not accept the key" in trial_sentence(provider.trial)
    assert KEY not in trial_sentence(provider.trial)


async def test_a_trial_of_what_was_typed_before_does_not_count(
    server: ServerHere, qtbot: QtBot
) -> None:
    provider = ProviderSetup(server.api)
    tasks = Tasks(lambda _name, failure: pytest.fail(repr(failure)))
    async with FakeOpenAI() as fake:
        provider.edit(ProviderInput(base_url=fake.base_url, model="fake-1"))
        tasks.start("try", provider.try_it())
        await wait_until(lambda: provider.status is ProviderStatus.TRYING)
        provider.edit(ProviderInput(base_url=fake.base_url, model="fake-2"))
        await wait_until(lambda: provider.status is ProviderStatus.EDITING)
    assert provider.trial is None
    await tasks.end()


async def test_a_good_trial_survives_the_choice_of_where_to_keep_the_key(
    server: ServerHere,
) -> None:
    provider = ProviderSetup(server.api)
    async with FakeOpenAI() as fake:
        typed = ProviderInput(base_url=fake.base_url, model="fake-1", key=KEY)
        provider.edit(typed)
        await provider.try_it()
        provider.edit(
            ProviderInput(base_url=fake.base_url, model="fake-1", key=KEY, only_session=True)
        )
    assert provider.trial is not None
    assert provider.trial.ok
