"""What closing the window means: asked once, then remembered."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QMessageBox, QWidget

from app.preferences import OnClose, PreferencesFile
from ui.i18n import tr


class ClosingRule(QObject):
    """Catches the window's close events until the program really ends.

    Signals:
        quit_asked: The answer is to end the program.
    """

    quit_asked = Signal()

    def __init__(self, window: QWidget, preferences: PreferencesFile, *, has_tray: bool) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._has_tray = has_tray
        self._keeps_running = False
        self._ending = False
        self._question: QMessageBox | None = None
        window.installEventFilter(self)

    def somebody_works(self) -> None:
        """From now on visitors may depend on it; before that, closing is quitting."""
        self._keeps_running = True

    def let_go(self) -> None:
        """The program ends, or the system's session does: close events pass."""
        self._ending = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is not QEvent.Type.Close or watched is not self._window or self._ending:
            return super().eventFilter(watched, event)
        event.ignore()
        self.decide()
        return True

    def decide(self) -> None:
        """The window shall close: hide it, ask, or end."""
        if not self._keeps_running:
            self.quit_asked.emit()
            return
        match self._preferences.value.on_close:
            case OnClose.QUIT:
                self.quit_asked.emit()
            case OnClose.KEEP_RUNNING:
                self._keep_running()
            case OnClose.ASK:
                self._ask()

    def _keep_running(self) -> None:
        if self._has_tray:
            self._window.hide()
        else:
            self._window.showMinimized()

    def _ask(self) -> None:
        if self._question is not None:
            self._question.raise_()
            return
        self._question = question = QMessageBox(self._window)
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setWindowTitle("Deskbell")
        question.setIcon(QMessageBox.Icon.Question)
        question.setText(tr("Keep Deskbell running?"))
        question.setInformativeText(self._explanation())
        remember = QCheckBox(tr("Remember my answer"))
        remember.setChecked(True)
        question.setCheckBox(remember)
        keep = question.addButton(tr("Keep running"), QMessageBox.ButtonRole.AcceptRole)
        leave = question.addButton(tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(keep)
        keep.clicked.connect(lambda: self._answer(OnClose.KEEP_RUNNING, remember))
        leave.clicked.connect(lambda: self._answer(OnClose.QUIT, remember))
        question.finished.connect(self._forget_question)
        question.open()

    def _answer(self, answer: OnClose, remember: QCheckBox) -> None:
        if remember.isChecked():
            self._preferences.change(on_close=answer)
        if answer is OnClose.QUIT:
            self.quit_asked.emit()
        else:
            self._keep_running()

    def _forget_question(self) -> None:
        if self._question is not None:
            self._question.deleteLater()
            self._question = None

    def _explanation(self) -> str:
        if self._has_tray:
            return tr(
                "Visitors get answers only while Deskbell runs. It stays beside the clock; "
                "quit it there at any time."
            )
        return tr(
            "Visitors get answers only while Deskbell runs. The window is only minimised; "
            "Ctrl+Q quits at any time."
        )
