# SPDX-License-Identifier: Apache-2.0
"""Gradients of halves are the exact ones times the factor from above, rounded once: what a mean over many rows alone
leaves below the range of float16, the scale of a loss (GradScaler begins with 65536) brings back into it."""

import math
import os
import weakref

import pytest

from conftest import run

import kullback

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)

theirs = torch.nn.functional
N, C = 2048, 24
# Of which a 2048th is in float16.
FACTORS = [1.0, 32768.0, 65536.0, -48000.0]


def known(numbers):
    """In both halves."""
    return numbers.bfloat16().half().double()


def draw(*shape, seed=0):
    return known(torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64))


def classes(*shape, seed=1):
    return torch.randint(C, shape, generator=torch.Generator().manual_seed(seed))


def kept(loss):
    """Of each row's loss the mean over every second."""
    return loss[::2].mean()


def torchs_divergence(p, q):
    p, q = torch.log_softmax(p, -1), torch.log_softmax(q, -1)
    return theirs.kl_div(q, p, log_target=True, reduction="batchmean")


def narrow():
    """The loss, one in float64 that is another's, inputs, and how many of them are differentiated."""
    x, z, y, weight = draw(N, C), draw(N, C, seed=2), classes(N), draw(C).abs()
    yield "cross_entropy", ours.cross_entropy, theirs.cross_entropy, (x, y), 1
    for options in ({"reduction": "sum"}, {"weight": weight, "label_smoothing": 0.25, "ignore_index": 3}):
        name = f"cross_entropy {', '.join(options)}"
        yield (name, lambda x, y, options=options: ours.cross_entropy(x, y, **options),
               lambda x, y, options=options: theirs.cross_entropy(x, y, **options), (x, y), 1)
    yield ("cross_entropy inplace", lambda x, y: ours.cross_entropy(x * 1, y, inplace=True), theirs.cross_entropy,
           (x, y), 1)
    yield ("cross_entropy none", lambda x, y: kept(ours.cross_entropy(x, y, reduction="none")),
           lambda x, y: kept(theirs.cross_entropy(x, y, reduction="none")), (x, y), 1)
    yield ("cross_entropy of an image", ours.cross_entropy, theirs.cross_entropy, (draw(32, C, 64), classes(32, 64)), 1)
    soft = torch.softmax(z, 1).half().double()
    yield ("cross_entropy of probabilities", lambda x, t: ours.cross_entropy(x, t, weight=weight),
           lambda x, t: theirs.cross_entropy(x, t, weight=weight), (x, soft), 1)
    of_rows = draw(N, seed=3).abs()
    yield ("cross_entropy of weighted rows", lambda x, y: ours.cross_entropy(x, y, row_weights=of_rows, ignore_index=0),
           lambda x, y: (of_rows * theirs.cross_entropy(x, y, reduction="none", ignore_index=0)).sum()
           / of_rows[y != 0].sum(), (x, y), 1)
    yield ("cross_entropy of probabilities of weighted rows",
           lambda x, t: ours.cross_entropy(x, t, row_weights=of_rows),
           lambda x, t: (of_rows * theirs.cross_entropy(x, t, reduction="none")).sum() / of_rows.sum(), (x, soft), 1)

    yield "divergence", ours.divergence, torchs_divergence, (x, z), 2
    yield ("divergence batchmean", lambda p, q: ours.divergence(p, q, reduction="batchmean", row_weights=of_rows),
           lambda p, q: (of_rows * ours.divergence(p, q, reduction="none")).sum() / N, (x, z), 2)
    yield ("divergence none", lambda p, q: kept(ours.divergence(p, q, reduction="none")),
           lambda p, q: torchs_divergence(p[::2], q[::2]), (x, z), 2)
    yield ("distillation of weighted rows",
           lambda student, teacher: ours.distillation(student, teacher, row_weights=of_rows, temperature=2.0),
           lambda student, teacher: 4 * (of_rows * ours.divergence(teacher / 2, student / 2, reduction="none")).sum()
           / of_rows.sum(), (x, z), 1)

    logs, probabilities = (torch.log_softmax(x, 1).half().double(), torch.softmax(z, 1).half().double())
    for reduction in ("mean", "batchmean", "sum"):
        yield (f"kl_div {reduction}", lambda x, t, reduction=reduction: ours.kl_div(x, t, reduction=reduction),
               lambda x, t, reduction=reduction: theirs.kl_div(x, t, reduction=reduction), (logs, probabilities), 2)
    yield ("kl_div of logarithms", lambda x, t: ours.kl_div(x, t, reduction="batchmean", log_target=True),
           lambda x, t: theirs.kl_div(x, t, reduction="batchmean", log_target=True), (logs, z), 2)
    yield ("kl_div none", lambda x, t: ours.kl_div(x, t, reduction="none").float().sum() / N,
           lambda x, t: theirs.kl_div(x, t, reduction="none").sum() / N, (logs, probabilities), 2)

    hidden, matrix = draw(N, 8, seed=4), draw(C, 8, seed=5)
    for reduction in ("mean", "none"):
        yield (f"linear_cross_entropy {reduction}",
               lambda h, w, b, y, reduction=reduction: ours.linear_cross_entropy(h, w, y, linear_bias=b,
                                                                                 reduction=reduction).mean(),
               lambda h, w, b, y: theirs.cross_entropy(h @ w.T + b, y), (hidden, matrix, draw(C), y), 3)


