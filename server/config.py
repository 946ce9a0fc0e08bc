"""What the server is started with: from the command line and the environment, checked once."""

from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_PORT = 8484


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderOverride:
    """Provider settings from the environment; what is set here wins over what is stored."""

    base_url: str | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep one visitor, or many, from harming the others.

    Attributes:
        frame_bytes: The largest WebSocket frame.
        http_body_bytes: The largest JSON body by HTTP.
        queue_frames: Frames that may wait for one slow socket before it is cut.
        queue_bytes: The same in bytes.
        send_seconds: How long one frame may take to leave.
        hello_seconds: How long a socket may stay silent before it says who it is.
        ping_seconds: How often a quiet socket is asked whether it is alive.
        recheck_seconds: How often an agent's open socket is asked for its session.
        sockets_per_visitor: Tabs and devices of one visitor.
        frame_burst, frames_per_second: A visitor's frames; beyond that they are read more slowly.
        session_burst, sessions_per_second: New visitors from one address.
        login_burst, logins_per_second: Login attempts per account and address.
    """

    frame_bytes: int = 64 * 1024
    http_body_bytes: int = 256 * 1024
    queue_frames: int = 256
    queue_bytes: int = 1024 * 1024
    send_seconds: float = 10
    hello_seconds: float = 10
    ping_seconds: float = 20
    recheck_seconds: float = 5
    sockets_per_visitor: int = 20
    frame_burst: int = 200
    frames_per_second: float = 50
    session_burst: int = 60
    sessions_per_second: float = 1
    login_burst: int = 10
    logins_per_second: float = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerConfig:
    """Everything that is known before the database is open.

    Attributes:
        host: None listens where the network settings say.
        supervised: Started by the desktop: the owner's token comes, and the end is told, by stdin.
    """

    data_dir: Path
    host: str | None = None
    port: int = DEFAULT_PORT
    supervised: bool = False
    provider: ProviderOverride = field(default_factory=ProviderOverride)
    limits: Limits = field(default_factory=Limits)
