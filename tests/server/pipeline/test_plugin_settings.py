"""What the owner decides about plugins."""

import pytest

from server.domain.errors import BadInput, NotFound
from server.domain.plugins import PluginSettings, PutPlugin, with_plugin
from tests.server.pipeline.hosting import Stage


@pytest.mark.parametrize(
    ("put", "enabled", "order"),
    [
        (PutPlugin(), ("b",), ()),
        (PutPlugin(enabled=True), ("b", "c"), ()),
        (PutPlugin(enabled=False), ("b",), ()),
        (PutPlugin(position=0), ("b",), ("c", "a", "b")),
        (PutPlugin(position=1), ("b",), ("a", "c", "b")),
        (PutPlugin(position=9, enabled=True), ("b", "c"), ("a", "b", "c")),
        (PutPlugin(position=-1), ("b",), ("c", "a", "b")),
    ],
)
def test_one_plugin_is_changed(
    put: PutPlugin, enabled: tuple[str, ...], order: tuple[str, ...]
) -> None:
    settings = PluginSettings(enabled=("b",))
    changed = with_plugin(settings, ("a", "b", "c"), "c", put)
    assert changed == PluginSettings(enabled=enabled, order=order)
    assert with_plugin(settings, ("a", "b", "c"), "b", PutPlugin(enabled=False)).enabled == ()


@pytest.mark.parametrize(
    "names", [("x" * 101,), tuple(map(str, range(101))), ("\ud800",)], ids=["long", "many", "half"]
)
def test_bad_names_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(BadInput):
        PluginSettings(enabled=names)
    with pytest.raises(BadInput):
        PluginSettings(order=names)


async def test_only_what_is_there_can_be_switched(stage: Stage) -> None:
    stage.plugins.add_built_in("words", object())
    await stage.run("gone", order=("gone",))
    for name in ("gone", "words"):
        with pytest.raises(NotFound):
            await stage.plugins.restart(name)
    assert [one.name for one in stage.states] == ["words"]
