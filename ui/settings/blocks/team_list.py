"""The team: who there is, what each may do, and a form for one more."""

import secrets
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.errors import KnownError
from server.domain.people import Agent, Role
from server.domain.requests import AddAgent, PutAgent
from ui.i18n import tr
from ui.settings.controls.choice import StillCombo
from ui.settings.faults import fault_sentence
from ui.settings.team import Team
from ui.settings.tools import Tools
from ui.setup.field import Field
from ui.widgets.buttons import Button
from ui.widgets.label import Chip, ElidedLabel, Label

# Without letters that look like others: it is read aloud and typed by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def role_words(role: Role) -> str:
    """What it may do, in a word."""
    return {
        Role.OWNER: tr("Owner", meaning="role"),
        Role.ADMIN: tr("Admin", meaning="role"),
        Role.AGENT: tr("Agent", meaning="role"),
    }[role]


def new_password() -> str:
    """Hard to guess and easy to pass on: four groups of four letters."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)


class TeamList(QWidget):
    """A password that is made here is shown once, to be passed on."""

    def __init__(self, team: Team, me: Agent, tools: Tools) -> None:
        super().__init__()
        self._team, self._me, self._tools = team, me, tools
        self._told = Label(size="body2", tone="ok", wrap=True)
        self._trouble = Label(size="body2", tone="danger", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._new = NewAgent(tools)
        self._new.wanted.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._lines)
        column.addWidget(self._told)
        column.addWidget(self._trouble)
        column.addWidget(self._new)
        self._say("")
        self._fail("")
        team.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """As the server has them."""
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for agent in self._team.agents:
            self._lines.addWidget(self._line(agent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()

    def _line(self, agent: Agent) -> QWidget:
        line = QFrame()
        line.setProperty("ground", "inset")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidedLabel(agent.display_name, size="body2", strong=True))
        words.addWidget(ElidedLabel(agent.username, size="small", tone="muted"))
        gone = Chip("neutral")
        gone.show_words("" if agent.active else tr("Cannot sign in"))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(gone)
        for control in self._controls(agent):
            row.addWidget(control)
        return line

    def _controls(self, agent: Agent) -> list[QWidget]:
        """What can be done with this one; nobody changes their own role here."""
        if agent.id == self._me.id:
            you = Chip("ai")
            you.show_words(f"{role_words(agent.role)} · {tr('You')}")
            return [you]
        icons = self._tools.icons
        role = StillCombo()
        role.addItems([role_words(one) for one in Role])
        role.setCurrentIndex(list(Role).index(agent.role))
        role.setAccessibleName(tr("Role of {name}").format(name=agent.display_name))
        role.setEnabled(agent.active)
        role.activated.connect(partial(self._change_role, agent))
        reset = Button(icons, "quiet")
        reset.setText(tr("New password"))
        reset.setEnabled(agent.active)
        reset.clicked.connect(partial(self._reset, agent))
        switch = Button(icons, "quiet")
        switch.setText(tr("Put out") if agent.active else tr("Let in again"))
        switch.clicked.connect(partial(self._switch, agent))
        return [role, reset, switch]

    # --- doing ----------------------------------------------------------------------------------

    def _change_role(self, agent: Agent, index: int) -> None:
        self._put(agent, PutAgent(role=list(Role)[index]), tr("{name}: role changed"))

    def _reset(self, agent: Agent, *_clicked: object) -> None:
        password = new_password()
        told = tr("{name} signs in with this password from now on: {password}").format(
            name="{name}", password=password
        )
        self._put(agent, PutAgent(password=password), told)

    def _switch(self, agent: Agent, *_clicked: object) -> None:
        told = tr("{name} cannot sign in any more") if agent.active else tr("{name} can sign in")
        self._put(agent, PutAgent(active=not agent.active), told)

    def _put(self, agent: Agent, change: PutAgent, told: str) -> None:
        words = told.format(name=agent.display_name)
        self._tools.tasks.start("team", self._do(self._team.put(agent.id, change), words))

    def _add(self) -> None:
        new = self._new.agent(new_password())
        words = tr("{name} signs in as {username} with {password}").format(
            name=new.display_name or new.username, username=new.username, password=new.password
        )
        self._tools.tasks.start("team", self._do(self._team.add(new), words, self._new.clear))

    async def _do(self, work: object, words: str, then: object = None) -> None:
        self._say("")
        try:
            await work  # type: ignore[misc]  # a coroutine of the team
        except KnownError as error:
            self._fail(fault_sentence(error))
            self.refresh()
            return
        self._fail("")
        self._say(words)
        if callable(then):
            then()

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.setVisible(bool(words))

    def _fail(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))


class NewAgent(QFrame):
    """Who is to come in.

    Attributes:
        wanted: The button that adds them.
    """

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.setProperty("ground", "inset")
        self._title = Label(size="body2", strong=True)
        self._username, self._display_name = Field(), Field()
        self._role = StillCombo()
        self.wanted = Button(tools.icons, "primary", "user-plus")
        fields = QHBoxLayout()
        fields.setSpacing(10)
        fields.addWidget(self._username, 1)
        fields.addWidget(self._display_name, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._role)
        foot.addStretch(1)
        foot.addWidget(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(fields)
        column.addLayout(foot)
        self._username.submitted.connect(self.wanted.click)
        self._display_name.submitted.connect(self.wanted.click)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        self._title.setText(tr("Somebody new"))
        self._username.say(tr("User name"), tr("One word, to sign in with."))
        self._display_name.say(tr("Name that visitors see"))
        at = max(0, self._role.currentIndex())
        self._role.clear()
        self._role.addItems([role_words(role) for role in reversed(Role)])
        self._role.setCurrentIndex(at)
        self._role.setAccessibleName(tr("Role"))
        self.wanted.setText(tr("Add"))

    def agent(self, password: str) -> AddAgent:
        """As it is written."""
        return AddAgent(
            username=self._username.text().strip(),
            display_name=self._display_name.text().strip(),
            role=list(reversed(Role))[self._role.currentIndex()],
            password=password,
        )

    def clear(self) -> None:
        """They are in."""
        self._username.fill("")
        self._display_name.fill("")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
