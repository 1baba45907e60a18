#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far losses of logits and their gradients are from the truth, and PyTorch's beside them where it has the loss.

    bench/bench_accuracy_losses.py BUILD_DIRECTORY

The truth is the definition in 200 bits, on the exact values of the logits; a gradient comes of the derivatives by the
probabilities and of that of the softmax. Errors of a loss are relative, those of a gradient relative to its largest
component (or to the least number that has all bits of the type); where the gradient is by two sides, or by all parts
of a layer, the worst of them. "of the bound" is the largest share that an error has of what <kullback/loss.h> promises,
with what rounding a gradient to its type adds.
PyTorch's KL is kl_div of log_softmax, its distillation T² times that, its layer linear and cross_entropy. Appends what
it prints to bench/RESULTS.md.
"""
import datetime
import math
import sys
import typing

import numpy
import torch
import torch.nn.functional as F
from bench_accuracy import package, processor, tell
from mpmath import exp, fabs, fdot, fsum, log, mp, mpf

BITS = 200
TYPES = {"f64": torch.float64, "f32": torch.float32, "f16": torch.float16, "bf16": torch.bfloat16}
# Half a last bit of a number of the type, and the least that has all of its bits.
ROUNDING = {"f64": (2.0**-53, 2.0**-1022), "f32": (2.0**-24, 2.0**-126), "f16": (2.0**-11, 2.0**-14),
            "bf16": (2.0**-8, 2.0**-126)}
FOCUS, TEMPERATURE, BETA = 2, 4, 0.1


class Result(typing.NamedTuple):
    """A loss and its gradient: by each side the components, one after another."""

    loss: typing.Any
    slopes: tuple


class Loss(typing.NamedTuple):
    """What gives the Results of all rows of a case; theirs None: PyTorch has no such loss."""

    ours: typing.Callable
    theirs: typing.Optional[typing.Callable]
    truth: typing.Callable  # of one row: what is right, and by how much either may be off


# ── Softmaxes ──


def doubles_of(numbers):
    return numpy.array([float(x) for x in numbers])


class Softmax:
    """Of a row of logits, with its logarithms."""

    def __init__(self, logits, temperature=1):
        z = [mpf(x) / temperature for x in logits]
        top = max(z)
        weights = [exp(x - top) for x in z]
        total = fsum(weights)
        log_total = log(total)
        self.p = [weight / total for weight in weights]
        self.log_p = [x - top - log_total for x in z]
        self.sizes, self.log_sizes = doubles_of(self.p), doubles_of(self.log_p)

    def slopes(self, derivatives):
        """By the logits, of what has those derivatives by the probabilities."""
        mean = fdot(self.p, derivatives)
        return [p * (derivative - mean) for p, derivative in zip(self.p, derivatives)]


def rounding(dtype, slopes):
    """What it adds to each."""
    half, least = ROUNDING[dtype]
    return half * numpy.maximum(abs(doubles_of(slopes)), least)


def faint(dtype):
    """Probabilities that may count as 0."""
    return 0 if dtype == "f64" else 1e-37


# ── Losses of targets ──


def cross_entropy(softmax, target):
    return -softmax.log_p[target], {target: -1 / softmax.p[target]}


def focal(softmax, target):
    p, log_p = softmax.p[target], softmax.log_p[target]
    rest = fsum(softmax.p[:target] + softmax.p[target + 1:])
    return -rest**FOCUS * log_p, {target: FOCUS * rest**(FOCUS - 1) * log_p - rest**FOCUS / p}


def brier(softmax, target):
    apart = [p - (j == target) for j, p in enumerate(softmax.p)]
    return fsum(a * a for a in apart), {j: 2 * a for j, a in enumerate(apart)}


def logarithmic_bounds(dtype, softmax, target, loss, slopes):
    """Of the target's class relative, of others absolute."""
    of_loss, of_slope = (2.0**-45, 2.0**-45) if dtype == "f64" else (1e-6, 2.0**-20)
    rounded, missed = rounding(dtype, slopes), faint(dtype) * len(slopes)
    bounds = of_slope + rounded
    bounds[target] = of_slope * float(fabs(slopes[target])) + missed + rounded[target]
    return Result(of_loss * loss + missed, (bounds, ))


