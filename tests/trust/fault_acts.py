"""What is done to a plan while its disk fails: edits, a backup, a restore, an upgrade, an opening, a delivery."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from planner.commands.edits import SetFields, add_theme
from planner.commands.restoring import Restore
from planner.commands.seeding import make_plan
from planner.commands.session import Session
from planner.errors import PlannerError
from planner.store.backup import back_up
from planner.store.check import check_connection
from planner.store.connection import VERSION, DatabaseError
from planner.store.delivery import deliver, digest
from planner.store.faults import look_at_header
from planner.store.opening import upgrade_if_older
from planner.store.store import Store
from tests.trust.writer import START

OLDER = Path(__file__).parent.parent / "plans" / "v2.plan"
Judgement = tuple[bool, bool, bool]
"""Whether something was lost, whether a failure was not told, whether the plan or a copy is damaged."""


class Act:
    """Something done to a plan in ``folder``: once, unless ``goes_on`` says otherwise."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "faulty.plan"
        self.beside = folder / "beside.plan"
        self.session: Session | None = None
        self.steps = 0
        self.done: list[int] = []

    def prepare(self) -> None:
        """Open a plan with one theme, before anything fails."""
        made = self.path.parent.with_name("made")
        if not made.exists():
            with make_plan(made, "empty", who="", now=lambda: START, as_of=START.date()).store as store:
                first = Session(store, who="", now=lambda: START)
                first.run(add_theme(first.plan, "第一", "#123456"))
        shutil.copyfile(made, self.path)
        self.session = Session(Store.open(self.path), who="", now=lambda: START)

    @property
    def open(self) -> Session:
        """The open plan."""
        assert self.session is not None
        return self.session

    def goes_on(self) -> bool:
        """Whether there is more to do."""
        return self.steps < 1

    def do(self) -> None:
        """Do the next thing; raises ``PlannerError`` when it was refused."""
        raise NotImplementedError

    def said(self, *, done: bool) -> None:
        """Keep what the person was told."""
        if done:
            self.done.append(self.steps)
        self.steps += 1

    def shows_the_file(self) -> bool:
        """Whether the plan shown is the plan in the file, or is known to be in doubt."""
        if self.session is None or self.session.store.in_doubt:
            return True
        with suppress(PlannerError):
            return self.session.store.read() == self.session.plan
        return True

    def end(self) -> None:
        """Let go of the plan, after the faults."""
        if self.session is not None:
            self.session.store.close()

    def judge(self) -> Judgement:
        """Look at the files, with a disk that works again."""
        try:
            with Store.open(self.path) as store:
                lost, unsaid = self.missing(store)
                return lost, unsaid, bool(check_connection(store.connection)) or self._copy_is_damaged()
        except (PlannerError, DatabaseError):
            return True, False, True

    def missing(self, store: Store) -> tuple[bool, bool]:
        """Return whether something from before is lost, and whether something said to be done is not."""
        return "第一" not in {theme.name for theme in store.read().themes.values()}, False

    def _copy_is_damaged(self) -> bool:
        """Whether a file that bears a copy's name is not whole."""
        if not self.beside.exists():
            return False
        with Store.open(self.beside, readonly=True) as copy:
            return bool(check_connection(copy.connection))


class Edits(Act):
    """Edit, undo and redo, short and long."""

    def goes_on(self) -> bool:
        return self.steps < 6

    def do(self) -> None:
        number, what = divmod(self.steps, 3)
        name = f"领域{number}" * (100 if number else 1)
        match what:
            case 0:
                self.open.run(add_theme(self.open.plan, name, "#123456"))
            case 1:
                self.open.run(SetFields("about", ["plan"], {"note": name * 5, "title": f"{number}"}))
            case _:
                self.open.undo()
                self.open.redo()

    def missing(self, store: Store) -> tuple[bool, bool]:
        plan = store.read()
        names = {theme.name for theme in plan.themes.values()}
        wanted = {f"领域{n // 3}" * (100 if n // 3 else 1) for n in self.done if n % 3 == 0}
        undone = any(n % 3 for n in range(6) if n not in self.done)  # then another step may have been taken back
        return (not wanted <= names and not undone) or "第一" not in names, False


class BackUp(Act):
    """Copy the open plan and prove the copy."""

    def do(self) -> None:
        back_up(self.open.store, self.beside)

    def missing(self, store: Store) -> tuple[bool, bool]:
        return super().missing(store)[0], bool(self.done) and not self.beside.exists()


class BringBack(Act):
    """Bring an older state back as one step."""

    def prepare(self) -> None:
        super().prepare()
        self.then = self.open.plan
        self.open.run(add_theme(self.open.plan, "第二", "#123456"))

    def do(self) -> None:
        self.open.run(Restore(self.then, "2020", self.open.store.bytes_of))

    def missing(self, store: Store) -> tuple[bool, bool]:
        second = "第二" in {theme.name for theme in store.read().themes.values()}
        return super().missing(store)[0], bool(self.done) and second


class Upgrade(Act):
    """Bring an older plan up to date."""

    def prepare(self) -> None:
        shutil.copyfile(OLDER, self.path)

    def do(self) -> None:
        upgrade_if_older(self.path)

    def missing(self, store: Store) -> tuple[bool, bool]:
        return store.read().target("g1").low != 3000.0, False

    def judge(self) -> Judgement:
        old = look_at_header(self.path) != VERSION
        upgrade_if_older(self.path)
        lost, _, damaged = super().judge()
        return lost, old and bool(self.done), damaged


class Opening(Act):
    """Open a plan, change it and close it."""

    def prepare(self) -> None:
        super().prepare()
        self.open.store.close()
        self.session = None

    def do(self) -> None:
        with Store.open(self.path, who="王工", at=START) as store:
            session = Session(store, who="", now=lambda: START)
            session.run(add_theme(session.plan, "第二", "#123456"))
            self.done.append(0)  # whatever closing says, the step was acknowledged

    def missing(self, store: Store) -> tuple[bool, bool]:
        names = {theme.name for theme in store.read().themes.values()}
        return "第一" not in names, bool(self.done) and "第二" not in names


class Delivery(Act):
    """Bring a working copy to where the plan lies."""

    def prepare(self) -> None:
        super().prepare()
        self.open.store.close()
        self.session = None
        shutil.copyfile(self.path, self.beside)
        with Store.open(self.beside) as store:
            session = Session(store, who="", now=lambda: START)
            session.run(add_theme(session.plan, "第二", "#123456"))
        self.before, self.new = digest(self.path), digest(self.beside)

    def do(self) -> None:
        deliver(self.beside, self.path, self.before, _nobody)

    def missing(self, store: Store) -> tuple[bool, bool]:
        names = {theme.name for theme in store.read().themes.values()}
        return "第一" not in names, bool(self.done) and "第二" not in names


def _nobody(_: str) -> None:
    """Announce to nobody."""


ACTS: tuple[type[Act], ...] = (Edits, BackUp, BringBack, Upgrade, Opening, Delivery)
