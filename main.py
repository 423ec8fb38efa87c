"""Start the planner from a checkout: ``python main.py`` does what the installed ``planner`` does."""

from __future__ import annotations

import sys

from planner.cli import main

if __name__ == "__main__":
    sys.exit(main())
