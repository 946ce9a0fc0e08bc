"""The assistant's steps against a real server: what is asked, refused, repeated and kept."""

from dataclasses import replace

import pytest

from server.domain.settings import WidgetSettings
from tests.support.fake_openai import FakeOpenAI
from tests.support.qt import wait_until
from tests.support.server_here import ServerHere
from ui.setup.account import Account
from ui.setup.flow import SetupFlow, Step
from ui.setup.provider import ProviderInput

LIN = Account(
    team_name="Blue Jacket Shop", display_name="Lin", username="lin", password="correct horse"
)


async def reached(flow: SetupFlow, step: Step) -> None:
    await wait_until(lambda: flow.step is step and not flow.busy, what=f"never at {step}")


def username(flow: SetupFlow) -> str:
    return flow.owner.username if flow.owner else ""


async def at_provider(flow: SetupFlow) -> None:
    flow.edit(LIN)
    flow.next()
    await reached(flow, Step.OWNER)
    flow.next()
    await reached(flow, Step.PROVIDER)
    await wait_until(lambda: flow.provider.stored is not None)


async def test_nothing_is_called_wrong_before_somebody_wants_to_go_on(flow: SetupFlow) -> None:
    flow.edit(replace(LIN, team_name=" "))
    assert flow.faults == {}
    flow.next()
    assert set(flow.faults) == {"team_name"}
    flow.edit(LIN)
    assert flow.faults == {}
    assert flow.step is Step.TEAM


async def test_every_field_of_the_owner_is_checked_at_once(flow: SetupFlow) -> None:
    flow.edit(replace(LIN, display_name="", username="two words", password="short"))
    flow.next()
    await reached(flow, Step.OWNER)
    flow.next()
    assert set(flow.faults) == {"display_name", "username", "password"}
    assert not flow.busy


async def test_a_password_that_the_server_refuses_loses_nothing(flow: SetupFlow) -> None:
    flow.edit(replace(LIN, password="12345678"))
    flow.next()
    await reached(flow, Step.OWNER)
    flow.next()
    await wait_until(lambda: "nobody would guess" in flow.trouble)
    assert (flow.step, flow.account.username) == (Step.OWNER, "lin")
    flow.edit(LIN)
    flow.next()
    await reached(flow, Step.PROVIDER)


async def test_a_server_that_is_away_can_be_asked_again(
    flow: SetupFlow, server: ServerHere
) -> None:
    flow.edit(LIN)
    flow.next()
    await reached(flow, Step.OWNER)
    await server.stop()
    flow.next()
    await wait_until(lambda: flow.trouble)
    assert flow.account == LIN
    await server.start()
    flow.next()
    await reached(flow, Step.PROVIDER)


async def test_an_answer_that_got_lost_does_not_lock_the_owner_out(
    flow: SetupFlow, server: ServerHere
) -> None:
    flow.edit(LIN)
    flow.next()
    await reached(flow, Step.OWNER)
    flow.next()
    await reached(flow, Step.PROVIDER)
    flow.owner, flow.account, flow.step = None, LIN, Step.OWNER  # as if nobody had heard of it
    flow.next()
    await reached(flow, Step.PROVIDER)
    assert username(flow) == "lin"


async def test_back_keeps_everything_but_the_password(flow: SetupFlow) -> None:
    await at_provider(flow)
    typed = ProviderInput(base_url="https://api.example.com/v1", model="m", key="sk-1")
    flow.provider.edit(typed)
    flow.back()
    assert flow.step is Step.OWNER
    assert flow.account == replace(LIN, password="")
    flow.next()
    await reached(flow, Step.PROVIDER)
    assert flow.provider.input.key == "sk-1"
    assert flow.provider.input.base_url == "https://api.example.com/v1"


async def test_the_team_can_be_renamed_after_the_account_is_made(
    flow: SetupFlow, server: ServerHere
) -> None:
    await at_provider(flow)
    flow.back()
    flow.back()
    flow.edit(replace(flow.account, team_name="蓝衣小店"))
    flow.next()
    await reached(flow, Step.OWNER)
    widget = await server.api.settings("widget", WidgetSettings)
    assert widget.name == "蓝衣小店"


async def test_later_means_the_demo_and_the_end_tells_who_the_owner_is(flow: SetupFlow) -> None:
    await at_provider(flow)
    flow.later()
    await reached(flow, Step.SHARE)
    await wait_until(lambda: flow.reach.url)
    assert flow.is_demo
    owners: list[object] = []
    flow.finished.connect(owners.append)
    flow.next()
    assert owners == [flow.owner]


async def test_a_provider_is_tried_and_saved(flow: SetupFlow) -> None:
    await at_provider(flow)
    async with FakeOpenAI() as provider:
        flow.provider.edit(ProviderInput(base_url=provider.base_url, model="fake-1"))
        flow.try_provider()
        await wait_until(lambda: flow.provider.trial and flow.provider.trial.ok)
    flow.next()
    await reached(flow, Step.SHARE)
    assert not flow.is_demo


@pytest.mark.parametrize("typed", [ProviderInput(), ProviderInput(base_url="api", model="m")])
async def test_an_unfinished_provider_is_neither_tried_nor_saved(
    flow: SetupFlow, typed: ProviderInput
) -> None:
    await at_provider(flow)
    flow.provider.edit(typed)
    flow.try_provider()
    assert "base_url" in flow.faults
    flow.next()
    assert not flow.busy
    assert flow.step is Step.PROVIDER
