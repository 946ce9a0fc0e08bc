"""What a run is asked to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One run; the same seed gives the same texts, ids and moments of the kills.

    Attributes:
        viewers: Second tabs, each on the page of another visitor; an agent watches besides.
        uptime: The shortest and longest time from ready to the next kill, in seconds.
        new_ids: The control: a retry forgets the id of the first try, as a client without
            idempotency does. Such a run must be found out.
    """

    kills: int = 20
    senders: int = 10
    viewers: int = 3
    seed: int = 1
    uptime: tuple[float, float] = (0.3, 1.5)
    new_ids: bool = False
