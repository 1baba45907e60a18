# SPDX-License-Identifier: Apache-2.0
"""What kullback.information is not made for: an error that names what is wrong, and never a number."""

import numpy
import pytest

from kullback import Error, information

N = 50
DRAW = numpy.random.default_rng(5)
LABELS = DRAW.integers(0, 3, N)
NUMBERS = DRAW.normal(size=N)
OTHER = NUMBERS + DRAW.normal(size=N)
JOINT = numpy.array([[4.0, 1.0], [1.0, 4.0]])


def of_no_type(numbers):
    """Elements that are no numbers of this machine."""
    return {"strings": numbers.astype(str), "objects": numbers.astype(object), "complex": numbers + 1j,
            "dates": numpy.arange(len(numbers)).astype("M8[s]"), "bools": numbers > 0,
            "other byte order": numbers.astype(">f8" if numpy.little_endian else "<f8"),
            "a mask": numpy.ma.masked_array(numbers, mask=numbers > 1)}


REFUSED = "floats of 16, 32 or 64 bits|cannot include dtype 'M'|has a mask"
TYPES = of_no_type(NUMBERS)
ASKED = {"nearest": lambda x: information.mutual_information_nearest(x, OTHER),
         "nearest, y": lambda x: information.mutual_information_nearest(OTHER, x, estimator="mixed"),
         "given": lambda x: information.conditional_mutual_information_nearest(NUMBERS, OTHER, x),
         "copula": lambda x: information.mutual_information_copula(x, OTHER),
         "of labels": lambda x: information.mutual_information_labels(LABELS, x),
         "labels": lambda x: information.mutual_information_labels(x, OTHER),
         "critic": lambda x: information.critic_bound("nwj", x, OTHER)}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("asked", ASKED)
def test_elements_that_are_no_numbers(asked, kind):
    with pytest.raises((TypeError, ValueError), match=REFUSED):
        ASKED[asked](TYPES[kind])


@pytest.mark.parametrize("kind", TYPES)
def test_matrices_of_no_numbers(kind):
    square = of_no_type(numpy.array([2.0, 1.0, 1.0, 2.0]))[kind].reshape(2, 2)
    for ask in (information.bottleneck, information.bottleneck_curve, information.agglomerate, information.capacity,
                lambda x: information.bottleneck_sequential(x, 2), lambda x: information.rate_distortion([1, 1], x, 1.0),
                lambda x: information.bottleneck_gaussian(x, JOINT, JOINT / 8, 3.0),
                lambda x: information.critic_bound_matrix("info_nce", x), lambda x: information.Bottleneck(3.0).fit(x)):
        with pytest.raises((TypeError, ValueError), match=REFUSED):
            ask(square)


def test_any_steps_and_widths_are_the_same_numbers():
    """Every other element, backwards, a column of a matrix, f32: the numbers decide, not how they lie."""
    expected = information.mutual_information_nearest(NUMBERS, OTHER).information.value
    for same in (numpy.repeat(NUMBERS, 2)[::2], NUMBERS[::-1].copy()[::-1], numpy.stack([OTHER, NUMBERS], axis=1)[:, 1],
                 numpy.asfortranarray(NUMBERS.reshape(N, 1)), NUMBERS.tolist(), NUMBERS.reshape(N, 1)):
        assert information.mutual_information_nearest(same, OTHER).information.value == expected
    narrow = NUMBERS.astype("f4")
    assert (information.mutual_information_nearest(narrow, OTHER).information.value
            == information.mutual_information_nearest(narrow.astype(float), OTHER).information.value)


@pytest.mark.parametrize("x, said", [
    (numpy.where(numpy.arange(N) == 3, numpy.nan, NUMBERS), "x is nan in row 3"),
    (numpy.where(numpy.arange(N) == 3, numpy.inf, NUMBERS), "x is inf in row 3"),
    (NUMBERS[:20], "x has 20 rows, y has 50"), (numpy.array([]), "x has 0 rows"), (numpy.ones(N), "is 1 in all 50 rows"),
    (NUMBERS.reshape(5, 5, 2), "x has 3 dimensions"), (None, "NoneType"), (1.5, "float"), ({1: 2}, "dict"),
    ([[1.0, 2.0], [3.0]], r"x\[1\] has 1 numbers")], ids=str)
def test_samples(x, said):
    with pytest.raises((Error, TypeError, ValueError), match=said):
        information.mutual_information_nearest(x, OTHER)


def test_codes():
    x = LABELS
    for bad, said in ((NUMBERS, r"column 0\[0\] is"), (x[:20], "column 0 has 20 rows, column 1 has 50"),
                      (x.reshape(5, 10), "2 dimensions"),
                      ([], "empty"), (None, "NoneType"), (2.5, "float"), ([[1], [2]], "label 0 of a column is a list"),
                      (numpy.full(N, 2 ** 63, dtype="u8"), "below 2\\^63")):
        with pytest.raises((Error, TypeError, ValueError), match=said):
            information.Joint.of(bad, x)
    for bad, said in (("abc", "the table is a str"), (b"abc", "the table is a bytes"),
                      (None, "the table is a NoneType"), (2.5, "float"),
                      ([[1, 2], [3]], "not of one length"), ([[1, -2]], r"weights\[1\] is -2"), ([[0, 0]], "."),
                      ([[1, numpy.nan]], r"weights\[1\] is nan"), (JOINT + 1j, "no type")):
        with pytest.raises((Error, TypeError, ValueError), match=said):
            information.Joint(bad)


