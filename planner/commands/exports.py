"""A plan written out for other programs: JSON, CSV or an Excel workbook, chosen by the file's ending."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.tables.csv_out import export_csv
from planner.tables.json_out import export_json
from planner.tables.ledger import Say
from planner.text import N_

ENDINGS = {".xlsx": N_("Excel workbook"), ".csv": N_("CSV table of the goals"), ".json": N_("JSON, complete")}


def export_plan(plan: Plan, path: Path, as_of: date, rule: Rule, say: Say) -> None:
    """Write a plan to ``path`` as its ending says; a file that is there is replaced only by a whole one.

    Raises :class:`PlannerError` for another ending, or when the file cannot be written.
    """
    content = export_bytes(plan, path.suffix.lower(), as_of, rule, say)
    half = path.with_name(path.name + ".part")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise PlannerError("“{file}” cannot be written: {why}.", file=path.name, why=error.strerror or "") from None


def export_bytes(plan: Plan, ending: str, as_of: date, rule: Rule, say: Say) -> bytes:
    """Return the file's contents for an ending of :data:`ENDINGS`."""
    match ending:
        case ".json":
            return export_json(plan, as_of, rule).encode()
        case ".csv":
            return export_csv(plan, as_of, rule, say)
        case ".xlsx":
            from planner.tables.xlsx_out import export_xlsx  # noqa: PLC0415 - 0.1 s that only this needs

            return export_xlsx(plan, as_of, rule, say)
        case _:
            raise PlannerError("A plan can be exported as {choices}. Choose one of these endings.",
                               choices=", ".join(ENDINGS))  # fmt: skip
