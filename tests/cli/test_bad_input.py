"""Bad input: one clear sentence each, exit code 2, and nothing lost."""

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest

READING = (["list"], ["show", "1"], ["status"], ["history"], ["check"])
EDITING = (
    ["record", "1", "2020-03-31", "5"],
    ["undo"],
    ["set", "1", "owner", "x"],
    ["milestones", "9", "--every", "month"],
)


def placed(words, file):
    """Put the file behind the command's name."""
    return [words[0], file, *words[1:]]


@pytest.fixture
def refused(call, zone):
    """Expect an edit of the zone's plan to be refused with a sentence and to leave its bytes alone."""

    def check(*words):
        before = zone.read_bytes()
        sentence = call(words[0], zone, *words[1:]).sentence
        assert zone.read_bytes() == before
        assert call("check", zone).code == 0
        return sentence

    return check


@pytest.fixture(params=["text", "empty", "folder", "missing", "picture"])
def no_plan(request, tmp_path):
    """Something that is no plan."""
    path = tmp_path / "thing.plan"
    match request.param:
        case "text":
            path.write_text("goal, value\njobs, 3000\n" * 20)
        case "empty":
            path.touch()
        case "folder":
            path.mkdir()
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        case _:
            pass
    return path


@pytest.mark.parametrize("words", [*READING, *EDITING], ids=lambda words: words[0])
def test_no_plan(call, no_plan, words):
    before = no_plan.read_bytes() if no_plan.is_file() else None
    assert "“thing.plan”" in call(*placed(words, no_plan)).sentence
    assert (no_plan.read_bytes() if no_plan.is_file() else None) == before


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["record", "1", "2020-02-30", "5"], "The calendar has no day “2020-02-30”"),
        (["record", "1", "30/2/2020", "5"], "is not a date"),
        (["record", "1", "2020-03-31", "825万人"], "cannot be converted"),
        (["record", "1", "2020-03-31", "many"], "is not a number"),
        (["record", "1", "2020-03-31", "1,2,3"], "1,2,3"),
        (["record", "1", "2020-03-31", "1e999"], "1e999"),
        (["record", "1", "2020-03-31", "9" * 30], "too large"),
        (["record", "1", "2020-12-31", "5"], "lies after the cut-off date 2020-05-31"),
        (["record", "12", "2020-03-31", "5"], "Mark its milestones as done"),
        (["record", "nowhere", "2020-03-31", "5"], "There is no goal “nowhere”"),
        (["milestones", "9", "--every", "fortnight"], "is not a recurrence rule"),
        (["milestones", "9", "--every", "FREQ=SECONDLY"], "more than"),
        (["set", "5.1", "due", "2031-01-01"], "after the goal's deadline"),
        (["set", "9", "deadline", "2019-01-01"], "lies before the start"),
        (["set", "9", "colour", "red"], "There is no field “colour” here"),
        (["set", "9", "kind", "wish"], "is not one of"),
        (["set", "9", "lead", "nobody"], "There is no “nobody” in this plan"),
        (["set", "9", "name", "  "], "must not be empty"),
        (["set", "9", "note", "x" * 30000], "longer than"),
        (["set", "9", "owner", "x", "--from", "2020-04-01"], "Only a goal's target can be revised"),
        (["set", "plan", "as_of", ""], "cut-off date"),
        (["set", "plan", "rule", "../../etc/passwd"], "is not one of: default, "),
        (["done", "5.1"], "Give either the day it was reached, or --open"),
        (["done", "5.1", "2021-01-01"], "lies after the cut-off date"),
        (["done", "5.99", "2020-03-01"], "has 8 milestones"),
        (["add-goal", "x", "--target", "2-"], "“2-”"),
        (["add-goal", "x", "--theme", "nothing"], "There is no “nothing”"),
        (["delete", "9", "--on", "2020-01-01"], "There is no progress entry"),
        (["delete", "5.1", "--on", "2020-01-01"], "Only goals have progress entries"),
        (["delete", "plan"], "cannot be deleted"),
        (["add-goal", "x" * 600], "longer than 500"),
    ],
)
def test_refusals(refused, words, part):
    assert part in refused(*words)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["lst"], "Did you mean “list”?"),
        (["frobnicate"], "There is no command “frobnicate”"),
        (["list"], "“FILE” is missing"),
        (["list", "a", "b"], "a word too many"),
        (["list", "a", "--colour"], "There is no option “--colour”"),
        (["history", "a.plan", "-n"], "needs a value"),
        (["history", "a.plan", "-n", "x"], "planner history --help"),
        (["sheet", "a.plan"], "is missing"),
        (["list", "a", "--lang", "fr"], "There is no language “fr”"),
        (["list", "a", "--lang"], "There is no language “”"),
    ],
)
def test_wrong_calls(call, words, part):
    assert part in call(*words).sentence


