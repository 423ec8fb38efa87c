import gc
from threading import Thread
from weakref import ref

import pytest
from PySide6.QtCore import QObject

from planner.ui.cycles import Collector


class Loop(QObject):
    """An object that holds itself, as a window and its deeds do."""

    def __init__(self):
        super().__init__()
        self.me = self


@pytest.fixture
def collector(qapp):
    gc.collect()
    made = Collector(qapp)
    yield made
    made.deleteLater()


def many():
    return [[number] for number in range(10_000)]


def test_a_thread_that_makes_much_collects_nothing_of_the_window(collector):
    left = ref(Loop())
    work = Thread(target=many)
    work.start()
    work.join()
    assert left() is not None


def test_the_window_collects_once_enough_has_gathered(collector):
    left = ref(Loop())
    kept = many()
    collector.look()
    assert left() is None
    assert len(kept) == 10_000


def test_little_is_left_alone(collector):
    left = ref(Loop())
    collector.look()
    assert left() is not None


def test_what_grew_old_is_collected_too(collector):
    loop = Loop()
    left = ref(loop)
    gc.collect()
    del loop
    kept = []
    for _round in range(12):
        kept += many()
        collector.look()
    assert left() is None
