# SPDX-License-Identifier: Apache-2.0
"""Mutual information of samples: by all pairs, by scikit-learn's values, by properties."""

import math
import random

import mpmath
import pytest

from conftest import doubles

import kullback
from kullback import information

RANDOM = random.Random(2004)
N, K = 90, 3
X = [[RANDOM.gauss(0, 1), RANDOM.gauss(0, 1)] for _ in range(N)]
Y = [[a + RANDOM.gauss(0, 1)] for a, _ in X]
Z = [[b + RANDOM.gauss(0, 1)] for _, b in X]


def far(rows, i, j):
    return max(abs(a - b) for a, b in zip(rows[i], rows[j]))


def counts(parts, margins):
    """Neighbours of each that are nearer in a margin than the k-th in all parts."""
    for i in range(N):
        radius = sorted(max(far(part, i, j) for part in parts) for j in range(N) if j != i)[K - 1]
        yield [sum(max(far(part, i, j) for part in margin) < radius for j in range(N) if j != i) for margin in margins]


def psi(n):
    return float(mpmath.digamma(n))


def test_by_all_pairs():
    mean = math.fsum(psi(a + 1) + psi(b + 1) for a, b in counts((X, Y), ((X,), (Y,)))) / N
    found = information.mutual_information_nearest(X, Y, normalise="none", threads=2)
    # terms below 6
    assert math.isclose(found.information, psi(K) + psi(N) - mean, abs_tol=1e-14)
    assert found.information.method == "neighbours" and found.information.n == N
    assert found.p_value.value == 1 and found.p_value.n == 0
    bits = information.mutual_information_nearest(X, Y, normalise="none", unit="bits")
    assert bits.information == found.information.to("bits")
    given = math.fsum(psi(c + 1) - psi(a + 1) - psi(b + 1)
                      for a, b, c in counts((X, Y, Z), ((X, Z), (Y, Z), (Z,)))) / N
    found = information.conditional_mutual_information_nearest(X, Y, Z, normalise="none")
    assert math.isclose(found.information, max(0, psi(K) + given), abs_tol=1e-14)


def test_options_arrive():
    y = [row[0] for row in Y]
    first = information.mutual_information_nearest(X, y, confidence=0)
    assert first == information.mutual_information_nearest(X, Y, confidence=0)
    for other in ({"neighbours": 4}, {"estimator": "ksg2"}, {"normalise": "ranks"}, {"ties": "jitter", "seed": 1,
                                                                                    "resolution": 0.5}):
        assert information.mutual_information_nearest(X, y, confidence=0, **other).information != first.information
    tested = information.mutual_information_nearest(X, y, permutations=39)
    assert tested.p_value.value == 1 / 40 and tested.p_value.n == 39 and tested.p_value.method == "permutation"
    local = [information.conditional_mutual_information_nearest(X, y, Z, permutations=39, local=local, seed=1).p_value
             for local in (2, 8)]
    assert all(1 / 40 <= p.value <= 0.25 for p in local)
    for wrong in ({"estimator": "ksg"}, {"normalise": "z"}, {"ties": "keep"}):
        with pytest.raises(ValueError):
            information.mutual_information_nearest(X, y, **wrong)


def test_labels_and_copula():
    labels = [int(a > 0) for a, _ in X]
    found = information.mutual_information_labels(labels, Y)
    assert found.information == information.mutual_information_labels([10.5 if label else -3 for label in labels],
                                                                      Y).information
    assert 0 < found.information.value < math.log(2)
    rho = 0.5**0.5
    n = 2000
    x = [RANDOM.gauss(0, 1) for _ in range(n)]
    y = [rho * (a + RANDOM.gauss(0, 1)) for a in x]
    found = information.mutual_information_copula(doubles(x), [math.exp(b) for b in y]).information
    assert found.low < -math.log1p(-rho * rho) / 2 < found.high and found.method == "gaussian_copula"


def test_errors_have_places():
    rows = [list(row) for row in X]
    rows[7][1] = math.nan
    with pytest.raises(kullback.Error, match="x is nan in row 7, column 1") as caught:
        information.mutual_information_nearest(rows, Y)
    assert caught.value.index == 15
    with pytest.raises(kullback.Error, match="the mixed one, for jitter, or count the values"):
        information.mutual_information_nearest([1, 2, 3, 4] * 9, [4, 3, 2, 1] * 9)
    assert information.mutual_information_nearest([1, 2, 3, 4] * 9, [4, 3, 2, 1] * 9,
                                                  estimator="mixed").information > 1
    with pytest.raises(kullback.Error, match="x has 90 rows, y has 89"):
        information.mutual_information_nearest(X, Y[:-1])


