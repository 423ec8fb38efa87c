"""Every form as it looked when somebody last looked at it: ``pytest tests/sheets --update-golden``, then look again.

Pages are drawn in the bundled faces alone by the pinned Typst, in grey and small. Letters may be shaded a little
otherwise elsewhere; a line that moved may not. A page that differs is kept with its difference (red: only before,
blue: only now) in ``out/golden``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from planner.sheets.fonts import FontChoice
from planner.sheets.forms import pages_of
from planner.sheets.own import copy_form
from tests.sheets.whole import Way, ways

GOLDEN = Path(__file__).parent / "golden"
OUT = Path(__file__).resolve().parents[2] / "out" / "golden"
DPI = 72.0
BLUR = 1
"""Dots a picture is averaged over each way, so that a letter's shading counts little and its place much."""
MOST = 26.0
"""How far (of 255) an averaged dot may differ."""
FEW = 12
"""How many may differ further."""
EXTRA = [Way(form, "zh", letterhead=True, mark=True) for form in ("bulletin", "slip", "pledge", "target")]
SHOWN = [way for way in ways() if way.form != "wall" or way.style == "official"] + EXTRA


def grey(png: bytes) -> np.ndarray:
    """Return a picture as rows of grey dots."""
    image = QImage.fromData(png).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width()].copy()


def picture(rows: np.ndarray) -> QImage:
    """Return grey dots as a picture of sixteen shades, which is small."""
    rows = np.ascontiguousarray(rows // 16 * 17)
    return QImage(rows.data, rows.shape[1], rows.shape[0], rows.shape[1], QImage.Format.Format_Grayscale8).copy()


def averaged(rows: np.ndarray) -> np.ndarray:
    """Return the mean of each square of dots around a dot."""
    sums = np.pad(rows.astype(float), ((2 * BLUR, 1), (2 * BLUR, 1)), "edge").cumsum(0).cumsum(1)
    wide = 2 * BLUR + 1
    return (sums[wide:, wide:] - sums[:-wide, wide:] - sums[wide:, :-wide] + sums[:-wide, :-wide]) / wide**2


def far(before: np.ndarray, now: np.ndarray) -> int:
    """Return how many dots differ too far; all of them when the pictures are of two sizes."""
    if before.shape != now.shape:
        return now.size
    return int((np.abs(averaged(before) - averaged(now)) > MOST).sum())


def keep_difference(name: str, before: np.ndarray, now: np.ndarray) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    picture(now).save(str(OUT / f"{name}-now.png"))
    high, wide = np.minimum(before.shape, now.shape)
    one, two = before[:high, :wide], now[:high, :wide]
    both = np.ascontiguousarray(np.stack([two, np.minimum(one, two), one], axis=-1))
    QImage(both.data, int(wide), int(high), int(wide) * 3, QImage.Format.Format_RGB888).save(str(OUT / f"{name}.png"))


def drawn(way: Way) -> np.ndarray:
    """Return the first two pages of a form, one above the other."""
    made = way.pages()
    return np.vstack(
        [grey(made.png(n, DPI if way.form != "wall" else DPI / 2)) for n in range(min(made.page_count, 2))]
    )


@pytest.mark.parametrize("way", SHOWN, ids=str)
def test_the_pages_are_those_that_were_looked_at(way, request):
    now, path = drawn(way), GOLDEN / f"{way}.png"
    if request.config.getoption("--update-golden"):
        assert picture(now).save(str(path), "PNG", 0)
    before = grey(path.read_bytes())
    wrong = far(before, now)
    if wrong > FEW:
        keep_difference(str(way), before, now)
    assert wrong <= FEW, f"{wrong} dots differ: see out/golden/{way}.png, or --update-golden when it is meant"


@pytest.mark.parametrize("way", [Way("monthly"), Way("bulletin", "en"), Way("target")], ids=str)
@pytest.mark.parametrize("by", [1, -1])
def test_self_check_a_line_of_text_that_moved_by_a_third_of_a_millimetre_is_seen(way, by):
    before = drawn(way)
    ink = np.flatnonzero((before < 128).sum(axis=1) > 20)
    first = ink[len(ink) // 3]
    moved = before.copy()
    moved[first : first + 10] = np.roll(before, by, axis=0)[first : first + 10]
    assert far(before, moved) > FEW


@pytest.mark.parametrize(
    ("name", "rule", "changed"),
    [
        ("monthly", "inset: (x: 3.5pt, y: 4pt)", "inset: (x: 3.5pt, y: 4.2pt)"),
        ("bulletin", "size: size, weight: if indented", "size: size + 1pt, weight: if indented"),
        ("pledge", "left: 28mm", "left: 28.5mm"),
    ],
)
def test_self_check_a_changed_form_is_seen(tmp_path, name, rule, changed):
    own, rules = copy_form(name, tmp_path), tmp_path / "official.typ"
    rules.write_text(rules.read_text(encoding="utf-8").replace(rule, changed), encoding="utf-8")
    order = Way(name).order()
    now = grey(pages_of(name, order, FontChoice(), own).png(0, DPI))
    before = grey((GOLDEN / f"{name}-zh.png").read_bytes())[: len(now)]
    assert far(before, now) > FEW


def test_a_difference_is_kept_to_be_looked_at(tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "OUT", tmp_path)
    before = drawn(Way("pledge"))
    keep_difference("pledge", before, np.roll(before, 3, axis=0))
    kept = QImage(str(tmp_path / "pledge.png")).convertToFormat(QImage.Format.Format_RGB888)
    assert kept.size().toTuple() == before.shape[::-1]
    colours = {kept.pixelColor(x, y).getRgb()[:3] for x in range(0, kept.width(), 2) for y in range(100, 160)}
    assert any(red > 200 and blue < 100 for red, _, blue in colours)
    assert any(blue > 200 and red < 100 for red, _, blue in colours)


def test_self_check_another_shading_is_not():
    before = drawn(Way("pledge"))
    random = np.random.default_rng(1)
    lighter = np.clip(before.astype(int) + random.integers(-24, 24, before.shape), 0, 255).astype(np.uint8)
    assert far(before, lighter) == 0
