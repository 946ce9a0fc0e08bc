"""Ask the plugins one after another; what they change, the next one sees."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, assert_never, cast

from server.pipeline.hooks import Hook
from server.pipeline.plugin import Plugin
from server.pipeline.verdicts import Changed, Hold, Reply, Veto

H = TypeVar("H", bound=Hook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[H]):
    """What the plugins made of it.

    Attributes:
        hook: As they left it: its text may be another one.
        end: A reply or a veto, from which on nobody else was asked; None to go on as usual.
        hold: Why the assistant should stay silent; None when it need not.
        by: The plugin whose reply, veto or hold it is; empty when there is none.
    """

    hook: H
    end: Reply | Veto | None = None
    hold: Hold | None = None
    by: str = ""


class Pipeline:
    """A plugin can delay or decline, never break: whatever it does, an outcome comes in time.

    Args:
        plugins: Those to ask now, in their order.
        seconds: How long one plugin may take for a hook.
    """

    def __init__(
        self,
        plugins: Callable[[], Sequence[Plugin]],
        seconds: Callable[[type[Hook]], float] = lambda hook: hook.seconds,
    ) -> None:
        self._plugins = plugins
        self._seconds = seconds

    async def ask(self, hook: H) -> Outcome[H]:
        """The outcome; for hooks that tell a fact, it is the hook itself."""
        outcome = Outcome(hook=hook)
        for plugin in self._plugins():
            if not plugin.answers(type(hook)):
                continue
            verdict = await plugin.ask(outcome.hook, self._seconds(type(hook)))
            match verdict:
                case None:
                    pass
                case Changed(text=text):
                    # Only hooks with a text take this verdict.
                    outcome = replace(outcome, hook=replace(cast(Any, outcome.hook), text=text))
                case Hold():
                    if outcome.hold is None:
                        outcome = replace(outcome, hold=verdict, by=plugin.name)
                case Reply() | Veto():
                    return replace(outcome, end=verdict, by=plugin.name)
                case _:
                    assert_never(verdict)
        return outcome
