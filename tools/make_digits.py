#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""examples/digits/digits.npy from digits.csv.gz of scikit-learn (Debian: python3-sklearn, in
/usr/lib/python3/dist-packages/sklearn/datasets/data), or from optdigits.tes of UCI, which is the same.

tools/make_digits.py digits.csv.gz
"""

import gzip
import pathlib
import sys

import numpy

OUT = pathlib.Path(__file__).resolve().parents[1] / "examples" / "digits" / "digits.npy"


def main():
    path = pathlib.Path(sys.argv[1])
    text = gzip.open(path, "rt") if path.suffix == ".gz" else open(path)
    with text:
        rows = numpy.array([[float(x) for x in line.split(",")] for line in text])
    assert rows.shape == (1797, 65) and rows.max() <= 16 and rows.min() >= 0 and (rows == rows.astype("u1")).all()
    numpy.save(OUT, rows.astype("u1"))


main()
