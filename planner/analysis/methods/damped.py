"""Damped trend: exponential smoothing with an additive trend that fades.

Source: Gardner and McKenzie (1985) in the form of Hyndman and Athanasopoulos, “Forecasting: Principles and Practice”:
level l = α y + (1 − α)(l + φ b), trend b = β* (l − l₋₁) + (1 − β*) φ b, forecast l + (φ + … + φʰ) b.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Smoothing:
    """The parameters: how fast level and trend follow the figures, and how slowly the trend fades."""

    alpha: float
    beta: float  # β*, on the change of the level
    phi: float = 0.98


def smooth(values: Sequence[float], how: Smoothing, level: float, trend: float) -> tuple[float, float, list[float]]:
    """Return the last level and trend and the errors of each one-step forecast, from a start before the first value."""
    errors: list[float] = []
    for value in values:
        forecast = level + how.phi * trend
        errors.append(value - forecast)
        before, level = level, how.alpha * value + (1 - how.alpha) * forecast
        trend = how.beta * (level - before) + (1 - how.beta) * how.phi * trend
    return level, trend, errors


def carry_on(level: float, trend: float, phi: float, steps: int) -> list[float]:
    """Return the forecasts for 1 … ``steps`` periods ahead."""
    found, fading = [], 0.0
    for step in range(1, steps + 1):
        fading += phi**step
        found.append(level + fading * trend)
    return found
