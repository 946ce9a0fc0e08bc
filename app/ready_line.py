"""The first line of the server's output: ready and where, or why not."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The server accepts requests."""

    port: int
    pid: int
    version: str

    @property
    def url(self) -> str:
        """Where its own PC reaches it, whatever other addresses it has."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """The server cannot start; `detail` is a sentence for a person."""

    code: str
    detail: str


def read_ready_line(line: bytes) -> Ready | Refusal | None:
    """What the line says; None when it is no ready line."""
    try:
        fields = json.loads(line)
    except ValueError:
        return None
    match fields:
        case {"ready": True, "port": int(port), "pid": int(pid), "version": str(version)}:
            return Ready(port=port, pid=pid, version=version)
        case {"ready": False, "code": str(code), "detail": str(detail)}:
            return Refusal(code=code, detail=detail)
        case _:
            return None
