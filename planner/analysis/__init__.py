"""Numbers: where we should be, where we are, and what that means. Arrays in, values out; no I/O."""
