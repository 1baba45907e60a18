# SPDX-License-Identifier: Apache-2.0
"""kl A B on real texts and on known weights, against Python's own arithmetic."""

import collections
import json
import math
import os
import re
import threading
import unicodedata

import jsonschema
import mpmath
import pytest

from conftest import DATA, PLAIN, ROOT, estimate, value

IDS = {"entropy", "cross_entropy", "divergence", "divergence.reverse", "jeffreys", "jensen_shannon",
       "jensen_shannon.distance", "total_variation", "hellinger", "hellinger.squared",
       "bhattacharyya", "chi_square", "perplexity"}
SCHEMA = json.loads((ROOT / "docs" / "schema" / "kullback-1.schema.json").read_text())
LN2 = math.log(2)


def letters(path):
    """A second implementation of the symbols: NFC, case folding, categories L and M."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    folded = unicodedata.normalize("NFC", text.casefold())
    return [c for c in folded if unicodedata.category(c)[0] in "LM"]


def shares(counted):
    total = sum(counted.values())
    return {symbol: count / total for symbol, count in counted.items()}


def plugin_measures(p, q):
    """Measures of two dictionaries of shares, in bits."""
    union = sorted(set(p) | set(q))
    pairs = [(p.get(s, 0.0), q.get(s, 0.0)) for s in union]
    kl = lambda a, b: math.fsum(x * math.log(x / y) for x, y in zip(a, b) if x) / LN2
    left, right = [x for x, _ in pairs], [y for _, y in pairs]
    middle = [(x + y) / 2 for x, y in pairs]
    overlap = math.fsum(math.sqrt(x * y) for x, y in pairs)
    jsd = (kl(left, middle) + kl(right, middle)) / 2
    return {"jensen_shannon": jsd, "jensen_shannon.distance": math.sqrt(jsd),
            "total_variation": math.fsum(abs(x - y) for x, y in pairs) / 2,
            "hellinger.squared": 1 - overlap, "hellinger": math.sqrt(1 - overlap),
            "bhattacharyya": -math.log(overlap) / LN2 if overlap else math.inf}


def test_document_is_the_contract(kl, udhr):
    document = kl.json(udhr("english"), udhr("german"))
    jsonschema.validate(document, SCHEMA)
    assert document["schema"] == "kullback/1" and document["verb"] == "compare"
    assert IDS <= {e["id"] for e in document["estimates"]}
    assert {e["subject"] for e in document["estimates"] if e["id"] == "entropy"} == {"A", "B"}
    assert [pathlib_name["name"].split("/")[-1] for pathlib_name in document["inputs"]] == [
        "english.txt", "german.txt"]
    for e in document["estimates"]:
        if e["low"] is not None:
            assert float(e["low"]) <= float(e["value"]) <= float(e["high"]), e
    assert len(document["sentences"]) >= 3


@pytest.mark.parametrize("order", [1, 2, 3])
def test_cross_entropy_is_entropy_plus_divergence(kl, udhr, order):
    document = kl.json(udhr("english"), udhr("german"), "--order", order)
    assert value(document, "cross_entropy") == pytest.approx(
        value(document, "entropy", "A") + value(document, "divergence"), rel=1e-12)
    assert value(document, "perplexity") == pytest.approx(2 ** value(document, "cross_entropy"),
                                                          rel=1e-12)


@pytest.mark.parametrize("pair", [("english", "german"), ("russian", "ukrainian"),
                                  ("hindi", "arabic"), ("japanese", "greek")])
def test_plugin_values_of_letters(kl, udhr, pair):
    p, q = (shares(collections.Counter(letters(udhr(name)))) for name in pair)
    document = kl.json(udhr(pair[0]), udhr(pair[1]), "--smooth", "none")
    for name, expected in plugin_measures(p, q).items():
        # The oracle itself loses digits to cancellation (1 - overlap, log of a share).
        assert value(document, name) == pytest.approx(expected, rel=1e-9), name
    entropy = -math.fsum(x * math.log2(x) for x in p.values())
    assert value(document, "entropy", "A") == pytest.approx(entropy, rel=1e-12)


def test_unseen_letters_stand_beside_a_finite_headline(kl, udhr):
    p, q = (collections.Counter(letters(udhr(n))) for n in ("german", "english"))
    unseen = sum(c for s, c in p.items() if s not in q) / sum(p.values())
    document = kl.json(udhr("german"), udhr("english"))
    assert unseen > 0
    assert value(document, "unseen_mass", "A|B") == pytest.approx(unseen, rel=1e-12)
    assert estimate(document, "divergence.plugin")["value"] == "inf"
    assert math.isfinite(value(document, "divergence"))
    assert "unseen_support" in {f["id"] for f in estimate(document, "divergence")["flags"]}
    assert estimate(document, "divergence")["method"] == "krichevsky_trofimov"


def test_the_unknown_text_is_german(kl, udhr):
    names = ["english", "german", "dutch", "french", "finnish", "polish", "russian", "greek"]
    document = kl.json(DATA / "unknown.txt", *map(udhr, names))
    matrix = next(m for m in document["matrices"] if m["id"] == "divergence")
    row = [float(x) for x in matrix["values"][0][1:]]
    assert names[row.index(min(row))] == "german"
    distance = next(m for m in document["matrices"] if m["id"] == "jensen_shannon.distance")
    assert distance["metric"] and distance["tree"].endswith(";")
    assert not any(m["metric"] for m in document["matrices"] if m is not distance)
    assert any("german.txt" in s["text"] for s in document["sentences"])


def weights(path, values):
    path.write_text("".join(f"{s}\t{x!r}\n" for s, x in values.items()))
    return path


def test_known_weights_are_exact(kl, tmp_path):
    p = {"a": 0.5, "b": 0.25, "c": 0.25}
    q = {"a": 3.0, "b": 2.0, "c": 1.0}
    document = kl.json(weights(tmp_path / "p", p), weights(tmp_path / "q", q))
    with mpmath.workdps(50):
        oracle = sum(mpmath.mpf(p[s]) * mpmath.log(mpmath.mpf(p[s]) / (mpmath.mpf(q[s]) / 6), 2)
                     for s in p)
    found = estimate(document, "divergence")
    # 16 * 2^-53 is the bound of measure.h; one more rounding in the conversion to bits.
    assert found["value"] == pytest.approx(float(oracle), rel=18 * 2**-53)
    assert found["method"] == "exact" and found["low"] is None and found["flags"] == []
    nats = kl.json(tmp_path / "p", tmp_path / "q", "--unit", "nats")
    assert estimate(nats, "divergence")["unit"] == "nats"
    assert value(nats, "divergence") == pytest.approx(float(oracle) * LN2, rel=18 * 2**-53)


def test_pairs_that_are_equally_far_apart(kl, tmp_path):
    for i, name in enumerate("abc"):
        (tmp_path / name).write_text(f"s{i}\t1\nt{i}\t3\n")
    told = [s["text"] for s in kl.json(*(tmp_path / name for name in "abc"))["sentences"]]
    assert "All pairs are equally far apart (Jensen–Shannon divergence 1 bits)." in told


def test_impossible_is_infinite_and_says_how_much(kl, tmp_path):
    p = weights(tmp_path / "p", {"a": 0.996, "b": 0.003, "c": 0.001})
    q = weights(tmp_path / "q", {"a": 1.0})
    document = kl.json(p, q)
    found = estimate(document, "divergence")
    assert found["value"] == "inf"
    flag = next(f for f in found["flags"] if f["id"] == "infinite")
    assert flag["mass"] == pytest.approx(0.004) and (flag["of"], flag["count"]) == ("A", 2)
    assert math.isfinite(value(document, "divergence.reverse"))
    assert math.isfinite(value(document, "jensen_shannon"))


def test_a_text_beside_itself_is_no_distance(kl, udhr):
    document = kl.json(udhr("english"), udhr("english"))
    for name in ("divergence", "divergence.reverse", "jensen_shannon", "total_variation"):
        assert value(document, name) == 0, name


def test_tolerances(kl, udhr, tmp_path):
    far, near = (udhr("english"), udhr("german")), (udhr("english"), udhr("english"))
    low = float(estimate(kl.json(*far), "jensen_shannon")["low"])
    assert low > 0.001
    kl(*far, "--fail-above", "jensen_shannon=0.001", code=1)
    kl(*far, "--fail-above", "jensen_shannon=0.9")
    kl(*near, "--fail-above", "jensen_shannon=0.0000001")
    kl(*far, "--fail-above", f"jensen_shannon={low * (1 + 1e-9)!r}")
    kl(*far, "--fail-above", f"jensen_shannon={low * (1 - 1e-9)!r}", code=1)
    for more, unit in ((), "√bits"), (("--unit", "nats"), "√nats"):
        told = kl(*far, *more, "--fail-above", "jensen_shannon.distance=0.001", code=1).stderr.decode()
        assert told.startswith(f"kl: jensen_shannon.distance of A|B is above 0.001 {unit} (low end of its interval ")
    p = weights(tmp_path / "p", {"a": 1.0, "b": 1.0})
    q = weights(tmp_path / "q", {"a": 1.0})
    kl(p, q, "--fail-above", "divergence=1000", code=1)
    # A text that has not seen it is no proof; a law that forbids it is: infinite for certain.
    text = tmp_path / "text"
    text.write_text("ab" * 5000)
    told = kl(text, q, "--fail-above", "divergence=1000", code=1).stderr.decode()
    assert "divergence of A|B is above 1000 bits (it is infinite)" in told
    told = kl(text, q, "--fail-above", "divergence.plugin=1", code=2).stderr.decode()
    assert "there is no divergence.plugin here; there are" in told


def test_what_could_have_been_asked_is_named_whole(kl, udhr):
    pair = (udhr("english"), udhr("german"))
    told = kl(*pair, "--fail-above", "wasserstein=1", code=2).stderr.decode()
    listed, more = re.fullmatch(r"kl: --fail-above wasserstein: there is no wasserstein here; there are (.*?)"
                                r"(?: and (\d+) more)?\n", told).groups()
    ids = {e["id"] for e in kl.json(*pair)["estimates"]}
    assert set(listed.split(", ")) <= ids
    assert len(listed.split(", ")) + int(more or 0) == len(ids)


def test_unknown_tolerances_are_refused_before_anything_is_read(kl, tmp_path):
    missing = tmp_path / "missing"
    told = kl(missing, missing, "--fail-above", "nonsense=1", code=2).stderr.decode()
    assert "no such measure" in told and "jensen_shannon.distance" in told
    assert "missing" not in told
    told = kl(missing, missing, missing, "--fail-above", "entropy=1", code=2).stderr.decode()
    assert "with 3 inputs there is no such measure" in told and "jensen_shannon" in told


def test_every_pair_is_tested(kl, udhr):
    """The first pair is close, the others are far: one of them is enough."""
    three = (udhr("russian"), udhr("ukrainian"), udhr("greek"))
    document = kl.json(*three)
    for name, unit in (("divergence", "bits"), ("jensen_shannon", "bits"),
                       ("jensen_shannon.distance", "√bits")):
        low = next(m for m in document["matrices"] if m["id"] == name)["low"]
        pairs = {(i, j): float(low[i][j]) for i in range(3) for j in range(3) if i != j}
        close, far = pairs[0, 1], max(pairs.values())
        assert close < far
        between = (close + far) / 2
        worst = max(pairs, key=pairs.get)
        told = kl(*three, "--fail-above", f"{name}={between!r}", code=1).stderr.decode()
        assert f"{name} of {'ABC'[worst[0]]}|{'ABC'[worst[1]]} is above" in told and unit in told
        kl(*three, "--fail-above", f"{name}={far * (1 + 1e-9)!r}")
        kl(*three, "--fail-above", f"{name}={far * (1 - 1e-9)!r}", code=1)
        # One pair alone.
        kl(*three, "--fail-above", f"{name}@A|B={between!r}")
    assert "there is no divergence of A|D" in kl(
        *three, "--fail-above", "divergence@A|D=1", code=2).stderr.decode()


def test_both_entropies_are_tested(kl, udhr):
    pair = udhr("finnish"), udhr("english")
    document = kl.json(*pair)
    low = {s: float(estimate(document, "entropy", s)["low"]) for s in "AB"}
    assert low["A"] < low["B"]
    limit = (low["A"] + low["B"]) / 2
    told = kl(*pair, "--fail-above", f"entropy={limit!r}", code=1).stderr.decode()
    assert "entropy of B is above" in told
    kl(*pair, "--fail-above", f"entropy@A={limit!r}")
    # A p-value has no interval, being what its test came to.
    kl(*pair, "--fail-above", "p_value=0.5")
    kl(*pair, "--fail-above", "p_value=0.0005", code=1)


@pytest.mark.parametrize("order,noun", [(1, "letter"), (2, "letter pair"), (3, "letter trigram")])
def test_what_a_bit_is_counted_per(kl, udhr, order, noun):
    """Rates are per letter; measures of the joint n-gram are per n-gram, and say so."""
    document = kl.json(udhr("english"), udhr("german"), "--order", order)
    for name in ("divergence", "divergence.reverse", "cross_entropy", "jeffreys", "perplexity",
                 "divergence.plugin", "divergence.plugin.reverse"):
        assert estimate(document, name)["per"] == "letter", name
    for name in ("jensen_shannon", "jensen_shannon.distance", "bhattacharyya"):
        assert estimate(document, name)["per"] == noun, name
    assert estimate(document, "total_variation")["per"] is None
    assert document["noun"] == noun
    text = kl(udhr("english"), udhr("german"), "--order", order, "--markdown").stdout.decode()
    assert f" bits/{noun}" in text
    three = kl.json(udhr("english"), udhr("german"), udhr("dutch"), "--order", order)
    assert [m["per"] for m in three["matrices"]] == ["letter", noun, noun]


def test_each_flag_has_its_own_payload(kl, udhr):
    """At order 5 much is unseen and much was seen once: two facts, of two sides each."""
    document = kl.json(udhr("english"), udhr("german"), "--order", "5")
    flags = estimate(document, "jeffreys")["flags"]
    counted = {(f["id"], f["of"]): (f["count"], f["mass"]) for f in flags if "count" in f}
    assert {("unseen_support", "A"), ("unseen_support", "B"), ("undersampled", "A"),
            ("undersampled", "B")} == set(counted)
    assert len(set(counted.values())) == len(counted)
    assert all("count" not in f and "mass" not in f for f in flags if f["id"] == "near_equal")
    unseen = estimate(document, "unseen_mass")
    assert counted["unseen_support", "A"][1] == pytest.approx(unseen["value"], rel=1e-12)
    reverse = estimate(document, "unseen_mass.reverse")
    assert counted["unseen_support", "B"][1] == pytest.approx(reverse["value"], rel=1e-12)
    assert {e["subject"] for e in document["estimates"]} == {"A", "B", "A|B"}


def test_series_hold_what_they_say(kl, udhr):
    """479 letter pairs and more are all in the data; beyond 1,000 symbols the rest is counted."""
    document = kl.json(udhr("english"), udhr("german"), "--order", "2")
    for series in document["series"]:
        assert len(series["values"]) > 400 and series["left_out"] == 0
    assert {s["id"] for s in document["series"]} == {
        "distribution", "contribution", "contribution.reverse"}
    words = kl.json(udhr("polish"), udhr("finnish"), "--symbols", "words")
    for series in words["series"]:
        assert len(series["values"]) == 1000 and series["left_out"] > 0
        if series["style"] == "distribution":
            assert math.fsum(series["values"]) + series["left_out_sum"] == pytest.approx(1, rel=1e-12)
    bars = [s for s in words["series"] if s["style"] == "contribution"]
    note = next(s["text"] for s in words["sentences"] if "add up to" in s["text"])
    for series in bars:
        total = math.fsum(series["values"]) + series["left_out_sum"]
        assert any(abs(total - float(x)) < 0.02 * abs(total)
                   for x in re.findall(r"\d+\.\d+", note)), (total, note)
    text = kl(udhr("polish"), udhr("finnish"), "--symbols", "words").stdout.decode()
    total = 1000 - 12 + words["series"][0]["left_out"]
    assert f"… and {total} more" in text


@PLAIN
def test_long_symbols_are_named_to_the_end(kl, udhr):
    said = [s["text"] for s in kl.json("-s", "words", "-n", 4, udhr("russian"), udhr("ukrainian"))["sentences"]]
    where = [s for s in said if "first of all" in s]
    assert len(where) == 2 and all(s.count("'") - s.count("'s code") == 10 and s.endswith("'.") for s in where), where


def test_more_inputs_than_letters(kl, udhr, tmp_path):
    """28 inputs, of few letters: the head, the rows and the matrices call them alike."""
    names = ["english", "german", "dutch", "french"] * 7
    for name in names[:4]:
        (tmp_path / name).write_bytes(udhr(name).read_bytes()[:500])
    paths = [tmp_path / name for name in names]
    text = kl(*paths).stdout.decode()
    subjects = [chr(65 + i) for i in range(26)] + ["AA", "AB"]
    head = re.findall(rf"^  (\S+) +{tmp_path}/", text, re.M)
    assert head == subjects
    rows = re.findall(r" A\|(\S+) ", text.split("KL divergence of the row")[0])
    assert sorted(rows) == sorted(subjects[1:])  # the closest stands first
    matrix = text.split("KL divergence of the row")[1].split("row against column")[0]
    assert re.findall(r"^  ([A-Z]+) ", matrix, re.M)[-28:] == subjects
    document = kl.json(*paths)
    assert [i["subject"] for i in document["inputs"]] == subjects
    assert all(m["subjects"] == subjects for m in document["matrices"])


def test_a_p_value_at_its_floor_is_a_bound(kl, udhr):
    document = kl.json(udhr("english"), udhr("german"))
    assert value(document, "p_value") == 0.001
    noise = " ".join(s["text"] for s in document["sentences"] if s["role"] == "noise")
    assert "in at most 1 of 1,000 cases (p ≤ 0.001, 999 deals)" in noise


def test_the_headline_says_its_method(kl, udhr):
    for flag in ((), ("--markdown",)):
        text = " ".join(kl(udhr("english"), udhr("german"), *flag).stdout.decode().split())
        assert "Krichevsky–Trofimov: 1/2 added to every count" in text
        assert "jackknifed: bias removed" in text


def test_counted_weights_have_intervals(kl, tmp_path):
    p = tmp_path / "p"
    p.write_text("a\t520\nb\t300\nc\t180\n")
    q = tmp_path / "q"
    q.write_text("a\t300\nb\t500\nc\t200\n")
    document = kl.json(p, q, "--kind", "counts")
    found = estimate(document, "jensen_shannon")
    assert found["low"] is not None and float(found["low"]) > 0
    assert "independent_draws" in {f["id"] for f in found["flags"]}


def test_so_few_deals_cannot_decide(kl, udhr):
    text = " ".join(kl.text("-c", 0.9999, udhr("english"), udhr("german")).split())
    assert "99.99 % interval" in text and "so few deals tell no more" in text
    assert "no noise" not in text and "could be more of the same" not in text


def test_confidence_widens(kl, udhr):
    width = {}
    for level in ("0.5", "0.95", "0.999"):
        e = estimate(kl.json(udhr("english"), udhr("german"), "--confidence", level),
                     "jensen_shannon")
        width[level] = float(e["high"]) - float(e["low"])
    assert width["0.5"] < width["0.95"] < width["0.999"]


def entropies(counts):
    """The oracle of --estimator: name -> entropy in bits, by the definitions."""
    n, k = sum(counts), len(counts)
    once = sum(c == 1 for c in counts)
    seen = [(1 - once / n) * c / n for c in counts]

    def of_shares(added):
        p = [(c + added) / (n + added * k) for c in counts]
        return -math.fsum(x * math.log(x) for x in p)

    def grassberger(c):
        return mpmath.psi(0, c) + (-1) ** c * (mpmath.psi(0, (c + 1) / 2) - mpmath.psi(0, c / 2)) / 2

    nats = {
        "miller_madow": of_shares(0) + (k - 1) / (2 * n),
        "dirichlet_jeffreys": of_shares(0.5),
        "dirichlet_laplace": of_shares(1),
        "dirichlet_perks": of_shares(1 / k),
        "dirichlet_minimax": of_shares(math.sqrt(n) / k),
        "chao_shen": -math.fsum(p * math.log(p) / (1 - (1 - p) ** n) for p in seen),
        "grassberger": math.log(n) - math.fsum(c / n * grassberger(c) for c in counts),
        "zhang": math.fsum(c / n * (mpmath.psi(0, n) - mpmath.psi(0, c)) for c in counts),
    }
    return {name: float(x) / math.log(2) for name, x in nats.items()}


def test_estimators_of_entropy(kl, udhr):
    texts = udhr("german"), udhr("finnish")
    counts = collections.Counter(letters(texts[0]))
    assert set(counts) > set(letters(texts[1]))  # so that its symbols are the alphabet of both
    plain = kl.json(*texts)
    for name, expected in entropies(list(counts.values())).items():
        document = kl.json(*texts, "--estimator", name)
        entropy = estimate(document, "entropy", "A")
        assert entropy["method"] == name
        assert float(entropy["value"]) == pytest.approx(expected, rel=1e-12), name
        assert estimate(document, "divergence")["method"] == name
        assert value(document, "cross_entropy") == pytest.approx(
            value(document, "entropy", "A") + value(document, "divergence"), rel=1e-12)
        assert estimate(document, "jensen_shannon")["method"] == name
        assert estimate(document, "total_variation") == estimate(plain, "total_variation")


def test_what_is_infinite_by_an_estimate_is_no_certainty(kl, tmp_path):
    """Two draws of one symbol shrink to it, one draw to all 64."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("aa")
    words = (one, two, "--estimator", "shrinkage", "--alphabet", "64")
    document = kl.json(*words)
    assert estimate(document, "divergence")["value"] == "inf"
    said = [s["text"] for s in document["sentences"]]
    assert any(s.startswith("By the shares that were estimated") for s in said)
    assert not any("without smoothing" in s for s in said)
    assert b"cannot decide" in kl(*words, "--fail-above", "divergence=5", code=2).stderr


