# SPDX-License-Identifier: Apache-2.0
"""Evaluation of rows and of files, the files themselves, and what the io and base rooms have."""

import array
import json
import math
import os
import random
import re
import shutil
import struct
import subprocess

import mpmath
import pytest

from conftest import doubles

import kullback
from kullback import base, evaluate, io

ROWS, TOKENS = 40, 7
RANDOM = random.Random(1951)
BASE = [[RANDOM.gauss(0, 2) for _ in range(TOKENS)] for _ in range(ROWS)]
MODEL = [[x + RANDOM.gauss(0, 0.2) for x in row] for row in BASE]
TARGETS = [RANDOM.randrange(TOKENS) for _ in range(ROWS)]


def mean_divergence():
    """With 50 digits, from the definition."""
    with mpmath.workdps(50):
        total = mpmath.mpf(0)
        for x, y in zip(BASE, MODEL):
            p, q = ([mpmath.exp(v) for v in row] for row in (x, y))
            s, t = mpmath.fsum(p), mpmath.fsum(q)
            total += mpmath.fsum(a / s * mpmath.log((a / s) / (b / t)) for a, b in zip(p, q))
        return float(total / ROWS)


def evaluation(**options):
    made = evaluate.Evaluation(TOKENS, **options)
    made.feed(BASE, MODEL, targets=TARGETS)
    return made


@pytest.fixture(name="files")
def written(tmp_path):
    io.write_matrix(tmp_path / "base.npy", BASE)
    io.write_matrix(tmp_path / "model.npy", MODEL)
    io.write_array(tmp_path / "targets.npy", array.array("i", TARGETS))
    return tmp_path


def test_rows():
    made = evaluation()
    divergence = made.estimate("divergence")
    assert math.isclose(divergence, mean_divergence(), rel_tol=1e-12) and divergence.n == ROWS
    loss = -math.fsum(row[t] - math.log(math.fsum(map(math.exp, row))) for row, t in zip(BASE, TARGETS)) / ROWS
    assert math.isclose(made.estimate("cross_entropy", "base"), loss, rel_tol=1e-12)
    right = sum(max(range(TOKENS), key=row.__getitem__) == t for row, t in zip(BASE, TARGETS)) / ROWS
    assert made.estimate("top1", "base") == right
    assert made.fed == (ROWS, ROWS, 0, (0, 0)) and made.estimate("divergence", unit="bits") == divergence.to("bits")
    alone = evaluate.Evaluation(TOKENS, has_model=False)
    alone.feed(BASE)
    assert alone.fed.targets == 0 and alone.estimate("entropy", "base") == made.estimate("entropy", "base")


def test_the_same_for_any_split():
    whole, first, second = evaluation(), evaluate.Evaluation(TOKENS), evaluate.Evaluation(TOKENS, threads=2)
    first.feed(BASE[:9], MODEL[:9], targets=TARGETS[:9])
    first.feed(BASE[9:20], MODEL[9:20], targets=TARGETS[9:20])
    second.feed(BASE[20:], MODEL[20:], targets=TARGETS[20:])
    first.merge(second)
    for id in ("divergence", "same_top", "delta_p", "divergence.p99"):
        assert first.estimate(id) == whole.estimate(id)
    with pytest.raises(ValueError, match="into itself"):
        first.merge(first)


def test_rows_where_they_are(numpy):
    expected = evaluation().estimate("divergence")
    wide = numpy.full((2 * ROWS, TOKENS + 3), numpy.nan)
    wide[::2, :TOKENS] = BASE
    for given in (numpy.array(BASE), wide[::2, :TOKENS], numpy.asfortranarray(BASE), [doubles(row) for row in BASE]):
        made = evaluate.Evaluation(TOKENS)
        made.feed(given, numpy.array(MODEL)[::-1][::-1], targets=numpy.array(TARGETS, dtype="i8"))
        assert made.estimate("divergence") == expected
    half = evaluate.Evaluation(TOKENS)
    half.feed(numpy.array(BASE, dtype="e"), numpy.array(MODEL, dtype="f"), targets=numpy.array(TARGETS, dtype="u1"))
    assert math.isclose(half.estimate("divergence"), expected, rel_tol=0.01)


