# SPDX-License-Identifier: Apache-2.0
"""kl ib and kl channel: published values and closed forms, clusters, curves, trees, and what is refused."""

import math

import jsonschema
import pytest

from conftest import DATA, estimate, value
from test_samples import SCHEMA, npy

FIVE = "x,a,b,c\nup,1,0,1\nmiddle,0,0,1\ndown,0,1,1\n"
LETTERS = DATA / "bottleneck" / "letters.csv"


def h(p):
    return -p * math.log2(p) - (1 - p) * math.log2(1 - p)


@pytest.fixture
def five(tmp_path):
    path = tmp_path / "five.csv"
    path.write_text(FIVE)
    return path


def report(kl, *words):
    made = kl.json(*words)
    jsonschema.validate(made, SCHEMA)
    return made


def series(made, name):
    found = next(one for one in made["series"] if one["id"] == name)
    return list(zip(found["labels"], found["values"]))


# ── The bottleneck ──

def test_published_values(kl, five):
    soft = report(kl, "ib", five, "--beta", "10")
    assert value(soft, "relevance") == pytest.approx(0.570161, abs=5e-7)
    assert value(soft, "rate") == pytest.approx(1.512903, abs=5e-7)
    assert value(soft, "mutual_information") == pytest.approx(0.570951, abs=5e-7)
    hard = report(kl, "ib", five, "--beta", "3", "--method", "deterministic")
    assert value(hard, "relevance") == pytest.approx(0.419973, abs=5e-7)
    assert value(hard, "rate") == pytest.approx(0.970951, abs=5e-7)
    nats = report(kl, "ib", five, "--beta", "10", "--unit", "nats")
    assert value(nats, "rate") == pytest.approx(1.512903 * math.log(2), abs=5e-7)


def test_clusters_have_names(kl, five):
    made = report(kl, "ib", five, "--size", "2")
    (many, mass), (one, rest) = series(made, "clusters")
    assert {many, one} in ({"middle, down", "up"}, {"up, middle", "down"})
    assert (mass, rest) == (pytest.approx(0.6), pytest.approx(0.4))
    text = kl.text("ib", five, "--size", "2")
    assert "in 2 clusters tell 0.41997 bits of Y" in text


def test_a_table_without_names_is_the_same(kl, five, tmp_path):
    bare = tmp_path / "bare.csv"
    bare.write_text("1,0,1\n0,0,1\n0,1,1\n")
    array = npy(tmp_path / "bare.npy", [[1.0, 0.0, 1.0], [0.0, 0.0, 1.0], [0.0, 1.0, 1.0]])
    for other in bare, array:
        made = report(kl, "ib", other, "--beta", "10")
        assert value(made, "rate") == value(report(kl, "ib", five, "--beta", "10"), "rate")
    assert [label for label, _ in series(report(kl, "ib", bare, "--size", "3"), "clusters")][2] == "2"


def test_two_columns_are_counted(kl, five, tmp_path):
    rows = ["x,other,y", "up,1,a", "up,2,c", "middle,,c", "down,3,b", "down,4,c", "down,5,", ",6,a"]
    table = tmp_path / "rows.csv"
    table.write_text("\n".join(rows) + "\n")
    made = report(kl, "ib", table, "--columns", "x,y", "--beta", "10")
    assert value(made, "relevance") == pytest.approx(value(report(kl, "ib", five, "--beta", "10"), "relevance"), abs=1e-9)
    assert "counted from 5 lines, 2 left out" in made["inputs"][0]["detail"]
    # Numbers are names here.
    numbers = tmp_path / "numbers.csv"
    numbers.write_text("\n".join(line.replace("up", "1").replace("middle", "2").replace("down", "3") for line in rows) + "\n")
    assert value(report(kl, "ib", numbers, "--columns", "x,y", "--size", "2"), "rate") == pytest.approx(h(0.4), abs=1e-12)


