# SPDX-License-Identifier: Apache-2.0
"""The latent losses of kullback.torch beside torch.distributions and the formulas: values and gradients."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
from kullback import Error, losses

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)
from beside_torch import draw, same  # noqa: E402

D = torch.distributions
F = torch.nn.functional
N, DIM, CLASSES = 5, 4, 3
REDUCE = {"mean": torch.mean, "sum": torch.sum, "none": lambda x: x}
PAIR = draw(1, N, DIM), draw(2, N, DIM), draw(3, N, DIM), draw(4, N, DIM)


def normal(mean, log_variance):
    return D.Normal(mean, torch.exp(0.5 * log_variance))


def divergence(m, v, pm=torch.zeros(()), pv=torch.zeros(())):
    return D.kl_divergence(normal(m, v), normal(pm, pv))


@pytest.mark.parametrize("reduction", REDUCE)
@pytest.mark.parametrize("sides", [2, 4])
@pytest.mark.parametrize("dtype, tolerance", [(torch.float64, 1e-12), (torch.float32, 2e-6), (torch.bfloat16, 1e-2)])
def test_gaussian(reduction, sides, dtype, tolerance):
    same(lambda *x: ours.latent_gaussian(*x, beta=0.5, reduction=reduction),
         lambda *x: REDUCE[reduction](0.5 * divergence(*x).sum(-1)), *PAIR[:sides], dtype=dtype, tolerance=tolerance)


def test_shapes_and_options():
    loss = ours.LatentGaussianLoss(2.0, free_bits=0.4, group=2)
    assert "free_bits=0.4" in repr(loss) and ours.LatentGaussianLoss().beta == 1
    small = 0.3 * PAIR[0], 0.3 * PAIR[1]
    same(loss, lambda m, v: 2 * divergence(m, v).mean(0).view(2, 2).sum(1).clamp(min=0.4).sum(), *small)
    same(lambda m, v: ours.latent_gaussian(m, v, reduction="none"), lambda m, v: divergence(m, v).sum(-1),
         draw(5, 2, 3, DIM), draw(6, 2, 3, DIM))

    def balanced(m, v, pm, pv):  # the value of one, gradients of a quarter by p and three by q
        return 0.25 * divergence(m.detach(), v.detach(), pm, pv).sum(-1).mean() + 0.75 * divergence(
            m, v, pm.detach(), pv.detach()).sum(-1).mean()

    same(lambda *x: ours.latent_gaussian(*x, balance=0.25), balanced, *PAIR)


@pytest.mark.parametrize("reduction", REDUCE)
@pytest.mark.parametrize("has_prior", [False, True])
def test_full_and_categorical(reduction, has_prior):
    def factor(seed):
        return torch.tril(0.3 * draw(seed, N, DIM, DIM), -1) + torch.diag_embed(0.5 + draw(seed + 1, N, DIM).abs())

    def full(m, l, pm=torch.zeros(DIM, dtype=torch.float64), pl=torch.eye(DIM, dtype=torch.float64)):
        p = D.MultivariateNormal(pm, scale_tril=torch.tril(pl), validate_args=False)
        return REDUCE[reduction](D.kl_divergence(D.MultivariateNormal(m, scale_tril=torch.tril(l), validate_args=False), p))

    sides = [PAIR[0], factor(7)] + ([PAIR[2], factor(9)] if has_prior else [])
    same(lambda *x: ours.latent_full(*x, reduction=reduction), full, *sides)

    def categorical(q, p=torch.zeros(CLASSES, dtype=torch.float64)):
        return REDUCE[reduction](D.kl_divergence(D.Categorical(logits=q), D.Categorical(logits=p)).sum(-1))

    sides = [draw(11, N, DIM, CLASSES)] + ([draw(12, N, DIM, CLASSES)] if has_prior else [])
    same(lambda *x: ours.latent_categorical(*x, reduction=reduction), categorical, *sides)


def logistic(m, s, x, levels):
    """Salimans' discretised logistic on levels from −1 to 1, in differences of σ."""
    half, scale = 1 / (levels - 1), torch.exp(s)
    up, down = torch.sigmoid((x + half - m) / scale), torch.sigmoid((x - half - m) / scale)
    up, down = torch.where(x >= 1, torch.ones_like(up), up), torch.where(x <= -1, torch.zeros_like(down), down)
    return -torch.log(up - down)


DATA = torch.rand((N, DIM), generator=torch.Generator().manual_seed(13), dtype=torch.float64)
LEVELS = torch.round(DATA * 7) / 7 * 2 - 1
CHOSEN = torch.randint(CLASSES, (N, DIM), generator=torch.Generator().manual_seed(14))
CASES = {
    "bernoulli": ((draw(15, N, DIM),), DATA, lambda p: F.binary_cross_entropy_with_logits(p, DATA, reduction="none")),
    "gaussian": ((draw(15, N, DIM), 0.3 * draw(16, N, DIM)), DATA,
                 lambda m, s: -D.Normal(m, torch.exp(s)).log_prob(DATA)),
    "logistic": ((draw(15, N, DIM), 0.3 * draw(16, N, DIM)), LEVELS, lambda m, s: logistic(m, s, LEVELS, 8)),
    "categorical": ((draw(15, N, DIM, CLASSES),), CHOSEN,
                    lambda p: -p.log_softmax(-1).gather(-1, CHOSEN.unsqueeze(-1)).squeeze(-1)),
}


