"""The history proved step by step, from a plan file or from its exported log, with one recomputation for both."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from planner.domain.fields import table_name
from planner.errors import PlannerError
from planner.store import journal
from planner.store.connection import Connection
from planner.store.log import FORM, FORM_VERSION, line, moment, untyped
from planner.text import Message, message

LONGEST_LINE = 4_000_000
"""Bytes above which a line of a log is not read: far more than the fields of a row may hold."""
_HEAD = 8
_HEX = re.compile(r"(?:[0-9a-f]{2})*")


@dataclass(frozen=True, slots=True)
class Told:
    """One step as a file tells it: its number there, its stored hash, its head, and the tuples it is made of."""

    n: int
    hash: bytes
    head: tuple[Any, ...]  # site, seq, hlc, at, who, kind, label, undoes
    frames: Iterable[tuple[object, ...]]


@dataclass(slots=True)
class Verdict:
    """What came of it: what was proved, and the first thing that is wrong, ``None`` when nothing is."""

    steps: int = 0
    rows: int = 0
    wrong: Message | None = None
    step: int | None = None


class Broken(Exception):
    """The first step that does not hold; carries the sentence."""

    def __init__(self, told: Message, step: int | None = None) -> None:
        super().__init__(told.key)
        self.told = told
        self.step = step


class Gap(Broken):
    """A step that should come next does not."""


@dataclass(slots=True)
class Chain:
    """Takes steps in the order of a file and holds each against its own hash and the one before it."""

    last: int = 0
    steps: int = 0
    rows: int = 0
    _of_site: dict[bytes, tuple[int, bytes]] = field(default_factory=dict)
    _hashes: Any = field(default_factory=hashlib.sha256)

    def digest(self, header: Mapping[str, object]) -> str:
        """Return the SHA-256 (hex) over the hashes of all steps so far and what else a log's first line says."""
        hashes = self._hashes.copy()
        hashes.update(line({name: value for name, value in header.items() if name != "sha256"}))
        return str(hashes.hexdigest())

    def take(self, told: Told) -> None:
        """Prove the next step. Raises :class:`Broken`."""
        site, seq = told.head[0], told.head[1]
        before, hash_before = self._of_site.get(site, (0, b""))
        self._in_order(told, before)
        digest = hashlib.sha256(journal.frame((hash_before, *told.head)))
        rows = 0
        for values in told.frames:
            digest.update(journal.frame(values))
            rows += 1
        if digest.digest() != told.hash:
            raise Broken(message("Step {n} was altered: {what}.", n=told.n, what=_called(told)), told.n)
        self._of_site[site] = (seq, told.hash)
        self._hashes.update(told.hash)
        self.last, self.steps, self.rows = told.n, self.steps + 1, self.rows + rows

    def place_of(self, told: Told) -> int:
        """Return the number of the newest step so far of the working copy a step was made in, 0 for none."""
        return self._of_site.get(told.head[0], (0, b""))[0]

    def _in_order(self, told: Told, before: int) -> None:
        seq = told.head[1]
        if told.n == self.last or seq == before:
            raise Broken(message("Step {n} stands there twice: {what}.", n=told.n, what=_called(told)), told.n)
        if told.n < self.last or seq < before:
            raise Broken(message("Step {n} is out of order: {what}.", n=told.n, what=_called(told)), told.n)
        if seq > before + 1 or told.n > self.last + 1:
            raise Gap(message("Step {n} is missing; the next one there is step {next}: {what}.",
                              n=self.last + 1, next=told.n, what=_called(told)), self.last + 1)  # fmt: skip


def _prove(steps: Iterator[Told], chain: Chain) -> Verdict:
    """Take all steps; on the first that does not hold say what is wrong with it."""
    for told in steps:
        before = chain.place_of(told)
        try:
            chain.take(told)
        except Gap as gap:
            found = _moved(gap, told, steps, before + 1)
            return Verdict(chain.steps, chain.rows, found.told, found.step)
        except Broken as broken:
            return Verdict(chain.steps, chain.rows, broken.told, broken.step)
    return Verdict(chain.steps, chain.rows)


def _moved(gap: Gap, told: Told, steps: Iterator[Told], wanted: int) -> Broken:
    """Return what is wrong where a step is not the next: it is out of order when the next one stands further on."""
    site = told.head[0]
    try:
        for one in _drained(told, steps):
            if one.head[:2] == (site, wanted):
                return Broken(message("Step {n} is out of order: {what}.", n=told.n, what=_called(told)), told.n)
    except Broken:
        return gap
    return gap


def _drained(told: Told, steps: Iterator[Told]) -> Iterator[Told]:
    for _ in told.frames:
        pass
    for one in steps:
        for _ in one.frames:
            pass
        yield one


def _called(told: Told) -> Message:
    at, who, label = told.head[3], told.head[4], told.head[6]
    try:
        named = Message.from_json(str(label))
    except (ValueError, TypeError, AttributeError, RecursionError):
        named = Message(str(label)[:80].replace("{", "(").replace("}", ")"))
    return message("{at}, {who}, “{label}”", at=moment(at), who=str(who)[:40], label=named)


# -- a plan file ----------------------------------------------------------------------------------


