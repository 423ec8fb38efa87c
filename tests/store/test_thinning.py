"""What thinning keeps, whatever the dates: all of 2 days, 14 daily, 8 weekly, 24 monthly, never fewer than 5."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.records import Theme
from planner.store.backups import Backup, Backups, superfluous
from planner.store.store import Store
from planner.text import message

NOW = datetime(2026, 11, 24, 10, 0)
AGES = st.one_of(st.integers(0, 60 * 72), st.integers(0, 60 * 24 * 40), st.integers(-60 * 24 * 4000, 60 * 24 * 4000))


def backups_of(minutes):
    """Return backups made so many minutes ago, oldest first; negative is ahead of the clock."""
    made = sorted({NOW - timedelta(minutes=n) for n in minutes})
    return [Backup(Path(f"{at:%Y%m%d%H%M}.plan"), at, n) for n, at in enumerate(made, 1)]


def left_of(kept, now=NOW):
    gone = superfluous(kept, now)
    assert {backup.path for backup in gone} <= {backup.path for backup in kept}
    return [backup for backup in kept if backup not in gone]


def newest_in_each(kept, form, most):
    """Return the newest of each of the newest periods, worked out the long way round."""
    periods = sorted({backup.at.strftime(form) for backup in kept})[-most:]
    return {max((b for b in kept if b.at.strftime(form) == period), key=lambda b: b.at).path for period in periods}


@given(st.lists(AGES, max_size=120))
def test_exactly_what_is_promised_stays(minutes):
    for side in ([n for n in minutes if n >= 0], [n for n in minutes if n < 0]):
        kept = backups_of(side)
        now = NOW if not side or side[0] >= 0 else kept[-1].at
        wanted = {b.path for b in kept if now - b.at <= timedelta(days=2)} | {b.path for b in kept[-5:]}
        wanted |= (
            newest_in_each(kept, "%Y%m%d", 14) | newest_in_each(kept, "%G%V", 8) | newest_in_each(kept, "%Y%m", 24)
        )
        assert {backup.path for backup in left_of(kept)} == wanted


@given(st.lists(AGES, max_size=120))
def test_never_fewer_than_five_and_never_without_bound(minutes):
    kept = backups_of(minutes)
    left = left_of(kept)
    assert len(left) >= min(5, len(kept))
    recent = [b for b in left if timedelta(0) <= NOW - b.at <= timedelta(days=2)]
    ahead = [b for b in left if b.at > NOW]
    assert len(left) - len(recent) - len(ahead) <= 5 + 14 + 8 + 24


@given(st.lists(AGES, max_size=80))
def test_thinning_twice_is_thinning_once(minutes):
    left = left_of(backups_of(minutes))
    assert superfluous(left, NOW) == []


@given(st.lists(st.integers(0, 60 * 24 * 900), max_size=80), st.lists(st.integers(1, 60 * 24 * 4000), max_size=40))
def test_backups_dated_ahead_take_no_room_from_the_others(past, ahead):
    alone = {backup.at for backup in left_of(backups_of(past))}
    together = {backup.at for backup in left_of(backups_of([*past, *(-n for n in ahead)]))}
    assert {at for at in together if at <= NOW} == alone


@given(st.lists(st.integers(0, 60 * 24 * 900), min_size=1, max_size=80), st.integers(1, 60 * 24 * 4000))
def test_a_clock_set_back_takes_nothing_that_had_been_kept(minutes, back):
    left = left_of(backups_of(minutes))
    earlier = NOW - timedelta(minutes=back)
    days = {backup.at.date() for backup in sorted(left, key=lambda b: b.at)[-5:]}
    assert days <= {backup.at.date() for backup in left_of(left, earlier)}


@pytest.mark.parametrize("years", [-9, 9])
def test_a_backup_made_by_a_wrong_clock_is_made_kept_and_found(tmp_path, years):
    right = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
    wrong = right.replace(year=right.year + years)
    with Store.create(tmp_path / "x.plan") as store:
        for n, at in enumerate((right, wrong, right + timedelta(hours=1))):
            with store.step(message("x"), who="", at=at) as edit:
                edit.insert(Theme(str(n), "领域"))
            Backups.of(store).make(store, at)
        backups = Backups.of(store)
        assert sorted(backup.step for backup in backups.sound()) == [1, 2, 3]
        assert not backups.changed(store)
