"""Words that are only spoken: what happens where the focus is not."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, sentence: str, *, at_once: bool = False) -> None:
    """Let a screen reader say it; at once only what must not wait."""
    event = QAccessibleAnnouncementEvent(widget, sentence)
    priorities = QAccessible.AnnouncementPoliteness
    event.setPoliteness(priorities.Assertive if at_once else priorities.Polite)
    QAccessible.updateAccessibility(event)
