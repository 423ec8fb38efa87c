"""What a document speaks of, sentence by sentence: what was, or what shall be, and until when.

Chinese verbs have no tense. What a reader goes by is kept here as a course through the text: headings,
opening time words and announcements hold on until the next one; a word inside a sentence holds to its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from planner.documents.folding import Span
from planner.documents.times import Time, find_times


class Tense(Enum):
    """What a stretch of text speaks of."""

    AHEAD = "ahead"
    BEHIND = "behind"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Setting:
    """Tense and deadline in force for a clause; ``named`` when the clause itself names the deadline.

    ``pledged`` tells that a word before it in its sentence promises (力争, 计划).
    """

    tense: Tense
    deadline: date | None = None
    named: bool = False
    pledged: bool = False


_MODAL = re.compile(
    r"力争|力求|确保(?!了)|争取(?!了)|拟(?=[安订定建新完发])|将(?!近|军|来|要求|其)|预期目标|主要目标|目标是|目标为|计划(?=新|完|实|建|投|安|到)|努力(?=实现|完成|达到|争取|打造|推动|把|使|做)"
)
# In a review 争取 and 确保 tell what was done: 累计争取资金, 确保平稳运行.
_FIRM_MODAL = re.compile(
    r"力争|(?:^|[，,])(?:还|也)?(?:要|将)?(?:确保(?!了)|争取(?=到|在|年|20|今|明))|(?<=[^即，,、。;\s])将(?!近|军|来|要求|其|[^，,]{0,20}了)|预期目标|目标是|目标为"
)
_DUTY = re.compile(
    r"(?:^|[，,;、会还就都仍既又也])要(?!素|点|件|闻|么|求|塞|道|地)|必须|务必|应当?(?=[在把将按加建])|下一步|今后|打算"
)
_DONE = re.compile(
    r"(?<![为除罢极明得不])了(?!解|然|不起|望|却|断)|已(?!婚)|同比|环比|截至|截止|超额完成|提前完成|如期完成|圆满|据统计|历史新高|历史性|据了解"
)
_COMPARES = re.compile(r"同比|环比")
_STATE = re.compile(r"目前|当前|现有|现状|这些年|现已|长期以来|以来(?!.{0,4}要)|仍然|依然")
_BOAST = re.compile(
    r"首次|位居|位列|列全国|居全[国省市]|排名|跃居|跃升|稳居|荣获|获评|获批|入选|成功|相继|累计|全国第|显著(?=提升|增强|改善)|高于全[国省]|蝉联|近年最|历年|超过全[国省]|连续[\d一二三四五六七八九十]+[年个]"
)
_FINE_FIGURE = re.compile(r"\d\.\d\d|\d\d\.\d")
# Words for a whole year that a review uses of its own year too.
_EITHER_WAY = frozenset({"全年", "当年", "年底", "年末", "年内"})
_SO_MANY_YEARS = re.compile(r"[一两二三四五六七八九十\d]{1,2}年")
_COMPARED = re.compile(r"(?:比|较|与|同|从|自|由|对比|相比|基于|在|截至)$")
_BASED = re.compile(
    r"^(?:远景|基本实现|前?碳达峰|前?碳中和|的?基础上|相比|以来|开始|起|的?水平|同期|全国|(?:的)?(?:不变|可比)?价|为基[期数年]|(?:的)?(?:基数|口径)|的[\d一二两三四五六七八九十.]+倍)"
)
_REVIEW_HEAD = re.compile(
    r"回顾|回眸|成就|(?:主要|取得的?|工作|显著)成[效绩]|工作(?:总结|亮点|情况)|总结$|亮点$|(?:完成|执行|进展|运行|落实|实施)情况|发展(?:基础|现状)|现状$|(?:面临的?|发展)(?:形势|环境)|背景$|存在的?(?:主要|突出)?(?:问题|不足)|主要问题"
)
_PLAN_HEAD = re.compile(
    r"(?:目标|任务)(?:$|和|与|及|要求|安排)|(?:工作|任务|总体)(?:安排|部署|重点|要点|思路|打算|计划)|重点(?:工作|任务|项目|领域)|总体要求|基本要求|指导思想"
    r"|(?:措施|举措|保障|实施|计划|布局|方向)$"
)
_ANNOUNCED = re.compile(
    r"展望(?:未来|今年|明年|新)|(?:预期|主要|发展|工作|总体|具体|奋斗|约束性)(?:目标|指标)|目标任务|(?:工作|任务)安排|重点(?:抓好|做好|工作)|总体要求|具体指标"
)
_DATELINE = re.compile(r"^(?:本报讯|本报记者|【?.{0,6}讯】?[\s:(])")
_CHAPTER = re.compile(r"第?[一二三四五六七八九十]{1,3}[、章部]")
_BELOW = re.compile(r"[(（][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.、]|[一二三四五六七八九十]是")
_HEADING_CHARS = 42
_SHORT_OPENING = 6


def _opening_end(parts: Sequence[Span]) -> int:
    """Return where a sentence's opening ends: its first clause, and the next one after a mere 据了解 or 具体指标."""
    end = parts[0].end
    if len(parts) > 1 and end - parts[0].start <= _SHORT_OPENING:
        end = parts[1].end
    return end


