"""How fast the window is: first picture against a bare one, an edit with everything refreshed, scrolling, memory.

Each figure comes from a process of its own, as a person's would: ``python -m tests.bench.bench_window`` prints them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.generate import make_big

MODULE = "tests.bench.bench_window"
ROUNDS = 5
EDITS = 60
FRAMES = 200
Row = tuple[str, float, float | None, str]
_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
class Bare(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", flush=True)
        import os
        os._exit(0)
app = QApplication([])
window = Bare()
window.resize(1440, 900)
window.show()
app.exec()
"""


def measure(goals: int) -> list[Row]:
    """Return name, our figure, the bare one where there is one, and what is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "big.plan"
        make_big(plan, goals)
        bare = ours = float("inf")
        for _ in range(ROUNDS):
            bare = min(bare, _until_painted("-c", _BARE))
            ours = min(ours, _until_painted("-m", MODULE, "first", str(plan)))
        figures = dict(line.split("=") for line in _child("figures", str(plan)).split() if "=" in line)
    return [
        ("window with goals visible, s", ours, bare, f"{ours / bare:.1f} ×, at most 4 ×"),
        ("whole plan read and checked, s", float(figures["ready"]), None, ""),
        ("edit of a milestone, median, ms", float(figures["edit_median"]), None, ""),
        ("edit of a milestone, 95 %, ms", float(figures["edit"]), None, "at most 16"),
        ("scrolling three rows, frames/s at 95 %", float(figures["scroll"]), None, "at least 60"),
        ("scrolling a page, frames/s at 95 %", float(figures["page"]), None, "at least 60"),
        ("peak memory, MB", float(figures["memory"]), None, "at most 400"),
    ]


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "*=false"}


def _until_painted(*arguments: str) -> float:
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, env=_environment()) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        taken = time.perf_counter() - begun
    assert line.strip() == b"painted", line
    return taken


def _child(*arguments: str) -> str:
    command = [sys.executable, "-m", MODULE, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=_environment()).stdout


# -- in the child ---------------------------------------------------------------------------------


def _first(plan: Path) -> None:
    """Open the window as a person would and say when it has been painted."""
    application, program = _program(plan)
    assert program.open(plan)
    program.window.painted.disconnect()
    program.window.painted.connect(_painted)
    sys.exit(application.exec())


def _painted() -> None:
    print("painted", flush=True)
    os._exit(0)


def _program(plan: Path):
    from PySide6.QtCore import QSettings

    from planner.places import LOCALES
    from planner.text import Translator
    from planner.ui.app import make_application
    from planner.ui.program import Program
    from planner.ui.settings import Settings

    application = make_application()
    settings = Settings(QSettings(str(plan.with_suffix(".ini")), QSettings.Format.IniFormat))
    return application, Program(application, settings, Translator("zh", LOCALES))


def _figures(plan: Path) -> None:
    """Print everything that is measured in one running window."""
    import resource

    from planner.ui.app import wait_until_loaded

    _, program = _program(plan)
    begun = time.perf_counter()
    assert program.open(plan)
    wait_until_loaded(program)
    print(f"ready={time.perf_counter() - begun}")
    view = program.window.page.view
    print(f"scroll={_frames(view, 96)}", f"page={_frames(view, view.viewport().height())}")
    times = sorted(_edit(program, n) for n in range(EDITS))
    print(f"edit={times[int(0.95 * EDITS)]}", f"edit_median={statistics.median(times)}")
    print(f"memory={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}", flush=True)
    program.put_away()
    os._exit(0)


def _frames(view, step: int) -> float:
    bar, times = view.verticalScrollBar(), []
    for _ in range(FRAMES):
        begun = time.perf_counter()
        bar.setValue(bar.value() + step)
        view.viewport().repaint()
        times.append(time.perf_counter() - begun)
    return 1 / sorted(times)[int(0.95 * FRAMES)]


def _edit(program, n: int) -> float:
    """Change a milestone's date, durably, and paint everything that shows it; return milliseconds."""
    from datetime import timedelta

    from PySide6.QtCore import QEventLoop, QTimer

    from planner.commands.edits import SetFields

    context, page = program.context, program.window.page
    if n == 0:
        page.view.choose(next(iter(context.plan.goals)))
        page.details.show_tab("milestones")
    milestone = context.plan.milestones[page.view.goal][n % 10]
    loop = QEventLoop()
    begun = time.perf_counter()
    context.session.run(SetFields("milestone", [milestone.id], {"due": milestone.due - timedelta(days=1)}))
    QTimer.singleShot(0, loop.quit)  # after the repaints that the change asked for
    loop.exec()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["first", path]:
            _first(Path(path))
        case ["figures", path]:
            _figures(Path(path))
        case _:
            for count in (1_000, 10_000):
                for name, own, other, asked in measure(count):
                    print(f"{count:6} {name:42} {own:9.2f} {other or 0:6.2f} {asked}")
