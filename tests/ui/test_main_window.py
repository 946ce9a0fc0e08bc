"""The window as a whole."""

from ui.main_window import MainWindow


async def test_opening_shows_the_conversation(window: MainWindow) -> None:
    window.show_conversation("c-mia")
    assert window.desk.open_conversation is not None
