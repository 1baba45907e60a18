#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/python/joint_golden.json: what scikit-learn says of pairs of labels, dit of tables of three variables
and SciPy of contingency tables, so that the tests can hold joint distributions to it without these being there."""

import json
import pathlib
import random

import dit
import numpy
import scipy.stats
import sklearn
from sklearn import metrics
from sklearn.metrics.cluster import contingency_matrix, expected_mutual_information

PATH = pathlib.Path(__file__).resolve().parents[1] / "tests" / "python" / "joint_golden.json"
NORMALISERS = ("min", "max", "arithmetic", "geometric")


def labels():
    rng = random.Random(9)
    for name, n, values, tied in (("few", 30, 4, 0.5), ("many", 300, 7, 0.2), ("independent", 200, 5, 0)):
        x = [rng.randrange(values) for _ in range(n)]
        yield name, x, [a if rng.random() < tied else rng.randrange(values) for a in x]
    yield "equal", [0, 0, 1, 2, 2], [1, 1, 0, 2, 2]


def of_labels(name, x, y):
    table = contingency_matrix(x, y, sparse=True)
    return {"name": name, "x": x, "y": y, "mutual_info_score": metrics.mutual_info_score(x, y),
            "normalized": {m: metrics.normalized_mutual_info_score(x, y, average_method=m) for m in NORMALISERS},
            "adjusted": {m: metrics.adjusted_mutual_info_score(x, y, average_method=m) for m in NORMALISERS},
            "expected": float(expected_mutual_information(table, len(x))),
            "homogeneity": metrics.homogeneity_score(x, y), "completeness": metrics.completeness_score(x, y)}


def tables():
    rng = random.Random(10)
    yield "random", [[[rng.random() for _ in range(2)] for _ in range(4)] for _ in range(3)]
    yield "skewed", [[[rng.random()**3 for _ in range(3)] for _ in range(2)] for _ in range(2)]
    yield "exclusive or", [[[0.25, 0], [0, 0.25]], [[0, 0.25], [0.25, 0]]]


def of_table(name, table):
    weights = numpy.array(table)
    shares = weights / weights.sum()
    outcomes = list(numpy.ndindex(*shares.shape))
    d = dit.Distribution(["".join(map(str, o)) for o in outcomes], [shares[o] for o in outcomes])
    shannon = dit.shannon
    values = {"I(X;Y)": shannon.mutual_information(d, [0], [1]), "I(X;YZ)": shannon.mutual_information(d, [0], [1, 2]),
              "I(X;Y|Z)": dit.multivariate.coinformation(d, [[0], [1]], [2]),
              "total_correlation": dit.multivariate.total_correlation(d), "H(XYZ)": shannon.entropy(d),
              "H(X|YZ)": shannon.conditional_entropy(d, [0], [1, 2])}
    return {"name": name, "table": table, "values": {key: float(value) for key, value in values.items()}}


def of_contingency(table):
    statistic, p_value, freedom, _ = scipy.stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    return {"table": table, "statistic": float(statistic), "p_value": float(p_value), "freedom": int(freedom)}


def main():
    parts = {"labels": [of_labels(*row) for row in labels()], "tables": [of_table(*row) for row in tables()],
             "contingency": [of_contingency(t) for t in ([[30, 10], [10, 50]], [[5, 9, 4], [8, 3, 11], [7, 7, 6]])]}
    body = ",\n".join(f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "]" for name, rows in parts.items())
    versions = f'"versions": "scikit-learn {sklearn.__version__}, dit {dit.__version__}, SciPy {scipy.__version__}"'
    PATH.write_text(f'{{"written_by": "tools/make_joint_python_golden.py", {versions},\n{body}}}\n')


if __name__ == "__main__":
    main()
