# SPDX-License-Identifier: Apache-2.0
"""kullback.torch is torch.nn, but for what it says is different: all options on random and extreme input, values and
gradients; what may be asked of a function in a graph; memory. Without PyTorch, test_losses.py has its golden values."""

import copy
import itertools
import math
import os
import pickle

import pytest

from conftest import run

import kullback

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)
from kullback._autograd import rows_along  # noqa: E402

theirs = torch.nn.functional
CLASSES = 5
WEIGHT = torch.tensor([0.5, 2, 1, 0, 1.25], dtype=torch.float64)
SHAPES = {"C": (CLASSES,), "NC": (6, CLASSES), "NCd": (2, CLASSES, 3), "NCdd": (2, CLASSES, 2, 2)}
TYPES = [torch.float64, torch.float32, torch.bfloat16, torch.float16]
# Of a row of f32, 2⁻²⁰ for each upstream factor; halves are rounded to 8 or 11 bits after that.
GRADIENT_ERROR = {torch.float64: 1e-12, torch.float32: 2.0**-19, torch.bfloat16: 2.0**-8, torch.float16: 2.0**-10}


def draw(shape, kind, seed=0):
    """Logits that all types have."""
    generator = torch.Generator().manual_seed(seed)
    x = torch.randn(shape, generator=generator, dtype=torch.float64) * 3
    if kind == "extreme":
        x = x * torch.tensor([1, 1e-7, 300, 30, 0], dtype=torch.float64).view(
            -1, *[1] * (len(shape) - 2) if len(shape) > 1 else ())
    return x.half().bfloat16().double()


def classes(shape, seed=1):
    generator = torch.Generator().manual_seed(seed)
    counted = shape[:1] + shape[2:] if len(shape) > 1 else ()
    return torch.randint(CLASSES, counted, generator=generator)


def with_gradient(function, x, *args, **options):
    x = x.detach().requires_grad_()
    loss = function(x, *args, **options)
    generator = torch.Generator().manual_seed(2)
    loss.backward(torch.randn(loss.shape, generator=generator, dtype=torch.float64).to(loss.dtype))
    return loss.detach(), x.grad


def same(x, target, dtype, **options):
    """Ours of that type is torch's in f64; the loss by 1e-6 (f64: 1e-12) of what is added, which is no less than it."""
    found, slopes = with_gradient(ours.cross_entropy, x.to(dtype), target, **options)
    loss, truth = with_gradient(theirs.cross_entropy, x, target, **options)
    assert found.shape == loss.shape and found.dtype == (dtype if dtype == torch.float64 else torch.float32)
    torch.testing.assert_close(found.double(), loss, rtol=1e-12 if dtype == torch.float64 else 1e-6, atol=1e-13)
    assert slopes.shape == truth.shape and slopes.dtype == dtype
    size = float(truth.abs().max())
    torch.testing.assert_close(slopes.double(), truth, rtol=GRADIENT_ERROR[dtype], atol=GRADIENT_ERROR[dtype] * size)


OPTIONS = list(itertools.product((None, WEIGHT), (-100, 1), (0.0, 0.1, 1.0), ("mean", "sum", "none")))


