"""The card behind a light, lights by hand, other rules, what if, and the table's columns that look ahead."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from planner.analysis.values import Light
from planner.commands.edits import SetFields
from planner.commands.presets import load_rule, load_rules
from planner.figures.palette import DARK, LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.goals.arrange import Column
from planner.ui.goals.model import GoalModel
from planner.ui.judging.card import WhyCard
from planner.ui.judging.choose import RuleDialog
from planner.ui.judging.give import GiveLightDialog
from planner.ui.judging.legend import rules_in_force
from planner.ui.judging.revise import ReviseDialog
from planner.ui.judging.whatif import WhatIf
from planner.ui.lamps import READABLE, contrast, light_colour
from tests.build import day, fresh_session, goal


@pytest.fixture
def context(tmp_path, qapp):
    jobs = goal("jobs", 1200, progress={"2020-03-31": 260, "2020-05-31": 450, "2020-06-30": 500})
    session = fresh_session(tmp_path, jobs, goal("arrears", milestones={"2020-09-30": None}))
    yield Context(session, Translator("en", LOCALES), LIGHT, load_rule("default"))
    session.store.close()


@pytest.fixture
def show(qtbot):
    def shown(widget):
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return shown


def test_a_light_is_given_and_taken_back_from_the_card(context, show):
    card, dialog = show(WhyCard(context, "jobs")), show(GiveLightDialog(context, "jobs"))
    dialog.light.setCurrentIndex(dialog.light.findData("done"))
    dialog.on_go()
    assert "reason" in dialog.refusal
    dialog.reason.setPlainText("checked on site")
    dialog.on_go()
    assert context.status("jobs").by_rule is Light.BEHIND
    assert "given" in card.light.word
    card._on_clear()
    assert context.status("jobs").by_rule is None


def test_another_rule_takes_effect_at_once(context, show):
    dialog = show(RuleDialog(context, "jobs"))
    dialog.rule.setCurrentIndex(dialog.rule.findData("yinchuan"))
    dialog.on_go()
    assert context.status("jobs").word == "green light"
    assert [rule.name for rule in rules_in_force(context)] == ["default", "yinchuan"]


def test_the_plans_rule_takes_effect_at_once_and_is_undone(context):
    context.run(SetFields("about", ["plan"], {"rule": "zaozhuang"}))
    assert context.rule.name == "zaozhuang"
    context.undo()
    assert context.rule.name == "default"


def test_what_if_shows_another_light_and_saves_nothing(context, show):
    before, dialog = context.plan, show(WhatIf(context, "jobs"))
    dialog.low.setText("900")
    dialog._refresh()
    assert dialog.then.line.light.word == "ahead"
    assert dialog.now.line.light.word == "behind"
    assert context.plan is before


def test_what_if_refuses_what_is_no_figure(context, show):
    dialog = show(WhatIf(context, "jobs"))
    dialog.deadline.setText("2020-02-31")
    dialog._refresh()
    assert dialog.refusal
    assert not dialog._make.isEnabled()


def test_made_so_it_is_a_dated_revision(context, show):
    dialog = show(ReviseDialog(context, "jobs", {"low": 900.0}))
    dialog.on_go()
    assert dialog.refusal
    dialog.reason.setText("budget cut")
    dialog.on_go()
    assert [row.low for row in context.plan.targets["jobs"]] == [1200, 900]
    assert context.plan.target("jobs").since == day("2020-06-30")


def test_columns_that_look_ahead_arrive_later(context, qtbot):
    model = GoalModel(context)
    assert model.cells("jobs").texts[Column.FORECAST] == ""
    model.foreseen.show(shown=True)
    assert model.cells("jobs").texts[Column.FORECAST] == ""
    with qtbot.waitSignal(model.foreseen.arrived):
        model.cells("jobs")
    cells = model.cells("jobs")
    assert cells.texts[Column.CHANCE].endswith("%")
    assert len(cells.lamps) == 7


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_every_rules_colours_can_be_read(palette):
    for rule in load_rules().values():
        for band in rule.bands:
            if band.colour:
                shade = QColor(light_colour(palette, band.light, band.colour))
                assert contrast(shade, QColor(palette.surface)) >= READABLE - 0.05
