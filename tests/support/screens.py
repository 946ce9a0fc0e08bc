"""Takes docs/screens anew: `python -m tests.support.screens DIR`.

Each script takes more pictures than the documents show; what is shown is chosen here.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

_COLOURS = 256
_SCRIPTS = (
    "desk_pictures",
    "knowledge_pictures",
    "prompts_pictures",
    "dashboard_pictures",
    "settings_pictures",
    "page_pictures",
)
_SHOWN = (
    "page-*.png",
    "desktop-mia-1000-*.png",
    "desktop-*-1360-*.png",
)
_HIDDEN = (
    "desktop-dashboard_whole-*",
    "desktop-dashboard_zoom-*",
    "desktop-dashboard_today-*",
    "desktop-dashboard_month-*",
    "desktop-dashboard_custom-*",
    "desktop-dashboard_full-*",
    "desktop-dashboard_trouble-*",
)


def main() -> int:
    """The worst exit code of the scripts; the folder is changed only when all went well."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for script in _SCRIPTS:
            command = (sys.executable, "-m", f"tests.support.{script}", folder)
            if failed := subprocess.run(command, check=False).returncode:
                return failed
        _put(Path(folder), target)
    return 0


def _put(taken: Path, target: Path) -> None:
    for old in target.glob("*.png"):
        old.unlink()
    hidden = {file for pattern in _HIDDEN for file in taken.glob(pattern)}
    for file in {file for pattern in _SHOWN for file in taken.glob(pattern)} - hidden:
        with Image.open(file) as picture:
            # Few colours are on a screen of ours: a third of the bytes, and nobody sees it.
            small = picture.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
            small.save(target / file.name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