def brier_bounds(dtype, softmax, target, loss, slopes):
    relative = 2.0**-45 if dtype == "f64" else 2.0**-19
    return Result(relative * loss, (2 * relative * softmax.sizes + rounding(dtype, slopes), ))


def soft_brier(softmax, targets):
    apart = [p - t for p, t in zip(softmax.p, targets)]
    return fsum(a * a for a in apart), {j: 2 * a for j, a in enumerate(apart)}


def soft_brier_bounds(dtype, softmax, targets, loss, slopes):
    """Of √ℓ absolute, whatever the type."""
    bound = 2.0**-45
    return Result(bound * (2 * loss**0.5 + bound), (2 * bound * softmax.sizes + rounding(dtype, slopes), ))


def of_target(definition, bounds):
    """Of an index or of probabilities."""
    def truth(dtype, row):
        softmax, target = row
        loss, derivatives = definition(softmax, target)
        slopes = softmax.slopes([derivatives.get(j, mpf(0)) for j in range(len(softmax.p))])
        return Result(loss, (slopes, )), bounds(dtype, softmax, target, loss, slopes)
    return truth


# ── Divergences ──


def forward(p, q):
    apart = [a - b for a, b in zip(p.log_p, q.log_p)]
    return fdot(p.p, apart), [a + 1 for a in apart], [-a / b for a, b in zip(p.p, q.p)]


def reverse(p, q):
    loss, by_q, by_p = forward(q, p)
    return loss, by_p, by_q


def mixture(p, q, beta):
    log_m = [log(beta * a + (1 - beta) * b) for a, b in zip(p.p, q.p)]
    from_p, from_q = ([a - m for a, m in zip(side.log_p, log_m)] for side in (p, q))
    loss = beta * fdot(p.p, from_p) + (1 - beta) * fdot(q.p, from_q)
    return loss, [beta * a for a in from_p], [(1 - beta) * b for b in from_q]


def total_variation(p, q):
    signs = [mpf((a > b) - (a < b)) / 2 for a, b in zip(p.log_p, q.log_p)]
    return fsum(fabs(a - b) for a, b in zip(p.p, q.p)) / 2, signs, [-s for s in signs]


def divergence_bounds(dtype, p, q, loss, slopes, temperature):
    """`loss` before it is multiplied by T², `slopes` after it."""
    relative = 2.0**-45 if dtype == "f64" else 2.0**-19
    terms = (relative * (p.sizes + q.sizes) + faint(dtype)) * (abs(p.log_sizes - q.log_sizes) + float(loss) + 1)
    return Result(temperature**2 * (relative * loss + faint(dtype)),
                  tuple(temperature * terms + rounding(dtype, side) for side in slopes))


def of_pair(definition, temperature=1):
    """At a temperature: of the second side alone, as a student has it."""
    def truth(dtype, row):
        p, q = (side[temperature] for side in row)
        loss, *derivatives = definition(p, q)
        sides = [(p, derivatives[0]), (q, derivatives[1])][temperature != 1:]
        slopes = tuple([temperature * slope for slope in side.slopes(by)] for side, by in sides)
        return (Result(temperature**2 * loss, slopes), divergence_bounds(dtype, p, q, loss, slopes, temperature))
    return truth


# ── Ours and theirs ──


def rows_of(losses, *slopes):
    """The Results of rows."""
    return [Result(loss, tuple(side[i] for side in slopes)) for i, loss in enumerate(losses)]


def doubles(tensor):
    return tensor.detach().double().tolist()


def our_target(kullback, name, **options):
    def compute(logits, targets):
        slopes = torch.empty_like(logits)
        made, _ = getattr(kullback.losses, name)(logits, targets, reduction="none", gradient=slopes, **options)
        return rows_of(made, doubles(slopes))
    return compute


