"""The tables of a plan file, as migrations, and what marks a file as a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

from planner.store.triggers import LATER_COLUMNS, make_triggers

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("plan")

_GONE = "gone INTEGER NOT NULL DEFAULT 0 CHECK(gone IN (0, 1))"
_POS = "pos REAL NOT NULL DEFAULT 0"
_OWNER = "goal TEXT NOT NULL REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED"

_JOURNAL = """
CREATE TABLE plan(one INTEGER PRIMARY KEY CHECK(one = 1), plan BLOB NOT NULL, site BLOB NOT NULL) STRICT;
CREATE TABLE step(n INTEGER PRIMARY KEY, site BLOB NOT NULL, seq INTEGER NOT NULL, hlc INTEGER NOT NULL,
  at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, undoes BLOB, hash BLOB, sig BLOB,
  UNIQUE(site, seq)) STRICT;
CREATE TABLE seen(site BLOB NOT NULL, from_seq INTEGER NOT NULL, other BLOB NOT NULL, upto INTEGER NOT NULL,
  PRIMARY KEY(site, other, from_seq)) STRICT, WITHOUT ROWID;
CREATE TABLE ctx(one INTEGER PRIMARY KEY CHECK(one = 1), step INTEGER) STRICT;
CREATE TABLE chg(n INTEGER PRIMARY KEY, step INTEGER NOT NULL, tbl TEXT NOT NULL, row TEXT NOT NULL,
  col TEXT NOT NULL, old ANY, new ANY) STRICT;
CREATE INDEX chg_step ON chg(step);
CREATE INDEX chg_cell ON chg(row, col);
CREATE TABLE conflict(tbl TEXT NOT NULL, row TEXT NOT NULL, col TEXT NOT NULL, step INTEGER NOT NULL, val ANY,
  PRIMARY KEY(tbl, row, col, step)) STRICT, WITHOUT ROWID;
