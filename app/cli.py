"""The command line: one program, and each command loads only what it needs."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from app.credentials import Credentials, read_environment
from app.paths import Paths, choose_data_dir
from server.config import DEFAULT_PORT, ProviderOverride, ServerConfig
from server.domain.errors import KnownError, UnusableSetup
from server.domain.people import Role
from server.domain.version import VERSION

EXIT_REFUSED = 1
EXIT_UNUSABLE = 78

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; its exit code."""
    options = parser().parse_args(arguments)
    command: Command = options.command
    try:
        start_log(os.environ.get("DESKBELL_LOG_LEVEL") or "info")
        return command(options)
    except UnusableSetup as error:
        sys.stderr.write(f"{error.detail}\n")
        return EXIT_UNUSABLE
    except KnownError as error:
        sys.stderr.write(f"{error.detail}\n")
        return EXIT_REFUSED


def start_log(level: str) -> None:
    """Log to stderr from this level on; raises `UnusableSetup` (`bad_log_level`)."""
    levels = ("debug", "info", "warning", "error")
    if level.lower() not in levels:
        raise UnusableSetup(
            "bad_log_level", f"DESKBELL_LOG_LEVEL is {level!r}; it is one of {', '.join(levels)}."
        )
    logging.basicConfig(
        level=level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    # What it logs besides are requests that are no HTTP: strangers could fill the disk with them.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)


def parser() -> argparse.ArgumentParser:
    """All commands and their options."""
    top = argparse.ArgumentParser(
        prog="deskbell",
        description="Live chat and AI customer service; without a command: the desktop.",
    )
    top.add_argument("--version", action="version", version=f"deskbell {VERSION}")
    _add_data_dir(top)
    top.set_defaults(command=desktop)
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _add_serve(commands.add_parser("serve", help="run the headless server in the foreground"))
    _add_agent(commands.add_parser("agent", help="manage the team's accounts"))
    _add_knowledge(commands.add_parser("knowledge", help="fill the knowledge base"))
    reader = commands.add_parser("file-reader")  # for the server's own use, so without help
    reader.set_defaults(command=file_reader)
    host = commands.add_parser("plugin-host")  # the same
    host.add_argument("rest", nargs=argparse.REMAINDER)
    host.set_defaults(command=plugin_host)
    document = commands.add_parser("openapi", help="print the API document (OpenAPI 3.1)")
    document.set_defaults(command=openapi)
    return top


def _add_serve(serving: argparse.ArgumentParser) -> None:
    _add_data_dir(serving)
    serving.add_argument("--host", help="the address to listen on (default: as the settings say)")
    serving.add_argument("--port", type=_port, help=f"0 picks a free one (default: {DEFAULT_PORT})")
    serving.add_argument("--supervised", action="store_true", help=argparse.SUPPRESS)
    serving.set_defaults(command=serve)


def _add_agent(agents: argparse.ArgumentParser) -> None:
    adding = agents.add_subparsers(title="commands", required=True).add_parser(
        "add", help="add an agent; the server may run meanwhile"
    )
    _add_data_dir(adding)
    adding.add_argument("--username", required=True)
    adding.add_argument("--role", required=True, type=Role, choices=list(Role))
    adding.add_argument("--display-name", default="")
    adding.add_argument(
        "--password-stdin", action="store_true", required=True, help="read the password's one line"
    )
    adding.set_defaults(command=add_agent)


def _add_knowledge(knowledge: argparse.ArgumentParser) -> None:
    importing = knowledge.add_subparsers(title="commands", required=True).add_parser(
        "import", help="import files and folders; the server may run meanwhile"
    )
    _add_data_dir(importing)
    importing.add_argument("paths", metavar="PATH", nargs="+", type=Path)
    importing.add_argument(
        "--force", action="store_true", help="replace also what was changed since its last import"
    )
    importing.add_argument(
        "--draft", action="store_true", help="what is new waits as a draft until it is approved"
    )
    importing.set_defaults(command=import_knowledge)


def _add_data_dir(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data-dir",
        default=argparse.SUPPRESS,
        help="where everything is kept (default: DESKBELL_DATA_DIR, or the system's place)",
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def desktop(options: argparse.Namespace) -> int:
    """The desktop app."""
    from app.desktop import run

    return run(data_dir(options), _port_from_environment())


def serve(options: argparse.Namespace) -> int:
    """The headless server."""
    from server.running import run

    config = ServerConfig(
        data_dir=data_dir(options),
        host=options.host,
        port=_first(options.port, _port_from_environment(), DEFAULT_PORT),
        supervised=options.supervised,
        provider=ProviderOverride(
            base_url=os.environ.get("DESKBELL_PROVIDER_BASE_URL") or None,
            model=os.environ.get("DESKBELL_PROVIDER_MODEL") or None,
        ),
    )
    return run(config, _secrets(options))


def add_agent(options: argparse.Namespace) -> int:
    """Add an agent, whether the server runs or not."""
    from server import offline
    from server.domain.requests import AddAgent

    new = AddAgent(
        username=options.username,
        password=sys.stdin.readline().rstrip("\r\n"),
        role=options.role,
        display_name=options.display_name,
    )
    agent = offline.add_agent(offline.cold_base(data_dir(options), _secrets(options)), new)
    sys.stdout.write(f"added {agent.role} {agent.username}\n")
    return 0


def import_knowledge(options: argparse.Namespace) -> int:
    """Import files into the knowledge base, whether the server runs or not."""
    from app.import_paths import source_files
    from app.import_report import ImportReport
    from server import offline
    from server.domain.imports import ImportRules

    rules = ImportRules(force=options.force, draft=options.draft)
    report = ImportReport(sys.stdout)
    base = offline.cold_base(data_dir(options), _secrets(options))
    offline.import_files(base, source_files(options.paths), report.tell, rules)
    report.sum_up()
    return EXIT_REFUSED if report.refused else 0


def file_reader(_options: argparse.Namespace) -> int:
    """The process that reads files for the server."""
    from server.knowledge.files.host import main as host

    return host()


def plugin_host(options: argparse.Namespace) -> int:
    """One plugin in a process of its own."""
    from server.pipeline.host import main as host

    return host(options.rest)


def openapi(options: argparse.Namespace) -> int:
    """The API document."""
    from server import offline

    document = offline.openapi_document(offline.cold_base(data_dir(options), _secrets(options)))
    sys.stdout.write(f"{document}\n")
    return 0


def data_dir(options: argparse.Namespace) -> Path:
    """Where everything is kept."""
    return choose_data_dir(getattr(options, "data_dir", None), os.environ)


def _secrets(options: argparse.Namespace) -> Credentials:
    return Credentials(read_environment(os.environ), Paths(data_dir(options)).install_id)


def _first(*ports: int | None) -> int:
    return next(port for port in ports if port is not None)


def _port_from_environment() -> int | None:
    text = os.environ.get("DESKBELL_PORT", "")
    if not text:
        return None
    try:
        return _port(text)
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise UnusableSetup(
            "bad_port", f"DESKBELL_PORT is {text!r}; a port is a number from 0 to 65535."
        ) from error


if __name__ == "__main__":
    sys.exit(main())
