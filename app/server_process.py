"""One run of the server as a child process: start, first line, end."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

from app.child_log import ChildLog
from app.ready_line import Refusal, read_ready_line

_NEVER_STARTED = -1


def server_command(data_dir: Path, port: int) -> list[str]:
    """The same program as a server; when frozen, the executable itself is the program."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    return [*program, "serve", "--supervised", "--data-dir", str(data_dir), "--port", str(port)]


class ServerProcess(QObject):
    """A child that gets its owner's token by stdin and ends when stdin closes.

    Signals:
        answered: Its first line, a `Ready` or a `Refusal`.
        ended: Its exit code; the last signal.
    """

    answered = Signal(object)
    ended = Signal(int)

    def __init__(
        self, command: Sequence[str], owner_token: str, log: ChildLog, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.owner_token = owner_token
        self._log = log
        self._first_line = b""
        self._answered = False
        self._gone = asyncio.Event()
        self._process = _process(command, self)
        self._process.started.connect(self._hand_over_token)
        self._process.readyReadStandardOutput.connect(self._read_output)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._note_error)

    def start(self) -> None:
        self._process.start()

    def close_stdin(self) -> None:
        """The polite request to end; it works on every system."""
        self._process.closeWriteChannel()

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self._process.kill()

    async def gone_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._gone.wait(), seconds)
        except TimeoutError:
            return False
        return True

    def _hand_over_token(self) -> None:
        # By stdin, for every user of this PC can read a command line.
        self._process.write(json.dumps({"owner_token": self.owner_token}).encode() + b"\n")

    def _read_output(self) -> None:
        data = bytes(self._process.readAllStandardOutput().data())
        if self._answered:
            self._log.feed(data)
            return
        self._first_line += data
        if b"\n" in self._first_line:
            self._answered = True
            self._answer(self._first_line.split(b"\n", 1)[0])

    def _answer(self, line: bytes) -> None:
        answer = read_ready_line(line)
        if answer is None:
            self._log.note(f"not a ready line: {line[:200]!r}")
            answer = Refusal(
                code="wrong_program", detail=f"{self._name()} is not a Deskbell server."
            )
        self.answered.emit(answer)

    def _read_errors(self) -> None:
        self._log.feed(bytes(self._process.readAllStandardError().data()))

    def _note_error(self, error: QProcess.ProcessError) -> None:
        if error is not QProcess.ProcessError.FailedToStart:
            return  # `finished` follows and tells the rest
        reason = self._process.errorString()
        self._log.note(reason)
        detail = f"The program {self._name()} cannot be started: {reason}"
        self.answered.emit(Refusal(code="cannot_start", detail=detail))
        self._end(_NEVER_STARTED)

    def _finish(self, exit_code: int) -> None:
        self._read_output()
        self._read_errors()
        self._end(exit_code)

    def _end(self, exit_code: int) -> None:
        self._gone.set()
        self.ended.emit(exit_code)

    def _name(self) -> str:
        return self._process.program()


def _process(command: Sequence[str], parent: QObject) -> QProcess:
    process = QProcess(parent)
    process.setProgram(command[0])
    process.setArguments(command[1:])
    if sys.platform != "win32":
        # Ctrl-C in a terminal goes to every process of the session: this one is ended in order.
        own_session = QProcess.UnixProcessParameters()
        own_session.flags = QProcess.UnixProcessFlag.CreateNewSession
        process.setUnixProcessParameters(own_session)
    return process
