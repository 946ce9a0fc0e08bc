"""One file of the pages: its bytes, compressed once, and its validator."""

import gzip
import hashlib
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class WebFile:
    """Ready to be sent."""

    body: bytes
    zipped: bytes
    media_type: str
    etag: str

    def response(self, request: web.Request, *, forever: bool = False) -> web.Response:
        """Whole, compressed, or “you have it already”; `forever`: this address never changes."""
        caching = "public, max-age=31536000, immutable" if forever else "no-cache"
        headers = {"ETag": self.etag, "Cache-Control": caching, "Vary": "Accept-Encoding"}
        if request.headers.get("If-None-Match") == self.etag:
            return web.Response(status=304, headers=headers)
        body = self.body
        if "gzip" in request.headers.get("Accept-Encoding", ""):
            body = self.zipped
            headers["Content-Encoding"] = "gzip"
        charset = None if self.media_type.startswith("image/png") else "utf-8"
        return web.Response(
            body=body, headers=headers, content_type=self.media_type, charset=charset
        )


def web_file(body: bytes, media_type: str) -> WebFile:
    """Compress and fingerprint."""
    fingerprint = hashlib.sha256(body).hexdigest()[:32]
    return WebFile(
        body=body,
        zipped=gzip.compress(body, mtime=0),
        media_type=media_type,
        etag=f'"{fingerprint}"',
    )