def small():
    """Losses of fewer numbers, beside the same of doubles."""
    x, z, logs = draw(N, C), draw(N, C, seed=2), known(-draw(N, seed=6).abs() - 1)
    yield "latent_gaussian", ours.latent_gaussian, (x, z), 2
    yield "latent_categorical", ours.latent_categorical, (x.view(N, 4, 6), z.view(N, 4, 6)), 2
    yield ("latent_full", ours.latent_full,
           (draw(N, 3), torch.eye(3, dtype=torch.float64).repeat(N, 1, 1)), 2)
    yield "reconstruction", lambda x, t: ours.reconstruction("gaussian", x, t, 0.0), (x, z), 1
    yield "importance_weighted", ours.importance_weighted, (x,), 1
    yield "ELBOLoss", ours.ELBOLoss("gaussian"), (x, z, z, x, torch.zeros(1, 1, dtype=torch.float64)), 3
    yield "DiscriminatorLoss", ours.DiscriminatorLoss(), (x, z), 2
    yield "GeneratorLoss", ours.GeneratorLoss(), (x,), 1
    yield "gradient_penalty", ours.gradient_penalty, (x,), 1
    yield "DPOLoss", ours.DPOLoss(), (logs, logs * 2, known(logs * 1.5), known(logs * 1.25)), 2
    yield "ORPOLoss", lambda a, b: ours.ORPOLoss()(a, b, chosen_lengths=2.0, rejected_lengths=2.0), (logs, logs * 2), 2
    yield "KTOLoss", ours.KTOLoss(), (logs, known(logs * 1.5), (logs > -1.5).double()), 1
    yield "GRPOLoss", lambda p, a, old: ours.GRPOLoss()(p, a, old_logps=old), (x[:, :4] / 64, x[:, 5], z[:, :4] / 64), 1
    yield "policy_divergence", lambda p, q: ours.policy_divergence(p, q).mean(), (x / 8, z / 8), 1
    yield ("sequence_log_probabilities", lambda x, y: ours.sequence_log_probabilities(x, y).mean() / 64,
           (draw(32, 64, C), classes(32, 64)), 1)
    yield "wasserstein of numbers", ours.wasserstein, (x[:, 0], z[:, 0]), 2
    yield "wasserstein of points", ours.wasserstein, (x[:40, :2], z[:40, :2]), 2
    yield "sliced_wasserstein", lambda x, y: ours.sliced_wasserstein(x, y, projections=5), (x[:, :2], z[:, :2]), 2
    yield ("sinkhorn_divergence", lambda x, y: ours.sinkhorn_divergence(x, y, epsilon=1.0, absolute=True),
           (x[:40, :2], z[:40, :2]), 2)


def slopes(function, arguments, count, factor, dtype):
    leaves = [one.detach().to(dtype, copy=True).requires_grad_(i < count) if one.is_floating_point() else one
              for i, one in enumerate(arguments)]
    (factor * function(*leaves)).backward()
    return [one.grad for one in leaves[:count]]


