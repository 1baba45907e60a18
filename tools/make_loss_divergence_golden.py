#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""PyTorch's KLDivLoss in f64 with every combination of its options, the formulas of distillation written with its
functions, and extreme terms in 200 bits.

    /usr/bin/python3 tools/make_loss_divergence_golden.py > tests/loss/golden_divergence.h
"""
import itertools
import warnings

import mpmath
import torch
import torch.nn.functional as F

ROWS, CLASSES = 3, 4
TEMPERATURE, BETA = 2.5, 0.25


def numbers(count, state):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(state / 2**28 - 4)
    return torch.tensor(out, dtype=torch.float64).reshape(ROWS, CLASSES)


def row(values):
    return "{" + ", ".join(f"{v:.17g}" for v in values) + "}"


def terms():
    x, t = F.log_softmax(numbers(ROWS * CLASSES, 1), 1), F.softmax(numbers(ROWS * CLASSES, 2), 1) * 1.5
    print(f"static const double golden_input[GOLDEN_SIZE] =\n    {row(x.flatten())};")
    print(f"static const double golden_target[GOLDEN_SIZE] =\n    {row(t.flatten())};")
    print(f"static const double golden_log_target[GOLDEN_SIZE] =\n    {row(t.log().flatten())};")
    print("static const struct {\n    int log_target;\n    kl_reduction reduction;\n    double loss, terms[GOLDEN_SIZE], "
          "input_gradient[GOLDEN_SIZE], target_gradient[GOLDEN_SIZE];\n} golden_kl_div[] = {")
    for log_target, reduction in itertools.product((False, True), ("mean", "sum", "none", "batchmean")):
        a = x.clone().requires_grad_()
        b = (t.log() if log_target else t).clone().requires_grad_()
        each = F.kl_div(a, b, reduction="none", log_target=log_target).detach()
        loss = F.kl_div(a, b, reduction=reduction, log_target=log_target).sum()
        loss.backward()
        print(f"    {{{int(log_target)}, KL_REDUCTION_{reduction.upper()}, {loss.item():.17g},\n     "
              f"{row(each.flatten())},\n     {row(a.grad.flatten())},\n     {row(b.grad.flatten())}}},")
    print("};")


def divergence(kind, p, q):
    log_p, log_q = F.log_softmax(p / TEMPERATURE, 1), F.log_softmax(q / TEMPERATURE, 1)
    if kind == "TOTAL_VARIATION":
        return (log_p.exp() - log_q.exp()).abs().sum(1) / 2
    if kind == "JENSEN_SHANNON":
        log_m = (BETA * log_p.exp() + (1 - BETA) * log_q.exp()).log()
        return (BETA * F.kl_div(log_m, log_p, reduction="none", log_target=True) +
                (1 - BETA) * F.kl_div(log_m, log_q, reduction="none", log_target=True)).sum(1)
    first, second = (log_p, log_q) if kind == "FORWARD" else (log_q, log_p)
    return F.kl_div(second, first, reduction="none", log_target=True).sum(1)


def divergences():
    print(f"#define GOLDEN_TEMPERATURE {TEMPERATURE}\n#define GOLDEN_BETA {BETA}")
    print("static const struct {\n    kl_loss_divergence_kind kind;\n    double loss, p_gradient[GOLDEN_SIZE], "
          "q_gradient[GOLDEN_SIZE];\n} golden_divergences[] = {")
    for kind in ("FORWARD", "REVERSE", "JENSEN_SHANNON", "TOTAL_VARIATION"):
        p, q = (numbers(ROWS * CLASSES, seed).requires_grad_() for seed in (1, 2))
        loss = divergence(kind, p, q).mean() * TEMPERATURE**2
        loss.backward()
        print(f"    {{KL_LOSS_{kind}, {loss.item():.17g},\n     {row(p.grad.flatten())},\n     "
              f"{row(q.grad.flatten())}}},")
    print("};")


def brier():
    targets = F.softmax(numbers(ROWS * CLASSES, 2), 1)
    print(f"static const double golden_brier_targets[GOLDEN_SIZE] =\n    {row(targets.flatten())};")
    print("static const struct {\n    double loss, gradient[GOLDEN_SIZE];\n} golden_brier[2] = {")
    for t in (F.one_hot(torch.tensor([1, 3, 0]), CLASSES), targets):
        x = numbers(ROWS * CLASSES, 1).requires_grad_()
        loss = ((F.softmax(x, 1) - t)**2).sum(1).mean()
        loss.backward()
        print(f"    {{{loss.item():.17g}, {row(x.grad.flatten())}}}, /* {'probabilities' if t is targets else '1, 3, 0'} */")
    print("};")


EXTREMES = [(-1.0, 1e-300), (-700.0, 1e-300), (0.0, 5e-324), (-1e300, 1e-10), (-690.77552789821368, 1e-300), (3.0, 1.0),
            (-1e-17, 1.0), (-0.5, 1e17), (-1e8, 1.0), (-2.3025850929940459, 0.1)]


def extremes():
    """Where t (ln t − x) has digits of its own: the last is what is left of 0.1 (ln 0.1 − x)."""
    mpmath.mp.prec = 200
    print("static const struct {\n    double x, t, term, slope; /* by t */\n} golden_extremes[] = {")
    for x, t in EXTREMES:
        slope = mpmath.log(t) - x
        print(f"    {{{x:.17g}, {t:.17g}, {float(t * slope):.17g}, {float(slope + 1):.17g}}},")
    print("};")


def main():
    warnings.simplefilter("ignore")
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_loss_divergence_golden.py: values of PyTorch {torch.__version__}, and of 200 bits. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_ROWS = {ROWS}, GOLDEN_CLASSES = {CLASSES}, GOLDEN_SIZE = GOLDEN_ROWS * GOLDEN_CLASSES }};")
    terms()
    divergences()
    brier()
    extremes()


main()
