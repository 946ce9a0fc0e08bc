"""The program's one window: it shows the start, the assistant, the desk, or what went wrong."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.preferences import PreferencesFile
from ui.brand import bell_icon

_SIZE = QSize(1240, 800)
_SMALLEST = QSize(720, 520)


class Shell(QStackedWidget):
    """A frame whose place on the screen is remembered."""

    def __init__(self, preferences: PreferencesFile) -> None:
        super().__init__()
        self._preferences = preferences
        self.setWindowTitle("Deskbell")
        self.setWindowIcon(bell_icon())
        self.setMinimumSize(_SMALLEST)
        self._restore_place()

    def turn_to(self, page: QWidget) -> None:
        """Show this page; the others stay as they are, so that nothing typed is lost."""
        if self.indexOf(page) < 0:
            self.addWidget(page)
        self.setCurrentWidget(page)
        # Typed as always there, and yet None where nothing in the page had the focus so far.
        focused: QWidget | None = page.focusWidget()
        (page if focused is None else focused).setFocus()

    def discard(self, page: QWidget) -> None:
        """This page is not needed any more."""
        self.removeWidget(page)
        page.deleteLater()

    def come_forward(self) -> None:
        """Before the eyes of whoever asked for it."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def show_waiting(self, waiting: int) -> None:
        """The task bar shows the title and the icon when the window itself cannot be seen."""
        self.setWindowTitle(f"({waiting}) Deskbell" if waiting else "Deskbell")
        self.setWindowIcon(bell_icon(waiting))

    def keep_place(self) -> None:
        """For the next start."""
        geometry = self.saveGeometry().toBase64()
        self._preferences.change(geometry=bytes(geometry.data()).decode("ascii"))

    def _restore_place(self) -> None:
        kept = QByteArray.fromBase64(self._preferences.value.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(_SIZE.boundedTo(room))
