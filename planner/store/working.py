"""Working copies: a plan edited on this computer in place of a file that lies where editing is unsafe.

The copy lies in a folder of its own in the user's data folder, with a note on what it was taken from. It is written
back whole and verified; what somebody else wrote meanwhile is never overwritten, both are kept. A copy whose changes
were not written back, because the program died or the stick was pulled out, is found again by its note.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from platformdirs import user_data_path

from planner.errors import PlannerError
from planner.outfile import write_whole
from planner.store.connection import connect, salt_of
from planner.store.delivery import Changed, beside, deliver, digest_to_replace
from planner.store.faults import sorted_out
from planner.store.store import Store
from planner.store.whereabouts import Place, whereabouts
from planner.text import Message, message

_OUTGOING, _INCOMING = "outgoing.half", "incoming"
_PAGES = 256  # copied between two looks at whether to go on: some milliseconds

Tick = Callable[[int, int], None]
"""Told how much of how much is done; raises whatever breaks the work off."""


def _no_tick(_done: int, _total: int) -> None:
    return


def home() -> Path:
    """Return the folder of this user's working copies."""
    return user_data_path("policy-planner") / "working"


@dataclass(frozen=True, slots=True)
class Note:
    """What a working copy stands for.

    ``sha256`` and ``step`` are the target's content and newest step as last taken or written; an empty ``sha256``
    says that there is no such file yet. ``sending`` is what is just being written, so that a crash in between is
    understood. ``name`` is the copy's own, which it keeps when its target changes.
    """

    target: str
    name: str
    place: str
    sha256: str
    step: int
    sending: str = ""
    sending_step: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """The plan as it stood at one step, ready to be written back without the open plan."""

    path: Path
    step: int


@dataclass(frozen=True, slots=True)
class Delivered:
    """Where a parcel went. ``aside`` says that the target had changed, so both are kept."""

    path: Path
    step: int
    aside: bool = False

    def sentence(self, former: str) -> Message:
        """Return what to tell when both were kept; ``former`` names the file that had changed."""
        return message(
            "“{file}” was changed by somebody else meanwhile and was left as it is; your changes are beside it as "
            "“{copy}”, where you go on working.",
            file=former, copy=self.path.name,
        )  # fmt: skip


