"""Which settings somebody means who looks for these words."""

from ui.commands.matching import Fit, fit
from ui.settings.plan import RowPlan, SectionPlan

_GAPS = 2  # letters that are strewn over a whole line are no find among so many lines


def row_fits(plan: RowPlan, words: str) -> bool:
    """By its name, also in 拼音 initials; by what it does and its keywords word for word."""
    if _is_near(fit(words, plan.name()), words):
        return True
    return fit(words, "", f"{plan.keywords} {plan.about()}") is not None


def section_is_called(plan: SectionPlan, words: str) -> bool:
    """Whether the section itself is meant, with all that is in it."""
    return bool(words) and _is_near(fit(words, plan.title()), words)


def section_fits(plan: SectionPlan, words: str) -> bool:
    """Whether anything in it is meant."""
    if section_is_called(plan, words):
        return True
    return any(row.shown() and row_fits(row, words) for row in plan.rows)


def _is_near(found: Fit | None, words: str) -> bool:
    if found is None or not found.places:
        return found is not None
    return found.places[-1] - found.places[0] < len("".join(words.split())) + _GAPS
