"""What a coat passes on."""

from server.ai.coat import Coat
from tests.server.ai.asking import Rehearsed


async def test_a_coat_has_the_models_name_and_closes_it() -> None:
    model = Rehearsed([])
    coat = Coat(model)

    await coat.close()

    assert coat.name == model.name
    assert model.closed == 1
