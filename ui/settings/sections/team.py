"""Who works here, and what each may do."""

from server.domain.people import Agent
from ui.i18n import tr
from ui.settings.blocks.team_list import TeamList
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan
from ui.settings.team import Team
from ui.settings.tools import Tools


def team_section(tools: Tools, me: Agent) -> SectionPlan:
    """The accounts of the team."""
    team = Team(tools.api)
    row = RowPlan(
        id="team.agents",
        name=lambda: tr("Agents"),
        about=lambda: tr(
            "Agents talk to visitors and write articles. Admins also change the settings, and"
            " owners everything."
        ),
        keywords="agents users roles accounts password team 客服 账号 角色 权限 密码 团队",
        make=lambda: TeamList(team, me, tools),
        wide=True,
    )
    return SectionPlan(
        id="team",
        icon="users",
        title=lambda: tr("Team"),
        lead=lambda: tr("Who works here, and what each may do."),
        sources=(team,),
        groups=(GroupPlan(rows=(row,)),),
    )
