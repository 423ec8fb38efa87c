"""Real faults of real small disks under an open plan: refused in a sentence, and work goes on when they are over."""

import pytest

from planner.commands.edits import SetFields
from planner.commands.session import Session
from planner.errors import PlannerError
from planner.store.check import check_connection
from tests.build import fresh_store, goal, ticking
from tests.store.disks import disk  # noqa: F401 - a fixture

RENAME = SetFields("about", ["plan"], {"title": "改过的标题"})


def session_on(folder):
    return Session(fresh_store(folder, goal("new jobs", 3000)), who="tester", now=ticking())


def refused(session, words, command=RENAME):
    before = session.plan
    with pytest.raises(PlannerError, match=words):
        session.run(command)
    assert session.plan == before


def goes_on(session):
    session.run(RENAME)
    assert session.store.read().about.title == session.plan.about.title == "改过的标题"
    assert check_connection(session.store.connection) == []
    session.store.close()


def test_a_full_disk(disk):  # noqa: F811
    small = disk("2m")
    session = session_on(small)
    with pytest.raises(PlannerError, match="full"):
        for n in range(200):
            session.run(SetFields("about", ["plan"], {"note": str(n) + "长" * 6_000}))
    assert session.store.read() == session.plan
    disk.enlarge(small, "16m")
    goes_on(session)


def test_after_a_sleep_the_file_is_read_anew_and_its_lock_taken_again(tmp_path):
    session, told = session_on(tmp_path), []
    session.listen(told.append)
    session.look_again()
    assert [changes.everything for changes in told] == [True]
    goes_on(session)


def test_a_file_replaced_during_sleep_is_refused(tmp_path):
    session = session_on(tmp_path)
    away = session.store.path.rename(tmp_path / "away")
    session.store.path.write_bytes(b"other")
    with pytest.raises(PlannerError, match="replaced"):
        session.look_again()
    refused(session, "replaced")
    away.replace(session.store.path)
    goes_on(session)
