# SPDX-License-Identifier: Apache-2.0
"""Counts, pairs of them and texts that are counted, held against Python's own counting and textbook sums."""

import collections
import json
import math
import os
import pickle
import subprocess
import threading
import unicodedata

import pytest
from hypothesis import given, settings, strategies

from conftest import ROOT

import kullback
from kullback import sample, text

TEXT = "Die Würde des Menschen ist unantastbar. Sie zu achten und zu schützen ist Verpflichtung aller Gewalt.\n"
A, B = text.count(TEXT * 200), text.count(TEXT.replace("i", "e") * 100)


def letters(given):
    return [c for c in unicodedata.normalize("NFC", given).casefold() if unicodedata.category(c)[0] in "LM"]


def plain_entropy(counts):
    total = sum(counts)
    return math.log(total) - math.fsum(n * math.log(n) for n in counts) / total


def test_counts_of_a_text():
    expected = collections.Counter(letters(TEXT))
    assert dict(text.count(TEXT)) == expected and list(text.count(TEXT)) == sorted(expected, key=str.encode)
    assert dict(text.count(TEXT.encode(), memoryview(TEXT.encode()))) == {k: 2 * n for k, n in expected.items()}
    pairs = text.count(TEXT, order=2)
    run = letters(TEXT)
    assert dict(pairs) == collections.Counter(zip(run, run[1:]))
    assert all(pairs[gram] == n for gram, n in pairs.items())
    assert (pairs.order, pairs.symbols, pairs.noun, pairs.total) == (2, "letters", "letter", len(run) - 1)
    assert pairs.alphabet == sorted(set(run), key=str.encode) and pairs.bad_bytes == 0
    words = text.count(TEXT, symbols="words")
    assert words["zu"] == 2 and words["verpflichtung"] == 1
    raw = text.count(b"ab\xffa", symbols="bytes")
    assert dict(raw) == {b"a": 2, b"b": 1, b"\xff": 1} and raw.alphabet == [b"a", b"b", b"\xff"]
    assert text.count(b"ab\xffa").bad_bytes == 1


@pytest.mark.parametrize("key", ["q", "", "aa", ("a",), 3, None, "ü\udcff"])
def test_what_was_not_counted(key):
    assert key not in text.count("abc") and text.count("abc").get(key) is None
    with pytest.raises(KeyError):
        text.count("abc", order=2)[key]


@pytest.mark.parametrize("key", [1, True, 0, 10**11, bytearray(b"a"), [97], "\ud800"])
def test_only_text_and_bytes_are_symbols(key):
    """bytes(n) are n of NUL."""
    counts = text.count(b"\0\0a\0", symbols="bytes")
    assert key not in counts and counts[b"\0"] == 3


def test_the_same_for_any_split(tmp_path):
    whole = bytes(text.count(TEXT * 500, order=3))
    parts = [text.count(TEXT * 500, order=3, part=i, parts=3, threads=2) for i in (1, 2, 3)]
    assert bytes(sample.Counts.merge(parts)) == whole == bytes(parts[2] + parts[0] + parts[1])
    for i, part in enumerate(parts):
        part.save(tmp_path / f"{i}.kls")
    sample.merge_files([tmp_path / f"{i}.kls" for i in range(3)], str(tmp_path / "all.kls"))
    assert (tmp_path / "all.kls").read_bytes() == whole
    assert sample.Counts.load(tmp_path / "all.kls") == pickle.loads(pickle.dumps(sample.Counts.parse(whole)))
    (tmp_path / "text").write_text(TEXT * 500, encoding="utf-8")
    assert bytes(text.count_files(tmp_path / "text", order=3, threads=0)) == whole
    counter = text.Counter(order=3)
    counter.add(TEXT * 500)
    counter.save(tmp_path / "direct.kls")
    assert (tmp_path / "direct.kls").read_bytes() == whole


def test_tables_that_spill(tmp_path):
    spilt = text.count(TEXT * 500, order=5, memory=1 << 16, spill=tmp_path)
    assert spilt == text.count(TEXT * 500, order=5) and not list(tmp_path.iterdir())