@pytest.mark.parametrize("kind", ["random", "extreme"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("dtype", TYPES, ids=str)
def test_class_indices(dtype, shape, kind):
    x, y = draw(SHAPES[shape], kind), classes(SHAPES[shape])
    for weight, ignored, smoothing, reduction in OPTIONS:
        if reduction == "mean" and (y == ignored).all():
            continue
        same(x, y, dtype, weight=weight, ignore_index=ignored, label_smoothing=smoothing, reduction=reduction)


@pytest.mark.parametrize("kind", ["random", "extreme"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("dtype", TYPES, ids=str)
def test_probabilities(dtype, shape, kind):
    x = draw(SHAPES[shape], kind)
    target = torch.softmax(draw(SHAPES[shape], "random", seed=3), min(1, x.dim() - 1))
    for weight, smoothing, reduction in itertools.product((None, WEIGHT), (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        same(x, target, dtype, weight=weight, label_smoothing=smoothing, reduction=reduction)


@pytest.mark.parametrize("kind", [torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8])
def test_types_of_indices(kind):
    x, y = draw((6, CLASSES), "random"), classes((6, CLASSES))
    assert torch.equal(ours.cross_entropy(x, y.to(kind)), ours.cross_entropy(x, y))


def refusals():
    x, y = draw((3, CLASSES), "random"), torch.tensor([0, 1, 2])
    half = torch.full((3, CLASSES), 0.1, dtype=torch.float64)
    wrong = x.clone()
    wrong[1, 3] = math.nan
    endless = x.clone()
    endless[2, 0] = math.inf
    masked = x.clone()
    masked[1] = -math.inf
    yield "all are ignored", "no mean", (x, y * 0 - 100), {}
    yield "there is nothing", "no mean", (x[:0], y[:0]), {}
    yield "no target has weight", "no mean", (x, y * 0 + 3), {"weight": WEIGHT}
    yield "NaN", "row 1", (wrong, y), {}
    yield "infinite", "row 2", (endless, y), {}
    yield "all masked", "row 1", (masked, y), {}
    yield "no probabilities", "row 0", (x, half), {}
    yield "negative probabilities", "row 0", (x, half - 1), {}
    yield "smoothing below 0", "label_smoothing is -1", (x, y), {"label_smoothing": -1.0}
    yield "a negative weight", "class 0 is -0.5", (x, y), {"weight": -WEIGHT}


@pytest.mark.parametrize("name, words, arguments, options", refusals(), ids=lambda value: value if
                         isinstance(value, str) and " " in value else "")
def test_where_torch_is_silent(name, words, arguments, options):
    """It gives NaN or a number that means nothing; ours is an error with the place."""
    theirs.cross_entropy(*arguments, **options)
    with pytest.raises(kullback.Error, match=words):
        ours.cross_entropy(*arguments, **options)


def test_where_torch_is_nan():
    """0·∞ is 0: what has no weight or no probability costs nothing, also where its class is masked."""
    x = torch.tensor([[1.0, -math.inf, 0.5]], dtype=torch.float64)
    weight, target = torch.tensor([1.0, 0.0, 1.0], dtype=torch.float64), torch.tensor([0])
    hot = torch.tensor([[0.25, 0.0, 0.75]], dtype=torch.float64)
    for wanted, arguments, options in ((x[:, ::2], (target,), {"label_smoothing": 0.2, "weight": weight}),
                                       (x[:, ::2], (hot,), {})):
        assert theirs.cross_entropy(x, *arguments, **options).isnan()
        found, slopes = with_gradient(ours.cross_entropy, x, *arguments, **options)
        assert found.isfinite() and slopes.isfinite().all() and slopes[0, 1] == 0
    two = theirs.cross_entropy(x[:, ::2], hot[:, ::2])
    torch.testing.assert_close(ours.cross_entropy(x, hot), two, rtol=1e-14, atol=0)
    assert ours.cross_entropy(x, torch.tensor([1])) == math.inf


def test_losses_beyond_float32():
    """Are numbers of the library's, and ∞ in float32, as in PyTorch."""
    x, y = torch.tensor([[3e38, -3e38], [-3e38, 3e38]]), torch.tensor([1, 0])
    other = torch.eye(2).flip(0)
    for options in ({}, {"reduction": "sum"}, {"reduction": "none"}):
        for target in (y, other):
            assert torch.equal(ours.cross_entropy(x, target, **options), theirs.cross_entropy(x, target, **options))
        assert torch.equal(*(with_gradient(module.cross_entropy, x, y, **options)[1] for module in (ours, theirs)))
        assert (ours.divergence(x, -x, **options) == math.inf).all()
    for loss in (lambda x: ours.linear_cross_entropy(x, other.to(x.dtype), 1 - y), lambda x: ours.kl_div(x, 4 * other),
                 lambda x: ours.latent_gaussian(x, other), lambda x: ours.reconstruction("gaussian", x, -x, 0.0),
                 ours.gradient_penalty, lambda x: ours.DPOLoss(10.0)(x[0], x[1], -x[0], -x[1]),
                 lambda x: ours.wasserstein(x[:1, 0], x[1:, 0]), lambda x: ours.wasserstein(x[:1], x[1:]),
                 lambda x: ours.sliced_wasserstein(x[:1], x[1:], projections=5)):
        found, whole = loss(x), loss(x.double())
        assert found.dtype == torch.float32 and found == math.inf and whole.isfinite() and whole > 3.4e38


@pytest.mark.parametrize("x, target, options, words", [
    (torch.zeros(2, 3, device="meta"), torch.zeros(2).long(), {}, r"input is on meta: .* CPU only"),
    (torch.zeros(2, 3), torch.zeros(2, device="meta").long(), {}, r"target is on meta"),
    (torch.zeros(2, 3), torch.zeros(2).long(), {"weight": torch.ones(3, device="meta")}, "weight is on meta"),
    (torch.zeros(2, 3).to_sparse(), torch.zeros(2).long(), {}, "layout"),
    (torch.zeros(2, 3), torch.zeros(3).long(), {}, r"target has the shape \(3,\) of torch.int64: .* \(2,\)"),
    (torch.zeros(2, 3), torch.zeros(2, 1).long(), {}, "target has the shape"),
    (torch.zeros(2, 3), torch.zeros(2), {}, "target has the shape"),
    (torch.zeros(()), torch.zeros(()).long(), {}, "input has 0 dimensions"),
    (torch.zeros(2, 3).long(), torch.zeros(2).long(), {}, "input has 2 dimensions of torch.int64"),
    (torch.zeros(2, 3), torch.ones(2, 3) / 3, {"ignore_index": 1}, "ignore_index is for class indices"),
    (torch.zeros(2, 3), torch.zeros(2).long(), {"reduction": "batch"}, "reduction is 'batch'"),
    (torch.zeros(2, 3), torch.zeros(2).long(), {"weight": torch.ones(2)}, "class_weights: 2 numbers for 3 classes"),
    (torch.zeros(2, 3), torch.zeros(2).long(), {"row_weights": torch.ones(3)}, r"row_weights has the shape \(3,\)"),
    (torch.zeros(2, 3), torch.zeros(2).long() + 3, {}, "row 0 has class 3 of 3"),
    (torch.zeros(2, 3), torch.zeros(2).long(), {"label_smoothing": 1.5}, "label_smoothing is 1.5"),
])
def test_refused(x, target, options, words):
    with pytest.raises(ValueError, match=words):
        ours.cross_entropy(x, target, **options)


def test_refused_by_type():
    x, y = torch.zeros(2, 3), torch.tensor([0, 1])
    with pytest.raises(TypeError, match="input is a <class 'list'>"):
        ours.cross_entropy([[1.0, 2.0]], y)
    with pytest.raises(TypeError, match="target is of torch.bool"):
        ours.cross_entropy(x, torch.tensor([True, False]))
    for options in ({"size_average": True}, {"reduce": False}):
        with pytest.raises(TypeError, match="say reduction="):
            ours.cross_entropy(x, y, **options)
        with pytest.raises(TypeError, match="say reduction="):
            ours.CrossEntropyLoss(**options)


def test_constants_have_no_gradient():
    x, y = torch.zeros(2, 3), torch.tensor([0, 1])
    ones = torch.ones(3, requires_grad=True)
    with pytest.raises(RuntimeError, match="weight"):
        theirs.cross_entropy(x, y, weight=ones)
    for target, options, name in ((y, {"weight": ones}, "weight"),
                                  (y, {"row_weights": torch.ones(2, requires_grad=True)}, "row_weights"),
                                  ((torch.ones(2, 3) / 3).requires_grad_(), {}, "target")):
        with pytest.raises(RuntimeError, match=rf"give {name}\.detach\(\)"):
            ours.cross_entropy(x, target, **options)
        with torch.no_grad():
            assert ours.cross_entropy(x, target, **options) == pytest.approx(math.log(3), rel=1e-6)


# ── In a graph ──────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("options", [{}, {"reduction": "none"}, {"weight": WEIGHT, "label_smoothing": 0.3}, {
    "z_loss": 0.1, "focus": 2.0, "softcap": 3.0, "temperature": 2.0, "reduction": "sum",
    "row_weights": torch.tensor([1.0, 2.0, 0.0, 0.5])}], ids=lambda options: ",".join(options))
def test_gradcheck(options):
    y = classes((4, CLASSES))
    x = draw((4, CLASSES), "random").requires_grad_()
    assert torch.autograd.gradcheck(lambda x: ours.cross_entropy(x, y, **options), (x,))
    # Through what comes before and after it in the graph, and with other steps than a contiguous matrix has.
    assert torch.autograd.gradcheck(
        lambda x: (3 * ours.cross_entropy((2 * x).t().contiguous().t(), y, **options)).sum(), (x,))


def test_a_graph_that_is_kept():
    x, y = draw((6, CLASSES), "random").requires_grad_(), classes((6, CLASSES))
    loss = ours.cross_entropy(x, y)
    loss.backward(retain_graph=True)
    once = x.grad.clone()
    (2 * loss).backward(retain_graph=True)
    torch.testing.assert_close(x.grad, 3 * once, rtol=1e-15, atol=0)
    x.grad.zero_()  # The gradient that was handed out is not the one that is kept.
    loss.backward()
    assert torch.equal(x.grad, once)
    with pytest.raises(RuntimeError, match="second time"):
        loss.backward()


def test_gradients_of_one_graph_share_nothing():
    x, y = draw((3, CLASSES), "random").flatten().requires_grad_(), classes((3, CLASSES))
    loss = ours.cross_entropy(x.view(3, CLASSES), y)
    expected, = torch.autograd.grad(theirs.cross_entropy(x.view(3, CLASSES), y), x)
    first, second = (torch.autograd.grad(loss, x, retain_graph=True)[0] for _ in range(2))
    second.mul_(10)
    torch.testing.assert_close(first, expected)
    torch.testing.assert_close(second, 10 * expected)
    first.zero_()
    for _ in range(3):
        loss.backward(retain_graph=True)
    torch.testing.assert_close(x.grad, 3 * expected)
    loss.backward()
    torch.testing.assert_close(x.grad, 4 * expected)


def test_no_second_derivative():
    x, y = draw((6, CLASSES), "random").requires_grad_(), classes((6, CLASSES))
    with pytest.raises(RuntimeError, match="no second derivatives"):
        torch.autograd.grad(ours.cross_entropy(x, y), x, create_graph=True)
    with pytest.raises(RuntimeError, match="no second derivatives"):
        torch.autograd.gradgradcheck(lambda x: ours.cross_entropy(x, y), (x,))


def test_where_nothing_is_differentiated():
    x, y = draw((6, CLASSES), "random").requires_grad_(), classes((6, CLASSES))
    expected = ours.cross_entropy(x, y)
    assert expected.requires_grad
    with torch.no_grad():
        found = ours.cross_entropy(x, y, inplace=True)
    assert found == expected and not found.requires_grad
    with torch.inference_mode():
        assert ours.cross_entropy(x + 0, y) == expected
    assert not ours.cross_entropy(x.detach(), y).requires_grad


def test_steps():
    wide, y = draw((12, 2 * CLASSES), "random"), classes((6, CLASSES))
    views = {"rows": wide[::2, :CLASSES], "columns": wide[:6, ::2], "transposed": wide[:CLASSES, :6].t(),
             "of one row": wide[:1, :CLASSES].expand(6, CLASSES)}
    for name, x in views.items():
        a, b = with_gradient(ours.cross_entropy, x, y), with_gradient(ours.cross_entropy, x.contiguous(), y)
        assert torch.equal(a[0], b[0]) and torch.equal(a[1], b[1]), name
    image = draw((2, CLASSES, 2, 3), "random").to(memory_format=torch.channels_last)
    assert rows_along(image, 1).data_ptr() == image.data_ptr()
    same(image, classes(image.shape), torch.float64)
    every_second = torch.stack([y, y + 100], 1)[:, 0]
    assert torch.equal(ours.cross_entropy(wide[:6, :CLASSES], every_second), ours.cross_entropy(wide[:6, :CLASSES], y))


def test_autocast_takes_halves_as_they_are():
    x, y = draw((6, CLASSES), "random").bfloat16(), classes((6, CLASSES))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        assert ours.cross_entropy(x, y) == ours.cross_entropy(x, y).float() == ours.cross_entropy(x.float(), y)


def test_threads_do_not_change_a_bit():
    x, y = torch.randn(4096, 300), torch.randint(300, (4096,))
    before, found = torch.get_num_threads(), []
    try:
        for threads in (1, 2, 3):
            torch.set_num_threads(threads)
            found.append(with_gradient(ours.cross_entropy, x, y))
    finally:
        torch.set_num_threads(before)
    assert all(torch.equal(loss, found[0][0]) and torch.equal(slopes, found[0][1]) for loss, slopes in found)


# ── Memory ──────────────────────────────────────────────────────────────────────────────────────

def test_inplace():
    hidden, y = draw((6, 7), "random", 5), classes((6, CLASSES))
    w = torch.randn(7, CLASSES, dtype=torch.float64, requires_grad=True)
    for factor in (1.0, 0.5):
        logits = hidden @ w
        kept = logits.detach()
        loss = factor * ours.cross_entropy(logits, y, inplace=True)
        slopes, = torch.autograd.grad(loss, w)
        wanted, = torch.autograd.grad(factor * theirs.cross_entropy(hidden @ w, y), w)
        torch.testing.assert_close(slopes, wanted, rtol=1e-12, atol=1e-15)
        assert torch.equal(hidden.t() @ kept, slopes)  # The logits' memory has it.
    saved = torch.tanh(hidden @ w)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        ours.cross_entropy(saved, y, inplace=True).backward()
    with pytest.raises(RuntimeError, match="leaf"):
        ours.cross_entropy(w.t()[:, :CLASSES].detach().requires_grad_(), y[:CLASSES], inplace=True)
    with pytest.raises(ValueError, match="side by side"):
        ours.cross_entropy((w @ hidden[:CLASSES, :6]).t(), y, inplace=True)


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="sanitizers and emulators take memory of their own")
def test_nothing_is_copied():
    pytest.importorskip("resource", reason="this system does not tell how much memory was used")
    said = run("""
import resource
import torch
import kullback.torch as ours
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
N, C = 2048, 8192
logits, y = torch.zeros(N, C), torch.arange(N)
few = torch.zeros(2, C, requires_grad=True)
ours.cross_entropy(few, y[:2]).backward()
before = peak()
ours.cross_entropy(logits, y)
print(peak() - before)
logits.requires_grad_()
ours.cross_entropy(logits, y).backward()
print(peak() - before)
""")
    forward, both = map(int, said.split())
    size = 2048 * 8192 * 4 >> 20
    assert forward < size / 8
    # The gradient of a leaf is one array, and the one that is kept for the leaf.
    assert both < 2.25 * size


# ── The module ──────────────────────────────────────────────────────────────────────────────────

def test_module():
    weight = WEIGHT.float()
    made = ours.CrossEntropyLoss(weight, None, 1, None, "sum", 0.1, z_loss=0.25)
    torchs = torch.nn.CrossEntropyLoss(weight, None, 1, None, "sum", 0.1)
    assert isinstance(made, torch.nn.CrossEntropyLoss) and repr(made) == repr(torchs)
    assert made.state_dict().keys() == torchs.state_dict().keys()
    x, y = draw((6, CLASSES), "random").float(), classes((6, CLASSES))
    for again in (made, copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        assert again(x, y) == ours.cross_entropy(x, y, weight, ignore_index=1, reduction="sum", label_smoothing=0.1,
                                                 z_loss=0.25)
    assert made(x, y, row_weights=torch.zeros(6)) == 0
    assert made.double().weight.dtype == torch.float64
    default, torchs = ours.CrossEntropyLoss(), torch.nn.CrossEntropyLoss()
    assert all(getattr(default, name) == getattr(torchs, name) for name in torchs.__constants__)


def test_training_goes_the_same_way():
    x, y = draw((64, 8), "random").float(), torch.arange(64) % CLASSES

    def losses(loss_module):
        model = torch.nn.Linear(8, CLASSES)
        with torch.no_grad():
            model.weight.copy_(draw((CLASSES, 8), "random", 7))
            model.bias.zero_()
        steps = torch.optim.SGD(model.parameters(), lr=0.05)
        for _ in range(30):
            steps.zero_grad()
            loss = loss_module(model(x), y)
            loss.backward()
            steps.step()
            yield loss.item()

    assert list(losses(ours.CrossEntropyLoss())) == pytest.approx(list(losses(torch.nn.CrossEntropyLoss())), rel=1e-5)
