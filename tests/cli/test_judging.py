"""Lights given by hand, the list of rules, and what stands behind a light, on the command line."""

import json

import pytest


def status_of(call, plan, *words):
    return json.loads(call("status", plan, "1", "--explain", "--json", *words).out)["goals"][0]


def test_a_light_is_given_and_taken_back(call, demo):
    by_rule = status_of(call, demo)["light"]
    said = call("light", demo, "1", "no_data", "--reason", "under review", "--until", "2020-12-31")
    assert "no data*" in said.out
    given = status_of(call, demo)
    assert (given["light"], given["by_rule"]) == ("no_data", by_rule)
    assert given["override"]["reason"] == "under review"
    assert call("light", demo, "1", "--clear").code == 0
    assert status_of(call, demo)["by_rule"] is None


def test_a_light_before_the_given_day_stays(call, demo):
    before = status_of(call, demo, "--as-of", "2020-08-31")["light"]
    assert call("light", demo, "1", "done", "--reason", "x").code == 0
    assert status_of(call, demo, "--as-of", "2020-08-31")["light"] == before


@pytest.mark.parametrize(
    "words",
    [
        ("behind",),
        ("purple", "--reason", "x"),
        ("behind", "--reason", "x", "--until", "2020-01-01"),
        ("behind", "--reason", "x", "--from", "2020-02-31"),
        ("behind", "--reason", "x", "--clear"),
        ("--clear",),
        (),
    ],
)
def test_a_wrong_light_is_refused_with_a_sentence(call, demo, words):
    said = call("light", demo, "1", *words)
    assert said.code == 2
    assert said.sentence
    assert status_of(call, demo)["override"] is None


def test_a_light_is_named_in_the_words_of_the_rule(call, demo):
    call("set", demo, "1", "rule", "yinchuan")
    assert call("light", demo, "1", "red light", "--reason", "x").code == 0
    assert status_of(call, demo)["light"] == "far_behind"


def test_rules_name_bounds_meaning_and_source(call):
    rules = {rule["name"]: rule for rule in json.loads(call("rules", "--json").out)}
    zaozhuang = rules["zaozhuang"]["bands"][0]
    assert (zaozhuang["name"], zaozhuang["means"]) == ("blue light", "rewards leaders")
    assert all(rule["source"] for rule in rules.values())
    assert "5 points or more above is ahead" in call("rules").out


def test_explaining_says_what_stands_behind_a_light(call, demo):
    found = status_of(call, demo)
    assert len(found["history"]) == 7
    assert found["history"][-1]["light"] == found["light"]
    assert found["forecast"]["low"] <= found["forecast"]["median"] <= found["forecast"]["high"]
    said = call("status", demo, "1", "--explain").out
    for words in ("bounds:", "since:", "last seven periods:", "basis of the forecast:", "needed a month:"):
        assert words in said