def test_counts_are_those_of_a_sample(kl, tmp_path):
    """A plug-in value with its bias, and nothing of columns that say nothing."""
    table = tmp_path / "rows.csv"
    rows = [f"{'ab'[i % 2]},{'uv'[i // 2 % 2]},same,{i / 7}" for i in range(60)]
    table.write_text("\n".join(["x,y,one,id", *rows]) + "\n")
    for words in ["--size", "2"], ["--beta", "3"], ["--size", "2", "--method", "agglomerative"], []:
        made = report(kl, "ib", table, "--columns", "x,y", *words)
        for row in made["estimates"]:
            if row["id"] != "mutual_information.corrected":
                assert row["method"] == "plugin" and row["low"] is None and not row["flags"]
        assert estimate(made, "mutual_information.corrected")["method"] == "jackknife"
    text = " ".join(kl.text("ib", table, "--columns", "x,y").split())
    assert "Counts of 60 lines" in text and f"by about {1 / 120 / math.log(2):.3f}" in text
    assert "X tells nothing of Y" in kl.text("ib", table, "--columns", "x,one")
    said = kl.error("ib", table, "--columns", "id,y")
    assert "rows.csv" in said and "60 values of column id are all different" in said
    few = tmp_path / "few.csv"
    few.write_text("\n".join(["x,y", *(f"{i // 2},{i * 7 % 30}" for i in range(60))]) + "\n")
    found = estimate(report(kl, "ib", few, "--columns", "x,y", "--size", "3"), "relevance")
    assert [flag["id"] for flag in found["flags"]] == ["biased"]
    done = kl("ib", table, "--columns", "x,y", "--size", "2", "--fail-above", "relevance=0.4", code=2)
    assert b"cannot decide" in done.stderr
    # What the lines were drawn from is estimated as by kl mi, and can be decided on.
    penguins = DATA / "penguins" / "penguins.csv"
    found = estimate(report(kl, "ib", penguins, "--columns", "species,island"), "mutual_information.corrected")
    pair = estimate(report(kl, "mi", penguins, "species", "island"), "mutual_information")
    assert all(found[key] == pair[key] for key in ("value", "low", "high", "n", "method"))
    kl("ib", penguins, "--columns", "species,island", "-f", "mutual_information.corrected=0.7")
    kl("ib", penguins, "--columns", "species,island", "-f", "mutual_information.corrected=0.6", code=1)


def test_one_cluster_says_why(kl, five):
    assert "One cluster for all tells nothing" in kl.text("ib", five, "--size", "1")
    assert "At this price nothing is worth keeping" in kl.text("ib", five, "--beta", "0.5")


def test_the_curve(kl, five):
    made = report(kl, "ib", five)
    curve = next(one for one in made["curves"] if one["id"] == "relevance")
    rates, told = curve["x"], curve["values"]
    assert rates[0] == told[0] == 0 and rates == sorted(rates) and told == sorted(told)
    assert told[-1] == pytest.approx(0.570951, rel=2e-3)
    slopes = [(b - a) / (s - r) for a, b, r, s in zip(told, told[1:], rates, rates[1:])]
    assert all(after <= before + 1e-6 for before, after in zip(slopes, slopes[1:]))
    text = kl.text("ib", five)
    assert "At beta 2.0 from 1 to 2 clusters in one step" in text
    assert "rate, bits" in text


def test_a_function_says_so(kl, tmp_path):
    path = tmp_path / "function.csv"
    path.write_text("1,0\n2,0\n0,3\n")
    assert "Y is a function of X" in kl.text("ib", path)
    path.write_text("4,0,0\n0,1,0\n0,0,5\n")
    limited = kl.text("ib", path, "--method", "soft", "--size", "2")
    assert "from 1 to 2 clusters in one step: from 0 bits kept to 1" in limited and "is a function" not in limited
    path.write_text("1,2\n2,4\n")
    assert "there is nothing to keep" in kl.text("ib", path)


