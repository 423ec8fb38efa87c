"""Charts of the whole plan: lights by month and bullet bars, a line for each goal."""
