# SPDX-License-Identifier: Apache-2.0
"""kl mi --matrix: all pairs of columns, their tests, and which of them tell the most."""

import itertools
import math
import random
import re

import jsonschema
import pytest

from conftest import PLAIN, Command, value
from mi import BITS, PENGUINS, ROWS, column, plugin, sentences, write
from test_samples import SCHEMA


@pytest.fixture(scope="module")
def penguins():
    """The document of all pairs of them, with a tolerance that none exceeds."""
    return Command().json("mi", PENGUINS, "--matrix", "-f", "q_value@A|B=0.05")


def test_matrix(kl, penguins):
    jsonschema.validate(penguins, SCHEMA)
    (matrix,) = penguins["matrices"]
    assert matrix["labels"] == list(ROWS[0])
    values = [[math.inf if x == "inf" else float(x) for x in row] for row in matrix["values"]]
    for i, j in itertools.combinations(range(8), 2):
        assert values[i][j] == values[j][i]
    for i, j in ((0, 1), (2, 3), (0, 5), (6, 7)):
        assert values[i][j] == value(kl.json("mi", PENGUINS, matrix["labels"][i], matrix["labels"][j]), "mutual_information")
    species = column("species")
    assert values[0][0] == pytest.approx(plugin(list(zip(species, species))) / BITS, rel=1e-12)
    assert values[2][2] == math.inf
    assert "Of all pairs" in sentences(penguins, "so_what")[0]


@PLAIN
def test_pairs_of_a_matrix_are_tested(kl, penguins, tmp_path):
    """p is that of the two columns alone; q counts all pairs."""
    p = {row["subject"]: float(row["value"]) for row in penguins["estimates"] if row["id"] == "p_value"}
    q = {row["subject"]: float(row["value"]) for row in penguins["estimates"] if row["id"] == "q_value"}
    assert len(p) == len(q) == 28
    assert p["G|H"] == value(kl.json("mi", PENGUINS, "sex", "year"), "p_value")
    for subject, own in p.items():
        rates = [x * 28 / sum(y <= x for y in p.values()) for x in p.values() if x >= own]
        assert q[subject] == pytest.approx(min(1, *rates), rel=1e-12)
    found = sum(x <= 0.05 for x in q.values())
    assert f"{found} of 28 pairs tell more of each other than chance does" in sentences(penguins, "noise")[0]
    kl("mi", PENGUINS, "--matrix", "-f", "q_value@G|H=0.05", code=1)
    # More than chance, but how much is not known: that has another mark than what could be chance.
    draw = random.Random(12)
    y = [draw.gauss(0, 1) for _ in range(300)]
    table = write(tmp_path / "few.csv", {"x": [a + draw.gauss(0, 0.3) if i < 120 else "NA" for i, a in enumerate(y)],
                                         "y": y, "z": [draw.gauss(0, 1) for _ in y]})
    shown = kl.text("mi", table, "--matrix")
    rows = dict(re.findall("^  [A-C] ([xyz]) (.*[?█▓▒░·])$", shown, re.M))
    assert [rows["x"].count("?"), rows["x"].count("·"), rows["z"].count("·")] == [1, 1, 2]
    assert "what such a cell shows may be bias alone" in " ".join(shown.split())
    # Of numbers, which neighbours measure, each deal costs what the value costs.
    far = write(tmp_path / "far.csv", {f"c{i}": [draw.gauss(0, 1) for _ in range(11000)] for i in range(20)})
    document = kl.json("mi", far, "--matrix")
    notes = " ".join(sentences(document, "note"))
    assert not document["estimates"] and "190 pairs of 11,000 rows are too many to deal anew" in notes
    assert "deals had as much" not in notes