def test_what_is_not_proved_is_said(kl, five, tmp_path):
    """Best of so many starts, unless nothing can be better: one cluster, a cluster for each row, or beta at most 1."""
    def notes(*words):
        return [one["text"] for one in report(kl, "ib", five, *words)["sentences"] if one["role"] == "note"]
    assert ["best of 9 starts" in note for note in notes("--beta", "10")] == [True]
    assert ["best of 8 starts" in note for note in notes("--size", "2")] == [True]
    assert ["best of 8 starts" in note for note in notes("--beta", "3", "--method", "deterministic")] == [True]
    assert ["best of 4 starts" in note for note in notes()] == [True]
    assert "that was found" in kl.text("ib", five, "--beta", "1.5")
    for words in ["--size", "1"], ["--size", "3"], ["--beta", "1"], ["--method", "agglomerative"]:
        assert notes(*words) == []


def test_the_tree(kl, five):
    made = report(kl, "ib", five, "--method", "agglomerative", "--size", "2")
    assert value(made, "relevance") == pytest.approx(0.419973, abs=5e-7)
    lost = next(one for one in made["matrices"] if one["id"] == "relevance_lost")
    assert lost["tree"].startswith("((") and lost["values"][0][0] == 0
    assert lost["title"] == "relevance lost by the time two rows are in one cluster"
    text = kl.text("ib", five, "--method", "agglomerative")
    assert "tree; the last join is at 0.571" in text and "average" not in text
    assert max(max(row) for row in lost["values"]) == pytest.approx(0.570951, abs=5e-7)
    five.write_text("".join(line.replace("1", "1e308") for line in FIVE.splitlines(True)))
    assert report(kl, "ib", five, "--method", "agglomerative", "--size", "2")["estimates"] == made["estimates"]
    sizes = next(one for one in made["curves"] if one["id"] == "relevance")
    assert sizes["x"] == [1, 2, 3] and sizes["values"][2] == pytest.approx(0.570951, abs=5e-7)


def test_vowels_are_told_by_the_next_letter(kl):
    made = report(kl, "ib", LETTERS, "--size", "2")
    clusters = [set(label.split(", ")) for label, _ in series(made, "clusters")]
    assert any({"a", "e", "i", "o", "u"} <= members and not members & set("bcdfgklmprtvwz") for members in clusters)


def test_the_same_for_any_number_of_threads(kl):
    words = ["ib", LETTERS, "--size", "5", "--json"]
    assert kl.text(*words, "--threads", "1") == kl.text(*words, "--threads", "3")


@pytest.mark.parametrize("text, words, said", [
    ("1,2\n3,x\n", [], "expected a weight in every cell"),
    ("a,b\n1,-2\n", [], "row 1, column b is -2"),
    ("a,b\n1,2\n3,\n", [], "row 2, column b: there is no weight"),
    ("0,0\n0,0\n", [], "bad.csv: all 4 weights are zero"),
    ("1,2\n3\n", [], "line 2"),
    (FIVE, ["--columns", "x,z"], "no column"),
    (FIVE, ["--columns", "x"], "X,Y"),
    (FIVE, ["--beta", "-1"], "0 or more"),
    (FIVE, ["--beta", "1e200"], "beta is 1e+200 times alpha, expected at most 1.07374e+09"),
    (FIVE, ["--size", "0"], ">= 1"),
    (FIVE, ["--alpha", "2", "--beta", "3"], "at most 1"),
    (FIVE, ["--method", "deterministic"], "needs a beta"),
    (FIVE, ["--method", "sequential"], "needs a number of clusters"),
    (FIVE, ["--method", "agglomerative", "--beta", "2"], "no use for a beta"),
    (FIVE, ["--method", "agglomerative", "--size", "4"], "bad.csv: 4 clusters of 3 rows"),
    (FIVE, ["--alpha", "0.5"], "alpha is for method soft with a beta"),
    (FIVE, ["--method", "hard"], "one of: auto soft"),
])
def test_what_is_refused(kl, tmp_path, text, words, said):
    path = tmp_path / "bad.csv"
    path.write_text(text)
    assert said in kl.error("ib", path, *words)


def test_tolerance(kl, five):
    assert "relevance" in kl("ib", five, "--size", "2", "--fail-above", "relevance=0.4", code=1).stderr.decode()
    kl("ib", five, "--size", "2", "--fail-above", "relevance=0.43")


