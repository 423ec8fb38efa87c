"""A program of its own that opens a plan, says so, and keeps it until its input ends."""

import sys
from pathlib import Path

from planner.store.store import Store
from tests.build import START

with Store.open(Path(sys.argv[1]), who="王工", at=START):
    print("open", flush=True)
    sys.stdin.read()
