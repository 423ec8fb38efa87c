"""One investment goal with milestones and progress, and its details on screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.analysis.values import Rule
from planner.domain.records import Basis, Report
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.details.pane import DetailsPane
from tests.build import fresh_session, goal, office


@pytest.fixture
def context(tmp_path: Path, qapp):
    contracts = goal(
        "contracts",
        825,
        unit="亿元",
        digits=1,
        lead="trade",
        milestones={"2020-03-31": 160, "2020-06-30": 390, "2020-12-31": 825},
        progress={"2020-01-31": 31.5, "2020-03-31": 121.2, "2020-06-30": 331},
    )
    words = [
        Basis("contracts/b1", "contracts", cite="Plan of 2020, article 1"),
        Report("contracts/r1", "contracts", "trade", contracts[1].deadline.replace(month=6, day=30), "Signed 331."),
    ]
    session = fresh_session(
        tmp_path,
        office("trade"),
        office("labour", pos=2.0),
        contracts,
        words,
        goal("arrears", milestones={"2020-09-30": None}),
    )
    yield Context(session, Translator("en", LOCALES), LIGHT, Rule())
    session.store.close()


@pytest.fixture
def pane(context: Context, qtbot) -> DetailsPane:
    pane = DetailsPane(context)
    qtbot.addWidget(pane)
    pane.resize(1200, 420)
    with qtbot.waitActive(pane):  # shortcuts and focus need the active window
        pane.show()
    pane.show_goal("contracts")
    return pane
