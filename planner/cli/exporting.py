"""``export``: the plan as JSON, CSV or an Excel workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from planner.analysis.values import Rule
from planner.cli.desk import as_of, here, write_out
from planner.cli.helping import SaidCommand, file_argument, out_option
from planner.cli.layout import plain
from planner.commands.presets import load_rule
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.tables.csv_out import export_csv
from planner.tables.json_out import export_json
from planner.text import N_, Translator


@click.command("export", cls=SaidCommand, help=N_("Write FILE to OUT for other programs: .json, .csv or .xlsx."))
@file_argument
@out_option
def export(file: Path, out: Path) -> None:
    """Export a plan."""
    desk = here()
    with desk.look(file) as store:
        plan = store.read()
    day, rule = as_of(plan.about.as_of, None), load_rule(plan.about.rule)
    write_out(out, _content(out.suffix.lower(), plan, day, rule, desk.say))
    desk.tell("Exported {n} goals to “{file}”.", n=len(plan.goals), file=plain(out.name))


def _content(ending: str, plan: Plan, day: date, rule: Rule, say: Translator) -> bytes:
    match ending:
        case ".json":
            return export_json(plan, day, rule).encode("utf-8")
        case ".csv":
            return export_csv(plan, day, rule, say)
        case ".xlsx":
            from planner.tables.xlsx_out import export_xlsx  # the one that needs xlsxwriter

            return export_xlsx(plan, day, rule, say)
        case _:
            raise PlannerError("A plan can be exported as .json, .csv or .xlsx. Choose one of these endings.")


COMMANDS = {"export": export}
