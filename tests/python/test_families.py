# SPDX-License-Identifier: Apache-2.0
"""Families of distributions, held against torch, SciPy's densities and what the table promises."""

import json
import math

import pytest
from hypothesis import given, settings, strategies

from conftest import ROOT, doubles

import kullback
from kullback import families

GOLDEN = json.loads((ROOT / "tests" / "python" / "torch_golden.json").read_text())
# torch's formulas are those of the textbook; of these parameters none loses more than three digits by cancelling.
TORCH = 1e-12
# One distribution of each family.
ONE = {"bernoulli": [0.3], "binomial": [7, 0.4], "categorical": [[1, 2, 3]], "poisson": [3.5], "geometric": [0.25],
       "negative_binomial": [2.5, 0.5], "normal": [0.5, 2], "log_normal": [0.5, 1.25], "half_normal": [1.5],
       "exponential": [0.5], "gamma": [2.5, 1.5], "inverse_gamma": [3, 1.5], "beta": [2.5, 0.75],
       "dirichlet": [[0.5, 2, 3.5]], "laplace": [0.25, 1.5], "cauchy": [0.25, 1.5], "gumbel": [0.25, 1.5],
       "weibull": [1.5, 2], "pareto": [2, 3], "uniform": [-0.5, 2]}


def made(name, parameters):
    family = families.family(name)
    return family(parameters) if family.vector else family(*parameters)


def close(found, expected):
    return found.value == expected or math.isclose(found.value, expected, rel_tol=TORCH)


@pytest.mark.parametrize("p_name, p, q_name, q, value", GOLDEN["divergences"])
def test_divergences_of_torch(p_name, p, q_name, q, value):
    """Also of every pair of two families that torch has and the table here, finite and infinite ones."""
    found = made(p_name, p).divergence(made(q_name, q))
    assert found.unit == "nats" and found.method == "exact" and close(found, value)


@pytest.mark.parametrize("name, p, value", GOLDEN["entropies"])
def test_entropies_of_torch(name, p, value):
    if name not in ("binomial", "poisson"):
        assert close(made(name, p).entropy(), value)


@pytest.mark.parametrize("p, q, value", GOLDEN["gaussians"])
def test_gaussians_of_torch(p, q, value):
    p = families.gaussian(**p)
    assert close(p.entropy() if q is None else p.divergence(families.gaussian(**q)), value)


def test_every_family_is_there():
    table = families.families()
    assert {row.name for row in table} == set(ONE)
    for row in table:
        assert getattr(families, row.name) is row is families.family(row.name)
        assert row.name in families.__all__ and row.source and row.formula and row.parameters
        one = row(*ONE[row.name])
        assert one.divergence(one) == 0 and one.family is row
        assert repr(eval(f"families.{one!r}")) == repr(one)


@pytest.mark.parametrize("name, scipy_name, arguments", [
    ("negative_binomial", "nbinom", lambda r, p: {"n": r, "p": p}),
    ("inverse_gamma", "invgamma", lambda a, s: {"a": a, "scale": s}),
    ("weibull", "weibull_min", lambda k, s: {"c": k, "scale": s})])
def test_what_torch_has_not(name, scipy_name, arguments):
    """The sum or the integral of p ln(p/q); quadrature promises 1.5e-8."""
    stats = pytest.importorskip("scipy.stats")
    p_parameters, q_parameters = ONE[name], [ONE[name][0] if name == "negative_binomial" else 2.25, 0.75]
    p, q = (getattr(stats, scipy_name)(**arguments(*given)) for given in (p_parameters, q_parameters))
    log_of = (lambda x: p.logpmf(x) - q.logpmf(x)) if name == "negative_binomial" else (
        lambda x: p.logpdf(x) - q.logpdf(x))
    expected = p.expect(log_of) if name == "negative_binomial" else p.expect(log_of, lb=1e-3, ub=200)
    found = made(name, p_parameters).divergence(made(name, q_parameters))
    assert math.isclose(found, expected, rel_tol=1e-5)


