# SPDX-License-Identifier: Apache-2.0
"""kl fit: draws, cells and arrays in, a model and its coverage out; against NumPy and SciPy."""

import json
import math
import random
import statistics
import struct
import subprocess
import sys

import jsonschema
import pytest

from conftest import DATA, PLAIN, ROOT, estimate, value

MODES, SUBTYPES, DRAWS = (DATA / "fit" / name for name in ("modes.tsv", "subtypes.tsv", "draws.txt"))


def sentence(document, role="so_what"):
    return " ".join(s["text"] for s in document["sentences"] if s["role"] == role)


def numbers(path):
    return [float(line) for line in path.read_text().split()]


def test_examples_are_what_the_script_writes():
    assert subprocess.run([sys.executable, ROOT / "tools" / "make_fit_example.py", "--check"]).returncode == 0


def test_forward_covers_and_reverse_picks(kl):
    forward, reverse = kl.json("fit", MODES), kl.json("fit", MODES, "--measure", "divergence.reverse")
    assert "covers both modes" in sentence(forward) and "picks one of the target's two modes" in sentence(reverse)
    assert value(forward, "missed") < 0.01 < 0.39 < value(reverse, "missed") < 0.41
    # Each is the less by its own measure.
    assert value(forward, "divergence") < value(reverse, "divergence")
    assert value(reverse, "divergence.reverse") < value(forward, "divergence.reverse")
    for document, id in ((forward, "divergence"), (reverse, "divergence.reverse")):
        assert [e["id"] for e in document["estimates"] if e["headline"]] == [id]


@pytest.mark.parametrize("measure, smooth", [
    ("hellinger", "hellinger.squared"), ("bhattacharyya", "hellinger.squared"), ("renyi", "chi_square"),
    ("jensen_shannon.distance", "jensen_shannon"), ("cross_entropy", "divergence"), ("perplexity", "divergence")])
def test_what_grows_with_another_is_least_with_it(kl, measure, smooth):
    one, two = kl.json("fit", MODES, "--measure", measure), kl.json("fit", MODES, "--measure", smooth)
    assert [e["id"] for e in one["estimates"] if e["headline"]] == [measure]
    for id in ("mean", "scale"):
        assert abs(value(one, id) - value(two, id)) < 2e-7  # family.h: each to 1e-7 of the deviation, which is about 2


def test_a_parameter(kl):
    """Rényi's orders go from what picks a mode to what covers both; 2 is the default, of χ²."""
    fits = [kl.json("fit", MODES, "--measure", "renyi", "-p", f"renyi={order}") for order in (0.01, 0.5, 1, 2, 9.5)]
    labels = [next(e["label"] for e in document["estimates"] if e["headline"]) for document in fits]
    assert labels == [f"Rényi divergence, a = {order}" for order in ("0.01", "0.5", "1", "2", "9.5")]
    for id in ("scale", "renyi"):
        found = [value(document, id) for document in fits]
        assert found == sorted(found) and len(set(found)) == 5
    assert abs(value(fits[2], "mean") - value(kl.json("fit", MODES), "mean")) < 1e-12
    assert fits[3]["estimates"] == kl.json("fit", MODES, "--measure", "renyi")["estimates"]
    assert "--parameter of skew: a fit has that of its --measure" in kl.error("fit", MODES, "-p", "skew=0.5")
    twice = kl.error("fit", MODES, "--measure", "renyi", "-p", "renyi=1", "-p", "renyi=2")
    assert "a fit has that of its --measure, once" in twice
    assert kl.error("fit", MODES, "--measure", "renyi", "-p", "renyi=inf").endswith(
        "renyi of order ∞ cannot be made least: it has a corner where the largest ratio changes")


@pytest.mark.parametrize("measure", ["cross_entropy", "perplexity"])
def test_maximum_likelihood_by_another_name(kl, measure):
    one, two = kl.json("fit", DRAWS, "--measure", measure), kl.json("fit", DRAWS)
    ids = [e["id"] for e in one["estimates"]]
    assert [e["id"] for e in one["estimates"] if e["headline"]] == [measure] and len(set(ids)) == len(ids)
    for id in ("mean", "scale", "cross_entropy", "divergence", "divergence.reverse"):
        assert value(one, id) == value(two, id)
    if measure == "perplexity":
        assert math.isclose(value(one, "perplexity"), 2 ** value(one, "cross_entropy"), rel_tol=1e-14)


