"""The curve in the goal form, a figure in another unit, and the plan's rates and calendar."""

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QTableWidget, QTableWidgetItem

from planner.analysis.values import Rule
from planner.domain.kinds import Curve, Sense
from planner.figures.palette import LIGHT
from planner.places import LOCALES
from planner.text import Translator
from planner.ui.context import Context
from planner.ui.forms import GoalForm, PlanDialog, RecordDialog
from tests.build import fresh_session, goal


@pytest.fixture
def context(tmp_path, qapp):
    session = fresh_session(tmp_path, goal("g", 825, unit="亿元", progress={"2020-03-31": 121.0}))
    yield Context(session, Translator("en", LOCALES), LIGHT, Rule())
    session.store.close()


def choose(form, key, value):
    form.editors[key].set_value(value)
    form.editors[key].edited.emit()


def type_row(table, row, *texts):
    for column, text in enumerate(texts):
        table.setItem(row, column, QTableWidgetItem(text))


def test_a_curve_is_chosen_with_its_parameters(context, qtbot):
    form = GoalForm(context, "g")
    qtbot.addWidget(form)
    choose(form, "goal.curve", Curve.POWER)
    assert not form.editors["goal.bend"].isHidden()
    assert form.editors["goal.middle"].isHidden()
    choose(form, "goal.bend", 3.0)
    form.on_save()
    saved = context.plan.goals["g"]
    assert (saved.curve, saved.bend) == (Curve.POWER, 3.0)


def test_a_parameter_out_of_bounds_is_refused(context, qtbot):
    form = GoalForm(context, "g")
    qtbot.addWidget(form)
    choose(form, "goal.curve", Curve.LOGISTIC)
    choose(form, "goal.bend", 99.0)
    form.on_save()
    assert "between 0 and 50" in form.refusal()


def test_own_points_are_typed_into_a_table(context, qtbot):
    form = GoalForm(context, "g")
    qtbot.addWidget(form)
    choose(form, "goal.curve", Curve.POINTS)
    type_row(form.findChild(QTableWidget, "points"), 0, "2020-05-31", "200")
    form.on_save()
    (point,) = context.plan.points["g"]
    assert (point.day, point.value) == (date(2020, 5, 31), 200)


def test_target_baseline_and_own_points_in_another_unit(context, qtbot):
    form = GoalForm(context, "g")
    qtbot.addWidget(form)
    choose(form, "goal.curve", Curve.POINTS)
    form.editors["target.low"]._widget.setText("9,000,000万元")
    form.editors["goal.baseline"]._widget.setText("５０００万元")
    type_row(form.findChild(QTableWidget, "points"), 0, "2020-05-31", "2,000,000万元")
    form.on_save()
    assert (context.plan.target("g").low, context.plan.goals["g"].baseline) == (900, 0.5)
    assert context.plan.points["g"][0].value == 200


def test_a_figure_in_another_unit_says_what_it_comes_to(context, qtbot):
    dialog = RecordDialog(context, "g")
    qtbot.addWidget(dialog)
    dialog.editors["measurement.value"]._widget.setText("250万元")
    dialog.on_edited()
    assert "0.025" in dialog.outcome()
    choose(dialog, "measurement.sense", Sense.PER_PERIOD)
    dialog.on_save()
    assert context.status("g").actual == pytest.approx(121.025)


def test_a_figure_corrects_an_earlier_one(context, qtbot):
    dialog = RecordDialog(context, "g")
    qtbot.addWidget(dialog)
    dialog.editors["measurement.value"]._widget.setText("115")
    dialog.findChild(QComboBox, "corrects").setCurrentIndex(1)
    dialog.on_save()
    assert (context.status("g").actual, len(context.plan.series("g"))) == (115, 2)


def test_rates_and_days_off_are_settings_of_the_plan(context, qtbot):
    dialog = PlanDialog(context)
    qtbot.addWidget(dialog)
    type_row(dialog.findChild(QTableWidget, "rates"), 0, "2020-01-01", "美元", "元", "7.1", "central bank")
    type_row(dialog.findChild(QTableWidget, "days_off"), 0, "2020-10-10", "yes", "")
    dialog.on_save()
    (rate,), (day,) = context.plan.rates.values(), context.plan.days_off.values()
    assert (rate.factor, rate.unit, day.works) == (7.1, "美元", True)
    again = PlanDialog(context)
    qtbot.addWidget(again)
    type_row(again.findChild(QTableWidget, "rates"), 0, "2020-01-01", "美元", "元", "0", "")
    again.on_save()
    assert "greater than zero" in again.refusal()
