"""``set``: change one field of the plan, a goal, its target, a milestone, a theme, an office or a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planner.cli.choosing import Item, choose_item
from planner.cli.desk import here
from planner.cli.helping import SaidCommand, file_argument
from planner.commands.amounts import read_amount
from planner.commands.edits import SetFields
from planner.commands.goals import ReviseTarget, SaveGoal
from planner.commands.session import Command, Session
from planner.commands.values import read_field
from planner.domain.days import read_day
from planner.domain.fields import field_name
from planner.domain.plan import Plan
from planner.domain.records import Goal, Target
from planner.errors import PlannerError
from planner.store.codec import columns
from planner.store.store import new_id
from planner.text import N_

_FIXED = frozenset({"id", "pos", "goal", "content", "chars", "since", "gone"})
_TARGET = "target"


@click.command(
    "set",
    cls=SaidCommand,
    help=N_(
        "Set FIELD of ITEM in FILE to VALUE; an empty VALUE clears it.\n"
        "ITEM is a goal (number, id or name), a milestone (3.2), plan, or the name of a theme, office or document. "
        "FIELD is a name as shown by show, or the word target for a value such as >=825."
    ),
    context_settings={"ignore_unknown_options": True},
)
@file_argument
@click.argument("item")
@click.argument("field")
@click.argument("value")
@click.option(
    "--from",
    "since",
    default=None,
    metavar="DATE",
    help=N_("For a goal's target: keep the former one and let the new value hold from DATE on."),
)
@click.option("--reason", default="", metavar="TEXT", help=N_("Why the target is revised."))
@click.option("--document", default=None, metavar="TITLE", help=N_("Document of the plan that revises the target."))
def set_field(file: Path, item: str, field: str, value: str, **revision: str | None) -> None:
    """Change one field."""
    desk = here()
    with desk.edit(file) as session:
        chosen = choose_item(session.plan, item)
        command = _command(session, chosen, field, value, revision)
        changes = session.run(command)
        desk.tell(command.label(session.plan) if changes else "Nothing changed: it was so already.")


def _command(session: Session, item: Item, field: str, value: str, revision: Mapping[str, str | None]) -> Command:
    plan = session.plan
    table, name = _find_field(item, field)
    if table != _TARGET:
        if revision["since"]:
            raise PlannerError("Only a goal's target can be revised from a date on.")
        unit = _unit(plan, item)
        fresh = read_field(plan, table, name, value, unit=unit, translate=here().say)
        return SetFields(table, [item.record.id], {name: fresh})
    goal: Goal = item.record
    values = _target_values(plan, goal, name, value)
    since, document = revision["since"], revision["document"]
    if since is None:
        return SaveGoal(goal.id, target_values=values)
    old = plan.target(goal.id) or Target("", goal.id)
    new = replace(old, id=new_id(), since=read_day(since), reason=revision["reason"] or "",
                  document=str(read_field(plan, _TARGET, "document", document)) if document else None)  # fmt: skip
    return ReviseTarget(replace(new, **values))


def _find_field(item: Item, text: str) -> tuple[str, str]:
    tables = (item.table, _TARGET) if item.table == "goal" else (item.table,)
    if item.table == "goal" and text in (_TARGET, here().say(_TARGET), here().say("target value")):
        return _TARGET, _TARGET
    known = [(table, name) for table in tables for name in columns(table) if name not in _FIXED]
    for table, name in known:
        if text in (name, here().say(field_name(table, name))):
            return table, name
    raise PlannerError("There is no field “{text}” here. Choose one of: {choices}.", text=text[:40],
                       choices=", ".join(dict.fromkeys(name for _, name in known)))  # fmt: skip


def _unit(plan: Plan, item: Item) -> str:
    if item.table == "milestone":
        return plan.goals[item.record.goal].unit
    return item.record.unit if item.table == "goal" else ""


def _target_values(plan: Plan, goal: Goal, name: str, value: str) -> Mapping[str, Any]:
    if name == _TARGET and value.strip():
        amount = read_amount(plan, value, goal.unit)
        return {"comparator": amount.comparator, "low": amount.low, "high": amount.high}
    name = "low" if name == _TARGET else name
    return {name: read_field(plan, _TARGET, name, value, unit=goal.unit, translate=here().say)}


COMMANDS = {"set": set_field}
