"""自评表 / 考核评分表: points, how they are given, what was reached, own score and score given.

Columns: 填报单位（盖章） above; 考核内容 分值 评分标准 工作完成情况 自评分 考核分 备注. A score that was entered is
printed as entered; otherwise the own score is points times completion, capped at the points, which the sheet says.
"""

from __future__ import annotations

from planner.analysis.methods.scores import by_completion
from planner.domain.numbers import show_fixed, show_number, show_percent
from planner.domain.records import Goal, Score
from planner.sheets.fonts import FontChoice
from planner.sheets.orders import Order
from planner.sheets.room import Data
from planner.sheets.tabled import counter, grouped, table_data
from planner.sheets.wording import clauses, target_words, with_unit


def assessment_data(order: Order, faces: FontChoice) -> Data:
    """Return the data of the form ``assessment.typ``."""
    say = order.say
    columns = [
        counter(say), (say("Assessed"), "3fr", "left"), (say("Points"), "15mm", "right"),
        (say("How it is scored"), "2.6fr", "left"), (say("What was done"), "3.4fr", "left"),
        (say("Own score"), "16mm", "right"), (say("Score given"), "16mm", "right"), (say("Remarks"), "1.6fr", "left"),
    ]  # fmt: skip
    groups = [(name, [_row(order, n, goal) for n, goal in rows]) for name, rows in grouped(order)]
    total = sum(goal.points or 0.0 for goal in order.rows)
    own = sum(_own(order, goal) or 0.0 for goal in order.rows)
    given = [row.given for goal in order.rows if (row := _score(order, goal)) is not None and row.given is not None]
    sums = ["", say("Sum"), _points(total), "", "", "" if order.blank else _scored(own),
            "" if order.blank or not given else _scored(sum(given)), ""]  # fmt: skip
    facts = [
        say("Assessed office (seal): {office}", office=order.plan.office_name(order.office) or order.plan.about.office),
        say("Filled in on:"),
    ]
    return table_data(order, faces, say("{plan}: self-assessment", plan=order.plan.about.title), columns,
                      [*groups, ("", [sums])], facts=facts)  # fmt: skip


def _row(order: Order, n: int, goal: Goal) -> list[str]:
    say, status = order.say, order.statuses[goal.id]
    target, score = order.plan.target(goal.id, order.as_of), _score(order, goal)
    aim = target_words(target, goal) if goal.kind.numeric and target and target.low is not None else ""
    name = clauses([goal.name, aim], say)
    points = _points(goal.points)
    rule = say("points times completion, at most full marks") if goal.points is not None else ""
    if order.blank:
        return [str(n), name, points, rule, "", "", "", ""]
    share = say("completion {share}", share=show_percent(status.completion)) if status.completion is not None else ""
    done = clauses([with_unit(status.actual, goal) if status.actual is not None else "", share], say)
    given = _scored(score.given) if score else ""
    return [str(n), name, points, rule, done, _scored(_own(order, goal)), given, score.note if score else ""]


def _score(order: Order, goal: Goal) -> Score | None:
    """Return the newest score up to the cut-off."""
    rows = [row for row in order.plan.scores.get(goal.id, ()) if row.day <= order.as_of]
    return rows[-1] if rows else None


def _own(order: Order, goal: Goal) -> float | None:
    score, completion = _score(order, goal), order.statuses[goal.id].completion
    if score is not None and score.own is not None:
        return score.own
    if goal.points is None or completion is None:
        return None
    return by_completion(goal.points, max(completion, 0.0), ceiling=1.0)


def _scored(value: float | None) -> str:
    """Write a score with two decimals, so that one stands below the other."""
    return "" if value is None else show_fixed(value, 2)


def _points(value: float | None) -> str:
    if value is None:
        return ""
    return show_number(value, 0) if value == int(value) else show_fixed(value, 2)
