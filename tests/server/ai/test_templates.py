"""Templates can say names and conditions, and can neither run away nor reach anything."""

import pytest

from server.ai.templates import MAX_RENDERED_CHARS, render
from server.domain.errors import BadInput

VALUES = {"team": "Tea House", "instructions": "", "purpose": "handoff"}

GOOD = {
    "We are {{ team }}.": "We are Tea House.",
    "{{ team | upper }}": "TEA HOUSE",
    "{% if instructions %}Yes{% else %}No{% endif %}": "No",
    "{% if purpose == 'handoff' and not instructions %}Short.{% endif %}": "Short.",
    "{{ 'a' if purpose in 'handoff' else 'b' }}": "a",
    "A brace { is a brace }, and so is {}.": "A brace { is a brace }, and so is {}.",
    "{# not told #}Told.": "Told.",
}


@pytest.mark.parametrize("template", GOOD)
def test_names_and_conditions_are_filled_in(template: str) -> None:
    assert render(template, VALUES) == GOOD[template]


def test_what_a_value_holds_is_never_a_template() -> None:
    told = render("{{ team }}", {"team": "{{ 7 * 7 }} {% for x in y %}"})
    assert told == "{{ 7 * 7 }} {% for x in y %}"


BAD = [
    "{{ 7 * 7 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a' ~ team }}",
    "{% for x in range(1000000000) %}x{% endfor %}",
    "{% for x in team %}{% for y in team %}x{% endfor %}{% endfor %}",
    "{% set x = 'y' %}{{ x }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'secret.txt' %}",
    "{% import 'os' as os %}",
    "{% extends 'base' %}",
    "{% filter upper %}x{% endfilter %}",
    "{% raw %}{{ team }}{% endraw %}{{ nobody }}",
    "{{ nobody }}",
    "{{ team.__class__ }}",
    "{{ team['__class__'] }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ team.format(team) }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ lipsum() }}",
    "{{ namespace(x=1) }}",
    "{{ team | attr('__class__') }}",
    "{{ team | center(1000000000) }}",
    "{{ team | replace('a', 'b') }}",
    "{{ team | format }}",
    "{{ [1, 2] }}",
    "{{ {'a': 1} }}",
    "{{ (team, team) }}",
    "{{ 1 }}",
    "{{ team is string }}",
    "{{ 'a' if team }}",
    "{{ team < 3 }}",
    "{{ team in 3 }}",
    "{% if team",
    "{{ team",
    "{{ }}",
    "{{ '" + "(" * 5_000 + "' }}{{ " + "(" * 5_000,
    "{% if team %}" * 500 + "x" + "{% endif %}" * 500,
    "{{ not " * 900 + "team }}",
    "{{ " + "9" * 9_000 + " }}",
    "x" * 20_001,
    "\n" * 1_001,
    "",
    "   \n",
    "\ud800",
    "{% if instructions %}only with instructions{% endif %}",
]


@pytest.mark.parametrize("template", BAD, ids=lambda text: text[:40])
def test_everything_else_is_refused(template: str) -> None:
    with pytest.raises(BadInput):
        render(template, VALUES)


def test_the_line_and_the_names_are_told() -> None:
    with pytest.raises(BadInput) as caught:
        render("Hello\n{{ temm }}", VALUES)
    assert caught.value.code == "bad_template"
    assert caught.value.detail.startswith("Line 2: There is no “temm”")
    assert "team" in caught.value.detail


def test_a_long_name_many_times_is_refused() -> None:
    with pytest.raises(BadInput, match=str(MAX_RENDERED_CHARS)):
        render("{{ team }}" * 1_500, {"team": "x" * 100})
