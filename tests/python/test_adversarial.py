# SPDX-License-Identifier: Apache-2.0
"""Losses of discriminators, critics and policies: formulas written out, differences for gradients, what is refused."""

import array
import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import Error, losses

REAL, FAKE = [0.5, 2.0, -0.25, 0.9], [-1.0, 0.75, 0.25]
F_GANS = ["divergence", "divergence.reverse", "chi_square", "hellinger.squared", "jensen_shannon", "total_variation"]


def softplus(x):
    return math.log1p(math.exp(x))


def mean(numbers):
    numbers = list(numbers)
    return math.fsum(numbers) / len(numbers)


@pytest.mark.parametrize("loss_type, real, fake", [
    ("gan", lambda d: softplus(-d), softplus),
    ("least_squares", lambda d: (d - 1) ** 2 / 2, lambda d: d ** 2 / 2),
    ("hinge", lambda d: max(0, 1 - d), lambda d: max(0, 1 + d)),
    ("wasserstein", lambda d: -d, lambda d: d),
    ("divergence", lambda d: -d, math.expm1),
    ("divergence.reverse", lambda d: math.exp(-d) - 1, lambda d: d),
    ("jensen_shannon", lambda d: (softplus(-d) - math.log(2)) / 2, lambda d: (softplus(d) - math.log(2)) / 2),
    ("total_variation", lambda d: -math.tanh(d) / 2, lambda d: math.tanh(d) / 2),
])
def test_discriminators(loss_type, real, fake):
    truth = mean(map(real, REAL)) + mean(map(fake, FAKE))
    assert losses.discriminator(REAL, FAKE, loss_type=loss_type) == pytest.approx(truth, rel=1e-14)


@pytest.mark.parametrize("loss_type", ["gan", "least_squares", "hinge", "wasserstein", *F_GANS])
def test_gradients(loss_type):
    made = losses.discriminator(REAL, FAKE, loss_type=loss_type, details=True)
    step = 1e-6
    for i in range(4):
        up, down = (losses.discriminator([*REAL[:i], REAL[i] + s, *REAL[i + 1:]], FAKE, loss_type=loss_type)
                    for s in (step, -step))
        assert made.real_gradient[i] == pytest.approx((up - down) / (2 * step), abs=1e-8)
    both = (False, True) if loss_type == "gan" or loss_type in F_GANS else (False,)
    for saturating in both:
        game = losses.generator(FAKE, loss_type=loss_type, saturating=saturating, details=True)
        up, down = (losses.generator([FAKE[0] + s, *FAKE[1:]], loss_type=loss_type, saturating=saturating)
                    for s in (step, -step))
        assert game.gradient[0] == pytest.approx((up - down) / (2 * step), abs=1e-8)
        if saturating:
            assert list(game.gradient) == [-g for g in made.fake_gradient]


def test_bounds():
    p, q = [5, 2, 1], [1, 3, 4]
    best = [math.log(a / b) for a, b in zip(p, q)]
    scores = [[d for d, n in zip(best, counts) for _ in range(n)] for counts in (p, q)]
    for loss_type, measure in (("gan", "jensen_shannon"), ("divergence", "divergence"),
                               ("divergence.reverse", "divergence.reverse"), ("jensen_shannon", "jensen_shannon")):
        made = losses.discriminator(*scores, loss_type=loss_type, details=True)
        assert made.measure == measure
        assert made.bound.value == pytest.approx(kullback.measure(measure, p, q).value, rel=1e-13)
        assert made.bound.low < made.bound.value < made.bound.high and made.bound.n == 16
    assert losses.discriminator(REAL, FAKE, loss_type="wasserstein", details=True).measure is None


def test_critics():
    weights = array.array("f", [0.5, -0.005, -2.0])
    assert losses.clip_weights(weights) == 2
    assert list(weights) == pytest.approx([0.01, -0.005, -0.01], rel=1e-7)
    made = losses.gradient_penalty([[3.0, 4.0], [0.6, 0.8]], details=True)
    assert made.loss == pytest.approx(80) and list(made.slopes) == pytest.approx([5, 1])
    assert list(made.gradient) == pytest.approx([20 * 4 * 0.6 / 2, 20 * 4 * 0.8 / 2, 0, 0], abs=1e-13)
    assert losses.gradient_penalty([[0.3, 0.4]], one_sided=True) == 0
    assert list(losses.gradient_penalty([[3.0, 4.0]], weight=0.5, target=0.0, reduction="none")) == [12.5]