@pytest.mark.parametrize("reduction", REDUCE)
@pytest.mark.parametrize("kind", CASES)
def test_reconstruction(kind, reduction):
    inputs, target, formula = CASES[kind]
    same(lambda p, s=None: ours.reconstruction(kind, p, target, s, levels=8, reduction=reduction),
         lambda *x: REDUCE[reduction](formula(*x).sum(-1)), *inputs, tolerance=1e-11)


@pytest.mark.parametrize("reduction", REDUCE)
def test_one_scale_for_all(reduction):
    formula = CASES["gaussian"][2]
    same(lambda p, s: ours.reconstruction("gaussian", p, DATA, s, reduction=reduction),
         lambda p, s: REDUCE[reduction](formula(p, s).sum(-1)), draw(15, N, DIM),
         torch.full((1, 1), -0.4, dtype=torch.float64))
    torch.testing.assert_close(ours.reconstruction("gaussian", DATA, DATA, -0.4, reduction=reduction),
                               REDUCE[reduction](formula(DATA, torch.tensor(-0.4).double()).sum(-1)))


@pytest.mark.parametrize("kind", CASES)
def test_elbo(kind):
    inputs, target, formula = CASES[kind]
    loss = ours.ELBOLoss(kind, beta=3.0, levels=8)

    def theirs(m, v, *x):
        return formula(*x).sum(-1).mean() + 3 * divergence(m, v).sum(-1).mean()

    same(lambda m, v, p, s=None: loss(m, v, p, target, s), theirs, *PAIR[:2], *inputs, tolerance=1e-11)
    first, second, elbo = loss.terms
    assert math.isclose(elbo, -first - second) and "beta=3.0" in repr(loss)


def test_a_draw_carries_gradients_back():
    """One step of a linear VAE from the encoder's parameters to the loss, all of ours beside all of torch's."""
    decoder = draw(20, DIM, DIM)
    noise = ours.latent_sample(torch.zeros(N, DIM).double(), torch.zeros(N, DIM).double(), seed=3)
    assert abs(noise.mean()) < 1 and torch.equal(noise, ours.latent_sample(noise * 0, noise * 0, seed=3))

    def mine(m, v):
        return ours.ELBOLoss()(m, v, ours.latent_sample(m, v, seed=3) @ decoder, DATA)

    def theirs(m, v):
        z = m + torch.exp(v / 2) * noise
        return F.binary_cross_entropy_with_logits(z @ decoder, DATA, reduction="none").sum(-1).mean() + divergence(
            m, v).sum(-1).mean()

    same(mine, theirs, *PAIR[:2])


@pytest.mark.parametrize("dim", [-1, 1])
def test_categorical_draws(dim):
    """Soft draws are PyTorch's of the same noise; hard ones are those of kullback.losses."""
    logits = draw(22, N, DIM, CLASSES)
    moved = logits.movedim(dim, -1)
    classes = moved.shape[-1]
    found = losses.latent_categorical_sample(moved.reshape(-1, classes), classes=classes, temperature=0.6, seed=9)
    noise = torch.tensor(found.noise, dtype=torch.float64).view(moved.shape).movedim(-1, dim)
    soft = torch.tensor(found.relaxed, dtype=torch.float64).view(moved.shape).movedim(-1, dim)
    torch.testing.assert_close(ours.gumbel_softmax(logits, 0.6, dim=dim, seed=9), soft)
    weights = draw(23, *logits.shape)
    same(lambda x: (ours.gumbel_softmax(x, 0.6, dim=dim, seed=9) * weights).sum(),
         lambda x: (((x + noise) / 0.6).softmax(dim) * weights).sum(), logits)
    hard = ours.gumbel_softmax(logits, 0.6, hard=True, dim=dim, seed=9)
    assert hard.argmax(dim).flatten().tolist() == list(found.chosen) and torch.equal(hard.sum(dim), hard.sum(dim).round())
    same(lambda x: (ours.gumbel_softmax(x, 0.6, True, dim, seed=9) * weights).sum(),
         lambda x: ((((x + noise) / 0.6).softmax(dim) - soft + hard.detach()) * weights).sum(), logits)
    assert not torch.equal(ours.gumbel_softmax(logits, seed=1), ours.gumbel_softmax(logits, seed=2))


@pytest.mark.parametrize("reduction", REDUCE)
def test_importance_weighted(reduction):
    same(lambda w: ours.importance_weighted(w, reduction=reduction),
         lambda w: REDUCE[reduction](math.log(7) - w.logsumexp(-1)), draw(21, N, 7))


@pytest.mark.parametrize("call, error, message", [
    (lambda x: ours.latent_gaussian(x, x[:2]), Error, "log_variance"),
    (lambda x: ours.latent_gaussian(x * math.nan, x), Error, "mean"),
    (lambda x: ours.latent_gaussian(x, x, beta=-1), Error, "beta"),
    (lambda x: ours.latent_gaussian(x.long(), x), ValueError, "floating"),
    (lambda x: ours.gumbel_softmax(x, 0.0, seed=1), Error, "temperature"),
    (lambda x: ours.gumbel_softmax(x[0, 0], seed=1), ValueError, "dimension of classes"),
    (lambda x: ours.latent_categorical(x[0]), ValueError, r"\(…, D, C\)"),
    (lambda x: ours.reconstruction("bernoulli", x, x * 100), Error, "target"),
    (lambda x: ours.reconstruction("what", x, x), ValueError, "kind"),
    (lambda x: ours.reconstruction("bernoulli", x, x.clone().requires_grad_()), RuntimeError, "target requires"),
])
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(draw(1, 4, 3))
