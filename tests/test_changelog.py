"""The changelog keeps its form, and knows the version that is shipped."""

import re

from planner import __version__
from tests.house import ROOT

TEXT = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_it_begins_with_what_is_not_released_yet():
    assert TEXT.startswith("# Changelog\n")
    assert re.findall(r"^## (.+)$", TEXT, re.MULTILINE)[0] == "[Unreleased]"


def test_releases_have_a_version_and_a_day_and_descend():
    heads = re.findall(r"^## (.+)$", TEXT, re.MULTILINE)[1:]
    found = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - \d{4}-\d{2}-\d{2}", head) for head in heads]
    assert all(found)
    versions = [tuple(map(int, match.groups())) for match in found]
    assert versions == sorted(versions, reverse=True)
    assert not versions or versions[0] == tuple(map(int, __version__.split(".")[:3]))


def test_changes_are_sorted_by_kind_and_every_kind_says_something():
    assert set(re.findall(r"^### (.+)$", TEXT, re.MULTILINE)) <= KINDS
    assert re.search(r"^### .+\n+(?:###|##|\Z)", TEXT, re.MULTILINE) is None


def test_entries_are_sentences():
    entries = re.findall(r"^- (.+(?:\n  .+)*)$", TEXT, re.MULTILINE)
    assert entries
    assert [entry for entry in entries if not entry.endswith(".")] == []
