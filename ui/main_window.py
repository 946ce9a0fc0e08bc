"""The window: rail, pages, the inbox as the first of them, and what is said above all pages."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.conversation.pane import ConversationPane
from ui.desk import Desk
from ui.i18n import Translations, tr
from ui.icons import Icons
from ui.inbox.order import attention
from ui.inbox.pane import InboxPane
from ui.link_banner import LinkBanner
from ui.look_menu import LookMenu
from ui.message_bar import MessageBar
from ui.rail import Rail, RailButton
from ui.theme import ThemeChoice

_LIST_WIDTH = 330
_NARROWEST_LIST = 240
_WIDEST_LIST = 460
_ZOOM_STEP = 0.1


class MainWindow(QMainWindow):
    """Pages are added by whoever composes the program; the first one is the inbox.

    Attributes:
        desk: What the window shows.
        messages: Says what passes: trouble and notices.

    Signals:
        close_requested: The agent closed the window; whoever owns it hides it or quits.
        quit_requested: The agent chose Quit in the menu.
        attention_changed: How many conversations need the agent, for the tray and the taskbar.
    """

    close_requested = Signal()
    quit_requested = Signal()
    attention_changed = Signal(int)

    def __init__(self, desk: Desk, icons: Icons, translations: Translations) -> None:
        super().__init__()
        self.desk = desk
        self._icons = icons
        self._attention = 0
        self._titles: list[Callable[[], str]] = []
        self._buttons: list[RailButton] = []
        self.messages = MessageBar(icons)
        self._banner = LinkBanner(desk, icons)
        self._rail = Rail(desk.state.me, icons)
        self._pages = QStackedWidget()
        self._inbox = InboxPane(desk, icons)
        self._conversation = ConversationPane(desk, icons)
        self._look_menu = LookMenu(icons.theme, translations, self)
        self._me_menu = QMenu(self)
        self._lay_out()
        self.add_page("inbox", lambda: tr("Inbox"), self._inbox_page())
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self.show_page(0)
        self.resize(1360, 860)

    def add_page(self, icon: str, title: Callable[[], str], page: QWidget) -> int:
        """Another page with its button on the rail; `title` is asked anew in each language."""
        number = self._pages.addWidget(page)
        self._titles.append(title)
        self._buttons.append(self._rail.add(icon))
        self._shortcut(f"Ctrl+{number + 1}", lambda: self.show_page(number))
        self.retranslate()
        return number

    def show_page(self, number: int) -> None:
        """Bring a page to the front."""
        self._pages.setCurrentIndex(number)
        self._rail.show_page(number)

    def show_conversation(self, conversation_id: str) -> None:
        """Bring the inbox to the front with this conversation; for notifications."""
        self.show_page(0)
        self.desk.open(conversation_id)

    def set_server_note(self, note: str) -> None:
        """Why the server is away, while it is; see `LinkBanner.set_note`."""
        self._banner.set_note(note)

    def retranslate(self) -> None:
        """All words anew."""
        self.setWindowTitle(self._window_title())
        for number, (button, title) in enumerate(zip(self._buttons, self._titles, strict=True)):
            button.set_name(title(), f"Ctrl+{number + 1}")
        self._rail.menu_button.set_name(tr("Language and appearance"))
        me = self.desk.state.me
        self._me_menu.clear()
        self._me_menu.addAction(f"{me.display_name} ({me.username})").setEnabled(False)
        self._me_menu.addSeparator()
        self._me_menu.addAction(tr("Quit Deskbell"), self.quit_requested.emit)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._conversation.read_if_seen()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is not quitting: visitors may still be talking to the assistant."""
        event.ignore()
        self.close_requested.emit()

    # --- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._banner)
        right.addWidget(self.messages)
        right.addWidget(self._pages, 1)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        self.setCentralWidget(body)

    def _inbox_page(self) -> QWidget:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(1)
        splitter.addWidget(self._inbox)
        splitter.addWidget(self._conversation)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 1000])
        self._fit_list()
        return splitter

    def _fit_list(self) -> None:
        px = self._icons.theme.px
        self._inbox.setMinimumWidth(px(_NARROWEST_LIST))
        self._inbox.setMaximumWidth(px(_WIDEST_LIST))

    def _connect(self) -> None:
        self._rail.chosen.connect(self.show_page)
        self._rail.menu_button.clicked.connect(self._open_look_menu)
        self._rail.me_button.clicked.connect(self._open_me_menu)
        self._conversation.share_wanted.connect(self._show_share)
        self.desk.troubled.connect(self.messages.show_trouble)
        self.desk.replaced.connect(self._count_attention)
        self.desk.conversation_changed.connect(self._count_attention)
        self._icons.theme.changed.connect(self._fit_list)

    def _add_shortcuts(self) -> None:
        header, composer = self._conversation.header, self._conversation.composer
        theme = self._icons.theme
        for keys in ("Alt+Down", "Ctrl+PgDown"):
            self._shortcut(keys, lambda: self._inbox.list.step(1))
        for keys in ("Alt+Up", "Ctrl+PgUp"):
            self._shortcut(keys, lambda: self._inbox.list.step(-1))
        self._shortcut("Ctrl+Shift+H", header.toggle_handler)
        self._shortcut("Ctrl+E", header.toggle_resolved)
        self._shortcut("Ctrl+Shift+N", composer.toggle_note)
        self._shortcut("Ctrl+J", self._conversation.suggestion.put_into_message)
        self._shortcut("Ctrl+Shift+J", self._conversation.suggestion.write_another)
        self._shortcut("Ctrl+\\", self._conversation.toggle_details)
        self._shortcut("Ctrl+Shift+F", self._inbox.focus_search)
        self._shortcut("Ctrl+=", lambda: theme.zoom_to(theme.zoom + _ZOOM_STEP))
        self._shortcut("Ctrl+-", lambda: theme.zoom_to(theme.zoom - _ZOOM_STEP))
        self._shortcut("Ctrl+0", lambda: theme.zoom_to(1.0))
        self._shortcut("Ctrl+Shift+L", self._toggle_dark)
        self._shortcut("Ctrl+W", self.close)
        self._shortcut("Ctrl+Q", self.quit_requested.emit)

    def _shortcut(self, keys: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    # --- reacting ---------------------------------------------------------------------------------

    def _window_title(self) -> str:
        return f"({self._attention}) Deskbell" if self._attention else "Deskbell"

    def _count_attention(self) -> None:
        count = attention(self.desk.state)
        if count != self._attention:
            self._attention = count
            self._buttons[0].show_count(count)
            self.setWindowTitle(self._window_title())
            self.attention_changed.emit(count)

    def _show_share(self) -> None:
        """The second page is the one that brings visitors."""
        self.show_page(min(1, self._pages.count() - 1))

    def _toggle_dark(self) -> None:
        theme = self._icons.theme
        theme.choose(ThemeChoice.LIGHT if theme.tokens.dark else ThemeChoice.DARK)

    def _open_look_menu(self) -> None:
        self._open_beside(self._look_menu, self._rail.menu_button)

    def _open_me_menu(self) -> None:
        self._open_beside(self._me_menu, self._rail.me_button)

    def _open_beside(self, menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(button.rect().topRight()))
