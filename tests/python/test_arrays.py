# SPDX-License-Identifier: Apache-2.0
"""What numbers may come in: any type, any step, nothing copied, nothing kept."""

import array
import collections
import ctypes
import math
import sys

import pytest

from conftest import doubles

import kullback
from kullback import base, evaluate, families, information, io, report, sample, text, transport

P, Q = [1, 2, 3, 4], [4, 3, 2, 1]
EXPECTED = kullback.divergence(P, Q)


@pytest.mark.parametrize("code", "fdbBhHiIlLqQ")
def test_types_of_array(code):
    assert kullback.divergence(array.array(code, P), array.array(code, Q)) == EXPECTED


@pytest.mark.parametrize("code", ["float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8",
                                  "uint16", "uint32", "uint64", "intp", "longlong"])
@pytest.mark.parametrize("step", [1, 2, -1, -3])
def test_types_and_steps_of_numpy(numpy, code, step):
    def spread(values):
        wide = numpy.full(3 * len(values), 77, dtype=code)[::step][:len(values)]
        wide[:] = values
        return wide
    assert kullback.divergence(spread(P), spread(Q)) == EXPECTED
    assert kullback.divergence(spread(P), Q) == EXPECTED
    assert list(kullback.terms("divergence", spread(P), Q)) == list(kullback.terms("divergence", P, Q))


def test_halves(numpy):
    values = numpy.array([2.0**-24, 1 / 3, 65504, 1], dtype="e")
    assert kullback.entropy(values) == kullback.entropy(values.astype(float))


def test_other_buffers():
    assert kullback.divergence((ctypes.c_double * 4)(*P), (ctypes.c_long * 4)(*Q)) == EXPECTED
    assert kullback.divergence(bytes(P), bytearray(Q)) == EXPECTED
    assert kullback.divergence(memoryview(doubles(P)), memoryview(doubles(P))[::-1]) == EXPECTED


def test_other_sequences():
    class Half:
        def __float__(self):
            return 0.5

    assert kullback.divergence(tuple(P), range(4, 0, -1)) == EXPECTED
    assert kullback.total_variation([Half(), True], [1, 1.0]) == kullback.total_variation([1, 2], [1, 1])


def test_a_sequence_that_shrinks_while_it_is_read():
    class Emptying:
        def __float__(self):
            values.clear()
            return 1.0

    values = [Emptying(), 3.0]
    assert kullback.total_variation(values, [1, 1]) == 0.25


def test_a_step_that_is_no_number_of_elements(numpy):
    records = numpy.zeros(4, dtype=[("name", "S3"), ("p", "f8"), ("q", "i2")])
    records["p"], records["q"] = P, Q
    assert records["p"].strides[0] % 8
    assert kullback.divergence(records["p"], records["q"]) == EXPECTED


def test_unaligned_and_read_only(numpy):
    raw = bytes(1) + numpy.array(P, dtype=float).tobytes()
    assert kullback.divergence(numpy.frombuffer(raw, dtype=float, offset=1), Q) == EXPECTED


def test_one_number_for_all(numpy):
    assert kullback.divergence(P, numpy.broadcast_to(1.0, 4)) == kullback.divergence(P, [1, 1, 1, 1])


class Table:
    """Its keys are numbers, as the names of columns without a name are."""

    def __init__(self, ndim):
        self.ndim = ndim

    def keys(self):
        return range(4)

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return P[index]


def test_a_series_has_keys_too():
    assert kullback.divergence(Table(1), Q) == EXPECTED


class Whole:
    """A whole number as those of NumPy are: no int, but an index."""

    def __init__(self, number):
        self.number = number

    def __index__(self):
        return self.number


