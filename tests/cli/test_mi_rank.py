# SPDX-License-Identifier: Apache-2.0
"""kl mi --target: which column tells the most, and which could be chance."""

import random

import jsonschema
import pytest

from conftest import PLAIN, estimate, value
from mi import BITS, PENGUINS, ROWS, column, jackknife, names, plugin, sentences, write
from test_samples import SCHEMA


@PLAIN
def test_ranking(kl):
    document = kl.json("mi", PENGUINS, "--target", "species")
    jsonschema.validate(document, SCHEMA)
    called = names(document)
    assert called == dict(zip("ABCDEFGH", ROWS[0]))
    told = [row for row in document["estimates"] if row["id"] == "mutual_information"]
    values = [float(row["value"]) for row in told]
    assert values == sorted(values, reverse=True) and len(values) == 7
    assert [called[row["subject"][2]] for row in told][-2:] in (["sex", "year"], ["year", "sex"])
    # Each is what the pair has.
    for row in told:
        pair = kl.json("mi", PENGUINS, called[row["subject"][2]], "species")
        assert value(pair, "mutual_information") == float(row["value"])
    p, q = ([value(document, name, row["subject"]) for row in told] for name in ("p_value", "q_value"))
    for own, found in zip(p, q):
        rates = [x * len(p) / sum(y <= x for y in p) for x in p if x >= own]
        assert found == pytest.approx(min(1, *rates), rel=1e-15)
    assert max(q[:5]) <= 0.05 < min(q[5:])
    # What was counted had a bias, which neighbours have no plug-in value to take off from.
    biases = {called[row["subject"][2]]: float(row["value"]) for row in document["estimates"] if row["id"] == "bias"}
    assert set(biases) == {"island", "sex", "year"}
    pairs = list(zip(column("island"), column("species")))
    assert biases["island"] == pytest.approx((plugin(pairs) - jackknife(pairs)) / BITS, rel=1e-9)
    shown = f"island, p 0.001, q 0.0014, bias {biases['island']:.1e}".replace("e-0", "e-")
    page = kl.text("mi", PENGUINS, "--target", "species", "--html", "/dev/stdout")
    assert shown in page and "bias taken off the counts, island" in page
    told_how = " ".join(kl.text("mi", PENGUINS, "--target", "species").split())
    assert "island, p 0.001, q 0.0014, bias A|B" in told_how and "The bias of neighbours is not known" in told_how
    nats = kl.json("mi", PENGUINS, "--target", "species", "--unit", "nats")
    label = next(row["label"] for row in nats["estimates"] if row["subject"] == "A|B" and row["id"] == "mutual_information")
    assert float(label.split("bias ")[1]) == pytest.approx(biases["island"] * BITS, rel=0.05)
    (bars,) = document["series"]
    assert bars["left_out"] == 2 and "… and 2 more" in kl.text("mi", PENGUINS, "--target", "species")
    assert bars["labels"] == [called[row["subject"][2]] for row in told][:5]
    assert [float(x) for x in bars["values"]] == values[:5]
    assert "5 of 7 columns" in sentences(document, "noise")[0]
    assert any("11 of 344 (sex)" in note for note in sentences(document, "note"))


def test_what_is_chance_goes_by_the_confidence(kl, tmp_path):
    draw = random.Random(1)
    x = [draw.choice("ab") for _ in range(200)]
    table = write(tmp_path / "t.csv", {"x": x, "y": [a if draw.random() < 0.2 else draw.choice("ab") for a in x]})
    for confidence, is_told in ((0.95, True), (0.99, False)):
        document = kl.json("mi", table, "x", "y", "--confidence", confidence)
        assert 0.01 < value(document, "p_value") < 0.05
        assert ("near_equal" not in [flag["id"] for flag in estimate(document, "mutual_information")["flags"]]) == is_told
        assert ("Nothing here tells x and y from independent" not in sentences(document, "so_what")[0]) == is_told


def test_a_ranking_of_numbers_has_a_correlation(kl):
    document = kl.json("mi", PENGUINS, "--target", "body_mass_g")
    assert sentences(document, "so_what")[0].startswith("flipper_length_mm tells the most about body_mass_g")
    assert "correlation of 0." in sentences(document, "so_what")[0]


