"""What is installed is what is pinned, and the wheel holds what the program reads."""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata

from packaging.requirements import Requirement

from planner.places import DATA, LOCALES, RESOURCES
from tests.house import ROOT

CARD = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ELSEWHERE = {"colorama", "tzdata"}  # needed on Windows alone


def plain(name: str) -> str:
    """Return a project's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    """Return the pinned versions by name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found = (line.split("#")[0].split(";")[0].strip() for line in lines)
    return {plain(name): version for name, _, version in (line.partition("==") for line in found if line)}


def wanted(requirement: Requirement) -> bool:
    """Whether a requirement holds on this machine."""
    return requirement.marker is None or requirement.marker.evaluate({"extra": ""})


def reached() -> Iterator[str]:
    """Yield everything the program and its tests stand on, directly or not."""
    project = CARD["project"]
    todo = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    seen: set[str] = set()
    while todo:
        requirement = Requirement(todo.pop())
        name = plain(requirement.name)
        if wanted(requirement) and name not in seen and name != "pip":
            seen.add(name)
            yield name
            todo += metadata.requires(name) or []


def test_everything_needed_is_pinned_and_nothing_else():
    assert set(reached()) | ELSEWHERE == pins().keys()


def test_what_is_installed_is_what_is_pinned():
    assert {name: metadata.version(name) for name in set(reached())} == {name: pins()[name] for name in set(reached())}


def test_pins_name_no_address():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "@" not in text


def test_shipped_files_go_into_the_wheel():
    inside = CARD["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert inside == {"resources": "planner/resources", "data": "planner/data"}
    assert all(folder.is_dir() for folder in (RESOURCES, DATA, LOCALES))
