"""The history of a single record: every change of it, and each of its fields or all of it put back as it was."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planner.commands.past import looked_at_only
from planner.commands.recalling import PutBack, Relative, put_back, relatives, turns_of
from planner.domain.fields import field_name, table_name
from planner.errors import PlannerError
from planner.text import N_, Message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.labels import plain_label
from planner.ui.past.pointing import Key
from planner.ui.past.turns import TurnRow, TurnWords, short
from planner.ui.tables.columns import Column, Look, Tone
from planner.ui.tables.model import RecordTable
from planner.ui.tables.view import RecordView
from planner.ui.words import capital

_LOW = 76


class RecordHistory(QDialog):
    """What happened to one record, newest first, and to those it belongs with, one at a time.

    Two acts, each one step: the field of the chosen line goes back to its old value; the whole record goes back to
    what it was right after the chosen step.
    """

    def __init__(self, context: Context, key: Key, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._relatives: list[Relative] = []
        say = context.say
        self.setWindowTitle(say("History"))
        self.resize(1080, 640)
        self.heading = plain_label("", "", self, wraps=True)
        self.heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        self.records, self.fields = QComboBox(self), QComboBox(self)
        self.model = RecordTable[TurnRow](_COLUMNS, say, parent=self)
        self.view = RecordView[TurnRow](context, self.model, self)
        self.view.setAccessibleName(say("History"))
        self.old, self.new = self._text(say("Old value")), self._text(say("New value"))
        self.hint, self.reason, self.count = (
            plain_label("", "muted", self, wraps=True),
            plain_label("", "danger", self, wraps=True),
            plain_label("", "muted", self, wraps=True),
        )
        self.put_field = self._button("", self._on_field, "Ctrl+Return")
        self.put_field.setProperty("primary", True)
        self.put_record = self._button(say("Put the record back as it was then"), self._on_record, "Ctrl+Shift+Return")
        self._lay_out()
        self.records.currentIndexChanged.connect(self._on_record_chosen)
        self.fields.currentIndexChanged.connect(self._fill)
        self.view.selectionModel().currentRowChanged.connect(self._on_line)
        QShortcut(QKeySequence.StandardKey.Undo, self, context.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, context.redo)
        context.changed.connect(self._on_changed)
        context.refused.connect(self._refuse)
        self._read(key)
        self.view.setFocus()

    # -- building -----------------------------------------------------------------------------------

    def _text(self, name: str) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFixedHeight(_LOW)
        text.setAccessibleName(name)
        return text

    def _button(self, text: str, act: Callable[[], object], keys: str = "") -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        if keys:
            QShortcut(QKeySequence(keys), self, act)  # acts at once, where a button's own would press it first
            button.setToolTip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        return button

    def _lay_out(self) -> None:
        say = self._context.say
        above = QHBoxLayout()
        above.setSpacing(8)
        for text, box, share in ((say("&Record"), self.records, 2), (say("&Field"), self.fields, 1)):
            label = QLabel(text, self)
            label.setBuddy(box)
            box.setMinimumWidth(160)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            above.addWidget(label)
            above.addWidget(box, share)
        below = QGridLayout()
        below.setHorizontalSpacing(16)
        for column, (text, edit) in enumerate(((say("Old value"), self.old), (say("New value"), self.new))):
            label = plain_label("", "muted", self, wraps=True)
            label.setText(text)
            below.addWidget(label, 0, column)
            below.addWidget(edit, 1, column)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.count, 1)
        for button in (self._button(say("Close"), self.reject), self.put_record, self.put_field):
            buttons.addWidget(button)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(24, 16, 24, 16)
        column_.setSpacing(8)
        column_.addWidget(self.heading)
        column_.addLayout(above)
        column_.addWidget(self.view, 1)
        column_.addLayout(below)
        for label in (self.hint, self.reason):
            column_.addWidget(label)
        column_.addLayout(buttons)

    # -- reading ------------------------------------------------------------------------------------

    @property
    def key(self) -> Key:
        """Table and id of the record shown."""
        return self._relatives[self.records.currentIndex()].key

    def _read(self, key: Key) -> None:
        """List the record and those it belongs with, and go to it."""
        say = self._context.say
        self._relatives = relatives(self._context.present.store, self._context.plan, *key)
        held = QSignalBlocker(self.records)
        self.records.clear()
        for one in self._relatives:
            text = capital(say(table_name(one.table))) + (f" · {short(one.name, 48)}" if one.name else "")
            self.records.addItem(say("{name} (deleted)", name=text) if one.gone else text)
        self.records.setCurrentIndex(next((n for n, one in enumerate(self._relatives) if one.key == key), 0))
        held.unblock()
        self._on_record_chosen()

    def _on_record_chosen(self) -> None:
        """Read the history of the record chosen, and offer the fields that ever changed."""
        context, shown = self._context, self._relatives[self.records.currentIndex()]
        words = TurnWords(context, shown.table)
        turns = turns_of(context.present.store, *shown.key)
        last = context.moment.n if context.moment is not None else None
        self._rows = [words.row(turn) for turn in turns if last is None or turn.step.n <= last]
        say = context.say
        table, name = table_name(shown.table), short(shown.name, 60)
        self.heading.setText(
            say("History of {table} “{name}”", table=table, name=name)
            if name
            else say("History of {table}", table=table)
        )
        wanted = self.fields.currentData()
        held = QSignalBlocker(self.fields)
        self.fields.clear()
        self.fields.addItem(say("All fields"), None)
        for field in dict.fromkeys(row.turn.field for row in self._rows):
            if field and field != "gone":
                self.fields.addItem(capital(say(field_name(shown.table, field))), field)
        self.fields.setCurrentIndex(max(0, self.fields.findData(wanted)))
        held.unblock()
        self._fill()

    def _fill(self) -> None:
        wanted = self.fields.currentData()
        rows = [row for row in self._rows if wanted is None or row.turn.field == wanted]
        before = self.view.currentIndex().row()
        self.model.set_all(rows)
        self.count.setText(self._context.say("{n} changes", n=len(rows)))
        if rows:
            self.view.setCurrentIndex(self.model.index(min(max(before, 0), len(rows) - 1), 0))
        self._on_line()

    def _on_changed(self, _: object) -> None:
        self._read(self.key)

    # -- the chosen line ----------------------------------------------------------------------------

    @property
    def chosen(self) -> TurnRow | None:
        """The line the keyboard is on."""
        return self.model.row_at(self.view.currentIndex())

    def _on_line(self, *_: object) -> None:
        """Show the values in full, and what can be put back."""
        row, say = self.chosen, self._context.say
        self.reason.hide()
        self.old.setPlainText(row.old if row else "")
        self.new.setPlainText(row.new if row else "")
        plain = row is not None and row.turn.field not in ("", "gone")
        self.put_field.setText(
            say("Put {field} back to {old}", field=row.field, old=short(row.old)).replace("&", "&&")
            if row is not None and plain
            else say("Put this field back")
        )
        self.put_field.setEnabled(plain and self._context.editable)
        self.put_record.setEnabled(row is not None and self._context.editable)
        moment = self._context.moment
        self.hint.setText(say(looked_at_only(moment)) if moment is not None else self._what_would_change(row))

    def _what_would_change(self, row: TurnRow | None) -> str:
        """Say which fields the whole record would change in, or why it cannot be put back."""
        say = self._context.say
        if row is None:
            return ""
        if self._relatives[self.records.currentIndex()].gone:
            return say("It is deleted now; the whole record comes back with all that went with it.")
        try:
            command = self._command(row, None)
        except PlannerError as refusal:
            return say("The whole record: {why}", why=refusal.message)
        names = say(", ").join(say(field_name(command.table, name)) for name in command.values)
        return say("Right after this step the record differed from now in: {fields}.", fields=names)

    # -- the way back -------------------------------------------------------------------------------

    def _command(self, row: TurnRow, field: str | None) -> PutBack:
        present = self._context.present
        return put_back(present.store, present.plan, self.key, row.turn.step.n, field, before=field is not None)

    def _on_field(self) -> None:
        row = self.chosen
        if row is not None and self.put_field.isEnabled():
            self._run(row, row.turn.field)

    def _on_record(self) -> None:
        row = self.chosen
        if row is not None and self.put_record.isEnabled():
            self._run(row, None)

    def _run(self, row: TurnRow, field: str | None) -> None:
        """Put something back as one step; a refusal is said below."""
        context = self._context
        try:
            command = self._command(row, field)
        except PlannerError as refusal:
            self._refuse(refusal.message)
            return
        label = command.label(context.plan)
        why = context.try_run(command)
        if why is not None:
            self._refuse(why)
            return
        keys = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
        self.hint.setText(context.say("{what}. {keys} takes it back.", what=label, keys=keys))

    def _refuse(self, why: Message) -> None:
        self.reason.setText(self._context.say(why))
        self.reason.show()


def _at(row: TurnRow) -> str:
    return f"{row.turn.step.at:%Y-%m-%d %H:%M}"


def _who(row: TurnRow) -> str:
    return row.turn.step.who


def _what(row: TurnRow) -> str:
    return row.what


def _field(row: TurnRow) -> str:
    return row.field


def _old(row: TurnRow) -> str:
    return short(row.old, 120)


def _new(row: TurnRow) -> str:
    return short(row.new, 120)


def _muted(_: TurnRow) -> Look:
    return Look(Tone.MUTED)


_COLUMNS: list[Column[TurnRow]] = [
    Column("at", N_("time"), _at, look=_muted, width=136),
    Column("who", N_("by"), _who, look=_muted, width=88),
    Column("what", N_("step"), _what, width=220, stretch=True),
    Column("field", N_("field"), _field, width=120),
    Column("old", N_("old value"), _old, look=_muted, width=180, stretch=True),
    Column("new", N_("new value"), _new, width=180, stretch=True),
]
