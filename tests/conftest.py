"""What every test stands on: no screen, no person's settings, one language, and no leftover of another test."""

from __future__ import annotations

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before anything imports Qt
os.environ["LC_ALL"] = "C.UTF-8"  # which Qt asks for, and which says nothing about a language

import pytest
from hypothesis import HealthCheck, settings

# No test is timed: a slow machine is no fault. Failing examples are printed so that they can be kept.
settings.register_profile(
    "planner", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile("long", parent=settings.get_profile("planner"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "planner"))


def pytest_addoption(parser):
    """Let pictures be drawn anew: ``pytest tests/figures --update-golden``, then look at them."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files instead of comparing")


gc.disable()  # as in the window: a pool thread that collects would end the timers of a window that is gone


@pytest.fixture(autouse=True)
def no_cycles_left():
    """Collect here, in the thread that made the windows, when a test has left much behind."""
    yield
    if gc.get_count()[0] > _MUCH:
        gc.collect()


_MUCH = 20_000
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")


@pytest.fixture(autouse=True)
def nobodys_home(monkeypatch, tmp_path_factory):
    """Give each test an empty home, so that no one's settings are read or written."""
    home = tmp_path_factory.mktemp("home")
    for name in _HOMES:
        monkeypatch.setenv(name, str(home))
    for name in ("LANGUAGE", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
