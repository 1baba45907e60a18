# SPDX-License-Identifier: Apache-2.0
"""kl mi: values by definition, rankings, what is given, matrices; columns that can tell nothing, and what is refused."""

import collections
import csv
import itertools
import math
import random
import re
import subprocess

import jsonschema
import mpmath
import pytest

from conftest import DATA, estimate, value
from test_samples import SCHEMA, npy

PENGUINS = DATA / "penguins" / "penguins.csv"
ROWS = list(csv.DictReader(PENGUINS.open()))
BITS = math.log(2)


def write(path, columns):
    """A table of columns; None is missing."""
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(["" if x is None else x for x in row] for row in zip(*columns.values()))
    return path


def column(name):
    return [row[name] for row in ROWS]


def plugin(pairs):
    """Mutual information of counted pairs, nats."""
    n, both = len(pairs), collections.Counter(pairs)
    x, y = (collections.Counter(side) for side in zip(*pairs))
    return math.fsum(c / n * math.log(c * n / (x[a] * y[b])) for (a, b), c in both.items())


def jackknife(pairs):
    """Of which the bias is removed by leaving out one row at a time."""
    n, full = len(pairs), plugin(pairs)
    without = {}
    for pair in set(pairs):
        rest = list(pairs)
        rest.remove(pair)
        without[pair] = plugin(rest)
    return n * full - (n - 1) * math.fsum(without[pair] for pair in pairs) / n


def psi(n):
    return float(mpmath.digamma(n))


def scaled(numbers):
    mean = math.fsum(numbers) / len(numbers)
    deviation = math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / len(numbers))
    return [x / deviation for x in numbers]


def ksg(x, y, k=3):
    """Kraskov, Stögbauer and Grassberger 2004, eq. (8), by looking at every pair."""
    x, y, n, terms = scaled(x), scaled(y), len(x), []
    for i in range(n):
        far = [(abs(x[j] - x[i]), abs(y[j] - y[i])) for j in range(n) if j != i]
        radius = sorted(map(max, far))[k - 1]
        terms.append(psi(1 + sum(a < radius for a, _ in far)) + psi(1 + sum(b < radius for _, b in far)))
    return psi(k) + psi(n) - math.fsum(terms) / n


def ross(labels, y, k=3):
    """Ross 2014, by looking at every pair."""
    n, terms = len(y), []
    for i in range(n):
        own = sorted(abs(y[j] - y[i]) for j in range(n) if j != i and labels[j] == labels[i])
        near = min(k, len(own))
        m = sum(abs(y[j] - y[i]) < own[near - 1] for j in range(n) if j != i)
        terms.append(psi(near) - psi(len(own) + 1) - psi(m + 1))
    return psi(n) + math.fsum(terms) / n


def sentences(document, role):
    return [sentence["text"] for sentence in document["sentences"] if sentence["role"] == role]


def names(document):
    """The name of each column by its letter."""
    return {row["subject"]: row["name"] for row in document["inputs"]}


# ── Values ──


def test_counts_by_definition(kl):
    document = kl.json("mi", PENGUINS, "species", "island")
    jsonschema.validate(document, SCHEMA)
    pairs = list(zip(column("species"), column("island")))
    expected = plugin(pairs) / BITS
    assert value(document, "mutual_information", "A|B") == pytest.approx(jackknife(pairs) / BITS, rel=1e-9)
    assert estimate(document, "mutual_information")["method"] == "jackknife"
    assert value(document, "bias", "A|B") == pytest.approx((plugin(pairs) - jackknife(pairs)) / BITS, rel=1e-9)
    entropies = [plugin(list(zip(column(name), column(name)))) / BITS for name in ("species", "island")]
    assert [value(document, "entropy", letter) for letter in "AB"] == pytest.approx(entropies, rel=1e-12)
    assert value(document, "uncertainty_coefficient", "A|B") == pytest.approx(expected / entropies[0], rel=1e-12)
    assert value(document, "uncertainty_coefficient", "B|A") == pytest.approx(expected / entropies[1], rel=1e-12)
    assert value(document, "conditional_entropy", "A|B") == pytest.approx(entropies[0] - expected, rel=1e-12)
    assert value(document, "normalised_mutual_information") == pytest.approx(2 * expected / sum(entropies), rel=1e-12)
    g = 2 * len(pairs) * expected * BITS
    assert value(document, "g_test") == pytest.approx(g, rel=1e-12)
    assert value(document, "g_test.p_value") == pytest.approx(float(mpmath.gammainc(2, g / 2, regularized=True)), rel=1e-9)
    # The cells make up the plug-in value.
    (cells,) = document["series"]
    assert math.fsum(map(float, cells["values"])) == pytest.approx(expected, rel=1e-9)
    assert cells["labels"][0] == "Gentoo, Biscoe"


