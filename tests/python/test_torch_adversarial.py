# SPDX-License-Identifier: Apache-2.0
"""The adversarial losses of kullback.torch beside their formulas in PyTorch, and the penalty beside double backward."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
from kullback import Error

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)
from beside_torch import draw, same  # noqa: E402

s = torch.nn.functional.softplus
REAL, FAKE = draw(1, 6, 1), draw(2, 9, 1)
# g and f* of each f-GAN, as <kullback/loss_adversarial.h> has them.
F_GANS = {
    "divergence": (lambda d: d, lambda d: torch.exp(d) - 1),
    "divergence.reverse": (lambda d: 1 - torch.exp(-d), lambda d: d),
    "chi_square": (lambda d: d, lambda d: torch.where(d < -2, torch.full_like(d, -1), d + d * d / 4)),
    "hellinger.squared": (lambda d: (1 - torch.exp(-d)) / 2, lambda d: (torch.exp(d) - 1) / 2),
    "jensen_shannon": (lambda d: (math.log(2) - s(-d)) / 2, lambda d: (s(d) - math.log(2)) / 2),
    "total_variation": (lambda d: torch.tanh(d) / 2, lambda d: torch.tanh(d) / 2),
}
LOSSES = {  # of the discriminator, of the generator, and of that which plays the game itself
    "gan": (lambda r, f: s(-r).mean() + s(f).mean(), lambda f: s(-f).mean(), lambda f: -s(f).mean()),
    "least_squares": (lambda r, f: ((r - 1) ** 2).mean() / 2 + (f**2).mean() / 2, lambda f: ((f - 1) ** 2).mean() / 2,
                      None),
    "hinge": (lambda r, f: torch.relu(1 - r).mean() + torch.relu(1 + f).mean(), lambda f: -f.mean(), None),
    "wasserstein": (lambda r, f: f.mean() - r.mean(), lambda f: -f.mean(), None),
    **{name: (lambda r, f, g=g, c=c: -g(r).mean() + c(f).mean(), lambda f, g=g: -g(f).mean(),
              lambda f, c=c: -c(f).mean()) for name, (g, c) in F_GANS.items()},
}


@pytest.mark.parametrize("kind", LOSSES)
@pytest.mark.parametrize("dtype, tolerance", [(torch.float64, 1e-12), (torch.float32, 1e-6), (torch.bfloat16, 1e-2)])
def test_losses(kind, dtype, tolerance):
    discriminator, generator, game = LOSSES[kind]
    same(ours.DiscriminatorLoss(kind), discriminator, REAL, FAKE, dtype=dtype, tolerance=tolerance)
    same(ours.GeneratorLoss(kind), generator, FAKE, dtype=dtype, tolerance=tolerance)
    if game is not None:
        same(ours.GeneratorLoss(kind, saturating=True), game, FAKE, dtype=dtype, tolerance=tolerance)


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("one_sided", [False, True])
def test_penalty_of_slopes(reduction, one_sided):
    def formula(x):
        over = x.flatten(1).norm(dim=1) - 1.2
        each = 3 * (torch.relu(over) if one_sided else over) ** 2
        return each if reduction == "none" else getattr(each, reduction)()

    same(lambda x: ours.gradient_penalty(x, weight=3, target=1.2, one_sided=one_sided, reduction=reduction), formula,
         0.7 * draw(3, 5, 2, 3))


def critic_of(seed):
    torch.manual_seed(seed)
    return torch.nn.Sequential(torch.nn.Linear(3, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1)).double()


def test_penalty_trains_a_critic():
    """WGAN-GP as it is written in PyTorch: all of the critic's gradients, through its own second derivatives."""
    real, fake, mix = draw(4, 7, 3), draw(5, 7, 3), torch.rand(7, generator=torch.Generator().manual_seed(6)).double()
    mine, theirs = critic_of(1), critic_of(1)
    loss = ours.DiscriminatorLoss("wasserstein")(mine(real), mine(fake)) + ours.GradientPenalty()(mine, real, fake,
                                                                                                 mix=mix)
    between = (mix.view(-1, 1) * real + (1 - mix.view(-1, 1)) * fake).requires_grad_()
    slopes, = torch.autograd.grad(theirs(between).sum(), between, create_graph=True)
    truth = theirs(fake).mean() - theirs(real).mean() + 10 * ((slopes.norm(dim=1) - 1) ** 2).mean()
    torch.testing.assert_close(loss, truth)
    loss.backward()
    truth.backward()
    for a, b in zip(mine.parameters(), theirs.parameters()):
        torch.testing.assert_close(torch.zeros_like(a) if a.grad is None else a.grad,
                                   torch.zeros_like(b) if b.grad is None else b.grad)
    drawn = ours.GradientPenalty(weight=1.0)(mine, real, fake)
    assert drawn.item() >= 0 and "weight=1.0" in repr(ours.GradientPenalty(weight=1.0))


def test_clipped_weights():
    critic = critic_of(2)
    before = [one.clone() for one in critic.parameters()]
    moved = ours.clip_weights(critic.parameters(), 0.1)
    assert moved == sum(int((one.abs() > 0.1).sum()) for one in before) > 0
    for one, old in zip(critic.parameters(), before):
        assert torch.equal(one, old.clamp(-0.1, 0.1))
    assert ours.clip_weights(critic.parameters(), 0.1) == 0


def test_clipped_weights_are_told_to_autograd():
    one, single = torch.nn.Parameter(draw(1, 3, 4)), torch.nn.Parameter(torch.tensor(2.0))
    square = (one**2).sum()
    ours.clip_weights([one, single], 0.001)
    assert single._version == 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        square.backward()


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32, torch.float16, torch.bfloat16])
def test_clipped_weights_of_every_type(dtype):
    weights = torch.tensor([[1.0, -0.5], [0.25, 0.001]], dtype=dtype)
    assert ours.clip_weights([weights], 0.01) == 3
    # The numbers of the type next to the limit from within, and those which were there.
    below = torch.tensor(0.01, dtype=dtype)
    if below.double() > 0.01:
        bits = {2: torch.int16, 4: torch.int32}[below.element_size()]
        below = (below.view(bits) - 1).view(dtype)
    assert torch.equal(weights, torch.stack([below, -below, below, torch.tensor(0.001, dtype=dtype)]).view(2, 2))
    assert ours.clip_weights([weights], 0.01) == 0


@pytest.mark.parametrize("call, error, message", [
    (lambda x: ours.DiscriminatorLoss("what")(x, x), ValueError, "loss_type"),
    (lambda x: ours.DiscriminatorLoss()(x, x * math.inf), Error, "fake|score"),
    (lambda x: ours.DiscriminatorLoss()(x.long(), x), ValueError, "floating scores"),
    (lambda x: ours.GeneratorLoss("hinge", saturating=True)(x), Error, "saturating"),
    (lambda x: ours.gradient_penalty(x[0]), ValueError, r"\(N, …\)"),
    (lambda x: ours.gradient_penalty(x, weight=-1), Error, "weight"),
    (lambda x: ours.GradientPenalty()(lambda y: y, x, x[:2]), ValueError, "both must have one"),
    (lambda x: ours.clip_weights([x.t()]), ValueError, "one after the other"),
])
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(draw(1, 4, 3))
