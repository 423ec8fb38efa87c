"""Numerals in running Chinese text: Arabic digits, Chinese numerals, fractions and ranges.

A factor such as 万 or 亿 is kept apart from the number, because planners write it with the unit: 100 万人.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "零一二两三四五六七八九十百千万亿"
_LARGEST = 1e15

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
FACTOR = r"(?:万亿|[十百千]?亿|[十百千]?万|[百千])"
_ONE = rf"(?:{ARABIC}|[一二两三四五六七八九十][{_CHINESE}]{{0,12}}(?:点[零一二三四五六七八九]{{1,4}})?)"
_NUMERAL = re.compile(
    rf"(?:百分之(?P<percent>{_ONE}|百)|千分之(?P<permille>{_ONE}))"
    rf"|(?P<below>{_ONE})分之(?P<above>{_ONE})"
    r"|(?P<half>一半|半数|过半(?!年))"
    r"|翻(?P<doubled>[一两二三四])?番(?P<andhalf>半)?"
    rf"|(?P<low>{_ONE})(?P<lowfactor>{FACTOR})?(?P<lowunit>%|‰|个百分点|平方米|公里|[元人家个项吨户名倍亩天年岁座所条次件])?"
    rf"(?P<to>[~\-至到])(?P<high>{_ONE})"
    rf"(?P<more2>[多余])?(?P<factor2>{FACTOR})?(?P<more4>[多余])?"
    rf"|(?P<number>{_ONE})(?P<more>[多余])?(?P<factor>{FACTOR})?(?P<more3>[多余])?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral at ``[start, end)``; ``high`` is set for a range; ``factor`` is 万, 亿 … or empty.

    ``more`` tells that 多 or 余 follows (a little above the number); ``share`` that it is a part of a
    whole already in per cent (百分之五, 三分之一, 一半); ``chinese`` that no digit was
    written; ``half`` that it is the word 一半; ``multiple`` that it is a doubling (翻一番: 2, 翻两番: 4).
    """

    start: int
    end: int
    low: float
    high: float | None = None
    factor: str = ""
    more: bool = False
    share: bool = False
    chinese: bool = False
    half: bool = False
    multiple: bool = False


def find_numerals(folded: str, start: int = 0, end: int | None = None) -> Iterator[Numeral]:
    """Yield the numerals of a folded text in order; nothing is said yet about what they count."""
    for found in _NUMERAL.finditer(folded, start, len(folded) if end is None else end):
        numeral = _numeral(found)
        if numeral is not None and not _glued(folded, numeral):
            yield numeral


def read_chinese(text: str) -> float | None:
    """Return the value of a numeral such as 二十, 一千二百, 三点五, 120 or 1,200.5; ``None`` if it is none."""
    if text[:1].isdigit():
        value = float(text.replace(",", ""))
        return value if value <= _LARGEST else None
    if "点" in text:
        whole, _, rest = text.partition("点")
        units = read_chinese(whole)
        return None if units is None else units + float("0." + "".join(str(_DIGITS[char]) for char in rest))
    total = section = 0.0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _TENS:
            section += (1 if digit is None else digit) * _TENS[char]
            digit = None
        else:
            total = (total + section + (digit or 0)) * (10**4 if char == "万" else 10**8)
            section, digit = 0.0, None
    return total + section + (digit or 0)


def _glued(folded: str, numeral: Numeral) -> bool:
    """Tell whether the numeral is a part of a word: G334, M2, 1+X, 第三, 3.1.2."""
    before = folded[numeral.start - 1] if numeral.start else " "
    if before == " " and folded[numeral.start - 2 : numeral.start - 1] == "第":
        return True
    after = folded[numeral.end] if numeral.end < len(folded) else " "
    if numeral.chinese:
        return before in "第之十百千万" or before.isdigit()
    return before == "第" or (before.isascii() and (before.isalnum() or before in "._+*/")) or after in "+_"


def _numeral(found: re.Match[str]) -> Numeral | None:
    start, end = found.span()
    if found["half"]:
        return Numeral(start, end, 50.0, share=True, more=found["half"] == "过半", half=True)
    if found[0].startswith("翻"):
        times = 2.0 ** _DIGITS[found["doubled"] or "一"] * (1.5 if found["andhalf"] else 1.0)
        return Numeral(start, end, times, multiple=True, chinese=True)
    if found["percent"]:
        value = 100.0 if found["percent"] == "百" else read_chinese(found["percent"])
        return None if value is None else Numeral(start, end, value, share=True)
    if found["permille"]:
        value = read_chinese(found["permille"])
        return None if value is None else Numeral(start, end, value / 10, share=True)
    if found["below"]:
        below, above = read_chinese(found["below"]), read_chinese(found["above"])
        if not below or above is None or above > below:
            return None
        return Numeral(start, end, 100 * above / below, share=True)
    if found["to"]:
        return _range(found)
    return _plain(start, end, found["number"], found["factor"] or "", more=bool(found["more"] or found["more3"]))


def _plain(start: int, end: int, written: str, factor: str, *, more: bool) -> Numeral | None:
    chinese = not written[0].isdigit()
    if chinese and not factor:
        for tail in ("万亿", "亿", "万"):
            if "点" not in written and written.endswith(tail) and len(written) > len(tail):
                written, factor = written[: -len(tail)], tail
                break
    value = read_chinese(written)
    return None if value is None else Numeral(start, end, value, None, factor, more, chinese=chinese)


def _range(found: re.Match[str]) -> Numeral | None:
    low = _plain(found.start(), found.end(), found["low"], found["lowfactor"] or "", more=False)
    high = _plain(
        found.start(), found.end(), found["high"], found["factor2"] or "", more=bool(found["more2"] or found["more4"])
    )
    if low is None or high is None:
        return None
    scale = _times(low.factor or high.factor) / _times(high.factor)
    least, most = low.low * scale, high.low
    if least >= most:
        return high if not found["lowunit"] else None
    return Numeral(found.start(), found.end(), least, most, high.factor, chinese=low.chinese)


def _times(factor: str) -> float:
    value = 1.0
    for char in factor:
        value *= {"十": 10.0, "百": 100.0, "千": 1e3, "万": 1e4, "亿": 1e8}[char]
    return value


def factor_value(factor: str) -> float:
    """Return what a factor word multiplies by: 万 is 10,000, the empty word 1."""
    return _times(factor)