def _aside(before: str) -> bool:
    """Tell whether a parenthesis is open after these words that did not open with them."""
    return before.rfind("(") > max(0, before.rfind(")"))


def _until(setting: Setting) -> date | None:
    """Return the deadline a setting gives to what lies ahead; the year of a review is none."""
    return setting.deadline if setting.tense is not Tense.BEHIND else None


class Course:
    """Walks through the sentences of one text in order and keeps what was announced."""

    def __init__(self, folded: str, day: date | None) -> None:
        """Begin a text; ``day`` is its own date, against which years are past or not yet."""
        self._folded = folded
        self._day = day
        self._section = Setting(Tense.OPEN)
        self._paragraph = self._section
        self._line = 0
        self._read = -1
        self._open_line: Tense | None = None
        self._first: date | None = None
        self._review_chapter = self._reviewing = False

    @property
    def first_deadline(self) -> date | None:
        """The first deadline announced for a part of the text, else the end of the document's own year."""
        return self._first or (date(self._day.year, 12, 31) if self._day else None)

    def settings(self, sentence: Span, parts: Sequence[Span]) -> Iterator[Setting]:
        """Yield the setting of each clause of the next sentence."""
        self._begin(sentence)
        current = self._opening(sentence, Span(parts[0].start, _opening_end(parts)))
        if self._first is None and self._lasting(until := _until(self._section)):
            self._first = until
        named: list[Setting] = []
        for part in parts:
            current = self._clause(part, current)
            named += [current] if current.named else []
            yield self._settled(current)
        self._adopt(named)

    def _adopt(self, named: Sequence[Setting]) -> None:
        """Let a time named in the midst of a sentence hold on where nothing was announced before."""
        ahead = next((one for one in named if one.tense is Tense.AHEAD and self._lasting(one.deadline)), None)
        if self._paragraph.tense is Tense.OPEN and named and named[-1].tense is Tense.BEHIND:
            self._paragraph = replace(named[-1], named=False)
        elif ahead is not None and self._paragraph.tense is not Tense.BEHIND and self._paragraph.deadline is None:
            self._paragraph = replace(ahead, named=False)
            if self._section.tense is not Tense.BEHIND and self._section.deadline is None:
                self._section = self._paragraph

    def _lasting(self, deadline: date | None) -> bool:
        return deadline is not None and deadline.month == 12

    def _settled(self, setting: Setting) -> Setting:
        if setting.tense is Tense.OPEN:
            return replace(setting, tense=self._guessed())
        return setting

    def _begin(self, sentence: Span) -> None:
        """Enter the sentence's line; a new line forgets what held for the paragraph only."""
        line = self._folded.rfind("\n", max(self._read, 0), sentence.start)
        first, self._read = self._read < 0, sentence.end
        if line < 0 and not first:
            return
        self._line = max(line, 0)
        self._open_line = None
        self._paragraph = self._section
        if _DATELINE.match(self._folded[sentence.start : sentence.start + 12]):
            self._section = self._paragraph = Setting(Tense.OPEN)

    def _opening(self, sentence: Span, first: Span) -> Setting:
        """Return what holds as the sentence begins, and remember what its opening announces."""
        words = first.of(self._folded)
        if self.is_heading(sentence):
            self._head(sentence.of(self._folded), sentence)
            return self._paragraph
        firm = bool(_MODAL.search(words) or _DUTY.search(words))
        times = [
            time
            for time in self._times(first)
            if time.start - first.start <= 12
            and not (self._section.tense is not Tense.AHEAD and self._either_way(time, firm=firm))
        ]
        ahead = [time for time in times if self._tense_of(time) is Tense.AHEAD]
        if _ANNOUNCED.search(words) and not _DONE.search(words):
            deadline = ahead[0].deadline if ahead else _until(self._section)
            self._reviewing = False
            self._section = self._paragraph = Setting(Tense.AHEAD, deadline)
        elif times and self._tense_of(times[0]) is Tense.BEHIND:
            self._paragraph = Setting(Tense.BEHIND, times[0].deadline)
            if self._section.tense is not Tense.AHEAD:
                self._section = self._paragraph
        elif ahead and not _DONE.search(words):
            if self._paragraph.tense is Tense.AHEAD and not self._lasting(ahead[0].deadline):
                return Setting(Tense.AHEAD, ahead[0].deadline)  # 一季度, 6月底前: for this sentence only
            self._paragraph = Setting(Tense.AHEAD, ahead[0].deadline)
            if not ahead[0].by or self._section.tense is not Tense.AHEAD or self._lacks(ahead[0].deadline):
                self._section = self._paragraph
        return self._paragraph

    def _lacks(self, deadline: date | None) -> bool:
        """Tell whether a part announced without a deadline takes this one: the end of a year."""
        return self._section.deadline is None and self._lasting(deadline)

    def _head(self, words: str, span: Span) -> None:
        times = list(self._times(span))
        tense = self._tense_of(times[-1]) if times else None
        chapter = bool(_CHAPTER.match(words))
        if _REVIEW_HEAD.search(words) and not re.search(r"目标|安排|任务", words):
            self._section = Setting(Tense.BEHIND)
            self._review_chapter, self._reviewing = chapter, True
        elif tense is Tense.AHEAD:
            self._section = Setting(Tense.AHEAD, times[-1].deadline)
        elif _PLAN_HEAD.search(words) and tense is not Tense.BEHIND and not self._under_review(words):
            self._section = Setting(Tense.AHEAD, _until(self._section))
        elif chapter and self._review_chapter and self._section.tense is Tense.BEHIND:
            # The next chapter after one called a review, and not called one itself.
            self._section = Setting(Tense.OPEN)
        self._reviewing = self._reviewing and self._section.tense is Tense.BEHIND
        self._paragraph = self._section

    def _under_review(self, words: str) -> bool:
        """Tell a lesser heading inside a review, where 保障 and 措施 speak of what was done."""
        return self._section.tense is Tense.BEHIND and bool(_BELOW.match(words))

    def is_heading(self, sentence: Span) -> bool:
        """Tell a line of its own without an end mark, or one that is numbered like a chapter."""
        if sentence.end - sentence.start > _HEADING_CHARS:
            return False
        before = self._folded[sentence.start - 1] if sentence.start else "\n"
        after = self._folded[sentence.end] if sentence.end < len(self._folded) else "\n"
        return before == "\n" and after == "\n" and self._folded[sentence.end - 1] != ":"

    def _clause(self, part: Span, before: Setting) -> Setting:
        words = part.of(self._folded)
        setting, spare = self._dated(part, words, replace(before, named=False))
        behind = setting.tense is Tense.BEHIND
        if (_FIRM_MODAL if behind else _MODAL).search(words) or (not behind and _DUTY.search(words)):
            deadline = _until(setting) or spare or _until(self._paragraph) or _until(self._section)
            return Setting(Tense.AHEAD, deadline, setting.named and not behind, pledged=True)
        if setting.named:
            return setting
        # A promise may say by how much it goes beyond last year: 同比增长8%.
        if _DONE.search(_COMPARES.sub("", words) if setting.pledged else words) or _STATE.search(words):
            return Setting(Tense.BEHIND)
        return setting

    def _dated(self, part: Span, words: str, setting: Setting) -> tuple[Setting, date | None]:
        """Return the setting its time words give a clause, and the end of a year named that settles nothing."""
        spare: date | None = None
        for time in self._times(part):
            tense = self._tense_of(time)
            if setting.tense is Tense.BEHIND and self._either_way(time):
                spare = time.deadline
            elif tense is Tense.BEHIND and not _aside(words[: time.start - part.start]):
                setting = Setting(Tense.BEHIND, time.deadline, named=True)
            elif tense is Tense.AHEAD and setting.tense is Tense.OPEN and self._either_way(time):
                setting = replace(setting, deadline=time.deadline)
            elif tense is Tense.AHEAD:
                until = self._folded[time.end - 1 : time.end] == "前"
                setting = Setting(Tense.AHEAD, time.deadline, named=True, pledged=setting.pledged or until)
        return setting, spare

    def _either_way(self, time: Time, *, firm: bool = False) -> bool:
        """Tell a word for the whole year, or in a review the document's own year unless the clause promises."""
        words = self._folded[time.start : time.end]
        if words in _EITHER_WAY or _SO_MANY_YEARS.fullmatch(words):
            return True
        whole = self._folded[time.end - 1 : time.end] in {"年", "度"}
        own = self._day is not None and time.year == self._day.year
        return self._reviewing and own and whole and not time.by and not firm

    def _times(self, span: Span) -> Iterator[Time]:
        """Yield the time words of a span that are not merely compared with."""
        for time in find_times(self._folded, span.start, span.end, self._day):
            before = self._folded[max(span.start, time.start - 2) : time.start]
            compared = _COMPARED.search(before) and not time.by
            if not compared and not _BASED.match(self._folded[time.end : min(span.end, time.end + 6)]):
                yield time

    def _tense_of(self, time: Time) -> Tense:
        if time.behind:
            return Tense.BEHIND
        if time.deadline is None:
            return Tense.AHEAD if self._day is None and not self._folded[time.start].isdigit() else Tense.OPEN
        if self._day is None:
            return Tense.AHEAD if time.by else Tense.OPEN
        return Tense.BEHIND if time.deadline < self._day else Tense.AHEAD

    def _guessed(self) -> Tense:
        """Judge a line of which nothing was announced: achievements are boasted of in fine figures."""
        if self._open_line is None:
            end = self._folded.find("\n", self._line + 1)
            line = self._folded[self._line : len(self._folded) if end < 0 else end]
            past = len(_BOAST.findall(line)) + len(_DONE.findall(line)) + len(_FINE_FIGURE.findall(line)) / 2
            ahead = 2 * len(_MODAL.findall(line)) + len(_DUTY.findall(line))
            self._open_line = Tense.BEHIND if past > 1 and past > ahead else Tense.AHEAD
        return self._open_line
