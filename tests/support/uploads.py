"""Files as a browser sends them."""

from collections.abc import Mapping
from dataclasses import dataclass

BOUNDARY = "files-of-a-test"


@dataclass(frozen=True, slots=True)
class Upload:
    """The body of a request, and its content type."""

    body: bytes
    content_type: str


def upload(files: Mapping[str, bytes]) -> Upload:
    """Multipart form data with these files by name."""
    parts = [_part(name, data) for name, data in files.items()]
    body = b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
    return Upload(body, f"multipart/form-data; boundary={BOUNDARY}")


def _part(name: str, data: bytes) -> bytes:
    head = (
        f"--{BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return head.encode() + data + b"\r\n"
