"""docs/prompts.md names every name that a template may use."""

from pathlib import Path

from server.actions.policies import variables
from server.ai.templates import FILTERS
from server.domain.prompts import PromptId

PAGE = (Path(__file__).parents[3] / "docs" / "prompts.md").read_text("utf-8")


def test_every_name_prompt_and_filter_is_documented() -> None:
    names = {one.name for prompt in PromptId for one in variables(prompt)}
    for name in (*names, *FILTERS, *PromptId):
        assert f"`{name}`" in PAGE
