"""One window per data folder: a second start brings the first one forward."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_RAISE = b"raise\n"
_CALL_MILLISECONDS = 2_000


class SingleInstance(QObject):
    """The right to be the window of this folder, held until `release`.

    Signals:
        raise_asked: Somebody started the program again.
    """

    raise_asked = Signal()

    def __init__(self, lock_file: Path) -> None:
        super().__init__()
        self._lock_file = lock_file
        self._lock = QLockFile(str(lock_file))
        # Not even after days: the holder's process id tells whether it still lives.
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def claim(self) -> bool:
        """Whether this is the first one; if not, the first one was asked to come forward."""
        self._lock_file.parent.mkdir(parents=True, exist_ok=True)
        if self._lock.tryLock(0):
            QLocalServer.removeServer(self._name())
            self._server.listen(self._name())
            return True
        if self._lock.error() is QLockFile.LockError.LockFailedError:
            self._call_first()
            return False
        # A folder that cannot hold the lock cannot hold data either: the server will say why.
        return True

    def release(self) -> None:
        self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        """Short, for socket paths have a limit, and the same however the folder was spelled."""
        folder = self._lock_file.resolve().as_posix().encode()
        return f"deskbell-{hashlib.sha256(folder).hexdigest()[:16]}"

    def _call_first(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name())
        if socket.waitForConnected(_CALL_MILLISECONDS):
            socket.write(_RAISE)
            socket.waitForBytesWritten(_CALL_MILLISECONDS)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.disconnected.connect(connection.deleteLater)
        self.raise_asked.emit()
