"""The planner's words: goals, targets, milestones, measurements, units, periods.

Nothing here reads a clock, a file, a locale or a random number.
"""
