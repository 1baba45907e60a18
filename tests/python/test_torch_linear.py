# SPDX-License-Identifier: Apache-2.0
"""kullback.torch.linear_cross_entropy is torch's cross_entropy of torch's linear, without the logits."""

import copy
import itertools
import os

import pytest

from conftest import run

import kullback

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)

theirs = torch.nn.functional
HIDDEN, CLASSES = 7, 11
WEIGHT = torch.linspace(0, 2, CLASSES, dtype=torch.float64)
SHAPES = {"H": (), "NH": (6,), "BTH": (2, 3)}


def draw(shape, with_bias=True):
    generator = torch.Generator().manual_seed(4)
    x, w, b = (torch.randn(size, generator=generator, dtype=torch.float64)
               for size in ((*shape, HIDDEN), (CLASSES, HIDDEN), (CLASSES,)))
    return x, w, b if with_bias else None, torch.randint(1, CLASSES, shape, generator=generator)


def torchs(x, w, y, *, linear_bias=None, **options):
    """The classes are torch's second dimension."""
    logits = theirs.linear(x, w, linear_bias)
    return theirs.cross_entropy(logits.movedim(-1, 1) if logits.dim() > 2 else logits, y, **options)


def with_gradients(function, x, w, b, y, **options):
    leaves = [None if one is None else one.detach().requires_grad_() for one in (x, w, b)]
    loss = function(leaves[0], leaves[1], y, linear_bias=leaves[2], **options)
    generator = torch.Generator().manual_seed(2)
    loss.backward(torch.randn(loss.shape, generator=generator, dtype=torch.float64).to(loss.dtype))
    return [loss.detach(), *(one.grad for one in leaves if one is not None)]


