# SPDX-License-Identifier: Apache-2.0
"""Tables: named columns of numbers or categories, with what is missing.

    >>> from kullback import table
    >>> penguins = table.Table({"species": ["Adelie", "Gentoo", None], "mass": [3.7, 5.1, 4.2]})
    >>> penguins.column("species").categories
    ['Adelie', 'Gentoo']
    >>> penguins.column("mass").values
    array('d', [3.7, 5.1, 4.2])

drift() says what has changed from one table to another, and a Profile stands for a table where it does:

    >>> found = table.drift({"x": [1, 2, 3] * 100}, {"x": [2, 3, 4] * 100})
    >>> found.drifted
    ['x']

docs/tables.md and docs/drift.md are the guides.
"""

from kullback._drift import (Drift, DriftColumn, DriftLine, DriftMeasure, Profile, ProfileColumn, drift, drift_by,
                             drift_ids, merge_profiles)
from kullback._table import MISSING, Column, Table, is_table

__all__ = ["MISSING", "Column", "Drift", "DriftColumn", "DriftLine", "DriftMeasure", "Profile", "ProfileColumn", "Table",
           "drift", "drift_by", "drift_ids", "is_table", "merge_profiles"]
