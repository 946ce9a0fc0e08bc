"""An answer that is kept to be given again."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer without its question: what visitors ask is not kept in one more place.

    Attributes:
        asked: A digest of the question in its exact wording.
    """

    asked: str
    text: str
    model: str
    kept_at: datetime
