"""The main job through the command line, from a new plan to a printed sheet."""

import json
import re
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from tests.cli.conftest import SHARED

SEED = SHARED / "documents" / "texts" / "seed.txt"


@pytest.fixture
def goal(call):
    """Read one goal back."""
    return lambda plan, which: json.loads(call("show", plan, which, "--json").out)


def test_from_the_zones_plan_to_a_printed_sheet(call, goal, tmp_path):
    plan = tmp_path / "航空港.plan"
    assert call("new", plan, "--from", "zone").code == 0
    assert "新增城镇就业" in call("list", plan).out
    assert call("set", plan, "plan", "as_of", "2020-06-30").code == 0
    assert call("milestones", plan, "新增城镇就业", "--every", "quarter").code == 0
    assert call("record", plan, "新增城镇就业", "2020年6月30日", "１，４００人", "--note", "半年报").code == 0
    assert goal(plan, "新增城镇就业")["status"]["light"] == "behind"
    assert call("status", plan, "--explain").code == 0
    assert call("sheet", plan, "新增城镇就业", "-o", tmp_path / "sheet.pdf").code == 0
    text = "".join(page.extract_text() for page in PdfReader(BytesIO((tmp_path / "sheet.pdf").read_bytes())).pages)
    assert all(word in re.sub(r"\s", "", text) for word in ("新增城镇就业", "3,000", "1,400"))
    assert call("check", plan).code == 0


def test_goals_find_their_wording_in_the_document(call, goal, zone):
    assert SEED.exists(), "the document lies beside the project"
    answer = call("add-document", zone, SEED)
    found = int(re.search(r"(\d+) goals found", answer.out)[1])
    assert found >= 30
    quotes = [basis["quote"] for basis in goal(zone, "新签约招商引资项目签约额")["bases"]]
    assert any("825" in quote for quote in quotes)
    assert "already in the plan" in call("add-document", zone, SEED).sentence


def test_undo_back_to_the_start_and_redo_to_the_end(call, zone):
    start = call("list", zone, "--json").out
    call("milestones", zone, 9, "--every", "month")
    call("record", zone, 9, "2020-03-31", "700")
    call("set", zone, 9, "owner", "某人")
    call("add-goal", zone, "清理台账")
    end = call("list", zone, "--json").out
    for _ in range(4):
        assert call("undo", zone).code == 0
    assert call("list", zone, "--json").out == start
    for _ in range(4):
        assert call("redo", zone).code == 0
    assert call("list", zone, "--json").out == end
    assert call("check", zone).out == "The plan is whole.\n"


def test_all_sheets_of_the_demonstration(call, demo, tmp_path):
    answer = call("sheet", demo, "-o", tmp_path / "all.pdf")
    goals = json.loads(call("list", demo, "--json").out)
    assert answer.out == f"Printed {len(goals)} target sheets: all.pdf.\n"
    assert len(PdfReader(tmp_path / "all.pdf").pages) >= len(goals)


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_a_sheet_as_picture(call, demo, tmp_path, ending):
    assert call("sheet", demo, 2, "-o", tmp_path / f"one.{ending}").code == 0
    (first, *_) = sorted(tmp_path.glob(f"one*.{ending}"))
    assert first.read_bytes()[:4] in (b"\x89PNG", b"<svg")


def test_a_chart(call, demo, tmp_path):
    assert call("chart", demo, 1, "-o", tmp_path / "chart.svg").code == 0
    drawn = ET.parse(tmp_path / "chart.svg").getroot()
    assert drawn.tag.endswith("svg")
    assert "亿元" in "".join(drawn.itertext())


@pytest.mark.parametrize(("ending", "start"), [("json", b"{"), ("csv", "\ufeff".encode()), ("xlsx", b"PK")])
def test_export(call, demo, tmp_path, ending, start):
    out = tmp_path / f"out.{ending}"
    assert call("export", demo, "-o", out).code == 0
    assert out.read_bytes().startswith(start)


def test_a_backup_is_a_plan(call, demo, tmp_path):
    assert call("backup", demo, tmp_path / "copy.plan").code == 0
    assert call("check", tmp_path / "copy.plan").code == 0
    assert call("list", tmp_path / "copy.plan", "--json").out == call("list", demo, "--json").out


def test_check_finds_a_broken_history(call, demo):
    demo.write_bytes(demo.read_bytes().replace(b"tester", b"Tester", 1))
    answer = call("check", demo)
    assert (answer.code, answer.out) == (1, "1: step 1 of the history was altered\n")


def test_check_finds_parts_that_do_not_add_up(call, zone):
    for name in ("城区", "镇区"):
        call("add-goal", zone, name, "--target", "1000", "--unit", "人", "--parent", "新增城镇就业")
    answer = call("check", zone)
    assert answer.code == 0
    said = "新增城镇就业: Its parts add up to 2,000 人 instead of 3,000 人, 1,000 人 too little."
    assert answer.out.splitlines()[0] == said