def test_an_alphabet_is_part_of_an_estimator(kl, udhr):
    texts = udhr("english"), udhr("german")
    counts = collections.Counter(letters(texts[0]))
    wide = kl.json(*texts, "--estimator", "dirichlet_laplace", "--alphabet", "300")
    n = sum(counts.values())
    shares_of = [(c + 1) / (n + 300) for c in counts.values()] + [1 / (n + 300)] * (300 - len(counts))
    assert value(wide, "entropy", "A") == pytest.approx(-sum(p * math.log2(p) for p in shares_of),
                                                        rel=1e-12)


@pytest.mark.parametrize("arguments, words", [
    (["--estimator", "magic"], "one of: jackknife miller_madow"),
    (["--estimator", "nsb", "--smooth", "none"], "without smoothing counts are taken for the truth"),
    (["--alphabet", "5"], "the alphabet has 5 symbols, but 29 different ones were seen"),
    (["--alphabet", "0"], "a whole number >= 1"),
])
def test_estimators_that_make_no_sense(kl, udhr, arguments, words):
    assert words in kl.error(udhr("english"), udhr("german"), *arguments)


@pytest.mark.parametrize("lines, hint", [("a\t1\nb\t-2\n", False), ("a,1\nb,1\na,2\n", False),
                                         ("1\t1\nb\t-2\n", False), ("1\t1\n2\t-2\n", True),
                                         ("x,y\n1.5,1\n-2,-2\n", True), ("1,2\n1,3\n", True)])
