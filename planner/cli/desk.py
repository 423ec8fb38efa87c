"""What every subcommand is given: the reader's language, the clock, the author, and the way to open a plan."""

from __future__ import annotations

import getpass
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from planner.cli.asking import key_from
from planner.commands.session import Session
from planner.domain.days import read_day
from planner.domain.plan import Plan
from planner.errors import PlannerError
from planner.places import LOCALES
from planner.store.arriving import Arrival, Visitor, finish, open_plan, plan_to_read
from planner.store.check import check_opened
from planner.store.connection import VERSION
from planner.store.faults import Damaged, InUse, ReadOnly, TooNew, look_at_header
from planner.store.keys import Key, Protected
from planner.store.opening import copy_to_look_at, open_older, upgrade
from planner.store.sides import OtherMode, Stranger, converted
from planner.store.store import Store
from planner.store.whereabouts import Place, whereabouts
from planner.text import LANGUAGES, Message, Translator


@dataclass(frozen=True, slots=True)
class Desk:
    """The world around one call of the program; the only place that reads clock and login name.

    ``asked`` is the language that was asked for, ``None`` when none was.
    """

    asked: str | None
    say: Translator
    now: Callable[[], datetime]
    who: str
    password_file: Path | None = None

    def tell(self, text: Message | str, **args: object) -> None:
        """Print one line."""
        click.echo(self.say(text, **args))

    def warn(self, text: Message | str, **args: object) -> None:
        """Print one line where it does not mix with the answer: on standard error."""
        click.echo(self.say(text, **args), err=True)

    def key_of(self, path: Path) -> Key | None:
        """Return the key of a protected plan, asked for once; ``None`` for any other file."""
        try:
            look_at_header(path)
        except Protected as needed:
            return key_from(self.password_file, needed, self.say)
        except PlannerError:  # whoever opens the file says what is wrong with it
            return None
        return None

    def warn_unprotected(self, path: Path) -> None:
        """Say before a file is written from a protected plan that its password does not protect that file."""
        try:
            look_at_header(path)
        except Protected:
            self.warn("What is written here is not protected by the plan's password.")
        except PlannerError:  # whoever opens the file says what is wrong with it
            return

    @contextmanager
    def look(self, path: Path, *, checked: bool = True, as_it_is: bool = False) -> Iterator[Store]:
        """Open a plan for reading; a plan in use, just crashed or of an older format is read from a copy.

        ``checked`` refuses a damaged one; who says what is wrong with a plan looks without. ``as_it_is`` leaves a plan
        of an older format in it, so that its history can be proved though its rows cannot be read.
        """
        with ExitStack() as stack:
            newest = plan_to_read(path)
            if newest != path:
                self.warn("This is the working copy of “{file}” on this computer.", file=path.name)
            store = self._to_look_at(newest, stack, proved=checked, as_it_is=as_it_is)
            if checked and check_opened(store):
                raise _damaged(path)
            yield store

    def read(self, path: Path, at: str | None = None) -> Plan:
        """Return the plan of a file, as it stands or as it stood at the end of the day ``at``."""
        with self.look(path) as store:
            return self.plan_of(store, at)

    def plan_of(self, store: Store, at: str | None) -> Plan:
        """Return the plan of an open file, as it stands or as it stood at the end of the day ``at``."""
        if at is None:
            return store.read()
        day = read_day(at)
        plan = store.read_at(day)
        if plan.about.as_of is None:
            raise PlannerError("On {day} this plan had not been made yet. Choose a later day.", day=day)
        return plan

    def _to_look_at(self, path: Path, stack: ExitStack, *, proved: bool, as_it_is: bool) -> Store:
        key = self.key_of(path)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="planner-")))
        try:
            version = look_at_header(path, key)
        except TooNew as newer:
            store = stack.enter_context(Store.open(path, readonly=True, key=key))
            self.warn(newer.message)
            return store
        if version == VERSION:
            try:
                return stack.enter_context(Store.open(path, readonly=True, key=key))
            except InUse as held:
                self.warn(held.message)
                self.warn("This is a copy of its last saved state.")
            except ReadOnly:
                self.warn("“{file}” was left in the middle of a step; this is a copy of its last saved state.",
                          file=path.name)  # fmt: skip
            except OtherMode:
                return stack.enter_context(Store.open(converted(path, folder / path.name), readonly=True, key=key))
            except Stranger as stranger:
                self.warn(stranger.message)
        copy = copy_to_look_at(path, folder, key, proved=proved)
        if look_at_header(copy, key) != VERSION:
            if as_it_is:
                return stack.enter_context(Store(copy, open_older(copy, key), readonly=True, key=key))
            try:
                upgrade(copy, folder / "older", key)
            except Damaged as damage:
                raise _damaged(path) from damage
        return stack.enter_context(Store.open(copy, readonly=True, key=key))

    @contextmanager
    def edit(self, path: Path) -> Iterator[Session]:
        """Open a plan for editing, in place or in a working copy that is written back at the end.

        An older plan is upgraded first, its former state kept beside it.
        """
        if path.exists() and whereabouts(path) is Place.READ_ONLY:
            raise ReadOnly("“{file}” may not be changed here. Save a copy elsewhere and edit that.", file=path.name)
        visitor = Visitor(self.who, self.now(), self.say("working copy"), self.key_of(path))
        arrival = open_plan(path, visitor)
        with ExitStack() as stack:
            stack.callback(self._put_away, arrival, visitor)
            for text in arrival.told:
                self.warn(text)
            store = arrival.store
            if check_opened(store):
                raise _damaged(path)
            yield Session(store, who=self.who, now=self.now)

    def _put_away(self, arrival: Arrival, visitor: Visitor) -> None:
        """Close an edited plan; what was edited in a working copy is written back, or the copy is named."""
        store, working = arrival.store, arrival.working
        if working is None:
            store.close()
            return
        changed = store.last_step != working.written_step
        try:
            both_kept = finish(working, store, visitor)
        except PlannerError as refusal:
            raise PlannerError(
                "Not written back: {why} The working copy is “{copy}”.", why=refusal.message, copy=str(working.path)
            ) from refusal
        if both_kept is not None:
            self.warn(both_kept)
        elif changed:
            self.warn("Edited in a working copy; written back to “{file}” and read back.", file=str(working.target))


