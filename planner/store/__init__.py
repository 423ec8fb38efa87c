"""The plan file: the only place with SQL."""