def test_levels_and_sizes(numpy):
    numbers = numpy.arange(ROWS * TOKENS).reshape(ROWS, TOKENS) * 37 % 256
    made = evaluate.Evaluation(TOKENS)
    made.feed(numbers.astype("u1"), MODEL, targets=TARGETS, base_levels=(0.0625, -3), sizes=[[2, 1, 1]] * ROWS)
    plain = evaluate.Evaluation(TOKENS)
    plain.feed(numbers * 0.0625 - 3, MODEL, targets=TARGETS)
    assert made.estimate("divergence") == plain.estimate("divergence")
    loss = plain.estimate("cross_entropy", "model").value
    assert math.isclose(made.estimate("bits_per_byte", "model"), loss / 2, rel_tol=1e-12)
    assert math.isclose(made.estimate("bits_per_character", "model"), loss, rel_tol=1e-12)
    with pytest.raises(kullback.Error):
        plain.estimate("bits_per_byte", "model")


def test_files_say_what_rows_say(files):
    paths = files / "base.npy", files / "model.npy"
    document = evaluate.evaluate(*paths, targets=files / "targets.npy", unit="nats", threads=2)
    made = evaluate.Evaluation(TOKENS)
    made.feed_files(*(evaluate.Logits(path, targets=files / "targets.npy") for path in paths))
    for id in ("divergence", "same_top", "total_variation"):
        assert document[id].value == made.estimate(id).value == evaluation().estimate(id).value
    assert {row.id for row in document} <= set(evaluate.ids(2))
    one = evaluate.evaluate(paths[0], targets=files / "targets.npy")
    assert one["cross_entropy"].unit == "bits" and "divergence" not in one
    assert len({row.subject for row in evaluate.evaluate(*paths, paths[1]).estimates}) >= 4


@pytest.mark.skipif("KL" not in os.environ, reason="$KL is the command")
def test_it_tells_what_the_command_tells(files):
    names = [str(files / "base.npy"), str(files / "model.npy")]
    told = subprocess.run([os.environ["KL"], "eval", *names, "--targets", str(files / "targets.npy"), "--json"],
                          capture_output=True, text=True, check=False, env={**os.environ, "LD_PRELOAD": ""})
    assert evaluate.evaluate(*names, targets=str(files / "targets.npy")).to_dict() == json.loads(told.stdout)


def test_logits(files):
    logits = evaluate.Logits(files / "base.npy", targets=files / "targets.npy")
    assert len(logits) == ROWS and logits.shape[:3] == ("npy", ROWS, TOKENS) and logits.shape.has_targets
    assert [list(row.numbers) for row in logits] == BASE and [row.target for row in logits] == TARGETS
    assert list(logits[-1].numbers) == BASE[-1] and len(logits[3:5]) == 2 and not logits[0].storage.is_log
    assert repr(logits) == f"<Logits npy: {ROWS} rows of {TOKENS}>" and not evaluate.is_logits(files / "base.npy")
    for index in (ROWS, -ROWS - 1):
        with pytest.raises(IndexError):
            logits[index]


def test_compact_files(files):
    logits = evaluate.Logits(files / "base.npy", targets=files / "targets.npy")
    evaluate.write_compact(files / "one.klq", logits)
    evaluate.write_compact(files / "two.klq", logits, threads=2, documents=[15, 25])
    compact = evaluate.Logits(files / "two.klq")
    assert compact.shape.is_rounded and evaluate.is_logits(files / "one.klq")
    for row, again in zip(logits, evaluate.Logits(files / "one.klq")):
        found = kullback.measure_logits("total_variation", row.numbers, again.numbers)
        assert found <= again.storage.total_variation and again.storage.is_exact
        assert math.isclose(again.storage.entropy, kullback.measure_logits("entropy", row.numbers), rel_tol=1e-12)
    with pytest.raises(kullback.Error, match="compact"):
        evaluate.write_compact(files / "three.klq", compact)
    with pytest.raises(kullback.Error):
        evaluate.write_compact(files / "three.klq", logits, documents=[1])


