"""Pictures of rows that were painted: a list that scrolls or shifts paints only what is new."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPixmap

# What a row shows, told apart by identity, and how it shows it, told apart by value.
Face = tuple[object, Hashable]
_Key = tuple[int, Hashable, int, int]

# A few screens of rows; a picture of a bubble takes some 200 KB.
_KEPT = 48


class RowPictures:
    """The rows that were painted last."""

    def __init__(self) -> None:
        # The shown object is kept with its picture: no other one can have its identity meanwhile.
        self._kept: OrderedDict[_Key, tuple[object, QPixmap]] = OrderedDict()

    def clear(self) -> None:
        """Fonts, colours or words are other ones."""
        self._kept.clear()

    def of(
        self,
        face: Face,
        size: QSize,
        *,
        ground: QColor,
        ratio: float,
        paint: Callable[[QPainter, QRect], None],
    ) -> QPixmap:
        """The picture of a row with this face; painted now unless it is there.

        Letters are smoothed against `ground`; `ratio` is the screen's pixels for one of ours.
        """
        shown, how = face
        key = (id(shown), how, size.width(), size.height())
        found = self._kept.get(key)
        if found is not None and found[1].devicePixelRatio() == ratio:
            self._kept.move_to_end(key)
            return found[1]
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(ground)
        with QPainter(picture) as painter:
            paint(painter, QRect(0, 0, size.width(), size.height()))
        self._kept[key] = (shown, picture)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return picture
