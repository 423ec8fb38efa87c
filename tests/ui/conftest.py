import gc

import pytest


@pytest.fixture(autouse=True)
def no_window_left():
    """Destroy a test's windows here, before the next test's event loop runs their timers."""
    yield
    gc.collect()