class WorkingCopy:
    """One working copy. The plan in it is opened by :func:`planner.store.arriving.open_plan`."""

    def __init__(self, folder: Path, note: Note) -> None:
        self._folder = folder
        self._note = note

    @classmethod
    def make(cls, note: Note) -> WorkingCopy:
        """Make the folder of a new working copy, still without the plan."""
        folder = home() / secrets.token_hex(8)
        try:
            (folder / _INCOMING).mkdir(parents=True)
        except OSError as error:
            raise _not_made(error) from None
        made = cls(folder, note)
        made._write(note)
        return made

    @classmethod
    def all(cls) -> Iterator[WorkingCopy]:
        """Yield the working copies of this user that hold a plan; folders without a readable note are left alone."""
        for file in sorted(home().glob("*/note.json")):
            note = _read_note(file)
            found = cls(file.parent, note) if note is not None else None
            if found is not None and found.path.is_file():
                yield found

    @classmethod
    def of(cls, target: Path) -> WorkingCopy | None:
        """Return the working copy that stands for a file, ``None`` when there is none."""
        return next((copy for copy in cls.all() if copy.target == target), None)

    @property
    def target(self) -> Path:
        """The file a person knows the plan by."""
        return Path(self._note.target)

    @property
    def place(self) -> Place:
        """What kind of place the target lies in."""
        return Place(self._note.place)

    @property
    def path(self) -> Path:
        """The plan as it is edited here; it bears the name of the file it was taken from."""
        return self._folder / self._note.name

    @property
    def written_step(self) -> int:
        """The newest step the target holds."""
        return self._note.step

    @property
    def sha256(self) -> str | None:
        """SHA-256 of the target as last taken or written, ``None`` when there is none yet."""
        return self._note.sha256 or None

    @property
    def incoming(self) -> Path:
        """Where the plan lies until it has been taken whole; nobody takes it for a working copy there."""
        return self._folder / _INCOMING / self._note.name

    def take_in(self, sha256: str, step: int) -> None:
        """Take what came in as the plan: the target's, with its SHA-256 and its newest step."""
        self._write(replace(self._note, sha256=sha256, step=step))
        try:
            self.incoming.replace(self.path)
        except OSError as error:
            raise _not_made(error) from None

    def settle(self, there: str | None) -> None:
        """Understand a write-back that a crash cut short: ``there`` is the SHA-256 of what lies at the target."""
        note = self._note
        if note.sending and there == note.sending:
            self._write(replace(note, sha256=note.sending, step=note.sending_step, sending=""))

    def snapshot(self, store: Store, tick: Tick = _no_tick) -> Parcel:
        """Copy the open plan through SQLite, page by page, for :meth:`write_back`.

        Any thread may, and others may read the plan meanwhile; nothing may be written to it until this returns.
        ``tick`` may break it off.
        """
        path = self._folder / _OUTGOING
        try:
            path.unlink(missing_ok=True)
            path.touch()
        except OSError as error:
            raise _not_made(error) from None
        with sorted_out(path):
            copy = connect(path, key=store.key, salt=salt_of(store.connection))
            try:
                copy.execute("PRAGMA journal_mode = OFF")  # a copy that is cut off is begun anew
                copy.execute("PRAGMA synchronous = OFF")  # what is delivered is synced where it goes
                store.connection.backup(copy, pages=_PAGES, progress=partial(_told, tick))
                (step,) = copy.execute("SELECT coalesce(max(n), 0) FROM step").fetchone()
            finally:
                copy.close()
        return Parcel(path, int(step))

    def write_back(self, parcel: Parcel, word: str, at: datetime) -> Delivered:
        """Write a parcel to the target, read it back and compare; needs no open plan, so any thread may.

        When the target is no longer what was taken, it is left alone, the parcel goes beside it under ``word`` and
        ``at``, and that becomes the target. Raises :class:`PlannerError` when neither can be done; the changes
        stay here, and nothing at the target is lost.
        """
        self._must_be_reachable()
        try:
            self._deliver(parcel, self.target, self.sha256)
            return Delivered(self.target, parcel.step)
        except Changed:
            aside = beside(self.target, word, at)
            self._deliver(parcel, aside, None)
            return Delivered(aside, parcel.step, aside=True)

    def move_to(self, parcel: Parcel, target: Path) -> None:
        """Bring a parcel to another file, which the copy stands for from now on; what lies there is kept as ``.bak``.

        Raises :class:`PlannerError`; then the copy stands for what it stood for.
        """
        there = target.resolve()
        self._deliver(parcel, there, digest_to_replace(there))

    def _deliver(self, parcel: Parcel, target: Path, expected: str | None) -> None:
        def announce(sha256: str) -> None:
            if target == self.target:
                self._write(replace(self._note, sending=sha256, sending_step=parcel.step))

        written = deliver(parcel.path, target, expected, announce)
        self._write(Note(str(target), self._note.name, self._note.place, written, parcel.step))

    def _must_be_reachable(self) -> None:
        """Refuse while the disk is out: its folder may be there, empty, on the computer's own disk."""
        if not self.target.parent.is_dir() or (
            self.place in (Place.NETWORK, Place.REMOVABLE) and whereabouts(self.target) is Place.HERE
        ):
            raise PlannerError(
                "“{file}” cannot be reached. Plug its disk in again or reconnect the share; your changes are kept on "
                "this computer.",
                file=self.target.name,
            )

    def discard(self) -> None:
        """Remove the working copy; its plan is closed, and the target holds everything."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self, note: Note) -> None:
        write_whole(self._folder / "note.json", json.dumps(asdict(note), ensure_ascii=False).encode())
        self._note = note


def _told(tick: Tick, _status: int, left: int, total: int) -> None:
    tick(total - left, total)


def _not_made(error: OSError) -> PlannerError:
    return PlannerError(
        "No working copy can be made in “{folder}”: {why}.", folder=str(home()), why=error.strerror or ""
    )


def _read_note(file: Path) -> Note | None:
    try:
        note = Note(**json.loads(file.read_text(encoding="utf-8")))
        return note if Place(note.place) else None
    except (OSError, ValueError, TypeError):
        return None