def test_parameters_by_name_and_any_array():
    assert repr(families.normal(mean=0, scale=2)) == "normal(0.0, 2.0)" == repr(families.normal(0, scale=2))
    expected = families.dirichlet([1, 2, 3]).divergence(families.dirichlet((3, 2, 1)))
    assert families.dirichlet(doubles([1, 2, 3])).divergence(
        families.dirichlet(memoryview(bytes([1, 2, 3]))[::-1])) == expected
    assert families.normal(0, 1).divergence(families.normal(1, 2), unit="bits").unit == "bits"


def test_infinite_ones_say_why():
    heavy = families.cauchy(0, 1).divergence(families.normal(0, 1))
    assert heavy.value == math.inf and heavy.flags == ("heavy_tail",)
    outside = families.uniform(0, 2).divergence(families.uniform(0, 1))
    assert outside.value == math.inf and outside.notes == (("infinite", 0, 0, 0.5),)


def test_finite_ones_above_the_doubles_say_so():
    far = families.normal(0, 1).divergence(families.normal(0, 1e-200))
    assert far.value == math.inf and far.flags == ("overflow",)
    assert far.describe() == ("infinite only because it, or a part of it, is above the largest double",)
    assert families.gaussian([0], [1e300]).divergence(families.gaussian([0], [1e-300])).flags == ("overflow",)


def methods():
    """Those that look from one distribution at another, of both kinds."""
    normal, gaussian = families.normal(0, 1), families.gaussian([0], [1])
    yield from ((p.divergence, p) for p in (made(name, *parameters) if families.family(name).vector else
                                            made(name, parameters) for name, parameters in ONE.items()))
    for name in ("divergence", "bhattacharyya", "hellinger_squared", "wasserstein", "map"):
        yield getattr(gaussian, name), gaussian
    yield (lambda q: gaussian.renyi(q, 2)), gaussian


@pytest.mark.parametrize("method, one", methods())
def test_what_is_no_distribution_of_the_kind(method, one):
    """Every kind of thing that this module makes, and others: never an AttributeError."""
    makes = [families.normal(0, 1), families.gaussian([0], [1]), families.gaussian([0, 1], [1, 1]), families.normal,
             families.Mechanism("gaussian", 1.0), families.fit([0.0, 1, 2, 4], family="gaussian"),
             families.Parameter("a", 0, 1, True, True), None, 1.5, "normal(0, 1)", [0, 1], {"mean": 0}, type(one)]
    for q in makes:
        if type(q) is type(one):
            continue
        with pytest.raises(TypeError, match=f"a {type(one).__name__} is needed"):
            method(q)
    with pytest.raises(TypeError, match=r"normal\(mean, scale\) is gaussian\(\[mean\], \[scale \*\* 2\]\)"):
        method(families.gaussian([0], [1]) if isinstance(one, families.Distribution) else families.normal(0, 1))