def test_labels_of_arrays():
    """Words, objects, truth values, and what is masked or missing: the same as in lists."""
    expected = information.Joint.of([f"v{x}" for x in LABELS], LABELS).mutual_information()
    words = numpy.array([f"v{x}" for x in LABELS])
    for same in (words, words.astype(object), words.astype("S")):
        assert information.Joint.of(same, LABELS).mutual_information() == expected
    truth = LABELS > 1
    assert (information.Joint.of(truth, LABELS).mutual_information()
            == information.Joint.of(truth.astype(int), LABELS).mutual_information())
    masked = numpy.ma.masked_array(LABELS, mask=numpy.arange(N) < 7)
    for kind in ("i1", "u1", "u8", "f4"):
        assert information.Joint.of(masked.astype(kind), LABELS).missing == 7, kind
    joint = information.Joint.of(masked, LABELS)
    assert joint.missing == 7
    assert joint.mutual_information() == information.Joint.of(LABELS[7:], LABELS[7:]).mutual_information()
    for kind in ("i8", "f4"):
        joint = information.Joint.of(list(numpy.array([0, 5, -1, 5], dtype=kind)), [0, 1, 0, 1])
        assert joint.missing == 1 and list(joint.cells()[0][0]) == [0, 5]
    some = numpy.array([None, *words[1:]], dtype=object)
    assert information.Joint.of(some, LABELS).missing == 1


def test_features():
    X = numpy.stack([NUMBERS, OTHER], axis=1)
    for bad, said in ((NUMBERS, "shapes"), (X[:20], "shapes"), (X + 1j, "complex"), ([["a"]] * N, "could not convert"),
                      (None, "shapes")):
        with pytest.raises((Error, ValueError, TypeError), match=said):
            information.mutual_info_regression(bad, OTHER)
    holes = X.copy()
    holes[4, 1] = numpy.nan
    for ask in (information.mutual_info_regression, information.mutual_info_classif):
        with pytest.raises(ValueError, match="X is nan in row 4, column 1: it must be a finite number"):
            ask(holes, LABELS)
    rows = [numpy.ma.array(row, mask=[i < 20, 0]) for i, row in enumerate(X)]
    for words in ((numpy.ma.masked_array(X, mask=X > 1), OTHER), (rows, OTHER), (X, numpy.ma.masked_array(OTHER, mask=OTHER > 1))):
        with pytest.raises(TypeError, match="has a mask: leave out the rows"):
            information.mutual_info_regression(*words)
    assert list(information.mutual_info_regression(numpy.ma.masked_array(X, mask=X < -9), OTHER, random_state=1)) == list(
        information.mutual_info_regression(X, OTHER, random_state=1))
    with pytest.raises(ValueError, match="y is inf in row 2: it must be a finite number"):
        information.mutual_info_regression(X, numpy.where(numpy.arange(N) == 2, numpy.inf, OTHER))


def test_what_a_table_masks_is_missing():
    masked = numpy.ma.masked_array(NUMBERS, mask=numpy.arange(N) < 7)
    lists = [None if i < 7 else float(x) for i, x in enumerate(NUMBERS)]
    told = [information.table_mutual_information({"a": a, "b": OTHER}, "a", "b").to_json() for a in (masked, lists)]
    assert told[0] == told[1]
    coarse = numpy.round(NUMBERS)
    for kind in ("f4", "M8[D]"):
        plain = (coarse / 10).astype(kind) if kind == "f4" else coarse.astype("i8").astype(kind)
        told = [information.table_mutual_information({"a": a, "b": OTHER}, "a", "b").to_json()
                for a in (numpy.ma.array(plain), plain)]
        assert told[0] == told[1], kind


def test_tables():
    for bad, said in (({"a": [1, 2], "b": [1]}, "column 'a' has 2 rows, column 'b' has 1"),
                      ({"a": None, "b": [1]}, "column 'a' is a NoneType"), ({}, "."),
                      ({"a": [1, 1, 1], "b": [1, 2, 1]}, "all the same")):
        with pytest.raises((Error, TypeError, ValueError), match=said):
            information.table_mutual_information(bad)


@pytest.mark.parametrize("of, error, words", [
    (2, Error, "of has variable 2, but there are 2 variables"), ((0, 5), Error, "of has variable 5"),
    (-1, IndexError, "there is no variable -1"), (64, IndexError, "there is no variable 64"),
    (2**80, IndexError, "there is no variable 1208925819614629174706176"), ("ab", TypeError, "integer"),
    (1.0, TypeError, "float"), ((), Error, "of is an empty set"),
])
def test_variables_there_are_not(of, error, words):
    with pytest.raises(error, match=words):
        information.Joint(JOINT).entropy(of)


def test_variables_by_numbers_of_numpy():
    joint = information.Joint(JOINT)
    assert joint.entropy(numpy.int64(1)) == joint.entropy(1)
    assert joint.entropy(numpy.arange(2)) == joint.entropy((0, 1)) == joint.entropy([1, 0, 1])
