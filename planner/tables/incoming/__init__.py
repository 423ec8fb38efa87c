"""Foreign tables in: workbooks and text tables, read in a process apart; only plain typed cells come back."""
