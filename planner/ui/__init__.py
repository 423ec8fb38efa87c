"""The window. Nothing outside this room imports it but the one function of the command line that opens it."""
