"""The signed-in part of the desktop: desk, main window with its pages, and notices."""

from collections.abc import Callable

import aiohttp

from app.kept_writing import KeptWriting
from app.look import Look
from app.notices import Notices
from app.paths import Paths
from app.preferences import PreferencesFile
from app.quiet import Quiet
from app.quiet_commands import quiet_commands
from app.settings_page import sends_with_control, settings_page
from server.clock import SystemClock
from server.domain.people import Agent
from server.ids import RandomIds
from server.security.permissions import TABLE, Permission
from ui.api_client import ApiClient
from ui.commands.command import Command, Group
from ui.dashboard.api import DashboardApi
from ui.dashboard.figures import DashboardFigures
from ui.dashboard.page import DashboardPage
from ui.desk import Desk
from ui.i18n import tr
from ui.icons import Icons
from ui.inbox.saved_views import SavedViews
from ui.knowledge.api import KnowledgeApi
from ui.knowledge.page import KnowledgePage
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.prompts.api import PromptsApi
from ui.prompts.page import PromptsPage
from ui.share.page import SharePage
from ui.share.reach import Reach
from ui.tasks import Tasks


class Workplace:
    """Everything that one agent works with, wired."""

    def __init__(
        self,
        http: aiohttp.ClientSession,
        api: ApiClient,
        agent: Agent,
        *,
        look: Look,
        reach: Reach,
        tasks: Tasks,
        preferences: PreferencesFile,
        paths: Paths,
        is_looking: Callable[[], bool],
        quiet: Quiet,
    ) -> None:
        self._api, self._look, self._tasks = api, look, tasks
        self.desk = Desk(
            http, api, agent, tasks=tasks, now=SystemClock().now, new_id=RandomIds().new
        )
        self.writing = KeptWriting(self.desk, paths.writing)
        self.notices = Notices(self.desk, is_looking, quiet.is_on)
        self.window = self._make_window(look, preferences)
        self.window.commands.add(*quiet_commands(quiet))
        self._add_knowledge(api, look.icons, tasks)
        self._add_prompts(api)
        self._add_share(reach)
        self._add_dashboard(api, look.icons, tasks)
        self._add_settings(preferences, reach, paths)

    def _add_share(self, reach: Reach) -> None:
        self.window.pages.add(
            PagePlan(
                id="share",
                icon="qr-code",
                title=lambda: tr("Share"),
                build=lambda: SharePage(reach, self._look.icons),
                keywords="link address qr code widget 分享 链接 二维码",
            )
        )

    def _add_knowledge(self, api: ApiClient, icons: Icons, tasks: Tasks) -> None:
        """With Ctrl+S while something in it is not saved."""
        pages: list[KnowledgePage] = []

        def build() -> KnowledgePage:
            page = KnowledgePage(KnowledgeApi(api), icons, tasks, self.window.messages)
            page.conversation_wanted.connect(self.window.show_conversation)
            pages.append(page)
            return page

        def save() -> None:
            pages[0].save()

        def correct(article_id: str, question: str) -> None:
            self.window.commands.run("page.knowledge")
            pages[0].correct(article_id, question)

        self.window.correction_wanted.connect(correct)

        self.window.pages.add(
            PagePlan(
                id="knowledge",
                icon="book-open",
                title=lambda: tr("Knowledge"),
                build=build,
                keywords="articles faq import unanswered 知识库 文章 导入 未回答",
            )
        )
        self.window.commands.add(
            Command(
                id="knowledge.save",
                group=Group.WINDOW,
                title=lambda: tr("Save the article"),
                keys=("Ctrl+S",),
                icon="check",
                run=save,
                is_possible=lambda: bool(pages) and pages[0].can_save(),
            )
        )

    def _add_prompts(self, api: ApiClient) -> None:
        """For those who may change the settings."""
        if Permission.MANAGE_SETTINGS not in TABLE[self.desk.state.me.role]:
            return

        def build() -> PromptsPage:
            calls, icons = PromptsApi(api), self._look.icons
            page = PromptsPage(calls, icons, self._tasks, self.window.messages)
            self.desk.settings_changed.connect(page.follow)
            return page

        self.window.pages.add(
            PagePlan(
                id="prompts",
                icon="scroll-text",
                title=lambda: tr("Prompts"),
                build=build,
                keywords="prompts versions instructions model 提示词 版本 指令",
            )
        )

    def _add_settings(self, preferences: PreferencesFile, reach: Reach, paths: Paths) -> None:
        self.window.pages.add(
            PagePlan(
                id="settings",
                icon="settings",
                title=lambda: tr("Settings"),
                build=lambda: settings_page(
                    self.window,
                    self._api,
                    look=self._look,
                    tasks=self._tasks,
                    preferences=preferences,
                    reach=reach,
                    paths=paths,
                ),
                keywords="options preferences provider model team hours 设置 选项 偏好",
                keys=("Ctrl+,",),
                at_foot=True,
            )
        )

    def _make_window(self, look: Look, preferences: PreferencesFile) -> MainWindow:
        """As it was left, and remembered as it is changed."""
        chosen = preferences.value
        views = SavedViews(chosen.views)
        window = MainWindow(self.desk, look.icons, look.translations, chosen.keys, views)
        window.send_with(control=sends_with_control(preferences))
        window.inbox.show_view(chosen.view)
        window.inbox.view_changed.connect(lambda view: preferences.change(view=view))
        window.commands.keys_changed.connect(lambda keys: preferences.change(keys=keys))
        views.changed.connect(lambda items: preferences.change(views=items))
        return window

    def _add_dashboard(self, api: ApiClient, icons: Icons, tasks: Tasks) -> None:
        """For those who may read reports; the others never see its button."""
        if Permission.READ_REPORTS not in TABLE[self.desk.state.me.role]:
            return

        def build() -> DashboardPage:
            figures = DashboardFigures(DashboardApi(api), SystemClock().now)
            page = DashboardPage(figures, icons, tasks, self.window.messages)
            self.desk.replaced.connect(page.look_again)
            self.desk.conversation_changed.connect(page.look_again)
            return page

        self.window.pages.add(
            PagePlan(
                id="dashboard",
                icon="chart-column",
                title=lambda: tr("Dashboard"),
                build=build,
                keywords="figures reports statistics csv 数据 报表 统计",
            )
        )