def test_noise_is_not_the_most(kl, tmp_path):
    draw = random.Random(10)
    n = 400
    columns = {"c": [f"c{draw.randrange(200)}" for _ in range(n)], "d": [f"d{draw.randrange(200)}" for _ in range(n)],
               "u": [draw.choice("ab") for _ in range(n)]}
    document = kl.json("mi", write(tmp_path / "noise.csv", columns), "--matrix")
    assert sentences(document, "so_what") == ["No pair tells more of each other than chance does."]
    assert any(note.startswith("c and d have too few rows for an interval") for note in sentences(document, "note"))
    columns["v"] = [a if draw.random() < 0.7 else "a" for a in columns["u"]]
    table = write(tmp_path / "some.csv", columns)
    document = kl.json("mi", table, "--matrix")
    # Nor the darkest: what could be chance has a mark and no shade, and the others are as dark as if it was not there.
    page = tmp_path / "page.html"
    shown = kl.text("mi", table, "--matrix", "--html", page)
    rows = dict(re.findall("^  [A-D] ([cduv]) (.*[?█▓▒░·])$", shown, re.M))
    assert [rows["c"].count("·"), rows["u"].count("·"), rows["u"].count("█")] == [3, 2, 2]
    assert f"darkest: {float(document['matrices'][0]['values'][2][3]):.3f}; · could be chance" in shown
    cells = re.findall(r'<td class="h(\d)"><data [^>]*>[^<]*</data>( ·)?</td>', page.read_text())
    assert [mark for _, mark in cells].count(" ·") == 10 and all(level == "0" for level, mark in cells if mark)
    assert cells[11] == ("7", "")
    assert sentences(document, "so_what")[0].startswith("Of all pairs u and v tell the most about each other")
    # Nor is it in the picture of a ranking; and a footnote on the interval is where one is.
    ranked = kl.json("mi", table, "--target", "u")
    assert [bars["labels"] for bars in ranked["series"]] == [["v"]]
    for row in ranked["estimates"]:
        flags = [flag["id"] for flag in row["flags"]]
        assert row["low"] is not None or "independent_draws" not in flags


def test_tests_of_many_pairs_end_early(kl, tmp_path):
    """435 pairs of 8,000 rows: chance is seen by a few deals, and what is left gets the deals that discoveries take."""
    draw = random.Random(21)
    n, columns = 8000, {f"c{i}": None for i in range(30)}
    for name in columns:
        columns[name] = [draw.randrange(4) for _ in range(n)]
    columns["c7"] = [a if draw.random() < 0.15 else b for a, b in zip(columns["c3"], columns["c7"])]
    table = write(tmp_path / "t.csv", {name: [f"v{x}" for x in of] for name, of in columns.items()})
    document = kl.json("mi", table, "--matrix")
    tests = {row["subject"]: (float(row["value"]), row["n"]) for row in document["estimates"] if row["id"] == "p_value"}
    q = {row["subject"]: float(row["value"]) for row in document["estimates"] if row["id"] == "q_value"}
    assert len(tests) == len(q) == 435
    p, deals = tests.pop("D|H")
    assert p == 1 / (1 + deals) and [subject for subject, rate in q.items() if rate <= 0.05] == ["D|H"]
    assert sentences(document, "so_what")[0].startswith("Of all pairs c3 and c7 tell the most about each other")
    # The others end with the tenth deal that has as much, and their p is as a p is of chance.
    ended = [(p, deals) for p, deals in tests.values() if p == 10 / deals]
    assert len(ended) > 400 and all(deals <= 99 or p < 0.11 for p, deals in ended)
    mean = sum(p for p, _ in tests.values()) / len(tests)
    # Uniform, of 434 draws with an error of a third each: four standard errors around 1/2 and a bit.
    assert 0.44 < mean < 0.58
    (note,) = [note for note in sentences(document, "note") if "deals had as much" in note]
    assert note.startswith(f"The tests of {len(ended)} pairs ended once 10 deals had as much")
    assert kl.json("mi", table, "--matrix", "--threads", "1") == document


def test_pairs_without_a_row_are_not_there(kl, tmp_path):
    """No value is no independence."""
    draw = random.Random(22)
    z = [draw.choice("uv") for _ in range(200)]
    table = write(tmp_path / "t.csv", {"a": [f"a{draw.randrange(3)}" if i < 100 else None for i in range(200)],
                                       "b": [f"b{draw.randrange(3)}" if i >= 100 else None for i in range(200)], "z": z})
    page = tmp_path / "page.html"
    document = kl.json("mi", table, "--matrix", "--html", page)
    jsonschema.validate(document, SCHEMA)
    values = document["matrices"][0]["values"]
    assert values[0][1] is None and values[1][0] is None and values[0][2] is not None
    assert not any(row["subject"] == "A|B" for row in document["estimates"])
    (note,) = [note for note in sentences(document, "note") if "not in the picture" in note]
    assert note == "a and b are not in the picture: a and b have 0 rows together, fewer than the 2 needed."
    assert not any("too few rows for an interval" in note for note in sentences(document, "note"))
    rows = dict(re.findall("^  [A-C] ([abz]) (.*)$", kl.text("mi", table, "--matrix"), re.M))
    assert "0" not in rows["a"][rows["a"].index("█") + 1:][:9] and "nan" not in page.read_text().lower()
    assert b"cannot" in kl("mi", table, "--matrix", "-f", "mutual_information@A|B=0.1", code=2).stderr