# ── Bounds ──────────────────────────────────────────────────────────────────────────────────────

def test_bounds():
    joint, product = [0.5, 1.5, 1.0], [0.0, -1.0, 0.5, 2.0]
    mean = math.fsum(map(math.exp, product)) / 4
    found = information.critic_bound("donsker_varadhan", joint, product)
    assert math.isclose(found.bound, 1 - math.log(mean), rel_tol=1e-14)
    assert math.isclose(found.log_mean, math.log(mean), rel_tol=1e-14) and found.bias > 0
    of_joint, of_product = found.gradient
    assert list(of_joint) == [1 / 3] * 3
    assert all(math.isclose(slope, -math.exp(f) / (4 * mean), rel_tol=1e-14) for slope, f in zip(of_product, product))
    moved = information.critic_bound("donsker_varadhan", joint, product, log_mean=2.0)
    assert moved.bound == found.bound
    assert all(math.isclose(slope, -math.exp(f - 2) / 4, rel_tol=1e-14) for slope, f in zip(moved.gradient[1], product))
    found = information.critic_bound("nwj", joint, product)
    assert math.isclose(found.bound, 1 - mean / math.e, rel_tol=1e-14) and found.bias == 0
    scores = [[1.0, 0.0], [-1.0, 2.0]]
    found = information.critic_bound_matrix("info_nce", scores)
    rows = [f[i] - math.log(math.exp(f[0]) + math.exp(f[1])) for i, f in enumerate(scores)]
    assert math.isclose(found.bound, math.log(2) + sum(rows) / 2, rel_tol=1e-14)
    assert found.bias is None and found.log_mean is None
    share = math.exp(rows[0])
    assert all(math.isclose(a, b, rel_tol=1e-13)
               for a, b in zip(found.gradient[:2], [(1 - share) / 2, -(1 - share) / 2]))
    with pytest.raises(kullback.Error, match=r"product\[1\] is inf"):
        information.critic_bound("nwj", joint, [0, math.inf])


# ── scikit-learn's ──────────────────────────────────────────────────────────────────────────────

def numbers(count, state):
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(state / 2**31)
    return out


@pytest.fixture
def columns(numpy):
    x = numpy.array(numbers(480, 5)).reshape(120, 4)
    x[:, 1], x[:, 3] = numpy.floor(4 * x[:, 1]), 7
    y = x[:, 0]**2 + x[:, 1] / 4 + numpy.array(numbers(120, 6)) / 3
    return x, y, (y > 0.6).astype(int) + (y > 1)


def test_values_of_scikit_learn(numpy, columns):
    """scikit-learn 1.3.2 printed these of the same columns."""
    x, y, labels = columns
    kept = x.copy()
    mask = [False, True, False, False]
    for found, expected in (
            (information.mutual_info_regression(x, y, random_state=3),
             [0.5974477871011641, 0.4071044339343248, 0.0, 4.440892098500626e-16]),
            (information.mutual_info_regression(x, y, discrete_features=mask, n_neighbors=5, random_state=3),
             [0.5129696550199618, 0.42306388923212346, 0.0, 4.440892098500626e-16]),
            (information.mutual_info_classif(x, labels, discrete_features=[1], random_state=4),
             [0.3922779654470441, 0.2859127794211135, 0.0, 0.042619944179889346]),
            (information.mutual_info_classif(x[:, 1:2], labels, discrete_features=True), [0.2859127794211135])):
        # sums of some hundred digammas below 6
        assert isinstance(found, numpy.ndarray) and numpy.allclose(found, expected, rtol=0, atol=1e-13)
    assert (x == kept).all()
    words = numpy.array(["no", "maybe", "yes"])[labels]
    assert (information.mutual_info_classif(x, words, discrete_features=[1], random_state=4) ==
            information.mutual_info_classif(x, labels, discrete_features=mask, random_state=4)).all()
    state = numpy.random.RandomState(3)
    assert information.mutual_info_regression(x.tolist(), y.tolist(), random_state=state)[0] == \
        information.mutual_info_regression(x, y, random_state=3)[0]


