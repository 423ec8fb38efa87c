"""The window: open it, draw a picture of it, or do the main job without it where there is no screen."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import click

from planner.cli.desk import Desk, here
from planner.cli.helping import SaidCommand, file_argument, out_option
from planner.cli.layout import plain
from planner.errors import PlannerError
from planner.store.connection import VERSION
from planner.store.faults import look_at_header
from planner.store.keys import Key
from planner.store.opening import copy_to_look_at, upgrade
from planner.text import N_

_BLIND = frozenset({"offscreen", "minimal"})
_DEBIAN = "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libdbus-1-3 libfontconfig1"
_LIBRARY = re.compile(r"lib[\w.+-]+\.so")
_OUT = "planner-out"


class Shot(Protocol):
    """Draws the window of a plan into a picture."""

    def __call__(
        self,
        path: Path,
        out: Path,
        *,
        language: str,
        dark: bool,
        size: tuple[int, int] = ...,
        page: str = ...,
        key: Key | None = ...,
    ) -> None:
        """Draw ``path`` into ``out``."""


def _entrances() -> tuple[Callable[[Path | None, str | None], int], Shot]:
    """Import the window; the only place of the command line that does."""
    try:
        from planner.ui.app import run, shot
    except ImportError as error:
        if not _LIBRARY.search(str(error)):
            raise
        raise PlannerError(
            "The window needs a library this system lacks ({why}); on Debian: sudo apt-get install {packages}.",
            why=str(error), packages=_DEBIAN,
        ) from error  # fmt: skip
    return run, shot


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window could be seen: on Linux and its kin when a display server is named."""
    wanted = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if wanted:
        return wanted not in _BLIND
    if platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def open_window(path: Path | None) -> int:
    """Open the window on a plan, or on the person's own copy of the zone's plan; without a screen work on paper."""
    desk = here()
    if path is not None and not path.exists():
        raise PlannerError("There is no file “{file}”. Check the name, or make a new plan.", file=path.name)
    if has_screen(sys.platform, os.environ):
        run, _ = _entrances()
        return run(path, desk.asked)
    return _without_screen(desk, path)


def _without_screen(desk: Desk, path: Path | None) -> int:
    from planner.cli.printing import print_sheets  # what the window itself does not wait for
    from planner.commands.seeding import new_plan

    desk.tell("There is no screen here, so the work is done without a window.")
    folder = _free_folder(Path.cwd())
    if path is None:
        path = folder / "zone-2020.plan"
        new_plan(path, "zone", who=desk.who, now=desk.now)
    with desk.look(path) as store:
        plan = store.read()
    desk.tell("Plan: {file}", file=plain(str(path)))
    picture = folder / "window.png"
    draw_window(path, picture, desk.say.language, dark=False)
    desk.tell("Picture of the window: {file}", file=plain(str(picture)))
    sheets = folder / "target-sheets.pdf"
    print_sheets(plan, [goal.id for goal in plan.in_order() if not goal.archived], sheets)
    desk.tell("Target sheets: {file}", file=plain(str(sheets)))
    return 0


def _free_folder(parent: Path) -> Path:
    n = 1
    while True:
        folder = parent / (_OUT if n == 1 else f"{_OUT}-{n}")
        try:
            folder.mkdir()
        except FileExistsError:
            n += 1
        except OSError as error:
            raise PlannerError(
                "“{file}” cannot be written: {why}.", file=str(folder), why=error.strerror or ""
            ) from None
        else:
            return folder


def draw_window(
    path: Path, out: Path, language: str, *, dark: bool, size: tuple[int, int] = (1440, 900), page: str = "goals"
) -> None:
    """Draw the window of a copy of the plan into a PNG, so that the plan itself is neither held nor touched."""
    key = here().key_of(path)
    version = look_at_header(path, key)
    if sys.platform not in ("win32", "darwin"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="planner-") as folder:
        copy = copy_to_look_at(path, Path(folder), key)
        if version != VERSION:
            upgrade(copy, Path(folder) / "older", key)
        _, shot = _entrances()
        shot(copy, out, language=language, dark=dark, size=size, page=page, key=key)


@click.command(
    "open", cls=SaidCommand, help=N_("Open FILE in the window; without FILE your own copy of the zone's plan.")
)
@click.argument("file", required=False, type=click.Path(path_type=Path))
def open_command(file: Path | None) -> int:
    """Open the window."""
    return open_window(file)


@click.command("shot", cls=SaidCommand, help=N_("Draw a picture of the window on FILE into OUT, a .png."))
@file_argument
@out_option
@click.option("--dark", is_flag=True, help=N_("Dark colours."))
@click.option("--size", default="1440x900", metavar="WxH", help=N_("Width and height in pixels."))
@click.option("--page", default="goals", metavar="goals|reading", help=N_("Which page of the window."))
def shot_command(file: Path, out: Path, *, dark: bool, size: str, page: str) -> None:
    """Draw the window."""
    desk = here()
    if out.suffix.lower() != ".png":
        raise PlannerError("A picture of the window is a .png. Choose that ending.")
    if page not in ("goals", "reading"):
        raise PlannerError("“{text}” is not one of: {choices}.", text=page[:40], choices="goals, reading")
    draw_window(file, out, desk.say.language, dark=dark, size=_read_size(size), page=page)
    desk.tell("Drawn: {file}.", file=plain(out.name))


def _read_size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal() and 200 <= int(width) <= 8000 and 200 <= int(height) <= 8000):
        raise PlannerError("“{text}” is no size. Write it like 1440x900.", text=text[:40])
    return int(width), int(height)


COMMANDS = {"open": open_command, "shot": shot_command}