def test_points_are_thought_of_where_all_symbols_are_numbers(kl, tmp_path, lines, hint):
    (tmp_path / "w").write_text(lines)
    (tmp_path / "good").write_text("a\t1\n")
    assert kl.error(tmp_path / "w", tmp_path / "good").endswith("; of points say --kind points") == hint
    assert "--kind points" not in kl.error("--kind", "weights", tmp_path / "w", tmp_path / "good")


def test_options_that_a_kind_has_no_use_for(kl, udhr, tmp_path):
    kl("count", "--order", 2, udhr("english"), "-o", tmp_path / "e.kls")
    (tmp_path / "c").write_text("x\t5\ny\t4\n")
    for words in (("--symbols", "words"), ("--order", 3), ("--column", 2)):
        message = kl.error("--kind", "counts", *words, tmp_path / "c", tmp_path / "c")
        assert f"a comparison of counts has no use for {words[0]}" in message
    message = kl.error("--kind", "text", "--column", "price", udhr("english"), udhr("german"))
    assert "a comparison of texts has no use for --column" in message
    message = kl.error("--seed", 1, udhr("english"), udhr("german"), tmp_path / "e.kls")
    assert "a matrix of texts has no use for --seed" in message
    states = [tmp_path / "e.kls"] * 3
    assert "a matrix of states has no use for --seed" in kl.error("--seed", 1, *states)
    assert "a comparison of states has no use for --memory" in kl.error("--memory", "1G", *states[:2])
    for words, what in ((("--symbols", "words"), "a state of letters, not of words (--symbols)"),
                        (("--order", 3), "a state of order 2, not 3 (--order)")):
        assert kl.error(*words, tmp_path / "e.kls", tmp_path / "e.kls").endswith("e.kls: " + what)
    assert kl.json("--symbols", "letters", "--order", 2, tmp_path / "e.kls", udhr("german"))["estimates"]


