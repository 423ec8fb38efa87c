"""The command line: every subcommand over the same commands as the window; Qt only for a picture of it."""

from __future__ import annotations

from planner.cli.program import main

__all__ = ["main"]
