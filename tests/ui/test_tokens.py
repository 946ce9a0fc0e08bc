"""Colours that people must be able to read (WCAG AA)."""

import pytest

from ui.tokens import AVATAR_COLOURS, DARK, LIGHT, ON_AVATAR, Tokens, contrast

TEXT = 4.5
SHAPE = 3.0

TEXT_PAIRS = (
    *(
        (ink, ground)
        for ink in ("text", "text_2", "text_3", "link")
        for ground in ("app", "rail", "surface", "chat", "hover", "selected", "bubble_in")
    ),
    ("text", "bubble_out"),
    ("bubble_out_meta", "bubble_out"),
    ("link_out", "bubble_out"),
    ("text", "text_selection"),
    ("text_2", "border"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_note", "note"),
    ("on_ai", "ai_soft"),
    ("text", "ai_soft"),
    ("link", "ai_soft"),
    ("ok", "ok_soft"),
    ("warn", "warn_soft"),
    ("danger", "danger_soft"),
    ("ok", "surface"),
    ("warn", "surface"),
    ("warn", "selected"),
    ("danger", "surface"),
    ("danger", "chat"),
    ("surface", "danger"),
    ("surface", "ai"),
)
SHAPE_PAIRS = (
    ("border_strong", "surface"),
    ("border_strong", "chat"),
    ("focus", "surface"),
    ("focus", "chat"),
    ("focus", "rail"),
    ("presence", "surface"),
    ("ai", "ai_soft"),
    *((f"chart_{n}", "surface") for n in range(1, 5)),
)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_stands_out(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_stand_out(tokens: Tokens, shape: str, ground: str) -> None:
    assert contrast(getattr(tokens, shape), getattr(tokens, ground)) >= SHAPE


@pytest.mark.parametrize("colour", AVATAR_COLOURS)
def test_initials_stand_out(colour: str) -> None:
    assert contrast(ON_AVATAR, colour) >= TEXT


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