def test_information_of_next_to_nothing(kl, tmp_path):
    """p(x) p(y) of the last row is no double: ε (1 − ln ε) nats of it, not infinitely many."""
    path = tmp_path / "tiny.csv"
    path.write_text("1,0\n0,1e-170\n")
    made = report(kl, "ib", path, "--size", "2", "--fail-above", "mutual_information=0.5", "--unit", "nats")
    for name in ("relevance", "mutual_information"):
        assert value(made, name) == pytest.approx(1e-170 * (1 - math.log(1e-170)))


def test_a_weak_relation_is_kept_all_the_same(kl, tmp_path):
    weak, weakest = tmp_path / "weak.csv", tmp_path / "weakest.csv"
    weak.write_text(".2501,.2499\n.2499,.2501\n")
    assert "enough to keep 0 bits" not in " ".join(kl.text("ib", weak).split())
    weakest.write_text(".250001,.249999\n.249999,.250001\n")
    text = " ".join(kl.text("ib", weakest).split())
    assert "so little that up to beta" in text and "They begin at beta 6.3e10" in text


# ── Channels ──

def write(path, rows):
    path.write_text("\n".join(",".join(map(repr, row)) for row in rows) + "\n")
    return path


def test_capacities(kl, tmp_path):
    p = 0.125
    for rows, exact in [([[1 - p, p], [p, 1 - p]], 1 - h(p)), ([[1 - p, p, 0.0], [0.0, p, 1 - p]], 1 - p),
                        ([[1.0, 0.0], [p, 1 - p]], math.log2(1 + (1 - p) * p ** (p / (1 - p))))]:
        made = report(kl, "channel", write(tmp_path / "p.csv", rows))
        found = estimate(made, "capacity")
        assert found["value"] == pytest.approx(exact, abs=2e-12)
        assert found["low"] <= found["high"] <= found["low"] + 2e-12
        assert sum(share for _, share in series(made, "input")) == pytest.approx(1, abs=1e-12)
    assert "No input gets more than" in kl.text("channel", tmp_path / "p.csv")


def test_rate_distortion(kl, tmp_path):
    source = tmp_path / "source.csv"
    source.write_text("symbol,weight\na,0.3\nb,0.7\n")
    made = report(kl, "channel", source, "--distortion", "hamming", "--beta", "2")
    d = value(made, "distortion")
    assert d == pytest.approx(1 / (1 + math.exp(2)), abs=1e-9)
    assert value(made, "rate") == pytest.approx(h(0.3) - h(d), abs=1e-11)
    curve = report(kl, "channel", source, "--distortion", "hamming")["curves"][0]
    assert curve["x"][0] == 0 and curve["values"][0] == pytest.approx(h(0.3), abs=1e-9)
    for x, rate in zip(curve["x"][1:], curve["values"][1:]):
        assert rate == pytest.approx(h(0.3) - h(min(x, 0.3)), abs=1e-9)
    assert curve["x"][-1] == pytest.approx(0.3) and curve["values"][-1] == pytest.approx(0, abs=1e-12)
    costs = write(tmp_path / "d.csv", [[0.0, 1.0, 0.25], [1.0, 0.0, 0.25]])
    made = report(kl, "channel", source, "--distortion", costs, "--beta", "3")
    assert [label for label, _ in series(made, "reproduction")] == ["0", "1", "2"]


def test_where_nothing_need_be_told(kl, tmp_path):
    """The distortion of the best of all reproductions, which no slope above 0 reaches for a fair bit."""
    for rows, most in ("1\n1\n", 0.5), ("5e307\n1.5e308\n", 0.25), ("3\n0\n", 0):
        source = tmp_path / "source.csv"
        source.write_text(rows)
        curve = report(kl, "channel", source, "--distortion", "hamming")["curves"][0]
        assert curve["x"][-1] == pytest.approx(most) and curve["values"][-1] == pytest.approx(0, abs=1e-12)
        told = " ".join(kl.text("channel", source, "--distortion", "hamming").split())
        assert f"at {most} nothing need be told" in told and "1 bits" not in told
        assert "with less than 0 bits" not in kl.text("channel", source, "--distortion", "hamming", "--beta", "0")


