"""The small dialogs of the reading page: the document's card, pasted text, and the choice of a goal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from planner.commands.edits import SetFields
from planner.text import N_
from planner.ui.context import Context
from planner.ui.forms.dialog import FormDialog
from planner.ui.forms.fields import FieldSpec

_CARD = (
    FieldSpec("document", "title", N_("Title"), width=12),
    FieldSpec("document", "issuer", N_("Issuer"), width=12),
    FieldSpec("document", "number", N_("Document number"), width=8),
    FieldSpec("document", "day", N_("Date"), width=4, hint=N_("such as 2020-05-08")),
)


class DocumentForm(FormDialog):
    """Edit a document's title, issuer, number and date; its text never changes."""

    def __init__(self, context: Context, document_id: str, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Document"), context.say("Save"), parent)
        self._document = context.plan.documents[document_id]
        self.add_section("", _CARD)
        self.finish()
        shown = self._document
        self.fill(
            {
                "document.title": shown.title,
                "document.issuer": shown.issuer,
                "document.number": shown.number,
                "document.day": shown.day,
            }
        )
        self.resize(520, 320)
        self.editors["document.title"].setFocus()

    def on_save(self) -> None:
        """Save as one step; nothing is written when nothing changed."""
        read = self.read()
        if read is None:
            return
        values = {key.split(".")[1]: value for key, value in read.items()}
        command = SetFields("document", [self._document.id], values)
        refusal = self.context.try_run(command)
        if refusal is None:
            self.accept()
        else:
            self.show_refusal(refusal)


class PasteDialog(FormDialog):
    """Take a text from the clipboard as a document."""

    def __init__(self, context: Context, text: str, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("Paste a document"), context.say("Add document"), parent)
        self._text = QPlainTextEdit(self)
        self._text.setPlaceholderText(context.say("Paste the document's text here"))
        self._text.setPlainText(text)
        self._text.setMinimumHeight(280)
        self.add_widget(self._text, 1)
        self.resize(640, 480)
        self._text.setFocus()

    def text(self) -> str:
        """Return the pasted text."""
        return self._text.toPlainText()

    def on_save(self) -> None:
        """Close; the page adds the document."""
        self.accept()


class GoalChoice(FormDialog):
    """Choose one goal by typing part of its name."""

    def __init__(self, context: Context, parent: QWidget | None = None, title: str = "", save: str = "") -> None:
        super().__init__(context, title or context.say("Basis of which goal?"), save or context.say("Link"), parent)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(context.say("Type part of the name"))
        self._search.textChanged.connect(self._filter)
        self._list = QListWidget(self)
        for goal in context.plan.in_order():
            item = QListWidgetItem(goal.name, self._list)
            item.setData(Qt.ItemDataRole.UserRole, goal.id)
        self._list.itemActivated.connect(self.on_save)
        self.add_widget(self._search)
        self.add_widget(self._list, 1)
        self.resize(480, 480)
        self._filter("")
        self._search.setFocus()

    def chosen(self) -> str:
        """Return the chosen goal's id, or the empty string."""
        item = self._list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item and not item.isHidden() else ""

    def choose(self, goal: str) -> None:
        """Make a goal the choice."""
        for n in range(self._list.count()):
            if self._list.item(n).data(Qt.ItemDataRole.UserRole) == goal:
                self._list.setCurrentRow(n)
                self._list.scrollToItem(self._list.item(n))

    def _filter(self, words: str) -> None:
        first: QListWidgetItem | None = None
        for n in range(self._list.count()):
            item = self._list.item(n)
            item.setHidden(words.strip().lower() not in item.text().lower())
            if first is None and not item.isHidden():
                first = item
        self._list.setCurrentItem(first)  # type: ignore[arg-type]  # None clears the choice
        self.save_button.setEnabled(first is not None)

    def on_save(self) -> None:
        """Close with the choice."""
        if self.chosen():
            self.accept()
