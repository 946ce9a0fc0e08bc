"""What the team says often."""

from ui.i18n import tr
from ui.settings.blocks.canned_list import CannedList
from ui.settings.canned import Canned
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan
from ui.settings.tools import Tools


def canned_section(tools: Tools) -> SectionPlan:
    """For everyone: agents know best what they say often."""
    canned = Canned(tools.api)
    row = RowPlan(
        id="canned.replies",
        name=lambda: tr("Canned replies"),
        about=lambda: tr("Type / at the start of a message to choose one."),
        keywords="canned saved replies templates snippets macros shortcuts 快捷回复 常用语 模板",
        make=lambda: CannedList(canned, tools),
        wide=True,
    )
    return SectionPlan(
        id="canned",
        icon="zap",
        title=lambda: tr("Canned replies"),
        lead=lambda: tr("What is said often, with names put in by themselves."),
        for_everyone=True,
        sources=(canned,),
        groups=(GroupPlan(rows=(row,)),),
    )
