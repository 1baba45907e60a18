# SPDX-License-Identifier: Apache-2.0
"""Fits by every measure that has a gradient: against SciPy's least of the textbook value in NumPy."""

import math

import pytest

import kullback
from kullback import families

numpy = pytest.importorskip("numpy", reason="NumPy is not installed (Debian: python3-numpy)")
optimize = pytest.importorskip("scipy.optimize", reason="SciPy is not installed (Debian: python3-scipy)")

X = numpy.arange(-160, 161) / 20
TWO_MODES = 0.7 * numpy.exp(-((X + 2) / 0.8)**2 / 2) / 0.8 + 0.3 * numpy.exp(-((X - 2.5) / 0.6)**2 / 2) / 0.6
# family.h: right to about this of the target's deviation.
PROMISED = 1e-7


# ── Textbook values; also of complex q, for derivatives ──


def kl(p, q):
    return (p * numpy.log(p / q)).sum()


def js(p, q, w=0.5):
    m = w * p + (1 - w) * q
    return w * kl(p, m) + (1 - w) * kl(q, m)


def powers(p, q, a):
    return (p**a * q**(1 - a)).sum()


def cross_entropy(p, q):
    return -(p * numpy.log(q)).sum()


def renyi(p, q, a=2):
    """By the largest power, which may be above the doubles."""
    log_powers = a * numpy.log(p) + (1 - a) * numpy.log(q)
    largest = log_powers.real.max()
    return (largest + numpy.log(numpy.exp(log_powers - largest).sum())) / (a - 1)


VALUES = {
    "cross_entropy": cross_entropy,
    "divergence": kl,
    "divergence.reverse": lambda p, q: kl(q, p),
    "jeffreys": lambda p, q: kl(p, q) + kl(q, p),
    "jensen_shannon": js,
    "jensen_shannon.distance": lambda p, q, w=0.5: numpy.sqrt(js(p, q, w)),
    "hellinger": lambda p, q: numpy.sqrt(1 - powers(p, q, 0.5)),
    "hellinger.squared": lambda p, q: 1 - powers(p, q, 0.5),
    "bhattacharyya": lambda p, q: -numpy.log(powers(p, q, 0.5)),
    "chi_square": lambda p, q: ((p - q)**2 / q).sum(),
    "chi_square.neyman": lambda p, q: ((p - q)**2 / p).sum(),
    "chi_square.symmetric": lambda p, q: ((p - q)**2 / q + (p - q)**2 / p).sum(),
    "perplexity": lambda p, q: numpy.exp(cross_entropy(p, q)),
    "triangular": lambda p, q: ((p - q)**2 / (p + q)).sum(),
    "le_cam": lambda p, q: ((p - q)**2 / (p + q)).sum() / 2,
    "renyi": renyi,
    "tsallis": lambda p, q, a=0.5: (powers(p, q, a) - 1) / (a - 1),
    "alpha": lambda p, q, alpha=0: 4 * (1 - powers(p, q, (1 - alpha) / 2)) / (1 - alpha**2),
    "cressie_read": lambda p, q, l=2 / 3: 2 * (powers(p, q, l + 1) - 1) / (l * (l + 1)),
    "skew": lambda p, q, w=0.99: kl(p, (1 - w) * p + w * q),
}
CORNERED = {"total_variation", "hockey_stick"}


def normal(place):
    q = numpy.exp(-((X - place[0]) * numpy.exp(-place[1]))**2 / 2)
    return q / q.sum()


def least(p, value):
    """(mean, ln of the deviation) where the value is least: roughly by values, then where its gradient is zero."""
    def at(place):
        return value(p, normal(place))

    def gradient(place):
        step = 1e-30j  # nothing cancels in an imaginary part
        return [at(place + step * numpy.eye(2)[i]).imag / step.imag for i in range(2)]

    with numpy.errstate(all="ignore"):
        ends = [optimize.minimize(at, begin, method="Nelder-Mead", options={"xatol": 1e-7, "fatol": 1e-13})
                for begin in ([-0.6, 0.8], [-2, -0.2], [2.5, -0.5])]
        rough = min((end for end in ends if math.isfinite(end.fun)), key=lambda end: end.fun)
        found = optimize.root(gradient, rough.x, tol=1e-13)
    assert numpy.abs(found.x - rough.x).max() < 1e-5 and numpy.abs(found.fun).max() < 1e-10
    return found.x


def test_all_are_here():
    assert {row.name for row in kullback.measures()} - {"entropy"} - CORNERED == VALUES.keys()


@pytest.mark.parametrize("name, parameter", [
    *((name, None) for name in VALUES),
    *(("renyi", order) for order in (0.1, 0.5, 1 - 1e-3, 1 + 1e-3, 3, 20, 300)),
    ("jensen_shannon.distance", 0.2), ("jensen_shannon", 0.2), ("tsallis", 3), ("skew", 0.3),
])
def test_the_least(name, parameter):
    p = TWO_MODES / TWO_MODES.sum()
    given = () if parameter is None else (parameter,)
    mean, log_scale = least(p, lambda p, q: VALUES[name](p, q, *given))
    fit = families.fit(X, TWO_MODES, grid=True, measure=name, parameter=parameter)
    assert fit.converged
    deviation = math.sqrt((p * X**2).sum() - (p * X).sum()**2)
    assert abs(fit.estimate("mean").value - mean) < PROMISED * deviation
    assert abs(fit.estimate("scale").value - math.exp(log_scale)) < PROMISED * deviation
    # Values are flat there; powers of ratios add relative errors as they are large.
    value = VALUES[name](p, normal((mean, log_scale)), *given)
    assert math.isclose(fit.divergence(name).value, value, rel_tol=1e-11, abs_tol=1e-12)


