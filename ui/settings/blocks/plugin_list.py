"""Other people's code: what there is, whether it runs, what went wrong."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from server.domain.plugins import PluginState, PluginStatus, PutPlugin
from ui.i18n import tr
from ui.settings.controls.switch import Slide
from ui.settings.plan import Binding
from ui.settings.plugins import Plugins
from ui.settings.tools import Tools
from ui.widgets.buttons import IconButton
from ui.widgets.label import Chip, ElidedLabel, Label

_CHIPS = {
    PluginStatus.ON: "ok",
    PluginStatus.OFF: "neutral",
    PluginStatus.STARTING: "warn",
    PluginStatus.DISABLED: "danger",
}


class PluginList(QWidget):
    """One line each; the first is asked first."""

    def __init__(self, plugins: Plugins, tools: Tools) -> None:
        super().__init__()
        self._plugins, self._tools = plugins, tools
        self._trouble = Label(size="body2", tone="danger", wrap=True)
        self._nothing = Label(size="body2", tone="faint", wrap=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._trouble)
        column.addWidget(self._nothing)
        column.addLayout(self._lines)
        self._trouble.hide()
        plugins.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        while (old := self._lines.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._nothing.setText(tr("There is none yet. docs/plugins.md tells how to write one."))
        self._nothing.setVisible(self._plugins.is_known and not self._plugins.foreign)
        for place, plugin in enumerate(self._plugins.foreign):
            self._lines.addWidget(self._line(place, plugin))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.refresh()

    def _line(self, place: int, plugin: PluginState) -> QWidget:
        line = QFrame()
        line.setProperty("ground", "inset")
        chip = Chip(_CHIPS[plugin.status])
        chip.show_words(_status(plugin.status))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(plugin.name, size="body2", strong=True))
        if plugin.title:
            words.addWidget(ElidedLabel(plugin.title, size="small", tone="muted"))
        if plugin.last_fault is not None:
            fault = tr("{count} faults; the last: {detail}").format(
                count=plugin.faults, detail=plugin.last_fault.detail
            )
            words.addWidget(Label(fault, size="small", tone="danger", wrap=True))
        slide = Slide(self._tools.icons.theme)
        slide.setAccessibleName(tr("Run {name}").format(name=plugin.name))
        slide.setChecked(plugin.enabled)
        slide.clicked.connect(partial(self._switch, plugin))
        row = QHBoxLayout(line)
        row.setContentsMargins(12, 8, 8, 8)
        row.addLayout(words, 1)
        row.addWidget(chip)
        if place > 0:
            row.addWidget(self._up(place, plugin))
        row.addWidget(slide)
        return line

    def _up(self, place: int, plugin: PluginState) -> QWidget:
        up = IconButton(self._tools.icons, "arrow-up", size=16)
        up.set_name(tr("Ask {name} earlier").format(name=plugin.name))
        up.clicked.connect(partial(self._move, plugin, place))
        return up

    def _switch(self, plugin: PluginState, on: bool) -> None:
        async def write(value: bool) -> None:
            await self._plugins.put(plugin.name, PutPlugin(enabled=value))

        binding = Binding(read=lambda: plugin.enabled, write=write)
        self._keep(plugin, binding, on)

    def _move(self, plugin: PluginState, place: int, *_clicked: object) -> None:
        async def write(value: int) -> None:
            await self._plugins.put(plugin.name, PutPlugin(position=value))

        self._keep(plugin, Binding(read=lambda: place, write=write), place - 1)

    def _keep(self, plugin: PluginState, binding: Binding, value: object) -> None:
        work = self._tools.keep(binding, value, plugin.name)
        self._tools.do("plugin", work, self._tell)

    def _tell(self, trouble: str) -> None:
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self.refresh()


def _status(status: PluginStatus) -> str:
    return {
        PluginStatus.OFF: tr("Off"),
        PluginStatus.STARTING: tr("Starting"),
        PluginStatus.ON: tr("Running"),
        PluginStatus.DISABLED: tr("Failed too often"),
    }[status]
