"""The program's entrance: which subcommands there are, and the one place where a refusal becomes a sentence."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

import planner
from planner.cli.asking import pick_password_file
from planner.cli.desk import desk, known_language, pick_language
from planner.cli.helping import LateGroup, usage_sentence
from planner.errors import PlannerError, without_values
from planner.store.faults import look_at_header
from planner.store.keys import Protected
from planner.text import N_

FAULT = 1
REFUSED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def _curving() -> Mapping[str, click.Command]:
    from planner.cli.curving import COMMANDS

    return COMMANDS


def _charting() -> Mapping[str, click.Command]:
    from planner.cli.charting import COMMANDS

    return COMMANDS


def _deleting() -> Mapping[str, click.Command]:
    from planner.cli.deleting import COMMANDS

    return COMMANDS


def _exporting() -> Mapping[str, click.Command]:
    from planner.cli.exporting import COMMANDS

    return COMMANDS


def _files() -> Mapping[str, click.Command]:
    from planner.cli.files import COMMANDS

    return COMMANDS


def _importing() -> Mapping[str, click.Command]:
    from planner.cli.importing import COMMANDS

    return COMMANDS


def _judging() -> Mapping[str, click.Command]:
    from planner.cli.judging import COMMANDS

    return COMMANDS


def _looking() -> Mapping[str, click.Command]:
    from planner.cli.looking import COMMANDS

    return COMMANDS


def _editing() -> Mapping[str, click.Command]:
    from planner.cli.editing import COMMANDS

    return COMMANDS


def _forms() -> Mapping[str, click.Command]:
    from planner.cli.forms import COMMANDS

    return COMMANDS


def _methods() -> Mapping[str, click.Command]:
    from planner.cli.methods import COMMANDS

    return COMMANDS


def _papers() -> Mapping[str, click.Command]:
    from planner.cli.papers import COMMANDS

    return COMMANDS


def _printing() -> Mapping[str, click.Command]:
    from planner.cli.printing import COMMANDS

    return COMMANDS


def _protecting() -> Mapping[str, click.Command]:
    from planner.cli.protecting import COMMANDS

    return COMMANDS


def _proving() -> Mapping[str, click.Command]:
    from planner.cli.proving import COMMANDS

    return COMMANDS


def _reading() -> Mapping[str, click.Command]:
    from planner.cli.reading import COMMANDS

    return COMMANDS


def _recalling() -> Mapping[str, click.Command]:
    from planner.cli.recalling import COMMANDS

    return COMMANDS


def _restoring() -> Mapping[str, click.Command]:
    from planner.cli.restoring import COMMANDS

    return COMMANDS


def _recovering() -> Mapping[str, click.Command]:
    from planner.cli.recovering import COMMANDS

    return COMMANDS


def _setting() -> Mapping[str, click.Command]:
    from planner.cli.setting import COMMANDS

    return COMMANDS


def _slips() -> Mapping[str, click.Command]:
    from planner.cli.slips import COMMANDS

    return COMMANDS


def _standing() -> Mapping[str, click.Command]:
    from planner.cli.standing import COMMANDS

    return COMMANDS


def _steps() -> Mapping[str, click.Command]:
    from planner.cli.steps import COMMANDS

    return COMMANDS


def _trash() -> Mapping[str, click.Command]:
    from planner.cli.trash import COMMANDS

    return COMMANDS


def _window() -> Mapping[str, click.Command]:
    from planner.cli.window import COMMANDS

    return COMMANDS


LOADERS = {
    "open": (N_("Open the window."), _window),
    "new": (N_("Make a new plan."), _files),
    "list": (N_("List the goals with their lights."), _looking),
    "show": (N_("Show one goal with all that belongs to it."), _looking),
    "add-goal": (N_("Add a goal."), _editing),
    "set": (N_("Change a field of a goal, a target, a milestone or the plan."), _setting),
    "milestones": (N_("Break a goal into milestones."), _editing),
    "split": (N_("Show what is planned for each month or quarter."), _curving),
    "redistribute": (N_("Spread the rest of a goal again after a missed period."), _curving),
    "point": (N_("Set a point of a goal's own trajectory."), _curving),
    "done": (N_("Mark a milestone as reached."), _editing),
    "record": (N_("Record progress of a goal."), _editing),
    "delete": (N_("Delete a goal, a milestone or a progress entry."), _deleting),
    "trash": (N_("List what was deleted, and have it back."), _trash),
    "add-theme": (N_("Add a theme."), _editing),
    "add-office": (N_("Add an office."), _editing),
    "add-rate": (N_("Enter an exchange rate."), _curving),
    "day-off": (N_("Let the plan's calendar differ on a day."), _curving),
    "add-document": (N_("Bring in a document and link the goals to their wording."), _papers),
    "read": (N_("Print the goals a document sets, without a plan."), _reading),
    "status": (N_("Show where the goals stand, the most urgent first."), _standing),
    "light": (N_("Give a goal a light by hand, with a reason."), _judging),
    "rules": (N_("List the light rules and what each colour means."), _judging),
    "sheet": (N_("Print target sheets."), _printing),
    "slips": (N_("Issue and print numbered supervision slips."), _slips),
    "form": (N_("Print a form: breakdown, monthly report, self-assessment and others."), _forms),
    "forms": (N_("List the forms, or copy one to change it."), _forms),
    "pack": (N_("Print everything for a period."), _forms),
    "chart": (N_("Draw a chart of a goal, or of all goals."), _charting),
    "shot": (N_("Draw a picture of the window."), _window),
    "history": (N_("Show who changed what and when."), _steps),
    "undo": (N_("Take back the newest step."), _steps),
    "redo": (N_("Do again what was last undone."), _steps),
    "put-back": (N_("Put a record or a field back as it was after a step."), _recalling),
    "log": (N_("Write the whole history as a log with its hashes."), _proving),
    "verify": (N_("Prove the history of a plan or of an exported log."), _proving),
    "check": (N_("Check whether the plan is whole and keeps its rules."), _files),
    "import": (N_("Bring in progress, goals or milestones from a table."), _importing),
    "export": (N_("Write the plan as JSON, CSV or Excel workbook."), _exporting),
    "backup": (N_("Copy the plan and prove the copy."), _restoring),
    "backups": (N_("List the plan's backups."), _restoring),
    "restore": (N_("Bring the plan back to a backup, or show what differs."), _restoring),
    "recover": (N_("Have back what a damaged plan still holds, as a new file."), _recovering),
    "protect": (N_("Protect a plan with a password, change or remove it."), _protecting),
    "methods": (N_("Run published examples of the methods."), _methods),
    "backtest": (N_("Replay past years to see how forecasts would have done."), _methods),
}


@click.group(
    "planner",
    cls=LateGroup,
    help=N_("Policy targets: from the document to the printed target sheet. Every command has its own --help."),
    loaders=LOADERS,
    opens="open",
    invoke_without_command=True,
)
@click.option(
    "--lang", metavar="zh|en", expose_value=False, help=N_("Language; without it PLANNER_LANG decides, else Chinese.")
)
@click.option(
    "--password-file",
    metavar="FILE",
    expose_value=False,
    help=N_("Read the password of a protected plan from FILE; else PLANNER_PASSWORD is taken, or it is asked for."),
)
@click.option("--version", is_flag=True, help=N_("Show the version and exit."))
@click.pass_context
def program(ctx: click.Context, *, version: bool) -> int:
    """Open the window when no subcommand is given."""
    if version:
        click.echo(planner.__version__)
        ctx.exit()
    if ctx.invoked_subcommand is None:
        from planner.cli.window import open_window

        return open_window(None)
    return 0


def main(args: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code.

    0 fine; 1 findings of ``check``; 2 refused with one sentence on standard error, nothing changed;
    130 interrupted; 141 the reader of the output went away.
    """
    _speak_utf8()
    table = desk(known_language(os.environ.get("PLANNER_LANG", "")))
    words = list(sys.argv[1:] if args is None else args)
    try:
        asked, words = pick_language(words, os.environ)
        password_file, words = pick_password_file(words)
        table = desk(asked, password_file)
        with program.make_context("planner", words, obj=table) as ctx:
            code = program.invoke(ctx)
        sys.stdout.flush()
    except PlannerError as refusal:
        return _refuse(table.say(refusal.message))
    except click.UsageError as error:
        return _refuse(table.say(usage_sentence(error)))
    except click.exceptions.Exit as end:  # --help and --version
        return end.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to flush at exit
        return BROKEN_PIPE
    except Exception as bug:
        if not any(_is_protected(word) for word in words):
            raise
        click.echo(without_values(bug), err=True)  # what a bug says may hold words of the plan
        return FAULT
    return int(code or 0)


def _is_protected(word: str) -> bool:
    try:
        look_at_header(Path(word))
    except Protected:
        return True
    except (PlannerError, OSError, ValueError):  # no plan, or no path at all
        return False
    return False


def _refuse(sentence: str) -> int:
    click.echo(sentence, err=True)
    return REFUSED


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
