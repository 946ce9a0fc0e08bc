"""The colours and sizes of the desktop, light and dark; every text pair meets WCAG AA."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One colour for each purpose; nothing in `ui` names a colour in any other way."""

    dark: bool
    app: str
    rail: str
    surface: str
    chat: str
    hover: str
    selected: str
    border: str
    border_strong: str
    text: str
    text_2: str
    text_3: str
    link: str
    link_out: str
    accent: str
    accent_hover: str
    on_accent: str
    focus: str
    bubble_in: str
    bubble_out: str
    bubble_out_meta: str
    note: str
    on_note: str
    text_selection: str
    ai: str
    ai_soft: str
    on_ai: str
    presence: str
    ok: str
    ok_soft: str
    warn: str
    warn_soft: str
    danger: str
    danger_soft: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str


LIGHT = Tokens(
    dark=False,
    app="#F4F6F9",
    rail="#EBEEF3",
    surface="#FFFFFF",
    chat="#EEF1F6",
    hover="#EFF2F6",
    selected="#E3EDFF",
    border="#DFE4EA",
    border_strong="#7F8A99",
    text="#1B2230",
    text_2="#55606F",
    text_3="#5F6A79",
    link="#1D4ED8",
    link_out="#1D4ED8",
    accent="#2563EB",
    accent_hover="#1D4ED8",
    on_accent="#FFFFFF",
    focus="#2563EB",
    bubble_in="#FFFFFF",
    bubble_out="#D9E8FF",
    bubble_out_meta="#4A5B78",
    note="#FFF2CC",
    on_note="#5C4300",
    text_selection="#9CC2FF",
    ai="#6D3FD1",
    ai_soft="#F2ECFF",
    on_ai="#4A2A99",
    presence="#1E9E4A",
    ok="#13773A",
    ok_soft="#E3F5E9",
    warn="#8A5300",
    warn_soft="#FFF1D6",
    danger="#C4262B",
    danger_soft="#FDE8E8",
    chart_1="#2563EB",
    chart_2="#C2560A",
    chart_3="#0F7F78",
    chart_4="#A93F8F",
)

DARK = Tokens(
    dark=True,
    app="#0F1318",
    rail="#0B0F13",
    surface="#191E26",
    chat="#12161C",
    hover="#222935",
    selected="#1E3358",
    border="#2C3440",
    border_strong="#697687",
    text="#E8ECF2",
    text_2="#A9B3C1",
    text_3="#98A3B2",
    link="#8ABAFF",
    link_out="#8ABAFF",
    accent="#5B9BFF",
    accent_hover="#7FB2FF",
    on_accent="#0B1526",
    focus="#7FB2FF",
    bubble_in="#232A35",
    bubble_out="#1D4377",
    bubble_out_meta="#B4C9E8",
    note="#3A3016",
    on_note="#FFE3A1",
    text_selection="#345F9E",
    ai="#B79CFF",
    ai_soft="#261F3D",
    on_ai="#D9CBFF",
    presence="#3FBF74",
    ok="#4CC98A",
    ok_soft="#12301F",
    warn="#F2B24B",
    warn_soft="#3A2C10",
    danger="#FF7B72",
    danger_soft="#3D1A1C",
    chart_1="#5B9BFF",
    chart_2="#F2984B",
    chart_3="#3FC1B5",
    chart_4="#E18ACB",
)

# White initials read on each of them (4.9:1 and more), in both themes.
AVATAR_COLOURS = (
    "#4D7C0F",
    "#0F766E",
    "#C2410C",
    "#0E7490",
    "#6D28D9",
    "#1D4ED8",
    "#BE185D",
    "#A16207",
)
ON_AVATAR = "#FFFFFF"


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB (WCAG 2)."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """How well two colours stand apart, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
