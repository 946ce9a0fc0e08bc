"""The bus: everybody is told, in order, whatever one of them does."""

import pytest

from server.domain.events import Event, SettingsChanged
from server.realtime.bus import Bus


def test_a_faulty_subscriber_harms_no_other(caplog: pytest.LogCaptureFixture) -> None:
    bus, heard = Bus(), list[Event]()

    def faulty(_: Event) -> None:
        raise ZeroDivisionError

    for subscriber in (heard.append, faulty, heard.append):
        bus.subscribe(subscriber)
    events = [SettingsChanged(section=name) for name in ("one", "two")]
    bus.publish(events)
    assert heard == [events[0], events[0], events[1], events[1]]
    assert caplog.messages == ["a subscriber failed on SettingsChanged"] * 2
    caplog.clear()