def _damaged(path: Path) -> Damaged:
    return Damaged("“{file}” is damaged. Restore a backup, or look at what can be read.", file=path.name)


def desk(asked: str | None, password_file: Path | None = None) -> Desk:
    """Return the desk of this process; Chinese is spoken unless another language was asked for."""
    say = Translator(asked or LANGUAGES[0], LOCALES)
    return Desk(asked, say, lambda: datetime.now().astimezone(), login_name(), password_file)


def here() -> Desk:
    """Return the desk the running subcommand was given."""
    found = click.get_current_context().find_root().obj
    assert isinstance(found, Desk)
    return found


def login_name() -> str:
    """Return the name the person is logged in with, or the empty string where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def pick_language(args: list[str], environment: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """Return the language asked for and the arguments without ``--lang``, which may stand anywhere before ``--``.

    Without ``--lang`` the variable ``PLANNER_LANG`` asks, if it names a language we speak.
    """
    rest: list[str] = []
    wanted: str | None = None
    words = iter(args)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word == "--lang":
            wanted = next(words, "")
        elif word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        else:
            rest.append(word)
    if wanted is None:
        return known_language(environment.get("PLANNER_LANG", "")), rest
    if known_language(wanted) is None:
        raise PlannerError("There is no language “{text}”. Choose zh or en.", text=wanted[:20])
    return known_language(wanted), rest


def known_language(text: str) -> str | None:
    """Return the language a name such as ``en_GB.UTF-8`` stands for, ``None`` when we do not speak it."""
    short = text.lower().replace("-", "_").partition("_")[0]
    return short if short in LANGUAGES else None


def as_of(store_day: date | None, given: date | None) -> date:
    """Return the cut-off date to judge by: the one asked for, else the plan's own."""
    day = given or store_day
    if day is None:
        raise PlannerError("A plan needs a cut-off date: the day its figures speak of.")
    return day
