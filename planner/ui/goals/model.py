"""The goal table's model: group headings and goals as one flat list of rows, told apart by their key.

Every question of the view is a look-up: the rows are ids, and a row's cells are worked out when first shown
and kept until a change touches that goal. An edit tells the view of the touched rows only; rows move, come and
go without a reset unless the whole arrangement changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from planner.commands.session import Command
from planner.domain.plan import Plan
from planner.domain.query import NONE, Query
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.store.reading import Changes
from planner.ui.context import Context
from planner.ui.goals.arrange import Arrangement, Column, Group, GroupBy, Sort, hangs_on_forecast, hangs_on_status
from planner.ui.goals.cells import Cells, cells_of, editable, typed_text
from planner.ui.goals.foreseen import Foreseen
from planner.ui.goals.rows import RowList
from planner.ui.words import plain_tip

Index = QModelIndex | QPersistentModelIndex
MIME = "application/x-planner-goals"
_NOWHERE = QModelIndex()
_RIGHT = frozenset({Column.TARGET, Column.ACTUAL, Column.EXPECTED, Column.GAP, Column.FORECAST, Column.CHANCE,
                    Column.NEEDED, Column.PACE, Column.RANGE})  # fmt: skip
_STRUCTURE = frozenset({"goal", "target", "theme", "office", "about", "basis"})
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_HEADING = _SHOWN | Qt.ItemFlag.ItemIsDropEnabled
_DRAGGED = _SHOWN | Qt.ItemFlag.ItemIsDragEnabled
_TYPED = _DRAGGED | Qt.ItemFlag.ItemIsEditable
_CENTRE = Qt.AlignmentFlag.AlignVCenter


class GoalModel(RowList):
    """The goals a query keeps, grouped and sorted.

    Signals:
        refused: row, column and the sentence, when a typed text was not accepted.
        rearranged: after the rows changed (count, order or groups).
    """

    refused = Signal(int, int, str)
    rearranged = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(len(Column), parent)
        self._context = context
        self.query = Query()
        self.group_by = GroupBy.THEME
        self.sort_by: Sort | None = None
        self.folded: set[str] = set()
        self.foreseen = Foreseen(context, self)
        self.foreseen.arrived.connect(self._on_foreseen)
        self._order = Arrangement(context.status, self.foreseen.of)
        self.groups: list[Group] = []
        self._by_key: dict[str, Group] = {}
        self._cells: dict[str, Cells] = {}
        self._headings = headings(context)
        self._take_groups()
        self._rows = self._flat()
        context.changed.connect(self._on_changed)

    # -- what is shown ------------------------------------------------------------------------------

    def show(self, query: Query | None = None, group_by: GroupBy | None = None) -> None:
        """Show other goals or other groups."""
        self.query = self.query if query is None else query
        self.group_by = self.group_by if group_by is None else group_by
        self._rearrange()

    def sort_within(self, sort: Sort | None) -> None:
        """Sort by a column within each group; ``None`` is the plan's own order."""
        self.sort_by = sort
        self._rearrange()

    def fold(self, key: str, *, folded: bool) -> None:
        """Fold a group to its heading, or open it."""
        (self.folded.add if folded else self.folded.discard)(key)
        self.change_rows(self._flat())

    @property
    def shown(self) -> int:
        """How many goals the query keeps, folded groups included."""
        return sum(len(group.goals) for group in self.groups)

    def goal_at(self, row: int) -> str | None:
        """Return the goal id of a row; ``None`` for headings and outside."""
        key = self._rows[row] if 0 <= row < len(self._rows) else ""
        return key if key and not key.startswith("#") else None

    def group_at(self, row: int) -> Group | None:
        """Return the group whose heading a row is."""
        key = self._rows[row] if 0 <= row < len(self._rows) else ""
        return self._by_key.get(key[1:]) if key.startswith("#") else None

    def cells(self, goal: str) -> Cells:
        """Return the texts of a goal's row."""
        found = self._cells.get(goal)
        if found is None:
            context = self._context
            status = context.status(goal) if context.measured else None
            record, seen = context.plan.goals[goal], self.foreseen.of(goal)
            found = cells_of(context.plan, record, status, context.say, context.rule.of(record.rule), seen)
            self._cells[goal] = found
        return found

    # -- changes ------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything or "about" in changes.rows:
            self._cells.clear()
            self._order.forget()
            self._rearrange()
            self.tell(0, len(self._rows) - 1)
            return
        wide = "office" in changes.rows or "theme" in changes.rows
        self._order.forget(None if wide else changes.goals)
        if wide:
            self._cells.clear()
        for goal in changes.goals:
            self._cells.pop(goal, None)
        if _STRUCTURE & changes.rows.keys() or hangs_on_status(self.query, self.sort_by):
            self._rearrange(always=False)
        if wide:
            self.tell(0, len(self._rows) - 1)
            return
        for goal in changes.goals:
            row = self.row_of(goal)
            if row is not None:
                self.tell(row, row)

    def _on_foreseen(self, goals: Sequence[str]) -> None:
        self._order.forget(goals)
        for goal in goals:
            self._cells.pop(goal, None)
        if hangs_on_forecast(self.query, self.sort_by):
            self._rearrange(always=False)
        self.tell(0, len(self._rows) - 1)

    def _rearrange(self, *, always: bool = True) -> None:
        """Take in new groups; what an edit or a forecast does to them is mostly nothing, and then nothing is done."""
        self.foreseen.want_all(wanted=hangs_on_forecast(self.query, self.sort_by))
        before = self.groups
        self._take_groups()
        if self.groups is before and not always:
            return
        self.change_rows(self._flat())
        for row, key in enumerate(self._rows):
            if key.startswith("#"):
                self.tell(row, row)
        self.rearranged.emit()

    def _take_groups(self) -> None:
        context = self._context
        self.groups = self._order.groups(context.plan, self.query, self.group_by, self.sort_by)
        self._by_key = {group.key: group for group in self.groups}

    def _flat(self) -> list[str]:
        rows: list[str] = []
        for group in self.groups:
            if group.key:
                rows.append("#" + group.key)
            if group.key not in self.folded:
                rows.extend(group.goals)
        return rows

    # -- what Qt asks -------------------------------------------------------------------------------

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object | None:
        """Return a column's heading, in the reader's language."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _CENTRE | (Qt.AlignmentFlag.AlignRight if section in _RIGHT else Qt.AlignmentFlag.AlignLeft)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object | None:
        """Return a cell's text for display, editing, tooltips and screen readers; the delegate paints the rest."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        goal = self.goal_at(index.row())
        if goal is None:
            return self._heading_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cells(goal).texts[index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return typed_text(self._context.plan, self._context.plan.goals[goal], Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._tip(goal, Column(index.column())) or "") or None
        return None

    def _heading_data(self, index: Index, role: int) -> object | None:
        group = self.group_at(index.row())
        if group is None or role != Qt.ItemDataRole.DisplayRole or index.column():
            return None
        return f"{self.group_name(group)} {self.group_count(group)}"

    def group_name(self, group: Group) -> str:
        """Return a group's heading."""
        if group.key != NONE:
            return group.name
        say = self._context.say
        return say("Without a theme") if self.group_by is GroupBy.THEME else say("Without a lead office")

    def group_count(self, group: Group) -> str:
        """Return how many goals a heading holds; empty while not all goals have been read."""
        return "" if self._context.glimpse else f"{len(group.goals):,}"

    def _tip(self, goal: str, column: Column) -> str | None:
        cells = self.cells(goal)
        if column in (Column.LIGHT, Column.GAP, Column.COMPLETION):
            return cells.why or None
        return cells.texts[column] if len(cells.texts[column]) > 8 else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be focused to fold them; cells of a plan that may be changed can be typed into and dragged."""
        goal = self._context.plan.goals.get(self.goal_at(index.row()) or "") if index.isValid() else None
        if not self._context.editable:
            return _SHOWN
        if goal is None:
            return _HEADING if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled
        return _TYPED if editable(goal, Column(index.column())) else _DRAGGED

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Run the command for a typed text; false when it was refused, and ``refused`` says why."""
        goal = self._context.plan.goals.get(self.goal_at(index.row()) or "")
        if role != Qt.ItemDataRole.EditRole or goal is None:
            return False
        row, column = index.row(), Column(index.column())
        plan, text = self._context.plan, str(value)
        if text.strip() == typed_text(plan, goal, column):
            return True
        try:
            refusal = self._context.try_run(_typed_command(plan, goal, column, text))
        except PlannerError as error:
            refusal = error.message
        if refusal is not None:
            self.refused.emit(row, column, self._context.say(refusal))
        return refusal is None

    # -- dragging -----------------------------------------------------------------------------------

    def supportedDropActions(self) -> Qt.DropAction:
        """Goals are moved, not copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the one form goals are dragged in."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Pack the ids of the dragged goals."""
        rows = sorted({index.row() for index in indexes})
        data = QMimeData()
        data.setData(MIME, " ".join(goal for row in rows if (goal := self.goal_at(row))).encode())
        return data

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Move the dragged goals before a row, taking over the group they are dropped into."""
        place = row if row >= 0 else parent.row() + 1 if parent.isValid() else len(self._rows)
        goals = bytes(data.data(MIME).data()).decode().split()
        for command in _moves(goals, self._rows, place, self.group_by):
            if not self._context.run(command):
                break
        return False  # the rows move when the change comes round, so the view must not remove them


def _typed_command(plan: Plan, goal: Goal, column: Column, text: str) -> Command:
    from planner.ui.goals.typed import typed_command  # commands wait for the first edit

    return typed_command(plan, goal, column, text)


def _moves(goals: Sequence[str], rows: Sequence[str], place: int, group_by: GroupBy) -> Iterator[Command]:
    from planner.ui.goals.moving import moves  # likewise

    return moves(goals, rows, place, group_by)


def headings(context: Context) -> tuple[str, ...]:
    """Return the headings of the columns, from left to right."""
    say = context.say
    return (
        say("Indicator"),
        say("Light"),
        say("Target"),
        say("Achieved"),
        say("Expected"),
        say("Gap (points)"),
        say("Completion"),
        say("Trend"),
        say("Deadline"),
        say("Lead office"),
        say("Forecast"),
        say("Chance"),
        say("Needed a month"),
        say("So far a month"),
        say("Light since"),
        say("Last lights"),
        say("80 % range"),
        say("Target reached on"),
        say("Outlook"),
        say("Light rule"),
    )