@pytest.mark.parametrize("dtype", [torch.float64, torch.float32], ids=str)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("with_bias", [True, False])
def test_all_options(dtype, shape, with_bias):
    x, w, b, y = draw(SHAPES[shape], with_bias)
    for weight, ignored, smoothing, reduction in itertools.product((None, WEIGHT), (-100, int(y.flatten()[0])),
                                                                   (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        if reduction == "mean" and (y == ignored).all():
            continue
        options = {"weight": weight, "ignore_index": ignored, "label_smoothing": smoothing, "reduction": reduction}
        layer = [None if one is None else one.to(dtype) for one in (x, w, b)]
        found = with_gradients(ours.linear_cross_entropy, *layer, y, **options)
        truth = with_gradients(torchs, x, w, b, y, **options)
        for mine, other in zip(found, truth, strict=True):
            assert mine.shape == other.shape and mine.dtype == dtype
            # Sums of 8 products, and of 6 rows, each of a size of 10.
            error = 1e-12 if dtype == torch.float64 else 1e-5
            torch.testing.assert_close(mine.double(), other, rtol=error, atol=error)


@pytest.mark.parametrize("reduction", ["mean", "none"])
def test_halves(reduction):
    """Sums are of f32, and gradients rounded to the types of what they are by, before and after they are scaled."""
    types = torch.bfloat16, torch.float16, torch.float32
    x, w, b, y = draw((6,))
    x, w, b = layer = [one.to(dtype) for one, dtype in zip((x, w, b), types)]
    found = with_gradients(ours.linear_cross_entropy, *layer, y, reduction=reduction)
    truth = with_gradients(torchs, x.double(), w.double(), b.double(), y, reduction=reduction)
    for mine, other, dtype, error in zip(found, truth, (torch.float32, *types), (1e-5, 2.0**-7, 2.0**-10, 1e-5)):
        assert mine.dtype == dtype
        torch.testing.assert_close(mine.double(), other, rtol=error, atol=1e-5)


def test_what_torch_has_not():
    x, w, b, y = draw((6,))
    options = {"z_loss": 0.1, "focus": 2.0, "softcap": 3.0, "temperature": 2.0, "row_weights": torch.arange(6.0)}
    found = with_gradients(ours.linear_cross_entropy, x, w, b, y, **options)
    whole = with_gradients(lambda x, w, y, linear_bias, **options: ours.cross_entropy(
        theirs.linear(x, w, linear_bias), y, **options), x, w, b, y, **options)
    for mine, other in zip(found, whole, strict=True):
        torch.testing.assert_close(mine, other, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("options", [{}, {"reduction": "none"}, {"label_smoothing": 0.3, "reduction": "sum"}])
def test_gradcheck(options):
    x, w, b, y = draw((4,))
    leaves = [one.requires_grad_() for one in (x, w, b)]
    assert torch.autograd.gradcheck(
        lambda x, w, b: ours.linear_cross_entropy(2 * x, w, y, linear_bias=b, **options), leaves)
    # Of one side alone, and of matrices with columns that are apart.
    assert torch.autograd.gradcheck(lambda w: ours.linear_cross_entropy(x.detach(), w, y, **options), (w,))
    apart = w.detach().t().contiguous().t()
    assert torch.autograd.gradcheck(
        lambda x: ours.linear_cross_entropy(x.t().contiguous().t(), apart, y, **options), (x,))


def test_rows_that_changed_before_their_gradients():
    x, w, _, y = draw((4,))
    x, w = x + 0, w.requires_grad_()
    loss = ours.linear_cross_entropy(x, w, y, reduction="none")
    x.add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.sum().backward()


@pytest.mark.parametrize("reduction", ["mean", "none"])
def test_no_second_derivative(reduction):
    x, w, _, y = draw((4,))
    with pytest.raises(RuntimeError, match="no second derivatives"):
        torch.autograd.grad(ours.linear_cross_entropy(x.requires_grad_(), w, y, reduction=reduction).sum(), x,
                            create_graph=True)


def refusals():
    x, w, b, y = draw((4,))
    yield (x[:, 1:], w, y), {}, ValueError, r"linear_weight has the shape \(11, 7\), input \(4, 6\)"
    yield (x, w[0], y), {}, ValueError, r"linear_weight has the shape \(7,\)"
    yield (x, w, y[:3]), {}, ValueError, r"target has the shape \(3,\)"
    yield (x, w, torch.rand(4, CLASSES)), {}, ValueError, "class indices of .4,. are needed"
    yield (x, w, y), {"row_weights": torch.ones(3)}, ValueError, "row_weights has the shape"
    yield (x, w.to("meta"), y), {}, ValueError, "linear_weight is on meta"
    yield (x, w, y), {"linear_bias": b.to("meta")}, ValueError, "linear_bias is on meta"
    yield (x, w, y), {"linear_bias": b[:3]}, kullback.Error, "bias"
    yield (x, w.float(), y), {}, kullback.Error, "weight"
    yield (x, w, y + 10), {}, kullback.Error, "row 0 has class"
    yield (x, w, y), {"weight": WEIGHT.clone().requires_grad_()}, RuntimeError, r"weight\.detach\(\)"


@pytest.mark.parametrize("arguments, options, kind, words", refusals())
def test_refused(arguments, options, kind, words):
    with pytest.raises(kind, match=words):
        ours.linear_cross_entropy(*arguments, **options)


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="sanitizers and emulators take memory of their own")
def test_the_logits_are_nowhere():
    pytest.importorskip("resource", reason="this system does not tell how much memory was used")
    said = run("""
import resource
import torch
import kullback.torch as ours
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
N, H, C = 4096, 16, 16384
x, w, y = torch.zeros(N, H, requires_grad=True), torch.zeros(C, H, requires_grad=True), torch.arange(N)
ours.linear_cross_entropy(x[:2], w, y[:2]).backward()
before = peak()
ours.linear_cross_entropy(x, w, y).backward()
print(peak() - before)
""")
    assert int(said) < (4096 * 16384 * 4 >> 20) / 8


def test_module():
    made = ours.LinearCrossEntropyLoss(HIDDEN, CLASSES, bias=True, dtype=torch.float64, label_smoothing=0.1,
                                       weight=WEIGHT)
    x, _, _, y = draw((6,))
    for again in (made, copy.deepcopy(made)):
        wanted = torchs(x, made.linear.weight, y, linear_bias=made.linear.bias, weight=WEIGHT,
                        label_smoothing=0.1)
        torch.testing.assert_close(again(x, y), wanted, rtol=1e-13, atol=0)
    made(x, y).backward()
    assert all(one.grad.abs().max() > 0 for one in made.parameters())
    assert set(made.state_dict()) == {"weight", "linear.weight", "linear.bias"}
    plain = ours.LinearCrossEntropyLoss(HIDDEN, CLASSES)
    assert plain.linear.bias is None and plain.weight is None and plain(x.float(), y).dtype == torch.float32
