"""The settings, wired: which sections there are, in which order, and what they work with."""

from enum import StrEnum

from app.look import Look
from app.paths import Paths
from app.preferences import OnClose, PreferencesFile, SendWith
from server.domain.people import Agent
from ui.api_client import ApiClient
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.settings.page import SettingsPage
from ui.settings.plan import Binding, SectionPlan
from ui.settings.sections.about import about_section
from ui.settings.sections.appearance import Habits, appearance_section
from ui.settings.sections.assistant import assistant_section
from ui.settings.sections.budget import budget_section
from ui.settings.sections.canned import canned_section
from ui.settings.sections.filters import filters_section
from ui.settings.sections.hours import hours_section
from ui.settings.sections.network import network_section
from ui.settings.sections.provider import provider_section
from ui.settings.sections.routing import routing_section
from ui.settings.sections.shortcuts import shortcuts_section
from ui.settings.sections.team import team_section
from ui.settings.sections.widget import widget_section
from ui.settings.tools import Tools
from ui.settings.values import Local
from ui.share.reach import Reach
from ui.state import Link
from ui.tasks import Tasks


def settings_page(
    window: MainWindow,
    api: ApiClient,
    *,
    look: Look,
    tasks: Tasks,
    preferences: PreferencesFile,
    reach: Reach,
    paths: Paths,
) -> SettingsPage:
    """Follows the desk: what others save, and a server that is there again."""
    tools = Tools(api=api, icons=look.icons, tasks=tasks, messages=window.messages)
    sections = [
        *_for_managers(tools, window.desk.state.me, reach),
        canned_section(tools),
        appearance_section(look.theme, look.translations, habits(preferences, window)),
        shortcuts_section(tools, lambda: window.commands.run("window.shortcuts")),
        about_section(tools, paths.data_dir, paths.server_log),
    ]
    page = SettingsPage(window.desk.state.me, sections, tools)
    _follow(window.desk, page)
    return page


def _for_managers(tools: Tools, me: Agent, reach: Reach) -> list[SectionPlan]:
    return [
        assistant_section(tools),
        provider_section(tools),
        budget_section(tools),
        routing_section(tools),
        filters_section(tools),
        hours_section(tools),
        widget_section(tools),
        network_section(tools, reach),
        team_section(tools, me),
    ]


def _follow(desk: Desk, page: SettingsPage) -> None:
    def link_changed() -> None:
        if desk.state.link is Link.ONLINE:
            page.reload()

    desk.settings_changed.connect(page.follow)
    desk.link_changed.connect(link_changed)


def habits(preferences: PreferencesFile, window: MainWindow) -> Habits:
    """Those of the preferences that are rows of the settings; they count at once."""
    source = Local()
    source.changed.connect(lambda: window.send_with(control=sends_with_control(preferences)))

    def kept(name: str, kind: type[StrEnum]) -> Binding:
        async def write(value: str) -> None:
            preferences.change(**{name: kind(value)})
            source.changed.emit()

        return Binding(read=lambda: getattr(preferences.value, name), write=write)

    return Habits(
        source=source, send_with=kept("send_with", SendWith), on_close=kept("on_close", OnClose)
    )


def sends_with_control(preferences: PreferencesFile) -> bool:
    """Whether Enter alone begins a new line."""
    return preferences.value.send_with is SendWith.CTRL_ENTER