POLICY, OLD, REFERENCE = [[-1.0, -2.0], [-0.5, -3.0]], [[-1.5, -2.0], [-0.4, -2.5]], [[-1.0, -1.0], [-1.0, -2.0]]
MASK, ADVANTAGES = [[1, 1], [1, 0]], [[1.0], [-2.0]]


def test_policy_loss():
    made = losses.policy_loss(POLICY, ADVANTAGES, old=OLD, reference=REFERENCE, mask=MASK, beta=0.5, details=True)
    ratios = [math.exp(0.5), 1.0, math.exp(-0.1)]
    surrogates = [-1.2, -1.0, 2 * ratios[2]]
    penalties = [math.exp(-d) - 1 + d for d in (0.0, -1.0, 0.5)]
    assert made.surrogate == pytest.approx(((surrogates[0] + surrogates[1]) / 2 + surrogates[2]) / 2, rel=1e-14)
    assert made.penalty == pytest.approx(((penalties[0] + penalties[1]) / 2 + penalties[2]) / 2, rel=1e-14)
    assert made.loss == made.surrogate + 0.5 * made.penalty and made.clipped == pytest.approx(1 / 3)
    assert list(made.ratios) == pytest.approx([*ratios, 0]) and made.gradient[3] == 0 == made.losses[3]
    tokens = losses.policy_loss(POLICY, ADVANTAGES, old=OLD, mask=MASK, reduction="tokens")
    assert tokens == pytest.approx(sum(surrogates) / 3, rel=1e-14)
    constant = losses.policy_loss(POLICY, ADVANTAGES, old=OLD, mask=MASK, reduction="constant", max_length=8)
    assert constant == pytest.approx(sum(surrogates) / 16, rel=1e-14)
    step = 1e-6
    up, down = (losses.policy_loss([[-1.0, -2.0 + s], POLICY[1]], ADVANTAGES, old=OLD, reference=REFERENCE, mask=MASK,
                                   beta=0.5) for s in (step, -step))
    assert made.gradient[1] == pytest.approx((up - down) / (2 * step), abs=1e-8)


@pytest.mark.parametrize("reduction", ["sequences", "tokens", "constant"])
@pytest.mark.parametrize("penalty", ["k1", "k2", "k3"])
def test_policy_loss_beside_numpy(penalty, reduction):
    np = pytest.importorskip("numpy")
    draw = np.random.default_rng(6)
    policy = -3 * draw.random((5, 7))
    old, reference = policy + draw.uniform(-0.6, 0.6, policy.shape), policy + draw.uniform(-1, 1, policy.shape)
    mask, advantages = draw.random(policy.shape) < 0.7, draw.normal(size=(5, 1))
    mask[:, 0] = True

    def formula(policy):
        ratio, d = np.exp(policy - old), policy - reference
        k = {"k1": d, "k2": d ** 2 / 2, "k3": np.exp(-d) - 1 + d}[penalty]
        each = np.where(mask, -np.minimum(ratio * advantages, np.clip(ratio, 0.8, 1.2) * advantages) + 0.3 * k, 0)
        return {"sequences": (each.sum(1) / mask.sum(1)).mean(), "tokens": each.sum() / mask.sum(),
                "constant": each.sum() / (5 * 9)}[reduction]

    made = losses.policy_loss(policy, advantages, old=old, reference=reference, mask=mask.astype("u1"), beta=0.3,
                              penalty=penalty, reduction=reduction, max_length=9 if reduction == "constant" else 0,
                              details=True)
    assert made.loss == pytest.approx(formula(policy), rel=1e-13)
    step = 1e-6  # h² of a third derivative, and 2⁻⁵²/h
    for at in np.ndindex(policy.shape):
        up, down = policy.copy(), policy.copy()
        up[at] += step
        down[at] -= step
        slope = (formula(up) - formula(down)) / (2 * step)
        assert np.asarray(made.gradient).reshape(policy.shape)[at] == pytest.approx(slope, abs=1e-8)


