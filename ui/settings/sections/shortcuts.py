"""Where the keys are listed and changed."""

from collections.abc import Callable

from ui.i18n import tr
from ui.settings.controls.actions import Action
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan
from ui.settings.tools import Tools


def shortcuts_section(tools: Tools, open_sheet: Callable[[], object]) -> SectionPlan:
    """For everyone: the sheet itself is over the window."""
    row = RowPlan(
        id="shortcuts.sheet",
        name=lambda: tr("Keyboard shortcuts"),
        about=lambda: tr("All commands with their keys; a click on keys lets you choose others."),
        keywords="keys hotkeys remap 快捷键 按键",
        make=lambda: Action(tools.icons, lambda: tr("Show the keys"), open_sheet, icon="keyboard"),
    )
    return SectionPlan(
        id="shortcuts",
        icon="keyboard",
        title=lambda: tr("Shortcuts"),
        lead=lambda: tr("Whatever can be clicked can be done by keys."),
        for_everyone=True,
        groups=(GroupPlan(rows=(row,)),),
    )
