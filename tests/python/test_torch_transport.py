# SPDX-License-Identifier: Apache-2.0
"""Transport in PyTorch's graph: gradients against finite differences (torch.autograd.gradcheck), values against
kullback.transport, types and refusals."""

import math

import pytest

torch = pytest.importorskip("torch")

from kullback import transport  # noqa: E402
from kullback import torch as losses  # noqa: E402


def cloud(seed, *shape):
    return torch.rand(*shape, dtype=torch.float64, generator=torch.Generator().manual_seed(seed)).requires_grad_()


# Plans stay while points move by 1e-6: differences are exact but for the third order.
@pytest.mark.parametrize("p", [1.0, 2.0, 3.5])
def test_along_a_line(p):
    x, y, a, b = cloud(1, 7), cloud(2, 9), cloud(3, 7), cloud(4, 9)
    assert losses.wasserstein(x, y, p=p).item() == pytest.approx(transport.wasserstein(x.detach(), y.detach(), p=p))
    assert torch.autograd.gradcheck(lambda *args: losses.wasserstein(*args, p=p), (x, y))
    assert torch.autograd.gradcheck(lambda *args: losses.wasserstein(*args, p=p), (x, y, a, b))


@pytest.mark.parametrize("cost, p", [("euclidean", 1.0), ("squared_euclidean", 1.0), ("l1", 2.0), ("cosine", 1.0)])
def test_points(cost, p):
    x, y = cloud(5, 6, 3), cloud(6, 8, 3)
    assert losses.wasserstein(x, y, cost=cost, p=p).item() == pytest.approx(
        transport.points(x.detach(), y.detach(), cost=cost, p=p).distance)
    assert torch.autograd.gradcheck(lambda *args: losses.wasserstein(*args, cost=cost, p=p), (x, y))
    masses = torch.tensor([1.0, 2, 3, 4, 5, 5]), torch.tensor([1.0, 2, 3, 4, 1, 2, 3, 4])
    found = losses.wasserstein(x, y, *masses, cost=cost, p=p)
    assert found.item() == pytest.approx(transport.points(x.detach(), y.detach(), *masses, cost=cost, p=p).distance)
    a, b = (mass.double().pow(1.3).requires_grad_() for mass in masses)  # no partial sums agree: potentials are unique
    assert torch.autograd.gradcheck(lambda *args: losses.wasserstein(*args, cost=cost, p=p), (x, y, a, b))


def test_sinkhorn():
    x, y = cloud(7, 5, 2), cloud(8, 6, 2)
    a, b = torch.rand(5, dtype=torch.float64) + 0.5, torch.rand(6, dtype=torch.float64) + 0.5
    a, b = (a / a.sum()).requires_grad_(), (b / b.sum()).requires_grad_()

    def by(*args):
        return losses.sinkhorn_divergence(*args, epsilon=0.1, absolute=True, tolerance=1e-12)

    assert torch.autograd.gradcheck(by, (x, y))
    # Masses move between two places, since totals must agree.
    f = torch.autograd.grad(by(x, y, a, b), (a, b))
    for side in (0, 1):
        step = torch.zeros_like((a, b)[side])
        step[0], step[1] = 1e-5, -1e-5
        ends = [by(x, y, *((a.detach() + s * step, b) if side == 0 else (a, b.detach() + s * step))).item()
                for s in (1, -1)]
        assert (ends[0] - ends[1]) / 2e-5 == pytest.approx((f[side][0] - f[side][1]).item(), rel=1e-6)


def test_masses_of_single_precision():
    for seed in range(20):
        torch.manual_seed(seed)
        x, y = torch.randn(7, 2), torch.randn(9, 2)
        a, b = torch.rand(7), torch.rand(9)
        a, b = a / a.sum(), b / b.sum()
        single, double = losses.sinkhorn_divergence(x, y, a, b), losses.sinkhorn_divergence(
            x.double(), y.double(), a.double() / a.double().sum(), b.double() / b.double().sum())
        assert single.item() == pytest.approx(double.item(), rel=1e-5)


@pytest.mark.parametrize("p", [1.0, 2.0, 3.0])
def test_sliced(p):
    x, y = cloud(9, 6, 3), cloud(10, 7, 3)
    found = losses.sliced_wasserstein(x, y, p=p, projections=37, seed=5)
    assert found.item() == pytest.approx(
        transport.sliced_wasserstein(x.detach(), y.detach(), p=p, projections=37, seed=5).value, rel=1e-13)
    assert torch.autograd.gradcheck(
        lambda *args: losses.sliced_wasserstein(*args, p=p, projections=37, seed=5), (x, y))


def test_training_moves_a_cloud():
    """Adam down each distance: what is left of it is little."""
    target = cloud(11, 40, 2).detach() + 2
    for loss in (losses.wasserstein, losses.sinkhorn_divergence, losses.sliced_wasserstein):
        x = cloud(12, 40, 2)
        first = loss(x, target).item()
        adam = torch.optim.Adam([x], lr=0.1)
        for _ in range(60):
            adam.zero_grad()
            loss(x, target).backward()
            adam.step()
        assert loss(x, target).item() < 0.1 * first


def test_types_and_equal_clouds():
    x, y = cloud(13, 6, 2).detach().float().requires_grad_(), cloud(14, 6, 2).detach().float()
    for loss in (losses.wasserstein, losses.sinkhorn_divergence, losses.sliced_wasserstein):
        value = loss(x, y)
        assert value.dtype == torch.float32 and value.dim() == 0
        (slope,) = torch.autograd.grad(2 * value, x)
        assert slope.dtype == torch.float32 and slope.shape == x.shape
        (one,) = torch.autograd.grad(loss(x, y), x)
        assert torch.equal(slope, 2 * one)
        assert not loss(x.detach(), y).requires_grad
        (none,) = torch.autograd.grad(loss(x, x.detach()), x)
        assert torch.isfinite(none).all()
    flat = torch.tensor([1.0, 2.0], requires_grad=True)
    value = losses.wasserstein(flat, flat.detach(), p=2.0)
    assert value.item() == 0 and torch.autograd.grad(value, flat)[0].tolist() == [0, 0]


def test_refused():
    x = cloud(15, 4, 2)
    with pytest.raises(RuntimeError, match="a requires a gradient"):
        losses.sliced_wasserstein(x, x, torch.ones(4, requires_grad=True))
    with pytest.raises(ValueError, match="all masses of a together are 0"):
        losses.wasserstein(x, x, torch.zeros(4))
    with pytest.raises(ValueError, match="p is"):
        losses.wasserstein(x[:, 0], x[:, 1], p=0.5)
    with pytest.raises(ValueError, match="p is inf"):
        losses.wasserstein(x[:, 0], x[:, 1], p=math.inf)
    with pytest.raises(TypeError, match="x is a"):
        losses.sliced_wasserstein([[1.0]], x)
    with pytest.raises(RuntimeError, match="second derivatives"):
        torch.autograd.grad(losses.wasserstein(x, x.detach() + 1), x, create_graph=True)
    assert math.isfinite(losses.wasserstein(x, x.detach() + 1).item())