@pytest.mark.parametrize("ask", [
    lambda whole: base.Random(whole(2), whole(1)).u64(),
    lambda whole: sample.points_entropy(P * 9, neighbours=whole(3), seed=whole(1), ties="jitter"),
    lambda whole: sample.two_sample(P, Q, permutations=whole(9), seed=whole(2)).p_value,
    lambda whole: information.Joint.of(P, Q).estimate(permutations=whole(9), seed=whole(2)).p_value,
    lambda whole: information.bottleneck([P, Q], beta=5.0, clusters=whole(2)).used,
    lambda whole: transport.sliced_wasserstein([P, Q], [Q, P], projections=whole(9), seed=whole(3)).value,
    lambda whole: evaluate.Evaluation(whole(4), has_model=False).feed([P, Q], unit=whole(1)),
    lambda whole: text.LanguageModel.train("a rose is\na rose\n", order=whole(2)).sample(whole(2), seed=whole(4)),
])
def test_whole_numbers(numpy, ask):
    assert ask(Whole) == ask(numpy.int64) == ask(numpy.uint8) == ask(int)


def refusals():
    yield ["a", 1], TypeError, r"p\[0\] is a <class 'str'>"
    yield [1, [2]], TypeError, r"p\[1\] is a <class 'list'>"
    yield [1, None], TypeError, r"p\[1\] is a <class 'NoneType'>"
    yield [1, 10**400], ValueError, r"p\[1\] is too large for a float"
    yield 3, TypeError, "p is a <class 'int'>"
    yield None, TypeError, "p is a <class 'NoneType'>"
    yield {1: 2}, TypeError, "p is a <class 'dict'>"
    yield collections.UserDict({1: 5, 2: 5}), TypeError, "UserDict"
    yield Table(2), TypeError, "Table"
    yield iter(P), TypeError, "p is a <class 'list_iterator'>"
    yield (ctypes.c_double.__ctype_be__ * 4)(*P), TypeError, "another byte order .*'>d'"
    yield (ctypes.c_bool * 4)(1, 1, 1, 1), TypeError, r"'<\?'"
    yield memoryview(bytes(4)).cast("c"), TypeError, "'c'"
    yield memoryview(bytes(32)).cast("d", (2, 2)), ValueError, "p has 2 dimensions"
    yield ctypes.c_double(1), ValueError, "p has 0 dimensions"


@pytest.mark.parametrize("given, kind, words", refusals(), ids=str)
def test_refusals(given, kind, words):
    with pytest.raises(kind, match=words):
        kullback.divergence(given, Q)


@pytest.mark.parametrize("code, words", [("O", "Python objects"), ("c16", "'Zd'"), (">f4", "another byte order"),
                                         ("?", r"'\?'"), ("longdouble", "'g'"), ("U1", "w'")])
def test_refusals_of_numpy(numpy, code, words):
    with pytest.raises(TypeError, match=words):
        kullback.divergence(numpy.ones(4, dtype=code), Q)


def test_masks(numpy):
    """A mask that masks nothing hides nothing."""
    masked = numpy.ma.masked_array
    for given in (masked(P), masked(P, mask=[0, 0, 0, 0]), masked([9, *P], mask=[1, 0, 0, 0, 0])[1:]):
        assert kullback.divergence(given, Q) == EXPECTED
    rows = masked([P, Q], mask=False)
    assert kullback.jensen_shannon_many(rows) == kullback.jensen_shannon_many([P, Q])
    for given in (masked(P, mask=[0, 0, 0, 1]), masked(P, mask=True)):
        with pytest.raises(TypeError, match="p has a mask: leave out what is masked"):
            kullback.divergence(given, Q)
    rows[1, 2] = numpy.ma.masked
    with pytest.raises(TypeError, match="has a mask"):
        kullback.jensen_shannon_many(rows)


def test_refused_dimensions_of_numpy(numpy):
    with pytest.raises(ValueError, match="q has 2 dimensions"):
        kullback.divergence(P, numpy.ones((2, 2)))
    with pytest.raises(ValueError, match="p has 0 dimensions"):
        kullback.divergence(numpy.float64(1), Q)


