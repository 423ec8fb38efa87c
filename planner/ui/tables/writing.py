"""From a typed cell to the command that writes it, for tables whose rows are records."""

from __future__ import annotations

from planner.commands.edits import SetFields
from planner.commands.values import read_field
from planner.errors import PlannerError
from planner.text import Message
from planner.ui.context import Context


def write_cell(context: Context, table: str, id_: str, field: str, text: str, unit: str = "") -> Message | None:
    """Read ``text`` as the field's value and set it as one step; return why it was refused, or ``None``.

    ``unit`` is the goal's unit, which may be glued to a number.
    """
    try:
        value = read_field(context.plan, table, field, text, unit=unit, translate=context.say)
    except PlannerError as refusal:
        return refusal.message
    return context.try_run(SetFields(table, [id_], {field: value}))