@pytest.mark.parametrize("name, parameter, smooth, other", [
    ("hellinger", None, "hellinger.squared", None), ("bhattacharyya", None, "hellinger.squared", None),
    ("jensen_shannon.distance", 0.3, "jensen_shannon", 0.3), ("cross_entropy", None, "divergence", None),
    ("perplexity", None, "divergence", None), ("renyi", 0.4, "tsallis", 0.4), ("renyi", 2, "chi_square", None),
    ("renyi", 1, "divergence", None),
])
@pytest.mark.parametrize("family", ["gaussian", "categorical"])
def test_what_grows_with_another_is_least_with_it(family, name, parameter, smooth, other):
    """Also where cells of the target are empty."""
    weights = TWO_MODES * (numpy.abs(X) > 1)
    one, two = (families.fit(X, weights, grid=True, family=family, components=9, measure=measure, parameter=value)
                for measure, value in ((name, parameter), (smooth, other)))
    assert one.converged and two.converged
    for c in range(one.components):
        assert abs(one.estimate("weight", component=c).value - two.estimate("weight", component=c).value) < PROMISED
    if family == "gaussian":
        for what in ("mean", "scale"):
            assert abs(one.estimate(what).value - two.estimate(what).value) < PROMISED


@pytest.mark.parametrize("name, parameter, limit", [
    ("renyi", 1e-9, "divergence.reverse"), ("renyi", 1e-14, "divergence.reverse"), ("renyi", 1 - 1e-10, "divergence"),
    ("renyi", 1 + 1e-10, "divergence"), ("tsallis", 1e-9, "divergence.reverse"), ("jensen_shannon", 1e-9, "divergence"),
    ("jensen_shannon.distance", 1e-9, "divergence"), ("jensen_shannon.distance", 1 - 1e-9, "divergence.reverse"),
    ("skew", 1e-6, "chi_square.neyman")])
def test_small_weights(name, parameter, limit):
    """Values and slopes are as small as the weight, or its square,
    and so is what the place differs by from the limit."""
    one, two = (families.fit(X, TWO_MODES, grid=True, measure=measure, parameter=value)
                for measure, value in ((name, parameter), (limit, None)))
    assert one.converged and two.converged
    for what in ("mean", "scale"):
        assert abs(one.estimate(what).value - two.estimate(what).value) < PROMISED


@pytest.mark.parametrize("name", ["hellinger", "jensen_shannon.distance", "bhattacharyya", "renyi"])
def test_the_target_itself(name):
    """Where a root has its corner: of two coordinates that are not independent."""
    rows = [(x / 4, y / 4) for x in range(-20, 21) for y in range(-20, 21)]
    fit = families.fit(rows, grid=True, measure=name,
                       log_density=lambda x, y: -((x - 0.3)**2 + (y + 0.2)**2 - (x - 0.3) * (y + 0.2)) / 1.5)
    assert fit.converged
    _, found = fit.component()
    for value, truth in zip((*found.mean, *found.covariance[0], found.covariance[1][1]), (0.3, -0.2, 1, 0.5, 1)):
        assert abs(value - truth) < 1e-6
    assert fit.divergence(name).value < 1e-6


def test_one_order_after_another():
    """From the model that picks a mode to those that cover both, wider and wider."""
    fits = [families.fit(X, TWO_MODES, grid=True, measure="renyi", parameter=order)
            for order in (0, 1e-3, 0.1, 0.3, 0.5, 0.9, 1, 2, 5, 50)]
    assert fits[0].divergence("renyi").value == 0  # any model has all of its mass where the target has some
    scales = [fit.estimate("scale").value for fit in fits[1:]]
    assert scales == sorted(scales) and scales[0] < 0.9 < 2.3 < scales[-1]
    # A divergence of a larger order is never less, and neither is its least.
    values = [fit.divergence("renyi").value for fit in fits]
    assert values == sorted(values)


def test_draws():
    draws = [math.sin(i) + i % 3 for i in range(200)]
    fits = [families.fit(draws, measure=name) for name in ("divergence", "cross_entropy", "perplexity")]
    assert len({(fit.estimate("mean").value, fit.estimate("scale").value) for fit in fits}) == 1
    with pytest.raises(kullback.Error, match="hellinger asks for the target's density"):
        families.fit(draws, measure="hellinger")


def test_what_cannot_be_least():
    for name, parameter, why in (("entropy", None, "does not depend on the model"), ("renyi", math.inf, "order ∞")):
        with pytest.raises(kullback.Error, match=why) as refused:
            families.fit(X, TWO_MODES, grid=True, measure=name, parameter=parameter)
        assert refused.value.code == "unsupported"
    with pytest.raises(kullback.Error, match="hellinger has no parameter"):
        families.fit(X, TWO_MODES, grid=True, measure="hellinger", parameter=1)
