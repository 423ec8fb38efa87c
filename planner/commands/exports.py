"""A plan written out for other programs: JSON, CSV or an Excel workbook, chosen by the file's ending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.tables.csv_out import export_csv
from planner.tables.json_out import json_parts
from planner.tables.ledger import Say, Tick, no_tick

ENDINGS = (".xlsx", ".csv", ".json")


def export_plan(plan: Plan, path: Path, as_of: date, rule: Rule, say: Say, tick: Tick = no_tick) -> None:
    """Write a plan to ``path`` as its ending says; a file that is there is replaced only by a whole one.

    ``tick`` hears how far a big workbook is. Raises :class:`PlannerError` for another ending, or when
    the file cannot be written.
    """
    write_whole(path, export_parts(plan, path.suffix.lower(), as_of, rule, say, tick))


def export_parts(plan: Plan, ending: str, as_of: date, rule: Rule, say: Say, tick: Tick = no_tick) -> Iterator[bytes]:
    """Return the file's contents in pieces, for an ending of :data:`ENDINGS`."""
    match ending:
        case ".json":
            return (part.encode() for part in json_parts(plan, as_of, rule))
        case ".csv":
            return iter((export_csv(plan, as_of, rule, say),))
        case ".xlsx":
            from planner.tables.xlsx_out import export_xlsx  # noqa: PLC0415 - 0.1 s that only this needs

            return iter((export_xlsx(plan, as_of, rule, say, tick),))
        case _:
            raise PlannerError("A plan can be exported as .json, .csv or .xlsx. Choose one of these endings.")