def our_pair(kullback, **options):
    def compute(p, q):
        by = torch.empty_like(p), torch.empty_like(q)
        made, *_ = kullback.losses.divergence(p, q, reduction="none", p_gradient=by[0], q_gradient=by[1], **options)
        return rows_of(made, *map(doubles, by))
    return compute


def our_distillation(kullback):
    def compute(teacher, student):
        by = torch.empty_like(student)
        made, _ = kullback.losses.distillation(student, teacher, temperature=TEMPERATURE, reduction="none", gradient=by)
        return rows_of(made, doubles(by))
    return compute


def by_autograd(loss, *sides):
    """Results of a loss that gives one number a row."""
    leaves = [side.clone().requires_grad_() for side in sides]
    made = loss(*leaves)
    made.sum().backward()
    return rows_of(doubles(made), *(doubles(leaf.grad) for leaf in leaves))


def their_cross_entropy(logits, targets):
    return by_autograd(lambda z: F.cross_entropy(z, targets, reduction="none"), logits)


def torch_kl(p, q):
    return F.kl_div(F.log_softmax(q, 1), F.log_softmax(p, 1), log_target=True, reduction="none").sum(1)


def their_forward(p, q):
    return by_autograd(torch_kl, p, q)


def their_reverse(p, q):
    return by_autograd(lambda x, y: torch_kl(y, x), p, q)


def their_distillation(teacher, student):
    return by_autograd(lambda z: TEMPERATURE**2 * torch_kl(teacher / TEMPERATURE, z / TEMPERATURE), student)


def losses_of_targets(kullback):
    return {
        "cross-entropy": Loss(our_target(kullback, "cross_entropy"), their_cross_entropy,
                              of_target(cross_entropy, logarithmic_bounds)),
        f"focal, γ = {FOCUS}": Loss(our_target(kullback, "cross_entropy", focus=FOCUS), None,
                                    of_target(focal, logarithmic_bounds)),
        "Brier": Loss(our_target(kullback, "brier"), None, of_target(brier, brier_bounds)),
    }


def losses_of_probabilities(kullback):
    truth = of_target(soft_brier, soft_brier_bounds)
    return {"Brier of probabilities": Loss(our_target(kullback, "brier"), None, truth)}


def losses_of_pairs(kullback):
    return {
        "KL(P‖Q)": Loss(our_pair(kullback), their_forward, of_pair(forward)),
        "KL(Q‖P)": Loss(our_pair(kullback, kind="reverse"), their_reverse, of_pair(reverse)),
        "Jensen–Shannon": Loss(our_pair(kullback, kind="jensen_shannon"), None,
                               of_pair(lambda p, q: mixture(p, q, mpf(0.5)))),
        f"Jensen–Shannon, β = {BETA}": Loss(our_pair(kullback, kind="jensen_shannon", beta=BETA), None,
                                            of_pair(lambda p, q: mixture(p, q, mpf(BETA)))),
        "total variation": Loss(our_pair(kullback, kind="total_variation"), None, of_pair(total_variation)),
        f"distillation, T = {TEMPERATURE}": Loss(our_distillation(kullback), their_distillation,
                                                 of_pair(forward, TEMPERATURE)),
    }


# ── The logits ──


def of_type(dtype, numbers):
    return torch.from_numpy(numbers).to(TYPES[dtype])


def target_cases(rng):
    """(name, type, logits, targets)."""
    for name, dtype, columns, rows, raised, moved, size in (
            ("random", "f32", 10, 50, 0, 0, 2), ("random", "f32", 1000, 3, 0, 0, 2),
            ("random", "f32", 50257, 1, 0, 0, 2),
            ("target + 15", "f32", 1000, 3, 15, 0, 2), ("target + 30", "f32", 1000, 3, 30, 0, 2),
            ("target + 60", "f32", 1000, 3, 60, 0, 2), ("target + 60", "f32", 10, 50, 60, 0, 2),
            ("target − 60", "f32", 1000, 3, -60, 0, 2), ("all + 5000", "f32", 10, 50, 0, 5000, 2),
            ("size 1000", "f32", 1000, 3, 0, 0, 1000), ("random", "bf16", 1000, 3, 0, 0, 2),
            ("target + 15", "bf16", 1000, 3, 15, 0, 2), ("random", "f16", 1000, 3, 0, 0, 2),
            ("target + 15", "f16", 1000, 3, 15, 0, 2), ("random", "f64", 10, 50, 0, 0, 2),
            ("random", "f64", 1000, 3, 0, 0, 2), ("target + 60", "f64", 1000, 3, 60, 0, 2)):
        logits, targets = size * rng.standard_normal((rows, columns)) + moved, rng.integers(0, columns, rows)
        logits[numpy.arange(rows), targets] += raised
        yield name, dtype, of_type(dtype, logits), torch.from_numpy(targets)


