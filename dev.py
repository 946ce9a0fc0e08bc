"""One command for each thing that a developer does; it needs nothing but Python.

python3 dev.py setup          the environment, with the locked dependencies
python3 dev.py run [-- ...]   the desktop app; the server alone where there is no screen
python3 dev.py test [-- ...]  the checks of lint, then every test; the rest goes to pytest
python3 dev.py kill9 [-- ...] a server killed again and again under load: docs/durability.md
python3 dev.py eval -- --data DIR   retrieval, routing and filters measured on these sets
python3 dev.py latency [-- ...] how much later a visitor sees what the provider says
python3 dev.py bench_ui       what the window costs the thread that draws it
python3 dev.py lint           format, style, types, import directions
python3 dev.py screenshots    docs/screens, taken anew
python3 dev.py lock [-- ...]  requirements/ from pyproject.toml; --upgrade takes newer ones
"""

import ast
import functools
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit(f"Deskbell needs Python 3.11 to 3.14; this is {platform.python_version()}.")

ROOT = Path(__file__).resolve().parent
CACHE = ROOT / ".cache"
REQUIREMENTS = ROOT / "requirements"
PROGRAMS = ROOT / ".venv" / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = PROGRAMS / "python"
LINUX = sys.platform == "linux"
CHECKS = {
    "formatting": ("ruff", "format", "--check", "."),
    "style": ("ruff", "check", "."),
    "types": ("mypy",),
    "import directions": ("lint-imports", "--no-logo", "--cache-dir=.cache/import-linter"),
}
LOCKS = {
    "runtime": ("pyproject.toml",),
    "test": ("pyproject.toml", "--group=test", "--group=lint", "-c", "requirements/runtime.txt"),
    "build": ("--group=build", "-c", "requirements/test.txt"),
    "bootstrap": ("--group=bootstrap",),
}


# --- commands ---------------------------------------------------------------------------------


def main(command: str = "", *arguments: str) -> int:
    """The exit code; what follows `--` is for the program that the command starts."""
    known = (setup, run, test, kill9, latency, bench_ui, screenshots, lint, lock)
    commands = {one.__name__: one for one in known} | {"eval": evaluate}
    if command not in commands:
        sys.exit(__doc__)
    return commands[command](*(word for word in arguments if word != "--"))


def setup() -> int:
    install("runtime")
    debian("window")  # it has said what is missing; a server needs none of it
    return 0


def run(*arguments: str) -> int:
    install("runtime")
    deskbell = PROGRAMS / "deskbell"
    if has_screen():
        return become(deskbell, *arguments) if debian("window") else 1
    say("There is no screen here, so the server starts alone. Ctrl-C stops it.")
    return become(deskbell, "serve", *arguments)


def test(*arguments: str) -> int:
    if not debian("tests"):
        return 1
    install("test")
    if not debian("window"):
        return 1
    failed = failed_checks()
    session = (PYTHON, "tests/support/session.py") if LINUX else ()
    ended = call(*session, PYTHON, "-m", "pytest", *arguments)
    if failed:
        say(f"Failed before the tests, see above: {', '.join(failed)}.")
    return ended or (1 if failed else 0)


def kill9(*arguments: str) -> int:
    install("test")
    return call(PYTHON, "-m", "tests.durability.kill9", *arguments)


def latency(*arguments: str) -> int:
    install("test")
    return call(PYTHON, "-m", "tests.bench.latency", *arguments)


def bench_ui(*arguments: str) -> int:
    install("test")
    return call(PYTHON, "-m", "tests.bench.window", *arguments)


def evaluate(*arguments: str) -> int:
    install("test")
    return call(PYTHON, "-m", "tests.eval", *arguments)


def screenshots() -> int:
    install("test")
    return call(PYTHON, "-m", "tests.support.screens", "docs/screens")


def lint() -> int:
    install("test")
    return 1 if failed_checks() else 0


def lock(*arguments: str) -> int:
    for name, sources in LOCKS.items():
        compiling = ("pip", "compile", "--quiet", "--universal", "--generate-hashes", *arguments)
        uv(*compiling, *sources, f"--output-file=requirements/{name}.txt")
    return 0


def failed_checks() -> list[str]:
    return [name for name, (tool, *rest) in CHECKS.items() if call(PROGRAMS / tool, *rest)]


# --- the environment --------------------------------------------------------------------------


def install(level: str) -> None:
    """Bring .venv to what is locked; nothing to do where it is there already."""
    stamp = ROOT / ".venv" / "deskbell.stamp"
    found = stamp.read_text().split() if stamp.exists() else []
    level = "test" if "test" in found else level  # what was installed for tests stays installed
    version = ".".join(platform.python_version_tuple()[:2])
    wanted = [level, version, digest("pyproject.toml", *locks(level))]
    if found == wanted and PYTHON.exists():
        return
    say("Installing the locked dependencies into .venv ...")
    stamp.unlink(missing_ok=True)
    if version not in found or not PYTHON.exists():
        uv("venv", "--quiet", "--clear", f"--python={sys.executable}", ".venv")
    install_locked(level)
    stamp.write_text(" ".join(wanted))