def test_policy_divergence():
    d = [[p - r for p, r in zip(*rows)] for rows in zip(POLICY, REFERENCE)]
    assert losses.policy_divergence(POLICY, REFERENCE, penalty="k1").value == pytest.approx(mean(map(sum, d)))
    made = losses.policy_divergence(POLICY, REFERENCE, mask=MASK, penalty="k2", details=True)
    assert list(made.values) == [0, 0.5, 0.125, 0] and list(made.slopes) == [0, -1, 0.5, 0]
    assert made.divergence.flags == ("independent_draws", "biased") and made.divergence.n == 2


def test_advantages_and_coefficients():
    assert list(losses.advantages([1, 3, 0, 0], 2, scale="none")) == [-1, 1, 0, 0]
    assert list(losses.advantages([1, 3, 0, 0], 2)) == pytest.approx([-1 / (2 ** 0.5 + 1e-4), 1 / (2 ** 0.5 + 1e-4), 0, 0])
    best = losses.policy_optimum([3, 1], [0, 1], 0.5)
    assert list(best.policy) == pytest.approx([3 / (3 + math.e ** 2), math.e ** 2 / (3 + math.e ** 2)], rel=1e-14)
    assert best.reward == pytest.approx(best.policy[1], rel=1e-14)
    assert best.divergence == pytest.approx(float(kullback.divergence(best.policy, [3, 1])), rel=1e-14)
    assert losses.policy_coefficient(0.2, 100, target=6, steps=500) == pytest.approx(0.2 * 1.01)


@pytest.mark.parametrize("call, message", [
    (lambda: losses.discriminator([math.nan], [0.0]), "real: score 0 is nan"),
    (lambda: losses.discriminator([], [0.0]), "no scores"),
    (lambda: losses.discriminator([0.0], [0.0], loss_type="kl"), "must be one of"),
    (lambda: losses.discriminator([0.0], [0.0], confidence=1), "confidence is 1"),
    (lambda: losses.generator([0.0], loss_type="hinge", saturating=True), "no saturating"),
    (lambda: losses.clip_weights(array.array("f", [1]), 0), "limit is 0"),
    (lambda: losses.gradient_penalty([[math.inf]]), "must be finite"),
    (lambda: losses.policy_loss([[-1.0]], [[1.0]], beta=0.1), "no reference"),
    (lambda: losses.policy_loss([[-1.0]], [[1.0]], mask=[[0]]), "nothing of sequence 0"),
    (lambda: losses.policy_loss([[-1.0]], [[1.0]], reduction="mean"), "must be one of"),
    (lambda: losses.policy_loss([[-1.0], [-math.inf]], [[1.0], [1.0]]), "policy: row 1, column 0 is -inf"),
    (lambda: losses.policy_loss([[-1.0]], [[1.0]], reference=[[-1.0]], beta=-1), "beta is -1"),
    (lambda: losses.policy_loss([[-1.0]], [[1.0]], clip_low=1), "clip_low is 1"),
    (lambda: losses.policy_divergence([[-math.inf]], [[-1.0]]), "must be finite"),
    (lambda: losses.advantages([1, 2, 3], 2), "groups of 2"),
    (lambda: losses.policy_coefficient(0, 1, target=6, steps=1), "coefficient is 0"),
    (lambda: losses.policy_optimum([1, 1], [0, math.nan], 1), r"rewards\[1\] is nan"),
])
def test_what_is_refused(call, message):
    with pytest.raises((Error, ValueError), match=message):
        call()


def test_weights_that_cannot_be_written():
    with pytest.raises(BufferError):
        losses.clip_weights(bytes(8), 1)
    with pytest.raises(ValueError, match="side by side"):
        losses.clip_weights(memoryview(array.array("d", [1, 2, 3, 4]))[::2], 1)
    with pytest.raises(TypeError, match="can be written"):
        losses.clip_weights([1.0, 2.0], 1)
