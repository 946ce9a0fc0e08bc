"""What a run has found, as a table."""

from dataclasses import dataclass
from statistics import median

from tests.durability.plan import Plan

_MOST_COMPLAINTS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of one run.

    Attributes:
        broken: How often each promise was broken.
        complaints: What clients, log and SQLite said that they should not.
        rows: Stored messages, the conversations' notices included.
        resets: How often the agent was told to fetch everything anew.
        recoveries: Seconds from each kill to the first acknowledgement of the next life.
        seconds: How long the load lasted, the time between two lives included.
    """

    plan: Plan
    broken: dict[str, int]
    complaints: tuple[str, ...]
    acked: int
    rows: int
    resets: int
    recoveries: tuple[float, ...]
    seconds: float

    @property
    def kept_all_promises(self) -> bool:
        return not any(self.broken.values()) and not self.complaints

    def __str__(self) -> str:
        lines = [f"{name:<40}{value:>12}" for name, value in self._values().items()]
        if self.complaints:
            lines += ["", *self.complaints[:_MOST_COMPLAINTS]]
        return "\n".join([*lines, "", self._verdict()])

    def _verdict(self) -> str:
        if not self.kept_all_promises:
            return "A promise was broken."
        most = min(100.0, 300 / max(self.plan.kills, 1))  # no failure in n tries: below 3 in n
        return f"Every promise was kept: fewer than {round(most, 3):g} % of kills break one (95 %)."

    def _values(self) -> dict[str, str]:
        counts = {
            "kills": self.plan.kills,
            "messages acknowledged": self.acked,
            "rows, notices included": self.rows,
            **self.broken,
            "complaints": len(self.complaints),
            "resets of the agent's window": self.resets,
        }
        return {name: f"{count:,}" for name, count in counts.items()} | self._times()

    def _times(self) -> dict[str, str]:
        times = {"acknowledged a second, kills included": f"{self.acked / self.seconds:,.0f}"}
        if self.recoveries:
            times["from kill to acknowledgement, median"] = f"{median(self.recoveries):.2f} s"
            times["from kill to acknowledgement, longest"] = f"{max(self.recoveries):.2f} s"
        return times
