"""Everything a person can do to a plan: one command, one step, one undo unit, one line of history."""
