"""The order of plugins, and what each verdict does to those that follow."""

import asyncio

import pytest

from server.clock import Clock
from server.domain.plugins import PluginStatus
from server.pipeline import Changed, Hold, OnHandoff, OnMessage, Reply, Verdict, Veto
from server.pipeline.faults import Faults
from server.pipeline.plugin import BuiltIn
from server.pipeline.runner import Outcome, Pipeline
from tests.server.instruments import ManualClock
from tests.server.pipeline.hosting import message


class Says:
    """Always the same."""

    def __init__(self, verdict: object) -> None:
        self.verdict = verdict
        self.heard: list[str] = []

    def on_message(self, hook: OnMessage) -> object:
        self.heard.append(hook.text)
        return self.verdict


def built_in(name: str, filter_: object, clock: Clock | None = None) -> BuiltIn:
    return BuiltIn(name, filter_, Faults(name, clock or ManualClock(), lambda _: None))


async def outcome_of(*verdicts: Verdict | None) -> tuple[Outcome[OnMessage], list[int]]:
    """And how many heard of it."""
    filters = [Says(verdict) for verdict in verdicts]
    plugins = [built_in(str(place), one) for place, one in enumerate(filters)]
    outcome = await Pipeline(lambda: plugins).ask(message("hello"))
    return outcome, [len(one.heard) for one in filters]


async def test_nobody_says_anything() -> None:
    assert await outcome_of(None, None) == (Outcome(hook=message("hello")), [1, 1])
    assert await outcome_of() == (Outcome(hook=message("hello")), [])


async def test_a_change_is_what_the_next_one_sees() -> None:
    first, second = Says(Changed(text="one")), Says(Changed(text="two"))
    plugins = [built_in("first", first), built_in("second", second)]
    outcome = await Pipeline(lambda: plugins).ask(message("hello"))
    assert (second.heard, outcome.hook.text) == (["one"], "two")


@pytest.mark.parametrize("end", [Reply(text="r"), Veto(reason="v")])
async def test_a_reply_and_a_veto_end_it(end: Reply | Veto) -> None:
    outcome, heard = await outcome_of(Changed(text="changed"), end, Changed(text="late"))
    assert outcome == Outcome(hook=message("changed"), end=end, by="1")
    assert heard == [1, 1, 0]


async def test_a_hold_goes_on_and_the_first_reason_counts() -> None:
    first, second = Hold(reason="first"), Hold(reason="second")
    outcome, heard = await outcome_of(first, second, Changed(text="changed"))
    assert outcome == Outcome(hook=message("changed"), hold=first, by="0")
    assert heard == [1, 1, 1]


async def test_a_fact_is_told_to_those_who_want_it() -> None:
    told = []

    class Wants:
        async def on_handoff(self, hook: OnHandoff) -> None:
            told.append(hook.reason)

    plugins = [built_in("says", Says(None)), built_in("wants", Wants())]
    fact = OnHandoff(conversation_id="c", visitor_id="v", locale="en", reason="r", summary="")
    assert await Pipeline(lambda: plugins).ask(fact) == Outcome(hook=fact)
    assert told == ["r"]


class Raises:
    """A bug."""

    def on_message(self, hook: OnMessage) -> None:
        raise KeyError("oops")


class Waits:
    """For what never comes."""

    async def on_message(self, hook: OnMessage) -> None:
        await asyncio.Event().wait()


@pytest.mark.parametrize(
    ("filter_", "detail"),
    [
        (Raises(), "on_message: KeyError: 'oops'"),
        (Waits(), "on_message took longer than 10 ms"),
        (Says("hello"), "on_message: returned str; it may return None, Changed, Reply, Hold, Veto"),
    ],
)
async def test_a_faulty_filter_of_ours_is_left_out_too(
    filter_: object, detail: str, caplog: pytest.LogCaptureFixture
) -> None:
    faulty = built_in("faulty", filter_)
    pipeline = Pipeline(lambda: [faulty, built_in("good", Says(Reply(text="r")))], lambda _: 0.01)
    for _ in range(4):
        assert (await pipeline.ask(message("hello"))).by == "good"
    state = faulty.state()
    assert (state.faults, state.status) == (3, PluginStatus.DISABLED)
    assert state.last_fault is not None
    assert state.last_fault.detail == detail
    caplog.clear()


async def test_whoever_waits_may_stop_waiting() -> None:
    pipeline = Pipeline(lambda: [built_in("waits", Waits())], lambda _: 60)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await pipeline.ask(message("hello"))
