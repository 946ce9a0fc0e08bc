"""Pictures of the window with sample conversations: `python -m tests.support.desk_pictures DIR`."""

import asyncio
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import aiohttp
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.desk_sample import fill, fill_busy, sample_desk
from ui.event_loop import new_loop
from ui.i18n import Language, Translations
from ui.icons import Icons
from ui.main_window import MainWindow
from ui.pages import PagePlan
from ui.tasks import Tasks
from ui.theme import Theme, ThemeChoice

_SIZES = ((1360, 860), (1000, 700))
_SCENES = {"mia": "c-mia", "waiting": "c-0", "answering": "c-2", "done": "c-done", "none": ""}


def main() -> None:
    """Every scene once in each language and theme at the large size, the first also small."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_take(folder))


async def _take(folder: Path) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme, translations = Theme(app), Translations(app)
    tasks = Tasks(lambda name, failure: print(name, repr(failure)))
    async with aiohttp.ClientSession() as session:
        desk = sample_desk(session, tasks)
        theme.choose(ThemeChoice.LIGHT)
        window = MainWindow(desk, Icons(theme), translations)
        plan = PagePlan(id="share", icon="qr-code", title=lambda: "Share", build=QWidget)
        window.pages.add(plan)
        window.show()
        fill(desk)
        fill_busy(desk)
        for language in Language:
            for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
                translations.use(language)
                theme.choose(choice)
                await _scenes(window, folder, f"{choice}-{language[:2]}")
        await tasks.end()


async def _scenes(window: MainWindow, folder: Path, name: str) -> None:
    for scene, conversation_id in _SCENES.items():
        window.desk.open(conversation_id)
        for width, height in _SIZES if scene == "mia" else _SIZES[:1]:
            window.resize(width, height)
            await asyncio.sleep(0.2)
            window.grab().save(str(folder / f"desktop-{scene}-{width}-{name}.png"))


if __name__ == "__main__":
    main()
