#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values of the estimators of an entropy, by their definitions with mpmath.

    /usr/bin/python3 tools/make_entropy_golden.py > tests/sample/golden_entropies.h

Nothing is shared with the C code: symbols are taken one by one, Grassberger's G by its integral, Zhang's
sum over v term by term, NSB by adaptive quadrature over beta itself.
"""
import random

import mpmath as mp

mp.mp.dps = 40


def entropy(shares):
    return -sum(p * mp.log(p) for p in shares if p > 0)


def dirichlet_shares(counts, a):
    total = sum(counts) + a * len(counts)
    return [(c + a) / total for c in counts]


def shrunk_shares(counts):
    n, k = sum(counts), len(counts)
    shares = [mp.mpf(c) / n for c in counts]
    target = mp.mpf(1) / k
    distance = sum((target - p) ** 2 for p in shares)
    if n == 1 or distance == 0:
        weight = mp.mpf(1)
    else:
        weight = min(max((1 - sum(p * p for p in shares)) / ((n - 1) * distance), 0), 1)
    return [weight * target + (1 - weight) * p for p in shares]


def chao_shen(counts):
    n, once = sum(counts), sum(c == 1 for c in counts)
    coverage = 1 - mp.mpf(n - 1 if once == n else once) / n
    shares = [coverage * c / n for c in counts if c > 0]
    return -sum(p * mp.log(p) / (1 - (1 - p) ** n) for p in shares)


def grassberger(counts):
    n = sum(counts)

    def g(c):
        return mp.psi(0, c) + (-1) ** c * mp.quad(lambda x: x ** (c - 1) / (x + 1), [0, 0.5, 1])

    return mp.log(n) - sum(c * g(c) for c in counts if c > 0) / n


def zhang(counts):
    n, total = sum(counts), mp.mpf(0)
    for c in counts:
        product, inner = mp.mpf(1), mp.mpf(0)
        for v in range(1, n - c + 1 if c > 0 else 1):
            product *= 1 - mp.mpf(c - 1) / (n - v)
            inner += product / v
        total += c * inner / n
    return total


def nsb(counts):
    n, k = sum(counts), len(counts)
    times = {}
    for c in counts:
        times[c] = times.get(c, 0) + 1

    def log_weight(beta):
        flat = k * mp.psi(1, k * beta + 1) - mp.psi(1, beta + 1)
        gammas = sum(m * (mp.loggamma(c + beta) - mp.loggamma(beta)) for c, m in times.items())
        return mp.log(flat) + mp.loggamma(k * beta) - mp.loggamma(n + k * beta) + gammas

    def mean(beta):
        total = n + k * beta
        return mp.psi(0, total + 1) - sum(m * (c + beta) / total * mp.psi(0, c + beta + 1)
                                          for c, m in times.items())

    # In t = ln beta; the peak is found on a grid, and panels grow from it.
    grid = [mp.mpf(i) / 4 for i in range(-160, 161)]
    center = max(grid, key=lambda t: log_weight(mp.exp(t)) + t)
    peak = log_weight(mp.exp(center)) + center
    ends = sorted({center + s * mp.mpf(2) ** i for s in (-1, 1) for i in range(-6, 7)} | {center})
    value = {}

    def both(t):
        if t not in value:
            weight = mp.exp(log_weight(mp.exp(t)) + t - peak)
            value[t] = (weight, weight * mean(mp.exp(t)))
        return value[t]

    with mp.workdps(30):
        return mp.quad(lambda t: both(t)[1], ends) / mp.quad(lambda t: both(t)[0], ends)


SHARES = [
    ("DIRICHLET_JEFFREYS", lambda c: dirichlet_shares(c, mp.mpf(1) / 2)),
    ("DIRICHLET_LAPLACE", lambda c: dirichlet_shares(c, mp.mpf(1))),
    ("DIRICHLET_PERKS", lambda c: dirichlet_shares(c, mp.mpf(1) / len(c))),
    ("DIRICHLET_MINIMAX", lambda c: dirichlet_shares(c, mp.sqrt(sum(c)) / len(c))),
    ("SHRINKAGE", shrunk_shares),
]
ESTIMATORS = [(name, lambda c, f=f: entropy(f(c))) for name, f in SHARES] + [
    ("CHAO_SHEN", chao_shen),
    ("GRASSBERGER", grassberger),
    ("ZHANG", zhang),
    ("NSB", nsb),
]


def divergence(p, q):
    return sum(x * mp.log(x / y) for x, y in zip(p, q) if x > 0)


def jensen_shannon(p, q):
    middle = [(x + y) / 2 for x, y in zip(p, q)]
    return (divergence(p, middle) + divergence(q, middle)) / 2


PAIR = ([31, 20, 11, 7, 4, 2, 0, 1, 0], [12, 25, 3, 9, 0, 8, 5, 0, 2])
ALPHABETS = (len(PAIR[0]), 40)


def draws(rng, n, weights):
    counts = [0] * len(weights)
    for symbol in rng.choices(range(len(weights)), weights, k=n):
        counts[symbol] += 1
    return counts


def cases():
    rng = random.Random(4)
    yield "the example of R's package entropy", [4, 2, 3, 0, 2, 4, 0, 0, 2, 1, 1]
    yield "a coin", [5, 5]
    yield "a coin that nearly always falls alike", [999, 1]
    yield "one symbol of three", [7, 0, 0]
    yield "one draw", [1, 0]
    yield "everything once", [1] * 12
    yield "everything once, of many", [1] * 12 + [0] * 500
    yield "even", [40] * 25
    yield "Zipf, 300 draws of 200", draws(rng, 300, [1 / (i + 1) for i in range(200)])
    yield "Zipf, 3000 draws of 60", draws(rng, 3000, [1 / (i + 1) for i in range(60)])
    yield "even, 100 draws of 1000", draws(rng, 100, [1] * 1000)
    yield "steep, 2000 draws of 40", draws(rng, 2000, [0.5 ** i for i in range(40)])


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Written by tools/make_entropy_golden.py; do not edit. */\n// clang-format off")
    names = ", ".join(f"KL_METHOD_{name}" for name, _ in ESTIMATORS)
    print("enum { GOLDEN_METHODS = %d };" % len(ESTIMATORS))
    print(f"static const kl_method golden_methods[GOLDEN_METHODS] = {{{names}}};")
    print("typedef struct golden_entropy { const char *name; size_t seen; uint64_t alphabet;"
          " const uint64_t *count; double value[GOLDEN_METHODS]; } golden_entropy;")
    rows = []
    for i, (name, counts) in enumerate(cases()):
        seen = [c for c in counts if c > 0]
        print(f"static const uint64_t golden_counts_{i}[] = {{{', '.join(map(str, seen))}}};")
        values = ", ".join(mp.nstr(f(counts), 20, min_fixed=0, max_fixed=0) for _, f in ESTIMATORS)
        rows.append(f'    {{"{name}", {len(seen)}, {len(counts)}, golden_counts_{i},\n     {{{values}}}}},')
    print("static const golden_entropy golden_entropies[] = {")
    print("\n".join(rows))
    print("};")
    print("/* Divergence, cross-entropy and Jensen-Shannon of two tables by the estimators of shares. */")
    print("enum { GOLDEN_SYMBOLS = %d, GOLDEN_SHARES = %d };" % (len(PAIR[0]), len(SHARES)))
    for name, counts in zip("ab", PAIR):
        print(f"static const uint64_t golden_{name}[GOLDEN_SYMBOLS] = {{{', '.join(map(str, counts))}}};")
    print("static const struct { uint64_t alphabet; double value[GOLDEN_SHARES][3]; } golden_shares[] = {")
    for alphabet in ALPHABETS:
        rows = []
        for _, f in SHARES:
            p, q = (f(counts + [0] * (alphabet - len(counts))) for counts in PAIR)
            kl = divergence(p, q)
            values = ", ".join(mp.nstr(v, 20) for v in (kl, kl + entropy(p), jensen_shannon(p, q)))
            rows.append(f"{{{values}}}")
        print(f"    {{{alphabet}, {{{', '.join(rows)}}}}},")
    print("};")


if __name__ == "__main__":
    main()
