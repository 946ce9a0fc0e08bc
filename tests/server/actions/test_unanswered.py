"""What nobody of us knows is collected, until an article answers it."""

from typing import Any

from tests.server.desk import Desk, running, until

REFUND = {"title": "Refunds", "body": "In five days.", "questions": ["When is my refund paid?"]}
PARCEL = {"title": "Parcels", "body": "In two days.", "questions": ["Where is my parcel?"]}


async def asked(desk: Desk, question: str) -> None:
    visitor = await desk.visitor()
    await visitor.say(question)

    async def answered() -> bool:
        return len(await visitor.messages()) > 1

    await until(answered)


async def listed(desk: Desk) -> list[Any]:
    items: list[Any] = (await desk.agent("lin").get("knowledge/unanswered")).data["items"]
    return items


async def collected(desk: Desk, count: int) -> list[Any]:
    """The list, once so many questions have been counted."""

    async def all_there() -> Any:
        items = await listed(desk)
        return items if sum(one["count"] for one in items) == count else None

    found: list[Any] = await until(all_there)
    return found


async def test_what_says_the_same_is_counted_together(cold_desk: Desk) -> None:
    async with running(cold_desk) as desk:
        await desk.agent("lin").post("knowledge/articles", PARCEL)
        for question in (
            "Do you sell gift vouchers?",
            "do you sell GIFT vouchers",
            "你们卖茶壶吗？",
        ):
            await asked(desk, question)
        found = await collected(desk, 3)
        assert [(one["question"], one["count"]) for one in found] == [
            ("Do you sell gift vouchers?", 2),
            ("你们卖茶壶吗？", 1),
        ]


async def test_what_an_article_answers_is_not_collected_and_leaves_the_list(
    cold_desk: Desk,
) -> None:
    async with running(cold_desk) as desk:
        lin = desk.agent("lin")
        await lin.post("knowledge/articles", PARCEL)
        await asked(desk, "Where is my parcel?")
        await asked(desk, "When is my refund paid?")
        (one,) = await collected(desk, 1)
        assert one["question"] == "When is my refund paid?"
        await lin.post("knowledge/articles", REFUND)
        assert await listed(desk) == []


async def test_personal_data_is_not_collected(cold_desk: Desk) -> None:
    async with running(cold_desk) as desk:
        await desk.agent("lin").post("knowledge/articles", PARCEL)
        await asked(desk, "Can you invite mia@example.com to the tasting?")
        (one,) = await collected(desk, 1)
        assert "mia@" not in one["question"]


async def test_what_is_dismissed_stays_away(cold_desk: Desk) -> None:
    async with running(cold_desk) as desk:
        lin = desk.agent("lin")
        await lin.post("knowledge/articles", PARCEL)
        await asked(desk, "Do you sell gift vouchers?")
        (one,) = await collected(desk, 1)
        dismissed = (await lin.post(f"knowledge/unanswered/{one['id']}/dismiss")).data
        assert dismissed["state"] == "dismissed"
        await asked(desk, "Do you sell gift vouchers?")
        await asked(desk, "Is there a museum?")
        assert [one["question"] for one in await collected(desk, 1)] == ["Is there a museum?"]
