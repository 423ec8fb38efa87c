"""The part of the text a proposal stands in, and the offices the text makes answer for it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.documents.proposals import Proposal

_HEADING = re.compile(
    r"^ *(?:[(]?[一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十]{1,3}[章节部]|[●■◆★])[ 、]*"
    r"(?P<numbered>[^。;，,:\n]{2,30})"
    r"|^ *(?P<alone>[\u4e00-\u9fff、“”]{4,20}) *$",
    re.MULTILINE,
)
_NO_THEME = re.compile(
    r"\d|(?:目标|任务|安排|部署|要求|思想|原则|措施|意见|通知|方案|规划|计划|报告|回顾|总结|重点|要点|思路|打算|形势|背景|问题|附则|指标)$|^(?:总体|主要|重点|各位|同志们|记者|本报)|一是|二是"
)
_ASPECT = re.compile(r"(?:^|[，。;\n])在?“?(?P<words>[\u4e00-\u9fff、]{2,12})”?方面[，,:]")
_NOTE = re.compile(
    r"\((?P<aside>[^()\n]{0,160}?(?:牵头|责任(?:单位|部门|人)|主责|主办|负责|配合|落实单位)[^()\n]{0,160}|[^()\n]{2,30}负责)\)"
    r"|^ *(?P<line>(?:牵头|责任|主责|主办|配合|协办)(?:单位|部门)[:].{2,200})$"
    r"|由(?P<by>[\u4e00-\u9fff]{2,16}?)(?=牵头)",
    re.MULTILINE,
)
_LEADING = re.compile(
    r"(?:牵头|主责|主办)(?:单位|部门)?[:]|(?:责任|落实)(?:单位|部门|人)[:]|(?:配合|协办|参与)(?:单位|部门)?[:]"
)
_LEADS = re.compile(r"^(?P<who>[\u4e00-\u9fff、()]{2,60}?)(?:等)?(?:分别|共同)?牵头")
_DUTIES = re.compile(
    r"(?:等)?(?:有关部门|相关部门|各部门)?(?:按照?职责分工|依职责|分工|分别|共同|具体)*(?:负责|配合|参与|落实|推进|牵头)*$|等$"
)
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,20}")
_NO_OFFICE = re.compile(r"持续推进|完成|月底|年内|长期|^各|有关|相关")


@dataclass(frozen=True, slots=True)
class _Note:
    """Offices named in an aside or a line at ``[start, end)``, the leading one first."""

    start: int
    end: int
    offices: tuple[str, ...]
    line: bool


def with_sections(folded: str, goals: Sequence[Proposal]) -> list[Proposal]:
    """Give each proposal the theme of the part it stands in and the offices named behind it in its paragraph."""
    themes = list(_themes(folded))
    notes = list(_notes(folded))
    starts, ends = [at for at, _ in themes], [note.start for note in notes]
    found = []
    for goal in goals:
        at = bisect_right(starts, goal.start) - 1
        theme = themes[at][1] if at >= 0 else ""
        note = bisect_left(ends, goal.end)
        offices = _answering(folded, goal.end, notes[note : note + 3])
        found.append(replace(goal, theme=theme, offices=offices) if theme or offices else goal)
    return found


def _themes(folded: str) -> Iterator[tuple[int, str]]:
    """Yield where a part begins and what it is about; a part that only says 主要目标 is about nothing."""
    marks = [(found.end(), found["numbered"] or found["alone"]) for found in _HEADING.finditer(folded)]
    marks += [(found.end(), found["words"]) for found in _ASPECT.finditer(folded)]
    for at, words in sorted(marks):
        yield at, "" if _NO_THEME.search(words) else words.strip(" “”")


def _notes(folded: str) -> Iterator[_Note]:
    for found in _NOTE.finditer(folded):
        words = found["aside"] or found["line"] or found["by"]
        offices = tuple(dict.fromkeys(_offices(words))) if not found["by"] else (words,)
        if offices:
            yield _Note(found.start(), found.end(), offices, bool(found["line"]))


def _offices(words: str) -> Iterator[str]:
    """Yield the offices of a note: those behind 牵头单位: first, then the others as they stand."""
    labels = list(_LEADING.finditer(words))
    if labels:
        ends = [*(label.start() for label in labels[1:]), len(words)]
        for label, end in zip(labels, ends, strict=True):
            yield from _split(words[label.end() : end])
        return
    lead = _LEADS.match(words)
    if lead:
        yield from _split(lead["who"])
        words = words[lead.end() :]
    yield from _split(words)


def _split(words: str) -> Iterator[str]:
    for part in re.split(r"[、，,;。 ]|(?<=[局委办部厅])(?:和|及)", words):
        name = _DUTIES.sub("", part)
        if _OFFICE.fullmatch(name) and (len(name) > 2 or name[-1] in "局委办部厅") and not _NO_OFFICE.search(name):
            yield name


def _answering(folded: str, end: int, notes: Sequence[_Note]) -> tuple[str, ...]:
    """Return the offices of the first note behind ``end`` in the paragraph, or of the lines right below it."""
    if not notes:
        return ()
    line_end = folded.find("\n", end)
    line_end = len(folded) if line_end < 0 else line_end
    first = notes[0]
    if first.start < line_end:
        return first.offices
    offices: list[str] = []
    for note in notes:
        if not note.line or folded[line_end : note.start].strip():
            break
        offices += note.offices
        line_end = note.end
    return tuple(dict.fromkeys(offices))