def test_progress_and_its_exceptions():
    seen = []
    text.count("abc" * 10**6, progress=lambda *numbers: seen.append(numbers))
    assert seen[-1] == (3 * 10**6, 3 * 10**6) and seen == sorted(seen)
    with pytest.raises(ZeroDivisionError):
        text.count("abc" * 10**6, progress=lambda *numbers: 1 // 0)


def test_one_counter_and_many_threads():
    counter = text.Counter()
    workers = [threading.Thread(target=lambda: [counter.add("abc" * 1000) for _ in range(50)]) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert dict(counter.finish()) == dict.fromkeys("abc", 200_000)


def test_visit():
    found = text.visit("Ab é")
    assert found == (["a", "b", "é"], found.offsets, 0) and list(found.offsets) == [0, 1, 3]
    assert text.visit(b"a\xff", "bytes")[0] == [b"a", b"\xff"]
    assert text.visit("Zu achten", symbols="words")[0] == ["zu", "achten"] and text.visit(b"\xffa").bad_bytes == 1


NAMES = strategies.dictionaries(strategies.text(strategies.characters(blacklist_categories=["Cs"], min_codepoint=1),
                                                max_size=4), strategies.integers(0, 2**40), min_size=1)


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(NAMES)
def test_counts_of_names(names):
    if not any(names.values()):
        with pytest.raises(kullback.Error):
            sample.Counts(names)
        return
    counts = sample.Counts(names)
    held = {name: n for name, n in names.items() if n}
    assert {name: n for name, n in counts.items() if n} == held and counts.total == sum(names.values())
    assert sample.Counts.parse(bytes(counts)) == counts
    found = counts.entropy("plugin")
    # The textbook's formula loses digits where one count is nearly all.
    assert math.isclose(found, plain_entropy(held.values()), rel_tol=1e-9, abs_tol=1e-12)


def test_names_one_by_one():
    assert dict(sample.Counts("abracadabra")) == collections.Counter("abracadabra")
    assert "independent_draws" in sample.Counts("abracadabra").entropy().flags


def test_entropy():
    n, k = A.total, len(A)
    plain = A.entropy("plugin")
    assert math.isclose(plain, plain_entropy(A.values()), rel_tol=1e-12)
    assert math.isclose(A.entropy("miller_madow"), plain.value + (k - 1) / (2 * n), rel_tol=1e-12)
    jackknife = A.entropy(threads=2)
    assert jackknife.method == "jackknife" and jackknife.low < jackknife < jackknife.high and jackknife.n == n
    wide = A.entropy(confidence=0.999)
    assert wide.high - wide.low > jackknife.high - jackknife.low
    assert A.entropy(unit="bits") == A.entropy().to("bits")


METHODS = ["jackknife", "miller_madow", "dirichlet_jeffreys", "dirichlet_laplace", "dirichlet_perks",
           "dirichlet_minimax", "shrinkage", "chao_shen", "grassberger", "zhang", "nsb"]
SHARES = {"dirichlet_jeffreys": lambda n, k: 1 / 2, "dirichlet_laplace": lambda n, k: 1,
          "dirichlet_perks": lambda n, k: 1 / k, "dirichlet_minimax": lambda n, k: math.sqrt(n) / k}


@pytest.mark.parametrize("method", SHARES)
def test_estimated_shares(method):
    """Entropy and KL of shares (c + a)/(n + aK), over the letters of both and over as many as one says."""
    def shares(counts, letters, k):
        a = SHARES[method](counts.total, k)
        seen = [(counts.get(letter, 0) + a) / (counts.total + a * k) for letter in letters]
        return seen + [a / (counts.total + a * k)] * (k - len(letters))

    both = sorted(A.keys() | B.keys())
    for alphabet in (0, 40):
        p, q = (shares(counts, both, alphabet or len(both)) for counts in (A, B))
        pair = sample.Pair(A, B, estimator=method, alphabet=alphabet)
        divergence = pair.estimate("divergence")
        assert math.isclose(divergence, math.fsum(x * math.log(x / y) for x, y in zip(p, q)), rel_tol=1e-12)
        assert divergence.method == method and divergence.low <= divergence <= divergence.high
        entropy = -math.fsum(x * math.log(x) for x in shares(A, A, alphabet or len(A)))
        found = A.entropy(method, alphabet=alphabet)
        assert math.isclose(found, entropy, rel_tol=1e-12) and found.method == method
    known = sample.Known(dict(A), {letter: 1 for letter in both}, estimator=method)
    assert known.estimate("entropy").method == method


@pytest.mark.skipif("KL" not in os.environ, reason="$KL is the command")
@pytest.mark.parametrize("method", METHODS)
def test_estimators_are_the_command_s(method):
    paths = [str(ROOT / "examples" / "udhr" / f"{name}.txt") for name in ("german", "dutch")]
    words = ["--estimator", method, "--alphabet", "64"]
    told = subprocess.run([os.environ["KL"], "--json", *words, *paths], capture_output=True, text=True, check=True,
                          env={**os.environ, "LD_PRELOAD": ""})
    document = kullback.compare(*paths, estimator=method, alphabet=64)
    assert document.to_dict() == json.loads(told.stdout)
    pair = sample.Pair(*map(text.count_files, paths), estimator=method, alphabet=64, permutations=0)
    assert pair.estimate("entropy", unit="bits").value == document["entropy", "A"].value


def test_pairs():
    pair = sample.Pair(A, B, threads=2)
    p, q = {k: n / A.total for k, n in A.items()}, {k: n / B.total for k, n in B.items()}
    plugin = pair.plugin("B|A")
    assert math.isclose(plugin, math.fsum(q[k] * math.log(q[k] / p[k]) for k in q), rel_tol=1e-12)
    assert pair.plugin().value == math.inf and pair.plugin().flags == ("infinite", "unseen_support")
    assert str(pair.plugin()) == "inf nats: 1 symbol with 5.95 % of p never occurs in q"
    unseen = pair.unseen()
    assert math.isclose(unseen, p["i"]) and unseen.notes[0][:3] == ("unseen_support", 0, 1)
    divergence = pair.estimate("divergence", unit="bits")
    assert divergence.unit == "bits" and divergence.low > 0 and "unseen_support" in divergence.flags
    assert pair.estimate("jensen_shannon") == sample.Pair(B, A).estimate("jensen_shannon", "B|A")
    assert pair.estimate("entropy", "B|A").n == B.total
    assert pair.p_value.value == 0.001 and pair.p_value.n == 999 and pair.more_data == 1
    rows = pair.symbols()
    assert {row.text: (row.count_a, row.count_b) for row in rows} == {
        k: (A.get(k, 0), B.get(k, 0)) for k in A.keys() | B.keys()}
    plain = sample.Pair(A, B, smoothing="none", permutations=0)
    assert plain.estimate("divergence", "B|A") == plugin and plain.p_value.n == 0
    assert math.isclose(math.fsum(row.contribution for row in plain.symbols("B|A")), plugin, rel_tol=1e-12)
    assert sample.Pair(A, A).more_data == math.inf and "same_input" in sample.Pair(A, A).estimate("divergence").flags


def test_beside_a_known_distribution():
    known = sample.Known({"head": 60, "tail": 40}, {"head": 1, "tail": 1}, threads=2)
    assert math.isclose(known.plugin(), 0.5 * math.log(0.5 / 0.6) + 0.5 * math.log(0.5 / 0.4))
    assert known.unseen() == 0 and known.estimate("entropy", "B|A").method == "exact"
    assert known.estimate("divergence").high > 0 and 0.001 < known.p_value < 0.2 and known.more_data >= 1
    assert [(row.text, row.count_a, row.q) for row in known.symbols()] == [("head", 60, 0.5), ("tail", 40, 0.5)]
    assert sample.Known({"side": 1, "head": 9}, {"head": 1}).estimate("divergence").value == math.inf


def bad_calls():
    yield lambda: sample.Counts({}), kullback.Error, "no counts"
    yield lambda: sample.Counts({"a": -1}), ValueError, r"counts\[0\] is -1"
    yield lambda: sample.Counts({"a": 2**64}), ValueError, "from 0 to"
    yield lambda: sample.Counts({"a": 1.5}), TypeError, r"counts\[0\] is a <class 'float'>"
    yield lambda: sample.Counts({3: 1}), TypeError, r"names\[0\] is a <class 'int'>"
    yield lambda: sample.Counts({"a\0b": 1}), ValueError, "has a NUL"
    yield lambda: sample.Counts({"a": 1}, seed=-1), ValueError, "seed is -1"
    yield lambda: sample.Counts.load("/nonexistent"), FileNotFoundError.__base__, "No such file"
    yield lambda: sample.Counts.load("/nonexistent"), kullback.FileError, "/nonexistent"
    yield lambda: sample.Counts.parse(b"abc"), kullback.Error, "not counts of texts"
    yield lambda: sample.Counts.parse("abc"), TypeError, ""
    yield lambda: sample.Counts.merge([]), kullback.Error, ""
    yield lambda: sample.Counts.merge([A, text.count("abc", order=2)]), kullback.Error, "order 2"
    yield lambda: A + 3, TypeError, "unsupported operand"
    yield lambda: A.entropy("shrink"), ValueError, "method is 'shrink'"
    yield lambda: A.entropy("exact"), ValueError, "method is 'exact': it must be one of"
    yield lambda: A.entropy(confidence=2), kullback.Error, "confidence"
    yield lambda: sample.Pair(A, {"a": 1}), kullback.Error, "names"
    yield lambda: A.entropy("nsb", alphabet=3), kullback.Error, "3"
    yield lambda: sample.Pair(A, B, estimator="shrink"), ValueError, "estimator is 'shrink'"
    yield lambda: sample.Pair(A, B, estimator="plugin"), ValueError, r"'plugin': it must be one of \['jackknife'"
    yield lambda: sample.Pair(A, B, estimator="nsb", smoothing="none"), kullback.Error, "without smoothing"
    yield lambda: sample.Pair(A, B, alphabet=3), kullback.Error, "3"
    yield lambda: sample.Pair(A, B, alphabet=-3), ValueError, "alphabet is -3"
    yield lambda: kullback.compare({"a": 1}, {"a": 2}, estimator="exact"), ValueError, "estimator is 'exact': it must"
    yield lambda: sample.Pair(A, B, smoothing="good"), ValueError, "smoothing is 'good'"
    yield lambda: sample.Pair(A, B, threads=-1), ValueError, "threads is -1"
    yield lambda: sample.Pair(A, B).estimate("distance"), ValueError, "no measure"
    yield lambda: sample.Pair(A, B).estimate("divergence", "A"), ValueError, "direction is 'A'"
    yield lambda: sample.Known({"a": 1}, {"a": -1}), kullback.Error, "-1"
    yield lambda: sample.Known(text.count("abc", order=2), {"a": 1}), kullback.Error, "order"
    yield lambda: text.count("abc", symbols="runes"), ValueError, "symbols is 'runes'"
    yield lambda: text.count("abc", order=6), kullback.Error, "order 6"
    yield lambda: text.count(3), TypeError, ""
    yield lambda: text.count("abc" * 10**5, order=5, memory=100), MemoryError, ""
    yield lambda: text.count_files("/nonexistent"), kullback.FileError, "No such file"
    yield lambda: text.visit("abc", "runes"), ValueError, "symbols is 'runes'"


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


def test_places_of_errors():
    with pytest.raises(kullback.Error) as caught:
        sample.Counts.parse(bytes(A)[:-9])
    assert caught.value.code == "format" and caught.value.offset > 0 and caught.value.input is None
    with pytest.raises(OSError) as caught:
        text.count_files("/nonexistent")
    assert caught.value.code == "io"


def test_variational_bound():
    p, q = [4, 3, 1], [2, 2, 4]
    best = [math.log(x / y) for x, y in zip(p, q)]  # f′(t) = ln t
    of_p = [t for t, n in zip(best, p) for _ in range(n)]
    of_q = [t for t, n in zip(best, q) for _ in range(n)]
    bound = kullback.sample.variational_bound("divergence", of_p, of_q)
    assert math.isclose(bound, kullback.divergence(p, q), rel_tol=1e-14)
    assert bound.low < bound.value < bound.high and bound.n == 16
    worse = kullback.sample.variational_bound("divergence", [t / 2 for t in of_p], [t / 2 for t in of_q])
    assert worse < bound
    half = kullback.sample.variational_bound("tsallis", of_p, of_q, parameter=1)
    assert math.isclose(half, bound, rel_tol=1e-14)
    with pytest.raises(kullback.Error, match=r"critic_q\[0\] is 0.7: the conjugate of total_variation is infinite"):
        kullback.sample.variational_bound("total_variation", [0.1], [0.7])
    with pytest.raises(kullback.Error, match="entropy is no f-divergence, nor a function of one"):
        kullback.sample.variational_bound("entropy", [0.1], [0.1])


def test_variational_bound_of_a_function():
    """Rényi is ln(1 + (a − 1) T)/(a − 1) of Tsallis T, whose best critic is a (t^(a − 1) − 1)/(a − 1)."""
    p, q, order = [4, 3, 1], [2, 2, 4], 1.5
    best = [order * ((x / y) ** (order - 1) - 1) / (order - 1) for x, y in zip(p, q)]
    of_p = [t for t, n in zip(best, p) for _ in range(n)]
    of_q = [t for t, n in zip(best, q) for _ in range(n)]
    bound = kullback.sample.variational_bound("renyi", of_p, of_q, parameter=order)
    assert math.isclose(bound, kullback.renyi(p, q, order=order), rel_tol=1e-14) and bound.unit == "nats"
    assert 0 <= bound.low < bound.value < bound.high and bound.standard_error > 0
    with pytest.raises(kullback.Error, match="renyi: tsallis: the order is 0"):
        kullback.sample.variational_bound("renyi", [0.1], [0.1], parameter=0)


def test_variational_bound_at_the_end_of_a_domain():
    """What is best where Q has nothing is accepted of a draw of Q, where the conjugate is finite there."""
    for row in kullback.measures():
        if row.kind == "f_divergence" and row.conjugate(min(row.slope_at_infinity(), 1e300)) < 1e300:
            end = row.slope_at_infinity()
            assert kullback.sample.variational_bound(row.name, [end], [end]) == end - row.conjugate(end)


def test_mean():
    """Hours of sleep gained by one drug over another in ten patients: Student 1908."""
    gained = kullback.sample.mean([1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4], unit="data")
    assert math.isclose(gained, 1.58) and gained.unit == "data" and gained.n == 10
    assert math.isclose(gained.low, 0.7001142, rel_tol=1e-6) and math.isclose(gained.high, 2.4598858, rel_tol=1e-6)
    with pytest.raises(kullback.Error, match=r"values\[1\] is inf: it must be finite"):
        kullback.sample.mean([1.0, math.inf])
