# SPDX-License-Identifier: Apache-2.0
"""kl ot A B: values by definition, plans, kinds of inputs, exit codes, what is refused."""

import csv
import itertools
import math
import random
import struct
import zlib

import jsonschema
import pytest

from conftest import DATA, PLAIN, estimate, value
from test_samples import SCHEMA, npy, numbers

FIRST, FOURTH, FIFTH = (DATA / "michelson" / f"{name}.txt" for name in ("first", "fourth", "fifth"))


def cloud(seed, n, dimension=2):
    draw = random.Random(seed)
    return [[draw.random() for _ in range(dimension)] for _ in range(n)]


def best(a, b, cost):
    """The mean cost of the best assignment, all of them tried."""
    return min(math.fsum(cost(x, b[j]) for x, j in zip(a, order)) for order in
               itertools.permutations(range(len(b)))) / len(a)


def quantiles(a, b, p):
    """∫ |F⁻¹ − G⁻¹|^p of equally many numbers."""
    return (math.fsum(abs(x - y) ** p for x, y in zip(sorted(a), sorted(b))) / len(a)) ** (1 / p)


def test_numbers(kl):
    a, b = numbers(FIRST), numbers(FIFTH)
    assert len(a) == len(b)
    for p in (1, 2, 3.5):
        document = kl.json("ot", FIRST, FIFTH, "--p", p)
        jsonschema.validate(document, SCHEMA)
        assert value(document, "wasserstein") == pytest.approx(quantiles(a, b, p), rel=1e-13)
        assert estimate(document, "wasserstein")["method"] == "plugin"
        assert value(document, "duality_gap") <= 1e-12
    largest = kl.json("ot", FIRST, FIFTH, "--p", "inf")
    assert value(largest, "wasserstein") == max(abs(x - y) for x, y in zip(sorted(a), sorted(b)))
    beside = kl.json(FIRST, FIFTH)
    assert value(beside, "wasserstein") == value(kl.json("ot", FIRST, FIFTH), "wasserstein")
    own = estimate(kl.json("ot", FIRST, FIFTH), "wasserstein")
    for end in ("low", "value", "high"):
        assert estimate(beside, "wasserstein")[end] == own[end]
    assert value(kl.json("ot", FIRST, FIRST), "wasserstein") == 0


@pytest.mark.parametrize("cost, p, ground, root", [
    ("euclidean", 1, math.dist, 1), ("euclidean", 3, lambda x, y: math.dist(x, y) ** 3, 3),
    ("squared_euclidean", 1, lambda x, y: math.dist(x, y) ** 2, 2),
    ("l1", 1, lambda x, y: abs(x[0] - y[0]) + abs(x[1] - y[1]), 1),
    ("cosine", 1, lambda x, y: 1 - sum(map(math.prod, zip(x, y))) / math.hypot(*x) / math.hypot(*y), 1)])
def test_points(kl, tmp_path, cost, p, ground, root):
    a, b = cloud(1, 6), cloud(2, 6)
    plan = tmp_path / "plan.csv"
    document = kl.json("ot", npy(tmp_path / "a.npy", a), npy(tmp_path / "b.npy", b), "--cost", cost, "--p", p,
                       "--plan", plan)
    jsonschema.validate(document, SCHEMA)
    expected = best(a, b, ground)
    assert value(document, "wasserstein") == pytest.approx(expected ** (1 / root), rel=1e-12)
    arcs = list(csv.DictReader(plan.open()))
    assert sorted(int(arc["from"]) for arc in arcs) == list(range(1, 7)) == sorted(int(arc["to"]) for arc in arcs)
    moved = math.fsum(float(arc["mass"]) * ground(a[int(arc["from"]) - 1], b[int(arc["to"]) - 1]) for arc in arcs)
    assert moved == pytest.approx(expected, rel=1e-12)


