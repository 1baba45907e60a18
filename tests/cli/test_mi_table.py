# SPDX-License-Identifier: Apache-2.0
"""kl mi: what a table may hold: what is missing, odd values, columns that tell nothing, and what is refused."""

import itertools
import random
import subprocess

import jsonschema
import pytest

from conftest import PLAIN, estimate, value
from mi import BITS, PENGUINS, ROWS, column, ksg, names, sentences, write
from test_samples import SCHEMA, npy


def test_missing_is_dropped_pair_by_pair(kl, tmp_path):
    whole = [row for row in ROWS if row["sex"] != "NA"]
    table = write(tmp_path / "t.csv", {name: [row[name] for row in whole] for name in ROWS[0]})
    with_missing = kl.json("mi", PENGUINS, "sex", "island")
    assert estimate(with_missing, "mutual_information")["n"] == 333 == len(whole)
    without = kl.json("mi", table, "sex", "island")
    assert value(with_missing, "mutual_information") == value(without, "mutual_information")
    assert any(note.startswith("11 of 344 rows") for note in sentences(with_missing, "note"))


def test_the_same_table_in_other_clothes(kl, tmp_path):
    header, *rows = PENGUINS.read_text().splitlines()
    text = "".join(f"{line}\n" for line in [header, *rows[::5]])
    (tmp_path / "t.csv").write_text(text)
    expected = kl.json("mi", tmp_path / "t.csv", "--target", "species")["estimates"]
    (tmp_path / "t.tsv").write_text(text.replace(",", "\t").replace("\n", "\r\n"))
    (tmp_path / "quoted.csv").write_text("".join('"' + line.replace(",", '","') + '"\n' for line in text.splitlines()))
    for path in (tmp_path / "t.tsv", tmp_path / "quoted.csv"):
        assert kl.json("mi", path, "--target", "species")["estimates"] == expected
    piped = kl.json("mi", "-", "--target", "species", stdin=text.encode())
    assert piped["estimates"] == expected and "standard input" in piped["title"]


def test_arrays(kl, tmp_path):
    draw = random.Random(5)
    points = [[draw.gauss(0, 1) for _ in range(3)] for _ in range(80)]
    for row in points:
        row[2] += row[0]
    document = kl.json("mi", npy(tmp_path / "p.npy", points), "--target", "2")
    assert names(document) == {"A": "2", "B": "0", "C": "1"}
    assert value(document, "mutual_information", "A|B") == pytest.approx(
        ksg([row[0] for row in points], [row[2] for row in points]) / BITS, rel=1e-9)


def test_columns_that_tell_nothing(kl, tmp_path):
    n = 40
    table = write(tmp_path / "t.csv", {
        "t": ["ab"[i % 2] for i in range(n)], "same": ["x"] * n, "id": [f"row {i}" for i in range(n)],
        "empty": [None] * n, "once": [1.5] + [None] * (n - 1), "inf": ["inf"] + [i * i for i in range(1, n)],
        "apart": [i if i % 2 else None for i in range(n)], "x": [i * 0.37 % 1 for i in range(n)]})
    document = kl.json("mi", table, "--target", "t")
    jsonschema.validate(document, SCHEMA)
    notes = " ".join(sentences(document, "note"))
    for said in ("same is left out: its 40 values are all the same", "id is left out: its 40 values are all different",
                 "empty is left out: it has no value at all", "once is left out: it has one value only",
                 "inf is left out: some of its numbers are infinite", "apart is left out"):
        assert said in notes
    assert {row["subject"] for row in document["estimates"]} == {"A|H"}
    for name in ("same", "id", "empty", "once", "inf"):
        assert f'column "{name}" can tell nothing' in kl.error("mi", table, "x", name)
        assert f'column "{name}" can tell nothing' in kl.error("mi", table, "--target", name)
    assert [row["name"] for row in kl.json("mi", table, "--matrix")["inputs"]] == ["t", "apart", "x"]


@pytest.mark.parametrize("text, said", [
    ("", "there is no line"), ("a,b\n", "can tell nothing: it has no value at all"),
    ("a,b\n1,2\n", "can tell nothing: it has one value only"), ("a,b\n1,2\n3\n", "line 3 has 1 columns, the first has 2"),
    ("a,b\n1,\"2\n", "line 2: a quote that nothing closes"), ("a,a\n1,2\n", 'are both called "a"'),
    ("a,b\n1,\n,2\n3,\n,4\n", "a and b have 0 rows together"), ("a\n1\n2\n", 'no column is called "b"'),
    ("x\0y", "byte 1 is 0")])
def test_tables_that_are_refused(kl, tmp_path, text, said):
    (tmp_path / "t").write_text(text)
    assert said in kl.error("mi", tmp_path / "t", "a", "b")


def test_few_and_mixed_rows(kl, tmp_path):
    """Whatever a table holds, there is an answer or a reason."""
    draw = random.Random(6)
    kinds = {"name": lambda i: draw.choice("ab"), "number": lambda i: draw.random(), "whole": lambda i: draw.randrange(30),
             "often": lambda i: 0 if draw.random() < 0.6 else draw.random(), "flag": lambda i: draw.choice(["true", "false"])}
    for n in (1, 2, 3, 4, 5, 8, 30):
        table = write(tmp_path / f"{n}.csv", {name: [make(i) for i in range(n)] for name, make in kinds.items()})
        for x, y in itertools.combinations(kinds, 2):
            done = subprocess.run([kl.path, "mi", table, x, y], capture_output=True, timeout=60)
            assert done.returncode == 0 or (done.returncode == 2 and n < 30 and done.stderr.startswith(b"kl: "))
        if n == 30:
            jsonschema.validate(kl.json("mi", table, "--matrix"), SCHEMA)


