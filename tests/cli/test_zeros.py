# SPDX-License-Identifier: Apache-2.0
"""kl --zeros: what becomes of the zeros of known weights, by the definitions, in every format."""

import html
import json
import math
import re

import jsonschema
import pytest

from conftest import ROOT, estimate, value

SCHEMA = json.loads((ROOT / "docs" / "schema" / "kullback-1.schema.json").read_text())
SYMBOLS = "sun rain snow fog hail".split()
P, Q = [7, 2, 1, 0, 0], [8, 10, 0, 2, 0]
LN2 = math.log(2)


@pytest.fixture
def files(tmp_path):
    """hail has no weight in either, and is a symbol of q alone; snow is not named by q, nor fog by p."""
    (tmp_path / "p.tsv").write_text("sun\t7\nrain\t2\nsnow\t1\n")
    (tmp_path / "q.tsv").write_text("rain\t10\nsun\t8\nfog\t2\nhail\t0\n")
    return tmp_path / "p.tsv", tmp_path / "q.tsv"


def shares(weights):
    return [w / math.fsum(weights) for w in weights]


def mixed(share):
    p, q = shares(P), shares(Q)
    return ([(1 - share) * x + share * y for x, y in zip(p, q)], [(1 - share) * y + share * x for x, y in zip(p, q)])


DEALT = {"add=0.25": ([x + 0.25 for x in P], [y + 0.25 for y in Q]), "kt": ([x + 0.5 for x in P], [y + 0.5 for y in Q]),
         "mix=0.1": mixed(0.1), "common": ([7, 2, 0, 0, 0], [8, 10, 0, 0, 0])}


def divergence(p, q):
    return math.fsum(x * math.log2(x / y) for x, y in zip(p, q) if x > 0)


def entropy(p):
    return -math.fsum(x * math.log2(x) for x in p if x > 0)


@pytest.mark.parametrize("how", DEALT)
def test_by_definition(kl, files, how):
    document = kl.json("--zeros", how, *files)
    jsonschema.validate(document, SCHEMA)
    p, q = map(shares, DEALT[how])
    m = [(x + y) / 2 for x, y in zip(p, q)]
    expected = {("divergence", "A|B"): divergence(p, q), ("divergence.reverse", "A|B"): divergence(q, p),
                ("jensen_shannon", "A|B"): (divergence(p, m) + divergence(q, m)) / 2,
                ("entropy", "A"): entropy(p), ("entropy", "B"): entropy(q),
                ("cross_entropy", "A|B"): entropy(p) + divergence(p, q),
                ("hellinger.squared", "A|B"): 1 - math.fsum(math.sqrt(x * y) for x, y in zip(p, q)),
                ("chi_square", "A|B"): math.fsum((x - y)**2 / y for x, y in zip(p, q) if y > 0),
                ("zero_mass", "A|B"): 0.1, ("zero_mass.reverse", "A|B"): 0.1}
    for (name, subject), truth in expected.items():
        # Sums of five terms below 2, of which some cancel, in doubles.
        assert math.isclose(value(document, name, subject), truth, rel_tol=1e-13)
    assert all(math.isfinite(float(row["value"])) for row in document["estimates"])
    # One symbol of each is zero in the other: said beside every number, and once in a sentence.
    for row in document["estimates"]:
        if not row["id"].startswith("zero_mass"):
            of = ["A", "B"] if row["subject"] == "A|B" else [row["subject"], "the other"]
            assert [(flag["id"], flag["of"], flag["count"], flag["mass"]) for flag in row["flags"]] == [
                ("zeros", side, 1, 0.1) for side in of]
    notes = [s["text"] for s in document["sentences"] if s["role"] == "note" and s["text"].startswith("Measured")]
    assert len(notes) == 1 and "1 symbol of p.tsv (10 % of it) and 1 symbol of q.tsv (10 % of it) are zero" in notes[0]
    shown = {s["subject"]: dict(zip(s["labels"], s["values"])) for s in document["series"] if s["id"] == "distribution"}
    for side, weights in zip("AB", (p, q)):
        for symbol, x, y in zip(SYMBOLS, p, q):
            assert (symbol in shown[side]) == (x > 0 or y > 0)
        assert all(math.isclose(shown[side].get(symbol, 0), x, abs_tol=1e-15) for symbol, x in zip(SYMBOLS, weights))


def test_the_default_is_exact(kl, files):
    document = kl.json(*files)
    assert document == kl.json("--zeros", "exact", *files)
    assert value(document, "divergence") == math.inf
    assert [flag["id"] for flag in estimate(document, "divergence")["flags"]] == ["infinite"]
    assert not any(row["id"].startswith("zero_mass") for row in document["estimates"])


def test_said_in_every_format(kl, files, tmp_path):
    clause = "1 symbol with 10 % of A is zero in B, which was smoothed or left out"
    sentence = "Measured with one half added to every weight"
    told = kl.text("--zeros", "kt", "--html", tmp_path / "page.html", *files)
    page = html.unescape(re.sub(r"<[^>]+>", "", (tmp_path / "page.html").read_text()))
    for text in (told, kl.text("--zeros", "kt", "--markdown", *files), page):
        assert clause in " ".join(text.split()) and sentence in " ".join(text.split())


