"""The editors of cells that are typed into; the painting is done a row at a time elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from planner.ui import fonts
from planner.ui.context import Context
from planner.ui.goals.arrange import Column
from planner.ui.goals.model import GoalModel

Index = QModelIndex | QPersistentModelIndex


class GoalDelegate(QStyledItemDelegate):
    """Makes, fills and reads editors.

    Signals:
        refused_edit: the editor whose text was not accepted; it stays open.
    """

    refused_edit = Signal(QWidget)

    def __init__(self, context: Context, model: GoalModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a field, or a list of offices to choose from or type into."""
        editor: QWidget
        if index.column() == Column.LEAD:
            box = QComboBox(parent)
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.addItems([office.name for office in self._context.plan.offices.values()])
            editor = box
        else:
            line = QLineEdit(parent)
            if index.column() == Column.TARGET:
                line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            editor = line
        editor.setProperty("cell", True)
        editor.setFont(fonts.font())
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Start with what the cell holds; keep what was typed after a refusal."""
        if editor.property("refused"):
            return
        text = str(index.data(Qt.ItemDataRole.EditRole) or "")
        if isinstance(editor, QComboBox):
            editor.setCurrentText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand the text to the model; an editor whose text was refused is marked and stays."""
        text = editor.currentText() if isinstance(editor, QComboBox) else ""
        if isinstance(editor, QLineEdit):
            text = editor.text()
        kept = QPersistentModelIndex(index)
        done = model.setData(self._model.index(kept.row(), kept.column()), text, Qt.ItemDataRole.EditRole)
        editor.setProperty("refused", not done)
        if not done:
            self.refused_edit.emit(editor)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Fill the cell."""
        editor.setGeometry(option.rect)
