"""What a process gives up before it meets what is not ours: a plugin, somebody's document.

On Linux it cannot read or write other files than its own and the interpreter's, start programs,
send signals to others, or take more than its share of memory, disk and time; where it needs no
network it has none. On other systems it is only a process of its own that can be ended: they have
no such means without an administrator.
"""

import ctypes
import os
import signal
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

MEMORY_BYTES = 256 * 1024 * 1024
FILE_BYTES = 16 * 1024 * 1024
OPEN_FILES = 256
NICENESS = 5  # visitors come first, but what they wait for must not be late for want of time

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_ASK_VERSION = 1
_BENEATH_PATH = 1
_EXECUTE = 1 << 0
_LIST = 1 << 3
_READ = 1 << 2 | _LIST
_ALL = (1 << 13) - 1
_ALL_SINCE = {2: 1 << 13, 3: 1 << 14, 5: 1 << 15}  # rights that later kernels know besides
_OF_FILES = _EXECUTE | 1 << 1 | 1 << 2 | 1 << 14 | 1 << 15
_SCOPED = 0b11  # abstract sockets and signals stay among its own processes
_SCOPED_SINCE = 6
_NETWORK = 0b11  # to listen, and to connect, by TCP
_NETWORK_SINCE = 4
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000

_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/dev/null", "/dev/zero", "/dev/urandom"),
    *("/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/hosts", "/etc/resolv.conf"),
    *("/etc/nsswitch.conf", "/etc/localtime", "/etc/mime.types", "/etc/ld.so.cache"),
    *("/run/systemd/resolve", "/proc/self"),
)


if sys.platform == "linux":
    import resource

    def enter(own_folder: Path, *, memory_bytes: int = MEMORY_BYTES, network: bool = True) -> None:
        """Give up everything, for good; what the kernel does not know is left out."""
        libc = ctypes.CDLL(None)
        if not network:
            # A network of its own, which leads nowhere; refused where users may not make one.
            libc.unshare(_NEW_USER | _NEW_NETWORK)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # nobody outlives the server
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        os.nice(NICENESS)
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_DATA, memory_bytes),
            (resource.RLIMIT_FSIZE, FILE_BYTES),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
        ):
            resource.setrlimit(limit, (most, most))
        _confine(libc, own_folder, network=network)

    def _confine(libc: ctypes.CDLL, own_folder: Path, *, network: bool) -> None:
        """By Landlock: the process does it to itself, and nothing undoes it."""
        version = libc.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
        if version < 1:
            return
        every = _ALL | sum(right for since, right in _ALL_SINCE.items() if since <= version)
        scoped = _SCOPED if version >= _SCOPED_SINCE else 0
        closed = _NETWORK if version >= _NETWORK_SINCE and not network else 0
        known = 1 if version < _NETWORK_SINCE else 2 if version < _SCOPED_SINCE else 3
        rules = struct.pack("=3Q", every, closed, scoped)[: known * 8]
        ruleset = libc.syscall(_CREATE_RULESET, rules, len(rules), 0)
        for path in _readable():
            _allow(libc, ruleset, path, _READ)
        _allow(libc, ruleset, own_folder, every & ~_EXECUTE)  # whatever it likes, but no programs
        libc.syscall(_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)

    def _readable() -> Iterable[Path]:
        interpreter = (sys.prefix, sys.base_prefix, *sys.path, getattr(sys, "_MEIPASS", ""))
        return {Path(text) for text in (*_SYSTEM, *interpreter) if text}

    def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
        try:
            folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:  # there is no such thing on this system
            return
        allowed = rights if path.is_dir() else rights & _OF_FILES
        libc.syscall(_ADD_RULE, ruleset, _BENEATH_PATH, struct.pack("=Qi", allowed, folder), 0)
        os.close(folder)
else:

    def enter(own_folder: Path, *, memory_bytes: int = MEMORY_BYTES, network: bool = True) -> None:
        """Nothing can be given up here."""
