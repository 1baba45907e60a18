# SPDX-License-Identifier: Apache-2.0
"""What an answer is in Python."""

import copy
import math
import pickle

import pytest

import kullback
from kullback import _kullback

P, Q = [0.5, 0.5], [0.9, 0.1]


def test_parts_of_an_exact_value():
    e = kullback.divergence(P, Q)
    assert (e.value, e.unit, e.method, e.n, e.flags, e.notes) == (0.5108256237659907, "nats", "exact", 0, (), ())
    assert (e.standard_error, e.low, e.high, e.confidence, e.floor) == (0, None, None, 0, e.value)
    assert e.describe() == ()


def test_units():
    e = kullback.divergence(P, Q)
    assert e.to("bits").value == e.value / math.log(2) and e.to("bits").unit == "bits"
    assert e.to("nats").value == e.value
    root = kullback.jensen_shannon_distance(P, Q)
    assert root.unit == "sqrt(nats)" and root.to("bits").unit == "sqrt(bits)"
    assert root.unit_text == "√nats" and e.to("bits").unit_text == "bits"
    assert root.to("bits").to("nats").unit == "sqrt(nats)"
    assert math.isclose(root.to("bits"), float(root) / math.sqrt(math.log(2)))
    pure = kullback.total_variation(P, Q)
    assert pure.unit == "1" and pure.to("bits") == pure
    for bad in ("shannons", 2, None):
        with pytest.raises(ValueError, match="must be 'nats' or 'bits'"):
            e.to(bad)


def test_truth_and_units_in_comparisons():
    e = kullback.divergence(P, Q)
    assert e and not kullback.divergence(P, P)
    assert e != e.to("bits") and not e == e.to("bits") and e.to("bits") == e.to("bits")
    with pytest.raises(TypeError):
        e.to("bits") > e
    with pytest.raises(TypeError):
        e.__format__(3)


def test_an_error_of_ones_own():
    assert kullback.Error("x").code is None and kullback.Error("x").index is None


def test_text():
    assert repr(kullback.divergence(P, Q)) == "<Estimate 0.5108256237659907 nats>"
    assert str(kullback.total_variation(P, Q)) == "0.4"
    infinite = kullback.divergence([1, 1], [1, 0], unit="bits")
    assert str(infinite) == "inf bits: q has no mass on 1 symbol that holds 50 % of p"
    assert str(kullback.jeffreys([1, 1, 0], [1, 0, 1])).count("; ") == 1
    assert f"{kullback.divergence(P, Q):.3f}" == "0.511"
    assert f"{infinite}" == str(infinite)
    with pytest.raises(ValueError):
        format(infinite, "nonsense")


def test_it_compares_as_its_value():
    a, b = kullback.divergence(P, Q), kullback.divergence(Q, P)
    assert a != b and a > b and a >= b and b < 0.5 < a and a == float(a) and a == kullback.divergence(P, Q)
    assert hash(a) == hash(float(a)) and len({a, float(a)}) == 1
    assert sorted([a, b]) == [b, a] and max(a, 0.1) is a
    assert a != "0.5"
    with pytest.raises(TypeError):
        a < "0.5"


def test_it_cannot_be_changed_or_made():
    e = kullback.divergence(P, Q)
    with pytest.raises(AttributeError):
        e.value = 0
    with pytest.raises(AttributeError):
        e.other = 0
    with pytest.raises(TypeError):
        kullback.Estimate()
    with pytest.raises(TypeError):
        kullback.Estimate.value = 0


def test_describe_takes_names():
    infinite = kullback.divergence([1, 1], [1, 0])
    assert infinite.describe(noun="token") == ("q has no mass on 1 token that holds 50 % of p",)
    with pytest.raises(TypeError):
        infinite.describe(1)


def test_of_numpy(numpy):
    values = numpy.array([kullback.divergence(P, Q), kullback.divergence(Q, P)], dtype=float)
    assert values.tolist() == [kullback.divergence(P, Q).value, kullback.divergence(Q, P).value]


def test_pickle_and_copy():
    for e in (kullback.divergence(P, Q, unit="bits"), kullback.jeffreys([1, 1, 0], [1, 0, 1]),
              kullback.jensen_shannon_distance(P, Q), kullback.total_variation(P, Q)):
        for again in (pickle.loads(pickle.dumps(e)), copy.copy(e), copy.deepcopy([e])[0]):
            assert again.__reduce__()[1][1:2] + again.__reduce__()[1][4:] == \
                e.__reduce__()[1][1:2] + e.__reduce__()[1][4:]
            assert repr(again) == repr(e) and again.notes == e.notes and again.low is None


def restored(*, value=0.3, error=0.05, low=0.2, high=0.4, unit="bits", method="jackknife", flags=(), notes=()):
    return _kullback.restore_estimate(value, error, low, high, 0.95, 50, unit, method, flags, notes)


def test_intervals():
    e = restored()
    assert (e.value, e.standard_error, e.low, e.high, e.confidence, e.n) == (0.3, 0.05, 0.2, 0.4, 0.95, 50)
    assert (e.unit, e.method, e.floor) == ("bits", "jackknife", 0.2)
    assert str(e) == "0.3 bits (0.2 to 0.4)"
    assert e.to("nats").high == 0.4 * math.log(2)
    assert str(restored(high=math.inf)) == "0.3 bits (at least 0.2)"
    assert str(restored(flags=("one_sided",))) == "0.3 bits (0.2 to 0.4): only the lower bound can be stood for"


def test_broken_pickles_are_harmless():
    for bad in ({"flags": ("x",)}, {"notes": (("x", 0, 1, 0.5),)}, {"unit": "x"}, {"method": "x"}, {"unit": "unknown"}):
        with pytest.raises(ValueError, match="must be one of"):
            restored(**bad)
    for bad in ({"notes": (3,)}, {"flags": (3,)}, {"flags": 3}, {"unit": 3}):
        with pytest.raises(TypeError):
            restored(**bad)
    many = restored(notes=tuple(("infinite", side, 1, 0.5) for side in range(100)))
    assert len(many.notes) <= 8 and many.describe()
