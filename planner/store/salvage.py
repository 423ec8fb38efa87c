"""A new, sound plan built from what can be read of a damaged one; the damaged file is never changed.

The journal is the first witness: as far as its hashes prove it, history is kept step by step and the tables are
what it tells. Whatever else the tables show beyond that comes in as one further step of the new plan, so that
the new plan passes every check and says in its own history that it was recovered.
"""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from planner.errors import PlannerError
from planner.store import check, journal, opening
from planner.store.connection import Connection, DatabaseError, connect
from planner.store.faults import Damaged, sorted_out
from planner.store.replaying import State, histories, last_touch, state_after
from planner.store.rescue import Found, copy_of, gather, shapes_of
from planner.store.triggers import DATA_TABLES, column_names, make_triggers
from planner.text import message

_EMPTY = hashlib.sha256(b"").hexdigest()


@dataclass(slots=True)
class Salvaged:
    """What came back and what did not.

    ``steps`` of ``steps_of`` steps of history are proved and kept one by one, up to ``at``; ``found`` of ``of`` rows
    came back. ``own_id`` says that the plan's id was readable, ``cut`` that the end of the file is missing, so that
    nobody knows of how many. ``missing`` counts lost rows by table, ``names`` tells ``(table, name)``.
    """

    plan: bytes = b""
    own_id: bool = False
    steps: int = 0
    steps_of: int = 0
    at: datetime | None = None
    goals: int = 0
    proved_goals: int = 0
    goal_names: Sequence[str] = ()
    found: int = 0
    of: int = 0
    cut: bool = False
    missing: dict[str, int] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether everything came back, history included."""
        return not self.cut and self.steps == self.steps_of and self.found == self.of and not self.names


def salvage(
    path: Path, target: Path, *, at: datetime, who: str = "", proved: bool = False, copies: Iterable[Path] = ()
) -> Salvaged:
    """Build ``target``, a new file, from what can be read of the damaged plan at ``path``.

    With ``proved`` only what the journal's hashes prove comes in: the plan as it stood after the last proved step.
    ``copies`` are sound backups that may still hold a document's text or an attachment lost here. Raises
    :class:`Damaged` when nothing can be read, and :class:`PlannerError` when ``target`` is there or cannot be written.
    """
    if target.exists():
        raise PlannerError("“{file}” already exists. Choose another name.", file=target.name)
    found = read(path)
    half = target.with_name(f"{target.name}.{secrets.token_hex(4)}.half")
    try:
        told = _build(found, half, _Wish(at, who, proved, tuple(copies)))
        half.replace(target)
    except OSError as error:
        raise PlannerError("“{file}” cannot be written: {why}.", file=target.name, why=error.strerror or "") from None
    finally:
        half.unlink(missing_ok=True)
    return told


def read(path: Path) -> Found:
    """Read what can be read of a damaged plan, from a copy of it. Raises :class:`Damaged` when that is nothing."""
    with tempfile.TemporaryDirectory(prefix="planner-") as name:
        try:
            content = copy_of(path, Path(name)).read_bytes()
        except OSError as error:
            raise PlannerError("“{file}” cannot be read: {why}.", file=path.name, why=error.strerror or "") from None
        sample = opening.create(Path(name) / "sample.plan")
        try:
            found = gather(content, shapes_of(sample))
        finally:
            sample.close()
    if not any(found.of(table) or found.of(f"{table}_img") for table in DATA_TABLES):
        raise Damaged("Nothing of a plan can be read in “{file}”. Restore a backup.", file=path.name)
    return found


@dataclass(frozen=True, slots=True)
class _Wish:
    at: datetime
    who: str
    proved: bool
    copies: tuple[Path, ...]
    keep_history: bool = True


def _build(found: Found, target: Path, wish: _Wish) -> Salvaged:
    """Build the plan and prove it; where an odd history does not pass, build it anew without the history."""
    told, findings = _build_once(found, target, wish)
    if findings:
        target.unlink()
        told, findings = _build_once(found, target, replace(wish, keep_history=False))
    if findings or not told.found:
        raise Damaged("What can be read of the file does not make a plan. Restore a backup.")
    return told


def _build_once(found: Found, target: Path, wish: _Wish) -> tuple[Salvaged, bool]:
    with sorted_out(target):
        connection = opening.create(target)
        try:
            connection.execute("BEGIN IMMEDIATE")
            told = _Builder(connection, found, wish).build()
            connection.execute("COMMIT")
            return told, bool(check.check_connection(connection))
        finally:
            connection.close()


class _Builder:
    """Fills a fresh plan inside one transaction."""

    def __init__(self, connection: Connection, found: Found, wish: _Wish) -> None:
        self._connection = connection
        self._found = found
        self._wish = wish
        self._told = Salvaged()
        self._refused = 0
        self._columns = {table: column_names(connection, table) for table in DATA_TABLES}

    def build(self) -> Salvaged:
        """Write history, tables and texts; return what came back."""
        connection, told = self._connection, self._told
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        self._take_identity()
        for table in ("step", "chg", *(f"{table}_img" for table in DATA_TABLES)):
            self._write_journal(table)
        proved, unsure = self._judge_steps()
        base = state_after(connection, proved)
        told.proved_goals = _living(base, self._columns)
        wanted = base if self._wish.proved else self._believed(base, unsure)
        self._cut_history(proved if self._wish.keep_history else 0)
        if self._wish.keep_history:
            self._write_base(base)
        self._bring_texts(wanted)
        make_triggers(connection)
        self._reach(wanted)
        self._count(wanted)
        return told

    def _take_identity(self) -> None:
        ids = [row[1] for row in self._found.of("plan").values() if isinstance(row[1], bytes) and len(row[1]) == 16]
        if ids:
            self._connection.execute("UPDATE plan SET plan = ?", (ids[0],))
            self._told.plan, self._told.own_id = bytes(ids[0]), True
        else:
            (made,) = self._connection.execute("SELECT plan FROM plan").fetchone()
            self._told.plan = bytes(made)

    def _write_journal(self, table: str) -> None:
        rows = [self._found.of(table)[n] for n in sorted(self._found.of(table))]
        marks = ", ".join("?" * len(column_names(self._connection, table)))
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES({marks})", rows)

    def _judge_steps(self) -> tuple[int, int]:
        """Return the newest step up to which every hash fits, and the newest step that is in doubt (0: none)."""
        connection, told = self._connection, self._told
        stored = dict(connection.execute("SELECT n, hash FROM step").fetchall())
        last = max(stored, default=0)
        for table in ("chg", *(f"{table}_img" for table in DATA_TABLES)):
            last = max(last, connection.execute(f"SELECT coalesce(max(step), 0) FROM {table}").fetchone()[0])
        told.steps_of = last = min(last, 10 * len(stored) + 1000)  # a row of rubbish may name any number
        good = {n for n, hash_ in stored.items() if hash_ and journal.step_hash(connection, n)[0] == bytes(hash_)}
        proved = next((n - 1 for n in range(1, last + 1) if n not in good), last)
        unsure = next((n for n in range(last, 0, -1) if n not in good), 0)
        told.steps = proved
        return proved, last if self._found.cut else unsure

    def _believed(self, base: State, unsure: int) -> State:
        """Return each row as its best witness tells it: the journal where no step in doubt came later, else the table.

        A row only one of the two still has is taken from there.
        """
        if not unsure:
            return base
        told_by_journal = state_after(self._connection, None)
        touched = last_touch(self._connection)
        wanted: State = {}
        for table in DATA_TABLES:
            shown = {str(row[0]): row for row in self._found.of(table).values()}
            told = told_by_journal[table]
            wanted[table] = rows = {}
            for id_ in (*told, *(id_ for id_ in shown if id_ not in told)):
                if id_ not in shown or id_ not in told:
                    rows[id_] = shown.get(id_) or told[id_]
                    continue
                rows[id_] = tuple(
                    one if touched.get((table, id_, name), 0) > unsure else other
                    for name, one, other in zip(self._columns[table], told[id_], shown[id_], strict=True)
                )
        return wanted

    def _cut_history(self, proved: int) -> None:
        for table in ("chg", *(f"{table}_img" for table in DATA_TABLES)):
            self._connection.execute(f"DELETE FROM {table} WHERE step > ?", (proved,))
        self._told.steps = min(self._told.steps, proved)
        self._connection.execute("DELETE FROM step WHERE n > ?", (proved,))

    def _write_base(self, base: State) -> None:
        for table, rows in base.items():
            marks = ", ".join("?" * len(self._columns[table]))
            self._connection.executemany(f"INSERT INTO {table} VALUES({marks})", rows.values())

    # -- texts and attachments ------------------------------------------------------------------------

    def _bring_texts(self, wanted: State) -> None:
        """Take in every text and attachment whose bytes prove themselves; note by name those that are lost."""
        there = set[str]()
        for hash_, content in self._found.of("blob").values():
            if isinstance(content, bytes) and hashlib.sha256(content).hexdigest() == hash_:
                self._keep(hash_, content)
                there.add(hash_)
        for table, emptied in (("document", {"content": _EMPTY, "chars": 0}), ("attachment", {"gone": 1})):
            place = {name: n for n, name in enumerate(self._columns[table])}
            for id_, row in wanted[table].items():
                hash_ = row[place["content"]]
                if not hash_ or hash_ in there or row[place["gone"]] or self._from_copies(str(hash_)):
                    continue
                self._keep(_EMPTY, b"")
                self._told.names.append((table, str(row[place["title" if table == "document" else "name"]])))
                wanted[table][id_] = tuple(emptied.get(name, value) for name, value in zip(place, row, strict=True))

    def _keep(self, hash_: str, content: bytes) -> None:
        self._connection.execute("INSERT OR IGNORE INTO blob(hash, bytes) VALUES(?, ?)", (hash_, content))

    def _from_copies(self, hash_: str) -> bool:
        for copy in self._wish.copies:
            content = _bytes_in(copy, hash_)
            if content is not None and hashlib.sha256(content).hexdigest() == hash_:
                self._keep(hash_, content)
                return True
        return False

    # -- the one further step -------------------------------------------------------------------------

    def _reach(self, wanted: State) -> None:
        """Bring the tables from the proved state to the wanted one, as one step of the new plan's own copy."""
        connection, wish = self._connection, self._wish
        journal.renumber(connection, secrets.token_bytes(8))
        step = journal.begin(
            connection, kind="recover", label=message("Recover from a damaged file"), at=wish.at, who=wish.who,
            undoes=None,
        )  # fmt: skip
        for table, rows in wanted.items():
            self._reach_table(table, rows)
        self._mend_links()
        if not journal.seal(connection, step):
            connection.execute("DROP TRIGGER step_stay")
            connection.execute("DELETE FROM step WHERE n = ?", (step,))
            make_triggers(connection)

    def _reach_table(self, table: str, rows: Mapping[str, tuple[object, ...]]) -> None:
        connection, names = self._connection, self._columns[table]
        there = {row[0]: row for row in connection.execute(f"SELECT * FROM {table}").fetchall()}
        marks = ", ".join("?" * len(names))
        for id_, row in rows.items():
            old = there.get(id_)
            if old is None:
                self._try(f"INSERT INTO {table} VALUES({marks})", row)
                continue
            for name, before, now in zip(names, old, row, strict=True):
                if journal.frame((before,)) != journal.frame((now,)):
                    self._try(f'UPDATE {table} SET "{name}" = ? WHERE id = ?', (now, id_))

    def _try(self, statement: str, values: Sequence[object]) -> None:
        """Write what the tables' own rules allow; what they refuse is rubbish and stays out, and is counted as lost."""
        try:
            self._connection.execute(statement, values)
        except sqlite.IntegrityError:
            self._refused += 1

    def _mend_links(self) -> None:
        """Let go of rows that did not come back; a row that cannot be without one stays out with its name noted."""
        connection = self._connection
        for _ in range(10):
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
            if not broken:
                return
            for table, number, _, key in broken:
                column = next(
                    row[3] for row in connection.execute(f"PRAGMA foreign_key_list({table})") if row[0] == key
                )
                needed = {row[1]: row[3] for row in connection.execute(f"PRAGMA table_info({table})")}[column]
                if needed:
                    self._leave_out(table, number)
                else:
                    connection.execute(f'UPDATE {table} SET "{column}" = NULL WHERE rowid = ?', (number,))

    def _leave_out(self, table: str, number: int) -> None:
        """Take a row out again, with the image its trigger has just written; only rows of this step can lack a link."""
        connection = self._connection
        (id_,) = connection.execute(f"SELECT id FROM {table} WHERE rowid = ?", (number,)).fetchone()
        for name in (f"{table}_stay", f"{table}_img_stay", "chg_stay"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (id_,))
        connection.execute(f"DELETE FROM {table}_img WHERE id = ?", (id_,))
        connection.execute("DELETE FROM chg WHERE tbl = ? AND row = ?", (table, id_))
        make_triggers(connection)

    # -- the account ----------------------------------------------------------------------------------

    def _count(self, wanted: State) -> None:
        connection, told = self._connection, self._told
        for table in DATA_TABLES:
            (there,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            ids = len({row[2] for row in self._found.of(f"{table}_img").values()} | set(wanted[table]))
            known = max((ids, *self._found.of(f"{table}_img"), *self._found.of(table)))
            known = min(known, 2 * ids + 1000)  # row numbers are as trustworthy as the rest
            told.found += there
            told.of += known
            if known > there:
                told.missing[table] = known - there
        told.goal_names = [
            name for (name,) in connection.execute("SELECT name FROM goal WHERE gone = 0 ORDER BY pos, id").fetchall()
        ]
        told.goals, told.cut = len(told.goal_names), self._found.cut
        told.at = histories(connection)


def _living(state: State, columns: Mapping[str, Sequence[str]]) -> int:
    place = list(columns["goal"]).index("gone")
    return sum(not row[place] for row in state["goal"].values())


def _bytes_in(copy: Path, hash_: str) -> bytes | None:
    try:
        connection = connect(copy, readonly=True)
        try:
            row = connection.execute("SELECT bytes FROM blob WHERE hash = ?", (hash_,)).fetchone()
        finally:
            connection.close()
    except DatabaseError:
        return None
    return bytes(row[0]) if row else None
