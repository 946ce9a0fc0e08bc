"""Templates of prompts: text with names and conditions in it, and nothing that could run away.

Whoever may write one is the owner, but the text may come from anywhere. So a template is read,
and refused unless every piece of it is known to be harmless: no loops, calls, attributes or sums,
hence nothing that reaches into the program, takes long or grows large. The sandbox it runs in is
the second wall.
"""

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from server.domain.errors import BadInput
from server.domain.prompts import MAX_TEMPLATE_CHARS, MAX_TEMPLATE_LINES
from server.domain.text import check_unicode, is_blank

MAX_RENDERED_CHARS = 50_000
MAX_DEPTH = 40
FILTERS = ("capitalize", "lower", "title", "trim", "upper")

_COMPARISONS = frozenset({"eq", "ne", "in", "notin"})
_HARMLESS = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.CondExpr,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)
_TEXTS = (nodes.Name, nodes.Const, nodes.Filter)
_POSSIBLE = "Possible are {{ names }}, {% if %} with == != in and or not, and texts in quotes."


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with these values filled in; raises `BadInput` (`bad_template`)."""
    pieces, room = [], MAX_RENDERED_CHARS
    for piece in _compiled(template, frozenset(values)).generate(values):
        room -= len(piece)
        if room < 0:
            raise BadInput(
                "bad_template",
                f"With its names filled in the prompt has more than {MAX_RENDERED_CHARS}"
                " characters. Use the long ones fewer times.",
            )
        pieces.append(piece)
    text = check_unicode("".join(pieces)).strip()
    if is_blank(text):
        raise BadInput("bad_template", "The prompt is empty. Write what the assistant is to do.")
    return text


@lru_cache(maxsize=16)
def _compiled(template: str, names: frozenset[str]) -> Template:
    _check_size(template)
    tree = _parsed(template)
    _check_node(tree, names, MAX_DEPTH)
    return _ENVIRONMENT.from_string(tree)


def _check_size(template: str) -> None:
    check_unicode(template)
    if len(template) > MAX_TEMPLATE_CHARS or template.count("\n") >= MAX_TEMPLATE_LINES:
        raise BadInput(
            "bad_template",
            f"A template has at most {MAX_TEMPLATE_CHARS} characters and {MAX_TEMPLATE_LINES}"
            " lines. Make it shorter.",
        )


def _parsed(template: str) -> nodes.Template:
    try:
        return _ENVIRONMENT.parse(template)
    except TemplateSyntaxError as error:
        raise _bad(error.lineno, error.message or "It cannot be read.") from error
    except (RecursionError, ValueError) as error:  # brackets or digits without end
        raise _bad(1, "It is too deeply nested, or a number in it is too long.") from error


def _check_node(node: nodes.Node, names: frozenset[str], depth: int) -> None:
    if depth == 0:
        raise _bad(node.lineno, "Conditions are nested too deeply.")
    if trouble := _trouble(node, names):
        raise _bad(node.lineno, trouble)
    for child in node.iter_child_nodes():
        _check_node(child, names, depth - 1)


def _trouble(node: nodes.Node, names: frozenset[str]) -> str | None:
    """What is wrong with this very piece: whatever passes can neither fail nor grow."""
    match node:
        case nodes.Name():
            known = ", ".join(sorted(names))
            return None if node.name in names else f"There is no “{node.name}”; there are {known}."
        case nodes.Const():
            return (
                None if isinstance(node.value, str) else f"{node.value!r} is no text. {_POSSIBLE}"
            )
        case nodes.Filter():
            plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
            good = node.name in FILTERS and plain
            return None if good else f"Filters are {', '.join(FILTERS)}, without anything more."
        case nodes.Compare():
            return None if _compares_texts(node) else f"This cannot be compared. {_POSSIBLE}"
        case nodes.CondExpr(expr2=None):
            return "An “if” within {{ }} needs its “else”."
        case _:
            kind = type(node).__name__.lower()
            return None if isinstance(node, _HARMLESS) else f"“{kind}” is not possible. {_POSSIBLE}"


def _compares_texts(node: nodes.Compare) -> bool:
    sides = (node.expr, *(operand.expr for operand in node.ops))
    return all(isinstance(side, _TEXTS) for side in sides) and all(
        operand.op in _COMPARISONS for operand in node.ops
    )


def _bad(line: int, why: str) -> BadInput:
    return BadInput("bad_template", f"Line {line}: {why}")


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=0,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters = {name: made.filters[name] for name in FILTERS}
    return made


_ENVIRONMENT = _environment()
