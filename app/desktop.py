"""The desktop's composition root: what there is, how it is wired, and in which order it ends."""

import asyncio
import importlib
import logging
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import aiohttp
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.child_log import ChildLog
from app.closing import ClosingRule
from app.look import Look
from app.owner_session import OwnerSession
from app.paths import Paths
from app.preferences import PreferencesFile
from app.quiet import Quiet
from app.ready_line import Refusal
from app.server_process import server_command
from app.shell import Shell
from app.single_instance import SingleInstance
from app.stage import Stage
from app.status_page import StatusPage
from app.supervisor import Supervisor
from app.system_signals import system_signals
from app.tray import Tray
from server.clock import SystemClock
from server.domain.errors import KnownError
from server.domain.people import Agent
from ui import event_loop
from ui.api_client import ApiClient
from ui.i18n import tr
from ui.problems import sentence
from ui.share.reach import Reach
from ui.tasks import Tasks

if TYPE_CHECKING:
    from app.workplace import Workplace
    from ui.setup.window import SetupWindow

log = logging.getLogger(__name__)


def run(data_dir: Path, port: int | None) -> int:
    """The window of this folder's Deskbell, until somebody quits; the exit code.

    `port` is where its server listens; None keeps the one that worked last.
    """
    app = QApplication(["deskbell"])
    app.setApplicationName("Deskbell")
    app.setDesktopFileName("deskbell")
    paths = Paths(data_dir)
    instance = SingleInstance(paths.window_lock)
    if not instance.claim():
        return 0
    try:
        event_loop.run(_run(app, paths, instance, port))
    finally:
        instance.release()
    return 0


async def _run(app: QApplication, paths: Paths, instance: SingleInstance, port: int | None) -> None:
    async with aiohttp.ClientSession() as http:
        desktop = Desktop(app, paths, http, port)
        instance.raise_asked.connect(desktop.shell.come_forward)
        await desktop.run()


class Desktop:
    """Every part of the desktop, wired."""

    def __init__(
        self,
        app: QApplication,
        paths: Paths,
        http: aiohttp.ClientSession,
        port: int | None = None,
    ) -> None:
        self._app = app
        self._paths = paths
        self._http = http
        self._ended = asyncio.Event()
        self._tasks = Tasks(self._on_failure)
        self._log = ChildLog(paths.server_log)
        self.preferences = PreferencesFile(paths.preferences)
        self.look = Look(app, self.preferences)
        self.supervisor = Supervisor(
            partial(server_command, paths.data_dir),
            self.preferences.value.port if port is None else port,
            self._log,
        )
        self.api = ApiClient(http, "")
        self.session = OwnerSession(self.api, self.supervisor, self._tasks)
        self.reach = Reach(self.api, self.supervisor.restart, self._tasks)
        self.shell = Shell(self.preferences)
        self.quiet = Quiet(self.preferences, SystemClock().now)
        self.tray = Tray(self.quiet)
        self.closing = ClosingRule(self.shell, self.preferences, has_tray=self.tray.is_there)
        self.status = StatusPage(self.look.icons, self._log)
        self.stage = Stage(
            self.shell,
            self.status,
            self.supervisor,
            make_setup=self._make_setup,
            make_workplace=self._make_workplace,
        )
        self._connect()

    async def run(self) -> None:
        """Until the end is asked for; then everything ends in order."""
        with system_signals(self.end):
            self.shell.show()
            self.tray.show()
            self.supervisor.start()
            _read_windows()
            try:
                await self._ended.wait()
            finally:
                await self._end()

    def end(self) -> None:
        """Leave; `run` does the rest."""
        self._ended.set()

    async def _end(self) -> None:
        self._app.aboutToQuit.disconnect(self.end)
        if self.stage.workplace is not None:
            self.stage.workplace.writing.keep()
        self.closing.let_go()
        self.shell.keep_place()
        self.shell.hide()
        self.tray.hide()
        await self._tasks.end()
        await self.supervisor.stop()
        self._log.close()
        self.look.translations.withdraw()
        self.shell.deleteLater()
        self.tray.deleteLater()

    def _connect(self) -> None:
        self.supervisor.ready.connect(self._keep_port)
        self.session.setup_needed.connect(self.stage.open_setup)
        self.session.signed_in.connect(self.stage.open_workplace)
        self.session.signed_in.connect(self.reach.refresh)
        self.session.server_returned.connect(self.reach.refresh)
        self.status.retry_asked.connect(self._start_anew)
        self.closing.quit_asked.connect(self.end)
        self.tray.quit_asked.connect(self.end)
        self.tray.open_asked.connect(self.stage.come_forward)
        self.tray.copy_asked.connect(self._copy_link)
        self.look.translations.changed.connect(self.tray.retranslate)
        self._app.commitDataRequest.connect(self.closing.let_go)
        self._app.aboutToQuit.connect(self.end)

    def _make_setup(self) -> "SetupWindow":
        from ui.setup.flow import SetupFlow  # noqa: PLC0415 - as `_read_windows`
        from ui.setup.provider import ProviderSetup  # noqa: PLC0415
        from ui.setup.window import SetupWindow  # noqa: PLC0415

        provider, owner_token = ProviderSetup(self.api), self.session.owner_token
        flow = SetupFlow(self.api, owner_token, provider, self.reach, self._tasks)
        flow.finished.connect(self.session.adopt)
        look = self.look
        return SetupWindow(flow, look.icons, look.translations, look.translations.use)

    def _make_workplace(self, owner: Agent) -> "Workplace":
        from app.workplace import Workplace  # noqa: PLC0415 - as `_read_windows`

        workplace = Workplace(
            self._http,
            self.api,
            owner,
            look=self.look,
            reach=self.reach,
            tasks=self._tasks,
            preferences=self.preferences,
            paths=self._paths,
            is_looking=self.shell.isActiveWindow,
            quiet=self.quiet,
        )
        window, desk = workplace.window, workplace.desk
        desk.signed_out.connect(self.session.renew)
        self.session.server_returned.connect(desk.hurry)
        workplace.notices.told.connect(self.tray.tell)
        window.attention_changed.connect(self.tray.show_waiting)
        window.attention_changed.connect(self.shell.show_waiting)
        window.close_requested.connect(self.closing.decide)
        window.quit_requested.connect(self.end)
        self.closing.somebody_works()
        return workplace

    def _keep_port(self) -> None:
        if self.supervisor.server is not None:
            self.preferences.change(port=self.supervisor.server.port)

    def _start_anew(self) -> None:
        self.status.show_starting()
        self._tasks.start("start anew", self.supervisor.restart())

    def _copy_link(self) -> None:
        QGuiApplication.clipboard().setText(self.reach.url)

    def _on_failure(self, name: str, failure: Exception) -> None:
        """Known trouble is told; anything else is a bug, told and logged."""
        if isinstance(failure, KnownError):
            self.stage.tell_trouble(Refusal(code=failure.code, detail=sentence(failure)))
            return
        log.error("%s failed", name, exc_info=failure)
        words = tr("Something went wrong in Deskbell itself. Its log says more.")
        self.stage.tell_trouble(Refusal(code="bug", detail=words))


def _read_windows() -> None:
    """Half of our code, read while the server starts beside us: the inbox is there sooner."""
    importlib.import_module("app.workplace")
