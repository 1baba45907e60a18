#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/python/dit_golden.json: what dit says of divergences of fixed distributions, so that the tests can hold
the catalogue to it without dit being there (pip: dit)."""

import json
import pathlib
import random

import dit
import numpy
from dit.divergences import pmf

PATH = pathlib.Path(__file__).resolve().parents[1] / "tests" / "python" / "dit_golden.json"
SIZE = 8


def distributions():
    rng = random.Random(1951)
    yield "random", [rng.random() for _ in range(SIZE)], [rng.random() for _ in range(SIZE)]
    yield "skewed", [rng.random()**6 for _ in range(SIZE)], [rng.random()**6 for _ in range(SIZE)]
    p = [rng.random() for _ in range(SIZE)]
    yield "near", p, [x * (1 + 1e-3 * rng.uniform(-1, 1)) for x in p]
    yield "zeros", [1, 0, 2, 3, 0, 1, 0, 1], [2, 1, 1, 4, 0, 1, 1, 2]


def values(p, q):
    """By names of the catalogue; dit's are bits, its total variation and Hellinger distance those of the textbook."""
    return {
        "entropy": float(dit.shannon.entropy(dit.Distribution([str(i) for i in range(SIZE)], list(p)))),
        "cross_entropy": float(pmf.cross_entropy(p, q)),
        "divergence": float(pmf.relative_entropy(p, q)),
        "jensen_shannon": float(pmf.jensen_shannon_divergence(numpy.array([p, q]))),
        "total_variation": float(pmf.variational_distance(p, q)),
        "hellinger": float(pmf.hellinger_distance(p, q)),
        "bhattacharyya_coefficient": float(pmf.bhattacharyya_coefficient(p, q)),
    }


def main():
    rows = []
    for name, p, q in distributions():
        p, q = (numpy.array(x, dtype=float) / sum(x) for x in (p, q))
        rows.append({"name": name, "p": p.tolist(), "q": q.tolist(), "values": values(p, q)})
    lines = ",\n".join(json.dumps(row) for row in rows)
    PATH.write_text(f'{{"written_by": "tools/make_dit_golden.py", "dit": "{dit.__version__}", "rows": [\n{lines}]}}\n')


if __name__ == "__main__":
    main()
