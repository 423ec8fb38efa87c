"""A plan worth printing, and what stands on its pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from pypdf import PageObject, PdfReader

from planner.analysis.values import Rule
from planner.domain.plan import Plan
from planner.domain.records import Basis, Document, Report, Target
from planner.places import LOCALES
from planner.sheets.render import Pages, target_sheets
from planner.text import Translator
from tests.build import AS_OF, goal, office, plan, theme

SAY = {language: Translator(language, LOCALES) for language in ("zh", "en")}
PROGRESS = {"2020-03-31": 121.2, "2020-06-30": 331.0}
STEPS = {"2020-03-31": 160.0, "2020-06-30": 390.0, "2020-09-30": 615.0, "2020-12-31": 825.0}


def signed(demo: bool = False) -> Plan:
    """Return a plan with one goal that has something of everything."""
    document = Document("d", "2020年工作要点", "党政办公室", "郑港〔2020〕12号", date(2020, 3, 2))
    return plan(
        theme("招商引资"), office("招商局"), office("规划建设局"), [document],
        goal(
            "signed", 825, title="新签约招商引资项目签约额", theme="招商引资", unit="亿元", digits=1, baseline=820.0,
            lead="招商局", partners=["规划建设局"], owner="某局长", leader="某副主任", definition="当年新签约总额。",
            milestones=STEPS, progress=PROGRESS,
        ),
        [
            Target("t2", "signed", low=825.0, deadline=date(2020, 12, 31), since=date(2020, 5, 8), reason="受影响下调"),
            Basis("b", "signed", "d", 3, 20, "签约额不低于825亿元", "第3条"),
            Report("r", "signed", "招商局", AS_OF, "签约两批。", "用地未落实。", "清单复核。", "请明确供地。"),
        ],
        demo=demo,
    )  # fmt: skip


def sheets(made: Plan, *goals: str, language: str = "en") -> Pages:
    """Return the sheets of some goals, of all when none is named."""
    return target_sheets(made, goals or [g.id for g in made.in_order()], AS_OF, Rule(), SAY[language])


def read(pages: Pages) -> Sequence[PageObject]:
    """Return the pages of the PDF."""
    return PdfReader(io.BytesIO(pages.pdf())).pages


def squeezed(text: str) -> str:
    """Return a text without any white space, since lines break where they must."""
    return "".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


def words(page: PageObject) -> str:
    """Return what stands on a page, without white space."""
    return squeezed(page.extract_text())
