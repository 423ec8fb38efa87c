"""What a column holds, told from its heading: the names offices use, and the headings of our own exports."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from planner.text import N_


class Purpose(StrEnum):
    """What the rows of a table become."""

    PROGRESS = "progress"
    GOALS = "goals"
    MILESTONES = "milestones"


class Field(StrEnum):
    """What a column may hold."""

    NUMBER = "number"
    GOAL = "goal"
    DAY = "day"
    VALUE = "value"
    UNIT = "unit"
    NOTE = "note"
    THEME = "theme"
    COMPARATOR = "comparator"
    TARGET = "target"
    HIGH = "high"
    DEADLINE = "deadline"
    LEAD = "lead"
    PARTNERS = "partners"
    OWNER = "owner"
    LEADER = "leader"
    DEFINITION = "definition"
    KIND = "kind"
    BASELINE = "baseline"
    BASELINE_DAY = "baseline_day"
    START = "start"
    MILESTONE = "milestone"
    OFFICE = "office"
    DONE = "done"


FIELD_NAMES = {
    Field.NUMBER: N_("No."), Field.GOAL: N_("Indicator"), Field.DAY: N_("Date"), Field.VALUE: N_("Value"),
    Field.UNIT: N_("Unit of measure"), Field.NOTE: N_("Note"), Field.THEME: N_("Theme"),
    Field.COMPARATOR: N_("Comparator"), Field.TARGET: N_("Target value"), Field.HIGH: N_("Upper value"),
    Field.DEADLINE: N_("Deadline"), Field.LEAD: N_("Lead office"), Field.PARTNERS: N_("Partner offices"),
    Field.OWNER: N_("Owner"), Field.LEADER: N_("Leader"), Field.DEFINITION: N_("Definition"), Field.KIND: N_("Kind"),
    Field.BASELINE: N_("Baseline"), Field.BASELINE_DAY: N_("Baseline date"), Field.START: N_("Start"),
    Field.MILESTONE: N_("Milestone"), Field.OFFICE: N_("Responsible office"), Field.DONE: N_("Done on"),
}  # fmt: skip
PURPOSE_NAMES = {
    Purpose.PROGRESS: N_("Progress"),
    Purpose.GOALS: N_("Goals"),
    Purpose.MILESTONES: N_("Milestones"),
}
FIELDS = {
    Purpose.PROGRESS: (Field.GOAL, Field.NUMBER, Field.DAY, Field.VALUE, Field.UNIT, Field.NOTE),
    Purpose.GOALS: (
        Field.GOAL, Field.THEME, Field.COMPARATOR, Field.TARGET, Field.HIGH, Field.UNIT, Field.DEADLINE, Field.LEAD,
        Field.PARTNERS, Field.OWNER, Field.LEADER, Field.DEFINITION, Field.KIND, Field.BASELINE, Field.BASELINE_DAY,
        Field.START, Field.NOTE,
    ),
    Purpose.MILESTONES: (
        Field.GOAL, Field.NUMBER, Field.MILESTONE, Field.DEADLINE, Field.VALUE, Field.UNIT, Field.OFFICE, Field.DONE,
        Field.NOTE,
    ),
}  # fmt: skip
"""The fields a table of each purpose may have, in the order they are offered."""

_NAMES = {
    Field.NUMBER: "序号 编号 no no. # 号",
    Field.GOAL: (
        "指标 指标名称 考核指标 考评指标 考核内容 目标名称 目标任务 工作任务 重点任务 重点工作 "
        "任务 任务名称 工作内容 事项名称 项目名称 目标 督查事项 indicator goal task "
        "'goal name'"
    ),
    Field.DAY: (
        "日期 期间 月份 时间 统计时间 报告期 报告期截至 截止日 截止日期 数据截止日 date day "
        "period month 'reported on'"
    ),
    Field.VALUE: (
        "数值 完成值 完成数 累计完成 实际完成 本月完成 当期完成 本期完成 完成情况 实际值 "
        "完成量 值 value actual"
    ),
    Field.UNIT: "计量单位 单位 unit 'unit of measure'",
    Field.NOTE: "备注 说明 数据来源 note notes remarks",
    Field.THEME: "领域 类别 指标类别 板块 分类 theme category",
    Field.COMPARATOR: "比较方式 comparator",
    Field.TARGET: (
        "目标值 量化目标 年度目标 年度目标值 全年目标 目标及质量要求 任务目标 目标数 年度计划 "
        "计划目标 target 'target value'"
    ),
    Field.HIGH: "上限值 上限 'upper value'",
    Field.DEADLINE: (
        "完成时限 时限 办理时限 完成时间 截止时间 到期日 节点时间 时间节点 完成期限 deadline "
        "due 'due date'"
    ),
    Field.LEAD: (
        "牵头单位 牵头部门 责任单位 责任部门 主办单位 主责单位 承办单位 责任主体 'lead office' "
        "'responsible office'"
    ),
    Field.PARTNERS: "配合单位 配合部门 协办单位 参与单位 参加单位 'partner offices' partners",
    Field.OWNER: "责任人 经办人 联系人 具体责任人 owner",
    Field.LEADER: "分管领导 责任领导 牵头领导 leader",
    Field.DEFINITION: "口径 指标口径 统计口径 指标解释 口径说明 definition",
    Field.KIND: "类型 指标类型 kind",
    Field.BASELINE: "基数 基期值 上年实绩 上年完成 baseline",
    Field.BASELINE_DAY: "基数日期 'baseline date'",
    Field.START: "起始日 开始日期 开始时间 start",
    Field.MILESTONE: "里程碑 节点 节点名称 阶段目标 阶段任务 节点目标 milestone",
    Field.OFFICE: "责任单位 责任部门 牵头单位 'responsible office' office",
    Field.DONE: "完成日期 实际完成时间 实际完成日期 'done on'",
}  # fmt: skip
_WORD = re.compile(r"'([^']+)'|(\S+)")
_BRACKETS = re.compile(r"[(（\[【]([^)）\]】]*)[)）\]】]")
_SHORTEST_INSIDE = 2


def plain(text: str) -> str:
    """Return a heading or a name as it is compared: half width, no blanks, small letters."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


_EXACT = {
    field: frozenset(plain(found[1] or found[2]) for found in _WORD.finditer(names)) for field, names in _NAMES.items()
}


def field_of(heading: str, purpose: Purpose, taken: frozenset[Field] = frozenset()) -> Field | None:
    """Return what a column with this heading holds, ``None`` when its words say nothing.

    A heading that is one of the known names wins; else the longest known name inside it. A field that is ``taken``
    is not given twice.
    """
    bare = plain(_BRACKETS.sub("", heading))
    fields = [field for field in FIELDS[purpose] if field not in taken]
    for field in fields:
        if bare in _EXACT[field]:
            return field
    inside = [
        (len(name), field)
        for field in fields
        for name in _EXACT[field]
        if len(name) >= _SHORTEST_INSIDE and not name.isascii() and name in bare
    ]
    return max(inside, key=_length)[1] if inside else None


def _length(found: tuple[int, Field]) -> int:
    return found[0]


def unit_in(heading: str) -> str:
    """Return what stands in a heading's brackets, such as the 亿元 of 累计完成投资（亿元）, else the empty string."""
    found = _BRACKETS.search(unicodedata.normalize("NFKC", heading))
    return found[1].removeprefix("单位").lstrip(":：").strip() if found else ""
