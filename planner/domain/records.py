"""The rows of a plan as frozen records; one class for each table.

Every record has a random ``id`` made once. Records refer to each other by id. ``pos`` orders
siblings. Days are :class:`datetime.date`; a day always means its end. Missing is ``None``
for values and days, the empty string for texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.domain.kinds import Comparator, Curve, Decision, Kind, Outlook, Rollup, Sense


@dataclass(frozen=True, slots=True)
class About:
    """The plan's own card; exactly one, with the id ``plan``."""

    id: str
    title: str = ""
    office: str = ""  # the organisation whose plan this is, as printed on sheets
    as_of: date | None = None  # 截止日: the day the figures speak of
    demo: bool = False  # invented progress, marked on screen and on every sheet
    rule: str = "default"  # light-rule preset
    note: str = ""
    cycle: int = 0  # months between the reports that are owed; 0 when none are
    letterhead: str = ""  # 发文机关标志, as printed in red above a document
    numbering: str = ""  # 发文字号 of slips, with {year} and {n}


@dataclass(frozen=True, slots=True)
class Theme:
    """领域: a field of work such as jobs or pollution control."""

    id: str
    name: str
    colour: str = "#66707F"
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Office:
    """单位: who leads or takes part; offices form a tree."""

    id: str
    name: str
    parent: str | None = None
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Document:
    """文件: a source text. ``content`` is the SHA-256 (hex) of the UTF-8 text kept in the plan."""

    id: str
    title: str
    issuer: str = ""
    number: str = ""  # 文号
    day: date | None = None
    content: str = ""
    chars: int = 0
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Goal:
    """目标: one promise. Its target values are :class:`Target` records, dated and never overwritten."""

    id: str
    name: str  # 指标
    kind: Kind = Kind.CUMULATIVE
    theme: str | None = None
    parent: str | None = None  # 任务分解: the goal this one is a part of
    definition: str = ""  # 口径
    unit: str = ""
    digits: int = 0  # decimals shown
    baseline: float | None = None  # 基数
    baseline_day: date | None = None
    start: date | None = None  # first day of the period the goal runs over
    lead: str | None = None  # 牵头单位
    owner: str = ""  # 责任人
    leader: str = ""  # 分管领导
    outlook: Outlook | None = None
    outlook_note: str = ""
    note: str = ""
    archived: bool = False
    pos: float = 0.0
    curve: Curve = Curve.LINE  # 计划轨迹
    bend: float | None = None  # steepness, exponent, or C of the DHSS curve
    middle: float | None = None  # mid-point as a share of the period, or K of the DHSS curve
    rule: str = ""  # light-rule preset of this goal; the plan's when empty
    growth: float | None = None  # growth wanted against last year, as a ratio (0.05 is 5 %)
    forecast: str = ""  # forecasting method; the best one for the kind when empty
    rollup: Rollup = Rollup.NONE
    weight: float = 1.0  # among the parts of its parent
    points: float | None = None  # 分值
    cycle: int | None = None  # months between reports; the plan's when None


@dataclass(frozen=True, slots=True)
class Target:
    """目标值: what is promised, from the day ``since`` on. ``low`` is the value; ``high`` only for ranges.

    ``low`` is ``None`` for goals without a number. Revisions are further targets of the same goal.
    """

    id: str
    goal: str
    comparator: Comparator = Comparator.EQUAL
    low: float | None = None
    high: float | None = None
    deadline: date | None = None
    since: date | None = None  # effective from; None for the first
    reason: str = ""
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """配合单位: an office that takes part in a goal."""

    id: str
    goal: str
    office: str
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Basis:
    """依据: where a goal comes from.

    With a document in the plan: its id and the character span ``[start, end)`` of its text, and those
    words. Without: ``cite`` names title, article and paragraph for a person.
    """

    id: str
    goal: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str = ""
    cite: str = ""
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Milestone:
    """里程碑: a dated step of a goal, with or without a value; ``done`` is the day it was reached."""

    id: str
    goal: str
    name: str
    due: date | None = None
    value: float | None = None
    office: str | None = None
    done: date | None = None
    note: str = ""
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Measurement:
    """进展: a dated value with a word on where it comes from.

    ``value`` is in the goal's unit; ``said`` keeps the figure as it was reported when that unit was another.
    ``sense`` says what the figure is where it differs from the goal's kind; a per-period figure may say the
    first day it covers. A figure that ``corrects`` another takes its place; the other one is kept.
    """

    id: str
    goal: str
    day: date
    value: float
    note: str = ""
    sense: Sense = Sense.AS_GOAL
    since: date | None = None
    corrects: str | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """报告: one office's words on one goal for the period that ends on ``day``."""

    id: str
    goal: str
    office: str | None
    day: date
    progress: str = ""  # 进展情况
    problems: str = ""  # 存在问题
    next_steps: str = ""  # 下一步措施
    needs: str = ""  # 需协调事项


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: a file kept inside the plan, by the SHA-256 (hex) of its bytes."""

    id: str
    goal: str
    name: str
    content: str
    size: int
    pos: float = 0.0
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """已存筛选: a named search over the goals; ``query`` in the words of ``domain.query``."""

    id: str
    name: str
    query: str
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided about the goal proposed at the characters ``[start, end)`` of a document.

    ``goal`` is the goal an accepted proposal became or was merged into; ``None`` once that goal is gone.
    """

    id: str
    document: str
    start: int
    end: int
    decision: Decision = Decision.ACCEPTED
    goal: str | None = None
    pos: float = 0.0


@dataclass(frozen=True, slots=True)
class Override:
    """人工定灯: a light given by a person from ``day`` on, with the reason; until ``until`` when that is set."""

    id: str
    goal: str
    day: date
    light: str
    reason: str = ""
    until: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a goal's own trajectory, between its start and its deadline."""

    id: str
    goal: str
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Slip:
    """督办单: a numbered notice that a goal is behind, with what is demanded and by when."""

    id: str
    goal: str
    day: date
    number: int
    level: str = ""  # the step of the rule's escalation that asked for it
    office: str | None = None
    reason: str = ""
    demand: str = ""
    due: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """考核评分: the points a goal was given for the period that ends on ``day``."""

    id: str
    goal: str
    day: date
    own: float | None = None  # 自评分
    given: float | None = None  # 考核分
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """汇率: from ``day`` on one ``unit`` is worth ``factor`` of ``base``; never built in, always a person's."""

    id: str
    unit: str
    base: str
    day: date
    factor: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day the plan's calendar differs on: ``works`` says whether it is a working day."""

    id: str
    day: date
    works: bool = False
    name: str = ""


Record = (
    About
    | Theme
    | Office
    | Document
    | Goal
    | Target
    | Partner
    | Basis
    | Milestone
    | Measurement
    | Report
    | Attachment
    | SavedFilter
    | Review
    | Override
    | Point
    | Slip
    | Score
    | ExchangeRate
    | DayOff
)
"""Any row of a plan."""
