"""A server that does not slow its visitors down, so that its own speed can be measured.

python -m tests.durability.unpaced DATA_DIRECTORY [PROVIDER_URL]
"""

import logging
import sys
from collections.abc import Mapping
from pathlib import Path

from app.credentials import Credentials, read_environment
from app.paths import Paths
from server.config import Limits, ProviderOverride, ServerConfig
from server.running import run

_UNLIMITED = 1_000_000
_NO_SETTINGS: Mapping[str, str] = {}


def main(data_dir: Path, provider_url: str | None = None) -> int:
    """Serve on a free port until told to stop."""
    logging.basicConfig(level=logging.WARNING)
    limits = Limits(
        frame_burst=_UNLIMITED,
        frames_per_second=_UNLIMITED,
        session_burst=_UNLIMITED,
        sessions_per_second=_UNLIMITED,
    )
    provider = ProviderOverride(base_url=provider_url, model="fake-1" if provider_url else None)
    config = ServerConfig(data_dir=data_dir, port=0, limits=limits, provider=provider)
    return run(config, Credentials(read_environment(_NO_SETTINGS), Paths(data_dir).install_id))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