def test_plan_of_numbers(kl, tmp_path):
    (tmp_path / "a").write_text("3\n1\n2\n")
    (tmp_path / "b").write_text("10\n20\n")
    kl("ot", tmp_path / "a", tmp_path / "b", "--plan", tmp_path / "plan")
    arcs = [(int(f), int(t), float(m)) for f, t, m in list(csv.reader((tmp_path / "plan").open()))[1:]]
    assert [(f, t) for f, t, _ in arcs] == [(1, 2), (2, 1), (3, 1), (3, 2)]
    assert [m for _, _, m in arcs] == pytest.approx([1 / 3, 1 / 3, 1 / 6, 1 / 6])


def sentences(document, role):
    return [sentence["text"] for sentence in document["sentences"] if sentence["role"] == role]


def test_equal_inputs_have_nothing_to_move(kl, tmp_path):
    for method, options in (("exact", ()), ("exact", ("--p", 3)), ("sinkhorn", ()), ("sliced", ())):
        (said,) = sentences(kl.json("ot", FIRST, FIRST, "--method", method, *options), "so_what")
        assert "nothing to move" in said or "where equal ones are" in said or "are 0 apart" in said
        assert "by 0" not in said
    place = npy(tmp_path / "place.npy", [[1.0, 2.0]] * 3)
    document = kl.json("ot", place, place, "--method", "sinkhorn")
    assert value(document, "sinkhorn_divergence") == 0 and "mean cost" not in sentences(document, "so_what")[0]


def test_is_it_noise(kl, tmp_path):
    """Michelson's first and fifth series are not of one source, his fourth and fifth may be."""
    document = kl.json("ot", FIRST, FIFTH)
    found = estimate(document, "wasserstein")
    assert 0 < found["low"] < found["value"] < found["high"] and found["confidence"] == 0.95
    assert value(document, "p_value") < 0.01 and value(document, "held_out") < found["value"]
    assert "no noise" in sentences(document, "noise")[0] and "on average" in sentences(document, "noise")[1]
    kl("ot", FIRST, FIFTH, "--fail-above", f"wasserstein={found['low'] * 0.99}", code=1)
    kl("ot", FIRST, FIFTH, "--fail-above", f"wasserstein={found['low'] * 1.01}")
    for name, first in (("low", 0), ("high", 1000)):
        (tmp_path / name).write_text("".join(f"{first + i}\n" for i in range(60)))
    apart = kl.json("ot", tmp_path / "low", tmp_path / "high", "-c", 0.9999999)
    assert "so few deals tell no more" in sentences(apart, "noise")[0]
    alike = kl.json("ot", FOURTH, FIFTH)
    assert estimate(alike, "wasserstein")["low"] == 0 and value(alike, "p_value") > 0.05
    assert "more of the same" in sentences(alike, "noise")[0]
    kl("ot", FOURTH, FIFTH, "--fail-above", "wasserstein=0")
    wide = kl.json("ot", FIRST, FIFTH, "--confidence", "0.999", "--seed", "5")
    assert estimate(wide, "wasserstein")["high"] > found["high"]
    assert estimate(wide, "wasserstein")["low"] != found["low"]
    squared = kl.json("ot", FIRST, FIFTH, "--p", "2")
    assert "never more" in sentences(squared, "note")[0] and estimate(squared, "wasserstein")["low"] > 0


def test_one_point_and_few(kl, tmp_path):
    one = tmp_path / "one"
    one.write_text("5\n")
    (tmp_path / "few").write_text("1\n2\n6\n")
    document = kl.json("ot", one, tmp_path / "few")
    assert value(document, "wasserstein") == pytest.approx(8 / 3) and "four numbers" in sentences(document, "noise")[0]
    assert value(kl.json("ot", one, one), "wasserstein") == 0
    place = npy(tmp_path / "place.npy", [[1.0, 2.0]])
    assert value(kl.json("ot", place, npy(tmp_path / "there.npy", [[4.0, 6.0]])), "wasserstein") == 5
    assert "at least two are needed" in kl.error(one, FIRST)


def test_many_points_are_thinned_out(kl, tmp_path):
    a, b = npy(tmp_path / "a.npy", cloud(11, 1002)), npy(tmp_path / "b.npy", cloud(12, 1002))
    assert "The test looked at 1,000 points of A" in str(sentences(kl.json("ot", a, b), "noise"))


