"""The settings, wired: which sections there are, in which order, and what they work with."""

from enum import StrEnum

from app.look import Look
from app.paths import Paths
from app.preferences import OnClose, PreferencesFile, SendWith
from ui.api_client import ApiClient
from ui.desk import Desk
from ui.main_window import MainWindow
from ui.settings.page import SettingsPage
from ui.settings.plan import Binding, SectionPlan
from ui.settings.sections.appearance import Habits, appearance_section
from ui.settings.sections.assistant import assistant_section
from ui.settings.sections.shortcuts import shortcuts_section
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
        *_for_managers(tools),
        appearance_section(look.theme, look.translations, habits(preferences)),
        shortcuts_section(tools, lambda: window.commands.run("window.shortcuts")),
    ]
    page = SettingsPage(window.desk.state.me, sections, tools)
    _follow(window.desk, page)
    return page


def _for_managers(tools: Tools) -> list[SectionPlan]:
    return [assistant_section(tools)]


def _follow(desk: Desk, page: SettingsPage) -> None:
    def link_changed() -> None:
        if desk.state.link is Link.ONLINE:
            page.reload()

    desk.settings_changed.connect(page.follow)
    desk.link_changed.connect(link_changed)


def habits(preferences: PreferencesFile) -> Habits:
    """Those of the preferences that are rows of the settings."""
    source = Local()

    def kept(name: str, kind: type[StrEnum]) -> Binding:
        async def write(value: str) -> None:
            preferences.change(**{name: kind(value)})
            source.changed.emit()

        return Binding(read=lambda: getattr(preferences.value, name), write=write)

    return Habits(
        source=source, send_with=kept("send_with", SendWith), on_close=kept("on_close", OnClose)
    )