def test_an_empty_corner_names_rows_by_numbers(kl, tmp_path):
    """What pandas' to_csv() writes, with names of columns and without."""
    path = tmp_path / "pandas.csv"
    for header in ",a,e,b", ",0,1,2":
        path.write_text(f"{header}\n0,0.8,0.2,0\n1,0,0.2,0.8\n")
        made = report(kl, "channel", path)
        assert value(made, "capacity") == pytest.approx(0.8, abs=1e-11)
        assert estimate(made, "capacity")["low"] <= 0.8 <= estimate(made, "capacity")["high"]
        kl("channel", path, "-f", "capacity=0.8", code=0)
        assert [label for label, _ in series(made, "input")] == ["0", "1"]
    path.write_text(",a,2\n0,0.5,0.5\n")
    assert value(report(kl, "channel", path), "capacity") == 0
    path.write_text(",a,b\n0,5,1\n1,1,5\n2,4,1\n")
    named = tmp_path / "named.csv"
    named.write_text("x,a,b\nu,5,1\nv,1,5\nw,4,1\n")
    assert value(report(kl, "ib", path), "mutual_information") == value(report(kl, "ib", named), "mutual_information")


def test_distortions_are_matched_by_name(kl, tmp_path):
    source, costs = tmp_path / "source.csv", tmp_path / "costs.csv"
    source.write_text("symbol,weight\na,5\nb,3\nc,2\n")
    rows = ["a,0,1,4", "b,1,0,1", "c,4,1,0"]

    def rate():
        return value(report(kl, "channel", source, "--distortion", costs, "--beta", "1"), "rate")
    costs.write_text("\n".join(["x,a,b,c", *rows]) + "\n")
    expected = rate()
    costs.write_text("\n".join(["x,a,b,c", rows[2], rows[0], rows[1]]) + "\n")
    assert rate() == expected
    for foreign, why in ("d,4,1,0", "symbol 3 of the source, c"), ("a,4,1,0", 'rows 1 and 2 are both called "a"'):
        costs.write_text("\n".join(["x,a,b,c", foreign, *rows[:2]]) + "\n")
        said = kl.error("channel", source, "--distortion", costs)
        assert "costs.csv" in said and why in said


@pytest.mark.parametrize("text, words, said", [
    ("1,abc\n1,2\n", [], "bad.csv: line 1 has 1, a number, and abc"),
    ("0,9;0,1\n0,1;0,9\n", [], "bad.csv: row 1, column 1"),
    ("a,b\n0.5,0.5\n0.1,n.a.\n", [], 'bad.csv: row 2, column b: "n.a." is no number'),
    ("1,0\n0,0\n", [], "row 2 is all zero"),
    ("1,0\n0,-1\n", [], "row 2, column 1 is -1"),
    ("1,0\n0,1\n", ["--beta", "2"], "--beta is for --distortion"),
    ("1,0\n0,1\n", ["--distortion", "hamming"], "expected one"),
    ("1\n2\n", ["--distortion", "nowhere.csv"], "nowhere.csv"),
    ("0\n0\n", ["--distortion", "hamming"], "bad.csv: "),
])
def test_channels_that_are_none(kl, tmp_path, text, words, said):
    path = tmp_path / "bad.csv"
    path.write_text(text)
    assert said in kl.error("channel", path, *words)


def test_nothing_to_read(kl):
    assert "one table is needed" in kl.error("ib")
    assert "one table is needed" in kl.error("channel")


def test_what_is_wrong_is_told_with_its_place(kl, tmp_path):
    """Rows of one name are no two symbols, and weights that are all zero no table."""
    path = tmp_path / "twice.csv"
    path.write_text("x,a,b\nu,5,1\nv,1,5\nu,1,5\n")
    for verb in ("ib", "channel"):
        assert f'{path}: rows 1 and 3 are both called "u"' in kl.error(verb, path)
    path.write_text("a,1\na,2\n")
    assert "rows 1 and 2 are both called" in kl.error("channel", path, "--distortion", "hamming")
    path.write_text("0,0\n0,0\n")
    for verb in ("ib", "channel"):
        assert f"{path}: all 4 weights are zero" in kl.error(verb, path)
