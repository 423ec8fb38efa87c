"""The head of a document: title, issuer, 文号 and date, only where they stand plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planner.documents.folding import fold
from planner.domain.days import read_day
from planner.errors import PlannerError

_HEAD_LINES = 24
_HEAD_CHARS = 2000
_LINE_CHARS = 120
_TITLE_CHARS = 60
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,14}[〔\[(【]\s?(?:19|20)\d\d\s?[〕\])】]\s?(?:第\s?)?\d{1,5}\s?号")
_DAY = re.compile(
    r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?[日号]|(?<![\d.])(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}(?![\d.])"
)
_DAY_LINE = re.compile(
    r"[(（\s]*(?:(?:发布|成文|印发|公布|报道|来源|日期|时间|发文|生成|签发)[^\d]{0,8})?(?P<day>DAY)(?P<rest>.{0,30})".replace(
        "DAY", _DAY.pattern.replace(r"\1", r"\2")
    )
)
_DELIVERED = re.compile(r"-*\s*(?P<day>(?:19|20)\d\d年\d{1,2}月\d{1,2}日)在")
_ISSUER = re.compile(
    r"(?P<issuer>[\u4e00-\u9fff、]{2,30}?(?:人民政府|管理委员会|管委会|工作委员会|党工委|委员会|国务院|办公厅|办公室|[厅局部委])+)"
    r"(?=关于|印发|\s*(?:文件)?$)"
)
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|规划|计划|报告|纲要|决定|办法|要点|措施|批复|公告|通告|规定|条例|细则|函|纪要|清单|目标|任务)$"
)
_NO_TITLE = re.compile(
    r"[。;!]|^(?:本报讯|记者|通讯员|来源|作者|目录|索引号|主题|发文|成文|标题|文号|时间|各位)|责编|责任编辑|:$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a document says about it; empty or ``None`` where it says nothing."""

    title: str = ""
    issuer: str = ""
    number: str = ""
    day: date | None = None


def read_head(text: str) -> Head:
    """Read the first lines of a document. A date without a year is no date; nothing is guessed."""
    head = text[:_HEAD_CHARS]
    lines = [line.strip() for line in head.split("\n")[:_HEAD_LINES]]
    short = [line for line in lines if line and len(line) <= _LINE_CHARS]
    folded = [fold(line) for line in short]
    title = _title(short, folded)
    return Head(title, _issuer(folded, fold(title)), _number(folded), _day(folded))


def _title(lines: list[str], folded: list[str]) -> str:
    """Return the first line that ends like a document's name, else the first that can be a title."""
    fit = [
        (line, plain)
        for line, plain in zip(lines, folded, strict=True)
        if 4 <= len(line) <= _TITLE_CHARS and not _NO_TITLE.search(plain) and not _NUMBER.search(plain)
        and not _DAY_LINE.fullmatch(plain)
    ]  # fmt: skip
    for line, plain in fit[:6]:
        if _TITLE_END.search(plain) and "，" not in plain:
            return line
    return fit[0][0] if fit else ""


def _issuer(folded: list[str], title: str) -> str:
    for line in (title, *folded):
        if found := _ISSUER.match(line):
            return found["issuer"]
    return ""


def _number(folded: list[str]) -> str:
    for line in folded:
        if found := _NUMBER.search(line):
            return re.sub(r"\s", "", re.sub(r"[\[(【]", "〔", re.sub(r"[\])】]", "〕", found[0])))
    return ""


def _day(folded: list[str]) -> date | None:
    """Return the day that stands on a line of its own (or with a source), or the day a report was given."""
    found = (_DAY_LINE.fullmatch(line) or _DELIVERED.match(line) for line in folded)
    return next(filter(None, (_calendar_day(one["day"]) for one in found if one)), None)


def _calendar_day(words: str) -> date | None:
    try:
        return read_day(words)
    except PlannerError:
        return None  # the calendar has no such day, so the line names none
