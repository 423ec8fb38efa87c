"""``read``: the goals a document proposes, without a plan."""

from __future__ import annotations

import json
from pathlib import Path

import click

from planner.cli.desk import here
from planner.cli.helping import SaidCommand
from planner.cli.layout import plain
from planner.documents.proposals import RULES, Proposal
from planner.documents.propose import propose
from planner.documents.reader import SourceText, read_document
from planner.documents.theming import theme_of
from planner.domain.days import read_day
from planner.domain.kinds import Comparator
from planner.domain.numbers import decimals, show_number
from planner.text import N_, Translator

UNDATED = N_("The date of “{name}” is unknown, so 今年 has no deadline. Give it with --date.")
_SIGNS = {Comparator.AT_LEAST: "≥", Comparator.AT_MOST: "≤", Comparator.ABOUT: "≈"}


@click.command("read", cls=SaidCommand, help=N_("Read DOC and print the goals it sets, with the rule that found each."))
@click.argument("doc", type=click.Path(path_type=Path))
@click.option("--date", "day", default=None, metavar="DATE", help=N_("The document's date; without it the one in it."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def read(doc: Path, day: str | None, *, as_json: bool) -> None:
    """Print proposals."""
    desk = here()
    source = read_document(doc)
    given = read_day(day) if day else source.day
    found = propose(source.text, given)
    if given is None:
        desk.warn(UNDATED, name=plain(doc.name))
    if as_json:
        rows = [{**one.as_prediction(), "theme": theme_of(one)} for one in found]
        click.echo(json.dumps({doc.stem: rows}, ensure_ascii=False, indent=1))
        return
    desk.tell("{title}: {n} proposed goals", title=plain(source.title), n=len(found))
    for n, one in enumerate(found, 1):
        click.echo(f"{n:>3}  {line_of(one, source, desk.say)}")
        click.echo(f"     {plain(' '.join(source.text[one.start : one.end].split()))}")


def line_of(one: Proposal, source: SourceText, say: Translator) -> str:
    """Write a proposal in one line: indicator, target, deadline, baseline, rule."""
    name = one.indicator or source.text[one.start : one.end]
    parts = [plain(name), _figure(one) if one.figure else say("Task")]
    parts.append(one.deadline.isoformat() if one.deadline else say("no deadline named"))
    if one.baseline is not None:
        parts.append(say("baseline {figure}", figure=f"{_number(one.baseline.value)} {one.baseline.unit}".rstrip()))
    return " · ".join((*parts, say(RULES[one.rule])))


def _figure(one: Proposal) -> str:
    if one.comparator is Comparator.RANGE:
        return f"{_number(one.low)}–{_number(one.high)} {one.unit}".rstrip()
    return f"{_SIGNS.get(one.comparator, '')}{_number(one.low)} {one.unit}".rstrip()


def _number(value: float | None) -> str:
    return show_number(value, 0 if value is None else decimals(value, 0))


COMMANDS = {"read": read}
