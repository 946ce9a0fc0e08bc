"""Canned replies through the API."""

from tests.server.calling import Caller
from tests.server.desk import Desk

HELLO = {"shortcut": "/hello", "body": "Hi {{visitor.name|there}}!"}


async def test_written_changed_and_deleted(desk: Desk, lin: Caller) -> None:
    made = await lin.post("canned-replies", HELLO)
    assert (made.status, made.data["shortcut"]) == (201, "hello")
    await lin.post("canned-replies", {"shortcut": "再见", "body": "再见！"})
    listed = (await lin.get("canned-replies")).data["items"]
    assert [one["shortcut"] for one in listed] == ["hello", "再见"]
    path = f"canned-replies/{made.data['id']}"
    assert (await lin.put(path, HELLO | {"body": "Hi!"})).data["body"] == "Hi!"
    assert (await lin.put(path, HELLO | {"shortcut": "再见"})).refusal == (409, "shortcut_taken")
    assert (await lin.post("canned-replies", HELLO | {"shortcut": "HELLO"})).refusal == (
        409,
        "shortcut_taken",
    )
    assert (await lin.send("DELETE", path)).status == 204
    assert (await lin.send("DELETE", path)).refusal == (404, "no_such_canned")
    assert (await lin.put(path, HELLO)).refusal == (404, "no_such_canned")


async def test_only_the_team_reads_them(desk: Desk, lin: Caller) -> None:
    await lin.post("canned-replies", HELLO)
    visitor = await desk.visitor()
    assert (await desk.anybody().get("canned-replies")).status == 401
    assert (await visitor.get("canned-replies")).status == 401