def probability_cases():
    """(name, type, logits, probabilities of f64)."""
    rng = numpy.random.default_rng(1950)
    for name, dtype, columns, rows, raised, moved in (
            ("random", "f32", 10, 50, 0, 1), ("random", "f32", 1000, 3, 0, 1), ("random", "f32", 50257, 1, 0, 1),
            ("target + 15", "f32", 1000, 3, 15, 1), ("p and t 0.001 apart", "f32", 10, 50, 0, 1e-3),
            ("p and t 0.001 apart", "f32", 1000, 3, 0, 1e-3), ("p and t 1e-06 apart", "f32", 10, 50, 0, 1e-6),
            ("random", "bf16", 1000, 3, 0, 1), ("p and t 0.001 apart", "bf16", 1000, 3, 0, 1e-3),
            ("random", "f16", 1000, 3, 0, 1), ("p and t 0.001 apart", "f16", 1000, 3, 0, 1e-3),
            ("random", "f64", 10, 50, 0, 1), ("p and t 1e-06 apart", "f64", 10, 50, 0, 1e-6)):
        logits = 2 * rng.standard_normal((rows, columns))
        logits[:, 0] += raised
        logits = of_type(dtype, logits)
        apart = of_type("f64", moved * rng.standard_normal((rows, columns)))
        yield name, dtype, logits, (logits.double() + apart).softmax(1)


def an_ulp_apart(logits):
    return torch.nextafter(logits, torch.full_like(logits, math.inf))


def pair_cases(rng):
    """(name, type, logits of P, of Q)."""
    def draw(dtype, rows, columns, size=3, raised=0):
        logits = size * rng.standard_normal((rows, columns))
        logits[:, 0] += raised
        return of_type(dtype, logits)

    for dtype, rows, columns in (("f32", 50, 10), ("f32", 2, 1000), ("f32", 1, 50257), ("bf16", 2, 1000),
                                 ("f16", 2, 1000), ("f64", 50, 10), ("f64", 2, 1000)):
        yield "random", dtype, draw(dtype, rows, columns), draw(dtype, rows, columns)
    for dtype, distance in (("f32", 1e-1), ("f32", 1e-3), ("f32", 1e-5), ("f64", 1e-6), ("f64", 1e-12)):
        p = draw(dtype, 2, 1000)
        yield f"{distance:g} apart", dtype, p, p + distance * draw(dtype, 2, 1000, 1)
    p = draw("f32", 2, 1000)
    yield "every second an ulp apart", "f32", p, torch.where(torch.arange(1000) % 2 == 0, p, an_ulp_apart(p))
    for dtype in ("f32", "f64"):
        yield "one class + 30 in both", dtype, draw(dtype, 2, 1000, raised=30), draw(dtype, 2, 1000, raised=30)
        yield "one class + 30 in P", dtype, draw(dtype, 2, 1000, raised=30), draw(dtype, 2, 1000)
    yield "all of P + 5000", "f32", draw("f32", 50, 10) + 5000, draw("f32", 50, 10)
    yield "size 300", "f32", draw("f32", 2, 1000, 300), draw("f32", 2, 1000, 300)


# ── The layer ──


