"""Official faces first, then the bundled ones; the same pages everywhere when there are none."""

import pytest

from planner.sheets.fonts import BUNDLED, FontChoice, bundled_files, choose, fonts_used, load, uncovered
from tests.build import goal, plan
from tests.sheets.paper import sheets


def test_a_bare_machine_uses_the_bundled_faces_alone():
    choice = choose(["DejaVu Sans", "Arial"])
    assert choice == FontChoice()
    assert choice.bundled
    assert choice.names == BUNDLED


def test_official_faces_come_first():
    choice = choose(["方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "FangSong"])
    assert choice.names == "方正小标宋简体, 黑体, 仿宋_GB2312, 楷体_GB2312"
    assert choice.body[1] == BUNDLED
    assert not choice.bundled


def test_one_official_face_is_used_for_its_own_part():
    assert choose(["KaiTi"]).names == f"{BUNDLED}, KaiTi"


def test_the_faces_in_use_are_told():
    assert sheets(plan(goal("a", 5))).font_names == fonts_used().names


def test_bundled_faces_are_there_and_found_by_typst():
    assert bundled_files()[0].name.startswith("NotoSansSC")
    assert BUNDLED in load(system=False).families()
    assert "Arial" not in load(system=False).families()


@pytest.mark.parametrize("text", ["目标任务书 Target sheet", "𠮷㑇", "✔△●▲■◇≥≤—−〔〕", "km² ㎡ ℃ ‰ μg/m³"])
def test_what_a_sheet_needs_is_covered(text):
    assert uncovered(text) == set()


def test_characters_no_face_can_draw_are_known():
    assert uncovered("目标 😀\n") == {"😀"}
