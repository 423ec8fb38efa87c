"""``python -m planner.cli`` does what the installed ``planner`` does."""

from __future__ import annotations

import sys

from planner.cli.program import main

if __name__ == "__main__":
    sys.exit(main())
