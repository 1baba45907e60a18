#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write the Parquet files that tests read, with tools that have nothing to do with DuckDB: the penguins by pyarrow,
one column of every type by polars. Needs both (pip install pyarrow polars); rows of the second are in
tests/table/test_duckdb.c."""
import datetime as dt
import decimal
import pathlib

import polars
import pyarrow.csv
import pyarrow.parquet

root = pathlib.Path(__file__).resolve().parent.parent

# Missing where the CSV says NA; names in dictionaries, numbers as small as they are; several row groups.
birds = pyarrow.csv.read_csv(
    root / "examples/penguins/penguins.csv",
    convert_options=pyarrow.csv.ConvertOptions(
        null_values=["NA"], strings_can_be_null=True, auto_dict_encode=True,
        column_types={"flipper_length_mm": pyarrow.int16(), "year": pyarrow.int64()}))
pyarrow.parquet.write_table(birds, root / "examples/penguins/penguins.parquet", row_group_size=100, compression="zstd")

UTC = dt.timezone.utc
polars.DataFrame({
    "u64": polars.Series([18446744073709551615, 0, None], dtype=polars.UInt64),
    "f32": polars.Series([0.5, float("nan"), None], dtype=polars.Float32),
    "dec": polars.Series([decimal.Decimal("12.345"), decimal.Decimal("-0.001"), None], dtype=polars.Decimal(9, 3)),
    "flag": polars.Series([True, False, None]),
    "day": polars.Series([dt.date(1970, 1, 2), dt.date(1969, 12, 31), None]),
    "at": polars.Series([dt.datetime(1970, 1, 1, 0, 0, 1, 500000), dt.datetime(2024, 2, 29), None], dtype=polars.Datetime("ns")),
    "zoned": polars.Series([dt.datetime(1970, 1, 1, 1, tzinfo=UTC), dt.datetime(1970, 1, 1, tzinfo=UTC), None]),
    "clock": polars.Series([dt.time(0, 1), dt.time(23, 59, 59), None]),
    "text": polars.Series(["", "NA", None]),
    "kind": polars.Series(["b", "a", None], dtype=polars.Categorical),
    "list": polars.Series([[1, 2], [], None]),
    "nothing": polars.Series([None, None, None], dtype=polars.Null),
    'a "quoted", name': polars.Series([1, 2, 3]),
}).write_parquet(root / "tests/table/types.parquet")