def test_llama_files(tmp_path):
    context, chunks = 16, 2
    tokens = [i % TOKENS for i in range(context * chunks)]
    rows = (context - 1 - context // 2) * chunks
    for name, numbers in (("base", BASE), ("model", MODEL)):
        evaluate.write_llama(tmp_path / name, numbers[:rows], tokens, context=context, chunks=chunks)
    base_file, model_file = evaluate.Logits(tmp_path / "base"), evaluate.Logits(tmp_path / "model")
    assert base_file.shape.format == "llama.cpp" and base_file.shape.is_clipped and len(base_file) == rows
    report = evaluate.llama_report(base_file, model_file, threads=2)
    assert "Mean    KLD" in report and "====" in report
    with pytest.raises(ValueError, match="tokens: 2 chunks of 16 are needed"):
        evaluate.write_llama(tmp_path / "bad", BASE[:rows], tokens[1:], context=context, chunks=chunks)
    with pytest.raises(ValueError, match=r"tokens\[0\]"):
        evaluate.write_llama(tmp_path / "bad", BASE[:rows], [2**40] * 32, context=context, chunks=chunks)
    with pytest.raises(kullback.Error):
        evaluate.write_llama(tmp_path / "bad", BASE[:rows - 1], tokens, context=context, chunks=chunks)
    assert not (tmp_path / "bad").exists()


def test_vocabulary(tmp_path, files):
    (tmp_path / "tokens.txt").write_text("\n".join(["a", "▁b", "<0x0A>", "ü", "e", "f", "g"]) + "\n", encoding="utf-8")
    vocabulary = evaluate.Vocabulary(tmp_path / "tokens.txt", TOKENS)
    assert [vocabulary[i] for i in range(4)] == [b"a", b" b", b"\n", "ü".encode()] and vocabulary[99] == b""
    (tmp_path / "again.json").write_text(json.dumps({"a": 0, "Ġb": 1, "<0x0A>": 2}))
    assert evaluate.Vocabulary(tmp_path / "again.json", TOKENS).hash(2) == vocabulary.hash(2) != vocabulary.hash(3)
    made = evaluate.Evaluation(TOKENS, has_model=False)
    made.feed_files(evaluate.Logits(files / "base.npy", targets=files / "targets.npy"), vocabulary=vocabulary)
    told = evaluate.evaluate(files / "base.npy", targets=files / "targets.npy", vocabulary=tmp_path / "tokens.txt")
    assert made.estimate("bits_per_byte", "base", unit="bits").value == told["bits_per_byte"].value
    with pytest.raises(kullback.Error) as caught:
        evaluate.Vocabulary(tmp_path / "tokens.txt", 3)
    assert caught.value.code == "mismatch"


PIECES = {"<s>": 0, "▁the": 1, "Ġ": 2, "▁": 3, "é": 4}
BYTES = {"<s>": 0, "Ġthe": 1, "<｜begin▁of▁text｜>": 2, "Ã©": 3}


@pytest.mark.parametrize("document, token, text", [
    ({"model": {"vocab": PIECES}}, 1, " the"),  # a letter of Maltese is no blank
    ({"model": {"vocab": PIECES}}, 2, "Ġ"),
    ({"model": {"vocab": PIECES}}, 4, "é"),
    ({"model": {"vocab": BYTES}}, 3, "é"),
    ({"model": {"vocab": {**BYTES, "▁": 4}}, "decoder": {"type": "ByteLevel"}}, 3, "é"),
    ({"model": {"vocab": BYTES}, "decoder": None,
      "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "Digits"}, {"type": "ByteLevel"}]}}, 1, " the"),
    ({"model": {"vocab": {"Ġ": 0}}, "decoder": {"type": "Sequence", "decoders": [{"type": "Fuse"}]}}, 0, "Ġ"),
])
def test_what_stands_for_a_blank_is_told_by_the_tokenizer(tmp_path, document, token, text):
    (tmp_path / "tokenizer.json").write_text(json.dumps(document))
    assert evaluate.Vocabulary(tmp_path / "tokenizer.json", TOKENS)[token].decode() == text


def test_a_size_that_few_tokens_cannot_have_costs_no_digits(tmp_path):
    draw = random.Random(3)
    rows = [[draw.gauss(0, 1) for _ in range(20)] for _ in range(300)]
    io.write_matrix(tmp_path / "rows.npy", rows)
    logits = evaluate.Logits(tmp_path / "rows.npy")
    moved = {}
    for bits in (7.9, 400):
        evaluate.write_compact(tmp_path / "rows.klq", logits, bits=bits)
        moved[bits] = sum(row.storage.total_variation for row in evaluate.Logits(tmp_path / "rows.klq")) / 300
    assert moved[7.9] == moved[400] <= 2**-17


def bad_calls():
    new = lambda **options: evaluate.Evaluation(TOKENS, **options)
    yield lambda: new().feed(BASE), ValueError, "has_model is True, and the model is missing"
    yield lambda: new(has_model=False).feed(BASE, MODEL), ValueError, "has_model is False, and the model is given"
    for levels in ((0, 0), (-1, 0), (math.nan, 0), (1, math.inf)):
        yield lambda levels=levels: new().feed(BASE, MODEL, model_levels=levels), ValueError, "a scale above 0"
    yield lambda: new().feed(BASE, MODEL[1:]), ValueError, "model has 39 rows of 7, base 40 of 7"
    yield lambda: new().feed(BASE, MODEL, targets=[1]), ValueError, "there are 1 targets and 40 rows"
    yield lambda: new().feed(BASE, MODEL, sizes=[[1, 2]] * ROWS), ValueError, "sizes has 40 rows of 2: 40 of 3"
    yield lambda: new().feed(BASE, MODEL, base_levels=3), TypeError, "tuple"
    yield lambda: new().feed([row[1:] for row in BASE], [row[1:] for row in MODEL]), kullback.Error, "7"
    yield lambda: new().feed([[math.nan] * TOKENS], MODEL[:1]), kullback.Error, "nan"
    for target, words in ((TOKENS, "7"), (0.5, "0.5"), (-2, "-2"), (math.nan, "nan"), (2**70, "1.1805916207174113e21")):
        yield (lambda target=target: new().feed(BASE[:3], MODEL[:3], targets=[0, target, 0]), kullback.Error,
               f"row 1: the target is {re.escape(words)}: a token of the vocabulary, or -1, is needed")
    for size, words in ((-3, "-3"), (math.nan, "nan"), (3.9, "3.9"), (math.inf, "inf"), (2**32, "4294967296")):
        for k, name in enumerate(("bytes", "characters", "words")):
            sizes = [[1, 1, 1], [1, 1, 1], [1] * k + [size] + [1] * (2 - k)]
            yield (lambda sizes=sizes: new().feed(BASE[:3], MODEL[:3], targets=[0] * 3, sizes=sizes), kullback.Error,
                   f"row 2: the {name} are {words}: a whole number from 0 to")
    yield lambda: new().feed(BASE[0], MODEL[0]), TypeError, r"base\[0\] is a <class 'float'>"
    yield lambda: new().feed(doubles(BASE[0]), MODEL), ValueError, "base has 1 dimensions: two are needed"
    yield lambda: new().feed(BASE, MODEL, unit=-1), ValueError, "unit is -1"
    yield lambda: new(bad_rows="keep"), ValueError, "bad_rows is 'keep'"
    yield lambda: new(clustering="rows"), ValueError, "clustering is 'rows'"
    yield lambda: new(precision="half"), ValueError, "precision is 'half'"
    yield lambda: new(measures=["kl"]), kullback.Error, 'measures: nothing is called "kl"'
    yield lambda: new(measures="divergence"), TypeError, "measures is the text 'divergence': a list of ids is needed"
    yield lambda: new(measures=[]), kullback.Error, 'measures: an id is missing in ""'
    yield lambda: new().merge(new(measures=["divergence"])), kullback.Error, "measures or precision"
    yield lambda: new(confidence=1.5), kullback.Error, "confidence"
    yield lambda: evaluate.Evaluation(0), kullback.Error, "vocabulary"
    yield lambda: new().estimate("divergence"), kullback.Error, ""
    yield lambda: evaluation().estimate("distance"), kullback.Error, "distance"
    yield lambda: evaluation().estimate("divergence", "base"), kullback.Error, ""
    yield lambda: new().merge(evaluate.Evaluation(TOKENS + 1)), kullback.Error, "different vocabulary"
    yield lambda: evaluate.Logits("/nonexistent"), kullback.FileError, "No such file"
    yield lambda: evaluate.evaluate("/nonexistent"), kullback.FileError, "No such file"
    yield lambda: evaluate.Vocabulary("/nonexistent", 3), kullback.FileError, "No such file"


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


def test_measures_and_precision():
    singles = [[array.array("f", row) for row in rows] for rows in (BASE, MODEL)]
    seen = {}
    for precision in ("single", "double"):
        made = evaluate.Evaluation(TOKENS, measures=["cross_entropy", "divergence"], precision=precision)
        for x, y, target in zip(*singles, TARGETS):
            made.feed(memoryview(x).cast("B").cast("f", (1, TOKENS)), memoryview(y).cast("B").cast("f", (1, TOKENS)),
                      targets=[target])
        seen[precision] = float(made.estimate("divergence"))
        with pytest.raises(kullback.Error, match="no row that says it"):
            made.estimate("divergence.reverse")
    assert 0 < abs(seen["single"] / seen["double"] - 1) < 2**-19


def test_measures_of_files(files):
    document = evaluate.evaluate(files / "base.npy", files / "model.npy", targets=files / "targets.npy",
                                 measures=("cross_entropy", "divergence"), precision="double")
    assert {e.id for e in document.estimates} == {"cross_entropy", "divergence"}


def test_nothing_is_counted_twice(tmp_path):
    broken = BASE[:10] + [[math.nan] * TOKENS] + BASE[11:]
    made, other = evaluate.Evaluation(TOKENS), evaluation()
    with pytest.raises(kullback.Error, match="row 0"):
        made.feed([broken[10]], MODEL[:1])
    with pytest.raises(kullback.Error, match="row 30: the target is 9"):
        made.feed(BASE, MODEL, targets=[0] * 30 + [9] * 10)
    made.feed(BASE[:5], MODEL[:5])  # of what was refused nothing was counted
    assert made.fed.rows == 5
    with pytest.raises(kullback.Error, match="row 15"):
        made.feed(broken, MODEL)
    for call in (lambda: made.feed(BASE, MODEL), lambda: made.estimate("divergence"), lambda: made.merge(other),
                 lambda: other.merge(made)):
        with pytest.raises(ValueError, match="start anew"):
            call()
    assert other.fed.rows == ROWS
    io.write_matrix(tmp_path / "broken.npy", broken)
    of_file = evaluate.Evaluation(TOKENS, has_model=False)
    with pytest.raises(kullback.Error, match="row 10"):
        of_file.feed_files(evaluate.Logits(tmp_path / "broken.npy"))
    if of_file.fed.rows > 0:
        with pytest.raises(ValueError, match="start anew"):
            of_file.feed([BASE[0]])


def test_bad_rows_that_are_skipped():
    made = evaluate.Evaluation(TOKENS, bad_rows="skip")
    made.feed([[math.nan] * TOKENS, BASE[0]], MODEL[:2], targets=TARGETS[:2])
    assert made.fed == (1, 1, 1, (0, 0))


# ── io ──────────────────────────────────────────────────────────────────────────────────────────

def test_arrays_in_files(tmp_path, numpy):
    for code in ("f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"):
        numbers = numpy.arange(24, dtype=code).reshape(2, 3, 4)
        numpy.save(tmp_path / "x.npy", numbers)
        tensor = io.Tensor(tmp_path / "x.npy")
        assert (tensor.format, tensor.dtype, tensor.shape, tensor.name) == ("npy", str(numbers.dtype), (2, 3, 4), "")
        assert numpy.array_equal(numpy.asarray(tensor.view), numbers) and list(tensor.numbers()) == list(range(24))
        assert list(tensor.row(5)) == [20, 21, 22, 23] and memoryview(tensor.view).readonly
        io.write_matrix(tmp_path / "y.npy", numbers[1, :, ::-1])
        assert numpy.array_equal(numpy.load(tmp_path / "y.npy"), numbers[1, :, ::-1])
        io.write_array(tmp_path / "z.npy", numbers[0, 1, ::-2])
        again = numpy.load(tmp_path / "z.npy")
        assert again.dtype == numbers.dtype and again.tolist() == [7, 5]
    for index in (-1, 6):
        with pytest.raises(IndexError):
            tensor.row(index)


def test_archives(tmp_path, numpy):
    numpy.savez_compressed(tmp_path / "x.npz", a=numpy.ones((2, 2)), b=numpy.zeros(3))
    with pytest.raises(kullback.Error, match="a.*b"):
        io.Tensor(tmp_path / "x.npz")
    tensor = io.Tensor(tmp_path / "x.npz", "b", check_sums=True)
    assert tensor.names == ["a", "b"] and tensor.name == "b" and "float64 [3], npz" in repr(tensor)
    with pytest.raises(MemoryError):
        io.Tensor(tmp_path / "x.npz", "a", memory_max=3)


def test_a_view_outlives_its_tensor():
    raw = (3.5).hex()
    header = json.dumps({"x": {"dtype": "BF16", "shape": [2], "data_offsets": [0, 4]},
                         "n": {"dtype": "F64", "shape": [], "data_offsets": [4, 12]}}).encode()
    data = struct.pack("<Q", len(header)) + header + struct.pack("<HHd", 0x3F80, 0xC040, float.fromhex(raw))
    view = memoryview(io.Tensor(data, "x").view)
    assert (view.format, view.tobytes()) == ("E", data[-12:-8]) and io.Tensor(data, "x").numbers().tolist() == [1, -3]
    assert base.exact_sum(io.Tensor(data, "x").view) == -2
    alone = io.Tensor(data, "n")
    assert alone.shape == () and memoryview(alone.view)[()] == 3.5 and alone.dtype == "float64"
    with pytest.raises(kullback.Error) as caught:
        io.Tensor(data[:-1], "x")
    assert caught.value.code == "format"


def test_files_appear_whole(tmp_path):
    path = tmp_path / "out"
    with io.File(path) as file:
        file.write(b"one")
        file.write(memoryview(b"two"))
        assert not path.exists()
    assert bytes(io.open_bytes(path, text=True)) == b"onetwo"
    assert bytes(io.open_bytes(path)) == b"onetwo" and isinstance(io.open_bytes(path), memoryview)
    with pytest.raises(ZeroDivisionError), io.File(path) as file:
        file.write(b"three")
        1 // 0
    assert path.read_bytes() == b"onetwo" and os.listdir(tmp_path) == ["out"]
    with pytest.raises(ValueError, match="closed"):
        file.write(b"four")
    with pytest.raises(kullback.FileError):
        io.File(tmp_path / "nowhere" / "out")
    with pytest.raises(kullback.FileError):
        io.open_bytes(tmp_path)
    path.write_bytes(b"\x89KLS\r\n\x1a\n")
    assert len(io.open_bytes(path)) == 8
    with pytest.raises(kullback.Error, match="out: a state, not a text"):
        io.open_bytes(path, text=True)


def test_weights_and_numbers():
    assert io.parse_weights("a\t1\n# x\nb\t2.5\n") == {"a": 1, "b": 2.5} and io.parse_weights(b"1\n2") == {"1": 1, "2": 2}
    assert io.are_counts("a\t1\n") and not io.are_counts("a\t1.5\n")
    with pytest.raises(kullback.Error) as caught:
        io.parse_weights("a\t1\na\t2\n")
    assert caught.value.index == 2
    for number in (0.1, -1e300, math.inf, 5e-324, 1 / 3):
        assert io.parse_number(io.format_number(number)) == number
    with pytest.raises(kullback.Error):
        io.parse_number("1,5")


# ── base ────────────────────────────────────────────────────────────────────────────────────────

def test_exact_sums():
    terms = [RANDOM.uniform(-1, 1) * 2.0**RANDOM.randrange(-900, 900) for _ in range(300)]
    total = base.ExactSum(terms[:100])
    other = base.ExactSum()
    other.add(doubles(terms[100:]))
    total.merge(other)
    assert float(total) == base.exact_sum(terms) == math.fsum(terms)
    total.merge(total)
    assert float(total) == math.fsum(terms + terms)
    assert math.isnan(base.exact_sum([math.inf, -math.inf])) and base.exact_sum([]) == 0


def test_random_numbers():
    """Of Philox4x32-10 with counter and key 0: Salmon et al.'s own first words, kat_vectors of Random123."""
    assert base.Random(0).u64() == 0xE169C58D6627E8D5
    a, b = base.Random(7, 1), base.Random(7, 2)
    assert a.u64() != b.u64() and base.Random(7, 1).u64() == base.Random(7, 1).u64()
    assert all(0 < a.uniform() < 1 and a.below(3) in (0, 1, 2) for _ in range(100)) and a.below(0) == 0
    with pytest.raises(ValueError, match=r"seed is -1: it must be from 0 to 2\*\*64 - 1"):
        base.Random(-1)
    with pytest.raises(TypeError, match="stream is a <class 'float'>: a whole number is needed"):
        base.Random(1, 2.0)


def test_this_machine():
    sets = base.instruction_sets()
    assert "scalar" in sets and set(sets) <= {"scalar", "avx2", "avx512"} and len(sets) == len(set(sets))
    assert base.thread_count(3) == 3 and base.thread_count() >= 1 == base.thread_count(1)


def test_estimates_of_ones_own():
    assert repr(base.exact(2, "bits")) == "<Estimate 2.0 bits>" and base.exact(2).method == "exact"
    bound = base.bounds(1, 2)
    assert (bound.method, bound.low, bound.high, bound.confidence) == ("bounds", 1, 2, 1)
    assert base.bounds(2, 2).high == 2 and base.bounds(-math.inf, math.inf).high == math.inf
    for low, high in ((2, 1), (0, math.nan), (math.nan, 0)):
        with pytest.raises(ValueError, match=r"\(low, high\) is \(.*\): low must be at most high"):
            base.bounds(low, high)
    with pytest.raises(ValueError, match="unit is 'shannon'"):
        base.exact(2, "shannon")
    with pytest.raises(ValueError, match="not NaN"):
        base.exact(math.nan)


def test_states_of_parts_tell_what_the_files_do(tmp_path):
    for name, rows in (("base", BASE), ("model", MODEL)):
        io.write_matrix(tmp_path / f"{name}.npy", rows)
    files = [tmp_path / "base.npy", tmp_path / "model.npy"]
    (tmp_path / "next.txt").write_text("".join(f"{t}\n" for t in TARGETS))
    states = [tmp_path / f"{part}.kls" for part in (1, 2, 3)]
    for part, state in enumerate(states, 1):
        evaluate.save(state, *files, part=part, parts=3, targets=tmp_path / "next.txt")
    assert evaluate.inputs(states[0]) == 2 and evaluate.inputs(files[0]) == 0
    kullback.merge_states(reversed(states), tmp_path / "all.kls")
    evaluate.save(tmp_path / "whole.kls", *files, targets=tmp_path / "next.txt", threads=3)
    assert (tmp_path / "all.kls").read_bytes() == (tmp_path / "whole.kls").read_bytes()
    told = evaluate.evaluate(*files, targets=tmp_path / "next.txt", confidence=0.9)
    assert evaluate.evaluate(tmp_path / "all.kls", confidence=0.9).to_json() == told.to_json()
    with pytest.raises(kullback.Error, match="there already"):
        kullback.merge_states([states[0], shutil.copy(states[0], tmp_path / "copy.kls")], tmp_path / "twice.kls")
    with pytest.raises(kullback.Error, match="are one file"):
        kullback.merge_states([states[0], states[0]], tmp_path / "twice.kls")
