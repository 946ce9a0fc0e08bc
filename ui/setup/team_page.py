"""Language and team: the first thing that anybody sees of the program."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout

from ui.i18n import LANGUAGE_NAMES, Language, tr
from ui.icons import Icons
from ui.setup.field import Field
from ui.setup.flow import SetupFlow
from ui.setup.page import Page
from ui.widgets.buttons import Button
from ui.widgets.label import Label


class TeamPage(Page):
    """Two languages to choose from, each in its own words, and the team's name."""

    def __init__(
        self,
        flow: SetupFlow,
        icons: Icons,
        language: Callable[[], Language],
        choose_language: Callable[[Language], None],
    ) -> None:
        super().__init__(flow)
        self._language = language
        self._language_name = Label(size="body2", strong=True)
        self.column.addWidget(self._language_name)
        self._choices: dict[Language, Button] = {}
        row = QHBoxLayout()
        for each, name in LANGUAGE_NAMES.items():
            button = Button(icons, "choice")
            button.setText(name)
            button.setCheckable(True)
            button.clicked.connect(lambda _, each=each: choose_language(each))
            row.addWidget(button, 1)
            self._choices[each] = button
        self.column.addLayout(row)
        self._team = self.add_field("team_name", Field())
        self.column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self.heading.setText(tr("Welcome to Deskbell"))
        self.lead.setText(
            tr("Three minutes, and visitors can ask you: the assistant answers, you take over.")
        )
        self._language_name.setText(tr("Language"))
        self._team.say(
            tr("Name of your team or shop"),
            tr("Visitors see it above the chat. It can be changed later."),
            tr("for example Blue Jacket Shop"),
        )
        for language, button in self._choices.items():
            button.setChecked(language is self._language())

    def read(self) -> None:
        self.flow.edit(replace(self.flow.account, team_name=self._team.text()))

    def refresh(self) -> None:
        super().refresh()
        self._team.fill(self.flow.account.team_name)
