"""One labelled field of a form: what it edits, its widget, and the reason beside it when it is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from planner.commands.values import LISTS, choices_of, read_field
from planner.domain.kinds import Outlook
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.codec import field_types
from planner.text import Message, Translator
from planner.ui.labels import plain_label


class Shape(StrEnum):
    """How a field is typed in."""

    LINE = "line"
    LONG = "long"
    LIST = "list"
    RECORD = "record"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a table in a form: its label (a key), widget shape, width in columns of twelve, and hint."""

    table: str
    name: str
    label: str
    shape: Shape = Shape.LINE
    width: int = 6
    hint: str = ""
    records: str = ""  # for RECORD: the plan's mapping to choose from

    @property
    def key(self) -> str:
        """The field's name among all tables."""
        return f"{self.table}.{self.name}"


class FieldEditor(QWidget):
    """Label above, widget, reason below. Keeps what was typed when it is refused.

    Signals:
        edited: the person changed something.
    """

    edited = Signal()

    def __init__(self, spec: FieldSpec, plan: Plan, say: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._plan = plan
        self._say = say
        self._widget = self._make_widget()
        self._widget.setObjectName(spec.key)
        self._label = plain_label(say(spec.label), "muted", self)
        self._label.setBuddy(self._widget)
        self._reason = plain_label("", "danger", self, wraps=True)
        self._reason.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addWidget(self._widget)
        layout.addWidget(self._reason)
        layout.addStretch(1)
        self.setFocusProxy(self._widget)

    # -- what is in it ----------------------------------------------------------------------------

    def set_value(self, value: object, digits: int = 0) -> None:
        """Show a value of the field's type."""
        widget = self._widget
        if isinstance(widget, QComboBox):
            widget.setCurrentIndex(max(0, widget.findData(value)))
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(_shown(value, digits))
        else:
            share = isinstance(value, float) and self.spec.name == "growth"
            widget.setText(f"{100 * value:.6g}%" if share else _shown(value, digits))  # type: ignore[operator]

    def value(self, unit: str = "") -> object:
        """Return the value, or show why there is none and raise :class:`PlannerError`."""
        try:
            value = self._read(unit)
        except PlannerError as refusal:
            self.show_reason(refusal.message)
            raise
        self.show_reason(None)
        return value

    def text(self) -> str:
        """Return what was typed, unread."""
        widget = self._widget
        if isinstance(widget, QComboBox):
            return widget.currentText()
        return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()

    def rename(self, label: str, hint: str) -> None:
        """Give the field another label (a key) and hint, where its meaning hangs on another field."""
        self._label.setText(self._say(label))
        if isinstance(self._widget, QLineEdit):
            self._widget.setPlaceholderText(hint)

    def peek(self, unit: str = "") -> object:
        """Return the value, or ``None`` where it cannot be read; nothing is said."""
        try:
            return self._read(unit)
        except PlannerError:
            return None

    def show_reason(self, reason: Message | None) -> None:
        """Say why the value is refused, or take the reason away."""
        self._reason.setText(self._say(reason) if reason else "")
        self._reason.setVisible(reason is not None)
        self._widget.setProperty("refused", reason is not None)
        self._widget.style().unpolish(self._widget)
        self._widget.style().polish(self._widget)

    def reason(self) -> str:
        """Return why the value is refused, or the empty string."""
        return self._reason.text()

    def _read(self, unit: str) -> object:
        if isinstance(self._widget, QComboBox):
            data = self._widget.currentData()
            if self.spec.shape is Shape.LIST and data is not None:
                return field_types(self.spec.table)[self.spec.name](data)  # Qt keeps only the text of an enum
            return data
        return read_field(self._plan, self.spec.table, self.spec.name, self.text(), unit=unit, translate=self._say)

    # -- its widget -------------------------------------------------------------------------------

    def _make_widget(self) -> QLineEdit | QPlainTextEdit | QComboBox:
        makers: Mapping[Shape, Callable[[], QLineEdit | QPlainTextEdit | QComboBox]] = {
            Shape.LINE: self._make_line,
            Shape.LONG: self._make_long,
            Shape.LIST: self._make_list,
            Shape.RECORD: self._make_records,
            Shape.CHOICE: self._make_choices,
        }
        return makers[self.spec.shape]()

    def _make_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(self._say(self.spec.hint))
        line.textEdited.connect(self._on_edited)
        return line

    def _make_long(self) -> QPlainTextEdit:
        text = QPlainTextEdit(self)
        text.setTabChangesFocus(True)
        text.setPlaceholderText(self._say(self.spec.hint))
        text.setFixedHeight(64)
        text.textChanged.connect(self._on_edited)
        return text

    def _make_list(self) -> QComboBox:
        kind = field_types(self.spec.table)[self.spec.name]
        entries = [(member, self._say(name)) for member, name in LISTS[kind].items()]
        return self._combo(entries, optional=kind is Outlook)

    def _make_choices(self) -> QComboBox:
        choices = choices_of(self.spec.table, self.spec.name)
        return self._combo([(value, self._say(name)) for value, name in choices.items()], optional=False)

    def _make_records(self) -> QComboBox:
        records: Mapping[str, object] = {
            "themes": {id_: theme.name for id_, theme in self._plan.themes.items()},
            "offices": {id_: office.name for id_, office in self._plan.offices.items()},
            "documents": {id_: document.title for id_, document in self._plan.documents.items()},
            "goals": {id_: goal.name for id_, goal in self._plan.goals.items()},
        }[self.spec.records]
        return self._combo([(id_, str(name)) for id_, name in records.items()], optional=True)

    def _combo(self, entries: Sequence[tuple[object, str]], *, optional: bool) -> QComboBox:
        combo = QComboBox(self)
        if optional:
            combo.addItem("—", None)
        for data, name in entries:
            combo.addItem(name, data)
        combo.setMaxVisibleItems(16)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(8)
        combo.activated.connect(self._on_edited)
        return combo

    def _on_edited(self) -> None:
        self.show_reason(None)
        self.edited.emit()


def _shown(value: object, digits: int) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return show_number(value, digits).replace("−", "-")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
