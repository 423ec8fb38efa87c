"""A backup brought back into the open plan as one step, and what that would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planner.domain.fields import TABLES, field_name
from planner.domain.numbers import show_number
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.codec import RECORDS
from planner.store.differences import Difference, Fate, differences
from planner.store.store import Edit
from planner.text import Message, message

FIRST = ("goal", "milestone", "measurement")
"""What a person asks for first; the other tables follow in their own order."""


@dataclass(frozen=True, slots=True)
class Restore:
    """Bring every row of the plan to what it was in a backup; one step, and history is never cut.

    Rows made since are marked gone, changed ones are set, gone ones come back. ``day`` says which backup it is;
    ``bytes_of`` gives texts and attachments the plan may lack.
    """

    then: Plan
    day: str
    bytes_of: Callable[[str], bytes]

    def label(self, plan: Plan) -> Message:
        """Name the backup by when it was made."""
        return message("Restore the backup of {day}", day=self.day)

    def apply(self, plan: Plan, edit: Edit) -> None:
        """Write all differences back."""
        found = list(differences(self.then, plan))
        if not found:
            raise PlannerError("The plan is just as it was in this backup; nothing was changed.")
        write_back(found, edit, self.bytes_of)


def write_back(found: Sequence[Difference], edit: Edit, bytes_of: Callable[[str], bytes]) -> None:
    """Bring the rows of these differences to what they were then; usable for a single row too."""
    for row in found:
        content = getattr(row.then, "content", "")
        if content and not edit.has_bytes(content):
            edit.keep_bytes(bytes_of(content))
    edit.put_back(row.then for row in found if row.then is not None)
    made = Counter(row.table for row in found if row.fate is Fate.MADE)
    for table in made:
        edit.remove(RECORDS[table], [row.id for row in found if row.table == table and row.fate is Fate.MADE])


# -- in a person's words --------------------------------------------------------------------------


def in_order(found: Sequence[Difference]) -> Mapping[str, list[Difference]]:
    """Return differences by table: goals, milestones and progress first."""
    tables: dict[str, list[Difference]] = {table: [] for table in (*FIRST, *TABLES)}
    for row in found:
        tables[row.table].append(row)
    return {table: rows for table, rows in tables.items() if rows}


def name_of(row: Difference, then: Plan, now: Plan) -> str:
    """Return what a row is called: its own name, with the goal it hangs on where it hangs on one."""
    record = row.now if row.now is not None else row.then
    own = own_name(record, now.goals.get(getattr(record, "goal", "")) or then.goals.get(getattr(record, "goal", "")))
    owner = getattr(record, "goal", None)
    if owner is None or row.table == "review":
        return own
    goal = now.goals.get(owner) or then.goals.get(owner)
    name = goal.name if goal else ""
    return f"{name} · {own}" if own and name else own or name


def own_name(record: Any, goal: Any) -> str:
    """Return what a record is called by itself: its name, title or words, else its day and value; may be empty."""
    day = getattr(record, "day", None)
    for name in ("name", "title", "quote", "cite", "reason"):
        text = str(getattr(record, name, "") or "")
        if text:
            return text
    value = getattr(record, "value", None)
    if day is not None and value is not None:
        unit = goal.unit if goal else ""
        return f"{day.isoformat()}  {show_number(value, goal.digits if goal else 0)}{unit}"
    return day.isoformat() if day is not None else ""


def what_changed(row: Difference) -> Message | str:
    """Return which fields of a row differ, empty for a row that is in one state only."""
    names: list[object] = [field_name(row.table, name) for name in row.changed_fields]
    if not names:
        return ""
    if len(names) == 1:
        return message("{field}", field=names[0])
    return message("{field} and {n} more", field=names[0], n=len(names) - 1)
