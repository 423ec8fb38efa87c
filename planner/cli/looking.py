"""Subcommands that look: the goals with their lights, one goal with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import click

from planner.analysis.account import accounts
from planner.analysis.shown import of_status, united
from planner.analysis.status import assess
from planner.analysis.values import Status
from planner.cli.choosing import choose_goal, numbered
from planner.cli.desk import Desk, as_of, here
from planner.cli.explaining import foreseen_data, light_sign
from planner.cli.helping import SaidCommand, at_option, file_argument
from planner.cli.layout import Column, plain, print_json, table, terminal_width
from planner.cli.words import goal_data, milestone_lines, one_line_target, status_data
from planner.commands.presets import load_rule
from planner.domain.kinds import CURVE_NAMES, KIND_NAMES, OUTLOOK_NAMES
from planner.domain.numbers import MISSING, show_number
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.text import N_


def statuses(plan: Plan, given: date | None = None) -> tuple[date, Mapping[str, Status]]:
    """Return the cut-off date in force and every goal's status at it."""
    day = as_of(plan.about.as_of, given)
    return day, assess(plan, day, load_rule(plan.about.rule))


@click.command("list", cls=SaidCommand, help=N_("List the goals of FILE by theme, with their numbers and lights."))
@file_argument
@at_option
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
@click.option("--all", "archived", is_flag=True, help=N_("Archived goals too."))
def list_goals(file: Path, at: str | None, *, as_json: bool, archived: bool) -> None:
    """List the goals."""
    desk = here()
    plan = desk.read(file, at)
    day, lights = statuses(plan)
    shown = [(n, goal) for n, goal in numbered(plan) if archived or not goal.archived]
    if as_json:
        found = accounts(plan, day, load_rule(plan.about.rule), [goal.id for _, goal in shown])
        print_json([goal_data(plan, goal, n) | {"status": status_data(lights[goal.id], desk.say)}
                    | foreseen_data(found[goal.id], desk.say) for n, goal in shown])  # fmt: skip
        return
    tell_title(file, plan, day)
    if not shown:
        desk.tell("No goals yet. planner add-goal adds one.")
        return
    columns = [
        Column(desk.say("No."), right=True),
        Column(desk.say("light")),
        Column(desk.say("indicator"), shrinks=True),
        Column(desk.say("completion"), right=True),
        Column(desk.say("actual"), right=True),
        Column(desk.say("expected"), right=True),
        Column(desk.say("target value"), right=True),
        Column(desk.say("unit")),
        Column(desk.say("deadline")),
        Column(desk.say("lead office")),
    ]
    for line in table(columns, list(_rows(desk, plan, shown, lights)), terminal_width()):
        click.echo(line)


def _rows(
    desk: Desk, plan: Plan, shown: list[tuple[int, Goal]], lights: Mapping[str, Status]
) -> Iterator[list[str] | str]:
    theme: str | None = ""
    for n, goal in shown:
        if goal.theme != theme:
            theme = goal.theme
            found = plan.theme_of(goal)
            yield "【" + (found.name if found else desk.say("without a theme")) + "】"
        status, target = lights[goal.id], plan.target(goal.id)
        told = of_status(goal, status)
        yield [
            str(n),
            light_sign(status, desk.say),
            goal.name,
            told["completion"],
            told["actual"],
            told["expected"],
            one_line_target(plan, goal),
            goal.unit,
            target.deadline.isoformat() if target and target.deadline else MISSING,
            plan.office_name(goal.lead) or MISSING,
        ]


