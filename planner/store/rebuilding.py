"""The tables, the history and the texts of a new plan, written from the rows that could be read of a damaged one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2 as sqlite

from planner.store import journal
from planner.store.connection import Connection, DatabaseError, connect
from planner.store.keys import Key
from planner.store.mending import mend_steps
from planner.store.replaying import State, Touches, histories, state_after
from planner.store.rescue import Found
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


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: ``at`` and ``who`` stand in the new step; ``proved`` wants only what the hashes prove."""

    at: datetime
    who: str
    proved: bool
    copies: tuple[Path, ...]
    keep_history: bool = True
    key: Key | None = field(default=None, repr=False)  # of a protected plan and its copies


class Builder:
    """Fills a fresh plan inside one transaction."""

    def __init__(self, connection: Connection, found: Found, wish: Wish) -> None:
        self._connection = connection
        self._found = found
        self._wish = wish
        self._told = Salvaged()
        self._refused = 0
        self._good: set[int] = set()
        self._ids: dict[str, set[str]] = {}
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
        for table in DATA_TABLES:
            self._ids[table] = {id_ for (id_,) in connection.execute(f"SELECT id FROM {table}_img")}
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
        if len(good) < last:
            bad = [n for n in range(1, last + 1) if n not in good]
            good |= mend_steps(connection, self._found, self._columns, bad)
        self._good = good
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
        touches = Touches.of(self._connection)
        wanted: State = {}
        for table in DATA_TABLES:
            shown = {str(row[0]): row for row in self._found.of(table).values()}
            told = told_by_journal[table]
            self._join_twins(table, told, shown, touches)
            wanted[table] = rows = {}
            for id_ in (*told, *(id_ for id_ in shown if id_ not in told)):
                if id_ not in shown or id_ not in told:
                    rows[id_] = shown.get(id_) or told[id_]
                    continue
                rows[id_] = tuple(
                    one if touches.last(table, id_, name) > unsure else other
                    for name, one, other in zip(self._columns[table], told[id_], shown[id_], strict=True)
                )
        return wanted

    def _join_twins(
        self, table: str, told: dict[str, tuple[object, ...]], shown: dict[str, tuple[object, ...]], touches: Touches
    ) -> None:
        """Let go of an id that is another's, spoilt: one number, and journal and table each with an id of its own."""
        rows = self._found.of(table)
        for number, id_ in self._connection.execute(f"SELECT n, id FROM {table}_img").fetchall():
            row = rows.get(number)
            if row is None or row[0] == id_ or id_ in shown or str(row[0]) in told:
                continue
            if touches.birth(table, id_) in self._good:
                shown.pop(str(row[0]), None)
            else:
                told.pop(id_, None)
                self._ids[table].discard(id_)

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
            content = _bytes_in(copy, hash_, self._wish.key)
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
            orphans: dict[str, set[str]] = {}
            links = {table: _links(connection, table) for table in {row[0] for row in broken}}
            for table, number, _, key in broken:
                column, needed = links[table][key]
                if needed:
                    (id_,) = connection.execute(f"SELECT id FROM {table} WHERE rowid = ?", (number,)).fetchone()
                    orphans.setdefault(table, set()).add(id_)
                else:
                    connection.execute(f'UPDATE {table} SET "{column}" = NULL WHERE rowid = ?', (number,))
            self._leave_out(orphans)

    def _leave_out(self, orphans: Mapping[str, set[str]]) -> None:
        """Take rows out again, with the images their triggers have just written; only rows of this step lack a link."""
        connection = self._connection
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for table, ids in orphans.items():
            ones = [(id_,) for id_ in ids]
            connection.executemany(f"DELETE FROM {table} WHERE id = ?", ones)
            connection.executemany("DELETE FROM chg WHERE row = ? AND tbl = ?", [(id_, table) for id_ in ids])
            marks = [(number,) for number, id_ in connection.execute(f"SELECT n, id FROM {table}_img") if id_ in ids]
            connection.executemany(f"DELETE FROM {table}_img WHERE n = ?", marks)
        make_triggers(connection)

    # -- the account ----------------------------------------------------------------------------------

    def _count(self, wanted: State) -> None:
        connection, told = self._connection, self._told
        for table in DATA_TABLES:
            (there,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
            ids = len(self._ids[table] | set(wanted[table]))
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


def _links(connection: Connection, table: str) -> dict[int, tuple[str, bool]]:
    """Return a table's references by their number: the column, and whether a row cannot be without."""
    needed = {row[1]: bool(row[3]) for row in connection.execute(f"PRAGMA table_info({table})")}
    return {row[0]: (row[3], needed[row[3]]) for row in connection.execute(f"PRAGMA foreign_key_list({table})")}


def _living(state: State, columns: Mapping[str, Sequence[str]]) -> int:
    place = list(columns["goal"]).index("gone")
    return sum(not row[place] for row in state["goal"].values())


def _bytes_in(copy: Path, hash_: str, key: Key | None) -> bytes | None:
    try:
        connection = connect(copy, readonly=True, key=key)
        try:
            row = connection.execute("SELECT bytes FROM blob WHERE hash = ?", (hash_,)).fetchone()
        finally:
            connection.close()
    except DatabaseError:
        return None
    return bytes(row[0]) if row else None