def test_targets_of_scikit_learn(numpy, columns):
    """What scikit-learn answers, too: a constant target, constant labels, a column as target, the common seed."""
    x, y, labels = columns
    numpy.random.seed(3)
    assert (information.mutual_info_regression(x, y) == information.mutual_info_regression(x, y, random_state=3)).all()
    assert (information.mutual_info_regression(x, y[:, None], random_state=3) ==
            information.mutual_info_regression(x, y, random_state=3)).all()
    assert (information.mutual_info_classif(x, labels[:, None], random_state=3) ==
            information.mutual_info_classif(x, labels, random_state=3)).all()
    # scikit-learn 1.3.2 printed 0 for labels that are all one, and the last line.
    for nothing in (information.mutual_info_classif(x, 0 * labels, random_state=3),
                    information.mutual_info_classif(x, 0 * labels, discrete_features=True),
                    information.mutual_info_regression(x[:, 3:], y, discrete_features=[0], random_state=3)):
        assert (nothing == 0).all()
    found = information.mutual_info_regression(x, numpy.full(120, 3.0), random_state=3)
    assert numpy.allclose(found, [0, 0, 0, 0.006449635184742952], rtol=0, atol=1e-13)


def test_noise_that_leaves_ties(numpy):
    """60 000 points in two places are more than noise of 1e-10 tells apart; labels that do not depend on them."""
    labels = numpy.arange(60000) % 3
    y = 1.0 * (numpy.arange(60000) // 3 % 2)
    found = information.mutual_info_classif(y[:, None], labels, random_state=0)
    # the standard error of independent draws is about 1/√n
    assert found.shape == (1,) and 0 <= found[0] < 0.02


def test_wrong_calls_of_scikit_learn(columns):
    x, y, labels = columns
    with pytest.raises(ValueError, match="it must be 'auto'"):
        information.mutual_info_regression(x, y, discrete_features="all")
    with pytest.raises(ValueError, match="are needed"):
        information.mutual_info_regression(x, y[:-1])
    with pytest.raises(TypeError):
        information.mutual_info_regression(x, y, True)
    with pytest.raises(kullback.Error):
        information.mutual_info_regression(x, y, n_neighbors=120)
    x[3, 2] = math.nan
    with pytest.raises(ValueError, match="X is nan in row 3, column 2"):
        information.mutual_info_classif(x, labels)


# ── Properties ──────────────────────────────────────────────────────────────────────────────────

hypothesis = pytest.importorskip("hypothesis", reason="Hypothesis is not installed (Debian: python3-hypothesis)")
strategies = hypothesis.strategies

# Of 21 bits: neither differences nor other units round, so that no two places become one.
NUMBERS = strategies.integers(-2**20, 2**20).map(lambda n: n / 1024)
PAIRS = strategies.lists(strategies.tuples(NUMBERS, NUMBERS), min_size=6, max_size=60,
                         unique_by=(lambda pair: pair[0], lambda pair: pair[1]))


@hypothesis.settings(deadline=None, max_examples=60)
@hypothesis.given(PAIRS, strategies.integers(1, 5), strategies.sampled_from(["ksg1", "ksg2", "mixed"]),
                  strategies.randoms(use_true_random=False))
def test_symmetric_and_without_order(pairs, neighbours, estimator, shuffler):
    x, y = map(list, zip(*pairs))
    found = information.mutual_information_nearest(x, y, neighbours=neighbours, estimator=estimator).information
    assert found >= 0 and found.value <= math.log(len(x)) + 1.6 + 2 * 0.58  # ψ(k) and both −ψ(1)
    turned = information.mutual_information_nearest(y, x, neighbours=neighbours, estimator=estimator).information
    assert turned.value == found.value
    shuffler.shuffle(pairs)
    x, y = map(list, zip(*pairs))
    dealt = information.mutual_information_nearest(x, y, neighbours=neighbours, estimator=estimator)
    assert dealt.information == found


@hypothesis.settings(deadline=None, max_examples=40)
@hypothesis.given(PAIRS, strategies.integers(-60, 60), strategies.integers(-60, 60))
def test_units_do_not_matter(pairs, a, b):
    x, y = map(list, zip(*pairs))
    found = information.mutual_information_nearest(x, y).information
    moved = information.mutual_information_nearest([-u * 2.0**a for u in x], [v * 2.0**b for v in y]).information
    assert moved.value == found.value
    ranks = information.mutual_information_nearest(x, y, normalise="ranks").information
    cubes = information.mutual_information_nearest(sorted_alike(x), y, normalise="ranks").information
    assert cubes.value == ranks.value


def sorted_alike(x):
    """Other numbers in the same order."""
    place = {value: rank for rank, value in enumerate(sorted(x))}
    return [math.exp(place[value] / 9) for value in x]
