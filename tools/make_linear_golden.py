#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The cross-entropy behind a linear layer from its definition, in 50 digits; gradients by numerical differentiation.

    /usr/bin/python3 tools/make_linear_golden.py > tests/loss/golden_linear.h
"""
import mpmath
from mpmath import mpf

ROWS, WIDTH, CLASSES = 4, 3, 5
TARGETS, IGNORED = [1, 4, -100, 1], -100
CLASS_WEIGHTS = [mpf(w) for w in ("0.5", "2", "1", "0.25", "1.25")]
ROW_WEIGHTS = [mpf(w) for w in ("1.5", "0.25", "1", "2")]
UPSTREAM = mpf("-1.5")
PLAIN = dict(weights=0, row_weights=0, smoothing=0, z_loss=0, focus=0, softcap=0, temperature=1, reduction="MEAN")
CASES = [PLAIN,
         dict(PLAIN, reduction="SUM"),
         dict(PLAIN, weights=1, row_weights=1),
         dict(PLAIN, weights=1, smoothing="0.125", z_loss="0.0625", reduction="SUM"),
         dict(PLAIN, row_weights=1, focus=2),
         dict(PLAIN, softcap=4, temperature="0.75", smoothing="0.25"),
         dict(weights=1, row_weights=1, smoothing="0.125", z_loss="0.0625", focus="1.5", softcap=8, temperature=2,
              reduction="MEAN")]


def numbers(count, state):
    """What a linear congruential generator gives: multiples of 1/64 from -2 to 2, which every type holds exactly."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(mpf(state >> 23) / 64 - 2)
    return out


def row_loss(z, target, case):
    """As include/kullback/loss.h defines it, without the weight of the row."""
    smoothing, focus = mpf(case["smoothing"]), mpf(case["focus"])
    if case["softcap"]:
        z = [case["softcap"] * mpmath.tanh(x / case["softcap"]) for x in z]
    z = [x / mpf(case["temperature"]) for x in z]
    log_sum = mpmath.log(sum(mpmath.exp(x) for x in z))
    w = CLASS_WEIGHTS if case["weights"] else [mpf(1)] * CLASSES
    p = mpmath.exp(z[target] - log_sum)
    return ((1 - smoothing) * w[target] * (1 - p)**focus * (log_sum - z[target])
            + smoothing / CLASSES * sum(w[c] * (log_sum - z[c]) for c in range(CLASSES))
            + mpf(case["z_loss"]) * log_sum**2)


def total(flat, case):
    h, w, b = flat[:ROWS * WIDTH], flat[ROWS * WIDTH:-CLASSES], flat[-CLASSES:]
    loss = divisor = mpf(0)
    for i, target in enumerate(TARGETS):
        if target == IGNORED:
            continue
        r = ROW_WEIGHTS[i] if case["row_weights"] else mpf(1)
        z = [b[c] + sum(h[i * WIDTH + k] * w[c * WIDTH + k] for k in range(WIDTH)) for c in range(CLASSES)]
        loss += r * row_loss(z, target, case)
        divisor += r * (CLASS_WEIGHTS[target] if case["weights"] else 1)
    return loss / divisor if case["reduction"] == "MEAN" else loss


def row(values):
    return "{" + ", ".join(mpmath.nstr(v, 17) for v in values) + "}"


def main():
    mpmath.mp.dps = 50
    flat = numbers(ROWS * WIDTH + CLASSES * WIDTH + CLASSES, 1)
    step = mpf(10)**-20
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Written by tools/make_linear_golden.py. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_ROWS = {ROWS}, GOLDEN_WIDTH = {WIDTH}, GOLDEN_CLASSES = {CLASSES} }};")
    print("static const int64_t golden_targets[] = {" + ", ".join(map(str, TARGETS)) + "};")
    print(f"static const double golden_class_weights[] = {row(CLASS_WEIGHTS)};")
    print(f"static const double golden_row_weights[] = {row(ROW_WEIGHTS)};")
    print(f"static const double golden_upstream = {mpmath.nstr(UPSTREAM, 17)};")
    print("static const double golden_layer[] = /* h, w, b */\n    " + row(flat) + ";")
    print("static const struct {\n    int has_weights, has_row_weights;\n"
          "    double smoothing, z_loss, focus, softcap, temperature;\n    kl_reduction reduction;\n    double loss;\n"
          f"    double gradient[{len(flat)}]; /* by h, w, b, times golden_upstream */\n}} golden_linear[] = {{")
    for case in CASES:
        slopes = []
        for j in range(len(flat)):
            moved = [flat[:j] + [flat[j] + s * step] + flat[j + 1:] for s in (1, -1)]
            slopes.append(UPSTREAM * (total(moved[0], case) - total(moved[1], case)) / (2 * step))
        print(f"    {{{case['weights']}, {case['row_weights']}, {case['smoothing']}, {case['z_loss']}, {case['focus']}, "
              f"{case['softcap']}, {case['temperature']}, KL_REDUCTION_{case['reduction']}, "
              f"{mpmath.nstr(total(flat, case), 17)},\n     {row(slopes)}}},")
    print("};")


main()
