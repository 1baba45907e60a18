#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Clipped surrogates with a penalty as TRL's GRPOTrainer writes them, with PyTorch's gradients in f64.

    /usr/bin/python3 tools/make_policy_golden.py > tests/loss/policy_golden.h
"""
import itertools

import torch

N, T, LONGEST = 4, 3, 5


def numbers(count, state, low, high):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(low + (high - low) * state / 2**31)
    return torch.tensor(out, dtype=torch.float64)


def table(name, values, size):
    print(f"static const double golden_{name}[{size}] = {{")
    values = [f"{float(v):.17g}" for v in values]
    for i in range(0, len(values), 5):
        print("    " + ", ".join(values[i:i + 5]) + ",")
    print("};")


def penalty(kind, d):
    return {"K1": d, "K2": d ** 2 / 2, "K3": torch.exp(-d) + d - 1}[kind]


def loss_of(policy, old, reference, mask, advantages, kind, reduction, beta):
    ratio = torch.exp(policy - old)
    clipped = torch.clamp(ratio, 1 - 0.2, 1 + 0.3)
    each = -torch.min(ratio * advantages, clipped * advantages) + beta * penalty(kind, policy - reference)
    if reduction == "SEQUENCES":
        return ((each * mask).sum(-1) / mask.sum(-1)).mean()
    if reduction == "TOKENS":
        return (each * mask).sum() / mask.sum()
    return (each * mask).sum() / (N * LONGEST)


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_policy_golden.py: PyTorch {torch.__version__}. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_SEQUENCES = {N}, GOLDEN_TOKENS = {T}, GOLDEN_LONGEST = {LONGEST} }};")
    size = f"GOLDEN_SEQUENCES * {T}"
    policy = numbers(N * T, 1, -3, 0)
    old, reference = policy + numbers(N * T, 2, -0.6, 0.6), policy + numbers(N * T, 3, -1, 1)
    rewards = numbers(N, 4, -1, 1)
    mask = torch.tensor([[1, 1, 1], [1, 0, 0], [1, 1, 0], [1, 1, 1]], dtype=torch.float64)
    for name, values in (("policy", policy), ("old", old), ("reference", reference), ("mask", mask.flatten())):
        table(name, values, size)
    table("rewards", rewards, "GOLDEN_SEQUENCES")
    groups = rewards.reshape(2, 2)
    centred = groups - groups.mean(1, keepdim=True)
    table("by_group", (centred / (groups.std(1, keepdim=True) + 1e-4)).flatten(), "GOLDEN_SEQUENCES")
    table("by_batch", (centred / (rewards.std() + 1e-4)).flatten(), "GOLDEN_SEQUENCES")
    table("by_none", centred.flatten(), "GOLDEN_SEQUENCES")
    advantages = centred.reshape(N, 1)
    print("/* ε is 0.2 below and 0.3 above, advantages are the last ones. */")
    print(f"static const struct {{\n    kl_policy_penalty penalty;\n    kl_policy_reduction reduction;\n    double beta, loss;\n"
          f"    double gradient[{size}];\n}} golden_policy_loss[] = {{")
    for kind, reduction, beta in itertools.product(("K1", "K2", "K3"), ("SEQUENCES", "TOKENS", "CONSTANT"), (0.0, 0.4)):
        leaf = policy.reshape(N, T).clone().requires_grad_()
        loss = loss_of(leaf, old.reshape(N, T), reference.reshape(N, T), mask, advantages, kind, reduction, beta)
        loss.backward()
        slopes = ", ".join(f"{float(v):.17g}" for v in leaf.grad.flatten())
        print(f"    {{KL_POLICY_{kind}, KL_POLICY_{reduction}, {beta}, {loss.item():.17g},\n     {{{slopes}}}}},")
    print("};")


main()
