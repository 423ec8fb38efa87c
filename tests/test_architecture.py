"""The house keeps its plan: rooms, sizes, and what nobody does anywhere."""

import ast
import gc
import subprocess
import sys

import pytest
from importlinter.cli import lint_imports
from PySide6.QtCore import QObject, Signal

from tests.house import ROOT, arrows, calls, functions, imports, knots, lines, modules, sources

ROOMS_WITHOUT_CLOCK = (
    "analysis", "commands", "documents", "domain", "errors", "figures", "sheets", "store", "tables", "text",
)  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "time", "localtime", "strftime"}
# Where bugs end: the window's report and the command line; and where a bug is carried home from its thread.
FAULT_HANDLERS = {"planner.ui.faults", "planner.cli.program", "planner.ui.worker"}
WINDOW = "planner.ui.window"
MAY_IMPORT_WINDOW = {"planner.ui.program"}


def below_the_edge(name: str) -> bool:
    """Whether a module lies in a room that reads neither clock nor locale."""
    return name.split(".")[1:2] and name.split(".")[1] in ROOMS_WITHOUT_CLOCK


def test_rooms_import_as_the_plan_says(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", cache_dir=None) == 0


def test_no_import_cycle_counting_deferred_and_type_imports():
    assert knots(arrows()) == []


def classes(tree: ast.AST) -> list[ast.ClassDef]:
    """Return every class of a module."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def methods(node: ast.ClassDef) -> int:
    """Return how many methods a class has."""
    return sum(isinstance(part, ast.FunctionDef) for part in node.body)


def test_files_stay_short():
    assert [name for name, text in sources().items() if text.count("\n") > 400] == []


def test_functions_stay_short():
    long = [f"{name}.{f.name}" for name, tree in modules().items() for f in functions(tree) if lines(f) > 60]
    assert long == []


def test_classes_stay_small():
    big = [f"{name}.{c.name}" for name, tree in modules().items() for c in classes(tree) if methods(c) > 25]
    assert big == []


def test_only_the_program_imports_the_window():
    assert {name for name, others in arrows().items() if WINDOW in others} <= MAY_IMPORT_WINDOW


def test_pyqtgraph_stays_in_the_charts():
    outside = {name: tree for name, tree in modules().items() if not name.startswith("planner.ui.charts")}
    assert [
        name for name, tree in outside.items() if "pyqtgraph" in {i.split(".")[0] for i in imports(name, tree)}
    ] == []


def test_nobody_imports_qt_sql():
    assert [n for n, tree in modules().items() if any("QtSql" in i or "QtNetwork" in i for i in imports(n, tree))] == []


def test_no_globals():
    assert [name for name, tree in modules().items() if any(isinstance(n, ast.Global) for n in ast.walk(tree))] == []


def test_no_lambda_is_connected():
    connecting = [(name, call) for name, tree in modules().items() for what, call in calls(tree) if what == "connect"]
    assert [name for name, call in connecting if any(isinstance(a, ast.Lambda) for a in call.args)] == []


def called(tree: ast.AST, name: str) -> bool:
    """Whether a bare name, or a method nobody else has, is called."""
    return any(what == name and (what == "processEvents" or isinstance(c.func, ast.Name)) for what, c in calls(tree))


@pytest.mark.parametrize("name", ["processEvents", "setattr", "delattr", "eval", "exec"])
def test_nobody_calls(name):
    assert [module for module, tree in modules().items() if called(tree, name)] == []


def handlers(tree: ast.AST) -> list[ast.ExceptHandler]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes everything and does not hand it on."""
    named = {n.id for n in ast.walk(handler.type) if isinstance(n, ast.Name)} if handler.type else {"BaseException"}
    hands_on = any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)
    return bool(named & {"Exception", "BaseException"}) and not hands_on


def test_broad_handlers_stand_in_two_places():
    assert {n for n, tree in modules().items() if any(map(is_broad, handlers(tree)))} <= FAULT_HANDLERS


def test_no_handler_swallows():
    silent = (ast.Pass, ast.Continue)
    assert [n for n, tree in modules().items() for h in handlers(tree) if isinstance(h.body[0], silent)] == []


