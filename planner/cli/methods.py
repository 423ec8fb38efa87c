"""Subcommands that put the methods to the test: published cases, and years already over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import click

from planner.analysis.forecast.backtest import Backtest, backtest
from planner.analysis.forecast.series import read_series
from planner.analysis.methods.cases import OUTCOME_NAMES, CaseResult, Outcome, read_cases, run_cases, totals
from planner.cli.desk import here
from planner.cli.helping import SaidCommand
from planner.cli.layout import Column, print_json, table, terminal_width
from planner.documents.reader import LARGEST, decode
from planner.domain.numbers import MISSING, show_fixed, show_percent
from planner.errors import PlannerError
from planner.text import N_

FOUND = 1


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None
    if len(raw) > LARGEST:
        raise PlannerError("“{file}” is larger than {most} MB; split it.", file=path.name, most=LARGEST // 2**20)
    return decode(raw, path.name)


@click.command(
    "methods", cls=SaidCommand, help=N_("Run the published examples of CASES, a .json; exit code 1 when one fails.")
)
@click.argument("cases", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=N_("Answer as JSON."))
def methods(cases: Path, *, as_json: bool) -> int:
    """Run cases and print expected, got and outcome of each, and totals per method."""
    results = run_cases(read_cases(_text(cases)))
    counted = totals(results)
    if as_json:
        print_json({"cases": [asdict(result) for result in results], "totals": counted})
    else:
        for line in _case_lines(results):
            click.echo(line)
        for line in _total_lines(counted):
            click.echo(line)
    return FOUND if any(result.outcome is Outcome.FAILED for result in results) else 0


def _case_lines(results: list[CaseResult]) -> Iterator[str]:
    say = here().say
    headings = (say("Case"), say("Method"), say("Outcome"), say("Expected"), say("Got"))
    columns = [Column(heading, shrinks=n == 3) for n, heading in enumerate(headings)]
    rows = [
        [
            result.id,
            result.method,
            say(OUTCOME_NAMES[result.outcome]),
            _shown(result.expected),
            say(result.note) if result.note else _shown(result.got),
        ]
        for result in results
    ]
    yield from table(columns, rows, terminal_width())
    yield ""


def _shown(values: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name} {f'{value:.6g}' if isinstance(value, float) else value}" for name, value in values.items()
    )


def _total_lines(counted: dict[str, dict[Outcome, int]]) -> Iterator[str]:
    say = here().say
    columns = [Column(say("Method")), *(Column(say(OUTCOME_NAMES[outcome]), right=True) for outcome in Outcome)]
    rows = [[method, *(str(found.get(outcome, 0)) for outcome in Outcome)] for method, found in counted.items()]
    rows.append([say("Total"), *(str(sum(found.get(outcome, 0) for found in counted.values())) for outcome in Outcome)])
    yield from table(columns, rows)


@click.command(
    "backtest",
    cls=SaidCommand,
    help=N_("Replay every year of SERIES, a .csv of monthly figures, and show how the forecasts would have done."),
)
@click.argument("series", type=click.Path(path_type=Path))
@click.option("--months", default="3,6,9", metavar="M,M,…", help=N_("At the end of which months to forecast."))
@click.option("--json", "as_json", is_flag=True, help=N_("Answer as JSON."))
def back_test(series: Path, months: str, *, as_json: bool) -> None:
    """Back-test the forecast."""
    replayed = backtest(read_series(_text(series)), _months(months))
    if not any(row.cases for row in replayed):
        raise PlannerError("No year can be replayed: it takes whole years of monthly figures, three in a row or more.")
    if as_json:
        print_json([asdict(row) for row in replayed])
        return
    for line in _backtest_lines(replayed):
        click.echo(line)


def _months(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= 11 for part in parts):
        raise PlannerError(
            "“{text}” names no months. Write them like 3,6,9; the year must not be over.", text=text[:40]
        )
    return [int(part) for part in parts]


def _backtest_lines(replayed: list[Backtest]) -> Iterator[str]:
    say = here().say
    headings = (say("Month"), say("Years replayed"), say("Median error"), say("… of pace"),
                say("… of last year's share"), say("… of mean share"), say("Brier score"), say("… of pace"),
                say("… of last year's share"), say("Inside the 80 % range"))  # fmt: skip
    columns = [Column(heading, right=True) for heading in headings]
    rows = [
        [str(row.month), str(row.cases), _points(row.error), _points(row.error_pace), _points(row.error_last_share),
         _points(row.error_mean_share), show_fixed(row.brier, 3), show_fixed(row.brier_pace, 3),
         show_fixed(row.brier_last_share, 3), show_percent(row.held)]
        for row in replayed
    ]  # fmt: skip
    yield from table(columns, rows)
    for row in replayed:
        fifths = "  ".join(f"{show_percent(fifth.chance)} → {show_percent(fifth.share)}" for fifth in row.fifths)
        yield say("Month {month}, chance said → came true, by fifths: {fifths}", month=row.month, fifths=fifths)


def _points(value: float | None) -> str:
    return MISSING if value is None else f"{show_fixed(value, 1)}%"


COMMANDS = {"methods": methods, "backtest": back_test}
