"""The frame every form shares: title, fields on a grid of twelve columns, one refusal line, one primary button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planner.errors import PlannerError
from planner.text import Message
from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.forms.fields import FieldEditor, FieldSpec
from planner.ui.labels import plain_label

COLUMNS = 12


class FormDialog(QDialog):
    """A dialog with fields. Subclasses give specs and sections and say how to save.

    Enter saves (Ctrl+Enter inside long texts), Esc leaves everything as it was.
    """

    def __init__(self, context: Context, title: str, save_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.editors: dict[str, FieldEditor] = {}
        self.setWindowTitle(title)
        self.setModal(True)
        self._heading = QLabel(title, self)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setFont(fonts.font(fonts.HEADING, fonts.STRONG))
        self._body = QWidget(self)
        self._rows = QVBoxLayout(self._body)
        self._rows.setContentsMargins(24, 8, 24, 8)
        self._rows.setSpacing(12)
        scroll = QScrollArea(self)
        scroll.setWidget(self._body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(8)
        heading_row = QHBoxLayout()
        heading_row.setContentsMargins(24, 0, 24, 0)
        heading_row.addWidget(self._heading)
        layout.addLayout(heading_row)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._make_buttons(save_text))

    # -- building ---------------------------------------------------------------------------------

    def add_section(self, title: str, specs: Sequence[FieldSpec]) -> None:
        """Add a titled group of fields; an empty title adds none."""
        if title:
            label = plain_label(title, "", self._body)
            label.setFont(fonts.font(fonts.BASE, fonts.STRONG))
            self._rows.addWidget(label)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        row, column = 0, 0
        for spec in specs:
            if column + spec.width > COLUMNS:
                row, column = row + 1, 0
            editor = FieldEditor(spec, self.context.plan, self.context.say, self._body)
            editor.edited.connect(self.on_edited)
            grid.addWidget(editor, row, column, 1, spec.width)
            self.editors[spec.key] = editor
            column += spec.width
        self._rows.addLayout(grid)

    def add_widget(self, widget: QWidget, stretch: int = 0) -> None:
        """Add any widget below the fields."""
        self._rows.addWidget(widget, stretch)

    def finish(self) -> None:
        """Close the body; call after all sections were added."""
        self._rows.addStretch(1)

    def _make_buttons(self, save_text: str) -> QHBoxLayout:
        self._refusal = QLabel(self)
        self._refusal.setTextFormat(Qt.TextFormat.PlainText)
        self._refusal.setWordWrap(True)
        self._refusal.setProperty("tone", "danger")
        cancel = QPushButton(self.context.say("Cancel"), self)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.save_button = QPushButton(save_text, self)
        self.save_button.setProperty("primary", True)
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.on_save)
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._refusal, 1)
        row.addWidget(cancel)
        row.addWidget(self.save_button)
        return row

    # -- filling and reading ----------------------------------------------------------------------

    def fill(self, values: Mapping[str, object], digits: int = 0) -> None:
        """Show values by field key."""
        for key, value in values.items():
            self.editors[key].set_value(value, digits)

    def read(self, unit: str = "") -> dict[str, object] | None:
        """Return all values by field key; ``None`` when one is refused, which then says why and has the focus."""
        values: dict[str, object] = {}
        first: FieldEditor | None = None
        for key, editor in self.editors.items():
            if editor.isHidden():
                continue
            try:
                values[key] = editor.value(unit)
            except PlannerError:
                first = first or editor
        if first is not None:
            first.setFocus()
            return None
        return values

    def show_refusal(self, reason: Message | None) -> None:
        """Say below why the whole was refused; what was typed stays."""
        self._refusal.setText(self.context.say(reason) if reason else "")

    def refusal(self) -> str:
        """Return why the whole was refused, or the empty string."""
        return self._refusal.text()

    # -- for subclasses ---------------------------------------------------------------------------

    def on_edited(self) -> None:
        """Something was typed; subclasses may refresh a preview."""
        self.show_refusal(None)

    def on_save(self) -> None:
        """Save and close; subclasses override this."""
        raise NotImplementedError
