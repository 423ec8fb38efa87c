"""``import``: rows of a workbook or text table become progress, goals or milestones of a plan."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain
from planner.commands.importing.bring import bring_in, draft_import
from planner.commands.importing.draft import VERDICT_NAMES, Draft, Verdict
from planner.errors import PlannerError
from planner.tables.incoming.foreign import Book, Sheet, read_book
from planner.tables.incoming.headings import FIELD_NAMES, FIELDS, Field, Purpose
from planner.tables.incoming.headings import plain as folded
from planner.tables.incoming.layout import Layout, headings_of, recognise
from planner.text import N_

_MOST_SAID = 40


@click.command("import", cls=SaidCommand, help=N_("Import the rows of TABLE (.xlsx, .xls, .csv, .json) into FILE."))
@file_argument
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--sheet", default=None, metavar="NAME", help=N_("Sheet; without it the first with rows."))
@click.option("--as", "purpose", default=None, metavar="WHAT",
              help=N_("progress, goals or milestones; without it told from the headings."))  # fmt: skip
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD",
              help=N_("What a column holds: its heading or letter, then a field such as value."))  # fmt: skip
@click.option("--year", type=int, default=None, metavar="YEAR", help=N_("Year of months that name none."))
@click.option("--header", type=int, default=None, metavar="ROW", help=N_("Row of the headings, from 1."))
@click.option("--dry-run", is_flag=True, help=N_("Show what would happen and write nothing."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def import_table(  # noqa: PLR0913 - one parameter an option
    file: Path, table: Path, sheet: str | None, purpose: str | None, maps: Sequence[str], year: int | None,
    header: int | None, *, dry_run: bool, as_json: bool,
) -> int:  # fmt: skip
    """Import a table; the exit code is 1 when rows were refused."""
    desk = here()
    book = read_book(table, keep_off=file)
    chosen = _sheet(book, sheet)
    row = None if header is None else _row(header, chosen)
    layout = mapped(chosen, recognise(chosen, _purpose(purpose), header=row, year=year), maps)
    if dry_run:
        draft = draft_import(desk.read(file), book, chosen, layout)
        _tell(desk, draft, as_json=as_json, done=False)
        return int(bool(draft.counts[Verdict.REFUSED]))
    with desk.edit(file) as session:
        draft = draft_import(session.plan, book, chosen, layout)
        if not draft.empty:
            bring_in(session, draft)
    _tell(desk, draft, as_json=as_json, done=True)
    return int(bool(draft.counts[Verdict.REFUSED]))


def _sheet(book: Book, name: str | None) -> Sheet:
    found = [sheet for sheet in book.sheets if (sheet.rows if name is None else sheet.name == name)]
    if not found:
        names = "、".join(sheet.name for sheet in book.sheets)
        raise PlannerError("There is no sheet “{name}”. There are: {names}.", name=name or "", names=names)
    return found[0]


def _purpose(text: str | None) -> Purpose | None:
    if text is None:
        return None
    if text not in list(Purpose):
        raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40], choices=", ".join(Purpose))
    return Purpose(text)


def _row(header: int, sheet: Sheet) -> int:
    if not 1 <= header <= len(sheet.rows):
        raise PlannerError("The sheet has {n} rows; choose one of them.", n=len(sheet.rows))
    return header - 1


def mapped(sheet: Sheet, layout: Layout, maps: Sequence[str]) -> Layout:
    """Return the layout with columns mapped as ``heading=field`` says; an empty field leaves the column out."""
    heads = headings_of(sheet, layout.header)
    fields, periods = dict(layout.fields), dict(layout.periods)
    for text in maps:
        name, sign, wanted = text.rpartition("=")
        column = _column(name.strip(), heads)
        fields.pop(column, None)
        periods.pop(column, None)
        if sign and wanted.strip():
            field = _field(wanted.strip(), layout.purpose)
            fields = {at: found for at, found in fields.items() if found is not field} | {column: field}
            if field is Field.VALUE:
                periods = {}
    return replace(layout, fields=fields, periods=periods)


def _column(name: str, heads: Sequence[str]) -> int:
    for column, head in enumerate(heads):
        if folded(head) == folded(name) and name:
            return column
    letters = name.upper()
    if letters.isascii() and letters.isalpha() and len(letters) <= 2:
        column = 0
        for letter in letters:
            column = 26 * column + ord(letter) - 64
        if column <= len(heads):
            return column - 1
    raise PlannerError("The table has no column “{name}”. There are: {names}.", name=name[:40],
                       names="、".join(filter(None, heads))[:200])  # fmt: skip


def _field(text: str, purpose: Purpose) -> Field:
    desk = here()
    for field in FIELDS[purpose]:
        if folded(text) in (field.value, folded(FIELD_NAMES[field]), folded(desk.say(FIELD_NAMES[field]))):
            return field
    raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40],
                       choices=", ".join(field.value for field in FIELDS[purpose]))  # fmt: skip


def _tell(desk: Desk, draft: Draft, *, as_json: bool, done: bool) -> None:
    counts = draft.counts
    if as_json:
        rows = [
            {"place": line.place, "verdict": line.verdict, "name": line.name, "what": desk.say(line.what)}
            for line in draft.lines
        ]
        held = {"file": draft.file, "sha256": draft.sha256, "written": done and not draft.empty}
        click.echo(json.dumps(held | {"counts": counts, "rows": rows}, ensure_ascii=False, indent=1))
        return
    shown = [line for line in draft.lines if line.verdict is Verdict.REFUSED or not done]
    for line in shown[:_MOST_SAID]:
        verdict = desk.say(VERDICT_NAMES[line.verdict])
        click.echo(f"{plain(line.place)}  {verdict}  {plain(line.name)}  {plain(desk.say(line.what))}")
    if len(shown) > _MOST_SAID:
        desk.tell("… and {n} more; --json lists them all.", n=len(shown) - _MOST_SAID)
    numbers = {verdict.value: counts[verdict] for verdict in Verdict}
    if done:
        desk.tell("Imported “{file}”: {added} new, {changed} changed, {same} the same, {refused} refused.",
                  file=plain(draft.file), **numbers)  # fmt: skip
    else:
        desk.tell("Would import “{file}”: {added} new, {changed} changed, {same} the same, {refused} refused.",
                  file=plain(draft.file), **numbers)  # fmt: skip


COMMANDS = {"import": import_table}
