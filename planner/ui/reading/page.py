"""The reading page: bring in documents, read them, make goals from their words, and see what rests on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from planner.commands.edits import Add, Remove, last_pos
from planner.commands.linking import links_for
from planner.commands.papers import AddDocument
from planner.documents.phrase import read_phrase
from planner.documents.reader import SourceText, read_pasted
from planner.domain.records import Basis, Document
from planner.errors import PlannerError
from planner.store.reading import Changes
from planner.store.store import new_id
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.details.elided import ElidedLabel
from planner.ui.forms import GoalForm
from planner.ui.reading.bringing import Bringing
from planner.ui.reading.dialogs import DocumentForm, GoalChoice, PasteDialog
from planner.ui.reading.sides import Sides
from planner.ui.reading.text_view import TextView


class ReadingPage(QWidget):
    """One document at a time, with everything that rests on it.

    Signals:
        goal_wanted: the id of a goal the person wants to see.
        document_shown: the id of the document now shown.
    """

    goal_wanted = Signal(str)
    document_shown = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._document: Document | None = None
        self._text = ""
        self.view = TextView(context.palette, self)
        self.view.chosen_changed.connect(self._show_chosen)
        self.sides = Sides(context, self.view, self)
        self.sides.goal_wanted.connect(self.goal_wanted)
        self.sides.removal_wanted.connect(self.remove_document)
        self._bringing = Bringing(self)
        self._bringing.came.connect(self._add)
        self._bringing.refused.connect(context.refused)
        self._bringing.busy.connect(self._show_busy)
        self._title, self._card, self._hint = (ElidedLabel(Qt.TextElideMode.ElideRight, self) for _ in range(3))
        for label, tone in ((self._title, ""), (self._card, "muted"), (self._hint, "muted")):
            label.setProperty("tone", tone)
        self._title.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_page())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        for keys, act in (("Ctrl+G", self.make_goal), ("Ctrl+B", self.link_goal)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        context.changed.connect(self._on_changed)
        self.setAcceptDrops(False)

    # -- building ---------------------------------------------------------------------------------

    def _make_empty(self) -> QWidget:
        say = self.context.say
        page = QWidget(self)
        heading = QLabel(say("No document yet"), page)
        heading.setProperty("tone", "heading")
        words = QLabel(say("Add the report, plan or notice the goals come from. Then select a phrase and make a goal."))
        words.setProperty("tone", "muted")
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self._button(say("Add document…"), self.choose_files, primary=True))
        row.addWidget(self._button(say("Paste text…"), self.paste))
        row.addStretch(1)
        layout = QVBoxLayout(page)
        layout.addStretch(1)
        layout.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addStretch(2)
        return page

    def _make_page(self) -> QWidget:
        page = QWidget(self)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        split = QSplitter(Qt.Orientation.Horizontal, page)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_text_side())
        split.addWidget(self.sides)
        split.setStretchFactor(0, 1)
        split.setSizes([760, 440])
        layout.addWidget(split)
        return page

    def _make_text_side(self) -> QWidget:
        say = self.context.say
        side = QWidget(self)
        side.setObjectName("surface")
        head = QVBoxLayout()
        head.setSpacing(2)
        head.setContentsMargins(24, 14, 24, 8)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self._card, 1)
        acts.addWidget(self._button(say("Properties…"), self.edit_card))
        acts.addWidget(self._button(say("Add document…"), self.choose_files))
        acts.addWidget(self._button(say("Paste text…"), self.paste))
        head.addWidget(self._title)
        head.addLayout(acts)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.setContentsMargins(24, 8, 24, 12)
        self._make = self._button(say("New goal from selection"), self.make_goal, primary=True)
        self._link = self._button(say("Use as basis of…"), self.link_goal)
        self._make.setToolTip("Ctrl+G")
        self._link.setToolTip("Ctrl+B")
        foot.addWidget(self._hint, 1)
        foot.addWidget(self._link)
        foot.addWidget(self._make)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        return side

    def _button(self, text: str, act: object, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setProperty("primary", primary)
        button.clicked.connect(act)
        return button

    # -- showing ----------------------------------------------------------------------------------

    def show_document(self, document_id: str | None, basis_id: str | None = None) -> None:
        """Show a document (the first when ``None``) and, when asked, bring one basis into view."""
        documents = self.context.plan.documents
        wanted = documents.get(document_id) if document_id else next(iter(documents.values()), None)
        if wanted is None:
            self._document, self._text = None, ""
            self._stack.setCurrentIndex(0)
            return
        if self._document is None or self._document.content != wanted.content:
            self._text = self.context.session.store.bytes_of(wanted.content).decode("utf-8")
            self.view.show_text(self._text)
        self._document = wanted
        self._stack.setCurrentIndex(1)
        self._show_card()
        self.sides.show_document(wanted, self._text)
        self._show_chosen()
        if basis_id is not None:
            self.sides.show_basis(basis_id)
        self.document_shown.emit(wanted.id)

    def _show_card(self) -> None:
        if self._document is None:
            return
        parts = [self._document.issuer, self._document.day.isoformat() if self._document.day else "",
                 self._document.number]  # fmt: skip
        parts.append(self.context.say("{n} characters", n=f"{self._document.chars:,}"))
        self._title.setText(self._document.title)
        self._card.setText(" · ".join(part for part in parts if part))

    def _show_chosen(self) -> None:
        start, end = self.view.chosen()
        self._make.setEnabled(end > start)
        self._link.setEnabled(end > start)
        say = self.context.say
        self._hint.setText(
            say("{n} characters selected", n=end - start)
            if end > start
            else say("Select a phrase, then Ctrl+G makes a goal of it")
        )

    def _on_changed(self, changes: Changes) -> None:
        # Changes without anything in them tell that the plan may be edited now, which the cards show.
        if changes and not (
            changes.everything or {"document", "basis", "goal", "target", "review"} & set(changes.rows)
        ):
            return
        if self._document is None and not self.isVisible():
            return
        self.show_document(self._document.id if self._document else None)

    # -- acts -------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files and add them."""
        say = self.context.say
        files, _ = QFileDialog.getOpenFileNames(
            self, say("Add document"), "", say("Documents (*.txt *.docx *.pdf *.html *.htm);;All files (*)")
        )
        self.add_files([Path(name) for name in files])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Add files as documents and show the last one that came; each refusal is told."""
        self._bringing.bring(paths)

    def _show_busy(self, busy: bool) -> None:
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def paste(self) -> None:
        """Ask for a pasted text and add it."""
        dialog = PasteDialog(self.context, QGuiApplication.clipboard().text(), self)
        if dialog.exec():
            try:
                source = read_pasted(dialog.text())
            except PlannerError as refusal:
                self.context.refused.emit(refusal.message)
                return
            self._add(source)

    def _add(self, source: SourceText) -> None:
        links = links_for(self.context.plan, source.text)
        command = AddDocument(
            new_id(), source.title, source.text, source.issuer, source.number, source.day, links
        )  # fmt: skip
        if self.context.run(command):
            self.show_document(command.id_)
            self.sides.take_focus()

    def edit_card(self) -> None:
        """Edit the document's title, issuer, number and date."""
        if self._document is not None:
            DocumentForm(self.context, self._document.id, self).exec()

    def remove_document(self) -> None:
        """Delete the document shown; its goals keep the wording. Undo brings it back."""
        if self._document is not None and self.context.run(Remove("document", [self._document.id])):
            self._document = None
            self.show_document(None)

    def pointed(self) -> tuple[str, str] | None:
        """Return the document shown as table and id."""
        return ("document", self._document.id) if self._document is not None else None

    def make_goal(self) -> None:
        """Open the form of a new goal, filled with what stands plainly in the selection."""
        start, end = self.view.chosen()
        if self._document is None or start == end:
            return
        phrase = read_phrase(self._text, start, end, self._document.day)
        GoalForm.from_phrase(self.context, phrase, self._basis("", phrase.start, phrase.end), self).exec()

    def link_goal(self) -> None:
        """Make the selection a basis of a goal that is already there."""
        start, end = self.view.chosen()
        if self._document is None or start == end:
            return
        dialog = GoalChoice(self.context, self)
        if dialog.exec():
            self.context.run(Add([self._basis(dialog.chosen(), start, end)]))

    def _basis(self, goal: str, start: int, end: int) -> Basis:
        assert self._document is not None
        pos = last_pos(self.context.plan.bases.get(goal, ()))
        return Basis(new_id(), goal, self._document.id, start, end, self._text[start:end], pos=pos)
