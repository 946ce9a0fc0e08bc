"""Our own filters as plugins: what each setting does to a message and to an answer."""

import pytest

from server.domain.errors import BadInput
from server.domain.filters import (
    FilterSettings,
    FloodAction,
    PersonalKind,
    PersonalSpan,
    WordAction,
)
from server.pipeline import AfterAnswer, Changed, Hold, Veto
from server.pipeline.builtin.filters import Filters
from server.pipeline.builtin.flood import FloodPlugin
from server.pipeline.builtin.personal_data import PersonalDataPlugin
from server.pipeline.builtin.words import WordPlugin
from server.pipeline.words.lists import built_in_lists
from tests.server.instruments import ManualClock
from tests.server.pipeline.hosting import message


async def filters(settings: FilterSettings) -> Filters:
    made = Filters(built_in_lists())
    await made.apply(settings)
    return made


def answer(text: str) -> AfterAnswer:
    return AfterAnswer(conversation_id="c", visitor_id="v", locale="en", question="?", text=text)


async def test_a_text_is_checked() -> None:
    check = (await filters(FilterSettings(words=("Acme",)))).check("Acme is shit: a@b.com, ACME")
    assert (check.flagged, check.words) == (True, ("Acme", "shit", "ACME"))
    assert check.spans == (PersonalSpan(start=14, end=21, kind=PersonalKind.EMAIL),)
    assert check.masked == "**** is ****: [email-1], ****"


async def test_our_lists_can_be_left_out() -> None:
    without = await filters(FilterSettings(built_in_words=False, words=("Acme",)))
    assert without.check("shit, Acme").words == ("Acme",)


@pytest.mark.parametrize(
    ("action", "verdict"),
    [
        (WordAction.NOTHING, None),
        (WordAction.MASK, Changed(text="oh ****")),
        (WordAction.HOLD, Hold(reason="It has a forbidden word.")),
    ],
)
async def test_a_visitors_words(action: WordAction, verdict: object) -> None:
    plugin = WordPlugin(await filters(FilterSettings(visitor_words=action)))
    assert plugin.on_message(message("oh shit")) == verdict
    assert plugin.on_message(message("oh no")) is None


@pytest.mark.parametrize(("locale", "word"), [("en", "Please"), ("zh-CN", "请")])
async def test_a_refusal_is_in_the_visitors_language(locale: str, word: str) -> None:
    plugin = WordPlugin(await filters(FilterSettings(visitor_words=WordAction.REFUSE)))
    verdict = plugin.on_message(message("oh shit", locale=locale))
    assert isinstance(verdict, Veto)
    assert word in verdict.reason


async def test_the_assistants_words() -> None:
    assert WordPlugin(await filters(FilterSettings())).after_answer(answer("oh shit")) == Changed(
        text="oh ****"
    )
    strict = WordPlugin(await filters(FilterSettings(answer_words=WordAction.REFUSE)))
    assert isinstance(strict.after_answer(answer("oh shit")), Veto)
    assert strict.after_answer(answer("fine")) is None


async def test_unwanted_data_is_not_even_stored() -> None:
    unwanted = (PersonalKind.CARD, PersonalKind.ID)
    plugin = PersonalDataPlugin(await filters(FilterSettings(erase_on_arrival=unwanted)))
    text = "4111111111111111, a@b.com, 11010519491231002X"
    assert plugin.on_message(message(text)) == Changed(text="[card], a@b.com, [id]")
    assert plugin.on_message(message("a@b.com")) is None
    assert PersonalDataPlugin(await filters(FilterSettings())).on_message(message(text)) is None


async def flood(action: FloodAction = FloodAction.HOLD) -> tuple[FloodPlugin, ManualClock]:
    clock = ManualClock()
    return FloodPlugin(await filters(FilterSettings(flood=action)), clock), clock


async def test_an_upset_visitor_may_repeat_themselves() -> None:
    plugin, clock = await flood()
    said = ["hello?", "Hello?", "HELLO?", "ｈello?", "hello?"]
    assert [plugin.on_message(message(text)) for text in said] == [None] * 5
    held = plugin.on_message(message("hello?"))
    assert held == Hold(reason="The same text came 6 times in a minute.")
    assert plugin.on_message(message("my order is late")) is None
    assert plugin.on_message(message("hello?", visitor="another")) is None
    clock.advance(61)
    assert plugin.on_message(message("hello?")) is None


async def test_dozens_of_messages_in_seconds_are_held() -> None:
    plugin, clock = await flood()
    verdicts = [plugin.on_message(message(str(number))) for number in range(31)]
    assert verdicts[:30] == [None] * 30
    assert isinstance(verdicts[30], Hold)
    clock.advance(11)
    assert plugin.on_message(message("sorry")) is None


async def test_many_links_are_held() -> None:
    plugin, _ = await flood()
    assert plugin.on_message(message("https://a.example " * 10)) is None
    assert isinstance(plugin.on_message(message("https://a.example " * 11)), Hold)


async def test_flood_can_be_refused_or_let_through() -> None:
    text = "https://a.example " * 11
    assert isinstance((await flood(FloodAction.REFUSE))[0].on_message(message(text)), Veto)
    assert (await flood(FloodAction.NOTHING))[0].on_message(message(text)) is None


@pytest.mark.parametrize(
    "fields",
    [{"words": ("",)}, {"words": ("*",)}, {"words": ("x" * 61,)}, {"words": ("a",) * 20_001}],
)
def test_settings_that_make_no_sense_are_refused(fields: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(BadInput):
        FilterSettings(**fields)  # type: ignore[arg-type] # a table of cases