def test_chance_is_called_chance(kl, tmp_path):
    draw = random.Random(3)
    table = write(tmp_path / "t.csv", {name: [draw.choice("abcd") for _ in range(200)] for name in "tuvwxyz"})
    document = kl.json("mi", table, "--target", "t")
    assert sentences(document, "so_what") == ["No column tells anything of t that could be told from chance."]
    assert all(row["low"] in (None, 0) for row in document["estimates"] if row["id"] == "mutual_information")


def test_what_could_be_chance_comes_behind(kl, tmp_path):
    """Whatever its value is: half as many names as rows seem to tell much."""
    draw = random.Random(8)
    n = 400
    t = [draw.choice("abc") for _ in range(n)]
    table = write(tmp_path / "t.csv", {"t": t, "half": [f"h{i // 2}" for i in range(n)],
                                       "real": [a if draw.random() < 0.3 else draw.choice("abc") for a in t]})
    document = kl.json("mi", table, "--target", "t")
    assert [row["subject"] for row in document["estimates"] if row["id"] == "mutual_information"] == ["A|C", "A|B"]
    assert value(document, "mutual_information", "A|B") > value(document, "mutual_information", "A|C") > 0
    assert sentences(document, "so_what")[0].startswith("real tells the most about t")


def test_many_columns_are_dealt_more_often(kl, tmp_path):
    """One column among many can be found: its p-value times their number stays below 0.05."""
    draw = random.Random(4)
    columns = {f"c{i}": [draw.choice("ab") for _ in range(60)] for i in range(80)}
    columns["t"] = ["yes" if a == "a" else "no" for a in columns["c41"]]
    document = kl.json("mi", write(tmp_path / "t.csv", columns), "--target", "t")
    first = next(row for row in document["estimates"] if row["id"] == "mutual_information")
    assert names(document)[first["subject"][2:]] == "c41"
    assert value(document, "q_value", first["subject"]) <= 0.05


def test_labels_that_come_once(kl, tmp_path):
    """Two thirds of the rows have a label of their own: the rest says nothing of them, and that is said."""
    draw = random.Random(13)
    table = write(tmp_path / "t.csv", {"x": [draw.gauss(0, 1) for _ in range(300)],
                                       "z": ["a" if i % 3 == 0 else f"z{i}" for i in range(300)]})
    document = kl.json("mi", table, "x", "z")
    found = estimate(document, "mutual_information")
    assert found["low"] is None and "biased" in [flag["id"] for flag in found["flags"]]
    assert any(note.startswith("200 rows with a label of their own") for note in sentences(document, "note"))
    columns = {"k": [draw.choice("uv") for _ in range(300)], "z": ["a" if i % 3 == 0 else f"z{i}" for i in range(300)]}
    document = kl.json("mi", write(tmp_path / "k.csv", columns), "--target", "k")
    # The jackknife takes next to nothing off counts of 1: that is no bias to tell.
    assert "bias" not in estimate(document, "mutual_information")["label"]
    assert [flag["id"] for flag in estimate(document, "bias")["flags"]] == ["biased"]


def test_large_tables_end_their_tests_early(kl, tmp_path):
    """Of 70,000 rows a test that sees chance ends with the tenth deal that has as much; one that sees more does not."""
    draw = random.Random(31)
    n = 70000
    target = [draw.randrange(4) for _ in range(n)]
    columns = {"t": [f"t{x}" for x in target], "a": [f"a{draw.randrange(5)}" for _ in range(n)],
               "b": [f"b{x if draw.random() < 0.05 else draw.randrange(4)}" for x in target],
               "c": [f"c{draw.randrange(3)}" for _ in range(n)]}
    table = write(tmp_path / "t.csv", columns)
    document = kl.json("mi", table, "--target", "t")
    p = {row["subject"]: (float(row["value"]), row["n"]) for row in document["estimates"] if row["id"] == "p_value"}
    assert p["A|C"] == (0.001, 999)
    for noise in ("A|B", "A|D"):
        value_, deals = p[noise]
        assert 10 <= deals < 999 and value_ == 10 / deals
    assert not any("too few for one column" in note for note in sentences(document, "note"))
    # Two columns alone have all their deals.
    assert estimate(kl.json("mi", table, "a", "t"), "p_value")["n"] == 999
