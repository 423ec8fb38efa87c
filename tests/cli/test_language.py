"""Which language is spoken, and that everything said is translated."""

import re

import pytest

from planner.cli.desk import pick_language
from planner.cli.program import LOADERS
from planner.errors import PlannerError
from tests.cli.conftest import ROOT


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, None),
        ([], {"PLANNER_LANG": "en"}, "en"),
        ([], {"PLANNER_LANG": "en_GB.UTF-8"}, "en"),
        ([], {"PLANNER_LANG": "fr"}, None),
        (["--lang", "en"], {"PLANNER_LANG": "zh"}, "en"),
        (["--lang=zh-CN"], {"PLANNER_LANG": "en"}, "zh"),
        (["--", "--lang", "en"], {}, None),
    ],
)
def test_language(words, environment, language):
    assert pick_language(words, environment)[0] == language


def test_lang_may_stand_after_the_subcommand():
    assert pick_language(["list", "a.plan", "--lang", "en", "--json"], {}) == ("en", ["list", "a.plan", "--json"])


def test_unknown_language_is_refused():
    with pytest.raises(PlannerError, match="There is no language “fr”"):
        pick_language(["--lang", "fr"], {})


def test_help_lists_every_command(call):
    answer = call("--help")
    assert answer.code == 0
    assert all(f"\n  {name} " in answer.out for name in LOADERS)


@pytest.mark.parametrize("name", LOADERS)
def test_every_command_has_help_in_chinese(call, name):
    answer = call(name, "--help", "--lang", "zh")
    assert answer.code == 0
    assert answer.out.startswith(f"用法：planner {name} ")
    assert not [
        line for line in answer.out.splitlines() if line.startswith("  ") and line.isascii() and "--" not in line
    ]


def test_refusals_speak_chinese(call):
    assert call("list", "no.plan", "--lang", "zh").sentence.startswith("没有")


def test_version(call):
    answer = call("--version")
    assert (answer.code, answer.out.count(".")) == (0, 2)


def test_the_readme_names_every_command():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("## Command line") : readme.index("Exit codes")]
    assert [name for name in LOADERS if name != "open" and not re.search(rf"[ `]{name} [A-Z\[]", table)] == []
