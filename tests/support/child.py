"""A child process that does what its arguments say: the ways in which a server can behave.

Usage: child.py PORT BEHAVIOUR [NOTE_FILE]
"""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path


def main(port: int, behaviour: str, notes: Path | None) -> int:
    token = json.loads(sys.stdin.readline())["owner_token"]
    if notes is not None:
        with notes.open("a") as file:
            file.write(f"{port} {token}\n")
    print(f"starting on {port}", file=sys.stderr, flush=True)
    if behaviour == "always-busy" or (behaviour == "busy-below-9003" and port < 9003):
        return refuse("port_in_use", f"Port {port} is taken.")
    return behave(port, behaviour)


def behave(port: int, behaviour: str) -> int:
    match behaviour:
        case "newer-database":
            return refuse("newer_database", "Update Deskbell first.")
        case "bad-setup":
            print("The folder cannot be written; choose another.", file=sys.stderr)
            return 78
        case "crash":
            return 1
        case "other-program":
            say("Hello, I am something else.")
            time.sleep(60)
        case "silent":
            time.sleep(60)
        case "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            threading.Thread(target=ready, args=(port,)).start()
            time.sleep(60)
        case _:
            pass  # the others are about when and where, not how
    ready(port)
    while sys.stdin.readline():
        pass
    return 0


def ready(port: int) -> None:
    say(json.dumps({"ready": True, "port": port, "pid": os.getpid(), "version": "0", "url": ""}))


def refuse(code: str, detail: str) -> int:
    say(json.dumps({"ready": False, "code": code, "detail": detail}))
    return 78


def say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    note_file = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    sys.exit(main(int(sys.argv[1]), sys.argv[2], note_file))