def linear_cases(rng):
    """(name, type, hidden, weight, bias, targets): 4 rows of 32 numbers, 500 classes."""
    for name, dtype, is_sure in (("random", "f32", False), ("sure", "f32", True), ("random", "bf16", False),
                                 ("random", "f64", False)):
        hidden, weight, bias = (rng.standard_normal(shape) for shape in ((4, 32), (500, 32), (1, 500)))
        targets = rng.integers(0, 500, 4)
        if is_sure:
            hidden = 30 * weight[targets] / (weight[targets]**2).sum(1, keepdims=True)
        yield name, dtype, *(of_type(dtype, one) for one in (hidden, weight, bias)), torch.from_numpy(targets)


def exact(tensor):
    return [[mpf(x) for x in row] for row in doubles(tensor)]


def flat(matrix):
    return [x for row in matrix for x in row]


def transposed(matrix):
    return list(zip(*matrix))


def products(rows, columns):
    return [[fdot(row, column) for column in columns] for row in rows]


def sizes_of(matrix):
    return abs(numpy.array([doubles_of(row) for row in matrix]))


def summed(dtype, factors, factor_bounds, others):
    """Sums of factors times others, and by how much they may be off: what the factors are, and what sums are."""
    unit, out = (2.0**-53, "f64") if dtype == "f64" else (2.0**-24, "f32")
    sums, sizes = flat(products(factors, others)), sizes_of(others).T
    bounds = (len(others[0]) + 1) * unit * sizes_of(factors) @ sizes + factor_bounds @ sizes
    return sums, bounds.ravel() + rounding(out, sums)


def layer_row(dtype, logits, target, off):
    """The cross-entropy of logits that are off by so much."""
    (loss, (slopes, )), bounds = of_target(cross_entropy, logarithmic_bounds)(dtype, (Softmax(logits), target))
    sizes = abs(doubles_of(slopes))
    p = doubles_of(slopes) + (numpy.arange(len(slopes)) == target)
    moved = p * (off + p @ off)
    moved[target] = sizes[target] * off[target] + sizes @ off
    return loss, slopes, bounds.loss + sizes @ off, bounds.slopes[0] + moved


def linear_truth(dtype, hidden, weight, bias, targets):
    """Of the sum over rows."""
    unit = 2.0**-53 if dtype == "f64" else 2.0**-24
    h, w, b = exact(hidden), exact(weight), exact(bias)
    offs = (len(h[0]) + 1) * unit * (sizes_of(h) @ sizes_of(w).T + sizes_of(b))
    rows = [layer_row(dtype, [z + x for z, x in zip(row, b[0])], target, off)
            for row, target, off in zip(products(h, w), targets.tolist(), offs)]
    losses, d, loss_bounds, d_bounds = zip(*rows)
    d_bounds = numpy.array(d_bounds)
    parts = (summed(dtype, d, d_bounds, transposed(w)),
             summed(dtype, transposed(d), d_bounds.T, transposed(h)),
             summed(dtype, transposed(d), d_bounds.T, [[mpf(1)] * len(h)]))
    slopes, slope_bounds = zip(*parts)
    return Result(fsum(losses), slopes), Result(sum(loss_bounds), slope_bounds)


def our_linear(kullback, hidden, weight, bias, targets):
    dtype = torch.float64 if hidden.dtype == torch.float64 else torch.float32
    places = tuple(torch.empty(side.shape, dtype=dtype) for side in (hidden, weight, bias))
    loss, _ = kullback.losses.linear_cross_entropy(hidden, weight, targets, bias=bias[0], reduction="sum",
                                                   gradient=places)
    return Result(loss, tuple(flat(doubles(place)) for place in places))


def their_linear(hidden, weight, bias, targets):
    leaves = [side.clone().requires_grad_() for side in (hidden, weight, bias)]
    loss = F.cross_entropy(F.linear(leaves[0], leaves[1], leaves[2][0]), targets, reduction="sum")
    loss.backward()
    return Result(loss.item(), tuple(flat(doubles(leaf.grad)) for leaf in leaves))


# ── The table ──


