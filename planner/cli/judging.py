"""``light`` gives a goal a light by hand; ``rules`` lists the light rules there are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from planner.analysis import why
from planner.analysis.facts import FAMILY_NAMES
from planner.analysis.values import LIGHT_NAMES, LIGHT_SHAPES, Light, Rule
from planner.cli.choosing import choose_goal
from planner.cli.desk import here
from planner.cli.explaining import light_sign, rule_data
from planner.cli.helping import SaidCommand, file_argument
from planner.cli.layout import plain, print_json
from planner.cli.looking import statuses
from planner.commands.judging import ClearLight, GiveLight
from planner.commands.presets import load_rule, load_rules
from planner.domain.days import read_day
from planner.domain.records import Override
from planner.errors import PlannerError
from planner.store.store import new_id
from planner.text import N_, Translator


@click.command(
    "light",
    cls=SaidCommand,
    help=N_(
        "Give GOAL of FILE a LIGHT by a person's judgement, with a reason; --clear lets the rule decide again.\n"
        "LIGHT is done, ahead, on_track, behind, far_behind or no_data, or its name in the goal's rule."
    ),
)
@file_argument
@click.argument("goal")
@click.argument("light", required=False)
@click.option("--reason", default="", metavar="TEXT", help=N_("Why the light is another than the rule gives."))
@click.option("--from", "since", default=None, metavar="DATE", help=N_("First day; without it the cut-off date."))
@click.option("--until", default=None, metavar="DATE", help=N_("Last day; without it until it is taken back."))
@click.option("--clear", is_flag=True, help=N_("Let the rule decide again."))
def give_light(
    file: Path, goal: str, light: str | None, *, reason: str, since: str | None, until: str | None, clear: bool
) -> None:
    """Give a light, or take it back."""
    if (light is None) is not clear:
        raise PlannerError("Give either a light, or --clear.")
    desk = here()
    with desk.edit(file) as session:
        plan = session.plan
        chosen = choose_goal(plan, goal)
        day = read_day(since) if since else plan.about.as_of
        assert day is not None, "a plan is made with a cut-off date"
        if light is None:
            session.run(ClearLight(chosen.id, day))
        else:
            rule = load_rule(plan.about.rule).of(chosen.rule)
            last = read_day(until) if until else None
            row = Override(new_id(), chosen.id, day, read_light(light, rule, desk.say).value, reason, last, desk.who)
            session.run(GiveLight(row))
        _, lights = statuses(session.plan)
        status = lights[chosen.id]
        desk.tell("{name}: {value}", name=plain(chosen.name), value=light_sign(status, desk.say))
        click.echo(plain(desk.say(status.why)))


def read_light(text: str, rule: Rule, say: Translator) -> Light:
    """Return the light a person names by its code, its name or its name in a rule; refuse with the choices."""
    for light in Light:
        names = {light.value, LIGHT_NAMES[light], say(LIGHT_NAMES[light])}
        names |= {name for word in rule.words_of(light) for name in (word, say(word))}
        if text.strip() in names:
            return light
    choices = ", ".join(say(rule.words_of(light)[0]) for light in Light)
    raise PlannerError("“{text}” is not one of: {choices}.", text=text[:40], choices=choices)


@click.command("rules", cls=SaidCommand, help=N_("List the light rules: bounds, what each colour means, source."))
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def list_rules(*, as_json: bool) -> None:
    """List the presets."""
    say = here().say
    rules = load_rules()
    if as_json:
        print_json([rule_data(rule, say) for rule in rules.values()])
        return
    for n, rule in enumerate(rules.values()):
        if n:
            click.echo("")
        for line in _rule_lines(rule, say):
            click.echo(line)


def _rule_lines(rule: Rule, say: Translator) -> Iterator[str]:
    yield f"{rule.name}  {say(rule.title)}  [{say(FAMILY_NAMES[rule.family])}]"
    for n, band in enumerate(rule.bands):
        means = f"  —  {say(band.means)}" if band.means else ""
        yield f"  {LIGHT_SHAPES[band.light]} {say(why.band(rule, n))}{means}"
    for rung in rule.ladder:
        demand = f"  —  {say(rung.demand)}" if rung.demand else ""
        yield "  " + say("behind {n} times in a row: {step}", n=rung.after, step=say(rung.name)) + demand
    if rule.note:
        yield "  " + say(rule.note)
    yield "  " + say("{name}: {value}", name=say("source"), value=say(rule.source))


COMMANDS = {"light": give_light, "rules": list_rules}
