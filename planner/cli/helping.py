"""Commands whose help is translated when it is shown, and a group that loads them when they are called."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from planner.cli.desk import Desk
from planner.errors import PlannerError
from planner.text import N_, Message, Translator, message

HELP = N_("Show this message and exit.")


def speaker(ctx: click.Context) -> Translator:
    """Return the translator of the running call."""
    desk = ctx.find_root().obj
    assert isinstance(desk, Desk)
    return desk.say


def write_section(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Write a heading with its own colon, then names and what they mean."""
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        formatter.write_dl(rows)


class SaidCommand(click.Command):
    """A command whose help texts are keys, translated when they are shown."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        prefix = speaker(ctx)("Usage:")
        formatter.write_usage(ctx.command_path, pieces, prefix=prefix + " " if prefix.isascii() else prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for line in speaker(ctx)(self.help or "").splitlines():
                formatter.write_text(line)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        say = speaker(ctx)
        rows = [
            (record[0], say(param.help or ""))
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and (record := param.get_help_record(ctx)) is not None
        ]
        write_section(formatter, say("Options:"), rows)


Loader = Callable[[], Mapping[str, click.Command]]


class LateGroup(SaidCommand, click.Group):
    """The program itself: subcommands by name, each imported only when it is called.

    A first word that is no subcommand but a file opens that file in the window.
    """

    def __init__(self, *args: Any, loaders: Mapping[str, tuple[str, Loader]], opens: str, **more: Any) -> None:
        """``loaders`` gives each subcommand's one-line help and how to get it; ``opens`` the one that takes a file."""
        super().__init__(*args, **more)
        self._loaders = loaders
        self._opens = opens

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in their shown order."""
        return list(self._loaders)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a subcommand."""
        found = self._loaders.get(cmd_name)
        return found[1]()[cmd_name] if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the subcommand, or take the first word for a plan to open."""
        name = args[0]
        if name in self._loaders or name.startswith("-"):
            return super().resolve_command(ctx, args)
        if Path(name).suffix or Path(name).exists():
            return self._opens, self.get_command(ctx, self._opens), args
        close = difflib.get_close_matches(name, self._loaders, n=1)
        if close:
            raise PlannerError("There is no command “{name}”. Did you mean “{other}”?", name=name, other=close[0])
        raise PlannerError("There is no command “{name}”. planner --help lists them.", name=name[:40])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the subcommands."""
        super().format_options(ctx, formatter)
        say = speaker(ctx)
        write_section(formatter, say("Commands:"), [(name, say(text)) for name, (text, _) in self._loaders.items()])


def usage_sentence(error: click.UsageError) -> Message:
    """Return in one sentence what is wrong with a call, and where its help is."""
    where = f"{error.ctx.command_path} --help" if error.ctx else "planner --help"
    match error:
        case click.NoSuchOption():
            return message("There is no option “{name}”. See {where}.", name=error.option_name, where=where)
        case click.MissingParameter() if error.param is not None:
            name = error.param.make_metavar(error.ctx) if error.ctx else error.param.name
            return message("“{name}” is missing. See {where}.", name=name, where=where)
        case click.BadOptionUsage():
            return message("The option “{name}” needs a value. See {where}.", name=error.option_name, where=where)
        case _:
            return message("This call has a word too many or a wrong one. See {where}.", where=where)


file_argument = click.argument("file", type=click.Path(path_type=Path))
out_option = click.option(
    "-o",
    "--out",
    required=True,
    metavar="OUT",
    type=click.Path(path_type=Path),
    help=N_("File to write; its ending says the format."),
)
at_option = click.option(
    "--at", default=None, metavar="DATE", help=N_("The plan as it stood at the end of that day, from its history.")
)
