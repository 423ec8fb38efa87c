"""``read`` and ``add-document --accept``: proposals in the format they are scored in, and goals in one step."""

import json

import pytest

TEXT = (
    "示范区年度工作会议\n2021年3月2日\n\n会议提出，今年新建充电站40座以上，新增绿地12.5公顷。去年全区新增绿地10公顷。\n"
    "今年要推进河道清淤。\n"
)


@pytest.fixture
def doc(tmp_path):
    path = tmp_path / "meeting.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def undated(tmp_path):
    path = tmp_path / "undated.txt"
    path.write_text(TEXT.replace("2021年3月2日\n", ""), encoding="utf-8")
    return path


@pytest.fixture
def empty(call, tmp_path):
    path = tmp_path / "empty.plan"
    assert call("new", path, "--as-of", "2021-06-30").code == 0
    return path


def test_json_is_the_format_the_labels_are_scored_in(call, doc):
    answer = call("read", doc, "--json")
    first, *_ = json.loads(answer.out)["meeting"]
    assert (first["indicator"], first["comparator"], first["value"], first["unit"]) == ("新建充电站", ">=", 40, "座")
    assert first["deadline"] == "2021-12-31"
    assert TEXT[first["start"] : first["end"]].endswith("40座以上")
    assert {"rule", "theme", "goal_kind", "value_start", "value_end"} <= first.keys()


def test_work_and_baselines_are_told_apart(call, doc):
    rows = json.loads(call("read", doc, "--json").out)["meeting"]
    assert [row["indicator"] for row in rows if row.get("kind") == "qualitative"] == ["推进河道清淤"]
    assert [row["baseline"]["value"] for row in rows if "baseline" in row] == [10]


def test_people_read_one_line_and_the_words(call, doc):
    out = call("read", doc).out
    assert "新建充电站 · ≥40 座 · 2021-12-31" in out
    assert "baseline 10 公顷" in out


def test_without_a_date_this_year_stays_open(call, undated):
    answer = call("read", undated, "--json")
    assert "unknown" in answer.err
    assert {row["deadline"] for row in json.loads(answer.out)["undated"]} == {None}


def test_a_date_given_wins(call, undated):
    answer = call("read", undated, "--json", "--date", "2022-02-01")
    assert answer.err == ""
    assert json.loads(answer.out)["undated"][0]["deadline"] == "2022-12-31"


def test_a_document_and_its_goals_come_and_go_in_one_step(call, empty, doc):
    assert "Accepted 3" in call("add-document", empty, doc, "--accept", "all").out
    assert len(json.loads(call("list", empty, "--json").out)) == 3
    call("undo", empty)
    assert json.loads(call("list", empty, "--json").out) == []


def test_without_accept_only_the_text_comes_in(call, empty, doc):
    call("add-document", empty, doc)
    assert json.loads(call("list", empty, "--json").out) == []


def test_a_wrong_wish_is_refused_and_nothing_written(call, empty, doc):
    assert "all, none" in call("add-document", empty, doc, "--accept", "some").sentence
    assert "Start" in call("history", empty).out
