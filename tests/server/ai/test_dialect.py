"""Which fields an endpoint understands."""

from server.ai.dialect import Dialect


def test_the_field_that_is_named_is_taken_away() -> None:
    assert Dialect().without("unknown: max_tokens") == Dialect(old_limit=False)
    assert Dialect().without("Temperature is fixed") == Dialect(temperature=False)


def test_unnamed_it_is_the_newest() -> None:
    assert Dialect().without("extra inputs are not permitted") == Dialect(usage=False)


def test_asking_again_ends() -> None:
    dialect: Dialect | None = Dialect()
    steps = 0
    while dialect is not None:
        dialect = dialect.without("max_tokens temperature stream_options")
        steps += 1

    assert steps == 4