def test_bins(kl, tmp_path):
    """Between quantiles t and 2 + 2t the mean distance is 2.5; numbers are bins without width."""
    a, b, c = tmp_path / "a.tsv", tmp_path / "b.tsv", tmp_path / "c.tsv"
    a.write_text("[0, 1)\t3\n")
    b.write_text("(2,3]\t1\n(3,4]\t1\n")
    c.write_text("1\t1\n")
    document = kl.json("ot", a, b)
    jsonschema.validate(document, SCHEMA)
    assert value(document, "wasserstein") == 2.5 and estimate(document, "wasserstein")["method"] == "exact"
    assert value(kl.json("ot", a, b, "--p", "inf"), "wasserstein") == 3
    assert value(kl.json("ot", a, c), "wasserstein") == 0.5
    assert "2 bins" in str(document["inputs"])
    b.write_text("[1, 3]\t1\n[2, 4]\t1\n")
    assert "b.tsv: the bin '[2, 4]' begins before '[1, 3]' above it has ended" in kl.error("ot", a, b)
    b.write_text("[1, 3]\t1\n[5, 4]\t1\n")
    assert "b.tsv: the bin '[5, 4]' ends before it begins" in kl.error("ot", a, b)
    assert "count these in bins" in kl.error("ot", a, FIRST)
    assert "exact method" in kl.error("ot", a, a, "--method", "sinkhorn")


def test_costs_of_a_file(kl, tmp_path):
    a, b, costs = tmp_path / "a.tsv", tmp_path / "b.tsv", tmp_path / "costs"
    a.write_text("red\t1\nblue\t3\n")
    b.write_text("red\t0.25\ngreen\t0.75\n")
    costs.write_text("from,to,cost\nred,green,5\nblue,green,2\nblue,red,4\ngreen,blue,9\n")
    document = kl.json("ot", "--costs", costs, a, b)
    jsonschema.validate(document, SCHEMA)
    assert value(document, "wasserstein") == 1.5 and estimate(document, "wasserstein")["method"] == "exact"
    assert value(document, "duality_gap") <= 1e-12
    (plan,) = document["matrices"]
    assert plan["labels"] == ["red", "blue", "green"]
    assert plan["values"] == [[0.25, 0, 0], [0, 0, 0.75], [0, 0, 0]]
    # Back, green to blue has a price of its own.
    assert value(kl.json("ot", "--costs", costs, b, a), "wasserstein") == pytest.approx(0.75 * 9)
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("abab abab abab abab")
    two.write_text("abbb abbb abbb abbb")
    costs.write_text("a\tb\t4\n")
    document = kl.json("ot", "--costs", costs, one, two)
    assert value(document, "wasserstein") == 1 and estimate(document, "wasserstein")["method"] == "plugin"
    assert "does not say what 'red' to 'green' costs" in kl.error("ot", "--costs", costs, a, b)
    costs.write_text("a\tb\t4\na\tc\tmuch\n")
    assert "costs: line 2: \"much\" is no cost" in kl.error("ot", "--costs", costs, one, two)
    for wrong in ("-1", "nan", "inf", "1.2.3", "1e999", ""):
        costs.write_text(f"a\tb\t{wrong}\nb\ta\t2\n")
        assert f'costs: line 1: "{wrong}" is no cost' in kl.error("ot", "--costs", costs, one, two)
    costs.write_text("from\tto\t cost\na\tb\t4\n")
    assert value(kl.json("ot", "--costs", costs, one, two), "wasserstein") == 1
    costs.write_text("a\tb\t4\na\tb\t5\n")
    assert f"{costs}: line " in kl.error("ot", "--costs", costs, one, two)
    assert "'a' to 'b' stands there twice, first in line " in kl.error("ot", "--costs", costs, one, two)
    costs.write_text("a\tb\n")
    assert "line 1: expected two symbols and a cost" in kl.error("ot", "--costs", costs, one, two)
    costs.write_text("a\tb\t4\n")
    assert "for texts and weights" in kl.error("ot", "--costs", costs, FIRST, two)
    assert "without a cost or p of its own" in kl.error("ot", "--costs", costs, one, two, "--p", "2")


