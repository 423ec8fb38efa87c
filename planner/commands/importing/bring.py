"""The road of an import: draft what a sheet would do, back the plan up, write it as one step."""

from __future__ import annotations

from collections.abc import Callable

from planner.commands.amounts import converter
from planner.commands.importing.draft import Draft, ImportTable
from planner.commands.importing.goals import GoalsReader
from planner.commands.importing.milestones import MilestonesReader
from planner.commands.importing.progress import ProgressReader
from planner.commands.importing.rows import Rows
from planner.commands.presets import load_units
from planner.commands.session import Session
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.store.backups import back_up_before
from planner.store.reading import Changes
from planner.tables.incoming.foreign import Book, Sheet
from planner.tables.incoming.headings import Field, Purpose
from planner.tables.incoming.layout import Layout, yearless
from planner.text import message

Tick = Callable[[int, int], None]
_SHARE = 500


def no_tick(done: int, total: int) -> None:
    """Do nothing; for work nobody waits for."""


def draft_import(plan: Plan, book: Book, sheet: Sheet, layout: Layout, tick: Tick = no_tick) -> Draft:
    """Return what importing a sheet would do, nothing written; rows that are refused say so with their address.

    Raises :class:`PlannerError` when the layout lacks a column the purpose cannot do without.
    """
    _must_have(sheet, layout)
    draft = Draft(plan, book.name, book.sha256)
    rows = Rows(sheet, layout, load_units(), converter(plan))
    read = _reader(plan, rows, layout)
    total = len(sheet.rows)
    for row in range(layout.header + 1, total):
        if rows.go_to(row):
            read(draft, row)
        if row % _SHARE == 0:
            tick(row, total)
    return draft


def _reader(plan: Plan, rows: Rows, layout: Layout) -> Callable[[Draft, int], None]:
    match layout.purpose:
        case Purpose.PROGRESS:
            return ProgressReader(plan, rows, layout).read
        case Purpose.GOALS:
            return GoalsReader(plan, rows).read
        case _:
            return MilestonesReader(plan, rows).read


def _must_have(sheet: Sheet, layout: Layout) -> None:
    found = set(layout.fields.values())
    if yearless(sheet, layout):
        raise PlannerError("The headings name months without a year. Say which year the table speaks of.")
    if Field.GOAL not in found and (Field.NUMBER not in found or layout.purpose is Purpose.GOALS):
        raise PlannerError("No column holds the goals' names. Choose which one does.")
    if layout.purpose is Purpose.PROGRESS and not layout.periods and not {Field.DAY, Field.VALUE} <= found:
        raise PlannerError("Choose the columns of the date and the value, or a table with a column for each month.")
    if layout.purpose is Purpose.MILESTONES and Field.MILESTONE not in found:
        raise PlannerError("No column holds the milestones' names. Choose which one does.")


def bring_in(session: Session, draft: Draft) -> Changes:
    """Back the plan up, then write the draft as one step; without a sound backup nothing is written.

    Raises :class:`PlannerError` for a draft that holds nothing, a plan that changed since, or a failed backup.
    """
    must_hold_something(draft)
    back_up_before(session.store, message("Import"), session.now())
    return write_draft(session, draft)


def must_hold_something(draft: Draft) -> None:
    """Refuse a draft that would change nothing."""
    if draft.empty:
        raise PlannerError("There is nothing to import: every row is the same as in the plan, or refused.")


def write_draft(session: Session, draft: Draft) -> Changes:
    """Write the draft as one step, for a caller that has seen to a sound backup."""
    must_hold_something(draft)
    return session.run(ImportTable(draft), kind="import")
