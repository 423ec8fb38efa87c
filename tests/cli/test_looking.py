"""list, show, status, history: what a person and another program read."""

import json

from planner.cli.layout import width


def test_list_groups_by_theme_and_aligns(call, zone):
    lines = call("list", zone).out.splitlines()
    assert "cut-off date 2020-05-31" in lines[0]
    rule = next(line for line in lines if line.startswith("─"))
    places = [n for n, char in enumerate(rule) if char == " "]
    row = next(line for line in lines if "新增城镇就业" in line)
    cells = "".join(char + "\0" * (width(char) - 1) for char in row)
    assert all(cells[n] == " " for n in places if n < len(cells))
    assert sum(line.startswith("【") for line in lines) == 6


def test_list_as_json(call, zone):
    goals = json.loads(call("list", zone, "--json").out)
    jobs = next(goal for goal in goals if goal["name"] == "新增城镇就业")
    assert (jobs["target"]["low"], jobs["unit"], jobs["target"]["deadline"]) == (3000.0, "人", "2020-12-31")
    assert jobs["status"]["light"] == "no_data"
    assert [goal["number"] for goal in goals] == list(range(1, len(goals) + 1))


def test_archived_goals_keep_their_number(call, zone):
    call("set", zone, 1, "archived", "yes")
    shown = json.loads(call("list", zone, "--json").out)
    assert shown[0]["number"] == 2
    assert json.loads(call("list", zone, "--json", "--all").out)[0]["number"] == 1


def test_show_tells_target_basis_and_progress(call, demo):
    out = call("show", demo, "新签约招商引资项目签约额").out
    assert "target: ≥825" in out
    assert "第一篇" in out
    assert "2020-09-30  542.6  三季度通报口径" in out


def test_show_as_json_holds_everything(call, demo):
    goal = json.loads(call("show", demo, 1, "--json").out)
    assert goal["measurements"][-1]["value"] == 542.6
    assert goal["milestones"][0]["office"] == "招商局"
    assert {"bases", "partners", "targets", "status"} <= goal.keys()


def test_the_demonstration_is_marked(call, demo, zone):
    for command in ("list", "status"):
        assert "the progress is invented" in call(command, demo).out
        assert "invented" not in call(command, zone).out


def test_status_counts_every_live_goal(call, demo):
    answer = json.loads(call("status", demo, "--json").out)
    assert sum(answer["counts"].values()) == len(answer["goals"])
    assert answer["as_of"] == "2020-09-30"


def test_status_at_another_day_changes_nothing(call, demo):
    before = demo.read_bytes()
    answer = json.loads(call("status", demo, "--as-of", "2020年6月底", "--json").out)
    assert answer["as_of"] == "2020-06-30"
    assert demo.read_bytes() == before


def test_explained_status_gives_a_sentence_for_each_goal(call, demo):
    short, long = call("status", demo).out, call("status", demo, "--explain").out
    goals = len(json.loads(call("list", demo, "--json").out))
    assert len(long.splitlines()) >= len(short.splitlines()) + goals


def test_history_of_one_goal(call, zone):
    call("record", zone, 9, "2020-03-31", "700")
    call("set", zone, 10, "owner", "someone")
    steps = json.loads(call("history", zone, 9, "--json").out)
    assert [step["kind"] for step in steps] == ["edit", "seed"]
    assert steps[0]["what"] == "Record progress of “新增城镇就业” on 2020-03-31"
    assert len(json.loads(call("history", zone, "--json").out)) == 3


def test_newest_steps_only(call, zone):
    call("set", zone, 9, "owner", "someone")
    assert len(json.loads(call("history", zone, "-n", 1, "--json").out)) == 1


def test_an_empty_plan_says_what_to_do_next(call, tmp_path):
    call("new", tmp_path / "a.plan", "--as-of", "2020-06-30", "--title", "T")
    assert "planner add-goal" in call("list", tmp_path / "a.plan").out