def reads_clock(tree: ast.AST) -> bool:
    """Whether a module asks what time it is."""
    asked = [call.func for what, call in calls(tree) if what in CLOCKS]
    return any(isinstance(f, ast.Attribute) and ast.unparse(f.value) in {"datetime", "date", "time"} for f in asked)


def test_no_clock_below_the_edge():
    assert [name for name, tree in modules().items() if below_the_edge(name) and reads_clock(tree)] == []


def test_no_locale_below_the_edge():
    reading = [n for n, tree in modules().items() if below_the_edge(n) and "locale" in set(imports(n, tree))]
    assert reading == []


def test_the_domain_reads_no_file_and_throws_no_dice():
    barred = {"pathlib", "os", "io", "random", "secrets", "time", "locale", "shutil", "tempfile"}
    reading = {n for n, tree in modules().items() if n.startswith("planner.domain") and barred & set(imports(n, tree))}
    assert reading == set()


def test_no_hosts():
    svg = "http://www.w3.org/2000/svg"  # names of languages, never looked up
    in_word = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
    named = [name for name, text in sources().items() if "://" in text.replace(svg, "").replace(in_word, "")]
    assert named == []


def test_the_domain_is_read_in_one_sitting():
    assert sum(text.count("\n") for name, text in sources().items() if name.startswith("planner.domain")) <= 1500


def test_every_module_and_class_says_what_it_is():
    bare = [name for name, tree in modules().items() if not ast.get_docstring(tree)]
    bare += [f"{n}.{c.name}" for n, tree in modules().items() for c in classes(tree) if not ast.get_docstring(c)]
    assert bare == []


def test_the_command_line_starts_without_qt():
    code = "import planner.cli, sys; sys.exit(any(m.split('.')[0] in ('PySide6', 'pyqtgraph') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_qt_keeps_its_references(qapp):
    """PySide6 6.12 loses one reference to None at each signal on Python 3.11 and aborts after some hundred."""

    class Bell(QObject):
        rung = Signal(object)

    bell, heard, marker = Bell(), [], object()
    bell.rung.connect(heard.append)
    gc.collect()
    before = sys.getrefcount(None), sys.getrefcount(marker)
    for _ in range(2000):
        bell.rung.emit(marker)
        qapp.processEvents()
    heard.clear()
    after = sys.getrefcount(None), sys.getrefcount(marker)
    assert abs(after[0] - before[0]) < 500
    assert after[1] == before[1]


# -- each rule can fail ---------------------------------------------------------------------------


def test_self_check_a_knot_is_found():
    assert knots({"a": ["b"], "b": ["c"], "c": ["b"], "d": []}) == [["b", "c"]]


def test_self_check_deferred_and_type_imports_count():
    tree = ast.parse("def f():\n    import a.b\nif TYPE_CHECKING:\n    from c import d\n")
    assert set(imports("x", tree)) == {"a.b", "c", "c.d"}


@pytest.mark.parametrize(
    ("code", "broad"),
    [
        ("except Exception: log()", True),
        ("except: log()", True),
        ("except (ValueError, BaseException): log()", True),
        ("except BaseException:\n    undo()\n    raise", False),
        ("except ValueError: log()", False),
    ],
)
def test_self_check_a_broad_handler_is_found(code, broad):
    assert is_broad(handlers(ast.parse(f"try: f()\n{code}"))[0]) is broad


@pytest.mark.parametrize("code", ["datetime.now()", "date.today()", "time.time()"])
def test_self_check_a_clock_is_found(code):
    assert reads_clock(ast.parse(code))


def test_self_check_a_forbidden_import_breaks_a_contract(tmp_path, monkeypatch):
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    start = config.index("[tool.importlinter]")
    planted = config[start:].replace("forbidden_modules = [", 'forbidden_modules = [\n    "planner.errors",', 1)
    (tmp_path / "planted.toml").write_text(planted, encoding="utf-8")
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(tmp_path / "planted.toml"), cache_dir=None) == 1