def test_what_moved_though_no_symbol_is_alone(kl, tmp_path):
    """(3, 1, 0)/4 becomes (7, 3, 1)/11: 5/44 is elsewhere, on both sides; an entropy tells of its own."""
    files = [tmp_path / f"{name}.tsv" for name in "pq"]
    for file, text in zip(files, ("a\t3\nb\t1\nc\t0\n", "a\t1\nb\t3\nc\t0\n")):
        file.write_text(text)
    document = kl.json("--zeros", "kt", *files)
    jsonschema.validate(document, SCHEMA)
    for row in document["estimates"]:
        of = [] if row["id"].startswith("zero_mass") else ["A", "B"] if row["subject"] == "A|B" else [row["subject"]]
        assert [(flag["id"], flag["text"]) for flag in row["flags"]] == [
            ("zeros", f"smoothing moved 11.4 % of {side}") for side in of]
    common = kl.json("--zeros", "common", *files)
    assert not any(row["flags"] for row in common["estimates"])


def test_with_parameters_and_tolerances(kl, files):
    p, q = map(shares, DEALT["common"])
    document = kl.json("--zeros", "common", "--parameter", "renyi=3", *files)
    renyi = math.log2(math.fsum(x**3 / y**2 for x, y in zip(p, q) if y > 0)) / 2
    assert math.isclose(value(document, "renyi"), renyi, rel_tol=1e-13)
    assert kl("--zeros", "common", "--fail-above", "zero_mass=0.2", *files).returncode == 0
    kl("--zeros", "common", "--fail-above", "zero_mass=0.05", *files, code=1)
    kl("--zeros", "kt", "--fail-above", "divergence=10", *files)
    kl("--fail-above", "divergence=10", *files, code=1)


def test_a_matrix_tells_how_much(kl, files, tmp_path):
    third = tmp_path / "r.tsv"
    third.write_text("fog\t1\nsun\t3\n")
    document = kl.json("--zeros", "mix=0.01", *files, third)
    jsonschema.validate(document, SCHEMA)
    pair = kl.json("--zeros", "mix=0.01", files[1], third)
    matrices = {matrix["id"]: matrix["values"] for matrix in document["matrices"]}
    assert matrices["divergence"][1][2] == value(pair, "divergence")
    lone = [[0, 0.1, 0.3], [0.1, 0, 0.5], [0.25, 0, 0]]
    assert all(math.isclose(x, y, rel_tol=1e-15) for found, row in zip(matrices["zero_mass"], lone)
               for x, y in zip(found, row))
    told = kl.text("--zeros", "mix=0.01", *files, third)
    assert "in each pair by itself: the last matrix tells how much that was" in " ".join(told.split())
    disjoint = tmp_path / "s.tsv"
    disjoint.write_text("ice\t1\n")
    assert "s.tsv: there is no symbol in common" in kl.error("--zeros", "common", *files, disjoint)


@pytest.mark.parametrize("how", ["", "add", "add=", "add=0", "add=-1", "add=inf", "add=nan", "mix", "mix=0", "mix=1", "kt=1",
                                 "common=1", "exact=0", "KT", "smooth"])
def test_values_refused(kl, files, how):
    assert "expected exact, add=X with X > 0, kt, mix=X with 0 < X < 1, or common" in kl.error("--zeros", how, *files)


def test_for_weights_alone(kl, files, udhr, tmp_path):
    counted = "--zeros deals with the zeros of known weights"
    assert counted in kl.error("--zeros", "kt", udhr("english"), udhr("german"))
    assert "--smooth" in kl.error("--zeros", "kt", "--kind", "counts", *files)
    assert counted in kl.error("--zeros", "exact", files[0], udhr("german"))
    numbers = tmp_path / "numbers.txt"
    numbers.write_text("1\n2\n3\n")
    assert "a comparison of numbers has no use for --zeros" in kl.error("--zeros", "kt", numbers, numbers)
    assert "--zeros" in kl.text("help", "compare")


def test_what_a_policy_makes_alike(kl, tmp_path):
    """Weights of their own in each pair have no triangle; what becomes the same is not said to have been so."""
    files = [tmp_path / f"{name}.tsv" for name in "pqr"]
    for file, text in zip(files, ("a\t1\nb\t99\n", "b\t1\nc\t1\n", "b\t1\na\t99\n")):
        file.write_text(text)
    metrics = [kl.json(*how, *files)["matrices"][2]["metric"] for how in ((), ("--zeros", "common"))]
    assert metrics == [True, False]
    files[0].write_text("a\t1\nb\t2\n")
    files[1].write_text("a\t2\nb\t1\n")
    told = kl.text("--zeros", "add=1e308", *files[:2])
    assert "they become the same distribution" in " ".join(told.split())
    files[0].write_text("a\t1e308\nb\t2\n")
    assert "what is added takes weight 0 beyond the doubles" in kl.error("--zeros", "add=1.5e308", *files[:2])