def test_renyi_of_order_1_is_the_divergence(kl):
    one, two = kl.json("fit", DRAWS, "--measure", "renyi", "-p", "renyi=1"), kl.json("fit", DRAWS)
    assert [e["id"] for e in one["estimates"] if e["headline"]] == ["renyi"]
    assert math.isclose(value(one, "renyi"), value(two, "divergence"), rel_tol=1e-12)
    for id in ("mean", "scale", "cross_entropy", "divergence", "divergence.reverse"):
        assert value(one, id) == value(two, id)


def test_a_mixture_that_can_be_the_target_is_it(kl):
    for measure in ("divergence", "divergence.reverse", "hellinger.squared"):
        document = kl.json("fit", MODES, "--family", "mixture:2", "--measure", measure)
        assert abs(value(document, "weight", "model:1") - 0.6) < 1e-4
        assert abs(value(document, "mean", "model:1") + 2) < 1e-4
        assert abs(value(document, "scale", "model:2") - 0.6) < 1e-4
        assert value(document, "divergence") < 1e-6


def test_pieces_of_a_categorical(kl):
    document = kl.json("fit", MODES, "--family", "categorical:2")
    rows = [line.split("\t") for line in MODES.read_text().splitlines()[1:]]
    weights = [float(weight) for _, weight in rows]
    first = math.fsum(weights[:57]) / math.fsum(weights)  # of 113 cells
    assert abs(value(document, "weight", "model:1") - first) < 1e-9
    free = kl.json("fit", DRAWS, "--family", "categorical:100")
    assert value(free, "divergence") < 1e-12 and "17 pieces" in free["inputs"][1]["name"]


def test_draws_are_fitted_by_maximum_likelihood(kl):
    document = kl.json("fit", DRAWS)
    x = numbers(DRAWS)
    mean = math.fsum(x) / len(x)
    scale = math.sqrt(math.fsum((v - mean)**2 for v in x) / len(x))
    found = estimate(document, "mean", "model")
    assert abs(found["value"] - mean) < 1e-10 and abs(value(document, "scale") - scale) < 1e-10
    assert abs(found["standard_error"] - scale / math.sqrt(len(x))) < 1e-12
    assert found["low"] < mean < found["high"] and found["n"] == len(x)
    # The likelihood of a normal distribution at its maximum.
    loss = estimate(kl.json("fit", DRAWS, "--unit", "nats"), "cross_entropy")
    assert abs(loss["value"] - (math.log(scale * math.sqrt(2 * math.pi)) + 0.5)) < 1e-12
    assert "17 cells" in sentence(document, "note")


def test_reverse_of_draws_is_counted_and_says_so(kl):
    document = kl.json("fit", DRAWS, "--measure", "divergence.reverse")
    assert "picks one" in sentence(document) and "half a draw" in sentence(document, "note")
    assert "no standard errors" in sentence(document, "noise")
    assert estimate(document, "mean")["method"] == "plugin"
    assert estimate(document, "mean")["standard_error"] is None


def flags(document, id):
    return [flag["id"] for flag in estimate(document, id)["flags"]]


def test_what_chance_alone_would_count_is_said(kl):
    assert not flags(kl.json("fit", DRAWS), "divergence")  # two modes and one normal distribution
    assert flags(kl.json("fit", DRAWS, "--family", "mixture:2"), "divergence") == ["biased"]


def npy(path, rows):
    shape = f"({len(rows)}, {len(rows[0])})"
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    body = b"".join(struct.pack("<d", v) for row in rows for v in row)
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + body)


def test_rows_of_an_array_are_points(kl, tmp_path):
    x = numbers(DRAWS)
    rows = list(zip(x[:200], x[200:]))
    npy(tmp_path / "points.npy", rows)
    document = kl.json("fit", tmp_path / "points.npy")
    for j in (0, 1):
        mean = math.fsum(row[j] for row in rows) / len(rows)
        assert abs(value(document, f"mean.{j + 1}") - mean) < 1e-10
    assert "missed" not in {e["id"] for e in document["estimates"]}
    said = kl.error("fit", tmp_path / "points.npy", "--measure", "jeffreys")
    assert said.endswith("jeffreys asks for the target's density, which draws have not: give a grid")


