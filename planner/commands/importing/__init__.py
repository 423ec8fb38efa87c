"""Tables from outside become one step: what each row would do, shown first, then all good rows or nothing."""
