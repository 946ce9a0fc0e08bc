"""Pictures of the prompts page: `python -m tests.support.prompts_pictures DIR`."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import aiohttp
from PySide6.QtWidgets import QApplication

from app.look import Look
from app.preferences import PreferencesFile
from server.domain.prompts import PromptId
from server.domain.requests import Setup
from tests.support.desk_sample import fill, sample_desk
from tests.support.server_here import OWNER_TOKEN, server_here
from ui.event_loop import new_loop
from ui.i18n import Language
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.prompts.api import PromptsApi
from ui.prompts.page import CHANGES, TEXT, PromptsPage
from ui.tasks import Tasks
from ui.theme import ThemeChoice

_SETUP = Setup(
    team_name="Blue Jacket Shop", username="wang", password="correct horse", display_name="王小雨"
)
_FIRST = "\nAsk for the order number before anything else.\n"
_SECOND = "\nAsk for the order number, unless the visitor gave it already.\n称呼访客用“您”。\n"


def main() -> None:
    """The text and the changes, in each language and theme."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_take(folder))


async def _take(folder: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tasks = Tasks(lambda name, failure: print(name, repr(failure)))
    with tempfile.TemporaryDirectory() as data:
        async with aiohttp.ClientSession() as session, server_here(Path(data)) as server:
            await server.api.set_up(_SETUP, OWNER_TOKEN)
            api = PromptsApi(server.api)
            await _write(api)
            look = Look(app, PreferencesFile(Path(data) / "desktop.json"))
            window = MainWindow(sample_desk(session, tasks), look.icons, look.translations)
            fill(window.desk)
            page = PromptsPage(api, look.icons, tasks, window.messages)
            window.pages.add(
                PagePlan(
                    id="prompts", icon="scroll-text", title=lambda: "Prompts", build=lambda: page
                )
            )
            window.resize(1360, 860)
            window.show()
            window.commands.run("page.prompts")
            await asyncio.sleep(1)
            page.book.open(2)
            await _everywhere(window, page, look, folder)
            await tasks.end()


async def _write(api: PromptsApi) -> None:
    built_in = (await api.versions(PromptId.ASSISTANT)).items[-1].template
    await api.add(PromptId.ASSISTANT, built_in + _FIRST, "Order number first")
    await api.publish(PromptId.ASSISTANT, 1)
    await api.add(PromptId.ASSISTANT, built_in + _SECOND, "Do not ask twice")


async def _everywhere(window: MainWindow, page: PromptsPage, look: Look, folder: Path) -> None:
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            look.translations.use(language)
            look.theme.choose(choice)
            name = f"1360-{choice}-{language[:2]}"
            for view, scene in ((TEXT, "prompts"), (CHANGES, "prompts-changes")):
                page.show_view(view)
                await asyncio.sleep(0.5)
                window.grab().save(str(folder / f"desktop-{scene}-{name}.png"))


if __name__ == "__main__":
    main()
