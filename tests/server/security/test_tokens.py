"""Tokens: not to be guessed, and of no use when the database is read."""

from server.security.tokens import new_token, same, token_hash


def test_tokens_are_long_and_never_repeat() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert min(map(len, tokens)) >= 43  # 256 bits
    assert all(token.isascii() and " " not in token for token in tokens)


def test_the_hash_is_one_way_and_stable() -> None:
    token = new_token()
    assert token_hash(token) == token_hash(token)
    assert token not in token_hash(token)
    assert len({token_hash(one) for one in ("", "a", "a ", "ä", "\ud800", "\x00")}) == 6


def test_tokens_are_compared_as_a_whole() -> None:
    assert same("abc", "abc")
    assert [
        other for other in ("", "ab", "abcd", "abC", "äbc", "\ud800") if same("abc", other)
    ] == []