def test_an_empty_input_is_named(kl, udhr, tmp_path):
    (tmp_path / "digits").write_text("123 456\n")
    (tmp_path / "w").write_text("a\t0.5\nb\t0.5\n")
    kl("count", tmp_path / "digits", "-o", tmp_path / "none.kls")
    for first in ((udhr("english"), udhr("german")), (tmp_path / "w",)):
        assert kl.error(*first, tmp_path / "none.kls") == f"kl: {tmp_path}/none.kls holds no letter at all"


def test_a_pipe_is_read_once(kl, udhr, tmp_path):
    fifo = tmp_path / "english.txt"
    os.mkfifo(fifo)
    writer = threading.Thread(target=lambda: fifo.write_bytes(udhr("english").read_bytes()), daemon=True)
    writer.start()
    piped = kl.json(fifo, udhr("german"), timeout=20)
    writer.join()
    assert piped["estimates"] == kl.json(udhr("english"), udhr("german"))["estimates"]
    assert "extra bits per letter" in kl.text("/dev/stdin", udhr("german"), stdin=udhr("english").read_bytes())


def test_parameters(kl, tmp_path):
    a, b = tmp_path / "a.tsv", tmp_path / "b.tsv"
    a.write_text("x\t1\ny\t2\nz\t1\n")
    b.write_text("x\t2\ny\t1\nz\t1\n")
    p, q = [0.25, 0.5, 0.25], [0.5, 0.25, 0.25]
    set_to = kl.json("--parameter", "renyi=3", "-p", "hockey_stick=1.5", "-p", "jensen_shannon=0.25", a, b)
    renyi = math.log(math.fsum(x**3 / y**2 for x, y in zip(p, q))) / 2 / LN2
    assert math.isclose(value(set_to, "renyi"), renyi, rel_tol=1e-14)
    assert math.isclose(value(set_to, "hockey_stick"), 0.125, rel_tol=1e-14)
    assert estimate(set_to, "renyi")["label"] == "Rényi divergence, a = 3"
    assert estimate(set_to, "jensen_shannon")["label"] == "Jensen–Shannon divergence, w = 0.25"
    assert estimate(set_to, "skew")["label"] == "Skew divergence, w = 0.99"
    # The others are as they were.
    default = kl.json(a, b)
    assert estimate(default, "jensen_shannon")["label"] == "Jensen–Shannon divergence"
    assert value(default, "divergence") == value(set_to, "divergence")
    assert "a = ∞" in kl.text("-p", "renyi=inf", a, b)
    assert estimate(kl.json("-p", "renyi=0.99999", a, b), "renyi")["label"] == "Rényi divergence, a = 0.99999"
    for said, expected in ((("-p", "renyi"), "expected ID=X"), (("-p", "reny=2"), "expected the name of a measure before the ="),
                           (("-p", "renyi=two"), "expected ID=X"), (("-p", "renyi=nan"), "expected ID=X"),
                           (("-p", "renyi=-1"), "the order is -1: it must lie in [0, inf]"),
                           (("-p", "entropy=1"), "entropy=1: expected a measure that has a parameter")):
        assert expected in kl.error(*said, a, b)


def test_parameters_of_counts(kl, udhr):
    said = kl.error("-p", "renyi=3", udhr("english"), udhr("german"))
    assert "renyi of what was counted is estimated at its default alone, a = 2" in said
    said = kl.error("-p", "renyi=3", udhr("english"), udhr("german"), udhr("dutch"))
    assert "two known distributions only" in said
