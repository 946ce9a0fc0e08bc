"""Files that agents send: imported in the background, each thing in them reported."""

from typing import Any

import pytest

from server.actions.imports import MAX_AT_ONCE
from server.domain.errors import Conflict
from server.parts import Parts, Storage
from tests.server.calling import Caller
from tests.server.desk import Desk, until
from tests.support.uploads import upload

SHOP = b"# Returns\n\nWithin 30 days.\n\n# Delivery\n\nTwo days.\n"


async def imported(agent: Caller, files: dict[str, bytes], how: str = "") -> Any:
    """The import, when it has ended."""
    sent = upload(files)
    headers = {"Content-Type": sent.content_type}
    path = f"knowledge/imports{how}"
    begun = (await agent.send("POST", path, sent.body, headers=headers)).data
    assert begun["total"] == len(files)

    async def ended() -> Any:
        now = (await agent.get(f"knowledge/imports/{begun['id']}")).data
        return now if now["state"] == "done" else None

    return await until(ended)


def told(done: Any) -> list[tuple[str, str]]:
    return [(one["title"], one["outcome"]) for one in done["items"]]


async def test_every_article_is_reported_and_found(desk: Desk, lin: Caller) -> None:
    done = await imported(
        lin, {"shop.md": SHOP, "bad.pdf": b"%PDF", "问答.txt": "问：运费？\n答：免费。".encode()}
    )
    assert told(done) == [
        ("Returns", "added"),
        ("Delivery", "added"),
        ("", "refused"),
        ("运费？", "added"),
    ]
    assert (done["done"], done["total"], done["next"]) == (3, 3, None)
    assert done["counts"]["added"] == 3
    assert done["items"][2]["code"] == "damaged_file"
    found = (await lin.post("knowledge/search", {"query": "要付运费吗"})).data
    assert found["items"][0]["title"] == "运费？"


async def test_the_same_again_changes_nothing_and_new_text_updates(desk: Desk, lin: Caller) -> None:
    await imported(lin, {"shop.md": SHOP})
    assert told(await imported(lin, {"shop.md": SHOP})) == [
        ("Returns", "unchanged"),
        ("Delivery", "unchanged"),
    ]
    changed = await imported(lin, {"shop.md": SHOP.replace(b"Two", b"Three")})
    assert told(changed) == [("Returns", "unchanged"), ("Delivery", "updated")]


async def test_what_was_edited_here_is_kept_until_it_is_forced(desk: Desk, lin: Caller) -> None:
    first = await imported(lin, {"shop.md": SHOP})
    path = f"knowledge/articles/{first['items'][1]['article_id']}"
    await lin.put(path, {"title": "Delivery", "body": "Two days, on Saturdays too."})
    newer = {"shop.md": SHOP.replace(b"Two", b"Three")}
    kept = await imported(lin, newer)
    assert told(kept) == [("Returns", "unchanged"), ("Delivery", "kept")]
    assert "edited here" in kept["items"][1]["detail"]
    assert (await lin.get(path)).data["body"] == "Two days, on Saturdays too."
    assert told(await imported(lin, newer, "?force=true"))[1] == ("Delivery", "updated")
    assert (await lin.get(path)).data["body"] == "Three days."


async def test_what_is_gone_from_the_file_is_named_and_stays(desk: Desk, lin: Caller) -> None:
    await imported(lin, {"shop.md": SHOP})
    again = await imported(lin, {"shop.md": SHOP.partition(b"# Delivery")[0]})
    assert told(again) == [("Returns", "unchanged"), ("Delivery", "gone")]
    assert len((await lin.get("knowledge/articles")).data["items"]) == 2


async def test_phrasings_that_were_added_here_stay(desk: Desk, lin: Caller) -> None:
    table = b"question,answer,questions\nSpain?,Yes.,Do you ship to Spain?\n"
    first = await imported(lin, {"faq.csv": table})
    path = f"knowledge/articles/{first['items'][0]['article_id']}"
    article = (await lin.get(path)).data
    mine = {"title": "Spain?", "body": "Yes.", "questions": [*article["questions"], "Madrid?"]}
    await lin.put(path, mine)
    await imported(lin, {"faq.csv": table.replace(b"Yes.", b"Yes. In 4 days.")})
    after = (await lin.get(path)).data
    assert after["body"] == "Yes. In 4 days."
    assert "Madrid?" in after["questions"]