def test_cells_of_any_order_and_width(kl, tmp_path):
    lines = MODES.read_text().splitlines()
    (tmp_path / "turned.csv").write_text("\n".join(lines[:1] + lines[:0:-1]).replace("\t", ",") + "\n# done\n")
    assert value(kl.json("fit", tmp_path / "turned.csv"), "mean") == value(kl.json("fit", MODES), "mean")
    # Cells that widen by a hundredth each, of a normal distribution's density × width.
    x, width, text = -6.0, 0.1, ""
    while x < 6:
        text += f"{x!r} {math.exp(-(x - 0.5)**2 / 2) * width!r}\n"
        x, width = x + width, width * 1.01
    (tmp_path / "widening.txt").write_text(text)
    document = kl.json("fit", tmp_path / "widening.txt")
    # A cell reaches half way to its neighbours, which is its width but for half a hundredth of it.
    assert abs(value(document, "mean") - 0.5) < 0.01 and abs(value(document, "scale") - 1) < 0.01


def test_every_writer(kl, tmp_path):
    document = kl.json("fit", SUBTYPES, "--family", "mixture:2")
    jsonschema.validate(document, json.loads((ROOT / "docs/schema/kullback-1.schema.json").read_text()))
    assert [s["subject"] for s in document["series"]] == ["A", "model"]
    for series in document["series"]:
        assert abs(math.fsum(series["values"]) - 1) < 2e-4
    page = tmp_path / "page.html"
    text = kl.text("fit", SUBTYPES, "--family", "mixture:2", "--html", page)
    assert "▄ model" in text and "The model covers both modes" in page.read_text()
    assert "The model covers both modes" in kl.text("fit", SUBTYPES, "--family", "mixture:2", "--markdown")


def test_the_same_bytes_with_any_number_of_threads(kl):
    words = ("fit", DRAWS, "--family", "mixture:3", "--json")
    assert len({kl.text(*words, "--threads", n) for n in (1, 2, 3)}) == 1


def test_a_pipeline_can_fail_on_what_is_missed(kl):
    words = ("fit", SUBTYPES, "--family", "mixture:2", "--fail-above", "missed=0.05")
    assert kl(*words, code=0)
    failed = kl(*words, "--measure", "divergence.reverse", code=1)
    assert failed.stderr.startswith(b"kl: missed of A|model is above 0.05 (it is 0.058")


@pytest.mark.parametrize("measure", ["total_variation", "renyi", "jensen_shannon"])
def test_a_tolerance_of_the_measure_that_is_made_least(kl, measure):
    words = ("fit", MODES, "--measure", measure)
    found = value(kl.json(*words), measure)
    kl(*words, "--fail-above", f"{measure}={found * 1.01}")
    failed = kl(*words, "--fail-above", f"{measure}={found * 0.99}", code=1)
    assert failed.stderr.startswith(f"kl: {measure} of A|model is above".encode())
    # Of another fit it is no number.
    told = kl("fit", MODES, "--fail-above", f"{measure}=1", code=2).stderr.decode()
    assert f"there is no {measure} here; there are divergence, divergence.reverse" in told


@pytest.mark.parametrize("text, message", [
    ("", "there is no number in it"),
    ("1\n", "there is one point only, and a fit needs a variance"),
    ("1\n1\n1\n", "all 3 points lie at 1, and a fit needs a variance"),
    ("1\nx\n", 'line 2: "x" is not a finite number'),
    ("1\n2\nnan\n", 'line 3: "nan" is not a finite number'),
    ("1 2\n3\n", "line 2 has 1 numbers, not 2: a number a line, or a value and its weight"),
    ("1 2 3\n", "line 1 has 3 numbers, not 1: a number a line, or a value and its weight"),
    ("1 2\n3 -1\n", "line 2: the weight is -1: it must be at least 0"),
    ("10 1\n20 2\n5 -3\n1 2\n", "line 3: the weight is -3: it must be at least 0"),
    ("1 0\n3 0\n", "the weights of the target are all zero"),
    ("1 2\n1 3\n", "line 2: the value 1 stands in line 1, too"),
    ("3 2\n# 3\n1 2\n3 3\n", "line 4: the value 3 stands in line 1, too"),
    ("nan\n2\n3\n", 'line 1: "nan" is not a finite number'),
    ("1e999\n2\n3\n", 'line 1: "1e999" is not a finite number'),
    ("0x10\n2\n3\n", 'line 1: "0x10" is not a finite number'),
    ("0\n1e-200\n2e-200\n", "the variance is below the doubles: give the points in another unit"),
    ("a b\nc d\n", 'line 2: "c" is not a finite number'),
])
def test_bad_files(kl, tmp_path, text, message):
    (tmp_path / "bad").write_text(text)
    assert kl.error("fit", tmp_path / "bad") == f"kl: {tmp_path / 'bad'}: {message}"


