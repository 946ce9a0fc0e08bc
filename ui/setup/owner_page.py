"""The owner's account: who answers first, and who may change everything."""

from dataclasses import replace

from ui.i18n import tr
from ui.icons import Icons
from ui.setup.account import MIN_PASSWORD_CHARS
from ui.setup.field import Field, PasswordField
from ui.setup.flow import SetupFlow
from ui.setup.page import Page
from ui.widgets.label import Label


class OwnerPage(Page):
    """Three fields; once the account is made they only show it."""

    def __init__(self, flow: SetupFlow, icons: Icons) -> None:
        super().__init__(flow)
        self._display_name = self.add_field("display_name", Field())
        self._username = self.add_field("username", Field())
        self._password = PasswordField(icons)
        self.add_field("password", self._password)
        self._made = Label(tone="ok", wrap=True)
        self.column.addWidget(self._made)
        self.column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self.heading.setText(tr("Your account"))
        self.lead.setText(
            tr("You are the owner: you answer visitors, and you add colleagues later.")
        )
        self._display_name.say(
            tr("Your name"), tr("Visitors see it when you answer."), tr("for example Lin")
        )
        self._username.say(
            tr("Username"), tr("For signing in from another computer."), tr("for example lin")
        )
        self._password.say(
            tr("Password"), tr("At least {count} characters.").format(count=MIN_PASSWORD_CHARS)
        )
        self._password.say_eye(tr("Show the password"), tr("Hide the password"))
        self._made.setText(tr("This account is made. Go on to the next step."))

    def read(self) -> None:
        self.flow.edit(
            replace(
                self.flow.account,
                display_name=self._display_name.text(),
                username=self._username.text(),
                password=self._password.text(),
            )
        )

    def refresh(self) -> None:
        super().refresh()
        account, is_made = self.flow.account, self.flow.owner is not None
        self._display_name.fill(account.display_name)
        self._username.fill(account.username)
        self._password.fill(account.password)
        for field in (self._display_name, self._username):
            field.setEnabled(not is_made)
        self._password.setVisible(not is_made)
        self._made.setVisible(is_made)
