"""The goal table: which goals are shown in which order, how their cells read, and how they are edited in place."""
