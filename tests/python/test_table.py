# SPDX-License-Identifier: Apache-2.0
"""Tables of files, of columns in memory and of arrays; what is told of them is what the command tells."""

import json
import math
import os
import subprocess

import pytest

from conftest import PACKAGE, ROOT, doubles

import kullback
from kullback import information
from kullback.table import MISSING, Column, Table

PENGUINS = ROOT / "examples" / "penguins" / "penguins.csv"


def test_a_file():
    penguins = Table(PENGUINS)
    assert (penguins.name, len(penguins), penguins.columns[0]) == (str(PENGUINS), 344, "species")
    species, bill = penguins.column("species"), penguins.column("bill_length_mm")
    assert species.categories == ["Adelie", "Chinstrap", "Gentoo"] and species.missing == 0
    assert [list(species.values).count(code) for code in range(3)] == [152, 68, 124]
    assert bill.type == "number" and bill.categories == [] and bill.missing == 2
    assert math.isnan(bill.values[3]) and bill.values[0] == 39.1
    assert "344 rows, 8 columns" in repr(penguins)


def test_columns_in_memory():
    told = Table({"a,b": ["x", None, 'y "z"\n'], "n": [1, 2.5, None], "ü": [True, False, True]}, name="mine")
    assert told.name == "mine"
    assert told.column("a,b") == Column("a,b", "category", doubles([]).__class__("I", [0, MISSING, 1]), ["x", 'y "z"\n'], 1)
    assert list(told.column("n").values)[:2] == [1, 2.5] and told.column("n").missing == 1
    assert told.column("ü").type == "boolean" and told.column("ü").categories == ["False", "True"]
    with pytest.raises(ValueError):
        Table({"a": [1, 2], "b": [1]})
    told = Table({"a;b\tc": [" x", "x"], "n": [1, 2]})
    assert told.columns == ["a;b\tc", "n"] and told.column("a;b\tc").categories == [" x", "x"]


def test_names_in_memory_are_names():
    """Also where a file of these lines would begin with values."""
    years = Table({"2019": [1, 2], "2020": [3, None]})
    assert (len(years), years.columns, list(years.column("2019").values)) == (2, ["2019", "2020"], [1, 2])
    assert (len(Table({"a": ["", ""], "2020": [3, 4]})), Table({"": [1, 2], "x": [3, 4]}).column("0").type) == (2, "number")


def test_one_column_with_what_is_missing():
    """A row of one empty field is no blank line."""
    assert len(Table({"a": [1, None, 2]})) == 3


def test_arrays_and_bytes(numpy):
    np = numpy
    told = Table(np.array([[1.0, 2.0], [3.0, np.nan]]))
    assert told.columns == ["0", "1"] and told.column("1").missing == 1
    assert Table(b"a\tb\n1\tx\n").column("b").categories == ["x"]


def test_types():
    told = Table(b"zip,x\n1,2\n2,3\n", types={"zip": "category"})
    assert told.column("zip").type == "category" and told.column("x").type == "number"
    with pytest.raises(ValueError, match="type is 'text'"):
        Table(b"a\n1\n", types={"a": "text"})
    with pytest.raises(kullback.Error, match='line 3, column "a": "x" is no number') as caught:
        Table(b"a\n1\nx\n", types={"a": "number"})
    assert (caught.value.code, caught.value.index) == ("value", 3)


def test_mistakes():
    penguins = Table(PENGUINS)
    with pytest.raises(kullback.Error, match='did you mean "species"'):
        penguins.column("specie")
    with pytest.raises(kullback.FileError):
        Table("/nonexistent.csv")
    for words in ({"x": "sex"}, {"given": "sex"}, {"x": "sex", "y": "year", "target": "island"}):
        with pytest.raises(ValueError, match="expected x and y"):
            information.table_mutual_information(penguins, **words)
    with pytest.raises(ValueError, match="estimator is 'best'"):
        information.table_mutual_information(penguins, target="sex", estimator="best")


@pytest.mark.parametrize("words, asked", [
    (["--target", "sex"], {"target": "sex"}), (["--matrix"], {}),
    (["species", "body_mass_g"], {"x": "species", "y": "body_mass_g"}),
    (["island", "body_mass_g", "--given", "species", "--seed", "3"],
     {"x": "island", "y": "body_mass_g", "given": "species", "seed": 3})])
def test_what_the_command_tells(tmp_path, words, asked):
    kl = PACKAGE.parent / "kl"
    if not kl.exists():
        pytest.skip("the command is not built")
    few = tmp_path / "penguins.csv"
    few.write_text("".join(line for i, line in enumerate(PENGUINS.open()) if i % 4 == 0))
    said = subprocess.run([kl, "mi", few, *words, "--json"], capture_output=True, check=True, text=True,
                          env={**os.environ, "LD_PRELOAD": ""}).stdout
    assert json.loads(said) == information.table_mutual_information(few, **asked, threads=2).to_dict()


def test_progress():
    seen = []
    information.table_mutual_information(PENGUINS, target="sex", progress=lambda *pairs: seen.append(pairs))
    assert seen == [(done, 7) for done in range(8)]

    def stop(done, total):
        raise KeyError("enough")
    with pytest.raises(KeyError, match="enough"):
        information.table_mutual_information(PENGUINS, progress=stop)


def test_ids():
    known = information.table_mutual_information_ids()
    for asked in ({"target": "sex"}, {"x": "sex", "y": "year"}, {"x": "sex", "y": "year", "given": "island"}):
        told = information.table_mutual_information(PENGUINS, **asked)
        assert {row.id for row in told} <= set(known)