def bad_calls():
    yield lambda: families.normal(0, -1), kullback.Error, "scale of p .normal. is -1"
    yield lambda: families.normal(math.nan, 1), kullback.Error, "nan"
    yield lambda: families.categorical([1, -1]), kullback.Error, "-1"
    yield lambda: families.categorical([]), kullback.Error, ""
    yield lambda: families.categorical(3), TypeError, "p is a <class 'int'>"
    yield lambda: families.Distribution("normal", (0, 1)), TypeError, "family is 'normal': a Family is needed"
    yield lambda: families.normal(0), TypeError, r"normal\(\) takes mean, scale"
    yield lambda: families.normal(0, 1, 2), TypeError, "takes mean, scale"
    yield lambda: families.normal(0, 1, mean=0), TypeError, "takes mean, scale"
    yield lambda: families.normal(0, sigma=1), TypeError, "takes mean, scale"
    yield lambda: families.normal("a", 1), ValueError, "could not convert"
    yield lambda: families.family("gauss"), ValueError, "no family is called 'gauss'"
    yield lambda: families.normal(0, 1).divergence(families.cauchy(0, 1)), kullback.Error, "no closed form"
    yield lambda: families.gamma(2, 1).divergence(families.laplace(1, 1)), kullback.Error, "the location of q is within"
    yield lambda: families.poisson(1).entropy(), kullback.Error, "closed form"
    yield lambda: families.gaussian([0, 1]), kullback.Error, "needs either"
    yield lambda: families.gaussian([0, 1], [1, -1]), kullback.Error, "-1"
    yield lambda: families.gaussian([0, 1], covariance=[[1, 2], [2, 1]]), kullback.Error, "definite"
    yield lambda: families.gaussian([0, 1], covariance=[[1, 2], [3]]), ValueError, r"covariance\[1\] has 1 numbers"
    yield lambda: families.gaussian([0, 1], covariance=[1, 2]), TypeError, r"covariance\[0\] is a <class 'int'>"
    yield lambda: families.gaussian([0, 1], covariance=[]), ValueError, "covariance has 1 dimensions"
    yield lambda: families.gaussian([0, 1], covariance=doubles([1, 0])), ValueError, "two are needed"
    yield lambda: families.gaussian([0], [1]).divergence(families.gaussian([0, 1], [1, 1])), kullback.Error, "dim"
    yield lambda: families.gaussian([0], [1]).renyi(families.gaussian([0], [1]), -1), kullback.Error, "-1"


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


NUMBERS = strategies.floats(-3, 3)


@settings(max_examples=30, deadline=None, database=None, derandomize=True)
@given(strategies.integers(1, 4).flatmap(lambda n: strategies.tuples(*[strategies.lists(
    NUMBERS, min_size=n, max_size=n)] * 4)))
def test_forms_of_a_covariance_agree(drawn):
    p_mean, q_mean, p_logs, q_logs = drawn
    p_variance, q_variance = [math.exp(x) for x in p_logs], [math.exp(x) for x in q_logs]

    def forms(mean, variance):
        n = len(mean)
        full = [[variance[i] * (i == j) for j in range(n)] for i in range(n)]
        yield families.gaussian(mean, variance)
        yield families.gaussian(mean, variance, factor=[[0.0]] * n)
        yield families.gaussian(mean, covariance=full)

    expected = math.fsum(families.normal(a, math.sqrt(v)).divergence(families.normal(b, math.sqrt(w)))
                         for a, b, v, w in zip(p_mean, q_mean, p_variance, q_variance))
    for p in forms(p_mean, p_variance):
        for q in forms(q_mean, q_variance):
            # Roots of variances are rounded, which counts where they are nearly equal.
            assert math.isclose(p.divergence(q), expected, rel_tol=1e-9, abs_tol=1e-13)
            distance = p.bhattacharyya(q)
            assert math.isclose(distance, p.renyi(q, 0.5).value / 2, rel_tol=1e-9, abs_tol=1e-13)
            assert math.isclose(p.hellinger_squared(q), -math.expm1(-distance.value), rel_tol=1e-9, abs_tol=1e-13)


def test_matrices_in_any_layout(numpy):
    rng = numpy.random.default_rng(1)
    root = rng.normal(size=(4, 4))
    covariance = root @ root.T + numpy.eye(4)
    q = families.gaussian(numpy.zeros(4), numpy.ones(4))
    expected = families.gaussian([0] * 4, covariance=covariance.tolist()).divergence(q)
    wide = numpy.full((8, 12), numpy.nan)
    wide[::2, ::3] = covariance
    upside = numpy.ascontiguousarray(covariance[::-1])[::-1]
    for layout in (covariance, numpy.asfortranarray(covariance), wide[::2, ::3], upside, memoryview(covariance),
                   [doubles(row) for row in covariance], list(covariance)):
        assert families.gaussian(numpy.zeros(4), covariance=layout).divergence(q) == expected
    with pytest.raises(TypeError, match="Python objects"):
        families.gaussian([0], covariance=numpy.ones((1, 1), dtype=object))
    with pytest.raises(ValueError, match="covariance has 3 dimensions"):
        families.gaussian([0], covariance=numpy.ones((1, 1, 1)))
