"""``python -m tests.store.withheld FOLDER``: rights taken from under an open plan and given back; prints JSON.

Rights do not bind the administrator, so where the tests run as one, this process becomes nobody in particular once
everything is imported and open.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from planner.commands.edits import SetFields
from planner.commands.session import Session
from planner.errors import PlannerError
from planner.store.arriving import Visitor, open_plan
from planner.store.check import check_connection
from planner.store.store import Store
from planner.store.working import WorkingCopy
from tests.build import fresh_store, goal, ticking

NOBODY = 65534
VISITOR = Visitor("tester", datetime(2026, 11, 23, 10, 32, tzinfo=UTC), "working copy")


def renamed(session: Session, title: str) -> str:
    """Change the plan's title; return the refusal, empty when it was done."""
    try:
        session.run(SetFields("about", ["plan"], {"title": title}))
    except PlannerError as refusal:
        return str(refusal)
    return ""


def during(session: Session, path: Path, mode: int) -> dict[str, object]:
    """Take rights away, try an edit, give them back, and try again."""
    before, rights = session.plan, path.stat().st_mode & 0o777
    path.chmod(mode)
    refused = renamed(session, "meanwhile")
    shown = session.plan
    path.chmod(rights)
    true = shown == session.store.read() and (shown == before) == bool(refused)
    again = renamed(session, f"after {mode:o} of {path.name}")
    title = session.store.read().about.title
    return {
        "refused": refused, "true": true, "again": again,
        "saved": title == session.plan.about.title == f"after {mode:o} of {path.name}",
        "sound": check_connection(session.store.connection) == [],
    }  # fmt: skip


def sent(copy: WorkingCopy, store: Store) -> str:
    """Write a working copy back; return the refusal, empty when it was done."""
    try:
        copy.write_back(copy.snapshot(store), VISITOR.word, VISITOR.at)
    except PlannerError as refusal:
        return str(refusal)
    return ""


def delivery(session: Session, copy: WorkingCopy) -> dict[str, object]:
    """Take the right to write from the place of a working copy, and give it back."""
    renamed(session, "sent")
    copy.target.parent.chmod(0o555)
    refused = sent(copy, session.store)
    edited = renamed(session, "sent later")
    copy.target.parent.chmod(0o777)
    again = sent(copy, session.store)
    with Store.open(copy.target, readonly=True) as there:
        title = there.read().about.title
    saved = title == "sent later"
    return {"refused": refused, "true": edited == "", "again": again, "saved": saved, "sound": True}


def main() -> None:
    """Make plans, become nobody, and go through the cases."""
    folder = Path(sys.argv[1])
    for name in ("HOME", "XDG_DATA_HOME"):
        os.environ[name] = str(folder / "home")
    (folder / "home").mkdir()
    (folder / "plain").mkdir()
    (folder / "坚果云").mkdir()
    session = Session(fresh_store(folder / "plain", goal("new jobs", 3000)), who="tester", now=ticking())
    fresh_store(folder / "坚果云").close()
    arrival = open_plan(folder / "坚果云" / "fresh.plan", VISITOR)
    assert arrival.working is not None
    away = Session(arrival.store, who="tester", now=ticking())
    for one in (session, away):
        assert renamed(one, "first") == ""
    sent(arrival.working, arrival.store)  # whatever is imported late is imported now
    become_nobody(folder)
    path = session.store.path
    cases: dict[str, Callable[[], dict[str, object]]] = {
        "a file made read-only": lambda: during(session, path, 0o444),
        "a folder made read-only": lambda: during(session, path.parent, 0o555),
        "a folder nobody may enter": lambda: during(session, path.parent, 0o000),
        "a place made read-only": lambda: delivery(away, arrival.working),
    }
    print(json.dumps({name: case() for name, case in cases.items()}))


def become_nobody(folder: Path) -> None:
    """Give everything below a folder to nobody in particular, and become that, if this is the administrator."""
    if os.geteuid() != 0:
        return
    for place in (folder, *folder.rglob("*")):
        os.chown(place, NOBODY, NOBODY)
    os.setgid(NOBODY)
    os.setuid(NOBODY)


if __name__ == "__main__":
    main()
