"""Imports: how far they are, and what became of each thing in the files."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from server.domain.imports import ImportItem, ImportState, ItemOutcome, KnowledgeImport
from ui.i18n import tr
from ui.when import full
from ui.widgets.label import Chip, Label

_MOST = 40


class ImportsView(QScrollArea):
    """The newest first."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self._imports: tuple[KnowledgeImport, ...] | None = None
        inside = QFrame()
        inside.setProperty("ground", "app")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(10)
        self.setWidget(inside)
        self._nothing = Label(tone="muted", wrap=True)
        self._cards: list[QWidget] = []
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.retranslate()

    def show_imports(self, imports: tuple[KnowledgeImport, ...]) -> None:
        """These; those that ran before are shown as they stand now."""
        if imports != self._imports:
            self._imports = imports
            self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        for card in self._cards:
            card.hide()
            card.deleteLater()
        imports = self._imports or ()
        self.setAccessibleName(tr("Imports"))
        self._nothing.setText(
            tr(
                "No files have been imported yet. Drop Markdown, text, HTML, CSV, Excel, Word or"
                " PDF files here."
            )
        )
        self._nothing.setVisible(self._imports is not None and not imports)
        self._cards = [_card(one) for one in imports]
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()


def _card(one: KnowledgeImport) -> QWidget:
    card = QFrame()
    card.setProperty("ground", "card")
    state = Chip({ImportState.DONE: "ok", ImportState.RUNNING: "ai"}.get(one.state, "warn"))
    state.show_words(_state_words(one.state))
    head = QHBoxLayout()
    head.addWidget(Label(full(one.created_at), strong=True))
    head.addWidget(state)
    head.addStretch(1)
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 14, 18, 14)
    column.setSpacing(6)
    column.addLayout(head)
    if one.state is ImportState.RUNNING:
        column.addWidget(_progress(one))
    column.addWidget(Label(_counts(one), size="body2", tone="muted", wrap=True))
    for item in [each for each in one.items if each.outcome is ItemOutcome.REFUSED][:_MOST]:
        column.addWidget(Label(_refused(item), size="body2", tone="danger", wrap=True))
    return card


def _progress(one: KnowledgeImport) -> QProgressBar:
    bar = QProgressBar()
    bar.setMaximum(max(1, one.total))
    bar.setValue(one.done)
    bar.setTextVisible(False)
    bar.setAccessibleName(_counts(one))
    return bar


def _state_words(state: ImportState) -> str:
    return {
        ImportState.RUNNING: tr("Reading"),
        ImportState.DONE: tr("Through"),
        ImportState.INTERRUPTED: tr("Interrupted: import again"),
    }[state]


def _counts(one: KnowledgeImport) -> str:
    words = {
        ItemOutcome.ADDED: tr("{n} new"),
        ItemOutcome.UPDATED: tr("{n} updated"),
        ItemOutcome.UNCHANGED: tr("{n} as they were"),
        ItemOutcome.KEPT: tr("{n} kept as edited here"),
        ItemOutcome.GONE: tr("{n} no longer in the file"),
        ItemOutcome.REFUSED: tr("{n} could not be read"),
    }
    files = tr("{done} of {total} files").format(done=one.done, total=one.total)
    counts = [words[kind].format(n=count) for kind, count in one.counts.items() if count]
    return " · ".join((files, *counts))


def _refused(item: ImportItem) -> str:
    where = f"{item.file}: {item.title}" if item.title else item.file
    return f"{where} – {item.detail}"
