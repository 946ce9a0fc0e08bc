"""The visitor's page and its files, and the page that shows the API document."""

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

from aiohttp import web

from server.api.web_files import WebFile, web_file

_TYPES = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".png": "image/png",
}

# The page loads nothing from elsewhere and runs nothing that was not shipped with it.
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ws: wss:;"
    " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
    " require-trusted-types-for 'script'"
)


class Pages:
    """Everything under resources/web, read once: a path from outside never meets the disk.

    The pages name their files under the digest of all of them, so that a browser keeps these for
    good and asks only for the page itself; a new version has new names.
    """

    def __init__(self) -> None:
        bodies = dict(_walk(resources.files("resources") / "web"))
        self._version = _digest(bodies)
        self._files = {
            name: web_file(self._versioned(name, body), _TYPES[PurePosixPath(name).suffix])
            for name, body in bodies.items()
        }

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The chat page."""
        return self._file("index.html").response(request)

    async def docs(self, request: web.Request) -> web.StreamResponse:
        """The page that reads the API document."""
        return self._file("docs.html").response(request)

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file of the pages, with or without the version in its path."""
        path = request.match_info["path"]
        name = path.removeprefix(f"{self._version}/")
        return self._file(name).response(request, forever=name != path)

    def _file(self, name: str) -> WebFile:
        try:
            return self._files[name]
        except KeyError:
            raise web.HTTPNotFound from None

    def _versioned(self, name: str, body: bytes) -> bytes:
        if not name.endswith(".html"):
            return body
        return body.replace(b"static/", f"static/{self._version}/".encode())


def _digest(bodies: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name in sorted(bodies):
        digest.update(name.encode() + b"\0" + bodies[name] + b"\0")
    return digest.hexdigest()[:16]


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{name}/")
        elif PurePosixPath(name).suffix in _TYPES:
            yield name, entry.read_bytes()
