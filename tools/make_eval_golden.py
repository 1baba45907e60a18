#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/evaluate/golden_rows.h: what single rows of synthetic logits must give, by mpmath at 140 digits (60 for
the largest).

The logits are made by the same formula in tests/evaluate/golden_logits.h, rounded to the type that is said."""
import struct
import sys

from mpmath import exp, inf, log, mp, mpf

mp.dps = 140

# name, vocabulary, type, range, noise, every how many-th is -inf (0: none) in p and in q, spike on token 0
CASES = [
    ("odd", 7, "f32", 8.0, 1.0, 0, 0, 0.0),
    ("one token", 1, "f32", 8.0, 1.0, 0, 0, 0.0),
    ("ties", 16, "f32", 0.0, 0.0, 0, 0, 0.0),
    ("typical", 1000, "f32", 20.0, 0.5, 0, 0, 0.0),
    ("half", 513, "f16", 20.0, 0.5, 0, 0, 0.0),
    ("brain", 513, "bf16", 20.0, 0.5, 0, 0, 0.0),
    ("double", 257, "f64", 20.0, 0.5, 0, 0, 0.0),
    ("impossible in both", 300, "f32", 12.0, 1.0, 3, 3, 0.0),
    ("impossible in p", 300, "f32", 12.0, 1.0, 3, 0, 0.0),
    ("impossible in q", 300, "f32", 12.0, 1.0, 0, 5, 0.0),
    ("certain", 1000, "f32", 10.0, 1.0, 0, 0, 60.0),
    ("more certain", 1000, "f32", 10.0, 1.0, 0, 0, 200.0),
    ("faint", 64, "f32", 3000.0, 100.0, 0, 0, 0.0),
    ("close", 2000, "f64", 20.0, 1e-5, 0, 0, 0.0),
    ("closer", 2000, "f64", 20.0, 1e-9, 0, 0, 0.0),
    ("block and one", 4097, "f32", 25.0, 0.3, 0, 0, 0.0),
    ("large", 262144, "f32", 30.0, 0.4, 0, 0, 0.0),
]


def f16(x):
    return struct.unpack("<e", struct.pack("<e", x))[0]


def f32(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def bf16(x):
    """By truncation, as golden_logits.h does."""
    return struct.unpack("<f", struct.pack("<I", struct.unpack("<I", struct.pack("<f", x))[0] & 0xFFFF0000))[0]


ROUND = {"f16": f16, "f32": f32, "bf16": bf16, "f64": float}


def share(i, multiplier):
    return ((i + 1) * multiplier % 2**32) / 2.0**32 - 0.5


def logits(case):
    _, n, kind, wide, noise, p_gap, q_gap, spike = case
    p, q = [], []
    for i in range(n):
        x = share(i, 2654435761) * wide + (spike if i == 0 else 0.0)
        y = x + share(i, 2246822519) * noise
        p.append(-inf if p_gap and i % p_gap == 1 else mpf(ROUND[kind](x)))
        q.append(-inf if q_gap and i % q_gap == 1 else mpf(ROUND[kind](y)))
    return p, q


def log_softmax(x):
    top = max(x)
    lse = top + log(sum(exp(v - top) for v in x if v > -inf))
    return [v - lse if v > -inf else -inf for v in x]


def divergence(a, b):
    total = mpf(0)
    for x, y in zip(a, b):
        if x > -inf:
            if y == -inf:
                return inf
            total += exp(x) * (x - y)
    return total


def numbers(case):
    mp.dps = 60 if case[1] > 10000 else 140
    p, q = (log_softmax(x) for x in logits(case))
    m = [log((exp(a) + exp(b)) / 2) if max(a, b) > -inf else -inf for a, b in zip(p, q)]
    entropy = -sum(exp(a) * a for a in p if a > -inf)
    return [-p[0], -q[0], entropy, divergence(p, q), divergence(q, p),
            (divergence(p, m) + divergence(q, m)) / 2,
            sum(abs(exp(a) - exp(b)) for a, b in zip(p, q)) / 2]


def text(x):
    return "INFINITY" if x == inf else float(x).hex()


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Made by tools/make_eval_golden.py; do not edit. */")
    print("static const golden_row golden_rows[] = {")
    for case in CASES:
        name, n, kind, wide, noise, p_gap, q_gap, spike = case
        print(f'    {{"{name}", {n}, KL_{kind.upper()}, {wide}, {noise}, {p_gap}, {q_gap}, {spike},')
        values = numbers(case)
        print("     {" + ", ".join(text(v) for v in values) + "}},")
        print(name, [float(v) for v in values], file=sys.stderr)
    print("};")


main()
