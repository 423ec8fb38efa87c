"""Subcommands on the history as evidence: write its log, and prove it."""

from __future__ import annotations

from pathlib import Path

import click

from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain, print_json
from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.store.connection import first_bytes
from planner.store.faults import sorted_out
from planner.store.log import log_lines
from planner.store.verifying import Verdict, verify_log, verify_plan
from planner.text import N_

BROKEN = 1
_LOG = b'{"form":"planner'  # how a log begins


@click.command(
    "log",
    cls=SaidCommand,
    help=N_("Write every step of FILE with its changes and hashes to OUT, a .jsonl that verify can prove."),
)
@file_argument
@click.option(
    "-o", "--out", required=True, metavar="OUT", type=click.Path(path_type=Path), help=N_("The log to write.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def log(file: Path, out: Path, *, as_json: bool) -> None:
    """Export the log."""
    desk = here()
    if out.suffix.lower() not in (".jsonl", ".json"):
        raise PlannerError("A log is written as .jsonl. Choose that ending.")
    with desk.look(file) as store, sorted_out(store.path):
        write_whole(out, log_lines(store.connection))
        steps = store.connection.execute("SELECT count(*) FROM step").fetchone()[0]
    if as_json:
        print_json({"file": str(out), "steps": steps, "bytes": out.stat().st_size})
        return
    desk.tell("Wrote {n} steps to “{file}”.", n=steps, file=plain(out.name))


@click.command(
    "verify",
    cls=SaidCommand,
    help=N_(
        "Prove the history of FILE, a plan or an exported log: name the first step that was altered, is missing or "
        "out of order; exit code 1 when there is one."
    ),
)
@file_argument
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def verify(file: Path, *, as_json: bool) -> int:
    """Prove a history."""
    desk = here()
    verdict = _verdict(desk, file)
    if as_json:
        wrong = desk.say(verdict.wrong) if verdict.wrong else None
        print_json({"sound": wrong is None, "steps": verdict.steps, "rows": verdict.rows, "step": verdict.step,
                    "wrong": wrong})  # fmt: skip
    elif verdict.wrong is not None:
        click.echo(plain(desk.say(verdict.wrong)))
    else:
        desk.tell("The history is sound: {steps} steps with {rows} images and changes, each with its hash.",
                  steps=verdict.steps, rows=verdict.rows)  # fmt: skip
    return 0 if verdict.wrong is None else BROKEN


def _verdict(desk: Desk, file: Path) -> Verdict:
    if file.suffix.lower() in (".jsonl", ".json") or first_bytes(file) == _LOG:
        return verify_log(file)
    with desk.look(file, checked=False, as_it_is=True) as store, sorted_out(store.path):
        return verify_plan(store.connection)


COMMANDS = {"log": log, "verify": verify}
