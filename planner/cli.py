"""The command line."""

from __future__ import annotations


def main() -> int:
    """Run one subcommand and return the exit code."""
    return 0