def test_staying_costs_nothing_unless_said(kl, tmp_path):
    a, b, costs = tmp_path / "a.tsv", tmp_path / "b.tsv", tmp_path / "costs"
    a.write_text("x\t0.25\ny\t0.75\n")
    b.write_text("x\t0.75\ny\t0.25\n")
    for said, cost in (("", 2), ("x\tx\t1\n", 2.25), ("x\tx\t1\ny\ty\t2\n", 2.75)):
        costs.write_text("x\ty\t4\n" + said)
        assert value(kl.json("ot", "--costs", costs, a, b), "wasserstein") == cost


def test_two_columns_may_have_been_points(kl, tmp_path):
    (tmp_path / "a.csv").write_text("x,y\n0.5,1\n0.25,2\n")
    (tmp_path / "b.csv").write_text("x,y\n3.5,5\n3.25,6\n")
    (tmp_path / "down.csv").write_text("x,y\n0.5,1\n0.25,-2\n")
    files = tmp_path / "a.csv", tmp_path / "b.csv"
    assert "say --kind points" in str(sentences(kl.json("ot", *files), "note"))
    points = kl.json("ot", "--kind", "points", *files)
    assert "--kind" not in str(points["sentences"]) and value(points, "wasserstein") == 5
    assert kl.error("ot", tmp_path / "down.csv", files[1]).endswith("of at least 0; of points say --kind points")
    assert "--kind points" not in kl.error("ot", "--kind", "weights", tmp_path / "down.csv", files[1])


def test_footnotes_have_a_row(kl):
    """A note of a row that the terminal leaves out is left out as well."""
    shown = kl.text("ot", FIRST, FIRST)
    table = shown[shown.index("How far"):shown.index("So what")]
    marks = [mark for mark in "¹²³⁴⁵" if mark in table]
    assert len(marks) == 2 and all(table.count(mark) == 2 for mark in marks)
    assert "possible range" in kl.text("ot", FIRST, FIRST, "--markdown")


def test_the_reason_why_there_is_no_interval(kl, tmp_path):
    a, b = npy(tmp_path / "a.npy", cloud(9, 8)), npy(tmp_path / "b.npy", cloud(10, 8))
    for document, name in ((kl.json("ot", a, b, "--method", "sinkhorn"), "sinkhorn_divergence"),
                           (kl.json("ot", FIRST, FIFTH, "--method", "sliced"), "sliced_wasserstein")):
        found = estimate(document, name)
        assert found["method"] == "plugin" and found["low"] is None and found["standard_error"] is None
        assert "There is no interval" in sentences(document, "noise")[0]
    assert "There is no interval" not in str(sentences(kl.json("ot", a, b, "--method", "sliced"), "noise"))


