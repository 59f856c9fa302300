"""The pairs of two lists that together are worth most."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def best_pairs(worth: Matrix) -> list[tuple[int, int]]:
    """(rows, columns) of worth to the pairs, each row and each column in one at most, of the greatest total.

    Pairs worth nothing are left out. Rows that no worth links are settled apart, which keeps long lists quick.
    """
    pairs = []
    for rows, columns in _linked(worth > 0):
        found = _assigned(-worth[np.ix_(rows, columns)])
        pairs += [(rows[row], columns[column]) for row, column in found]
    return sorted((row, column) for row, column in pairs if worth[row, column] > 0)


def _linked(links: NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """The rows and columns that links hold together, group by group."""
    groups, left = [], set(map(int, np.flatnonzero(links.any(1))))
    while left:
        rows, columns = {left.pop()}, set[int]()
        while grown := set(map(int, np.flatnonzero(links[sorted(rows)].any(0)))) - columns:
            columns |= grown
            rows |= set(map(int, np.flatnonzero(links[:, sorted(columns)].any(1))))
        left -= rows
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _assigned(costs: Matrix) -> list[tuple[int, int]]:
    """The cheapest assignment of all of the shorter side, by shortest augmenting paths (Jonker and Volgenant, 1987)."""
    if costs.shape[0] > costs.shape[1]:
        return [(row, column) for column, row in _assigned(costs.T)]
    height, width = costs.shape
    row_price, column_price = np.zeros(height), np.zeros(width + 1)
    holder = np.full(width + 1, -1)  # of each column; the last one is where a new row starts from
    for row in range(height):
        holder[width], column = row, width
        reach, through = np.full(width, np.inf), np.full(width, width)
        done = np.zeros(width + 1, bool)
        while holder[column] != -1:
            done[column] = True
            reduced = costs[holder[column]] - row_price[holder[column]] - column_price[:width]
            nearer = ~done[:width] & (reduced < reach)
            reach[nearer], through[nearer] = reduced[nearer], column
            following = int(np.argmin(np.where(done[:width], np.inf, reach)))
            step = reach[following]
            row_price[holder[done]] += step
            column_price[done] -= step
            reach[~done[:width]] -= step
            column = following
        while column != width:
            holder[column], column = holder[through[column]], int(through[column])
    return [(int(row), column) for column, row in enumerate(holder[:width]) if row != -1]
