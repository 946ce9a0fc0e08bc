"""Which numbers a client may ask for."""

from server.domain.errors import BadInput

MAX_PAGE = 200
MAX_SEQ = 2**53  # where JavaScript's numbers stop being exact; SQLite's end only later


def check_limit(limit: int) -> int:
    """Raises `BadInput` (`out_of_range`)."""
    if not 1 <= limit <= MAX_PAGE:
        raise BadInput("out_of_range", f"limit is a number from 1 to {MAX_PAGE}.")
    return limit


def check_seq(name: str, seq: int) -> int:
    """Raises `BadInput` (`out_of_range`)."""
    if not 0 <= seq <= MAX_SEQ:
        raise BadInput("out_of_range", f"{name} is 0 or more, and not beyond {MAX_SEQ}.")
    return seq