def test_neighbours_by_definition(kl, tmp_path):
    draw = random.Random(1)
    x = [draw.gauss(0, 1) for _ in range(120)]
    y = [a + draw.gauss(0, 1) for a in x]
    label = ["high" if a > 0.3 else "low" if a > -1 else "least" for a in x]
    table = write(tmp_path / "t.csv", {"x": x, "y": y, "label": label})
    document = kl.json("mi", table, "x", "y")
    jsonschema.validate(document, SCHEMA)
    assert value(document, "mutual_information") == pytest.approx(ksg(x, y) / BITS, rel=1e-9)
    nats = kl.json("mi", table, "x", "y", "--unit", "nats")
    assert value(nats, "mutual_information") == pytest.approx(ksg(x, y), rel=1e-9)
    assert value(nats, "information_correlation") == pytest.approx(math.sqrt(1 - math.exp(-2 * ksg(x, y))), rel=1e-9)
    assert value(kl.json("mi", table, "y", "x"), "mutual_information") == value(document, "mutual_information")
    for pair in (("label", "y"), ("y", "label")):
        assert value(kl.json("mi", table, *pair, "--unit", "nats"), "mutual_information") == pytest.approx(
            ross(label, y), rel=1e-9)


def test_what_is_given(kl, tmp_path):
    """x and y share z and nothing else; u and v are independent and, where their sum is known, are not."""
    draw = random.Random(2)
    z = [draw.randrange(4) for _ in range(600)]
    x, y = ([draw.choice("abc") if draw.random() < 0.4 else "abcd"[c] for c in z] for _ in range(2))
    u, v = ([i // half % 2 for i in range(600)] for half in (1, 2))
    table = write(tmp_path / "t.csv", {"x": x, "y": y, "z": z, "u": u, "v": v, "sum": [a ^ b for a, b in zip(u, v)]})
    shared = kl.json("mi", table, "x", "y", "--given", "z")
    jsonschema.validate(shared, SCHEMA)
    assert value(shared, "mutual_information", "A|B") > 0.2 and value(shared, "p_value", "A|B") == 0.001
    assert value(shared, "p_value", "A|B|C") > 0.05 and value(shared, "conditional_mutual_information") < 0.03
    assert "could be told from chance" in sentences(shared, "so_what")[0]
    apart = kl.json("mi", table, "u", "v", "--given", "sum")
    assert value(apart, "p_value", "A|B") > 0.05 and value(apart, "p_value", "A|B|C") == 0.001
    assert value(apart, "conditional_mutual_information") == pytest.approx(1, abs=0.02)
    within = sum(plugin([(a, b) for a, b in zip(u, v) if a ^ b == known]) for known in (0, 1)) / 2
    assert value(apart, "bias", "A|B|C") == pytest.approx(
        within / BITS - value(apart, "conditional_mutual_information"), abs=1e-12)
    # Within a stratum: numbers given a category.
    noise = {"x": [c + draw.gauss(0, 1) for c in z], "y": [c + draw.gauss(0, 1) for c in z], "z": ["abcd"[c] for c in z]}
    numbers = kl.json("mi", write(tmp_path / "n.csv", noise), "x", "y", "--given", "z")
    assert value(numbers, "mutual_information") > 0.3 and value(numbers, "p_value", "A|B|C") > 0.02
    assert value(numbers, "conditional_mutual_information") < 0.1


# ── Rankings ──


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


# ── All pairs ──


def test_matrix(kl):
    document = kl.json("mi", PENGUINS, "--matrix")
    jsonschema.validate(document, SCHEMA)
    (matrix,) = document["matrices"]
    assert matrix["labels"] == list(ROWS[0])
    values = [[math.inf if x == "inf" else float(x) for x in row] for row in matrix["values"]]
    for i, j in itertools.combinations(range(8), 2):
        assert values[i][j] == values[j][i]
    for i, j in ((0, 1), (2, 3), (0, 5), (6, 7)):
        assert values[i][j] == value(kl.json("mi", PENGUINS, matrix["labels"][i], matrix["labels"][j]), "mutual_information")
    species = column("species")
    assert values[0][0] == pytest.approx(plugin(list(zip(species, species))) / BITS, rel=1e-12)
    assert values[2][2] == math.inf
    assert "Of all pairs" in sentences(document, "so_what")[0]


def test_pairs_of_a_matrix_are_tested(kl, tmp_path):
    """p is that of the two columns alone; q counts all pairs."""
    document = kl.json("mi", PENGUINS, "--matrix")
    p = {row["subject"]: float(row["value"]) for row in document["estimates"] if row["id"] == "p_value"}
    q = {row["subject"]: float(row["value"]) for row in document["estimates"] if row["id"] == "q_value"}
    assert len(p) == len(q) == 28
    assert p["G|H"] == value(kl.json("mi", PENGUINS, "sex", "year"), "p_value")
    for subject, own in p.items():
        rates = [x * 28 / sum(y <= x for y in p.values()) for x in p.values() if x >= own]
        assert q[subject] == pytest.approx(min(1, *rates), rel=1e-12)
    found = sum(x <= 0.05 for x in q.values())
    assert f"{found} of 28 pairs tell more of each other than chance does" in sentences(document, "noise")[0]
    kl("mi", PENGUINS, "--matrix", "-f", "q_value@A|B=0.05")
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
    many = write(tmp_path / "many.csv", {f"c{i}": [draw.gauss(0, 1) for _ in range(8)] for i in range(102)})
    document = kl.json("mi", many, "--matrix")
    assert not document["estimates"] and "5,151 pairs of 8 rows are too many to deal anew" in " ".join(
        sentences(document, "note"))


# ── Tables ──


def test_missing_is_dropped_pair_by_pair(kl, tmp_path):
    whole = [row for row in ROWS if row["sex"] != "NA"]
    table = write(tmp_path / "t.csv", {name: [row[name] for row in whole] for name in ROWS[0]})
    with_missing = kl.json("mi", PENGUINS, "sex", "island")
    assert estimate(with_missing, "mutual_information")["n"] == 333 == len(whole)
    without = kl.json("mi", table, "sex", "island")
    assert value(with_missing, "mutual_information") == value(without, "mutual_information")
    assert any(note.startswith("11 of 344 rows") for note in sentences(with_missing, "note"))


def test_the_same_table_in_other_clothes(kl, tmp_path):
    expected = kl.json("mi", PENGUINS, "--target", "species")["estimates"]
    text = PENGUINS.read_text()
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


def test_many_categories(kl, tmp_path):
    """Nearly as many as rows: an answer that says what it is worth."""
    n = 100000
    table = tmp_path / "t.csv"
    table.write_text("key,half,x\n" + "".join(f"k{i},h{i // 2},{i % 7}\n" for i in range(n)))
    assert "all different" in kl.error("mi", table, "key", "x")
    found = estimate(kl.json("mi", table, "half", "x"), "mutual_information")
    assert found["low"] is None and "biased" in [flag["id"] for flag in found["flags"]]


# ── Estimators ──


def test_the_estimator_goes_by_the_columns(kl, tmp_path):
    draw = random.Random(7)
    n = 200
    table = write(tmp_path / "t.csv", {
        "name": [draw.choice("abc") for _ in range(n)], "few": [draw.randrange(5) for _ in range(n)],
        "x": [draw.random() for _ in range(n)], "y": [draw.random() for _ in range(n)],
        "zeros": [0 if draw.random() < 0.5 else draw.random() for _ in range(n)]})

    def by(*words):
        return sentences(kl.json("mi", table, *words), "note")[0]

    assert by("name", "few") == "From counts."
    assert by("x", "y") == "From nearest neighbours."
    assert by("name", "x") == by("x", "few") == "From nearest neighbours of one category."
    assert by("x", "zeros") == by("name", "zeros") == "From nearest neighbours, in the same place or near."
    assert by("x", "y", "--given", "name") == "From nearest neighbours, in the same place or near."
    assert by("x", "y", "--estimator", "copula") == "From a Gaussian copula."
    assert by("x", "few", "--estimator", "ksg") == "From nearest neighbours."
    assert by("few", "zeros", "--type", "few=category") == by("name", "zeros")
    assert "numbers, and name has names" in kl.error("mi", table, "x", "name", "--estimator", "ksg")
    assert "of x and y none is so" in kl.error("mi", table, "x", "y", "--estimator", "ross")
    assert "with nothing given" in kl.error("mi", table, "x", "y", "--given", "few", "--estimator", "copula")
    # In a ranking one that does not fit is left out, and the others are told.
    ranked = kl.json("mi", table, "--target", "x", "--estimator", "ksg")
    assert "name is left out: the estimator ksg is for numbers" in " ".join(sentences(ranked, "note"))


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


# ── Use ──


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


def test_tolerances(kl):
    words = ("mi", PENGUINS, "species", "island", "--fail-above")
    kl(*words, "mutual_information=1")
    done = kl(*words, "mutual_information=0.5", code=1)
    assert b"mutual_information of A|B is above 0.5 bits" in done.stderr
    # A p-value is what its test came to, and decides.
    kl(*words, "p_value=0.05")
    assert b"p_value of A|B is above 0.0005 (it is 0.001)" in kl(*words, "p_value=0.0005", code=1).stderr
    kl(*words, "g_test.p_value=1e-9")
    ranked = kl("mi", PENGUINS, "--target", "species", "--fail-above", "q_value=0.05", code=1).stderr
    assert b"q_value of A|G is above 0.05 (it is 0.9" in ranked and b"and so are 1 more" in ranked
    # What is exceeded is exceeded, whatever else cannot be decided.
    assert b"the estimate of A|B has no interval" in kl(*words, "uncertainty_coefficient=0.1", code=2).stderr
    kl(*words, "uncertainty_coefficient=0.1", "--fail-above", "mutual_information=0.5", code=1)
    kl("mi", PENGUINS, "--target", "species", "--fail-above", "mutual_information@A|G=0.1")
    kl("mi", PENGUINS, "--matrix", "--fail-above", "mutual_information@A|B=0.5", code=1)


def test_threads_and_seeds(kl):
    for words in (("--target", "species"), ("--matrix",), ("sex", "body_mass_g", "--given", "species")):
        one = kl.text("mi", PENGUINS, *words, "--json", "--threads", 1)
        assert kl.text("mi", PENGUINS, *words, "--json", "--threads", 3) == one
        assert kl.text("mi", PENGUINS, *words, "--json") == one
    p = [value(kl.json("mi", PENGUINS, "sex", "species", "--seed", seed), "p_value") for seed in (0, 1)]
    assert p[0] != p[1] and min(p) > 0.5


def test_other_shapes(kl, tmp_path):
    page = tmp_path / "page.html"
    kl("mi", PENGUINS, "--matrix", "--html", page)
    assert "flipper_length_mm" in page.read_text() and "<script" in page.read_text()
    assert r"flipper\_length\_mm, p " in kl.text("mi", PENGUINS, "--target", "species", "--markdown")
    assert all(len(line) <= 80 for line in kl.text("mi", PENGUINS, "--target", "species").splitlines())


# ── What rows are too few for ──


def given_noise(path, n, values):
    """x and y with a correlation of 0.82 and a label that has nothing to do with them; e is a coin."""
    draw = random.Random(9)
    x = [draw.gauss(0, 1) for _ in range(n)]
    y = [0.82 * a + math.sqrt(1 - 0.82 ** 2) * draw.gauss(0, 1) for a in x]
    return write(path, {"x": x, "y": y, "c": [f"c{draw.randrange(values)}" for _ in range(n)],
                        "e": [draw.choice("ab") for _ in range(n)]})


def test_few_rows_for_each_value_of_what_is_given(kl, tmp_path):
    """I(x;y|c) = I(x;y) = 0.81 bits. Six rows each show less than half of it: no interval, and no word that c explains it."""
    table = given_noise(tmp_path / "few.csv", 600, 99)
    document = kl.json("mi", table, "x", "y", "--given", "c")
    found = estimate(document, "conditional_mutual_information")
    assert float(found["value"]) < 0.4 and found["low"] is None and found["high"] is None
    assert "biased" in [flag["id"] for flag in found["flags"]]
    assert sentences(document, "so_what") == [
        "Where c is known x tells something of y, how much these 600 rows are too few to say: 6.06 for each of the 99 "
        "values of c."]
    undecided = kl("mi", table, "x", "y", "--given", "c", "--fail-above", "conditional_mutual_information=0.1", code=2)
    assert b"cannot decide" in undecided.stderr
    # With 75 rows of each there is an interval, which holds the truth.
    enough = estimate(kl.json("mi", given_noise(tmp_path / "many.csv", 600, 8), "x", "y", "--given", "c"),
                      "conditional_mutual_information")
    assert float(enough["low"]) < -math.log2(1 - 0.82 ** 2) / 2 < float(enough["high"])


def test_a_tolerance_does_not_fire_at_chance(kl, tmp_path):
    """A coin and a number have nothing in common, whatever label of two or three rows is known."""
    table = given_noise(tmp_path / "t.csv", 600, 235)
    words = ("mi", table, "e", "x", "--given", "c")
    document = kl.json(*words)
    assert value(document, "p_value", "A|B|C") > 0.05 and value(document, "conditional_mutual_information") > 0.1
    assert estimate(document, "conditional_mutual_information")["low"] is None
    kl(*words, "--fail-above", "conditional_mutual_information=0.1", code=2)


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


def test_how_many_rows_an_interval_takes(kl, tmp_path):
    draw = random.Random(11)
    for n in (195, 196):
        table = write(tmp_path / f"{n}.csv", {name: [draw.random() for _ in range(n)] for name in "xy"})
        for words in (("x", "y"), ("--target", "y")):
            document = kl.json("mi", table, *words)
            asked = any("at least 196 rows" in note for note in sentences(document, "note"))
            assert asked == (n == 195) == (estimate(document, "mutual_information")["low"] is None)


def test_what_sums_leave_is_no_gap(kl, tmp_path):
    """Measurements of one digit, some of them computed: 0.1 · 3 is not 0.3, and is as good as 0.3."""
    draw = random.Random(4)
    x = [round(draw.gauss(0, 1), 1) for _ in range(600)]
    y = [round(0.6 * a + 0.8 * draw.gauss(0, 1), 1) for a in x]
    computed = {"x": [a if i % 2 else round(10 * a) * 0.1 for i, a in enumerate(x)], "y": y}
    assert {0.3, 3 * 0.1} < set(computed["x"]) and 0.3 != 3 * 0.1
    clean, sums = (estimate(kl.json("mi", write(tmp_path / name, columns), "x", "y"), "mutual_information")
                   for name, columns in (("clean.csv", {"x": x, "y": y}), ("sums.csv", computed)))
    assert sums["flags"] == clean["flags"]
    assert float(sums["value"]) == pytest.approx(float(clean["value"]), rel=1e-9)
    # Where all are so near, that is what there is.
    near = {"x": [1 + 2 ** -52 * draw.randrange(20) for _ in range(600)], "y": y}
    kl.json("mi", write(tmp_path / "near.csv", near), "x", "y")


# ── What was meant for numbers ──


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