def test_plans_are_drawn(kl, tmp_path):
    """Quantiles of numbers at shares of the mass, with what is between them; moves in a plane; nothing in space."""
    (tmp_path / "a").write_text("3\n1\n2\n4\n")
    (tmp_path / "b").write_text("10\n0\n")
    (curve,) = kl.json("ot", tmp_path / "a", tmp_path / "b")["curves"]
    assert curve["x"][:2] == [0.005, 0.015] and curve["values"] == [1 + k // 25 for k in range(100)]
    assert curve["low"] == [0] * 50 + [3] * 25 + [4] * 25 and curve["high"] == [1] * 25 + [2] * 25 + [10] * 50
    a, b = cloud(13, 5), cloud(14, 7)
    page = tmp_path / "page.html"
    document = kl.json("ot", npy(tmp_path / "a.npy", a), npy(tmp_path / "b.npy", b), "--plan", tmp_path / "plan",
                       "--html", page)
    jsonschema.validate(document, SCHEMA)
    (moves,) = document["moves"]
    arcs = list(csv.DictReader((tmp_path / "plan").open()))
    drawn = sorted(zip(*(moves[name] for name in ("from_x", "from_y", "to_x", "to_y", "mass"))))
    assert drawn == sorted((*a[int(arc["from"]) - 1], *b[int(arc["to"]) - 1], float(arc["mass"])) for arc in arcs)
    assert page.read_text().count("<line ") == len(arcs)
    space = npy(tmp_path / "space.npy", cloud(15, 5, 3))
    document = kl.json("ot", space, space)
    assert "moves" not in document and document["curves"] == []


def test_titles_name_the_cost(kl, tmp_path):
    a, b = npy(tmp_path / "a.npy", cloud(9, 8)), npy(tmp_path / "b.npy", cloud(10, 8))
    assert kl.json("ot", FIRST, FIFTH, "--cost", "squared_euclidean")["title"].endswith("the squared distance")
    assert kl.json("ot", FIRST, FIFTH, "--p", "inf")["title"].endswith("the longest distance")
    cubed = kl.json("ot", a, b, "--cost", "l1", "--p", 3)
    assert cubed["title"].endswith("the L1 distance to the power 3")
    assert "L1 distance of" in sentences(cubed, "so_what")[0]


def test_sliced_draws_by_the_seed(kl, tmp_path):
    a, b = npy(tmp_path / "a.npy", cloud(9, 8)), npy(tmp_path / "b.npy", cloud(10, 8))
    found = [estimate(kl.json("ot", a, b, "--method", "sliced", *more), "sliced_wasserstein")
             for more in ((), ("--seed", "1"), ("--confidence", "0.5"))]
    assert found[0]["value"] == found[2]["value"] != found[1]["value"]
    assert found[0]["low"] < found[2]["low"] and found[2]["confidence"] == 0.5


def test_histograms_are_exact(kl, tmp_path):
    (tmp_path / "a.tsv").write_text("1\t10\n2\t10\n")
    (tmp_path / "b.tsv").write_text("1\t0.25\n4\t0.75\n")
    document = kl.json("ot", tmp_path / "a.tsv", tmp_path / "b.tsv")
    assert value(document, "wasserstein") == 1.75
    assert estimate(document, "wasserstein")["method"] == "exact"
    assert sentences(document, "noise") == []
    # On one side of 0 all numbers have the same direction, whatever their totals are.
    assert value(kl.json("ot", tmp_path / "a.tsv", tmp_path / "b.tsv", "--cost", "cosine"), "wasserstein") == 0


def test_tables(kl, tmp_path):
    rows, more = cloud(3, 9, 3), cloud(4, 7, 3)
    for name, points in (("a", rows), ("b", more)):
        lines = ["u,v,w"] + [",".join(map(repr, point)) for point in points]
        (tmp_path / f"{name}.csv").write_text("\n".join(lines) + "\n")
        npy(tmp_path / f"{name}.npy", points)
    tables = kl.json("ot", tmp_path / "a.csv", tmp_path / "b.csv")
    arrays = kl.json("ot", tmp_path / "a.npy", tmp_path / "b.npy")
    assert tables["estimates"] == arrays["estimates"]
    column = kl.json("ot", "--column", "v", tmp_path / "a.csv", tmp_path / "b.csv")
    (tmp_path / "a").write_text("".join(f"{row[1]!r}\n" for row in rows))
    (tmp_path / "b").write_text("".join(f"{row[1]!r}\n" for row in more))
    assert column["estimates"] == kl.json("ot", tmp_path / "a", tmp_path / "b")["estimates"]


@PLAIN
def test_threads_and_instruction_sets_change_nothing(kl, tmp_path):
    a, b = npy(tmp_path / "a.npy", cloud(5, 60, 3)), npy(tmp_path / "b.npy", cloud(6, 60, 3))
    documents = {kl.text("ot", a, b, "--json", "--threads", n, env=env)
                 for n in (1, 2, 5) for env in ({}, {"KL_ISA": "scalar"})}
    assert len(documents) == 1


def test_tolerance(kl):
    kl("ot", FOURTH, FIFTH, "--fail-above", "duality_gap=1e-12")
    kl("ot", FIRST, FIFTH, "--method", "sinkhorn", "--fail-above", "sinkhorn_divergence=1000", code=2)


def test_refused(kl, tmp_path):
    (tmp_path / "text").write_text("nothing but words, and these lie nowhere at all\n")
    (tmp_path / "names.tsv").write_text("red\t1\nblue\t2\n")
    a, b = npy(tmp_path / "a.npy", cloud(7, 4, 2)), npy(tmp_path / "b.npy", cloud(8, 4, 3))
    assert "points of 2 numbers" in kl.error("ot", a, b) and "of 3" in kl.error("ot", a, b)
    assert "two inputs are needed, 1 given" in kl.error("ot", a)
    assert "not for --method sinkhorn" in kl.error("ot", a, a, "--method", "sinkhorn", "--seed", "1")
    assert "--epsilon is for --method sinkhorn" in kl.error("ot", a, a, "--epsilon", "0.1")
    assert "lie nowhere" in kl.error("ot", tmp_path / "text", FIRST)
    assert "'red' is no number" in kl.error("ot", tmp_path / "names.tsv", FIRST)
    assert "p = inf is for numbers" in kl.error("ot", a, a, "--p", "inf")
    origin = npy(tmp_path / "origin.npy", [[1.0, 2.0], [0.0, 0.0]])
    assert "origin.npy: row 2 is 0: it has no direction" in kl.error("ot", a, origin, "--cost", "cosine")
    assert "expected a number from 1" in kl.error("ot", a, a, "--p", "0.5")
    assert "one of: euclidean" in kl.error("ot", a, a, "--cost", "manhattan")
    (tmp_path / "t.csv").write_text("1,2\n3,4,5\n7,8\n1,2\n")
    assert "line 2 has more than 2 columns, the first has 2" in kl.error("ot", "--kind", "points", tmp_path / "t.csv", a)


def png(path, rows, alpha=None, depth=8):
    """A grey image, with an alpha channel if it is told; of 16 bits all greys are 257 times as much."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    lines = [bytes(x for pair in zip(row, alpha[r]) for x in pair) if alpha else
             bytes(x for grey in row for x in [grey] * (depth // 8)) for r, row in enumerate(rows)]
    head = struct.pack(">2I5B", len(rows[0]), len(rows), depth, 4 if alpha else 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
                     chunk(b"IDAT", zlib.compress(b"".join(b"\0" + line for line in lines))) + chunk(b"IEND", b""))
    return path


def test_images(kl, tmp_path):
    """Light at the places of pixels: one that is moved by (3, 4), twice as bright, is moved by 5."""
    first = [[0] * 8 for _ in range(8)]
    second = [[0] * 8 for _ in range(8)]
    first[1][1], first[2][3], second[5][4], second[6][6] = 40, 120, 80, 240
    a, b = png(tmp_path / "a.png", first), png(tmp_path / "b.png", second)
    document = kl.json("ot", a, b)
    jsonschema.validate(document, SCHEMA)
    assert value(document, "wasserstein") == 5 and estimate(document, "wasserstein")["method"] == "exact"
    assert "2 points" in str(document["inputs"]) and sentences(document, "noise") == []
    hidden = png(tmp_path / "hidden.png", [[200, 100]], [[0, 255]])
    place = npy(tmp_path / "place.npy", [[1.0, 0.0]])
    assert value(kl.json("ot", hidden, place), "wasserstein") == 0
    deep = [png(tmp_path / f"{depth}.png", [[128, 255, 3]], depth=depth) for depth in (8, 16)]
    assert value(kl.json("ot", *deep), "wasserstein") == 0
    (moves,) = kl.json("ot", a, b)["moves"]
    assert moves["from_y"] == [-2, -1] and moves["to_y"] == [-6, -5]
    below = npy(tmp_path / "below.npy", [[0.0, 7.0]])
    for pair, names in (((hidden, below), ("from", "to")), ((below, hidden), ("to", "from"))):
        (moves,) = kl.json("ot", *pair)["moves"]
        assert [moves[f"{name}_y"] for name in names] == [[0], [-7]]
    assert "has no mass" in kl.error("ot", a, png(tmp_path / "black.png", [[0, 0]]))
    damaged = tmp_path / "damaged.png"
    damaged.write_bytes(a.read_bytes()[:45])
    assert "a damaged PNG image" in kl.error("ot", a, damaged)
    assert "kl ot" in kl.error(a, b)