CALLS = [
    lambda p: kullback.divergence(p, p),
    lambda p: kullback.divergence(p, Q, threads=2),
    lambda p: kullback.divergence([1, 0, 0, 0], [0, 1, 1, 1]).notes,
    lambda p: kullback.perplexity(p),
    lambda p: kullback.terms("divergence", p, Q),
    lambda p: kullback.measure_logits("divergence", p, p),
    lambda p: kullback.entropy(p, Q, 2),
    lambda p: kullback.measures(),
    lambda p: str(kullback.divergence(p, [0, 1, 1, 1])) + repr(kullback.divergence(p, Q).describe()),
    lambda p: kullback.divergence(p, [1, 1]),
    lambda p: kullback.divergence(p, [1, -1, 1, 1]),
    lambda p: kullback.divergence(p, [1, "1"]),
    lambda p: kullback.divergence(p, 3),
    lambda p: kullback.divergence(p, []),
    lambda p: kullback.divergence(p, memoryview(bytes(4)).cast("c")),
    lambda p: kullback.divergence(p, Q, threads=-1),
    lambda p: kullback.divergence(p, Q, threads=10**5),
    lambda p: kullback.divergence(p, Q, unit="bit"),
    lambda p: kullback.measure("distance", p, Q),
    lambda p: kullback.measure("jensen_shannon", p, Q, parameter=2),
    lambda p: kullback.measure("jensen_shannon", p, Q, parameter="2"),
    lambda p: kullback.terms("perplexity", p, Q),
    lambda p: kullback.measure_logits("hellinger", p, p),
    lambda p: kullback.measure_logits("divergence", p, [0, math.nan, 0, 0]),
    lambda p: families.gamma(*p[:2]).divergence(families.gamma(2, 3)),
    lambda p: families.gaussian(p, p, factor=[p] * 4).divergence(families.gaussian(p, covariance=[p] * 4)),
    lambda p: families.gaussian(p, covariance=[[1, 0], [0]]),
    lambda p: sample.Pair({"a": 2, "b": 1}, {"a": 2, "c": 1}, permutations=0).symbols(),
    lambda p: sample.Known({"a": 2, "b": 1}, {"a": p[0], "b": p[1]}, permutations=0, threads=2).unseen(),
    lambda p: sample.Known({"a": 7}, {"a": -1}),
    lambda p: sample.Counts({"a": 7, "b": "x"}),
    lambda p: sample.Counts.parse(bytes(p)),
    lambda p: dict(text.count("abc", order=2, progress=abs)),
    lambda p: text.count("abc", order=2, threads=2, progress=lambda *numbers: None),
    lambda p: text.visit(bytes(4)),
    lambda p: kullback.compare({"a": 1}, {"a": 2, "b": p[1]}).to_dict(),
    lambda p: kullback.compare({"a": 1}, {"a": -1}),
    lambda p: kullback.compare(b"abc", b"abd", permutations=0, threads=2).matrices,
    lambda p: [kullback.Input(b"abc").counts, kullback.Input(b"abc", kind="x")],
    lambda p: report.Document("x").add_curve("x", p, p, "A", low=p, high=p[:2]),
    lambda p: report.Document("x").add_matrix("x", ["a", "b"], p, subjects=["a", 3]),
    lambda p: information.decode(information.encode("abc", text.count("abd")).data, text.count("abd")),
    lambda p: information.Encoder().put(0, 0),
    lambda p: information.quantise(p),
    lambda p: evaluate.Evaluation(4, threads=2).feed([p], [p], targets=[1]),
    lambda p: evaluate.Evaluation(4).feed([p], [p], targets=p),
    lambda p: evaluate.Logits("/nonexistent"),
    lambda p: io.parse_weights("a\t1\nb\t2"),
    lambda p: io.Tensor(b"abc"),
    lambda p: [base.exact_sum(p), base.Random(1).u64(), base.bounds(1, 2), base.instruction_sets()],
]


def attempt(call, p):
    try:
        call(p)
    except (TypeError, ValueError, OverflowError):
        pass


def growth(call, given):
    """By how many blocks the memory grows in 150 calls; a leak would be of that many at least."""
    before = sys.getallocatedblocks()
    for _ in range(150):
        attempt(call, given)
    return sys.getallocatedblocks() - before


@pytest.mark.parametrize("call", CALLS)
def test_nothing_is_kept(call):
    raw = bytearray(doubles(P))
    view = memoryview(raw).cast("d")
    values = [1.5, 2.5, 3.5, 4.5]
    for given in (view, values):
        attempt(call, given)
        references = sys.getrefcount(given)
        # The first calls may fill caches of the interpreter.
        assert growth(call, given) < 100 or growth(call, given) < 100
        assert sys.getrefcount(given) == references
    view.release()
    raw.append(0)
