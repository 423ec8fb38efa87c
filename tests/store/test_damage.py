"""Whatever happens to a file's bytes, it ends in a sentence: no crash, no hang, no change unseen."""

import random

import pytest

from planner.domain.records import Goal
from planner.errors import PlannerError
from planner.store import check
from planner.store.store import Store
from planner.text import message
from tests.build import START, fresh_store, goal, office, theme


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Return the bytes of a plan with some history."""
    folder = tmp_path_factory.mktemp("sound")
    goals = [goal(f"g{n}", 100 + n, milestones={"2020-06-30": 50}, progress={"2020-05-31": n}) for n in range(20)]
    with fresh_store(folder, theme("t"), office("o"), *goals) as store:
        for n in range(20):
            with store.step(message("edit"), who="tester", at=START) as edit:
                edit.update(Goal, f"g{n}", unit="人", note="x" * 200)
    return store.path.read_bytes()


def damaged(sound, dice):
    """Return the bytes with one thing wrong, of the kinds that disks and copying make."""
    content, size = bytearray(sound), len(sound)
    at = dice.randrange(100, size)
    match dice.choice(("bit", "byte", "run", "sector", "page", "swap", "cut")):
        case "bit":
            content[at] ^= 1 << dice.randrange(8)
        case "byte":
            content[at] = (content[at] + dice.randrange(1, 256)) % 256
        case "run":
            content[at : at + 64] = dice.randbytes(len(content[at : at + 64]))
        case "sector":
            content[at - at % 512 : at - at % 512 + 512] = bytes(512)
        case "page":
            content[at - at % 4096 : at - at % 4096 + 4096] = bytes(4096)
        case "swap":
            a, b = (4096 * n for n in dice.sample(range(size // 4096), 2))
            content[a : a + 4096], content[b : b + 4096] = content[b : b + 4096], content[a : a + 4096]
        case "cut":
            del content[at:]
    return bytes(content)


def verdict(path):
    """Return what a person is told about a file: a refusal, findings, or nothing and the plan as it reads."""
    try:
        with Store.open(path, readonly=True) as store:
            findings = check.check_connection(store.connection)
            return findings or store.read()
    except PlannerError as refusal:
        return str(refusal)


@pytest.mark.parametrize("seed", range(150))
def test_damage_is_named_or_did_no_harm(sound, tmp_path, seed):
    path, dice = tmp_path / "a.plan", random.Random(seed)
    path.write_bytes(sound)
    whole = verdict(path)
    path.write_bytes(damaged(sound, dice))
    told = verdict(path)
    assert told == whole or isinstance(told, str | list)


def changed_letters(sound):
    """Yield the bytes with one letter changed, for every place where it stands."""
    for place in (n for n in range(len(sound)) if sound.startswith("人".encode(), n)):
        yield sound[:place] + "入".encode() + sound[place + 3 :]


def test_a_changed_letter_is_found_wherever_it_matters(sound, tmp_path):
    """Some lie in what SQLite left behind on a page; those change nothing."""
    path = tmp_path / "a.plan"
    path.write_bytes(sound)
    whole, found = verdict(path), 0
    for content in changed_letters(sound):
        path.write_bytes(content)
        told = verdict(path)
        found += isinstance(told, list)
        assert told == whole or isinstance(told, list)
    assert found >= 40  # in the table and in the journal


def test_self_check_the_quick_check_alone_sees_none_of_them(sound, tmp_path):
    path = tmp_path / "a.plan"
    for content in changed_letters(sound):
        path.write_bytes(content)
        with Store.open(path, readonly=True) as store:
            assert check.quick_check(store.connection) == []
