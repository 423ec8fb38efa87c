"""计划曲线: how a planned trajectory runs from its start to its target, one module for each family of curves.

Every family answers one question for whole arrays: which share of the way should be done at a share of the
time. All begin at 0, end at 1 and never turn back.
"""
