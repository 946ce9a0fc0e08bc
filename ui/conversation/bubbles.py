"""Keeps the layouts of the lines that were seen last: scrolling lays nothing out twice."""

from collections import OrderedDict

from ui.conversation.bubble_layout import Bubble, BubbleLayout
from ui.conversation.look import Look

# Several screens of short lines.
_KEPT = 300


class Bubbles:
    """A layout is good for as long as the line looks the same in a row of the same width."""

    def __init__(self, layout: BubbleLayout) -> None:
        self._layout = layout
        self._kept: OrderedDict[tuple[Look, int], Bubble] = OrderedDict()

    def of(self, look: Look, width: int) -> Bubble:
        """The layout of this line."""
        key = (look, width)
        bubble = self._kept.get(key)
        if bubble is None:
            bubble = self._kept[key] = self._layout.lay_out(look, width)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return bubble

    def clear(self) -> None:
        """Fonts, colours or words are other ones."""
        self._kept.clear()