CREATE TABLE parked(tbl TEXT NOT NULL, row TEXT NOT NULL, rule TEXT NOT NULL, step INTEGER NOT NULL, note TEXT) STRICT;
CREATE TABLE form(form BLOB PRIMARY KEY, site BLOB NOT NULL, base TEXT NOT NULL, sent_to TEXT NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE TABLE blob(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
INSERT INTO ctx(one, step) VALUES(1, NULL);
"""

_ROWS = f"""
CREATE TABLE about(id TEXT PRIMARY KEY, title TEXT NOT NULL DEFAULT '', office TEXT NOT NULL DEFAULT '', as_of TEXT,
  demo INTEGER NOT NULL DEFAULT 0, rule TEXT NOT NULL DEFAULT 'default', note TEXT NOT NULL DEFAULT '',
  {_GONE}) STRICT;
CREATE TABLE theme(id TEXT PRIMARY KEY, name TEXT NOT NULL, colour TEXT NOT NULL, {_POS}, {_GONE}) STRICT;
CREATE TABLE office(id TEXT PRIMARY KEY, name TEXT NOT NULL,
  parent TEXT REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED, {_POS}, {_GONE}) STRICT;
CREATE TABLE document(id TEXT PRIMARY KEY, title TEXT NOT NULL, issuer TEXT NOT NULL DEFAULT '',
  number TEXT NOT NULL DEFAULT '', day TEXT, content TEXT NOT NULL DEFAULT '', chars INTEGER NOT NULL DEFAULT 0,
  {_POS}, {_GONE}) STRICT;
CREATE TABLE goal(id TEXT PRIMARY KEY, name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK(kind IN ('cumulative', 'per_period', 'level', 'rate', 'tasks')),
  theme TEXT REFERENCES theme(id) DEFERRABLE INITIALLY DEFERRED,
  parent TEXT REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED,
  definition TEXT NOT NULL DEFAULT '', unit TEXT NOT NULL DEFAULT '',
  digits INTEGER NOT NULL DEFAULT 0 CHECK(digits BETWEEN 0 AND 6),
  baseline REAL, baseline_day TEXT, start TEXT,
  lead TEXT REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED,
  owner TEXT NOT NULL DEFAULT '', leader TEXT NOT NULL DEFAULT '',
  outlook TEXT CHECK(outlook IN ('done', 'on_course', 'difficult', 'to_adjust', 'impossible')),
  outlook_note TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '',
  archived INTEGER NOT NULL DEFAULT 0 CHECK(archived IN (0, 1)), {_POS}, {_GONE}) STRICT;
CREATE TABLE target(id TEXT PRIMARY KEY, {_OWNER},
  comparator TEXT NOT NULL CHECK(comparator IN ('>=', '<=', '=', 'range', 'about')), low REAL, high REAL,
  deadline TEXT, since TEXT, reason TEXT NOT NULL DEFAULT '',
  document TEXT REFERENCES document(id) DEFERRABLE INITIALLY DEFERRED, {_GONE}) STRICT;
CREATE INDEX target_goal ON target(goal);
CREATE TABLE partner(id TEXT PRIMARY KEY, {_OWNER},
  office TEXT NOT NULL REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED, {_POS}, {_GONE}) STRICT;
CREATE INDEX partner_goal ON partner(goal);
CREATE TABLE basis(id TEXT PRIMARY KEY, {_OWNER},
  document TEXT REFERENCES document(id) DEFERRABLE INITIALLY DEFERRED, start INTEGER, "end" INTEGER,
  quote TEXT NOT NULL DEFAULT '', cite TEXT NOT NULL DEFAULT '', {_POS}, {_GONE}) STRICT;
CREATE INDEX basis_goal ON basis(goal);
CREATE TABLE milestone(id TEXT PRIMARY KEY, {_OWNER}, name TEXT NOT NULL, due TEXT, value REAL,
  office TEXT REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED, done TEXT, note TEXT NOT NULL DEFAULT '',
  {_POS}, {_GONE}) STRICT;
CREATE INDEX milestone_goal ON milestone(goal);
CREATE TABLE measurement(id TEXT PRIMARY KEY, {_OWNER}, day TEXT NOT NULL, value REAL NOT NULL,
  note TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE INDEX measurement_goal ON measurement(goal, day, value, id, gone);
CREATE TABLE report(id TEXT PRIMARY KEY, {_OWNER},
  office TEXT REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED, day TEXT NOT NULL,
  progress TEXT NOT NULL DEFAULT '', problems TEXT NOT NULL DEFAULT '', next_steps TEXT NOT NULL DEFAULT '',
  needs TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE INDEX report_goal ON report(goal);
"""

_LATER_ROWS = f"""
CREATE TABLE attachment(id TEXT PRIMARY KEY, {_OWNER}, name TEXT NOT NULL, content TEXT NOT NULL,
  size INTEGER NOT NULL, {_POS}, {_GONE}) STRICT;
CREATE INDEX attachment_goal ON attachment(goal);
CREATE TABLE filter(id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, {_POS}, {_GONE}) STRICT;
"""

_REVIEWS = f"""
CREATE TABLE review(id TEXT PRIMARY KEY,
  document TEXT NOT NULL REFERENCES document(id) DEFERRABLE INITIALLY DEFERRED,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, decision TEXT NOT NULL CHECK(decision IN ('accepted', 'rejected')),
  goal TEXT REFERENCES goal(id) DEFERRABLE INITIALLY DEFERRED, {_POS}, {_GONE}) STRICT;
"""

_JUDGED = f"""
CREATE TABLE override(id TEXT PRIMARY KEY, {_OWNER}, day TEXT NOT NULL, light TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '', until TEXT, who TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE INDEX override_goal ON override(goal);
CREATE TABLE point(id TEXT PRIMARY KEY, {_OWNER}, day TEXT NOT NULL, value REAL NOT NULL, {_GONE}) STRICT;
CREATE INDEX point_goal ON point(goal);
CREATE TABLE slip(id TEXT PRIMARY KEY, {_OWNER}, day TEXT NOT NULL, number INTEGER NOT NULL CHECK(number > 0),
  level TEXT NOT NULL DEFAULT '', office TEXT REFERENCES office(id) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL DEFAULT '', demand TEXT NOT NULL DEFAULT '', due TEXT, answer TEXT NOT NULL DEFAULT '',
  {_GONE}) STRICT;
CREATE INDEX slip_goal ON slip(goal);
CREATE TABLE score(id TEXT PRIMARY KEY, {_OWNER}, day TEXT NOT NULL, own REAL, given REAL,
  note TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE INDEX score_goal ON score(goal);
CREATE TABLE rate(id TEXT PRIMARY KEY, unit TEXT NOT NULL, base TEXT NOT NULL, day TEXT NOT NULL,
  factor REAL NOT NULL CHECK(factor > 0), source TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
CREATE TABLE dayoff(id TEXT PRIMARY KEY, day TEXT NOT NULL, works INTEGER NOT NULL DEFAULT 0 CHECK(works IN (0, 1)),
  name TEXT NOT NULL DEFAULT '', {_GONE}) STRICT;
"""


@migrations()
def goals_and_journal(db: Database) -> None:
    """Version 1: the journal, and goals with everything that hangs on them."""
    _run(db, _JOURNAL)
    _run(db, _ROWS)
    make_triggers(db.conn)


@migrations()
def attachments_and_filters(db: Database) -> None:
    """Version 2: files inside the plan, and saved filters."""
    _run(db, _LATER_ROWS)
    make_triggers(db.conn)


@migrations()
def reviews(db: Database) -> None:
    """Version 3: what was decided about the goals proposed from a document."""
    _run(db, _REVIEWS)
    make_triggers(db.conn)


@migrations()
def curves_rules_and_papers(db: Database) -> None:
    """Version 4: how a goal's line runs, is judged and is foreseen; slips, scores, rates and days off."""
    for table, added in LATER_COLUMNS.items():
        for column, meaning in added.items():
            db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} {meaning.sql}")
    _run(db, _JUDGED)
    make_triggers(db.conn)


def _run(db: Database, script: str) -> None:
    for statement in script.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
