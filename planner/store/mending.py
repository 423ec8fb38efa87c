"""Steps of a damaged history made whole again from the tables, and believed only where their own hashes prove it.

A row's image is what the row was at birth: what it is now, with the first former value of each cell that was changed
since. Rows and images are numbered alike, since no row ever goes; so an image that was changed or lost can be told
from its row, and the hash of its step says whether that is the image which was there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from planner.store import journal
from planner.store.connection import Connection
from planner.store.rescue import Found
from planner.store.triggers import DATA_TABLES

Values = tuple[object, ...]


def mend_steps(
    connection: Connection, found: Found, columns: Mapping[str, Sequence[str]], bad: Sequence[int]
) -> set[int]:
    """Write the images of doubtful steps anew where their stored hashes prove them; return the steps mended.

    The journal tables of the connection hold what could be read, without triggers and inside a transaction.
    """
    guesses: dict[int, list[tuple[str, Values]]] = {}
    for table in DATA_TABLES:
        for image in _Births(connection, found, table, columns[table], bad).differing():
            guesses.setdefault(int(str(image[1])), []).append((table, image))
    return {step for step in bad if step in guesses and _proved_with(connection, step, guesses[step])}


def _proved_with(connection: Connection, step: int, images: Sequence[tuple[str, Values]]) -> bool:
    stored = connection.execute("SELECT hash FROM step WHERE n = ?", (step,)).fetchone()
    if stored is None or not stored[0]:
        return False
    connection.execute("SAVEPOINT guess")
    for table, image in images:
        connection.execute(f"DELETE FROM {table}_img WHERE n = ?", image[:1])
        marks = ", ".join("?" * len(image))
        connection.execute(f"INSERT OR IGNORE INTO {table}_img VALUES({marks})", image)
    proved = journal.step_hash(connection, step)[0] == bytes(stored[0])
    if not proved:
        connection.execute("ROLLBACK TO guess")
    connection.execute("RELEASE guess")
    return proved


@dataclass(slots=True)
class _Births:
    """The images of one table as its rows tell them."""

    connection: Connection
    found: Found
    table: str
    names: Sequence[str]
    bad: Sequence[int]
    images: dict[int, Values] = field(default_factory=dict)

    def differing(self) -> list[Values]:
        """Return the images, told from their rows, that are not as they were read, of steps in doubt."""
        rows = self.found.of(self.table)
        self.images = {
            int(image[0]): image for image in self.connection.execute(f"SELECT * FROM {self.table}_img ORDER BY n")
        }
        doubtful = [
            number
            for number in sorted(rows)
            if number not in self.images or self.images[number][1] in self.bad or not self._in_order(number)
        ]
        steps = self._steps_of([number for number in doubtful if not self._in_order(number)])
        first = self._first_values({str(rows[number][0]) for number in doubtful})
        told = []
        for number in doubtful:
            step = steps.get(number) or (self.images[number][1] if number in self.images else None)
            if step is None:
                continue
            row = rows[number]
            values = (first.get((str(row[0]), name), value) for name, value in zip(self.names, row, strict=True))
            image = (number, step, *values)
            if image != self.images.get(number):
                told.append(image)
        return told

    def _in_order(self, number: int) -> bool:
        """Whether an image is there, of a step no earlier than the one before it and no later than the one after."""
        image = self.images.get(number)
        if image is None:
            return False
        before, after = self.images.get(number - 1), self.images.get(number + 1)
        step = int(str(image[1]))
        late = before is not None and step < int(str(before[1]))
        early = after is not None and step > int(str(after[1]))
        return not (late or early)

    def _steps_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the step of each lost image: the one that lies between its neighbours, or one each."""
        sure = {number: int(str(image[1])) for number, image in self.images.items() if number not in set(numbers)}
        found: dict[int, int] = {}
        for first, last in _runs(numbers):
            low, high = sure.get(first - 1, 0), sure.get(last + 1, 1 << 62)
            between = [step for step in self.bad if low <= step <= high]
            if len(between) == 1:
                found |= dict.fromkeys(range(first, last + 1), between[0])
            elif len(between) == last - first + 1:
                found |= dict(zip(range(first, last + 1), between, strict=True))
        return found

    def _first_values(self, ids: set[str]) -> dict[tuple[str, str], object]:
        first: dict[tuple[str, str], object] = {}
        if not ids:
            return first
        changes = self.connection.execute("SELECT row, col, old FROM chg WHERE tbl = ? ORDER BY n", (self.table,))
        for id_, column, old in changes:
            if id_ in ids:
                first.setdefault((id_, column), old)
        return first


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return the unbroken runs in ascending numbers, as first and last."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