class Tally:
    """The worst errors of a loss and of its gradient, and the largest shares of what is promised."""

    def __init__(self):
        self.errors, self.shares = [0.0, 0.0], [0.0, 0.0]

    def add(self, which, error, share):
        """NaN is the worst."""
        for kept, new in ((self.errors, float(error)), (self.shares, float(share))):
            kept[which] = new if math.isnan(new) or new > kept[which] else kept[which]

    def compare(self, dtype, found, right, bounds):
        off = fabs(found.loss - right.loss)
        self.add(0, off / right.loss, off / bounds.loss)
        for slopes, truths, allowed in zip(found.slopes, right.slopes, bounds.slopes):
            offs = abs(doubles_of(a - b for a, b in zip(slopes, truths)))
            self.add(1, offs.max() / max(float(max(map(fabs, truths))), ROUNDING[dtype][1]), (offs / allowed).max())


def cells(ours, theirs):
    """Of the loss, then of the gradient."""
    return " | ".join(f"{ours.errors[k]:.1e} | {ours.shares[k]:.2g} | " + (f"{theirs.errors[k]:.0e}" if theirs else "-")
                      for k in (0, 1))


def peer(compute, *given):
    """None where PyTorch has no such loss, or not for the type."""
    try:
        return compute(*given) if compute else None
    except RuntimeError as error:
        if "not implemented for" not in str(error):
            raise
        return None


def tallies(dtype, ours, theirs, truths):
    """theirs None: nothing to compare."""
    tally, other = Tally(), Tally() if theirs else None
    for i, (right, bounds) in enumerate(truths):
        tally.compare(dtype, ours[i], right, bounds)
        if theirs:
            other.compare(dtype, theirs[i], right, bounds)
    return tally, other


def lines_of(losses, cases, prepare):
    """A line for each loss and case; `prepare` makes what truths are computed from of a case's rows."""
    found = {name: [] for name in losses}
    for case, dtype, *given in cases:
        rows = prepare(*given)
        for name, loss in losses.items():
            truths = [loss.truth(dtype, row) for row in rows]
            pair = tallies(dtype, loss.ours(*given), peer(loss.theirs, *given), truths)
            shape = "{1:,} | {0}".format(*given[0].shape)
            found[name].append(f"| {name} | {dtype} | {case} | {shape} | {cells(*pair)} |")
    return [line for lines in found.values() for line in lines]


def linear_lines(kullback, rng):
    for case, dtype, *given in linear_cases(rng):
        theirs = peer(their_linear, *given)
        pair = tallies(dtype, [our_linear(kullback, *given)], theirs and [theirs], [linear_truth(dtype, *given)])
        yield f"| behind a layer | {dtype} | {case} | 32 → 500 | 4 | {cells(*pair)} |"


def softmaxes_of_targets(logits, targets):
    """With the index or the probabilities of each."""
    return [(Softmax(row), target) for row, target in zip(doubles(logits), targets.tolist())]


def softmaxes_of_pairs(p, q):
    """Of each side by temperature."""
    return [tuple({t: Softmax(side, t) for t in (1, TEMPERATURE)} for side in row)
            for row in zip(doubles(p), doubles(q))]


def loss_lines(kullback):
    rng = numpy.random.default_rng(1951)
    yield from ("| loss | type | case | V | rows | loss: error | of the bound | PyTorch | gradient: error "
                "| of the bound | PyTorch |", "|" + "---|" * 11)
    yield from lines_of(losses_of_targets(kullback), target_cases(rng), softmaxes_of_targets)
    yield from lines_of(losses_of_probabilities(kullback), probability_cases(), softmaxes_of_targets)
    yield from linear_lines(kullback, rng)
    yield from lines_of(losses_of_pairs(kullback), pair_cases(rng), softmaxes_of_pairs)


def main():
    mp.prec = BITS
    tell([f"## Accuracy of the losses, {datetime.date.today()}, {processor()}, PyTorch {torch.__version__}", "",
          f"Against their definitions in {BITS} bits: the worst relative error of a loss, and of a gradient's "
          "components relative to the largest of them; where PyTorch has the loss, its errors.", "",
          *loss_lines(package(sys.argv[1]))])


if __name__ == "__main__":
    main()
