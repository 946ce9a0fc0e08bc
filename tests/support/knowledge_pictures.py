"""Pictures of the knowledge page: `python -m tests.support.knowledge_pictures DIR`."""

import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import aiohttp
from PySide6.QtWidgets import QApplication, QLineEdit

from app.look import Look
from app.preferences import PreferencesFile
from server.domain.requests import Setup
from tests.support.desk_sample import fill, sample_desk
from tests.support.knowledge_sample import fill_knowledge
from tests.support.server_here import OWNER_TOKEN, server_here
from ui.event_loop import new_loop
from ui.i18n import Language
from ui.knowledge.api import KnowledgeApi
from ui.knowledge.page import ARTICLES, IMPORTS, KnowledgePage
from ui.knowledge.trial import Trial
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.tasks import Tasks
from ui.theme import ThemeChoice

_SETUP = Setup(team_name="Blue Jacket Shop", username="wang", password="correct horse")


def main() -> None:
    """Articles and imports, in each language and theme."""
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
            await fill_knowledge(server.api)
            look = Look(app, PreferencesFile(Path(data) / "desktop.json"))
            window = MainWindow(sample_desk(session, tasks), look.icons, look.translations)
            fill(window.desk)
            api = KnowledgeApi(server.api)
            page = KnowledgePage(api, look.icons, tasks, window.messages)
            window.pages.add(
                PagePlan(
                    id="knowledge", icon="book-open", title=lambda: "Knowledge", build=lambda: page
                )
            )
            window.resize(1360, 860)
            window.show()
            window.commands.run("page.knowledge")
            await _import(page, Path(data))
            await _everywhere(window, page, look, folder)
            await tasks.end()


async def _import(page: KnowledgePage, folder: Path) -> None:
    good, bad = folder / "faq.csv", folder / "old.pdf"
    good.write_text("question,answer\nDo you gift wrap?,Yes: for 3.00.\n", "utf-8")
    bad.write_bytes(b"not a PDF at all")
    page.bring_in([good, bad])
    await asyncio.sleep(4)
    page.show_view(ARTICLES)
    await asyncio.sleep(0.5)


async def _everywhere(window: MainWindow, page: KnowledgePage, look: Look, folder: Path) -> None:
    shipping = next(one for one in page.library.articles if one.title == "Shipping times")
    for language in Language:
        for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
            look.translations.use(language)
            look.theme.choose(choice)
            name = f"1360-{choice}-{language[:2]}"
            page.show_view(ARTICLES)
            page.list.show_selected(shipping.id)
            trial = page.findChild(Trial)
            assert trial is not None
            trial.findChildren(QLineEdit)[0].setText("how long until my order arrives")
            trial.ask()
            await asyncio.sleep(0.5)
            window.grab().save(str(folder / f"desktop-knowledge-{name}.png"))
            page.show_view(IMPORTS)
            await asyncio.sleep(0.5)
            window.grab().save(str(folder / f"desktop-knowledge-imports-{name}.png"))


if __name__ == "__main__":
    main()
