"""The exported log proves the history, and every way of tampering with it is named by its step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planner.commands.edits import SetFields
from planner.errors import PlannerError
from planner.store.log import log_lines, typed, untyped
from planner.store.verifying import verify_log, verify_plan
from tests.build import fresh_session, goal


@pytest.fixture
def lived(tmp_path: Path):
    """A session of five steps."""
    session = fresh_session(tmp_path, goal("jobs", 3000, progress={"2020-03-31": 0.1, "2020-06-30": 1e300}))
    for note in ("一", "two", "三", "four"):
        session.run(SetFields("goal", ["jobs"], {"note": note}))
    yield session
    session.store.close()


@pytest.fixture
def lines(lived) -> list[bytes]:
    """The lines of its log."""
    return list(log_lines(lived.store.connection))


def _steps(lines: list[bytes]) -> list[list[bytes]]:
    blocks: list[list[bytes]] = []
    for line in lines[1:]:
        if line.startswith(b"{"):
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _verdict(folder: Path, *parts: bytes):
    path = folder / "log.jsonl"
    path.write_bytes(b"".join(parts))
    return verify_log(path)


def test_plan_and_log_are_sound(tmp_path: Path, lived, lines) -> None:
    for verdict in (verify_plan(lived.store.connection), _verdict(tmp_path, *lines)):
        assert (verdict.wrong, verdict.steps) == (None, 5)


@pytest.mark.parametrize("value", [None, "文", 0, -(2**63), 0.1, -0.0, 5e-324, float("inf"), b"\x00\xff"])
def test_values_come_back_as_they_were(value: object) -> None:
    back = untyped(json.loads(json.dumps(typed(value))))
    assert (type(back), repr(back)) == (type(value), repr(value))


def _changed(b: list[list[bytes]]) -> list[list[bytes]]:
    return [*b[:2], [b[2][0], b[2][1].replace(b"two", b"TWO")], *b[3:]]


TAMPERED = {
    "a changed value": (_changed, 3),
    "a changed author": (lambda b: [*b[:3], [b[3][0].replace(b"tester", b"nobody"), *b[3][1:]], b[4]], 4),
    "a step taken out": (lambda b: [*b[:2], *b[3:]], 3),
    "the first step taken out": (lambda b: b[1:], 1),
    "the last step taken out": (lambda b: b[:-1], 5),
    "two steps swapped": (lambda b: [b[0], b[2], b[1], *b[3:]], 3),
    "a step twice": (lambda b: [*b[:3], b[2], *b[3:]], 3),
    "a row taken out": (lambda b: [*b[:3], b[3][:1], b[4]], 4),
    "nothing but the first line": (lambda b: [], 1),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_the_first_wrong_step_is_named(tmp_path: Path, lines, how: str) -> None:
    tamper, step = TAMPERED[how]
    verdict = _verdict(tmp_path, lines[0], *(line for block in tamper(_steps(lines)) for line in block))
    assert verdict.wrong is not None
    assert verdict.step == step


@pytest.mark.parametrize(("old", "new"), [(b'"steps":5', b'"steps":4'), (b'"images":', b'"images":1'), (b'"', b"'")])
def test_a_changed_first_line_is_seen(tmp_path: Path, lines, old: bytes, new: bytes) -> None:
    changed = lines[0].replace(old, new, 1)
    if old == b'"':
        with pytest.raises(PlannerError):
            _verdict(tmp_path, changed, *lines[1:])
    else:
        assert _verdict(tmp_path, changed, *lines[1:]).wrong is not None


@pytest.mark.parametrize(
    "line",
    [b"\xff\xfe\n", b"nonsense\n", b"[" * 100_000 + b"\n", b'{"step":[],"hash":"","head":[]}\n', b"7\n", b"null\n",
     b'["\\ud800"]\n', b'[["i","' + b"9" * 9000 + b'"]]\n', b'[["r","0x1p99999999"]]\n', b"{}\n",
     b"a" * 5_000_000],
)  # fmt: skip
def test_hostile_lines_end_in_a_sentence(tmp_path: Path, lines, line: bytes) -> None:
    for place in (1, 2, len(lines) - 1):
        assert _verdict(tmp_path, *lines[:place], line, *lines[place:]).wrong is not None


def test_every_truncation_is_seen(tmp_path: Path, lines) -> None:
    whole = b"".join(lines)
    for end in range(len(lines[0]), len(whole), 97):
        assert _verdict(tmp_path, whole[:end]).wrong is not None


def test_a_label_that_asks_for_more_than_its_own_words_stays_plain(tmp_path: Path, lines) -> None:
    hostile = [line.replace(b"Change {table}", b"{table.__class__:>999999999}") for line in lines]
    assert "__class__" in str(_verdict(tmp_path, *hostile).wrong)


TABLES_TAMPERED = {
    "a value in a table": ("UPDATE goal SET note = 'x'", None),
    "a value in the journal": ("UPDATE chg SET new = 'x' WHERE step = 3", 3),
    "an author": ("UPDATE step SET who = 'nobody' WHERE n = 4", 4),
    "a step taken out": ("DELETE FROM step WHERE n = 3", 3),
}


@pytest.mark.parametrize("how", TABLES_TAMPERED)
def test_a_plan_changed_behind_its_journal_is_seen(lived, how: str) -> None:
    act, step = TABLES_TAMPERED[how]
    connection = lived.store.connection
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute(act)
    verdict = verify_plan(connection)
    assert verdict.wrong is not None
    assert step is None or verdict.step == step
