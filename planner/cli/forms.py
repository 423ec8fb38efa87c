"""Subcommands that print forms: one form, the list of them, everything for a period."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from planner.cli.choosing import choose_goal
from planner.cli.desk import as_of, here
from planner.cli.helping import SaidCommand, at_option, file_argument, out_option
from planner.cli.layout import Column, plain, print_json, table
from planner.cli.printing import quiet
from planner.commands.presets import load_rule
from planner.domain.periods import Period, read_period
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.text import N_

if TYPE_CHECKING:
    from planner.sheets.orders import Order

_PERIOD = N_("Period: 2020-09, 2020-Q3, 2020-H1, 2020 or 2020-01-01..2020-06-30; without it the cut-off's year.")


def _office(plan: Plan, name: str | None) -> str | None:
    if name is None:
        return None
    found = [office.id for office in plan.offices.values() if name in (office.id, office.name)]
    if not found:
        names = ", ".join(office.name for office in list(plan.offices.values())[:8])
        raise PlannerError("There is no office “{name}”. The plan has: {names}.", name=name[:40], names=names)
    return found[0]


def _order(plan: Plan, goals: tuple[str, ...], period: str | None, **more: object) -> tuple[Order, Period]:
    from planner.sheets.orders import Order  # typst takes a while

    day = as_of(plan.about.as_of, None)
    span = read_period(period if period is not None else str(day.year))
    day = min(day, span.last)  # a period that is over is told as it ended
    chosen = [choose_goal(plan, goal).id for goal in goals]
    chosen = chosen or [goal.id for goal in plan.in_order() if not goal.archived]
    order = Order(
        plan, day, load_rule(plan.about.rule), here().say, chosen, span.first, span.last, **more  # type: ignore[arg-type]
    )  # fmt: skip
    return order, span


@click.command(
    "form",
    cls=SaidCommand,
    help=N_(
        "Print the form NAME of FILE for the GOALs, for all goals when none is named, into OUT.\n"
        "OUT ends in .pdf, .png or .svg; tables also in .docx, to be edited in Word or WPS."
    ),
)
@file_argument
@at_option
@click.argument("name")
@click.argument("goals", nargs=-1, metavar="[GOAL]...")
@out_option
@click.option("--period", default=None, metavar="PERIOD", help=_PERIOD)
@click.option("--office", default=None, metavar="NAME", help=N_("For which office, where a form is for one."))
@click.option("--group", type=click.Choice(["theme", "office"]), default="theme", help=N_("How goals are grouped."))
@click.option("--every", type=click.Choice(["month", "quarter"]), default=None, help=N_("Split goals over time."))
@click.option("--style", type=click.Choice(["official", "modern"]), default="official", help=N_("Style of the page."))
@click.option("--annex", type=click.IntRange(1, 99), default=None, metavar="N", help=N_("Number as an annex."))
@click.option("--number", default="", metavar="TEXT", help=N_("The document's own number."))
@click.option("--paper", default="", metavar="a0|a1|a2|a3", help=N_("Paper of the wall chart; without it A3."))
@click.option("--blank", is_flag=True, help=N_("Leave the figures to be filled in by hand."))
@click.option("--draft", is_flag=True, help=N_("Mark every page as a draft."))
@click.option("--archive", is_flag=True, help=N_("Write PDF/A for filing."))
@click.option("--shipped", is_flag=True, help=N_("Use the shipped form though there is one of your own."))
def form(file: Path, name: str, goals: tuple[str, ...], out: Path, **asked: object) -> None:
    """Print a form."""
    from planner.sheets.files import write_pages
    from planner.sheets.forms import pages_of
    from planner.sheets.own import own_form

    desk = here()
    desk.warn_unprotected(file)
    plan = desk.read(file, _text(asked, "at"))
    order, _ = _order(
        plan, goals, _text(asked, "period"), office=_office(plan, _text(asked, "office")), group=asked["group"],
        every=_text(asked, "every") or "", style=asked["style"], annex=asked["annex"] or 0, blank=asked["blank"],
        mark=desk.say("Draft") if asked["draft"] else "", number=asked["number"], paper=asked["paper"],
    )  # fmt: skip
    pages = pages_of(name, order, own=None if asked["shipped"] else own_form(name))
    files = write_pages(pages, out, quiet, archive=bool(asked["archive"]))
    desk.tell("Printed {n} pages: {files}.", n=pages.page_count, files=", ".join(plain(p.name) for p in files[:3]))


def _text(asked: dict[str, object], name: str) -> str | None:
    value = asked[name]
    return str(value) if value is not None else None


@click.command("forms", cls=SaidCommand, help=N_("List the forms that can be printed, or copy one to change it."))
@click.option(
    "--copy", default=None, metavar="NAME", help=N_("Copy this form into your own folder, to change it there.")
)
@click.option(
    "-o", "--out", default=None, type=click.Path(path_type=Path), metavar="FOLDER", help=N_("Another folder.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Write JSON for other programs."))
def forms(copy: str | None, out: Path | None, *, as_json: bool) -> None:
    """List forms, or copy one."""
    from planner.sheets.forms import FORMS
    from planner.sheets.own import copy_form, folder, own_form

    desk = here()
    if copy is not None:
        made = copy_form(copy, out or folder())
        desk.tell("Copied to “{file}”. What it is given is told in README.md beside it.", file=plain(str(made)))
        return
    rows = [(name, desk.say(one.title), one.blank, own_form(name) is not None) for name, one in FORMS.items()]
    if as_json:
        print_json([dict(zip(("name", "title", "blank", "own"), row, strict=True)) for row in rows])
        return
    yes = desk.say("yes")
    columns = [
        Column(desk.say("name")),
        Column(desk.say("title")),
        Column(desk.say("blank version")),
        Column(desk.say("your own")),
    ]
    for line in table(
        columns, [[name, title, yes if blank else "", yes if own else ""] for name, title, blank, own in rows]
    ):
        click.echo(line)


@click.command(
    "pack",
    cls=SaidCommand,
    help=N_(
        "Print everything FILE hands out for a period into the folder OUT.\n"
        "File names hold the plan, the form, the period and the cut-off; forms of your own are used where you have any."
    ),
)
@file_argument
@at_option
@click.option("--period", required=True, metavar="PERIOD", help=_PERIOD)
@out_option
@click.option("--style", type=click.Choice(["official", "modern"]), default="official", help=N_("Style of the page."))
@click.option("--form", "names", multiple=True, metavar="NAME", help=N_("Only this form; may be given again."))
@click.option("--together", is_flag=True, help=N_("One PDF with a bookmark for each form."))
@click.option("--paper", default="", metavar="a0|a1|a2|a3", help=N_("Paper of the wall chart; without it A3."))
@click.option("--draft", is_flag=True, help=N_("Mark every page as a draft."))
@click.option("--archive", is_flag=True, help=N_("Write PDF/A for filing."))
@click.option("--shipped", is_flag=True, help=N_("Use the shipped form though there is one of your own."))
def pack(file: Path, out: Path, period: str, *, together: bool, **asked: object) -> None:
    """Print the pack of a period."""
    from planner.sheets.own import own_form
    from planner.sheets.pack import Pack, Progress, shipped, write_pack

    desk = here()
    desk.warn_unprotected(file)
    order, span = _order(
        desk.read(file, _text(asked, "at")), (), period, style=asked["style"], paper=asked["paper"],
        mark=desk.say("Draft") if asked["draft"] else "",
    )  # fmt: skip
    names = asked["names"] if isinstance(asked["names"], tuple) else ()
    own = shipped if asked["shipped"] else own_form
    made = Pack(order, span, names, together=together, archive=bool(asked["archive"]), own=own)
    files = write_pack(made, out, quiet, far := Progress())
    desk.tell(
        "Printed {n} files with {pages} pages into “{folder}”.", n=len(files), pages=far.pages, folder=plain(out.name)
    )


COMMANDS = {"form": form, "forms": forms, "pack": pack}
