"""The dialog that brings tables in: what each column holds, what each row would do, then all good rows at once."""