def install_locked(level: str) -> None:
    """Wheels alone, each with its hash; ours as a link to this folder."""
    dependencies, builder = locks(level)
    # Compiled now, or where nothing may be written beside the sources, at each start anew.
    into = ("--quiet", "--compile-bytecode", f"--python={PYTHON}")
    uv("pip", "sync", *into, "--require-hashes", "--only-binary=:all:", dependencies)
    hashed = ("--require-build-hashes", f"--build-constraints={builder}")
    uv("pip", "install", *into, "--no-deps", *hashed, "--editable=.")


def locks(level: str) -> tuple[str, str]:
    return f"requirements/{level}.txt", "requirements/build.txt"


def digest(*files: str) -> str:
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in files)).hexdigest()


def uv(*arguments: str) -> None:
    """Run uv as pip would be run here; it says itself what went wrong."""
    os.environ.setdefault("UV_CUSTOM_COMPILE_COMMAND", "python3 dev.py lock")
    for name, value in registry_settings().items():
        os.environ.setdefault(name, value)
    if call(uv_program(), *arguments):
        sys.exit(1)


@functools.cache
def registry_settings() -> dict[str, str]:
    """How pip reaches the registry: uv does not read pip's configuration."""
    names = {"index-url": "UV_DEFAULT_INDEX", "cert": "SSL_CERT_FILE", "proxy": "ALL_PROXY"}
    listing = subprocess.run([*pip(), "config", "list"], capture_output=True, text=True, check=True)
    settings = {"UV_SYSTEM_CERTS": "true"}
    for line in listing.stdout.splitlines():
        key, _, value = line.partition("=")
        if name := names.get(key.rpartition(".")[2]):
            settings[name] = str(ast.literal_eval(value))
    return settings


def uv_program() -> Path:
    """The locked uv, fetched by pip into a folder of its own."""
    folder = CACHE / "uv"
    stamp = folder / "deskbell.stamp"
    wanted = digest("requirements/bootstrap.txt")
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        quiet = ("--quiet", "--disable-pip-version-check", "--root-user-action=ignore")
        locked = ("--require-hashes", "--requirement=requirements/bootstrap.txt")
        wheel = ("--no-deps", "--only-binary=:all:", f"--target={folder}", *locked)
        if call(*pip(), "install", *quiet, *wheel):
            sys.exit("pip could not fetch uv, which makes the environment; it says why above.")
        stamp.write_text(wanted)
    return folder / "bin" / "uv"


@functools.cache
def pip() -> list[str]:
    """This Python's own pip, or a wheel of it: the python3 of Debian comes without."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    if not debian("pip"):
        sys.exit("This Python has no pip; install it and try again.")
    wheels = "usr/share/python-wheels/pip-*.whl"
    wheel = next(path for root in (Path("/"), CACHE / "system") for path in root.glob(wheels))
    return [sys.executable, str(wheel / "pip")]


# --- the machine ------------------------------------------------------------------------------


def has_screen() -> bool:
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def debian(need: str) -> bool:
    """True when the system has what this needs, or could get it; other systems bring it along."""
    if not LINUX:
        return True
    use_unpacked_packages()
    met = not call(sys.executable, "build/debian.py", need)
    use_unpacked_packages()
    return met


def use_unpacked_packages() -> None:
    """Let this process's children find what build/debian.py has unpacked, or is about to."""
    system = CACHE / "system"
    triplet = f"{platform.machine()}-linux-gnu"
    ours = [str(system / "usr" / "lib" / triplet), str(system / "lib" / triplet)]
    known = os.environ.get("LD_LIBRARY_PATH", "").split(":")
    os.environ["LD_LIBRARY_PATH"] = ":".join(filter(None, dict.fromkeys([*ours, *known])))
    if (system / "fonts.conf").exists():
        os.environ["FONTCONFIG_FILE"] = str(system / "fonts.conf")


def call(*command: str | Path) -> int:
    """The exit code. Ctrl-C is for the program that runs: we wait for its end, then end too."""
    with subprocess.Popen(command, cwd=ROOT) as process:
        try:
            return process.wait()
        except KeyboardInterrupt:
            process.wait()
            sys.exit(130)


def become(*command: str | Path) -> int:
    """Let the program take this process's place, so that signals and exit code are its own."""
    if sys.platform == "win32":
        return call(*command)
    return os.execv(command[0], command)  # noqa: S606 - without a shell is what is meant


def say(sentence: str) -> None:
    """On stderr: stdout belongs to the program that runs."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
