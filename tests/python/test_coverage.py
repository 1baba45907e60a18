# SPDX-License-Identifier: Apache-2.0
"""Intervals of sources whose rarest symbols are expected a few times, so that some are unseen by chance: what is picked
because it was seen rarely looks rarer than it is. docs/coverage.md has more."""

import math
import os

import pytest

import kullback
from kullback import sample

RUNS = 100
# 5 % and three standard errors of a share of RUNS.
MOST = 0.05 + 3 * math.sqrt(0.95 * 0.05 / RUNS)
MEASURES = ("entropy", "cross_entropy", "divergence", "jeffreys", "jensen_shannon", "total_variation",
            "hellinger.squared", "bhattacharyya", "triangular", "hockey_stick", "skew", "chi_square",
            "chi_square.symmetric", "renyi", "cressie_read")


def sources(numpy, symbols, steep, tilt):
    ranks = numpy.arange(1, symbols + 1)
    p = ranks ** -steep
    q = p * numpy.exp(tilt * numpy.where(ranks % 2, 1, -1))
    return p / p.sum(), q / q.sum()


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="the same numbers once more, which take long")
@pytest.mark.parametrize("symbols, steep, tilt, n", [(200, 0.0, 1.0, 2000), (500, 0.0, 0.5, 1000),
                                                         (2000, 0.0, 0.5, 30000), (2000, 1.0, 0.5, 30000)])
def test_rare_symbols(numpy, symbols, steep, tilt, n):
    p, q = sources(numpy, symbols, steep, tilt)
    draw = numpy.random.default_rng(11)
    names = [str(i) for i in range(symbols)]
    truth = {name: kullback.measure(name, p, q).value for name in MEASURES}
    missed, absent = dict.fromkeys(MEASURES, 0), dict.fromkeys(MEASURES, 0)
    for _ in range(RUNS):
        counts = [dict(zip(names, map(int, draw.multinomial(n, shares)))) for shares in (p, q)]
        pair = sample.Pair(*counts, permutations=0)
        for name in MEASURES:
            found = pair.estimate(name)
            high = math.inf if found.high is None else found.high
            absent[name] += found.low is None
            missed[name] += found.low is not None and not found.low <= truth[name] <= high
    assert {name: number for name, number in missed.items() if number > MOST * (RUNS - absent[name])} == {}
    assert min(absent.values()) == 0