def check_rounded_once(found, exact, error, name):
    """To half of the last place, beside what the exact sum differs from that of the library."""
    kind = torch.finfo(found.dtype)
    assert found.dtype in (torch.float16, torch.bfloat16) and found.isfinite().all(), name
    within = exact.abs() * kind.eps / 2 * (1 + 2**-6) + kind.tiny * kind.eps / 2 + error
    assert ((found.double() - exact).abs() <= within).all(), name


@pytest.mark.filterwarnings("ignore:reduction:UserWarning")
@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("name, function, truth, arguments, count", narrow(), ids=lambda value: value if
                         isinstance(value, str) else "")
def test_scaled(name, function, truth, arguments, count, factor):
    if "sum" in name or name == "kl_div mean":
        factor /= 1024  # Their gradients are of the size of 1 each, or a mean over all numbers.
    found = slopes(function, arguments, count, factor, torch.float16)
    for mine, exact in zip(found, slopes(truth, arguments, count, factor, torch.float64), strict=True):
        # The kernels' error is 2⁻²⁰ times the factors of a row, and that of the layer's sums one of float32.
        of_row = abs(factor) / (1 if "sum" in name else N)
        check_rounded_once(mine, exact, of_row * (2**-13 if "linear" in name else 2**-19), name)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16], ids=str)
@pytest.mark.parametrize("name, function, arguments, count", small(), ids=lambda value: value if
                         isinstance(value, str) else "")
def test_scaled_small(name, function, arguments, count, dtype):
    for factor in FACTORS:
        factor /= 16  # Those of transport are shares of a mass.
        found = slopes(function, arguments, count, factor, dtype)
        for mine, exact in zip(found, slopes(function, arguments, count, factor, torch.float64), strict=True):
            size = float(exact.abs().max())
            one = name == "sequence_log_probabilities"  # of whose gradients bfloat16 too is rounded by the library
            check_rounded_once(mine, exact, size * (2**-18 if one else 2**-22), name)


def test_bfloat16_keeps_the_factor():
    x, y = draw(N, C).bfloat16(), classes(N)
    for factor in (1.0049, 0.3, 65536.0):
        for inplace in (False, True):
            once, = slopes(ours.cross_entropy, (x, y), 1, 1.0, torch.bfloat16)
            found, = slopes(lambda x, y: ours.cross_entropy(x * 1, y, inplace=inplace), (x, y), 1, factor,
                            torch.bfloat16)
            assert torch.equal(found, (once.float() * factor).bfloat16())


@pytest.mark.parametrize("factor", [math.inf, -math.inf, math.nan])
def test_what_is_no_number_is_told_by_the_gradient(factor):
    """And not by an exception: whoever scales looks for it there."""
    for name, function, _, arguments, count in narrow():
        for one in slopes(function, arguments, count, factor, torch.float16):
            assert not one.isfinite().all(), name
    x, y = draw(6, C).half().requires_grad_(), classes(6)
    factors = torch.tensor([1.0, factor, 0.0, -2.0, 1e5, 1.0])
    (factors * ours.cross_entropy(x, y, reduction="none")).sum().backward()
    wanted = draw(6, C).requires_grad_()
    (factors * theirs.cross_entropy(wanted, y, reduction="none")).sum().backward()
    assert not x.grad[1].isfinite().any() and (x.grad[2] == 0).all()
    others = [0, 2, 3, 4, 5]
    torch.testing.assert_close(x.grad[others], wanted.grad[others].half(), rtol=2**-10, atol=2e-6)


def test_beyond_float16():
    """As an overflow, by which a scaler knows."""
    x, y = draw(2, C).half().requires_grad_(), classes(2)
    (1e6 * ours.cross_entropy(x, y)).backward()
    assert x.grad.isinf().any() and not x.grad.isnan().any()


# ── In a graph ──────────────────────────────────────────────────────────────────────────────────

def test_a_graph_that_is_kept():
    x, y = draw(6, C).half().requires_grad_(), classes(6)
    loss = ours.cross_entropy(x, y)
    first, second = (torch.autograd.grad(loss, x, retain_graph=True)[0] for _ in range(2))
    expected = first.clone()
    first.zero_()
    assert torch.equal(second, expected)
    assert torch.equal(torch.autograd.grad(2 * loss, x)[0], 2 * expected)
    with pytest.raises(RuntimeError, match="second time"):
        torch.autograd.grad(loss, x)
    with pytest.raises(RuntimeError, match="no second derivatives"):
        torch.autograd.grad(ours.cross_entropy(x, y), x, create_graph=True)


