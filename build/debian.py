"""What Deskbell needs of Debian: installed where apt may, unpacked into .cache/system where not.

python3 build/debian.py window|tests|pip
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UNPACKED = ROOT / ".cache" / "system"

PIP_WHEEL = "usr/share/python-wheels/pip-*.whl"
TEST_PACKAGES = {
    "usr/bin/chromium": "chromium",
    "usr/bin/dbus-daemon": "dbus-daemon",
    "usr/bin/dbus-send": "dbus-bin",
    "usr/bin/gnome-keyring-daemon": "gnome-keyring",
    "usr/bin/Xvfb": "xvfb",
    "usr/lib/*/libatomic.so.1": "libatomic1",  # for the driver inside Playwright
    "usr/share/fonts/truetype/noto/NotoColorEmoji.ttf": "fonts-noto-color-emoji",
    "usr/share/fonts/truetype/wqy/wqy-microhei.ttc": "fonts-wqy-microhei",
}
# Importing Qt loads what an offscreen window needs; the plugin is what a screen needs beyond it.
LOAD_QT = """
import ctypes, pathlib, PySide6.QtWidgets
platforms = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
ctypes.CDLL(str(platforms / "libqxcb.so"))
"""

FONTS = UNPACKED / "fonts.conf"
FONTS_CONFIGURATION = f"""<fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>{UNPACKED}/usr/share/fonts</dir>
<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""

APT_INSTALL = ("install", "--yes", "-qq", "--no-install-recommends")
# An update of an installed package is `Inst name [old] (new)`. Only what is new may be unpacked
# beside the system: two versions of one library in a process would be worse than none.
NEW_PACKAGE = re.compile(r"^Inst (\S+) \(", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Packages, and how to find out whether what they bring is here by whatever way."""

    packages: tuple[str, ...]
    is_met: Callable[[], bool]
    may_unpack: bool


def window_loads() -> bool:
    python = ROOT / ".venv" / "bin" / "python"
    return subprocess.run([python, "-c", LOAD_QT], capture_output=True, check=False).returncode == 0


def test_files_exist() -> bool:
    return all(exists(Path("/"), pattern) for pattern in TEST_PACKAGES)


def pip_wheel_exists() -> bool:
    return exists(Path("/"), PIP_WHEEL) or exists(UNPACKED, PIP_WHEEL)


def exists(root: Path, pattern: str) -> bool:
    return next(root.glob(pattern), None) is not None


NEEDS: Mapping[str, Need] = {
    "window": Need(
        packages=(
            *("libdbus-1-3", "libegl1", "libfontconfig1", "libgl1", "libglib2.0-0"),
            *("libwayland-client0", "libwayland-cursor0", "libwayland-egl1"),
            *("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0"),
            *("libxcb-xkb1", "libxkbcommon0", "libxkbcommon-x11-0", "fonts-wqy-microhei"),
        ),
        is_met=window_loads,
        may_unpack=True,
    ),
    "tests": Need(
        packages=tuple(TEST_PACKAGES.values()), is_met=test_files_exist, may_unpack=False
    ),
    "pip": Need(
        packages=("python3-pip-whl", "ca-certificates"), is_met=pip_wheel_exists, may_unpack=True
    ),
}


def main(name: str) -> int:
    """0 when the need is met now; else a sentence has said what is missing."""
    need = NEEDS[name]
    if need.is_met() or (shutil.which("apt-get") and supply(need) and need.is_met()):
        return 0
    say(f"Needed for {name}, and not all here: {' '.join(need.packages)}.")
    say("Where these are Debian's packages, an administrator installs them with apt-get install.")
    return 1


def supply(need: Need) -> bool:
    administrator = administrator_words()
    if administrator is not None:
        return install(administrator, need.packages)
    return need.may_unpack and unpack(need.packages)


def administrator_words() -> list[str] | None:
    """What to put before a command to run it as an administrator; None where nobody may."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and succeeds(*sudo, "true", quiet=True) else None


def install(administrator: list[str], packages: tuple[str, ...]) -> bool:
    say(f"Installing with apt-get: {' '.join(packages)}")
    apt = [*administrator, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    patient = ("-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0")
    command = [*apt, *patient, *APT_INSTALL, *packages]
    # The lists of a fresh machine are empty, those of an old one name packages that are gone.
    return succeeds(*command, quiet=True) or (
        succeeds(*apt, *patient, "-qq", "update") and succeeds(*command)
    )


def unpack(packages: tuple[str, ...]) -> bool:
    say(f"Unpacking into {UNPACKED}: {' '.join(packages)}")
    return unpack_new(packages, []) or unpack_new(packages, own_lists())


def own_lists() -> list[str]:
    """Options for package lists of our own, fetched without any right over the machine's."""
    lists, cache = UNPACKED / "lists", UNPACKED / "cache"
    (lists / "partial").mkdir(parents=True, exist_ok=True)
    (cache / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    options = ["-o", f"Dir::State::lists={lists}", "-o", f"Dir::Cache={cache}"]
    succeeds("apt-get", *options, "-qq", "update")
    return options


def unpack_new(packages: tuple[str, ...], options: list[str]) -> bool:
    """The packages, and what they need and the system has not."""
    plan = ["apt-get", *options, "--simulate", *APT_INSTALL, *packages]
    planned = subprocess.run(plan, capture_output=True, text=True, check=False)
    downloads = UNPACKED / "packages"
    downloads.mkdir(parents=True, exist_ok=True)
    names = NEW_PACKAGE.findall(planned.stdout)
    if not names or not succeeds("apt-get", *options, "-qq", "download", *names, cwd=downloads):
        return False
    FONTS.write_text(FONTS_CONFIGURATION, encoding="utf-8")
    extract = ("dpkg-deb", "--extract")
    return all(succeeds(*extract, str(deb), str(UNPACKED)) for deb in downloads.glob("*.deb"))


def succeeds(*command: str, cwd: Path | None = None, quiet: bool = False) -> bool:
    nothing = subprocess.DEVNULL
    errors = nothing if quiet else None
    ended = subprocess.run(
        command, cwd=cwd, check=False, stdin=nothing, stdout=nothing, stderr=errors
    )
    return ended.returncode == 0


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
