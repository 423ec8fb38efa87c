"""What a figure is when it is no goal: a part of a name, an enumeration, a threshold, a length of time, a rank."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from planner.documents.folding import Span
from planner.documents.quantities import Quantity
from planner.documents.units import TIME_UNITS, is_counter
from planner.domain.kinds import Comparator

DELIVER = (
    r"新建|新增|新改建|新改扩建|改扩建|新引进|新开工|新签|新认定|新培育|新投产|建成|建设|开工|竣工|投产|投用|改造|实施|举办|培育|打造|引进|完成|启动|培训|发放|创建|"
    r"布局|认定|发展|组建|设立|推出|出台|制定|制修订|治理|修复|整治|压减|减少|淘汰|安排|筹集|投放|储备|种植|造林|营造|转移|招引|选派|遴选|建立|争创|支持|开通|"
    r"完善|优化|维修|维护|整修|硬化|亮化|绿化|扩建|续建|重建|修建|兴建|筹建|翻新|更新|更换|安装|加装|配套|配备|购置|采购|拆除|清理|关闭|关停|取缔|搬迁|救助|资助|慰问|检查|体检|筛查|栽植|"
    r"引育|孵化|选树|评选|输送|流转|消除|免费|出栏|存栏|养护|疏浚|接待|演出|放映|覆盖|新|创|办好|建好|办理|兴办|添置|上线|播种|升级|整合|研发|攻克|突破|转化|扶持|净增|增加|帮扶|解决|保障|供应|配建|增设|开行|增长|提升|落地|签约|开展|扩大|通车|形成|开发|拨付|化解|清偿|盘活|吸引|招聘|选聘|落实|招录|募集|投入"
)
_DELIVERS = re.compile(rf"(?:{DELIVER})")
_NEW = re.compile(
    r"新建|新增|新引进|新开|建成|开工|竣工|投产|投用|改造|启动|完工|建好|开通|培育|打造|创建|通车|新改|完成|举办"
)
_DIRECT = re.compile(rf"(?:{DELIVER})(?:了|好|不少于|不低于|超过|突破|约|近)?$")
_OBJECT = re.compile(
    r"(?:级|的)?[\u4e00-\u9fff()“”\"、/A-Za-z]{0,18}?(?:项目|企业|工程|装置|生产线|基地|园区|产业|集群|机组|电站|单位|家庭|人群|人口|城市|设施"
    r"|平台|景区|码头|机场|泊位|航道|客户|产品|商户)"
)
_OF_PEOPLE = re.compile(r"的?[\u4e00-\u9fff]{0,8}(?:企业|项目|单位|村|行政村|自然村|县|镇)")
_TAIL = re.compile(r"的?(?:目标|规模|水平|大关|台阶|关口|关|任务|[)”]|$|以上)")
_ABSTRACT = re.compile(
    r"(?:重点|主要|关键|重大|突出|方面)*(?:方面|指标|问题|目标|原则|环节|阶段|领域|维度|层面|必须|坚持|部分|角度|因素|结合|统一|转变|关键词|字|确保|一批|更加|"
    r"重点(?!项目|实验|企业|工程)|关系|特点|优势|能力|体系|要求|意识|维护|自信|机制|制度|方向|重大(?:$|[，,、])|同步|聚焦|一体|不|围绕|突破|机遇|内容|抓手|统筹|到位|(?:民生|为民|惠民|利民)?(?:实事|大事|好事|小事))"
)
_COUNTED = re.compile(r"(?:提出|列出|列明|明确|部署|涉及|包括|包含|分为|梳理出?|归纳为?)(?:了|的)?$")
_PLANNED = re.compile(
    r"(?:项|大|个)?(?:行动|改革|工程|计划|工作|任务|措施|举措|政策|机制|制度|战略|体系|保险|补贴|费|规定|纪律|建设任务)"
)
_PARAMETER = re.compile(
    r"给予|补贴|补助|奖励|奖补|奖金|返还|减按|封顶|一次性|罚款|处以|贴息|利率|税率|费率|分成|额度|起付|报销|支付比例|按照?.{0,12}(?:计算|执行|收取|缴纳|计提|的比例|的标准)"
    r"|单[个户笔次家项]|每[人户亩名个月家项](?:每[年月天])?|可(?:降|申请|享受|按|给予|延长|放宽)|减征|免征|征收|扣除|抵减|抵扣|最高|上限|缴费|出资|资助|押金|保证金|注册资本|加收|起征点|免征额|起付线"
)
_RAISED = re.compile(r"(?:标准|金额|水平|养老金|低保|收入|经费).{0,10}(?:提高|增长|增加|达到?|提升|上调|不低于)")
_INCOME = re.compile(r"人均|收入|工资|养老金|低保|标准|水平|消费|产值|均价|单价|客单")
_BY_RATE = re.compile(r"(?:按|按照|以|依)[^，,]{0,10}$")
_STRETCH = re.compile(r"寿命|年限|时间|时限|天数|用时|时长|周期|学制|受教育|办理|工作日|办结|审批")
_REACH = re.compile(
    r"(?:达到?|提高到|提升到|提高至|压缩至|压缩到|缩短至|缩短到|控制在|减至|降至|降到|压减到|压减至|增至|超过|不超过|不低于|不少于)$"
)
_LONGER = re.compile(r"(?:寿命|年限|时间|时限|周期)(?:平均)?(?:再)?(?:提高|增加|缩短|延长|压减|压缩|减少)$")
_MADE = re.compile(r"(?:新[建增引开]进?|建成|建设|打造|培育|引进|举办|开工|改造|完成|实施|启动|创建)(?:好|约)?$")
_COMES_ABOUT = re.compile(
    r"上市|落地|投产|开工|达产|建成|竣工|投用|通车|挂牌|入选|入库|完工|签约|开业|脱贫|摘帽|达标|升规|覆盖|通航|投运|整治$|清零"
)
_WORK = re.compile(
    r"[\u4e00-\u9fff()“”\"、A-Za-z]{1,20}(?:改造|建设|整治|治理|修复|救助|检查|培训|维修|搬迁|回迁|安置|创建|拆除|筛查|更新|提升)(?:工程|任务|改造)?(?:$|等)"
)
_LIST_SUM = re.compile(r"等(?:[\u4e00-\u9fff]{0,3})$")
_LAST_LIST = re.compile(r"[^\d，,“”\"]{0,40}$")
_NAMED_SUM = re.compile(r"(?:开展|实施|规划|组织|放映|推进|完成).{1,40}等[\u4e00-\u9fff]{1,3}$")
_COMPARED = re.compile(r"比(?!例|重|率|赛|较|武)[^，,]{0,12}(?:增加|减少|多|少|高|低|提高|增长|上升|下降)$")
_MERE_GAP = re.compile(r"(?<!提)高$|(?<!降)低$|多$|(?<!减)少$")
_VAGUE_ONE = frozenset("批种类次款份期位名张场起代面幅层道站件支片")
_PRESENT = re.compile(r"现有|共有|高达$|(?<!人)(?<!户)拥有(?!量)|总人口|约有|还有|仍有|尚有|设有|下辖")
_EACH = re.compile(r"每(?:[百千万]|十万)?(?:名|人|户|亩|个)")
_TOTAL_OF = re.compile(
    r"(?:总投资|投资额|计划投资|总面积|占地|年产|装机|库容|产能|建筑面积|注册资本|总长|全长)(?:约|近|超|超过|达)?$"
)
_SESSION = re.compile(r"(?:、.{1,3}[次届])?(?:全会|会议|全国|常委|集体)")
_NOUN = re.compile(r"[的\u4e00-\u9fff“(]")
_FROM = re.compile(r"(?:由|从)[^，,、]{0,8}$")
_TO = re.compile(r"[\u4e00-\u9fff]{1,6}(?:到|至|为|成)")
_GRANT = re.compile(r"补助|奖励|奖补|补贴|返还|资助|扶持|贴息|减征|免征")
_GRANTED = re.compile(
    r"[,，;]?(?:可|将|均|再|每[^，,]{0,4}|由?[^，,]{0,6}财政|政府|一律)?(?:按照?[^，,。;\n]{0,20}(?:奖励|补助|补贴|给予|返还)|给予|奖励|奖补|补助(?=\d)|可?享受|一次性)"
)
# Whole budgets are set in 亿元 too; only a grant to one receiver is a parameter.
_GIVEN = re.compile(r"给予|奖励|返还|最高|每[个家户项新增]|单个|注册资本|罚")
_STANDARD = re.compile(
    r"每(?:个|所|家)?(?![千万百])[\u4e00-\u9fff]{1,6}(?:至少|建设|建成|配备|办好|设立?|安排|确定)[^，,]{0,4}$"
    r"|按照?(?:每[^，,]{0,8})?(?:不少于|不低于)?$"
)
_BORNE = re.compile(r"(?:各出|承担|负担|分担|各占)$")
_COUNT_BEHIND = re.compile(r"\d+[个家项户]")
_ORDINALS = re.compile(r"(?<![十百千万亿])[一二三四五六七八]、$")
_ATTENDED = re.compile(r"[\u4e00-\u9fff]{0,8}?(?:参加|出席|列席|参会|受到|荣获|获奖|被评|被授予)")
_THAN = re.compile(r"(?:比|较)(?!例|重|率|赛|武)[^，,。;]{0,30}$")
_FOR_WHOM = re.compile(r"[,，][^。;\n]{0,30}?的(?:企业|项目|单位|个人|人员|机构|投资者|园区)")
_CHANGED = re.compile(r"增长|下降|减少|增加|提高|降低|上升|提升|高出|多|少$")
_ASIDE = re.compile(r"^\([^()]{0,30}\)")
_EXCLUDED = re.compile(r"\((?:不含|不包括|含|其中不含|包括本)[^()]*$")
_LAID_ON = re.compile(r"^(?:以上|以下|以内)?的(?!目标)[\u4e00-\u9fff“]")
_AT_ITS_HEAD = re.compile(r"(?:^|确保|力争|实现|争取|保证|完成|达到|使|让|[、，,:])(?:全[国省市县区]|不少于|不低于)?$")
_SENTENCE_END = re.compile(r"[。;!?\n]")
_SHARE_OUT = re.compile(r"(?:、[\d.]+%)*(?:的|比例|计|给予|分)")
_NEAR = 60
_LONGEST_QUOTED = 18


@dataclass(frozen=True, slots=True)
class _Around:
    """A figure with the words of its clause before and after it."""

    before: str
    after: str
    figure: Quantity
    sentence: str  # the end of what stands before the clause in its sentence
    following: str  # the beginning of what stands behind the clause


def why_no_goal(folded: str, clause: Span, quantity: Quantity) -> str:
    """Return the name of the reason why a figure that speaks of what shall be is no goal, or the empty string."""
    around = _Around(
        folded[max(clause.start, quantity.left - _NEAR) : quantity.left],
        _ASIDE.sub("", folded[quantity.right : min(clause.end, quantity.right + _NEAR)]),
        quantity,
        _SENTENCE_END.split(folded[max(0, clause.start - _NEAR) : clause.start])[-1],
        folded[clause.end : clause.end + _NEAR // 2],
    )
    for reason, applies in _REASONS:
        if applies(around):
            return reason
    return "name" if _quoted(folded, quantity) else ""


def is_attribute(folded: str, quantity: Quantity, end: int) -> bool:
    """Tell a figure that describes a noun and belongs to its name: 投资30亿元以上的项目, 60万吨油料项目."""
    after = folded[quantity.right : min(end, quantity.right + _NEAR)]
    return _attribute(folded[max(0, quantity.left - 8) : quantity.left], after, quantity)


def _attribute(before: str, after: str, quantity: Quantity) -> bool:
    after = re.sub(r"^\s", "", after)
    if after.startswith(("强", "级")) or after in {"的", "的)"}:
        return True
    if quantity.unit.endswith("元") and quantity.right > quantity.end and _COUNT_BEHIND.match(after):
        return True
    if after.startswith("的") and quantity.unit.endswith(("人", "户", "名")):
        return True
    if quantity.unit in {"人", "户", "名"} and quantity.right > quantity.end:
        return bool(_OF_PEOPLE.match(after))
    if is_counter(quantity.unit) or quantity.base in {"%", "pp"} or after.startswith(("、", "和", "及", "与", "并")):
        return False
    if _TAIL.match(after):
        return False
    if quantity.unit in {"岁", "年", "天"} and quantity.right > quantity.end:
        return bool(re.match(r"的?[\u4e00-\u9fff]", after))
    if quantity.right > quantity.end or after.startswith("的"):
        return bool(re.match(r"的?[\u4e00-\u9fffA-Za-z“]", after))
    return bool(_OBJECT.match(after)) and not (
        _DIRECT.search(before) and not re.match(r".{0,14}(?:项目|装置|机组)", after)
    )


def _describes(around: _Around) -> bool:
    return _attribute(around.before, around.after, around.figure)


def _time(around: _Around) -> bool:
    if around.figure.unit not in TIME_UNITS:
        return False
    if "工作日" in around.figure.unit and (around.figure.bound or around.after.startswith(("办结", "内办结", "完成"))):
        return False
    if _LONGER.search(around.before):
        return False
    if _REACH.fullmatch(around.before) and _STRETCH.search(around.sentence[-24:]):
        return False
    found = list(_STRETCH.finditer(around.before))
    return not found or not (
        _REACH.search(around.before) or around.figure.bound or found[-1].end() == len(around.before)
    )


def _rank(around: _Around) -> bool:
    """前10名, 第八届, 九次全会."""
    figure = around.figure
    if figure.unit in {"次", "届", "期", "轮"} and (figure.chinese or _SESSION.match(around.after)):
        return True
    if around.after.startswith(("强", "佳")) or (figure.chinese and _ORDINALS.search(around.before)):
        return True
    return around.before.endswith(("前", "第")) and figure.unit in {"名", "位", "强", "家", "个"}


def _enumeration(around: _Around) -> bool:
    if not is_counter(around.figure.unit) or around.figure.right > around.figure.end:
        return False
    if _ABSTRACT.match(around.after) or _COUNTED.search(around.before):
        return True
    return around.figure.chinese and bool(_PLANNED.match(around.after)) and not _NEW.search(around.before)


def _vague(around: _Around) -> bool:
    """一批, 一系列, and 一半 of something that is not measured by it."""
    figure = around.figure
    if figure.half:
        return not figure.bound and "占" not in around.before and not around.before.endswith(("达", "达到"))
    if not figure.chinese or figure.low != 1 or figure.base == "%":
        return False
    return figure.unit in _VAGUE_ONE or not _MADE.search(around.before)


def _parameter(around: _Around) -> bool:
    """What a policy grants or takes: 给予20万元奖励, 税率降至13%."""
    figure = around.figure
    if figure.unit == "元" and not _INCOME.search(around.before):
        return True
    if figure.base == "%" and _BORNE.search(around.before):
        return True
    if figure.base == "%" and re.match(r"的?(?:优惠)?(?:政策|优惠|税率|费率)", around.after):
        return True
    if not (figure.unit.endswith("元") or figure.base in {"%", "x"} or "/" in figure.unit):
        return False
    if figure.unit.endswith("元") and figure.comparator is Comparator.AT_MOST and _GRANT.search(around.sentence):
        return True
    if _EXCLUDED.search(around.before) or (not around.after and _GRANTED.match(around.following)):
        return True
    if figure.unit.endswith("元") and figure.bound and not around.after and _FOR_WHOM.match(around.following):
        return True
    words = around.before[-30:] + around.after[:10]
    if figure.unit.endswith("亿元"):
        return bool(_GIVEN.search(words))
    return bool(_PARAMETER.search(words)) and not _RAISED.search(words)


def _by_rate(around: _Around) -> bool:
    if re.match(r"的(?:平均|年均)?(?:增长|发展)?(?:速度|幅度|增速)", around.after):
        return False
    return around.figure.base == "%" and bool(_BY_RATE.search(around.before)) and bool(_SHARE_OUT.match(around.after))


def _listed(around: _Around) -> bool:
    if not is_counter(around.figure.unit) or _NEW.search(around.before) or "实施" in around.before:
        return False
    if _NAMED_SUM.search(around.before) and not _NOUN.match(around.after):
        return False
    if _LIST_SUM.search(around.before):
        return True
    listed = _LAST_LIST.search(around.before)
    return bool(listed and _NOUN.match(around.after) and 1 < around.figure.low == listed[0].count("、") + 1)


def _existing(around: _Around) -> bool:
    """Counts of what is already there and merely pushed on: 抓好389个省重点项目."""
    figure = around.figure
    if not is_counter(figure.unit) or figure.bound or figure.unit.endswith(("人", "名", "人次")):
        return False
    if not _NOUN.match(around.after):
        return False
    if around.before.endswith(("为", "向", "给", "帮助", "组织", "扶持")) or _COMES_ABOUT.search(around.after):
        return False
    if _WORK.match(around.after):
        return False
    small = figure.chinese and figure.low <= 10 and not figure.unit.startswith(("万", "亿"))
    return not (_MADE if small else _DELIVERS).search(around.before)


def _than(around: _Around) -> bool:
    """The figure of another year that the goal is measured against: 比2010年的12.4万吨减少11.9%."""
    found = _THAN.search(around.before)
    if found is None or _CHANGED.search(found[0]):
        return False
    if around.before[-1] not in "的、和" and "年" not in found[0][-3:]:
        return False
    return bool(_CHANGED.search(around.after))


def _share_of(around: _Around) -> bool:
    """A share that picks out things: 税负在5%以上的项目; but 确保50%以上的村庄达标 is a goal."""
    if around.figure.base != "%" or not _LAID_ON.match(around.after):
        return False
    return around.figure.bound and not _AT_ITS_HEAD.search(around.before)


def _standard(around: _Around) -> bool:
    """What each of many is to have: 每个行政村建设1个; 每千人口医师数 is a measure of all."""
    return is_counter(around.figure.unit) and bool(_STANDARD.search(around.before))


def _delta(around: _Around) -> bool:
    found = _COMPARED.search(around.before)
    return bool(found) and (around.figure.base not in {"%", "pp"} or bool(_MERE_GAP.search(around.before)))


def _source(around: _Around) -> bool:
    """The value something rises or falls from: 由66户整合至12户."""
    return bool(_FROM.search(around.before)) and bool(_TO.match(around.after))


def _present(around: _Around) -> bool:
    """What there is: 现有企业230家."""
    if is_counter(around.figure.unit) and _ATTENDED.match(around.after):
        return True
    return not around.figure.bound and bool(_PRESENT.search(around.before[-12:])) and not _EACH.search(around.before)


def _project(around: _Around) -> bool:
    """A project's own size: 总投资50亿元的产业园."""
    return bool(_TOTAL_OF.search(around.before) and _NOUN.match(around.after)) and not _TAIL.match(around.after)


_REASONS: tuple[tuple[str, Callable[[_Around], bool]], ...] = (
    ("rank", _rank),
    ("attribute", _describes),
    ("time", _time),
    ("vague", _vague),
    ("enumeration", _enumeration),
    ("source", _source),
    ("than", _than),
    ("standard", _standard),
    ("share", _share_of),
    ("parameter", _parameter),
    ("rate", _by_rate),
    ("project", _project),
    ("list", _listed),
    ("delta", _delta),
    ("present", _present),
    ("existing", _existing),
)


def _quoted(folded: str, quantity: Quantity) -> bool:
    """Tell a figure inside a short quotation or title, which is a name or a slogan."""
    start = max(0, quantity.start - 24)
    opening = max(folded.rfind(mark, start, quantity.start) for mark in "“《「")
    if opening < 0 or re.search(r"[”》」]", folded[opening : quantity.start]):
        return False
    closing = re.search(r"[”》」]", folded[quantity.end : quantity.end + 24])
    if closing is None or quantity.end + closing.end() - opening > _LONGEST_QUOTED:
        return False
    return "目标" not in folded[quantity.end + closing.end() : quantity.end + closing.end() + 3]
