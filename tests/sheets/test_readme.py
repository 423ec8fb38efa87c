"""Every field a form is given is described beside the forms."""

import json

import pytest

from planner.places import RESOURCES
from planner.sheets import render
from planner.sheets.fonts import FontChoice
from planner.sheets.forms import FORMS
from tests.sheets.test_apart import order

TOLD = (RESOURCES / "sheets" / "README.md").read_text(encoding="utf-8")
ORDERS = {"duties": {"blank": True}}


def keys(value: object) -> set[str]:
    match value:
        case dict():
            return {str(key) for key in value} | {key for part in value.values() for key in keys(part)}
        case list() | tuple():
            return {key for part in value for key in keys(part)}
        case _:
            return set()


def data_of(name: str) -> object:
    made = order(2)
    if FORMS[name].data is None:
        data = render.target_sheets(made.plan, made.goals, made.as_of, made.rule, made.say).data()
        data["head"].pop("words")  # labels, told as a whole
        return data
    asked = order(2, first=made.as_of.replace(month=1, day=1), last=made.as_of, office="o", **ORDERS.get(name, {}))
    return FORMS[name].data(asked, FontChoice())


@pytest.mark.parametrize("name", FORMS)
def test_every_field_is_described(name):
    data = json.loads(json.dumps(data_of(name)))
    assert sorted(key for key in keys(data) if f"`{key}`" not in TOLD) == []


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_named_and_ships(name):
    assert f"`{name}`" in TOLD
    assert (RESOURCES / "sheets" / f"{name}.typ").is_file()


def test_self_check_a_field_that_is_not_described_is_seen():
    assert keys({"a": [{"b": 1}, {"c": {"d": 2}}]}) == {"a", "b", "c", "d"}
