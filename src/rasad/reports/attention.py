"""Attention: the layer of the net by which each token of an article looks at all others of it.

After Vaswani et al., "Attention Is All You Need" (2017): queries, keys and values in ``LOOKS`` looks of ``TURNED``
numbers, then a small layer over what was seen. Where tokens stand is told by turning queries and keys (Su et al.,
"RoFormer", 2021), so that only their distance counts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LOOKS: Final = 4
TURNED: Final = 16
"""Numbers of one look in the trained net; ``LOOKS`` times as many make a token."""
PARTS: Final = ("before", "asked", "seen", "middle", "up", "down")
"""The layer's parts, in the order of their use; each has weights and a bias in the net's arrays."""
REACH: Final = 700
"""Tokens look at others of their own stretch of so many: cost and memory grow with the text, not with its square."""
_SLOWEST: Final = 1000.0
"""The pairs of numbers turn at speeds from 1 down to nearly 1 in so many (radians a token)."""
_EPSILON: Final = 1e-5
_STEEPEST: Final = 60.0
"""Scores below it need not be shifted before their exponentials are taken: these stay far from the largest number."""


@cache
def turns(numbers: int) -> tuple[Floats, Floats]:
    """Return cosine and sine of the turns of ``REACH`` tokens, a row each, a column for a pair of ``numbers``."""
    import numpy as np

    half = numbers // 2
    speeds = _SLOWEST ** -(np.arange(half, dtype=np.float32) / half)
    angles = np.arange(REACH, dtype=np.float32)[:, None] * speeds
    return np.cos(angles, dtype=np.float32), np.sin(angles, dtype=np.float32)


def attended(tokens: Floats, weights: dict[str, Any]) -> Floats:
    """Return ``tokens`` (a row each) after they looked at one another, ``REACH`` of them together.

    ``weights`` are the net's arrays: ``attention_<part>`` and ``attention_<part>_bias`` of all ``PARTS``.
    """
    import numpy as np

    stretches = [_looked(tokens[at : at + REACH], weights) for at in range(0, len(tokens), REACH)]
    out: Floats = np.concatenate(stretches) if len(stretches) != 1 else stretches[0]
    return out


def _looked(tokens: Floats, weights: dict[str, Any]) -> Floats:
    import numpy as np

    length = len(tokens)
    parts = _linear(_normed(tokens, "before", weights), "asked", weights)
    query, key, value = parts.reshape(length, 3, LOOKS, -1).transpose(1, 2, 0, 3)
    asked, known = _turned(query * query.shape[2] ** -0.5), _turned(key)
    scores = asked @ known.transpose(0, 2, 1)
    if not _surely_below(asked, known, _STEEPEST):
        scores -= scores.max(axis=2, keepdims=True)
    np.exp(scores, out=scores)
    counted = np.concatenate([value, np.ones((*value.shape[:2], 1), dtype=value.dtype)], axis=2)
    met = scores @ counted  # with the sums of the shares in the last column
    met = met[..., :-1] / met[..., -1:]
    tokens = tokens + _linear(met.transpose(1, 0, 2).reshape(length, -1), "seen", weights)
    hidden = _linear(_normed(tokens, "middle", weights), "up", weights)
    np.maximum(hidden, 0.0, out=hidden)
    out: Floats = tokens + _linear(hidden, "down", weights)
    return out


def _surely_below(queries: Floats, keys: Floats, most: float) -> bool:
    """Say whether no product of a query with a key can be above ``most``, by their lengths."""
    import numpy as np

    longest = (np.sqrt((rows * rows).sum(axis=2).max(axis=1)) for rows in (queries, keys))
    return bool(np.multiply(*longest).max() < most)


def _linear(rows: Floats, part: str, weights: dict[str, Any]) -> Floats:
    out: Floats = rows @ weights[f"attention_{part}"] + weights[f"attention_{part}_bias"]
    return out


def _normed(rows: Floats, part: str, weights: dict[str, Any]) -> Floats:
    """Return rows of mean 0 and deviation 1, stretched and shifted as was learned."""
    import numpy as np

    centred = rows - rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + _EPSILON)
    out: Floats = centred / deviation * weights[f"attention_{part}"] + weights[f"attention_{part}_bias"]
    return out


def _turned(rows: Floats) -> Floats:
    """Return queries or keys (look, token, number), turned by where the tokens stand."""
    import numpy as np

    half = rows.shape[2] // 2
    cosines, sines = (table[: rows.shape[1]] for table in turns(rows.shape[2]))
    first, second = rows[..., :half], rows[..., half:]
    out: Floats = np.concatenate([first * cosines - second * sines, first * sines + second * cosines], axis=2)
    return out