def test_new_never_overwrites(call, zone):
    before = zone.read_bytes()
    assert "already exists" in call("new", zone).sentence
    assert zone.read_bytes() == before


@pytest.mark.parametrize(
    "words", [["--from", "moon"], ["--as-of", "tomorrow"], ["--from", "zone", "--as-of", "2020-13-01"]]
)
def test_a_refused_new_leaves_no_file(call, tmp_path, words):
    call("new", tmp_path / "a.plan", *words).sentence  # noqa: B018
    assert not (tmp_path / "a.plan").exists()


def test_new_in_a_folder_that_is_not_there(call, tmp_path):
    assert "cannot be made here" in call("new", tmp_path / "no" / "a.plan").sentence


@pytest.fixture
def newer(zone):
    """Return a plan that says it is of a much newer format, with all the tables of today's."""
    content = bytearray(zone.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    zone.write_bytes(content)
    return zone


@pytest.mark.parametrize("words", EDITING, ids=lambda words: words[0])
def test_a_newer_plan_is_not_edited(call, newer, words):
    before = newer.read_bytes()
    assert "newer version" in call(*placed(words, newer)).sentence
    assert newer.read_bytes() == before


@pytest.mark.parametrize("words", READING, ids=lambda words: words[0])
def test_a_newer_plan_is_read_as_far_as_it_can_be_and_says_so(call, newer, words):
    before = newer.read_bytes()
    answer = call(*placed(words, newer))
    assert "newer version" in answer.err
    assert answer.code in (0, 2)
    assert newer.read_bytes() == before


def test_older_plan_is_read_without_being_touched(call, tmp_path):
    old = Path(shutil.copy(Path(__file__).parent.parent / "plans" / "v1.plan", tmp_path))
    before = old.read_bytes()
    assert "城镇新增就业" in call("list", old).out
    assert old.read_bytes() == before
    assert list(tmp_path.iterdir()) == [old]


def test_older_plan_is_upgraded_for_an_edit_and_kept(call, tmp_path):
    old = Path(shutil.copy(Path(__file__).parent.parent / "plans" / "v1.plan", tmp_path))
    before = old.read_bytes()
    answer = call("record", old, 1, "2020-06-30", "1300")
    assert (answer.code, "kept as “v1.plan.v1-backup”" in answer.err) == (0, True)
    assert call("check", old).code == 0
    assert (tmp_path / "v1.plan.v1-backup").stat().st_size >= len(before) // 2
    assert call("list", tmp_path / "v1.plan.v1-backup").code == 0


@pytest.mark.parametrize("seed", range(40))
def test_damaged_plan_ends_in_a_sentence(call, demo, seed):
    dice = random.Random(seed)
    sound, content = call("show", demo, 1, "--json").out, bytearray(demo.read_bytes())
    at = dice.randrange(100, len(content))
    content[at : at + 64] = dice.randbytes(len(content[at : at + 64]))
    demo.write_bytes(content)
    verdict = call("check", demo)
    assert verdict.code in (1, 2) or call("show", demo, 1, "--json").out == sound
    for words in (*READING, *EDITING):
        answer = call(*placed(words, demo))
        assert answer.code in (0, 1, 2)
        assert len(answer.err.splitlines()) == (answer.code == 2)


def test_cut_off_plan(call, demo):
    content = demo.read_bytes()
    demo.write_bytes(content[: len(content) // 2])
    assert call("check", demo).code in (1, 2)
    assert "damaged" in call("record", demo, 1, "2020-03-31", "5").sentence


@pytest.fixture
def disk(tmp_path):
    """A disk of 700 KB that only root may make; gives a function that hangs it in with other options."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options):
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=False, capture_output=True
        )
        if done.returncode:
            pytest.skip("no small disk can be made here")
        return folder

    yield mount
    subprocess.run(["umount", folder], check=False, capture_output=True)


def test_read_only_disk(call, zone, disk):
    folder = disk("size=2m")
    plan = Path(shutil.copy(zone, folder))
    disk("size=2m,remount,ro")
    assert call("list", plan).code == 0
    assert "Save a copy elsewhere" in call("record", plan, 9, "2020-03-31", 5).sentence
    assert "cannot be written" in call("export", plan, "-o", folder / "x.csv").sentence
    assert plan.read_bytes() == zone.read_bytes()


def test_full_disk(call, shipped, disk):
    folder = disk("size=700k")
    plan = Path(shutil.copy(shipped / "zone.plan", folder))
    (folder / "ballast").write_bytes(bytes(os.statvfs(folder).f_bavail * 4096))
    before = plan.read_bytes()
    assert "disk is full" in call("record", plan, 9, "2020-03-31", 5).sentence
    assert "cannot be written" in call("export", plan, "-o", folder / "x.csv").sentence
    assert plan.read_bytes() == before
    assert {path.name for path in folder.iterdir()} == {"zone.plan", "ballast"}
    (folder / "ballast").unlink()
    assert call("record", plan, 9, "2020-03-31", 5).code == 0


def test_binary_junk_is_no_document(refused, tmp_path):
    (tmp_path / "junk.txt").write_bytes(random.Random(1).randbytes(30_000))
    assert "is not a plain text" in refused("add-document", tmp_path / "junk.txt")


def test_fifty_megabytes_are_too_much(refused, tmp_path):
    (tmp_path / "long.txt").write_bytes("今年目标三千人。\n".encode() * 2_200_000)
    assert "is larger than 20 MB" in refused("add-document", tmp_path / "long.txt")


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_documents_that_cannot_be_read(refused, tmp_path, name):
    assert "cannot be opened" in refused("add-document", tmp_path / name)


def test_an_empty_document(refused, tmp_path):
    (tmp_path / "empty.txt").write_text(" \n")
    assert "The document is empty" in refused("add-document", tmp_path / "empty.txt")


@pytest.mark.parametrize(("command", "ending"), [("export", "csv"), ("sheet", "pdf"), ("chart", "svg")])
@pytest.mark.parametrize(
    ("out", "part"),
    [("x.docx", "hoose "), ("no/x.{}", "cannot be written"), ("zone.plan/x.{}", "cannot be written")],
)
def test_output_that_cannot_be(refused, tmp_path, command, ending, out, part):
    goal = [] if command == "export" else ["2"]
    assert part in refused(command, *goal, "-o", tmp_path / out.format(ending))
    assert not list(tmp_path.glob("*half*"))


def test_an_output_that_is_a_folder(refused, tmp_path):
    (tmp_path / "x.csv").mkdir()
    assert "cannot be written" in refused("export", "-o", tmp_path / "x.csv")
    assert not [path for path in tmp_path.iterdir() if "half" in path.name]


def test_backup_never_overwrites(refused, tmp_path):
    (tmp_path / "old.plan").write_bytes(b"precious")
    assert "already exists" in refused("backup", tmp_path / "old.plan")
    assert (tmp_path / "old.plan").read_bytes() == b"precious"
