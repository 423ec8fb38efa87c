"""``status``: where the goals stand, the most urgent first, and what stands behind each light."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from planner.analysis import shown
from planner.analysis.account import accounts
from planner.analysis.values import LIGHT_SHAPES, Light, Status
from planner.cli.choosing import choose_goal, numbered
from planner.cli.desk import Desk, here
from planner.cli.explaining import account_data, explain_lines, light_sign
from planner.cli.helping import SaidCommand, at_option, file_argument
from planner.cli.layout import Column, print_json, table, terminal_width
from planner.cli.looking import statuses, tell_title
from planner.cli.words import status_data
from planner.commands.presets import load_rule
from planner.domain.days import read_day
from planner.domain.numbers import MISSING
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import N_

URGENCY = (Light.FAR_BEHIND, Light.BEHIND, Light.NO_DATA, Light.ON_TRACK, Light.AHEAD, Light.DONE)
Numbered = Sequence[tuple[int, Goal]]


@click.command(
    "status",
    cls=SaidCommand,
    help=N_("Show where the goals of FILE stand, the most urgent first; with GOAL only that one."),
)
@file_argument
@at_option
@click.argument("goal", required=False)
@click.option(
    "--as-of", "day", default=None, metavar="DATE", help=N_("Judge at another day than the plan's cut-off date.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
@click.option("--explain", is_flag=True, help=N_("Say for each goal what stands behind its light."))
def status(file: Path, goal: str | None, day: str | None, at: str | None, *, as_json: bool, explain: bool) -> None:
    """Show the lights."""
    desk = here()
    plan = desk.read(file, at)
    cut_off, lights = statuses(plan, read_day(day) if day else None)
    live = _chosen(plan, goal)
    if as_json:
        _write_json(plan, live, cut_off, lights, explain=explain)
        return
    tell_title(file, plan, cut_off)
    counts = Counter(lights[one.id].light for _, one in live)
    rule = load_rule(plan.about.rule)
    words = {light: "/".join(desk.say(word) for word in rule.words_of(light)) for light in URGENCY}
    click.echo("   ".join(f"{LIGHT_SHAPES[light]} {words[light]} {counts[light]}" for light in URGENCY))
    ordered = sorted(
        live, key=lambda pair: (URGENCY.index(lights[pair[1].id].light), lights[pair[1].id].gap or 0.0, pair[0])
    )
    columns = [
        Column(desk.say("No."), right=True),
        Column(desk.say("light")),
        Column(desk.say("indicator"), shrinks=True),
        Column(desk.say("completion"), right=True),
        Column(desk.say("time progress"), right=True),
        Column(desk.say("gap (points)"), right=True),
        Column(desk.say("overdue"), right=True),
    ]
    behind = _explained(desk, plan, cut_off, ordered) if explain else {}
    for line in table(columns, list(_rows(desk, ordered, lights, behind)), terminal_width()):
        click.echo(line)


def _chosen(plan: Plan, goal: str | None) -> Numbered:
    """Return the goal asked for, or all that are not archived."""
    one = choose_goal(plan, goal) if goal is not None else None
    return [(n, other) for n, other in numbered(plan) if (other is one if one else not other.archived)]


def _write_json(
    plan: Plan, live: Numbered, cut_off: date, lights: Mapping[str, Status], *, explain: bool
) -> None:  # fmt: skip
    say = here().say
    counts = Counter(lights[goal.id].light for _, goal in live)
    if explain:
        found = accounts(plan, cut_off, load_rule(plan.about.rule), [goal.id for _, goal in live])
        goals = [{"number": n} | account_data(plan, found[goal.id], say) for n, goal in live]
    else:
        goals = [
            {"number": n, "id": goal.id, "name": goal.name} | status_data(lights[goal.id], say) for n, goal in live
        ]
    print_json({"as_of": cut_off.isoformat(), "counts": {kind.value: counts[kind] for kind in Light}, "goals": goals})


def _explained(desk: Desk, plan: Plan, cut_off: date, live: Numbered) -> Mapping[str, Sequence[str]]:
    found = accounts(plan, cut_off, load_rule(plan.about.rule), [goal.id for _, goal in live])
    return {id_: list(explain_lines(desk.say, plan, one)) for id_, one in found.items()}


def _rows(
    desk: Desk, live: Numbered, lights: Mapping[str, Status], behind: Mapping[str, Sequence[str]]
) -> Iterator[list[str] | str]:
    for n, goal in live:
        found = lights[goal.id]
        told = shown.of_status(goal, found)
        yield [
            str(n),
            light_sign(found, desk.say),
            goal.name,
            told["completion"],
            told["time"],
            told["gap"],
            str(found.overdue or MISSING),
        ]
        if goal.id in behind:
            yield from (f"       {line}" for line in (desk.say(found.why), *behind[goal.id]))


COMMANDS = {"status": status}