@PLAIN
def test_many_categories(kl, tmp_path):
    """Nearly as many as rows: an answer that says what it is worth."""
    n = 100000
    table = tmp_path / "t.csv"
    table.write_text("key,half,x\n" + "".join(f"k{i},h{i // 2},{i % 7}\n" for i in range(n)))
    assert "all different" in kl.error("mi", table, "key", "x")
    found = estimate(kl.json("mi", table, "half", "x"), "mutual_information")
    assert found["low"] is None and "biased" in [flag["id"] for flag in found["flags"]]


def test_types_can_be_said(kl, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("zip,x\n" + "".join(f"{10000 + i % 12},{i}\n" for i in range(60)))
    kinds = [[row["kind"] for row in kl.json("mi", table, "zip", "x", *more)["inputs"]]
             for more in ((), ("--type", "zip=category"))]
    assert kinds == [["number", "number"], ["category", "number"]]
    table.write_text("a,b\n1,2\n3,4 m\n5,6\n")
    said = kl.error("mi", table, "a", "b", "--type", "b=number")
    assert f'{table}: line 3, column "b": "4 m" is no number' in said
    assert "expected COL=number or COL=category" in kl.error("mi", table, "a", "b", "--type", "b=text")


def test_mistakes(kl):
    assert 'no column is called "specie"; did you mean "species"?' in kl.error("mi", PENGUINS, "--target", "specie")
    assert 'did you mean "bill_depth_mm"?' in kl.error("mi", PENGUINS, "sex", "bill depth mm")
    assert "there are: species, island" in kl.error("mi", PENGUINS, "sex", "altitude")
    assert "asked for twice" in kl.error("mi", PENGUINS, "sex", "sex")
    assert "no table is given" in kl.error("mi")
    assert "1 column is named" in kl.error("mi", PENGUINS, "sex")
    assert "0 columns are named" in kl.error("mi", PENGUINS)
    assert "--given is for two columns" in kl.error("mi", PENGUINS, "--target", "sex", "--given", "year")
    assert "one word too many" in kl.error("mi", PENGUINS, "--matrix", "sex")
    assert "no use for --target" in kl.error("mi", PENGUINS, "--matrix", "--target", "sex")
    assert "there is no such measure" in kl.error("mi", PENGUINS, "--matrix", "--fail-above", "divergence=1")
    assert "nonexistent.csv" in kl.error("mi", "nonexistent.csv", "a", "b")


@pytest.mark.parametrize("odd", ["1.2.3", "1,234,567", "12 m"])
def test_one_value_that_is_no_number(kl, tmp_path, odd):
    draw = random.Random(12)
    x = [draw.random() for _ in range(300)]
    table = write(tmp_path / "t.csv", {"x": x[:150] + [odd] + x[151:], "y": x})
    assert f'its value "{odd}" in row 151 is no number, as others are' in kl.error("mi", table, "x", "y")
    assert "as those of an identifier" in kl.error("mi", table, "x", "y", "--type", "x=category")
    assert f'line 152, column "x": "{odd}" is no number' in kl.error("mi", table, "x", "y", "--type", "x=number")
    # Where values come twice there is an answer, and the head says what the column was taken for.
    table = write(tmp_path / "twice.csv", {"x": [odd] + [i // 2 for i in range(299)], "y": x})
    (row, _) = kl.json("mi", table, "x", "y")["inputs"]
    assert row["kind"] == "category" and row["detail"].endswith(f'; "{odd}" in row 1 is no number')


def test_decimal_commas(kl, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("x;y\n" + "".join(f"0,{i + 10};{i * i}\n" for i in range(60)))
    assert '"0,10" in row 1 is no number' in kl.error("mi", table, "x", "y")


@pytest.mark.parametrize("word", ["n/a", "na", "NONE", "#N/A", "Null", "NAN"])
def test_words_for_missing(kl, tmp_path, word):
    table = write(tmp_path / "t.csv", {"x": [word] + list(range(1, 60)), "y": [i * i for i in range(60)]})
    (row, _) = kl.json("mi", table, "x", "y")["inputs"]
    assert row["kind"] == "number" and row["detail"] == "59 values, 59 different, 1 missing"


def test_a_header_of_numbers(kl, tmp_path):
    table = tmp_path / "years.csv"
    table.write_text("2019,2020\n1.5,2\n3,4\n")
    said = kl.error("mi", table, "2019", "2020")
    assert 'there are: 0, 1 (a number stands in the first line, which is taken for a row' in said


def test_too_few_rows_are_said_of_the_columns(kl, tmp_path):
    table = write(tmp_path / "two.csv", {"a": [1, 2.5], "b": [3, 4]})
    assert f"{table}: a and b have 2 rows together, fewer than the 4 needed" in kl.error("mi", table, "a", "b")
