"""The visitor's page and its files, and the page that shows the API document."""

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
    """Everything under resources/web, read once: a path from outside never meets the disk."""

    def __init__(self) -> None:
        self._files = dict(_walk(resources.files("resources") / "web"))

    async def index(self, request: web.Request) -> web.StreamResponse:
        """The chat page."""
        return self._serve(request, "index.html")

    async def docs(self, request: web.Request) -> web.StreamResponse:
        """The page that reads the API document."""
        return self._serve(request, "docs.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        """A file of the pages."""
        return self._serve(request, request.match_info["path"])

    def _serve(self, request: web.Request, name: str) -> web.StreamResponse:
        try:
            file = self._files[name]
        except KeyError:
            raise web.HTTPNotFound from None
        return file.response(request)


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, WebFile]]:
    for entry in folder.iterdir():
        name = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from _walk(entry, f"{name}/")
        elif (media_type := _TYPES.get(PurePosixPath(name).suffix)) is not None:
            yield name, web_file(entry.read_bytes(), media_type)