def verify_plan(connection: Connection) -> Verdict:
    """Prove the history of an open plan file, and that its tables hold just what the history tells."""
    chain = Chain()
    verdict = _prove(_steps_of_plan(connection), chain)
    if verdict.wrong is None:
        verdict.wrong, verdict.step = _left_over(connection)
    if verdict.wrong is None and (differs := journal.replay_difference(connection)) is not None:
        table, row = differs
        verdict.wrong = message("“{row}” of {table} holds something the history does not tell of.",
                                table=table_name(table), row=row)  # fmt: skip
    return verdict


def _steps_of_plan(connection: Connection) -> Iterator[Told]:
    for n, stored in connection.execute("SELECT n, hash FROM step ORDER BY n").fetchall():
        frames = journal.step_frames(connection, n)
        head = next(frames)
        yield Told(n, bytes(stored or b""), (bytes(head[1]), *head[2:]), frames)  # type: ignore[call-overload]


def _left_over(connection: Connection) -> tuple[Message | None, int | None]:
    """Rows of the journal that name a step which is not there are what a history that was cut off leaves behind."""
    lone: list[int | None] = []
    for table in ("chg", *(f"{name}_img" for name in journal.present_tables(connection))):
        lone += connection.execute(f"SELECT min(step) FROM {table} WHERE step NOT IN (SELECT n FROM step)").fetchone()
    found = min((n for n in lone if n is not None), default=None)
    if found is None:
        return None, None
    return message("Step {n} is missing; what it changed is still there.", n=found), found


# -- an exported log ------------------------------------------------------------------------------


def verify_log(path: Path) -> Verdict:
    """Prove an exported log from its first line to its last, holding one step's line at a time.

    Raises :class:`PlannerError` when the file cannot be read or is no log at all.
    """
    try:
        with path.open("rb") as file:
            return _verify(_Lines(file), path)
    except OSError as error:
        raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None


def _verify(lines: _Lines, path: Path) -> Verdict:
    header, chain = _header(lines, path), Chain()
    try:
        verdict = _prove(lines.steps(), chain)
    except Broken as broken:
        return Verdict(chain.steps, chain.rows, broken.told, chain.last + 1)
    if verdict.wrong is None:
        verdict.wrong, verdict.step = _header_fault(header, chain)
    return verdict


def _header(lines: _Lines, path: Path) -> Mapping[str, Any]:
    try:
        header = lines.value()
    except Broken:
        header = None
    if not isinstance(header, dict) or header.get("form") != FORM:
        raise PlannerError("“{file}” is neither a plan nor an exported log. Choose one of these.", file=path.name)
    if header.get("version") != FORM_VERSION:
        raise PlannerError("“{file}” was exported by a newer version of this program. Verify it with that version.",
                           file=path.name)  # fmt: skip
    return header


def _header_fault(header: Mapping[str, Any], chain: Chain) -> tuple[Message | None, int | None]:
    said, found = header.get("steps"), chain.steps
    if isinstance(said, int) and said > found:
        told = message("Step {n} is missing: the log ends after {found} of {said} steps.",
                       n=chain.last + 1, found=found, said=said)  # fmt: skip
        return told, chain.last + 1
    if said != found or header.get("sha256") != chain.digest(header):
        return message("The first line was altered: it does not speak of the steps that follow."), None
    return None, None


class _Lines:
    """A log read line by line, with a limit on each; whatever is no line of a log is named by its number."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._held: Any = None
        self._begun = False
        self.number = 0

    def steps(self) -> Iterator[Told]:
        """Yield the steps; the tuples of each must be read before the next. Raises :class:`Broken`."""
        while (told := self._next_step()) is not None:
            yield told

    def value(self) -> Any:
        """Return the next line's value, ``None`` at the end. Raises :class:`Broken`."""
        raw = self._file.readline(LONGEST_LINE + 1)
        if not raw:
            return None
        self.number += 1
        if len(raw) > LONGEST_LINE:
            raise Broken(message("Line {n} is longer than any line of a log.", n=self.number))
        if not raw.endswith(b"\n"):
            raise Broken(message("The log breaks off in the middle of line {n}.", n=self.number))
        try:
            return json.loads(raw.decode())
        except (ValueError, RecursionError):
            raise self._no_line() from None

    def _next_step(self) -> Told | None:
        told = self._held if self._begun else self.value()
        self._begun, self._held = True, None
        if told is None:
            return None
        try:
            n, stored, head = int(told["step"]), told["hash"], tuple(map(untyped, told["head"]))
        except (ValueError, OverflowError, KeyError, TypeError):
            raise self._no_line() from None
        if (
            not (isinstance(stored, str) and _HEX.fullmatch(stored))
            or len(head) != _HEAD
            or not isinstance(head[0], bytes)
            or not isinstance(head[1], int)
        ):
            raise self._no_line()
        return Told(n, bytes.fromhex(stored), head, self._frames())

    def _frames(self) -> Iterator[tuple[object, ...]]:
        while isinstance(found := self.value(), list):
            try:
                values = tuple(map(untyped, found))
            except (ValueError, OverflowError):
                raise self._no_line() from None
            yield values
        self._held = found

    def _no_line(self) -> Broken:
        return Broken(message("Line {n} is not a line of a log.", n=self.number))
