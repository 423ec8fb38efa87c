"""Word and PDF files with changed, cut and repeated bytes: read, or refused in a sentence; never anything else."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import pytest
import typst

from planner.documents.reader import SourceText, read_document
from planner.errors import PlannerError

_MUTANTS = 12


def _word(path: Path) -> Path:
    made = docx.Document()
    made.add_paragraph("示范区今年新建充电站40座以上。")
    made.save(str(path))
    return path


def _pdf(path: Path) -> Path:
    path.write_bytes(typst.compile(b"= Plan 2021\n\nNew schools: 3 by the end of 2021."))
    return path


def _mutant(raw: bytes, choose: random.Random) -> bytes:
    changed = bytearray(raw)
    match choose.randrange(3):
        case 0:
            for _ in range(choose.choice((1, 8, 64))):
                changed[choose.randrange(4, len(changed))] = choose.randrange(256)
        case 1:
            del changed[choose.randrange(len(changed) // 4, len(changed)) :]
        case _:
            start = choose.randrange(4, len(changed) - 64)
            changed[start:start] = changed[start : start + 64] * choose.choice((1, 50))
    return bytes(changed)


@pytest.mark.parametrize("seed", range(_MUTANTS))
@pytest.mark.parametrize("make", [_word, _pdf])
def test_a_mutant_is_read_or_refused(tmp_path: Path, make, seed: int) -> None:
    path = make(tmp_path / ("plan" + make.__name__))
    path.write_bytes(_mutant(path.read_bytes(), random.Random(seed)))
    try:
        outcome: object = read_document(path)
    except PlannerError as refusal:
        outcome = refusal
    assert isinstance(outcome, SourceText | PlannerError)
    assert str(outcome)


@pytest.mark.parametrize("make", [_word, _pdf])
def test_the_unchanged_file_is_read(tmp_path: Path, make) -> None:
    text = read_document(make(tmp_path / "whole")).text
    assert "40" in text or "2021" in text