@click.command(
    "show",
    cls=SaidCommand,
    help=N_("Show a goal of FILE. GOAL is its number in the list, its id or the beginning of it, or its exact name."),
)
@file_argument
@at_option
@click.argument("goal")
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def show_goal(file: Path, goal: str, at: str | None, *, as_json: bool) -> None:
    """Show one goal."""
    desk = here()
    plan = desk.read(file, at)
    chosen = choose_goal(plan, goal)
    number = next(n for n, other in numbered(plan) if other.id == chosen.id)
    day, lights = statuses(plan)
    status = lights[chosen.id]
    if as_json:
        print_json(goal_data(plan, chosen, number, whole=True) | {"status": status_data(status, desk.say)})
        return
    click.echo(plain(f"{number}  {chosen.name}  [{chosen.id}]"))
    click.echo(f"{light_sign(status, desk.say)}  {desk.say(status.why)}  ({day})")
    for lines in (_facts(desk, plan, chosen, status), _milestones(desk, plan, chosen, number),
                  _progress(desk, plan, chosen), _sources(desk, plan, chosen)):  # fmt: skip
        for line in lines:
            click.echo(line)


def _facts(desk: Desk, plan: Plan, goal: Goal, status: Status) -> Iterator[str]:
    say = desk.say
    target = plan.target(goal.id)
    partners = "、".join(plan.office_name(row.office) for row in plan.partners.get(goal.id, ()))
    theme, told = plan.theme_of(goal), of_status(goal, status)
    facts = {
        N_("theme"): theme.name if theme else "",
        N_("kind"): say(KIND_NAMES[goal.kind]),
        N_("definition"): goal.definition,
        N_("target"): one_line_target(plan, goal) + goal.unit if goal.kind.numeric else "",
        N_("baseline"): _amount(goal.baseline, goal) + (f" ({goal.baseline_day})" if goal.baseline_day else ""),
        N_("start"): str(goal.start or ""),
        N_("trajectory"): say(CURVE_NAMES[goal.curve]) if goal.kind.numeric else "",
        N_("deadline"): str(target.deadline or "") if target else "",
        N_("actual"): _known(told["actual"], goal),
        N_("expected"): _known(told["expected"], goal),
        N_("completion"): told["completion"].removesuffix(MISSING),
        N_("required pace"): _known(told["needed"], goal),
        N_("lead office"): plan.office_name(goal.lead),
        N_("partner offices"): partners,
        N_("owner"): goal.owner,
        N_("leader"): goal.leader,
        N_("outlook"): say(OUTLOOK_NAMES[goal.outlook]) if goal.outlook else "",
        N_("note"): goal.note,
    }
    for key, value in facts.items():
        if value:
            yield "  " + say("{name}: {value}", name=say(key), value=plain(value))


def _amount(value: float | None, goal: Goal) -> str:
    return "" if value is None else show_number(value, goal.digits) + goal.unit


def _known(text: str, goal: Goal) -> str:
    return "" if text == MISSING else united(text, goal)


def _milestones(desk: Desk, plan: Plan, goal: Goal, number: int) -> Iterator[str]:
    rows = plan.milestones.get(goal.id, ())
    if rows:
        yield ""
        yield from milestone_lines(desk.say, plan, goal, number, rows)


def _progress(desk: Desk, plan: Plan, goal: Goal) -> Iterator[str]:
    rows = list(plan.series(goal.id).records(goal.id))
    if not rows:
        return
    columns = [Column(desk.say("date")), Column(desk.say("value"), right=True), Column(desk.say("note"), shrinks=True)]
    yield ""
    yield from table(
        columns, [[str(row.day), show_number(row.value, goal.digits), row.note] for row in rows], terminal_width()
    )


def _sources(desk: Desk, plan: Plan, goal: Goal) -> Iterator[str]:
    for basis in plan.bases.get(goal.id, ()):
        document = plan.documents.get(basis.document or "")
        yield ""
        title = plain(document.title if document else basis.cite)
        yield desk.say("{name}: {value}", name=desk.say("basis"), value=title)
        if basis.quote:
            yield f"  “{plain(basis.quote)}”"


def tell_title(file: Path, plan: Plan, day: date) -> None:
    """Print the plan's title and the day its figures speak of."""
    desk = here()
    desk.tell("{title} · cut-off date {day}", title=plain(plan.about.title or file.stem), day=day)
    if plan.about.demo:
        desk.tell("Demonstration: the progress is invented.")


COMMANDS = {"list": list_goals, "show": show_goal}
