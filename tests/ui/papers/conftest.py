"""The demonstration plan in a context, as every view gets it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from planner.analysis.values import Rule
from planner.commands.seeding import make_plan
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context


@pytest.fixture
def context(tmp_path: Path, qapp):
    session = make_plan(tmp_path / "demo.plan", "demo", who="planner", now=lambda: datetime(2020, 9, 30, 9, tzinfo=UTC))
    yield Context(session, Translator("en", LOCALES), LIGHT, Rule())
    session.store.close()


@pytest.fixture
def signing(context: Context) -> str:
    """The goal of 825 亿元."""
    return next(goal for goal in context.plan.goals if (target := context.plan.target(goal)) and target.low == 825)
