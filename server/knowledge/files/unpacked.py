"""Office files are ZIP archives: they are looked at before anything of them is unpacked."""

import io
import zipfile

from server.knowledge.files.drafts import Unreadable

MAX_MEMBERS = 5_000
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_RATIO = 200  # XML is packed to a tenth, seldom to a hundredth
_RATIO_FROM_BYTES = 1024 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_HEAD_BYTES = 4_096


def check_archive(data: bytes) -> None:
    """Raises `Unreadable` when it is none of today's Office files, or would not stay small."""
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(
            "old_or_protected",
            "The file is of an old Office or has a password. Save it anew as .docx or .xlsx,"
            " without a password.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            for member in archive.infolist():
                _check_head(archive, member)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise Unreadable(
            "damaged_file", "The file is damaged. Open it in its own program and save it anew."
        ) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    """What a member claims is all that will be read of it."""
    size = sum(member.file_size for member in members)
    worst = max(
        (
            member.file_size / max(1, member.compress_size)
            for member in members
            if member.file_size > _RATIO_FROM_BYTES
        ),
        default=0,
    )
    if len(members) > MAX_MEMBERS or size > MAX_UNPACKED_BYTES or worst > MAX_RATIO:
        raise Unreadable(
            "too_large_inside",
            "Unpacked, the file would be far too large. Copy its text into a new file.",
        )


def _check_head(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Office never declares entities; whoever does wants the reader to fetch or to swell."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return
    with archive.open(member) as file:
        head = file.read(_HEAD_BYTES).replace(b"\0", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable(
            "suspicious_file", "The file holds what no Office file holds. Save it anew in Office."
        )
