#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Losses and gradients of PyTorch in f64, with every combination of its options, on random rows and extreme ones.

    /usr/bin/python3 tools/make_loss_golden.py > tests/loss/golden.h
"""
import itertools
import math

import torch
import torch.nn.functional as F

ROWS, CLASSES = 6, 5
# After the random rows: nothing is left for the target, everything is, and half; or some classes are masked, at last
# the target's.
EXTREMES = [[700, -700, 0, 1, 1e-300], [40, 0, 1, 2, -3], [1e4, 1e4, -1e4, 1e-300, -745]]
MASKED = [[-math.inf, 0.5, 1, -2, -math.inf], [700, -math.inf, 0, 1, -math.inf], [0.25, -math.inf, 3, 1, 2]]
TARGETS = [1, 4, 0, 2, 0, 1]
WEIGHTS = torch.tensor([0.5, 2, 1, 0, 1.25], dtype=torch.float64)
RESULTS = ("    double loss[GOLDEN_ROWS]; /* without reduction of each row */\n"
           "    double gradient[GOLDEN_ROWS * GOLDEN_CLASSES];\n")


def numbers(count, state):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(state / 2**28 - 4)
    return torch.tensor(out, dtype=torch.float64)


def row(values):
    return "{" + ", ".join(f"{v:.17g}".replace("inf", "INFINITY") for v in values) + "}"


def logits(is_masked):
    random = numbers((ROWS - len(EXTREMES)) * CLASSES, 1).reshape(-1, CLASSES)
    last = MASKED if is_masked else EXTREMES
    return torch.cat([random, torch.tensor(last, dtype=torch.float64)]).requires_grad_()


def case(is_masked, has_weights, reduction, targets, words, **options):
    """What PyTorch answers; a loss of 0·∞ is NaN there, and left out."""
    x = logits(is_masked)
    loss = F.cross_entropy(x, targets, weight=WEIGHTS if has_weights else None, reduction=reduction, **options)
    loss.sum().backward()
    if not loss.isnan().any():
        print(f"    {{{is_masked}, {has_weights}, {words}, KL_REDUCTION_{reduction.upper()},\n"
              f"     {row(loss.reshape(-1).tolist())},\n     {row(x.grad.flatten())}}},")


def cross_entropy():
    for name, rows in (("extremes", EXTREMES), ("masked", MASKED)):
        values = ", ".join(map(row, rows))
        print(f"static const double golden_{name}[][GOLDEN_CLASSES] = {{{values}}};")
    print(f"static const int64_t golden_targets[GOLDEN_ROWS] = {{{', '.join(map(str, TARGETS))}}};")
    print(f"static const double golden_weights[GOLDEN_CLASSES] = {row(WEIGHTS)};")
    print("static const struct {\n    int is_masked, has_weights;\n    int64_t ignore_index;\n"
          f"    double label_smoothing;\n    kl_reduction reduction;\n{RESULTS}}} golden_cross_entropy[] = {{")
    for is_masked, has_weights, ignore, smoothing, reduction in itertools.product(
            (0, 1), (0, 1), (-100, 1), (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        case(is_masked, has_weights, reduction, torch.tensor(TARGETS), f"{ignore}, {smoothing}", ignore_index=ignore,
             label_smoothing=smoothing)
    print("};")


def soft_cross_entropy():
    targets = torch.softmax(numbers(ROWS * CLASSES, 2).reshape(ROWS, CLASSES), 1)
    print(f"static const double golden_soft_targets[GOLDEN_ROWS * GOLDEN_CLASSES] =\n    {row(targets.flatten())};")
    print("static const struct {\n    int is_masked, has_weights;\n    double label_smoothing;\n"
          f"    kl_reduction reduction;\n{RESULTS}}} golden_soft_cross_entropy[] = {{")
    for is_masked, has_weights, smoothing, reduction in itertools.product(
            (0, 1), (0, 1), (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        case(is_masked, has_weights, reduction, targets, str(smoothing), label_smoothing=smoothing)
    print("};")


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_loss_golden.py: values of PyTorch {torch.__version__}. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_ROWS = {ROWS}, GOLDEN_CLASSES = {CLASSES} }};")
    cross_entropy()
    soft_cross_entropy()


main()
