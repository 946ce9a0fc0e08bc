"""The window and its server: what fails is told, what is lost comes back."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit

from app.desktop import Desktop
from app.paths import Paths
from app.preferences import PreferencesFile
from app.supervisor import SupervisorState
from app.workplace import Workplace
from server.domain.requests import Setup
from tests.support.desktop import click, find, running_desktop, shown, write
from tests.support.qt import wait_signal, wait_until
from ui.i18n import Language
from ui.state import Link
from ui.theme import ThemeChoice

SETUP = Setup(team_name="Shop", username="lin", password="correct horse", display_name="Lin")


async def at_work(desktop: Desktop) -> Workplace:
    """Past the assistant, by the same call that it makes."""
    await wait_until(lambda: desktop.stage.setup is not None, what="no assistant")
    signed_in = await desktop.api.set_up(SETUP, desktop.session.owner_token())
    desktop.session.adopt(signed_in.agent)
    assert desktop.stage.workplace is not None
    await online(desktop.stage.workplace)
    return desktop.stage.workplace


async def online(workplace: Workplace) -> None:
    await wait_until(lambda: workplace.desk.state.link is Link.ONLINE, what="never online")


async def test_a_start_that_fails_says_why_and_can_be_tried_again(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    monkeypatch.setenv("DESKBELL_PROVIDER_API_KEY_FILE", str(key))
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        window = desktop.shell
        await shown(window, QLabel, "Deskbell cannot start its server")
        labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        assert any(str(key) in text for text in labels)
        click(window, "Copy details")
        assert "unusable_setup" in QGuiApplication.clipboard().text()
        key.write_text("sk-1")
        click(window, "Try again")
        await shown(window, QLineEdit, "Name of your team or shop")


async def test_a_killed_server_is_said_to_be_away_until_it_is_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        workplace = await at_work(desktop)
        server = desktop.supervisor.server
        assert server is not None
        os.kill(server.pid, signal.SIGKILL)
        await wait_until(lambda: workplace.desk.state.link is Link.OFFLINE)
        assert desktop.shell.currentWidget() is workplace.window
        await online(workplace)


async def test_a_session_that_the_server_forgot_is_renewed_and_nothing_typed_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        workplace = await at_work(desktop)
        workplace.desk.keep_draft("c-1", "half a sentence")
        old, desktop.api.token = desktop.api.token, "forgotten"
        workplace.desk.signed_out.emit()
        await wait_until(lambda: desktop.api.token not in {"", "forgotten", old})
        await online(workplace)
        assert desktop.stage.workplace is workplace
        assert workplace.desk.state.drafts == {"c-1": "half a sentence"}


async def test_letting_the_network_in_keeps_the_port_and_the_session(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        workplace = await at_work(desktop)
        before = desktop.supervisor.server
        workplace.window.commands.run("page.share")
        await wait_until(lambda: desktop.reach.url and not desktop.reach.busy)
        click(workplace.window, "Phones and PCs on this network")
        await wait_until(lambda: desktop.reach.is_open_to_network and not desktop.reach.busy)
        after = desktop.supervisor.server
        assert before is not None
        assert after is not None
        assert (after.port, after.pid == before.pid) == (before.port, False)
        await online(workplace)
        desktop.tray.copy_asked.emit()
        assert QGuiApplication.clipboard().text() == desktop.reach.url


async def test_the_look_changes_after_the_assistant_is_gone(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        await at_work(desktop)
        assert desktop.stage.setup is None
        await asyncio.sleep(0.05)  # its widgets are deleted by now
        desktop.look.theme.choose(ThemeChoice.DARK)
        desktop.look.translations.use(Language.CHINESE)
        await shown(desktop.shell, QAbstractButton, "分享")
        assert desktop.preferences.value.theme is ThemeChoice.DARK


async def test_what_was_chosen_is_there_at_the_next_start(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        await shown(desktop.shell, QLineEdit, "Name of your team or shop")
        find(desktop.shell, QComboBox, "Language").activated.emit(1)
        assert desktop.supervisor.server is not None
        port = desktop.supervisor.server.port
    kept = PreferencesFile(Paths(tmp_path / "data").preferences).value
    assert (kept.language, kept.port) == (Language.CHINESE, port)
    assert kept.geometry
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        await shown(desktop.shell, QLineEdit, "团队或店铺名称")


async def test_a_server_that_dies_during_the_set_up_costs_nothing_typed(
    qapp: QApplication, tmp_path: Path
) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        await shown(desktop.shell, QLineEdit, "Name of your team or shop")
        write(desktop.shell, "Name of your team or shop", "Shop")
        assert desktop.supervisor.server is not None
        os.kill(desktop.supervisor.server.pid, signal.SIGKILL)
        await wait_signal(desktop.supervisor.ready)
        team = find(desktop.shell, QLineEdit, "Name of your team or shop")
        assert team.text() == "Shop"


async def test_the_end_leaves_no_server_behind(qapp: QApplication, tmp_path: Path) -> None:
    async with running_desktop(qapp, tmp_path / "data") as desktop:
        await at_work(desktop)
        assert desktop.supervisor.server is not None
        pid = desktop.supervisor.server.pid
    assert desktop.supervisor.state is SupervisorState.STOPPED
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
