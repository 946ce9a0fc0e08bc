"""The pages' files: whole, compressed, kept by browsers, and nothing else from the disk."""

import re
from pathlib import Path

from tests.server.desk import Desk

FOLDER = Path(__file__).parents[3] / "resources" / "web"


async def test_a_page_is_asked_for_again_and_its_files_are_not(desk: Desk) -> None:
    for page in ("/", "/api/docs"):
        reply = await desk.anybody().get(page)
        assert reply.headers["Cache-Control"] == "no-cache"
        names = re.findall(r'"(?:\.\./)?(static/[^"]+)"', reply.body.decode())
        assert names
        for name in names:
            file = await desk.anybody().get(f"/{name}")
            assert file.status == 200, name
            assert "immutable" in file.headers["Cache-Control"]


async def test_what_a_browser_has_already_is_not_sent_again(desk: Desk) -> None:
    for path in ("/", "/api/docs"):
        first = await desk.anybody().get(path)
        headers = {"If-None-Match": first.headers["ETag"]}
        again = await desk.anybody().send("GET", path, headers=headers)
        assert (again.status, again.body) == (304, b"")
        policies = [one.headers["Content-Security-Policy"] for one in (first, again)]
        assert policies[0] == policies[1]


async def test_compression_is_for_those_who_ask(desk: Desk) -> None:
    zipped, plain = [
        await desk.anybody().send("GET", "/", headers={"Accept-Encoding": encoding})
        for encoding in ("gzip", "identity")
    ]
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert zipped.body == plain.body


async def test_every_file_is_served_as_it_is(desk: Desk) -> None:
    for file in FOLDER.rglob("*"):
        if file.suffix in {".js", ".css", ".svg", ".json", ".png"}:
            reply = await desk.anybody().get(f"/static/{file.relative_to(FOLDER)}")
            assert reply.body == file.read_bytes()


async def test_nothing_else_is_on_the_shelf(desk: Desk) -> None:
    for name in (
        "nothing.js",
        "..%2f..%2fpyproject.toml",
        "%2fetc%2fpasswd",
        "main.js%00",
        "MAIN.JS",
    ):
        reply = await desk.anybody().get(f"/static/{name}")
        assert reply.refusal == (404, "no_such_route")
