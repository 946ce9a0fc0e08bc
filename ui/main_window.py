"""The window: rail, pages, the inbox as the first of them, and what is said above all pages."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from ui.commands.command import Group
from ui.commands.palette import Palette
from ui.commands.registry import Commands, Keys
from ui.commands.sheet import ShortcutSheet
from ui.conversation.pane import ConversationPane
from ui.desk import Desk
from ui.desk_commands.conversation import conversation_commands
from ui.desk_commands.inbox import inbox_commands
from ui.desk_commands.look import look_commands
from ui.desk_commands.triage import triage_commands
from ui.desk_commands.window import window_commands
from ui.desk_commands.writing import writing_commands
from ui.i18n import Translations, tr
from ui.icons import Icons
from ui.inbox.last_two import LastTwo
from ui.inbox.pane import InboxPane
from ui.inbox.saved_views import SavedViews
from ui.jump import Jump
from ui.link_banner import LinkBanner
from ui.look_menu import LookMenu
from ui.message_bar import MessageBar
from ui.pages import PagePlan, Pages
from ui.questions.naming import ask_field_name
from ui.questions.viewing import Viewing
from ui.rail import Rail
from ui.widgets.focus import focus_first, holds

_LIST_WIDTH = 330
_NARROWEST_LIST = 240
_WIDEST_LIST = 460


class MainWindow(QMainWindow):
    """Pages are added by whoever composes the program; the first one is the inbox.

    Attributes:
        desk: What the window shows.
        inbox: Which conversations are shown.
        commands: All that can be done here, and the keys for it.
        pages: The inbox, and what whoever composes the program adds.
        messages: Says what passes: trouble and notices.

    Signals:
        close_requested: The agent closed the window; whoever owns it hides it or quits.
        quit_requested: The agent chose Quit in the menu.
        attention_changed: How many conversations need the agent, for the tray and the taskbar.
        correction_wanted: The article that a wrong answer came from, and the question.
    """

    close_requested = Signal()
    quit_requested = Signal()
    attention_changed = Signal(int)
    correction_wanted = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        icons: Icons,
        translations: Translations,
        keys: Mapping[str, Keys] | None = None,
        views: SavedViews | None = None,
    ) -> None:
        super().__init__()
        self.desk = desk
        self._icons = icons
        self._attention = 0
        self.messages = MessageBar(icons)
        self._banner = LinkBanner(desk, icons)
        self._rail = Rail(desk.state.me, icons)
        views = SavedViews() if views is None else views
        self.inbox = InboxPane(desk, icons, views)
        self._conversation = ConversationPane(desk, icons)
        self._look_menu = LookMenu(icons.theme, translations, self)
        self._me_menu = QMenu(self)
        self._more_menu = QMenu(self)
        self.commands = Commands(self, keys)
        self.pages = Pages(self._rail, self.commands)
        self._palette = Palette(self, icons)
        self._jump = Jump(desk, self.commands, self._palette)
        self._sheet = ShortcutSheet(self, self.commands, icons)
        self._viewing = Viewing(desk, self.inbox, views, self._palette)
        self._lay_out()
        self._add_commands(translations)
        inbox = PagePlan(
            id="inbox", icon="inbox", title=lambda: tr("Inbox"), build=self._inbox_page
        )
        self._inbox_button = self.pages.add(inbox)
        self._connect()
        self.retranslate()
        self.pages.show_page(0)
        self.resize(1360, 860)

    def show_conversation(self, conversation_id: str) -> None:
        """Bring the inbox to the front with this conversation; for notifications."""
        self.pages.show_page(0)
        self.desk.open(conversation_id)

    def send_with(self, *, control: bool) -> None:
        """Whether Ctrl+Enter sends and Enter begins a new line, or Enter sends."""
        self._conversation.composer.send_with(control=control)

    def set_server_note(self, note: str) -> None:
        """Why the server is away, while it is; see `LinkBanner.set_note`."""
        self._banner.set_note(note)

    def retranslate(self) -> None:
        """All words anew."""
        self.setWindowTitle(self._window_title())
        self.pages.retranslate()
        me = self.desk.state.me
        self._me_menu.clear()
        self._me_menu.addAction(f"{me.display_name} ({me.username})").setEnabled(False)
        self._me_menu.addSeparator()
        self._look_menu.setTitle(tr("Language and appearance"))
        self._me_menu.addMenu(self._look_menu)
        for command_id in ("window.shortcuts", "window.quit"):
            self._add_action(self._me_menu, command_id)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self._conversation.read_if_seen()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._palette.follow()
        self._sheet.follow()

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
        right.addWidget(self.pages, 1)
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
        splitter.addWidget(self.inbox)
        splitter.addWidget(self._conversation)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LIST_WIDTH, 1000])
        self._fit_list()
        return splitter

    def _fit_list(self) -> None:
        px = self._icons.theme.px
        self.inbox.setMinimumWidth(px(_NARROWEST_LIST))
        self.inbox.setMaximumWidth(px(_WIDEST_LIST))

    def _connect(self) -> None:
        self._rail.me_button.clicked.connect(self._open_me_menu)
        self._conversation.share_wanted.connect(self._show_share)
        self._conversation.correction_wanted.connect(self.correction_wanted)
        self._conversation.header.more_wanted.connect(self._open_more_menu)
        self._conversation.context.fields.name_wanted.connect(self._ask_field_name)
        self._conversation.composer.canned_wanted.connect(self._ask_canned)
        self.desk.directory.changed.connect(self._palette.find_again)
        self.desk.troubled.connect(self.messages.show_trouble)
        self.desk.handling.done.connect(self._tell_done)
        self.inbox.attention_changed.connect(self._show_attention)
        self._icons.theme.changed.connect(self._fit_list)
        self._jump.conversation_wanted.connect(self.show_conversation)
        self.commands.keys_changed.connect(self.retranslate)

    def _add_commands(self, translations: Translations) -> None:
        desk, conversation = self.desk, self._conversation
        self.commands.add(
            *conversation_commands(desk, conversation, self.inbox),
            *writing_commands(desk, conversation, self._palette),
            *triage_commands(desk, self._palette),
            *inbox_commands(self.inbox, LastTwo(desk, self), self._viewing),
            *window_commands(
                open_palette=self._jump.open,
                open_sheet=self._sheet.open,
                step_pane=self._step_pane,
                close=self.close,
                quit_all=self.quit_requested.emit,
            ),
            *look_commands(self._icons.theme, translations),
        )

        for part in (conversation.header, conversation.composer, conversation.suggestion):
            self.commands.label(part.keyed())
        for driving in (conversation.header, conversation.context.labels, self.inbox):
            self.commands.drive(driving.driven())

    def _step_pane(self, step: int) -> None:
        """From one part of the window to the next, in a circle."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
        focused = self.focusWidget()
        inside = [at for at, pane in enumerate(panes) if holds(pane, focused)]
        at = inside[-1] if inside else -step
        for far in range(1, len(panes) + 1):
            if focus_first(panes[(at + step * far) % len(panes)]):
                return

    def _panes(self) -> list[QWidget]:
        if self.pages.currentIndex() == 0:
            return [self._rail, self.inbox, *self._conversation.panes()]
        page = self.pages.currentWidget()
        return [self._rail] if page is None else [self._rail, page]

    def _add_action(self, menu: QMenu, command_id: str) -> None:
        words = self.commands[command_id].title()
        menu.addAction(
            f"{words}\t{self.commands.shown_keys(command_id)}",
            partial(self.commands.run, command_id),
        )

    # --- reacting ---------------------------------------------------------------------------------

    def _window_title(self) -> str:
        return f"({self._attention}) Deskbell" if self._attention else "Deskbell"

    def _show_attention(self, count: int) -> None:
        self._attention = count
        self._inbox_button.show_count(count)
        self.setWindowTitle(self._window_title())
        self.attention_changed.emit(count)

    def _tell_done(self, verb: str, conversation_id: str) -> None:
        """What leaves the eye can be brought back."""
        conversation = self.desk.state.conversations.get(conversation_id)
        words = {"resolve": tr("Resolved: {name}"), "snooze": tr("Snoozed: {name}")}.get(verb)
        if words is not None and conversation is not None:
            undo = partial(self.desk.handling.reopen, conversation_id)
            self.messages.show_notice(words.format(name=conversation.visitor.name), undo)

    def _ask_canned(self) -> None:
        self.commands.run("writing.canned")

    def _ask_field_name(self) -> None:
        ask_field_name(self._conversation.context.fields, self._palette)

    def _show_share(self) -> None:
        """The page that brings visitors."""
        self.commands.run("page.share")

    def _open_me_menu(self) -> None:
        button = self._rail.me_button
        self._me_menu.popup(button.mapToGlobal(button.rect().topRight()))

    def _open_more_menu(self, button: QWidget) -> None:
        """What can be done with the open conversation."""
        self._more_menu.clear()
        for command in self.commands.possible():
            if command.group is Group.CONVERSATION:
                self._add_action(self._more_menu, command.id)
        self._more_menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
