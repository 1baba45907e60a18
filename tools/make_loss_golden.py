#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Losses and gradients of PyTorch in f64, with every combination of its options, on random rows and extreme ones.

    /usr/bin/python3 tools/make_loss_golden.py > tests/loss/golden.h
"""
import itertools

import torch
import torch.nn.functional as F

ROWS, CLASSES = 6, 5
# After the random rows: nothing is left for the target, everything is, and half.
EXTREMES = [[700, -700, 0, 1, 1e-300], [40, 0, 1, 2, -3], [1e4, 1e4, -1e4, 1e-300, -745]]
TARGETS = [1, 4, 0, 2, 0, 1]


def numbers(count, state):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(state / 2**28 - 4)
    return torch.tensor(out, dtype=torch.float64)


def row(values):
    return "{" + ", ".join(f"{v:.17g}" for v in values) + "}"


def logits():
    random = numbers((ROWS - len(EXTREMES)) * CLASSES, 1).reshape(-1, CLASSES)
    return torch.cat([random, torch.tensor(EXTREMES, dtype=torch.float64)]).requires_grad_()


def cross_entropy():
    targets = torch.tensor(TARGETS)
    weights = torch.tensor([0.5, 2, 1, 0, 1.25], dtype=torch.float64)
    extremes = ", ".join(row(values) for values in EXTREMES)
    print(f"static const double golden_extremes[][GOLDEN_CLASSES] = {{{extremes}}};")
    print(f"static const int64_t golden_targets[GOLDEN_ROWS] = {{{', '.join(map(str, TARGETS))}}};")
    print(f"static const double golden_weights[GOLDEN_CLASSES] = {row(weights)};")
    print("static const struct {\n    int has_weights;\n    int64_t ignore_index;\n    double label_smoothing;\n"
          "    kl_reduction reduction;\n    double loss; /* without reduction: the sum */\n"
          "    double gradient[GOLDEN_ROWS * GOLDEN_CLASSES];\n} golden_cross_entropy[] = {")
    for has_weights, ignore, smoothing, reduction in itertools.product(
            (0, 1), (-100, 1), (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        x = logits()
        loss = F.cross_entropy(x, targets, weight=weights if has_weights else None, ignore_index=ignore,
                               label_smoothing=smoothing, reduction=reduction).sum()
        loss.backward()
        print(f"    {{{has_weights}, {ignore}, {smoothing}, KL_REDUCTION_{reduction.upper()}, {loss.item():.17g},\n"
              f"     {row(x.grad.flatten())}}},")
    print("};")


def soft_cross_entropy():
    weights = torch.tensor([0.5, 2, 1, 0, 1.25], dtype=torch.float64)
    targets = torch.softmax(numbers(ROWS * CLASSES, 2).reshape(ROWS, CLASSES), 1)
    print(f"static const double golden_soft_targets[GOLDEN_ROWS * GOLDEN_CLASSES] =\n    {row(targets.flatten())};")
    print("static const struct {\n    int has_weights;\n    double label_smoothing;\n    kl_reduction reduction;\n"
          "    double loss;\n    double gradient[GOLDEN_ROWS * GOLDEN_CLASSES];\n} golden_soft_cross_entropy[] = {")
    for has_weights, smoothing, reduction in itertools.product((0, 1), (0.0, 0.1, 1.0), ("mean", "sum", "none")):
        x = logits()
        loss = F.cross_entropy(x, targets, weight=weights if has_weights else None, label_smoothing=smoothing,
                               reduction=reduction).sum()
        loss.backward()
        print(f"    {{{has_weights}, {smoothing}, KL_REDUCTION_{reduction.upper()}, {loss.item():.17g},\n"
              f"     {row(x.grad.flatten())}}},")
    print("};")


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_loss_golden.py: values of PyTorch {torch.__version__}. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_ROWS = {ROWS}, GOLDEN_CLASSES = {CLASSES} }};")
    cross_entropy()
    soft_cross_entropy()


main()