@pytest.mark.parametrize("changed", ["logits", "target", "weight", "row_weights"])
def test_what_changed_before_backward(changed):
    tensors = {"logits": draw(6, C).half().requires_grad_() * 1, "target": classes(6), "weight": torch.ones(C),
               "row_weights": torch.ones(6)}
    loss = ours.cross_entropy(tensors["logits"], tensors["target"], tensors["weight"],
                              row_weights=tensors["row_weights"])
    tensors[changed].detach().zero_()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_inplace():
    w, y = draw(6, C).half().requires_grad_(), classes(6)
    logits = w * 1
    product = (logits * w).sum()
    loss = ours.cross_entropy(logits, y, inplace=True)
    slope, = torch.autograd.grad(loss, logits, retain_graph=True)
    assert slope.data_ptr() == logits.data_ptr()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        product.backward()
    with pytest.raises(RuntimeError, match="leaf"):
        ours.cross_entropy(w, y, inplace=True)


def test_one_side_of_a_divergence():
    p, q = draw(6, C).half(), draw(6, C, seed=2).half()
    both = slopes(ours.divergence, (p, q), 2, 3.0, torch.float16)
    for side, expected in enumerate(both):
        leaves = [p.clone(), q.clone()]
        (3.0 * ours.divergence(*(one.requires_grad_(i == side) for i, one in enumerate(leaves)))).backward()
        assert torch.equal(leaves[side].grad, expected) and leaves[1 - side].grad is None


def test_sides_of_other_types():
    p, q = draw(6, C), draw(6, C, seed=2)
    for loss in (ours.divergence, lambda p, q: ours.kl_div(p, q.abs(), reduction="batchmean")):
        exact = slopes(loss, (p, q), 2, 3000.0, torch.float64)
        leaves = p.half().requires_grad_(), q.clone().requires_grad_()
        (3000.0 * loss(*leaves)).backward()
        check_rounded_once(leaves[0].grad, exact[0], 3000 / 6 * 2**-30, "p")
        assert leaves[1].grad.dtype == torch.float64
        torch.testing.assert_close(leaves[1].grad, exact[1], rtol=1e-12, atol=1e-12)


def test_what_has_no_gradient():
    """Is refused where it is asked for, and the loss is an answer."""
    p, q = torch.zeros(1, 2, dtype=torch.float16, requires_grad=True), torch.tensor([[0.0, -math.inf]]).half()
    loss = ours.divergence(p, q)
    assert loss == math.inf
    with pytest.raises(kullback.Error, match="row 0: the divergence is infinite and has no gradient by p"):
        loss.backward()


def test_nothing():
    x = torch.zeros(0, C, dtype=torch.float16, requires_grad=True)
    for loss in (ours.cross_entropy(x, classes(0), reduction="sum"), ours.divergence(x, x.detach(), reduction="sum"),
                 ours.kl_div(x, x.detach(), reduction="sum")):
        assert loss == 0
        assert torch.autograd.grad(2 * loss, x)[0].shape == x.shape


def test_logits_are_let_go():
    x, y = draw(6, C).half().requires_grad_() * 1, classes(6)
    logits = weakref.ref(x)
    loss = ours.cross_entropy(x, y)
    del x
    assert logits() is not None
    loss.backward()
    assert logits() is None


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="sanitizers and emulators take memory of their own")
def test_memory():
    """Scaled or not, one array of the gradient."""
    pytest.importorskip("resource", reason="this system does not tell how much memory was used")
    said = run("""
import resource
import torch
import kullback.torch as ours
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
N, C = 2048, 16384
logits, y = torch.zeros(N, C, dtype=torch.float16, requires_grad=True), torch.arange(N)
few = torch.zeros(2, C, dtype=torch.float16, requires_grad=True)
(65536.0 * ours.cross_entropy(few, y[:2])).backward()
before = peak()
loss = ours.cross_entropy(logits, y)
print(peak() - before)
(65536.0 * loss).backward()
print(peak() - before)
""")
    forward, both = map(int, said.split())
    size = 2048 * 16384 * 2 >> 20
    assert forward < size / 8 and both < 1.25 * size
