"""Packs set in pieces, pages for filing, and an office's own forms."""

import io
import socket
from pathlib import Path

import pytest
from pypdf import PdfReader

from planner.analysis.values import Rule
from planner.errors import PlannerError
from planner.sheets import bulk
from planner.sheets.forms import pages_of
from planner.sheets.orders import Order
from planner.sheets.own import copy_form, own_form
from tests.build import AS_OF, goal, plan
from tests.sheets.paper import SAY


def order(count=3, language="zh", **words):
    made = plan(*(goal(f"g{n}", 100, title=f"目标{n}", progress={"2020-06-30": n}) for n in range(count)))
    return Order(made, AS_OF, Rule(), SAY[language], [g.id for g in made.in_order()], **words)


def test_a_pack_in_pieces_is_the_same_pack(monkeypatch):
    whole = pages_of("target", order(7))
    plain = PdfReader(io.BytesIO(whole.pdf()))
    monkeypatch.setattr("planner.sheets.render.LONG", 3)
    monkeypatch.setattr("planner.sheets.render.PIECE", 3)
    heard = []
    pieces = PdfReader(io.BytesIO(whole.pdf(lambda done, total: heard.append((done, total)))))
    assert [page.extract_text() for page in pieces.pages] == [page.extract_text() for page in plain.pages]
    assert [mark.title for mark in pieces.outline] == [mark.title for mark in plain.outline]
    assert heard == [(0, 3), (1, 3), (2, 3)]
    assert pieces.metadata.title == "目标任务书"


class Stop(Exception):
    """Somebody has had enough."""


def test_a_pack_can_be_stopped(monkeypatch):
    monkeypatch.setattr("planner.sheets.render.LONG", 1)
    monkeypatch.setattr("planner.sheets.render.PIECE", 1)

    def stop(done, total):
        raise Stop

    with pytest.raises(Stop):
        pages_of("target", order(3)).pdf(stop)
    assert bulk.LONG > 1


@pytest.mark.parametrize("name", ["target", "breakdown", "monthly", "assessment", "evidence"])
def test_pages_for_filing_say_so(name):
    made = pages_of(name, order()).pdf(archive=True)
    assert b'pdfaid:part="2"' in made or b"<pdfaid:part>2</pdfaid:part>" in made
    assert PdfReader(io.BytesIO(made)).metadata.creation_date.date() == AS_OF


# -- own forms ------------------------------------------------------------------------------------


def own(tmp_path: Path, text: str, name: str = "breakdown") -> Path:
    path = copy_form(name, tmp_path / "forms")
    path.write_text(text.replace("SHIPPED", path.read_text(encoding="utf-8")), encoding="utf-8")
    return own_form(name, tmp_path / "forms")


def test_a_changed_copy_takes_the_shipped_forms_place(tmp_path):
    path = own(tmp_path, "SHIPPED\n#par[本办专用]")
    made = pages_of("breakdown", order(), own=path)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.pdf())).pages)
    assert "本办专用" in text
    assert "目标1" in text
    assert made.png(0, 20).startswith(b"\x89PNG")
    assert made.page_count == 1
    assert made.svg(0).startswith("<svg")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#let x = \n#x\n\n#nonsense()", "breakdown.typ:"),
        ('#read("/etc/hostname")', "hostname"),
        ('#read("../secret.txt")', "escape"),
        ('#image("link.png")', "link.png"),
        ("#while true {}", ""),
        ('#{ let s = "x"; while true { s = s + s } }', ""),
    ],
)
def test_a_broken_form_is_told_and_the_shipped_one_still_prints(tmp_path, text, said):
    (tmp_path / "secret.txt").write_text("secret")
    path = own(tmp_path, text)
    (path.parent / "link.png").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(PlannerError) as refusal:
        pages_of("breakdown", order(), own=path).pdf()
    assert said in str(refusal.value.message.args.get("why", ""))
    assert pages_of("breakdown", order()).pdf().startswith(b"%PDF")


SECRET = "a word from outside"


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/hostname")', '#read("../secret.txt")', '#read("/../secret.txt")', '#read("linked.json")',
        '#read("folder/secret.txt")', '#image("linked.png")', '#include "linked.typ"', '#read("SECRET")',
        '#json("/proc/self/environ")', '#bibliography("../secret.txt")', '#plugin("../secret.txt")',
    ],
)  # fmt: skip
def test_a_form_reads_nothing_outside_its_folder_and_the_line_is_told(tmp_path, text):
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    path = own(tmp_path, f"SHIPPED\n\n{text}".replace("SECRET", str(secret)))
    line = path.read_text(encoding="utf-8").count("\n") + 1
    for ending in (".json", ".png", ".typ"):
        (path.parent / f"linked{ending}").symlink_to(secret)
    (path.parent / "folder").symlink_to(tmp_path)
    with pytest.raises(PlannerError) as refusal:
        pages_of("breakdown", order(), own=path).pdf()
    why = refusal.value.message.args["why"]
    assert why.endswith(f"(breakdown.typ:{line})")
    assert SECRET not in why
    assert "planner-forms" not in why.replace(str(secret), "")  # nor where its passing copy lay


def test_a_form_that_is_itself_a_link_is_none_of_the_offices(tmp_path):
    (tmp_path / "breakdown.typ").symlink_to(own(tmp_path / "elsewhere", "x"))
    assert own_form("breakdown", tmp_path) is None


def test_a_form_that_wants_a_package_reaches_no_network(tmp_path, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        for name in ("https_proxy", "HTTPS_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listening.getsockname()[1]}")
        path = own(tmp_path, '#import "@preview/cetz:0.3.0": canvas')
        with pytest.raises(PlannerError, match="never reached") as refusal:
            pages_of("breakdown", order(), own=path).pdf()
        with pytest.raises(BlockingIOError):  # nobody has knocked
            listening.accept()
    assert refusal.value.message.args["place"] == "breakdown.typ:1"


def test_a_form_is_copied_once_and_never_over_another(tmp_path):
    path = copy_form("monthly", tmp_path)
    path.write_text("mine")
    with pytest.raises(PlannerError):
        copy_form("monthly", tmp_path)
    assert path.read_text() == "mine"
    assert (tmp_path / "official.typ").is_file()


@pytest.mark.parametrize("name", ["nothing", "../target", ""])
def test_only_shipped_forms_can_be_copied(tmp_path, name):
    with pytest.raises(PlannerError):
        copy_form(name, tmp_path)


def test_a_broken_form_is_told_in_one_line_with_its_file_and_line(tmp_path):
    with pytest.raises(PlannerError) as refusal:
        pages_of("breakdown", order(), own=own(tmp_path, "#let x = 1\n\n#nonsense()")).pdf()
    assert refusal.value.message.args["why"] == "unknown variable: nonsense (breakdown.typ:3)"
