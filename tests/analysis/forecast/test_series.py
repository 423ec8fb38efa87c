"""Files of monthly series as offices and statistics sites give them: right figures, or one sentence."""

import pytest

from planner.analysis.forecast.backtest import backtest
from planner.analysis.forecast.series import read_series, whole_years
from planner.errors import PlannerError

MONTHS = [8, 9, 10, 11, 9, 8, 10, 12, 9, 8, 11, 14]


def table(rows, head="series,month,value,unit"):
    return head + "\n" + "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def monthly(years=range(2018, 2024), figures=MONTHS):
    return [("a", f"{year}-{n:02}", value * (1 + (year - 2018) / 50), "亿元")
            for year in years for n, value in enumerate(figures, 1)]  # fmt: skip


PLAIN = read_series(table(monthly()))


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + table(monthly()),
        "\n\n" + table(monthly()).replace("\n", "\r\n"),
        table(monthly()).replace(",", ";"),
        table(monthly()).replace(",", "\t"),
        table([(v, "x", u, m, s) for s, m, v, u in monthly()], "value,remark,unit,month,series"),
        table([(s, m, v) for s, m, v, _ in monthly()], " Series ,MONTH,Value"),
        table(monthly(), "指标,月份,数值,单位"),
        table([(s, m.replace("-", "年") + "月", v, u) for s, m, v, u in monthly()]),
        table([(s, m.replace("-", ""), f'"{v}"', u) for s, m, v, u in monthly()]),
        table([(s, m + "-28", v, u) for s, m, v, u in monthly()]),
        table([(s, m, v, u, "extra", "") for s, m, v, u in monthly()]),
        table(monthly()[::-1]),
    ],
)
def test_the_same_figures_in_another_dress(text):
    assert read_series(text) == PLAIN


def test_one_series_needs_no_column_for_its_name():
    assert read_series(table([(m, v) for _, m, v, _ in monthly()], "month,value")) == {"": PLAIN["a"]}


def test_months_without_a_figure_are_missing_and_their_year_is_not_whole():
    rows = [("a", m, "" if m == "2019-05" else "-" if m == "2020-06" else v) for _, m, v, _ in monthly()]
    found = read_series(table(rows, "series,month,value"))
    assert list(whole_years(found["a"])) == [2018, 2021, 2022, 2023]
    assert [row.cases for row in backtest(found, [6])] == [2]


@pytest.mark.parametrize("written", ["{}-02", "{}-01/02", "{}年1-2月", "{}-01~02"])
def test_one_figure_for_january_and_february_is_known_from_the_end_of_february(written):
    rows = [(s, m, v, u) for s, m, v, u in monthly() if m[5:] not in ("01", "02")]
    rows += [("a", written.format(year), 17, "亿元") for year in range(2018, 2024)]
    early, late = backtest(read_series(table(rows)), [1, 2])
    assert (early.cases, late.cases) == (0, 4)
    assert late.error < 3


def test_an_empty_january_beside_it_is_no_figure():
    rows = [("a", m, "" if m.endswith("-01") else v, u) for _, m, v, u in monthly()]
    assert backtest(read_series(table(rows)), [3])[0].cases == 4


@pytest.mark.parametrize("written", ["{}Q{}", "{}-Q{}", "{}年第{}季度", "{}年{}季度"])
def test_quarters_are_replayed_at_their_ends_only(written):
    rows = [("a", written.format(year, n), value, "亿元") for year in range(2018, 2024)
            for n, value in enumerate((20, 25, 24 + year % 3, 31), 1)]  # fmt: skip
    found = backtest(read_series(table(rows)), [3, 4, 6])
    assert [row.cases for row in found] == [4, 0, 4]
    assert found[0].error < 5


def test_negative_months_and_years_of_nothing_are_borne():
    negative = [("a", f"{year}-{n:02}", value) for year in range(2018, 2024)
                for n, value in enumerate([5, -2, 4, 6, -1, 7, 3, 8, -2, 6, 5, 9 + year % 4], 1)]  # fmt: skip
    nothing = [("b", f"{year}-{n:02}", 0) for year in range(2018, 2024) for n in range(1, 13)]
    falling = [("c", f"{year}-{n:02}", -n) for year in range(2018, 2024) for n in range(1, 13)]
    (row,) = backtest(read_series(table(negative + nothing + falling, "series,month,value")), [6])
    assert row.cases == 4
    assert 0 <= row.brier <= 1
    assert 0 <= row.error < 100


def test_a_year_that_is_missing_does_not_hide_the_years_before_it():
    rows = [row for row in monthly() if not row[1].startswith("2020")]
    assert backtest(read_series(table(rows)), [6])[0].cases == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "series;month\na;2020-01", "month,series\n", "series,month,value\na,2020-13,1", "{}",
        "series,month,value\na,2020,1", "series,month,value\na,2020-01,x", "series,month,value\na,2020-01,1e999",
        "series,month,value\na,2020-01,1\na,2020-01,1", "series,month,value\na",
        'series,month,value\n"a,2020-01' + "x" * 200_000,
    ],
)  # fmt: skip
def test_what_is_no_series_is_refused_in_one_sentence(text):
    with pytest.raises(PlannerError):
        read_series(text)
