# SPDX-License-Identifier: Apache-2.0
"""Latent losses: formulas written out, differences for gradients, and what is refused."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import Error, losses

MEAN, LOG_VARIANCE = [[0.5, -1.0], [2.0, 0.0]], [[0.0, -2.0], [1.0, 0.5]]
P_MEAN, P_LOG_VARIANCE = [[0.0, 0.0], [1.0, 1.0]], [[1.0, 0.0], [0.0, -1.0]]
LOGITS, TARGET = [[0.3, -2.0], [1.0, 4.0]], [[0.0, 1.0], [0.25, 0.5]]


def test_gaussian_is_that_of_the_families():
    truth = [[kullback.families.normal(m, scale=math.exp(v / 2)).divergence(
        kullback.families.normal(n, scale=math.exp(w / 2))).value for m, v, n, w in zip(*rows)]
        for rows in zip(MEAN, LOG_VARIANCE, P_MEAN, P_LOG_VARIANCE)]
    made = losses.latent_gaussian(MEAN, LOG_VARIANCE, P_MEAN, P_LOG_VARIANCE, gradient=True)
    assert made.loss == pytest.approx(sum(map(sum, truth)) / 2, rel=1e-14)
    assert list(made.losses) == pytest.approx([sum(row) for row in truth], rel=1e-14)
    assert list(made.groups) == pytest.approx([(a + b) / 2 for a, b in zip(*truth)], rel=1e-14)
    assert losses.latent_gaussian([[0.0]], [[0.0]]) == 0
    beta = losses.latent_gaussian(MEAN, LOG_VARIANCE, beta=4.0, free_bits=10.0, group=2, reduction="sum")
    assert beta == 4 * 10 * 2


def test_full_is_that_of_the_families():
    factor, p_factor = [[1.5, 0.0, 0.25, 0.5]], [[1.0, 0.0, -0.5, 2.0]]
    covariance = [[[2.25, 0.375], [0.375, 0.3125]], [[1.0, -0.5], [-0.5, 4.25]]]
    truth = kullback.families.gaussian([0.5, -1], covariance=covariance[0]).divergence(
        kullback.families.gaussian([0.0, 1.0], covariance=covariance[1])).value
    assert losses.latent_full([[0.5, -1.0]], factor, [[0.0, 1.0]], p_factor) == pytest.approx(truth, rel=1e-13)
    made = losses.latent_full([[0.5, -1.0]], factor, gradient=True)
    assert list(made.q_gradient[0]) == [0.5, -1.0] and made.p_gradient == (None, None)
    assert list(made.q_gradient[1]) == pytest.approx([1.5 - 1 / 1.5, 0, 0.25, 0.5 - 2], rel=1e-15)


def test_categorical_is_the_divergence():
    q, p = [0.2, 0.5, 0.3], [0.6, 0.3, 0.1]
    logits = [[math.log(x) for x in side] for side in (q, p)]
    truth = kullback.divergence(q, p).value
    assert losses.latent_categorical([logits[0]], [logits[1]], classes=3) == pytest.approx(truth, rel=1e-14)
    uniform = math.log(3) - kullback.entropy(q)
    assert losses.latent_categorical([logits[0]], classes=3) == pytest.approx(uniform, rel=1e-13)
    both = losses.latent_categorical([logits[0] + logits[1]], classes=3, gradient=True)
    assert list(both.groups) == pytest.approx([uniform, math.log(3) - kullback.entropy(p)], rel=1e-13)


def moved(matrix, i, j, step):
    return [[x + step * (r == i and c == j) for c, x in enumerate(row)] for r, row in enumerate(matrix)]


def check(loss, matrix, slopes):
    step = 1e-5
    for i, row in enumerate(matrix):
        for j in range(len(row)):
            difference = (loss(moved(matrix, i, j, step)) - loss(moved(matrix, i, j, -step))) / (2 * step)
            assert slopes[i * len(row) + j] == pytest.approx(difference, rel=1e-7, abs=1e-8)


@pytest.mark.parametrize("kind, scale", [("bernoulli", None), ("gaussian", [[0.2, -1.0], [0.0, 1.0]]),
                                         ("logistic", [[-1.0, 0.5], [-2.0, 0.0]])])
def test_elbo_gradients(kind, scale):
    def loss(q_mean=MEAN, q_log_variance=LOG_VARIANCE, prediction=LOGITS, log_scale=scale, **more):
        made = losses.elbo(kind, q_mean, q_log_variance, prediction, TARGET, log_scale, beta=2.0, **more)
        return made if more else made.loss

    made = loss(gradient=True)
    divergence = losses.latent_gaussian(MEAN, LOG_VARIANCE)
    reconstruction = losses.reconstruction(kind, LOGITS, TARGET, scale)
    assert made[:4] == (2 * divergence + reconstruction, reconstruction, divergence, -reconstruction - divergence)
    check(lambda m: loss(q_mean=m), MEAN, made.q_gradient[0])
    check(lambda m: loss(q_log_variance=m), LOG_VARIANCE, made.q_gradient[1])
    check(lambda m: loss(prediction=m), LOGITS, made.prediction_gradient)
    if scale is not None:
        check(lambda m: loss(log_scale=m), scale, made.log_scale_gradient)


def test_reconstruction():
    bernoulli = [sum(x * math.log1p(math.exp(-z)) + (1 - x) * math.log1p(math.exp(z)) for z, x in zip(*row))
                 for row in zip(LOGITS, TARGET)]
    assert list(losses.reconstruction("bernoulli", LOGITS, TARGET, reduction="none")) == pytest.approx(bernoulli)
    gaussian = sum((x - z) ** 2 / 2 + math.log(2 * math.pi) / 2 for row in zip(LOGITS, TARGET) for z, x in zip(*row)) / 2
    assert losses.reconstruction("gaussian", LOGITS, TARGET, 0.0) == pytest.approx(gaussian, rel=1e-14)
    made = losses.reconstruction("categorical", [[1.0, 0.0, 0.0, 3.0], [0.0, 0.0, 2.0, 1.0]], [[0, 1], [1, 0]],
                                 gradient=True)
    truth = [math.log1p(math.exp(-1)) + math.log1p(math.exp(-3)), math.log(2) + math.log1p(math.exp(-1))]
    assert list(made.losses) == pytest.approx(truth, rel=1e-13) and made.log_scale_gradient is None
    assert len(made.prediction_gradient) == 8 and made.prediction_gradient[4] == pytest.approx(0.25)


def test_importance_weighted():
    made = losses.importance_weighted([[0.0, math.log(3)], [5.0, -math.inf]], gradient=True)
    assert list(made.bounds) == pytest.approx([math.log(2), 5 - math.log(2)], rel=1e-14)
    assert made.loss == pytest.approx(-2.5, rel=1e-14)
    assert list(made.effective_samples) == pytest.approx([1.6, 1.0]) and list(made.gradient) == [-0.125, -0.375, -0.5, 0]
    none = losses.importance_weighted([[0.0, math.log(3)]], reduction="none")
    assert list(none) == pytest.approx([-math.log(2)])


def test_samples():
    z, noise = losses.latent_sample(MEAN, LOG_VARIANCE, seed=1)
    flat = [(m, v) for rows in zip(MEAN, LOG_VARIANCE) for m, v in zip(*rows)]
    assert list(z) == pytest.approx([m + math.exp(v / 2) * e for (m, v), e in zip(flat, noise)], rel=1e-14)
    assert losses.latent_sample(MEAN, LOG_VARIANCE, seed=1)[0] == z != losses.latent_sample(MEAN, LOG_VARIANCE, seed=2)[0]


def test_types_of_gradients():
    numpy = pytest.importorskip("numpy")
    single = numpy.array(MEAN, dtype="float32")
    made = losses.latent_gaussian(single, single, gradient=True)
    assert [slopes.typecode for slopes in made.q_gradient] == ["f", "f"]
    assert numpy.array(made.q_gradient[0]).reshape(2, 2) == pytest.approx(single / 2)


@pytest.mark.parametrize("call, message", [
    (lambda: losses.latent_gaussian([[0.0], [math.nan]], [[0.0], [0.0]]), "mean of q: row 1, latent 0 is nan"),
    (lambda: losses.latent_gaussian([[0.0]], [[0.0, 1.0]]), "log_variance of q: 1 x 2"),
    (lambda: losses.latent_gaussian([[0.0]], [[0.0]], beta=-1), "beta is -1"),
    (lambda: losses.latent_gaussian([[0.0]], [[0.0]], balance=2), "balance is 2"),
    (lambda: losses.latent_full([[0.0]], [[-1.0]]), "factor of q"),
    (lambda: losses.latent_categorical([[0.0, 0.0]], [[0.0, -math.inf]], classes=2), "divergence is infinite"),
    (lambda: losses.latent_categorical([[0.0, 0.0]], classes=0), "classes is 0"),
    (lambda: losses.reconstruction("bernoulli", [[0.0]], [[2.0]]), "from 0 to 1"),
    (lambda: losses.reconstruction("poisson", [[0.0]], [[2.0]]), "must be one of"),
    (lambda: losses.elbo("bernoulli", MEAN, LOG_VARIANCE, LOGITS, TARGET, reduction="none"), "mean or a sum"),
    (lambda: losses.importance_weighted([[-math.inf]]), "only -inf"),
    (lambda: losses.latent_sample([[0.0]], [[math.inf]], seed=0), "must be finite"),
])
def test_what_is_refused(call, message):
    with pytest.raises((Error, ValueError), match=message):
        call()
