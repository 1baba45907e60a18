# SPDX-License-Identifier: Apache-2.0
"""Tables out of files that are no text: databases of SQLite, and, where DuckDB is there, Parquet,
JSON lines and SQL."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from conftest import PLAIN, Command

ROOT = Path(__file__).resolve().parents[2]
CSV = ROOT / "examples" / "penguins" / "penguins.csv"
PARQUET = CSV.with_suffix(".parquet")


@pytest.fixture
def duckdb(kl):
    """Skips where kl has no DuckDB, with what it says of that."""
    said = kl("mi", "sql:SELECT 1 AS x", "x", "x", code=2).stderr.decode()
    if "through DuckDB" in said:
        pytest.skip(said)


def told(document):
    """All but what the input is called."""
    return [document[key] for key in ("estimates", "sentences", "inputs")]


@pytest.fixture(scope="module")
def species():
    """What the other columns of the text tell of the species."""
    return told(Command().json("mi", CSV, "--target", "species"))


def database(path, names, rows):
    if path.exists():
        path.unlink()
    with sqlite3.connect(path) as made:
        made.execute(f"CREATE TABLE birds ({', '.join(names)})")
        made.executemany(f"INSERT INTO birds VALUES ({', '.join('?' * len(names))})", rows)
    made.close()
    return path


def test_sqlite_is_as_text(kl, tmp_path, species):
    with CSV.open() as rows:
        names, *rows = csv.reader(rows)
    as_text = database(tmp_path / "text.db", names, rows)
    assert told(kl.json("mi", as_text, "--target", "species")) == species
    typed = [[float(x) if x.replace(".", "").isdigit() else None if x == "NA" else x for x in row] for row in rows]
    as_types = database(tmp_path / "typed.db", names, typed)
    assert told(kl.json("mi", f"{as_types}#birds", "--target", "species")) == species


def test_tables_of_sqlite(kl, tmp_path):
    path = tmp_path / "some.db"
    with sqlite3.connect(path) as made:
        made.executescript('CREATE TABLE "a "" b" (x, "y z"); CREATE VIEW spy AS SELECT 1;'
                           "INSERT INTO \"a \"\" b\" VALUES (1, 'u'), ('2.5', 'v'), (NULL, x'FF'), ('NA', 7), (0.1, 'u');")
    made.close()
    assert 'column "x" can tell nothing: its 3 values are all different' in kl.error("mi", path, "x", "y z", "--estimator", "counts")
    said = kl.error("mi", path, "x", "spy")
    assert 'there are: x, y z' in said
    assert 'no table is called "spy"; there are: a " b' in kl.error("mi", f"{path}#spy", "x", "y")
    assert 'row 1, column "y z": "u" is no number' in kl.error("mi", path, "x", "y z", "--type", "y z=number")
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE other (x)")
    made.close()
    assert 'several tables; say FILE#TABLE: a " b, other' in kl.error("mi", path, "x", "y")
    assert "only a DuckDB database has queries" in kl.error("mi", f"{path}#sql:SELECT 1", "x", "y")
    with sqlite3.connect(tmp_path / "none.db") as made:
        made.execute("CREATE VIEW spy AS SELECT 1")
    made.close()
    assert "a database without tables" in kl.error("mi", tmp_path / "none.db", "x", "y")


def test_damaged_sqlite(kl, tmp_path):
    whole = database(tmp_path / "whole.db", ["x", "y"], [(i, f"name {i % 7}") for i in range(5000)])
    data = whole.read_bytes()
    for cut in (20, 100, 4096, len(data) // 2):
        (tmp_path / "cut.db").write_bytes(data[:cut])
        said = kl.error("mi", tmp_path / "cut.db", "x", "y")
        assert "cut.db: " in said and ("SQLite" in said or "without tables" in said)


@PLAIN
def test_parquet_says_what_the_csv_says(kl, duckdb, species):
    assert told(kl.json("mi", PARQUET, "--target", "species")) == species
    assert kl.json("ib", PARQUET, "--columns", "island,species")["estimates"] == \
        kl.json("ib", CSV, "--columns", "island,species")["estimates"]
    year = kl.json("--column", "year", PARQUET, CSV)
    assert [i["detail"] for i in year["inputs"]] == [year["inputs"][0]["detail"]] * 2
    assert kl.json("--column", 8, PARQUET, CSV)["estimates"] == year["estimates"]
    assert kl.json("mi", "--threads", 2, PARQUET, "--matrix") == kl.json("mi", "--threads", 1, PARQUET, "--matrix")


def test_columns_of_parquet_are_samples(kl, duckdb):
    said = kl.error(PARQUET, PARQUET, PARQUET)  # two are drift
    assert "a Parquet table" in said and "--column NAME" in said
    assert 'row 4, column "body_mass_g": nothing is there' in kl.error("--column", "body_mass_g", PARQUET, PARQUET)
    assert 'row 1, column "species": "Adelie" is no number' in kl.error("--column", "species", PARQUET, PARQUET)
    male, female = (f"sql:SELECT body_mass_g AS m, year FROM '{PARQUET}' WHERE sex = '{sex}'" for sex in ("male", "female"))
    document = kl.json("--column", "m", male, female)
    assert [i["detail"].split(" from")[0] for i in document["inputs"]] == ["168 numbers", "165 numbers"]
    assert [i["kind"] for i in kl.json("--kind", "points", male, female)["inputs"]] == ["points", "points"]
    assert "points of 2 numbers; say which with --column" in kl.error(male, female, male)
    assert kl.json(male, female, code=1) == kl.json("drift", male, female, code=1)


def test_json_lines(kl, duckdb, tmp_path, species):
    lines = tmp_path / "birds.jsonl"
    with CSV.open() as rows:
        lines.write_text("".join(json.dumps({k: None if v == "NA" else float(v) if v[0].isdigit() else v
                                             for k, v in row.items()}) + "\n" for row in csv.DictReader(rows)))
    assert told(kl.json("mi", lines, "--target", "species")) == species
    assert kl.json(lines, lines) == kl.json("drift", lines, lines)
    said = kl.error(lines, lines, lines)
    assert "JSON lines" in said and "--kind points" in said and "--kind text" in said and "kl eval" in said
    assert kl.json("--kind", "text", lines, CSV)["inputs"][0]["kind"] == "text"
    piped = kl("mi", "-", "--target", "species", stdin=lines.read_bytes(), code=2).stderr.decode()
    assert "read from a file" in piped


@pytest.mark.parametrize("verb", [("drift", "T", "T"), ("profile", "T", "-o", "out.kls"), ("mi", "T", "name", "x")])
def test_another_encoding_is_refused_at_its_line(kl, tmp_path, verb):
    table = tmp_path / "latin.csv"
    table.write_bytes("name,x,y\nanna,1,2\nJosé,2,1\n".encode("latin-1"))
    said = kl(*[str(table) if word == "T" else word for word in verb], code=2, cwd=tmp_path).stderr.decode()
    assert said.startswith(f"kl: {table}: line 3: byte 21, 0xE9, is no UTF-8")
    assert not (tmp_path / "out.kls").exists()


def test_rows_of_json_lines_are_points(kl, duckdb, tmp_path):
    """As those of CSV are; kl A B is told so, kl ot knows."""
    rows = [[(i * i % 17 + side) / 4, i % 5, i % 7] for side in (0, 3) for i in range(40)]
    for side, some in enumerate((rows[:40], rows[40:])):
        (tmp_path / f"{side}.csv").write_text("x,y,z\n" + "".join(f"{x},{y},{z}\n" for x, y, z in some))
        (tmp_path / f"{side}.jsonl").write_text("".join(json.dumps(dict(zip("xyz", row))) + "\n" for row in some))
    pairs = [[tmp_path / f"{side}.{kind}" for side in (0, 1)] for kind in ("csv", "jsonl")]
    for words in (["ot"], ["--kind", "points"]):
        of_csv, of_lines = (kl.json(*words, *pair)["estimates"] for pair in pairs)
        assert of_csv == of_lines
    (tmp_path / "w.jsonl").write_text('{"x": 1, "y": "a"}\n{"x": 2, "y": "b"}\n')
    assert "w.jsonl" in kl.error("ot", tmp_path / "w.jsonl", pairs[1][0])


def test_two_columns_are_all_that_is_read(kl, duckdb, tmp_path):
    """What the third one holds, nobody asks."""
    table = tmp_path / "a.csv"
    table.write_text("x,y\n" + "".join(f"{i % 5},{i % 3}\n" for i in range(300)))
    query = f"sql:SELECT x, y, error('the third is read') AS z FROM '{table}'"
    assert kl.json("mi", query, "x", "y")["estimates"] == kl.json("mi", table, "x", "y")["estimates"]
    assert "the third is read" in kl.error("mi", query, "x", "y", "--given", "z")
    assert 'no column is called "yy"' in kl.error("mi", table, "x", "yy")


def test_two_columns_tell_what_they_tell_in_the_whole_table(kl, duckdb, tmp_path):
    """Also where noise is added since numbers are equal."""
    rows = [{"a": i % 4, "b": i % 3, "x": i * i % 53 / 4, "y": (i * i % 53 + i % 29) / 4} for i in range(150)]
    (tmp_path / "t.csv").write_text("a,b,x,y\n" + "".join(",".join(map(str, row.values())) + "\n" for row in rows))
    (tmp_path / "t.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for name in "t.csv", "t.jsonl":
        [whole] = [e for e in kl.json("mi", tmp_path / name, "--target", "y")["estimates"]
                   if e["id"] == "mutual_information" and e["subject"] == "A|D"]
        [two] = [e for e in kl.json("mi", tmp_path / name, "x", "y")["estimates"] if e["id"] == "mutual_information"]
        assert two["value"] == whole["value"] > 0


def test_large_csv_by_sql(kl, duckdb, tmp_path):
    """Encoding and raggedness are named by DuckDB too."""
    path = tmp_path / "a.csv"
    path.write_text("x,y\n" + "".join(f"{i % 5},{i % 3}\n" for i in range(3000)))
    query = f"sql:FROM '{path}'"
    assert kl.json("mi", query, "x", "y")["estimates"] == kl.json("mi", path, "x", "y")["estimates"]
    path.write_bytes(b"x,y\n1,2\n\xff\xfe,4\n")
    assert "utf-8" in kl.error("mi", query, "x", "y").lower()
    path.write_text("x,y\n" + "1,2\n" * 50 + "3\n" + "1,2\n" * 50)
    assert "52" in kl.error("mi", f"sql:FROM read_csv('{path}', header = true, delim = ',', auto_detect = false, "
                            "columns = {'x': 'INT', 'y': 'INT'})", "x", "y")


def test_what_duckdb_is_not_asked(kl, duckdb, tmp_path):
    """A name is a name: nothing of a file becomes SQL."""
    evil = tmp_path / "x'); DROP TABLE t; --.parquet"
    evil.write_bytes(PARQUET.read_bytes())
    assert len(kl.json("mi", evil, "--target", "species")["inputs"]) == 8
    column = 'a" FROM x; --'
    (tmp_path / "l.jsonl").write_text("".join(json.dumps({column: i % 3, "b": i % 2}) + "\n" for i in range(20)))
    assert [i["name"] for i in kl.json("mi", tmp_path / "l.jsonl", column, "b")["inputs"]] == [column, "b"]
