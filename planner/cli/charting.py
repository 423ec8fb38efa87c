"""Subcommand that draws charts: of one goal, or of all goals of the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from planner.analysis.forecast.goals import forecast
from planner.analysis.status import assess
from planner.cli.choosing import choose_goal
from planner.cli.desk import Desk, as_of, here
from planner.cli.helping import SaidCommand, at_option, file_argument, out_option
from planner.cli.layout import plain
from planner.commands.presets import load_rule
from planner.commands.trends import tracks_of
from planner.domain.plan import Plan
from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.figures.bullets import bullets
from planner.figures.heat import heat_map
from planner.figures.milestonetrend import trend_chart
from planner.figures.pace import pace_chart
from planner.figures.svg import chart_svg
from planner.figures.tables_svg import bullets_svg, heat_svg
from planner.figures.trajectory import trajectory_chart
from planner.outfile import write_whole
from planner.store.store import Store
from planner.text import N_

_FACES = ("Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", "sans-serif")
_CHART = (480.0, 270.0)  # points
_SQUARE = (480.0, 380.0)
_ENDINGS = (".svg", ".png", ".pdf")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a chart is drawn from."""

    desk: Desk
    store: Store
    plan: Plan
    day: date
    goal: Goal | None

    @property
    def shown(self) -> list[str]:
        """The goals a chart of the whole plan shows."""
        return [goal.id for goal in self.plan.in_order() if not goal.archived]

    def one(self) -> Goal:
        """The goal asked for, which a chart of one goal cannot do without."""
        if self.goal is None:
            raise PlannerError("This chart is of one goal. Name the goal after the file.")
        return self.goal


def _trajectory(wish: _Wish) -> str:
    goal, plan = wish.one(), wish.plan
    status = assess(plan, wish.day, load_rule(plan.about.rule), [goal.id])[goal.id]
    foreseen = forecast(plan, wish.day, [goal.id]).get(goal.id)
    drawn = trajectory_chart(plan, goal.id, status, wish.day, wish.desk.say, foreseen)
    return chart_svg(drawn, *_CHART, fonts=_FACES)


def _pace(wish: _Wish) -> str:
    goal, plan = wish.one(), wish.plan
    status = assess(plan, wish.day, load_rule(plan.about.rule), [goal.id])[goal.id]
    return chart_svg(pace_chart(plan, goal.id, status, wish.day, wish.desk.say), *_CHART, fonts=_FACES)


def _trend(wish: _Wish) -> str:
    goal = wish.one()
    tracks = tracks_of(wish.store, wish.plan, goal.id)
    return chart_svg(trend_chart(tracks, wish.day, goal.name, wish.desk.say), *_SQUARE, fonts=_FACES)


def _heat(wish: _Wish) -> str:
    rule = load_rule(wish.plan.about.rule)
    return heat_svg(heat_map(wish.plan, wish.day, rule, wish.shown, wish.desk.say), _CHART[0], fonts=_FACES)


def _bullets(wish: _Wish) -> str:
    statuses = assess(wish.plan, wish.day, load_rule(wish.plan.about.rule))
    return bullets_svg(bullets(wish.plan, statuses, wish.shown, wish.desk.say), _CHART[0], fonts=_FACES)


KINDS: Mapping[str, Callable[[_Wish], str]] = {
    "trajectory": _trajectory,
    "pace": _pace,
    "mta": _trend,
    "heat": _heat,
    "bullets": _bullets,
}
"""Every kind of chart, with what draws it."""


@click.command(
    "chart",
    cls=SaidCommand,
    help=N_("Draw a chart of GOAL of FILE, or of all its goals (heat, bullets), into OUT: .svg, .png or .pdf."),
)
@file_argument
@at_option
@click.argument("goal", required=False)
@click.option(
    "--kind",
    default="",
    metavar="|".join(KINDS),
    help=N_("Which chart; without it the trajectory of GOAL, or the heat map when no goal is named."),
)
@out_option
def chart(file: Path, goal: str | None, kind: str, out: Path, at: str | None) -> None:
    """Draw a chart."""
    desk = here()
    kind = kind or ("trajectory" if goal else "heat")
    if kind not in KINDS:
        raise PlannerError("There is no chart “{kind}”. Choose one of {kinds}.", kind=kind[:40], kinds=", ".join(KINDS))
    if out.suffix.lower() not in _ENDINGS:
        raise PlannerError("A chart is drawn as .svg, .png or .pdf. Choose one of these endings.")
    desk.warn_unprotected(file)
    with desk.look(file) as store:
        plan = desk.plan_of(store, at)
        chosen = choose_goal(plan, goal) if goal else None
        svg = KINDS[kind](_Wish(desk, store, plan, as_of(plan.about.as_of, None), chosen))
    write_whole(out, _bytes(svg, out.suffix.lower(), chosen.name if chosen else plan.about.title))
    desk.tell("Drawn: {file}.", file=plain(out.name))


def _bytes(svg: str, ending: str, title: str) -> bytes:
    if ending == ".svg":
        return svg.encode("utf-8")
    from planner.sheets.picture import picture_pdf, picture_png  # typst takes a while

    return picture_png(svg, title) if ending == ".png" else picture_pdf(svg, title)


COMMANDS = {"chart": chart}
