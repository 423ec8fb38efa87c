"""Goals without a number: clauses that set work to be done, and the task lists inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planner.documents.folding import Span
from planner.documents.proposals import Proposal
from planner.documents.tense import Setting

_VERBS = """
加快 着重 推进 推动 加强 强化 深化 完善 健全 建立 构建 打造 建设 建成 培育 支持 引导 鼓励 促进 提升 提高
优化 扩大 拓展 落实 实施 开展 组织 抓好 做好 做强 做大 做优 保障 保护 治理 整治 防范 化解 严格 规范
创新 探索 发展 发挥 引进 出台 制定 修订 编制 启动 开工 完成 实现 巩固 改善 改造 加大 争取 争创 创建
激发 释放 壮大 培养 吸引 集聚 承接 对接 融入 服务 畅通 打通 打好 打赢 守住 筑牢 夯实 补齐 增强 增加
解决 破解 降低 减轻 清理 查处 打击 维护 确保 统筹 协调 指导 督促 监督 贯彻 坚持 牢牢 聚焦 围绕 瞄准
紧盯 盯住 抓住 把握 突出 推广 普及 宣传 弘扬 丰富 繁荣 举办 办好 筹办 参与 压实 狠抓 着力 严厉 严查
全面 持续 稳步 扎实 大力 积极 努力 切实 重点 深入 主动 有序 有效 高质量 高标准 高水平 强力 全力 坚决
进一步 继续 不断 加速 认真 及时 稳妥 充分 广泛 健康 精准 系统 合理 利用 运用 用好 盘活 整合 布局
谋划 储备 招引 转化 攻克 突破 研发 延伸 延链 改革 改进 调整 缩小 消除 稳定 稳住 挖掘 开发 开放 开拓
配置 配套 提供 设立 扶持 让 使 抓 擦亮 梳理 找出 总结 发现 修复 升级 转型 更新 普查 摸排 落细 形成
带动 扑下 抢占 派出 新建 贯通 通过 发布 试点 查找 兑现 关心 关爱 尊重 管好 管住 建好 用足
""".split()  # noqa: SIM905 - two hundred quoted words would be harder to read
_VERB = re.compile("(?:" + "|".join(sorted(set(_VERBS), key=len, reverse=True)) + ")")
_MANNER = re.compile(r"(?:以[^，,]{2,24}(?:为|的)[^，,]{0,12}?|按照?[^，,]{2,20})$")
_OPENER = re.compile(
    r"[\s●·■◆★◎]*(?:(?:今年|此外|同时|另外|其中|第?[一二三四五六七八九十]是|[一二三四五六七八九十]要|全年|年内|会议(?:要求|强调|指出)|还|并|就|也)*)"
    r"[\u4e00-\u9fff“”A-Za-z0-9·、和及]{0,24}?(?:将(?!近|军|来)|要(?!素|求|点|件|闻)|还将|必须|应当|力争|确保|争取)"
)
_STATE = re.compile(
    r"(?:显著|不断|持续|进一步|基本|明显|稳步|初步|全面|更加|逐步|大幅|有效)(?:提升|完善|优化|显现|增强|改善|达标|提高|健全|形成|好转|扩大|巩固|改观|向好)|初具|同步|高于|转变$"
)
_BARE = re.compile(r"[“”\"《》()]")
_LIST = re.compile("、")
_BULLETS = " ●·■◆★◎○▲-"
_STATEMENT = re.compile(
    r"[\u4e00-\u9fff]{1,6}是(?!否)|按照?(?!时|期|需)|根据|由于|鉴于|为了|通过[^，,]*(?:，|$)(?<!的)$"
)
_SHORTEST = 5


def find_tasks(text: str, folded: str, part: Span, setting: Setting) -> Iterator[Proposal]:
    """Yield the tasks of a clause without a figure that speaks of what shall be."""
    start = part.start
    while start < part.end and folded[start] in _BULLETS:
        start += 1
    if _STATEMENT.match(folded, start, part.end):
        return
    if opener := _OPENER.match(folded, start, part.end):
        start = opener.end()
    for span in _items(folded, Span(start, part.end)):
        yield Proposal(span.start, span.end, re.sub(r"\s+", "", span.of(text)), "task", deadline=setting.deadline)


def _items(folded: str, span: Span) -> Iterator[Span]:
    """Cut a clause at its list marks when every item sets work of its own; else keep it whole."""
    words = span.of(folded)
    if not _sets_work(words):
        return
    edges = [found.start() for found in _LIST.finditer(words)]
    starts = [0, *(edge + 1 for edge in edges)]
    items = [Span(span.start + a, span.start + b) for a, b in zip(starts, [*edges, len(words)], strict=True)]
    if len(items) > 1 and all(
        _VERB.match(_BARE.sub("", item.of(folded))) and item.end - item.start >= _SHORTEST for item in items
    ):
        yield from items
    elif len(words) >= _SHORTEST:
        yield span


def _sets_work(words: str) -> bool:
    bare = _BARE.sub("", words[:40]).lstrip(" ●·■◆★◎")
    found = _VERB.search(bare)
    if found is None:
        return bool(_STATE.search(words))
    return found.start() <= 16


def opens_with_work(folded: str, part: Span) -> bool:
    """Tell a line of a task list from a headline: it begins with the verb."""
    return bool(
        _VERB.match(folded[part.start : part.start + 12].lstrip(_BULLETS + "0123456789.、()一二三四五六七八九十"))
    )
