#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two public tables with a known change, each cut where it is known: examples/drift.

    pip download --no-deps statsmodels==0.15.0 && tools/make_drift_examples.py statsmodels-0.15.0-*.whl
"""

import csv
import io
import math
import pathlib
import sys
import zipfile

OUT = pathlib.Path(__file__).resolve().parents[1] / "examples" / "drift"


def rows(wheel, name):
    text = zipfile.ZipFile(wheel).read(f"statsmodels/datasets/{name}/{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text)))


def write(name, table):
    OUT.mkdir(exist_ok=True)
    with (OUT / name).open("w", newline="") as file:
        out = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        out.writeheader()
        out.writerows(table)


def nile(wheel):
    """The year decides on which side a row is and is no column."""
    for name, side in (("before", lambda y: y < 1899), ("after", lambda y: y >= 1899)):
        write(f"nile_{name}.csv", [{"volume": row["volume"]} for row in rows(wheel, "nile") if side(int(row["year"]))])


def growth(wheel):
    """How much more than the quarter before, in percent."""
    table, out = rows(wheel, "macrodata"), []
    for before, now in zip(table, table[1:]):
        change = {name: f"{100 * math.log(float(now[column]) / float(before[column])):.2f}"
                  for name, column in (("output", "realgdp"), ("consumption", "realcons"), ("investment", "realinv"))}
        out.append({"year": now["year"], "quarter": "Q" + now["quarter"], **change})
    write("growth_before.csv", [row for row in out if int(row["year"]) < 1984])
    write("growth_after.csv", [row for row in out if int(row["year"]) >= 1984])


if __name__ == "__main__":
    nile(sys.argv[1])
    growth(sys.argv[1])
