"""Front- or back-loaded curves: y = x to the power of p.

Below 1 most is done early, above 1 most is done late, 1 is the straight line (``methods``: plan curves,
"front/back loaded"). Here 0.1 <= p <= 10.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EXPONENT = 2.0
LEAST, MOST = 0.1, 10.0


def power(x: NDArray[np.float64], p: float = EXPONENT) -> NDArray[np.float64]:
    """Return the share of the way at shares ``x`` of the time; ``p`` outside its range counts as its end."""
    share: NDArray[np.float64] = x ** min(max(p, LEAST), MOST)
    return share
