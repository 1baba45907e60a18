# SPDX-License-Identifier: Apache-2.0
"""kl mi X Y: values by definition, what is given, estimators, tolerances."""

import math
import random

import jsonschema
import mpmath
import pytest

from conftest import PLAIN, estimate, value
from mi import BITS, PENGUINS, column, jackknife, ksg, names, plugin, ross, sentences, write
from test_samples import SCHEMA


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


@pytest.fixture
def few(tmp_path):
    """Every fifth row of the penguins, for what takes all pairs of columns."""
    header, *rows = PENGUINS.read_text().splitlines()
    path = tmp_path / "few.csv"
    path.write_text("\n".join([header, *rows[::5]]) + "\n")
    return path


def test_tolerances(kl, few):
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
    kl("mi", few, "--matrix", "--fail-above", "mutual_information@A|B=0.3", code=1)


@PLAIN
def test_threads_and_seeds(kl):
    for words in (("--target", "species"), ("--matrix",), ("sex", "body_mass_g", "--given", "species")):
        one = kl.text("mi", PENGUINS, *words, "--json", "--threads", 1)
        assert kl.text("mi", PENGUINS, *words, "--json", "--threads", 3) == one
    assert kl.text("mi", PENGUINS, *words, "--json") == one
    p = [value(kl.json("mi", PENGUINS, "sex", "species", "--seed", seed), "p_value") for seed in (0, 1)]
    assert p[0] != p[1] and min(p) > 0.5


def test_other_shapes(kl, few, tmp_path):
    page = tmp_path / "page.html"
    kl("mi", few, "--matrix", "--html", page)
    assert "flipper_length_mm" in page.read_text() and "<script" in page.read_text()
    assert r"flipper\_length\_mm, p " in kl.text("mi", few, "--target", "species", "--markdown")
    assert all(len(line) <= 80 for line in kl.text("mi", few, "--target", "species").splitlines())


def given_noise(path, n, values):
    """x and y with a correlation of 0.82 and a label that has nothing to do with them; e is a coin."""
    draw = random.Random(9)
    x = [draw.gauss(0, 1) for _ in range(n)]
    y = [0.82 * a + math.sqrt(1 - 0.82 ** 2) * draw.gauss(0, 1) for a in x]
    return write(path, {"x": x, "y": y, "c": [f"c{draw.randrange(values)}" for _ in range(n)],
                        "e": [draw.choice("ab") for _ in range(n)]})


@PLAIN
def test_few_rows_for_each_value_of_what_is_given(kl, tmp_path):
    """I(x;y|c) = I(x;y) = 0.81 bits. Six rows each show less than half of it: no interval,
    and no word that c explains it."""
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


@PLAIN
def test_a_tolerance_does_not_fire_at_chance(kl, tmp_path):
    """A coin and a number have nothing in common, whatever label of two or three rows is known."""
    table = given_noise(tmp_path / "t.csv", 600, 235)
    words = ("mi", table, "e", "x", "--given", "c")
    document = kl.json(*words)
    assert value(document, "p_value", "A|B|C") > 0.05 and value(document, "conditional_mutual_information") > 0.1
    assert estimate(document, "conditional_mutual_information")["low"] is None
    kl(*words, "--fail-above", "conditional_mutual_information=0.1", code=2)


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


@PLAIN
@pytest.mark.parametrize("words, decided, open_", [
    (("mi", PENGUINS, "species", "island"), ["mutual_information", "p_value", "g_test.p_value"],
     ["bias", "entropy", "conditional_entropy", "uncertainty_coefficient", "normalised_mutual_information",
      "adjusted_mutual_information", "g_test"]),
    (("mi", PENGUINS, "bill_length_mm", "bill_depth_mm"), ["information_correlation"], []),
    (("mi", PENGUINS, "--target", "species"), ["mutual_information", "p_value", "q_value"], ["bias"]),
    (("ib", "JOINT", "--size", "2"), ["relevance", "rate", "mutual_information"], []),
    (("ib", PENGUINS, "--columns", "species,island", "--size", "2"), ["mutual_information.corrected"],
     ["relevance", "rate", "mutual_information"]),
    (("channel", "JOINT"), ["capacity"], []),
    (("channel", "SOURCE", "--distortion", "hamming", "--beta", "2"), ["rate", "distortion"], [])], ids=str)
def test_what_a_tolerance_can_decide(kl, tmp_path, words, decided, open_):
    """The help of a verb says which ids --fail-above has an answer for."""
    (tmp_path / "joint.csv").write_text(",a,b\nx,4,1\ny,1,4\nz,2,2\n")
    (tmp_path / "source.csv").write_text("a,1\nb,2\nc,3\n")
    words = [{"JOINT": tmp_path / "joint.csv", "SOURCE": tmp_path / "source.csv"}.get(word, word) for word in words]
    said = " ".join(kl.text(words[0], "--help").split())
    told = said[said.index("Exit with 1 if ID is"):]
    for name in decided:
        above = kl(*words, "--fail-above", f"{name}=0", code=1).stderr.decode()
        assert name in told and ("0 data units (it is" in above) == (name == "distortion")
    for name in open_:
        assert b"cannot decide" in kl(*words, "--fail-above", f"{name}=0", code=2).stderr