@pytest.mark.parametrize("before", ["", "\ufeff", "value\n", "# a comment\n\nvalue\n"])
def test_what_stands_before_the_first_draw(kl, tmp_path, before):
    (tmp_path / "draws").write_text(before + "1\n2\n3\n6\n", encoding="utf-8")
    document = kl.json("fit", tmp_path / "draws")
    assert value(document, "mean") == 3 and estimate(document, "mean")["n"] == 4


def test_zeros_and_the_reverse(kl, tmp_path):
    (tmp_path / "zeros").write_text("1 1\n3 1\n2 0\n")
    said = kl.error("fit", tmp_path / "zeros", "--measure", "divergence.reverse")
    assert ": line 3: the target is 0 in cell 1, where every model is not" in said


def test_draws_are_checked_before_they_are_counted(kl, tmp_path):
    (tmp_path / "alike").write_text("5\n5\n5\n")
    said = kl.error("fit", tmp_path / "alike", "--measure", "divergence.reverse")
    assert said.endswith("all 3 points lie at 5, and a fit needs a variance")


def write_draws(path, draws):
    path.write_text("".join(f"{x!r}\n" for x in draws))
    return path


@pytest.mark.parametrize("apart, n", [(40, 1000), (100, 1000), pytest.param(2e6, 200, marks=PLAIN)])
def test_far_clusters_are_near_their_mixture(kl, tmp_path, apart, n):
    """Cells without draws between the clusters, and cells that are wider than these, are not what is told."""
    normal = statistics.NormalDist()
    draws = [normal.inv_cdf((i // 2 + 0.5) / (n // 2)) + i % 2 * apart for i in range(n)]
    path = write_draws(tmp_path / "clusters", draws)
    document = kl.json("fit", path, "--family", "mixture:2")
    # Quantiles of the model itself: half a draw may be off in each of some twenty cells.
    assert value(document, "divergence") < 0.01 and value(document, "divergence.reverse") < 0.05
    assert value(document, "missed") < 0.011 and value(document, "missed.reverse") < 0.011
    assert "biased" in flags(document, "divergence") and "covers both modes" in sentence(document)
    rough = kl.json("fit", path, "--measure", "divergence.reverse")
    assert "the fit is rough" in sentence(rough, "note")


def test_draws_as_near_as_rounding(kl, tmp_path):
    document = kl.json("fit", write_draws(tmp_path / "near", [1e16, 1e16 + 2, 1e16 + 4]))
    shifted = kl.json("fit", write_draws(tmp_path / "exact", [0.0, 2.0, 4.0]))
    # The places of the cells are rounded to their width and more.
    assert abs(value(document, "divergence") - value(shifted, "divergence")) < 0.5


def test_noise_is_no_mode(kl, tmp_path):
    for n in (10, 20, 30, 50):
        for seed in range(5):
            random_numbers = random.Random(seed)
            draws = [random_numbers.gauss(0, 1) for _ in range(n)]
            assert "The draws show one mode" in sentence(kl.json("fit", write_draws(tmp_path / "draws", draws)))


@pytest.mark.parametrize("unit", [1e30, 1e-20, 1e12])
def test_labels_of_the_picture_are_places(kl, tmp_path, unit):
    draws = [unit + x * (1 if unit == 1e12 else unit) for x in (0, 1, 2, 4)]
    document = kl.json("fit", write_draws(tmp_path / "draws", draws))
    labels = [float(label) for label in document["series"][0]["labels"]]
    width = (draws[-1] - draws[0]) / 8
    for i, label in enumerate(labels):
        # In the middle of their cells, of which one lies before the first draw.
        assert abs(label - draws[0] - (i - 0.5) * width) < 0.1 * width


def test_bad_words(kl, tmp_path):
    assert kl.error("fit") == "kl: one file is fitted, 0 given: kl fit FILE (see kl help fit)"
    assert "expected gaussian, mixture:K with K" in kl.error("fit", MODES, "--family", "mixture:0")
    assert "see kl help measures" in kl.error("fit", MODES, "--measure", "nearness")
    assert kl.error("fit", MODES, "--measure", "entropy").endswith(
        "entropy cannot be made least: it does not depend on the model")
    assert "there is no such measure" in kl.error("fit", MODES, "--fail-above", "drift=1")
    assert str(tmp_path) in kl.error("fit", tmp_path / "nowhere")
