# SPDX-License-Identifier: Apache-2.0
"""A measure is a file with a row, an id and a line of the list: one is never there without the others."""

import re

import tree

MEASURE = tree.ROOT / "src/measure"
LISTED = dict(re.findall(r"^ +ROW\((KL_\w+), (\w+)\)", (MEASURE / "list.h").read_text(), re.M))


def test_every_row_is_listed():
    rows = {name: path.stem for path in sorted(MEASURE.glob("*.c"))
            for name in re.findall(r"^const kl_measure_row kl_row_(\w+) =", path.read_text(), re.M)}
    assert rows and set(rows) == set(LISTED.values())
    assert all(name == stem for name, stem in rows.items())


def test_every_id_is_listed():
    header = (tree.ROOT / "include/kullback/measure.h").read_text()
    ids = re.search(r"typedef enum kl_measure_id \{(.*?)\} kl_measure_id;", header, re.S)[1]
    ids = re.findall(r"^ +(KL_\w+)", re.sub(r"/\*.*?\*/", "", ids, flags=re.S), re.M)
    assert ids == list(LISTED)
