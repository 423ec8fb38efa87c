"""A clock that is wrong or set back: edits go on, history keeps its order, and the past is told as well as can be."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.commands.edits import SetFields
from planner.commands.session import Session
from planner.store import past
from planner.store.check import check_connection
from planner.store.faults import InUse
from planner.store.store import Store
from tests.build import fresh_store


def made(folder, *days):
    """Return a plan closed again after one edit on each day; its titles are 1, 2 and so on."""
    with fresh_store(folder) as store:
        clock = iter([datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC) for day in days])
        session = Session(store, who="tester", now=lambda: next(clock))
        for n in range(1, len(days) + 1):
            session.run(SetFields("about", ["plan"], {"title": str(n)}))
    return store.path


def title_on(path, day):
    with Store.open(path, readonly=True) as store:
        return store.read_at(date.fromisoformat(day)).about.title


def test_edits_and_history_go_by_their_order_and_not_by_the_clock(tmp_path):
    path = made(tmp_path, "2026-03-01", "2035-01-01", "2001-01-01", "2026-03-02")
    with Store.open(path) as store:
        assert check_connection(store.connection) == []
        assert [step.n for step in store.history()] == [5, 4, 3, 2, 1]
        session = Session(store, who="tester", now=lambda: datetime(1999, 1, 1, tzinfo=UTC))
        assert session.undo().step.n == 5
        assert session.plan.about.title == "3"


@pytest.mark.parametrize(
    ("days", "asked", "title"),
    [
        (("2026-03-01", "2026-03-02", "2000-01-01", "2026-03-04"), "2026-03-03", "3"),
        (("2026-03-01", "2026-03-02", "2000-01-01", "2026-03-04"), "2026-03-01", "1"),
        (("2026-03-01", "2035-01-01", "2026-03-03", "2026-03-04"), "2026-03-02", "2"),
        (("2026-03-01", "2035-01-01", "2026-03-03", "2026-03-04"), "2026-03-04", "4"),
        (("2026-03-01", "2026-03-01", "2026-03-05", "2026-03-02"), "2026-03-02", "4"),
    ],
)
def test_the_plan_of_a_day_is_told_though_the_clock_was_wrong_for_a_step(tmp_path, days, asked, title):
    assert title_on(made(tmp_path, *days), asked) == title


@given(st.lists(st.integers(1, 28), max_size=40))
def test_the_longest_series_of_days_that_never_goes_back_is_believed(numbers):
    days = [f"2026-03-{n:02d}" for n in numbers]
    places = past._in_order(days)
    assert [days[n] for n in places] == sorted(days[n] for n in places)
    assert places == sorted(set(places))
    longest = [0] * 29
    for n in numbers:
        longest[n] = 1 + max(longest[: n + 1])
    assert len(places) == max(longest, default=0)


def test_with_a_right_clock_every_day_is_told(tmp_path):
    path = made(tmp_path, "2026-03-01", "2026-03-01", "2026-03-04")
    assert [title_on(path, day) for day in ("2026-03-01", "2026-03-03", "2026-03-04", "2030-01-01")] == list("2233")


def test_a_lock_does_not_age_with_the_clock(tmp_path):
    path = made(tmp_path, "2026-03-01")
    with Store.open(path, who="王工", at=datetime(2050, 1, 1, tzinfo=UTC)), pytest.raises(InUse):
        Store.open(path, who="李工", at=datetime(1990, 1, 1, tzinfo=UTC))
    with Store.open(path, who="李工", at=datetime(1990, 1, 1, tzinfo=UTC)) as store:
        assert store.read().about.title == "1"