async def test_what_was_changed_here_beside_the_text_stays_too(desk: Desk, lin: Caller) -> None:
    table = b"question,answer,questions,tags\nSpain?,Yes.,Madrid?|Seville?,eu|sun\n"
    first = await imported(lin, {"faq.csv": table})
    path = f"knowledge/articles/{first['items'][0]['article_id']}"
    mine = {"title": "Spain?", "body": "Yes.", "questions": ["Madrid?"], "tags": ["eu"]}
    await lin.put(path, {**mine, "language": "es", "status": "draft"})
    newer = table.replace(b"Yes.", b"Yes. In 4 days.").replace(b"Seville?", b"Seville?|Cadiz?")
    await imported(lin, {"faq.csv": newer})
    after = (await lin.get(path)).data
    assert (after["body"], after["language"], after["status"]) == ("Yes. In 4 days.", "es", "draft")
    assert after["questions"] == ["Madrid?", "Cadiz?"]
    assert after["tags"] == ["eu"]


async def test_what_is_new_waits_as_a_draft_when_asked(desk: Desk, lin: Caller) -> None:
    table = b"question,answer,status\nSpain?,Yes.,\nItaly?,No.,live\n"
    await imported(lin, {"shop.md": SHOP})
    await imported(lin, {"shop.md": SHOP.replace(b"Two", b"Three"), "a.csv": table}, "?draft=true")
    listed = (await lin.get("knowledge/articles")).data["items"]
    statuses = {one["title"]: one["status"] for one in listed}
    assert statuses == {"Returns": "live", "Delivery": "live", "Spain?": "draft", "Italy?": "live"}


async def test_only_so_many_at_once_with_those_on_their_way(desk: Desk) -> None:
    imports = Parts(desk.base).actions.imports
    rooms = [await imports.make_room() for _ in range(MAX_AT_ONCE)]
    with pytest.raises(Conflict):
        await imports.make_room()
    await imports.clear(rooms[0])
    assert (await imports.make_room()).is_dir()


@pytest.mark.parametrize("name", ["../../shop.md", "C:\\shop.md", "/etc/shop.md", "a/../shop.md"])
async def test_a_name_leads_nowhere(desk: Desk, lin: Caller, name: str) -> None:
    done = await imported(lin, {name.replace("\\", "\\\\"): SHOP})
    assert done["items"][0]["file"].endswith("shop.md")
    assert ".." not in done["items"][0]["file"]
    assert not list(desk.data_dir.rglob("shop.md"))
    assert not list((desk.data_dir / "imports").iterdir())


async def test_a_list_shows_the_latest_first(desk: Desk, lin: Caller) -> None:
    first = await imported(lin, {"a.md": SHOP})
    second = await imported(lin, {"b.md": SHOP})
    listed = (await lin.get("knowledge/imports")).data["items"]
    assert [one["id"] for one in listed] == [second["id"], first["id"]]


async def test_a_report_is_read_in_pages(desk: Desk, lin: Caller) -> None:
    done = await imported(lin, {"shop.md": SHOP})
    path = f"knowledge/imports/{done['id']}"
    page = (await lin.get(path, limit=1)).data
    rest = (await lin.get(path, limit=1, cursor=page["next"])).data
    assert told(page) + told(rest) == told(done)
    assert rest["next"] is None


REFUSED = [
    (b"", "text/plain", (422, "bad_upload")),
    (b"--x--\r\n", "multipart/form-data; boundary=x", (422, "no_files")),
    (b"nonsense", "multipart/form-data; boundary=x", (422, "bad_upload")),
    (b"", "multipart/form-data", (422, "bad_upload")),
]


@pytest.mark.parametrize(("body", "kind", "refusal"), REFUSED)
async def test_what_is_no_upload_is_refused(
    desk: Desk, lin: Caller, body: bytes, kind: str, refusal: tuple[int, str]
) -> None:
    reply = await lin.send("POST", "knowledge/imports", body, headers={"Content-Type": kind})
    assert reply.refusal == refusal
    folder = desk.data_dir / "imports"
    assert not folder.exists() or not list(folder.iterdir())


async def test_a_server_that_ended_says_that_the_import_did_not(desk: Desk, lin: Caller) -> None:
    import_id = await desk_records(desk)
    await desk.restart()
    stands = (await desk.agent("lin").get(f"knowledge/imports/{import_id}")).data
    assert stands["state"] == "interrupted"


async def desk_records(desk: Desk) -> str:
    """An import that never ends, as a killed server leaves it."""
    storage = Storage(desk.base)
    await storage.database.open()
    try:
        return await storage.imports.begin(3)
    finally:
        await storage.database.close()
