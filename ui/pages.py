"""The pages of the window: each has a button on the rail, and is built when it is first wanted."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.commands.command import Command, Group
from ui.commands.registry import Commands
from ui.rail import Rail, RailButton


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """What a page is before it is there.

    Attributes:
        id: Names its command, `page.<id>`.
        icon: On the rail.
        title: Asked anew in each language.
        build: Makes it; called once, when somebody goes there.
        keywords: What the palette finds it by, besides its title.
        keys: Instead of Ctrl and its number.
        at_foot: At the rail's lower end.
    """

    id: str
    icon: str
    title: Callable[[], str]
    build: Callable[[], QWidget]
    keywords: str = ""
    keys: tuple[str, ...] = ()
    at_foot: bool = False


class Pages(QStackedWidget):
    """Shows one page at a time."""

    def __init__(self, rail: Rail, commands: Commands) -> None:
        super().__init__()
        self._rail = rail
        self._commands = commands
        self._plans: list[PagePlan] = []
        self._buttons: list[RailButton] = []
        self._places: list[QWidget] = []
        self._built: set[int] = set()
        rail.chosen.connect(self.show_page)

    def add(self, plan: PagePlan) -> RailButton:
        """One more; its place and its command are there at once."""
        place = QWidget()
        number = self.addWidget(place)
        self._places.append(place)
        button = self._rail.add(plan.icon, at_foot=plan.at_foot)
        command_id = f"page.{plan.id}"
        self._plans.append(plan)
        self._buttons.append(button)
        self._commands.add(
            Command(
                id=command_id,
                group=Group.WINDOW,
                title=plan.title,
                keys=plan.keys or (f"Ctrl+{number + 1}",),
                icon=plan.icon,
                keywords=f"page go to open 打开 页面 {plan.keywords}",
                run=partial(self.show_page, number),
            )
        )
        self._commands.label({command_id: (button,)})
        button.set_name(plan.title())
        return button

    def show_page(self, number: int) -> None:
        """Bring a page to the front."""
        if number not in self._built:
            self._build(number)
        self.setCurrentIndex(number)
        self._rail.show_page(number)

    def retranslate(self) -> None:
        """The names of the buttons; a page cares for itself."""
        for plan, button in zip(self._plans, self._buttons, strict=True):
            button.set_name(plan.title())

    def _build(self, number: int) -> None:
        place = self._places[number]
        self._built.add(number)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plans[number].build())
