# SPDX-License-Identifier: Apache-2.0
"""kullback.torch.kl_div is torch's, with all its options, on random and extreme input, and in a graph."""

import itertools
import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)

theirs = torch.nn.functional
SHAPES = [(), (5,), (4, 5), (3, 4, 2), (2, 3, 2, 2)]
TYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]
# What a term and a gradient are rounded to, beside some 2⁻⁴⁵ of what is added.
ROUNDED = {torch.float64: 1e-13, torch.float32: 2.0**-23, torch.bfloat16: 2.0**-8, torch.float16: 2.0**-10}


def draw(shape, kind, log_target):
    """Log-probabilities and (log-)probabilities that all types have; extreme ones are not normalised."""
    generator = torch.Generator().manual_seed(3)
    x, t = (-3 * torch.rand(shape, generator=generator, dtype=torch.float64) for _ in range(2))
    if kind == "extreme":
        pattern = torch.tensor([1, 1e-6, 200, 0, -4], dtype=torch.float64)
        scale = pattern[torch.arange(x.numel()) % 5].view(shape)
        x, t = x * scale, t * scale.flip(0) / 60 if x.dim() else t
    t = t if log_target else t.exp()
    return x.half().bfloat16().double(), t.half().bfloat16().double()


def with_gradients(function, x, t, **options):
    x, t = x.detach().requires_grad_(), t.detach().requires_grad_()
    loss = function(x, t, **options)
    generator = torch.Generator().manual_seed(2)
    # Factors that bf16 has.
    loss.backward(torch.randn(loss.shape, generator=generator, dtype=torch.float64).bfloat16().to(loss.dtype))
    return loss.detach(), x.grad, t.grad


@pytest.mark.filterwarnings("ignore:reduction:UserWarning")
@pytest.mark.parametrize("kind", ["random", "extreme"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: "x".join(map(str, shape)) or "one")
@pytest.mark.parametrize("dtype", TYPES, ids=str)
def test_all_options(dtype, shape, kind):
    for log_target, reduction in itertools.product((False, True), ("none", "mean", "batchmean", "sum")):
        x, t = draw(shape, kind, log_target)
        truth = with_gradients(theirs.kl_div, x, t, log_target=log_target, reduction=reduction)
        found = with_gradients(ours.kl_div, x.to(dtype), t.to(dtype), log_target=log_target, reduction=reduction)
        assert found[0].shape == truth[0].shape
        assert found[0].dtype == (dtype if reduction == "none" or dtype == torch.float64 else torch.float32)
        size = float(theirs.kl_div(x, t, log_target=log_target, reduction="none").abs().max())
        of_sum = max(size, 1) * (2e-13 if dtype == torch.float64 else 1e-6)
        torch.testing.assert_close(found[0].double(), truth[0], rtol=ROUNDED[dtype] if reduction == "none" else 1e-6,
                                   atol=of_sum)
        smallest = torch.finfo(dtype).tiny * torch.finfo(dtype).eps
        for slopes, wanted in zip(found[1:], truth[1:]):
            assert slopes.dtype == dtype
            # Of a gradient by the target what cancels is of the size of the log-probabilities.
            torch.testing.assert_close(slopes.double(), wanted, rtol=2 * ROUNDED[dtype],
                                       atol=max(1e-13 * (1 + float(x.abs().max())), smallest))


def test_targets_of_another_type():
    x, t = draw((4, 5), "random", False)
    for a, b in itertools.product(TYPES, TYPES):
        loss, by_input, by_target = with_gradients(ours.kl_div, x.to(a), t.to(b), reduction="batchmean")
        torch.testing.assert_close(loss.double(), theirs.kl_div(x, t, reduction="batchmean"), rtol=1e-6, atol=0)
        assert (by_input.dtype, by_target.dtype) == (a, b)


def test_it_is_the_divergence():
    p, q = torch.rand(6, dtype=torch.float64), torch.rand(6, dtype=torch.float64)
    p, q = p / p.sum(), q / q.sum()
    loss = ours.kl_div(q.log()[None], p[None], reduction="batchmean")
    assert loss == pytest.approx(kullback.divergence(p, q).value, rel=1e-12)


def test_where_torch_is_silent_or_nan():
    x, t = torch.tensor([[-1.0, -2.0]]), torch.tensor([[0.5, 0.5]])
    for input, target, words in ((x, -t, "target: row 0, column 0"), (x * math.nan, t, "input: row 0"),
                                 (x, t / 0, "target: row 0"), (-x / 0, t, "input: row 0"), (x[:0], t[:0], "no mean")):
        with pytest.raises(kullback.Error, match=words):
            ours.kl_div(input, target)
    # 0·∞ is 0: impossible for both.
    masked, zero = torch.tensor([[0.0, -math.inf]]), torch.tensor([[1.0, 0.0]])
    assert theirs.kl_div(masked, zero, reduction="sum").isnan()
    loss, by_input, by_target = with_gradients(ours.kl_div, masked, zero, reduction="sum")
    assert loss == 0 and by_input.isfinite().all() and by_target[0, 1] == 0
    assert ours.kl_div(masked, t, reduction="sum") == math.inf


def test_refused():
    x = torch.zeros(2, 3)
    for target, words in ((torch.zeros(3), r"target has the shape \(3,\), input \(2, 3\)"),
                          (torch.zeros(2, 3, device="meta"), "target is on meta")):
        with pytest.raises(ValueError, match=words):
            ours.kl_div(x, target)
    with pytest.raises(ValueError, match="reduction is 'batch'"):
        ours.kl_div(x, x, reduction="batch")
    with pytest.raises(TypeError, match="say reduction="):
        ours.KLDivLoss(size_average=True)
    with pytest.raises(RuntimeError, match="no second derivatives"):
        torch.autograd.grad(ours.kl_div(x.requires_grad_(), x.detach() + 1), x, create_graph=True)


@pytest.mark.parametrize("options", [{}, {"reduction": "none"}, {"reduction": "batchmean", "log_target": True}])
def test_gradcheck(options):
    x, t = (one.requires_grad_() for one in draw((4, 5), "random", options.get("log_target")))
    assert torch.autograd.gradcheck(lambda x, t: ours.kl_div(x, t, **options), (x, t))
    # One side only, and columns that are apart.
    assert torch.autograd.gradcheck(lambda x: ours.kl_div(x.t(), t.detach().t(), **options), (x,))
    assert torch.autograd.gradcheck(lambda t: ours.kl_div(x.detach(), t, **options), (t,))


def test_module():
    x, t = draw((4, 5), "random", True)
    made, torchs = (module.KLDivLoss(None, None, "batchmean", True) for module in (ours, torch.nn))
    assert isinstance(made, torch.nn.KLDivLoss) and repr(made) == repr(torchs)
    torch.testing.assert_close(made(x, t), torchs(x, t), rtol=1e-13, atol=0)
    assert made(x, t).dtype == torch.float64
    assert vars(ours.KLDivLoss()).items() >= {"reduction": "mean", "log_target": False}.items()
