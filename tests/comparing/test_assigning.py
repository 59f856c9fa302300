"""The pairs that together are worth most."""

from itertools import permutations

import numpy as np
import pytest

from clausier.comparing.assigning import best_pairs


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (5, 3), (6, 6)])
@pytest.mark.parametrize("seed", range(5))
def test_no_other_pairing_is_worth_more(shape: tuple[int, int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    worth = chance.random(shape) * (chance.random(shape) > 0.4)
    square = np.zeros((max(shape), max(shape)))
    square[: shape[0], : shape[1]] = worth
    best = max(sum(square[i, j] for i, j in enumerate(order)) for order in permutations(range(len(square))))
    pairs = best_pairs(worth)
    assert sum(worth[i, j] for i, j in pairs) == pytest.approx(best)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)


def test_what_is_worth_nothing_is_not_paired() -> None:
    assert best_pairs(np.array([[0.0, 0.0], [0.0, 0.3]])) == [(1, 1)]
    assert best_pairs(np.zeros((2, 3))) == []
