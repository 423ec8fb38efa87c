"""Charts on paper, letter by letter as they were when somebody last looked at them."""

from pathlib import Path

import pytest

from planner.figures.svg import chart_svg
from tests.figures.cases import GOALS, chart, more_charts

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", GOALS)
def test_the_picture_is_the_one_that_was_looked_at(name, request):
    drawn = chart_svg(chart(name, "en"), 452, 168, fonts=("Noto Sans SC",), size=7.5)
    path = GOLDEN / f"{name}.svg"
    if request.config.getoption("--update-golden"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "drawn"), list(more_charts()))
def test_every_other_chart_is_the_one_that_was_looked_at(name, drawn, request):
    path = GOLDEN / f"{name}.svg"
    if request.config.getoption("--update-golden"):
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == path.read_text(encoding="utf-8")
