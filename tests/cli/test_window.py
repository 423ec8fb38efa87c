"""The window from the command line: a picture of it, and the main job where there is no screen."""

import struct

import pytest
from pypdf import PdfReader

from planner.cli.window import has_screen


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_has_screen(platform, environment, expected):
    assert has_screen(platform, environment) is expected


def test_shot(process, demo, tmp_path):
    before = demo.read_bytes()
    assert process("shot", demo, "-o", "window.png", "--size", "1400x800", "--dark").code == 0
    picture = (tmp_path / "window.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (1400, 800)
    assert demo.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["-o", "x.jpg"], "is a .png"),
        (["-o", "x.png", "--size", "big"], "is no size"),
        (["-o", "x.png", "--page", "moon"], "is not one of: goals, reading"),
    ],
)
def test_shots_that_cannot_be(call, demo, words, part):
    assert part in call("shot", demo, *words).sentence


def test_without_a_screen_the_main_job_is_done_on_paper(process, tmp_path):
    for folder in ("planner-out", "planner-out-2"):
        answer = process(env={"DISPLAY": "", "WAYLAND_DISPLAY": ""})
        assert answer.code == 0
        assert "There is no screen here" in answer.out
        made = {path.name for path in (tmp_path / folder).iterdir()}
        assert made == {"zone-2020.plan", "window.png", "target-sheets.pdf"}
        assert all(str(tmp_path / folder / name) in answer.out for name in made)
        assert len(PdfReader(tmp_path / folder / "target-sheets.pdf").pages) >= 30


def test_without_a_screen_a_named_plan_is_drawn_and_not_copied(process, demo, tmp_path):
    assert process(demo).code == 0
    assert {path.name for path in (tmp_path / "planner-out").iterdir()} == {"window.png", "target-sheets.pdf"}


def test_a_plan_that_is_not_there(call, tmp_path):
    assert "There is no file “gone.plan”" in call(tmp_path / "gone.plan").sentence
