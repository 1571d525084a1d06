"""Moves the places of a column near to where they are wanted, without letting two come too close."""

from collections.abc import Sequence

_Pool = tuple[float, float, int]
"""A value, its weight, and how many positions share it."""


def settle(wanted: Sequence[float], weights: Sequence[float], distances: Sequence[float]) -> list[float]:
    """Return positions that differ least from the wanted ones, by weighted squares.

    `distances` are the least ones between each position and the next: one fewer than there are positions.
    """
    offsets = [0.0]
    for distance in distances:
        offsets.append(offsets[-1] + distance)
    # Without the distances the positions need only not fall: isotonic regression, by pooling neighbours.
    pools: list[_Pool] = []
    for target, weight, offset in zip(wanted, weights, offsets, strict=True):
        pool = (target - offset, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            pool = _merged(pools.pop(), pool)
        pools.append(pool)
    level = [value for value, _weight, size in pools for _ in range(size)]
    return [value + offset for value, offset in zip(level, offsets, strict=True)]


def _merged(above: _Pool, below: _Pool) -> _Pool:
    weight = above[1] + below[1]
    return (above[0] * above[1] + below[0] * below[1]) / weight, weight, above[2] + below[2]
