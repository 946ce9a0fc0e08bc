"""The provider: optional, for the demo answers until there is one."""

from ui.i18n import tr
from ui.icons import Icons
from ui.setup.flow import SetupFlow
from ui.setup.page import Page
from ui.setup.provider_form import ProviderForm


class ProviderPage(Page):
    """The form, and in plain words what happens without it."""

    def __init__(self, flow: SetupFlow, icons: Icons) -> None:
        super().__init__(flow)
        self._form = ProviderForm(flow.provider, icons)
        self._form.submitted.connect(self.submitted)
        self._form.test_asked.connect(flow.try_provider)
        self.column.addWidget(self._form)
        self.column.addStretch(1)
        self.retranslate()
        self.refresh()

    def retranslate(self) -> None:
        self.heading.setText(tr("AI provider"))
        self.lead.setText(
            tr(
                "Answers come from a model of your choice. With “Later” a demo answers: it says "
                "that it is one, and hands visitors over to you."
            )
        )

    def refresh(self) -> None:
        self._form.refresh(self.flow.faults)

    def focus_first(self) -> None:
        self._form.focus_first()
