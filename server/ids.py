"""Random ids, as a thing that is handed in."""

import uuid
from typing import Protocol


class Ids(Protocol):
    """Where ids come from."""

    def new(self) -> str:
        """An id that nobody has used. It is no secret and opens nothing."""
        ...


class RandomIds:
    """Version 4 UUIDs."""

    def new(self) -> str:
        """See `Ids`."""
        return str(uuid.uuid4())
