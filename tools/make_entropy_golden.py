#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values of the estimators of an entropy, by their definitions with mpmath.

    /usr/bin/python3 tools/make_entropy_golden.py > tests/sample/golden_entropies.h

Nothing is shared with the C code: symbols are taken one by one, Grassberger's G by its integral, Zhang's
sum over v term by term, NSB by adaptive quadrature over beta itself. Mixtures are thinned number by number, with
binomial coefficients of whole numbers.
"""
import math
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


def counted(counts):
    times = {}
    for c in counts:
        times[c] = times.get(c, 0) + 1
    return times


# Of counts of counts, which of a mixture are means; zeros say how many symbols there are.

def miller_madow(times):
    n = sum(c * m for c, m in times.items())
    seen = sum(m for c, m in times.items() if c > 0)
    return -sum(m * c / n * mp.log(c / n) for c, m in times.items() if c > 0) + (seen - 1) / (2 * n)


def chao_shen(times):
    n, once = sum(c * m for c, m in times.items()), times.get(1, 0)
    coverage = 1 - mp.mpf(n - 1 if once == n else once) / n
    value = mp.mpf(0)
    for c, m in times.items():
        p = coverage * c / n
        value -= m * p * mp.log(p) / (1 - (1 - p) ** n) if c > 0 else 0
    return value


def grassberger(times):
    n = sum(c * m for c, m in times.items())

    def g(c):
        return mp.psi(0, c) + (-1) ** c * mp.quad(lambda x: x ** (c - 1) / (x + 1), [0, 0.5, 1])

    return mp.log(n) - sum(m * c * g(c) for c, m in times.items() if c > 0) / n


def zhang(times):
    n, total = sum(c * m for c, m in times.items()), mp.mpf(0)
    whole = int(mp.nint(n))
    for c, m in times.items():
        product, inner = mp.mpf(1), mp.mpf(0)
        for v in range(1, whole - c + 1 if c > 0 else 1):
            product *= 1 - mp.mpf(c - 1) / (whole - v)
            inner += product / v
        total += m * c * inner / whole
    return total


def nsb_mean(times, mean):
    """Of a function of beta by the posterior weights of beta."""
    n, k = sum(c * m for c, m in times.items()), sum(times.values())

    def log_weight(beta):
        flat = k * mp.psi(1, k * beta + 1) - mp.psi(1, beta + 1)
        gammas = sum(m * (mp.loggamma(c + beta) - mp.loggamma(beta)) for c, m in times.items() if c > 0)
        return mp.log(flat) + mp.loggamma(k * beta) - mp.loggamma(n + k * beta) + gammas

    # In t = ln beta; the peak is found on a grid, and panels grow from it.
    grid = [mp.mpf(i) / 4 for i in range(-160, 161)]
    with mp.workdps(20):
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


def nsb(times):
    n, k = sum(c * m for c, m in times.items()), sum(times.values())

    def mean(beta):
        total = n + k * beta
        return mp.psi(0, total + 1) - sum(m * (c + beta) / total * mp.psi(0, c + beta + 1)
                                          for c, m in times.items())

    return nsb_mean(times, mean)


SHARES = [
    ("DIRICHLET_JEFFREYS", lambda c: dirichlet_shares(c, mp.mpf(1) / 2)),
    ("DIRICHLET_LAPLACE", lambda c: dirichlet_shares(c, mp.mpf(1))),
    ("DIRICHLET_PERKS", lambda c: dirichlet_shares(c, mp.mpf(1) / len(c))),
    ("DIRICHLET_MINIMAX", lambda c: dirichlet_shares(c, mp.sqrt(sum(c)) / len(c))),
    ("SHRINKAGE", shrunk_shares),
]
ENTROPIES = [
    ("MILLER_MADOW", miller_madow),
    ("CHAO_SHEN", chao_shen),
    ("GRASSBERGER", grassberger),
    ("ZHANG", zhang),
    ("NSB", nsb),
]
ESTIMATORS = [(name, lambda c, f=f: entropy(f(c))) for name, f in SHARES] + [
    (name, lambda c, f=f: f(counted(c))) for name, f in ENTROPIES]


def divergence(p, q):
    return sum(x * mp.log(x / y) for x, y in zip(p, q) if x > 0)


def jensen_shannon(p, q):
    middle = [(x + y) / 2 for x, y in zip(p, q)]
    return (divergence(p, middle) + divergence(q, middle)) / 2


def thinned(a, b, alphabet):
    """Counts of counts of all of the smaller table and as many draws of the larger one, in the mean."""
    small, large = sorted((a, b), key=sum)
    n, m = sum(small), sum(large)
    times = {0: mp.mpf(alphabet - len(a))}
    for x, y in zip(small, large):
        for taken in range(max(0, n - (m - y)), min(y, n) + 1):
            chance = mp.mpf(math.comb(y, taken) * math.comb(m - y, n - taken)) / math.comb(m, n)
            if chance > mp.mpf(10) ** -40:
                times[x + taken] = times.get(x + taken, 0) + chance
    return times


def mixture_divergence(estimate, a, b, alphabet):
    rest = [0] * (alphabet - len(a))
    n, m, half = sum(a), sum(b), min(sum(a), sum(b))
    apart = sum((mp.mpf(x) / n - mp.mpf(y) / m) ** 2 / (mp.mpf(x) / n + mp.mpf(y) / m)
                for x, y in zip(a, b) if x + y > 0)
    return (estimate(thinned(a, b, alphabet)) - apart / (8 * half)
            - (estimate(counted(a + rest)) + estimate(counted(b + rest))) / 2)


def log_share(name, b, alphabet):
    """The logarithm of a symbol's share by a model, a function of its count."""
    m = sum(b)
    if name == "MILLER_MADOW":
        return lambda y: mp.log((y + mp.mpf(1) / 2) / (m + mp.mpf(1) / 2))
    if name in ("GRASSBERGER", "ZHANG"):
        return lambda y: mp.psi(0, y + 1) - mp.psi(0, m + 1)
    if name == "CHAO_SHEN":
        missed, unseen = mp.mpf(min(max(b.count(1), 1), m - 1)) / m, alphabet - sum(y > 0 for y in b)
        return lambda y: mp.log((1 - missed if unseen else 1) * y / m if y else missed / unseen)
    times = counted(b + [0] * (alphabet - len(b)))
    return lambda y: mp.log(nsb_mean(times, lambda beta: (y + beta) / (m + alphabet * beta)))


def model_cross_entropy(name, a, b, alphabet):
    share = log_share(name, b, alphabet)
    return -sum(mp.mpf(x) / sum(a) * share(y) for x, y in zip(a, b) if x > 0)


PAIRS = [
    (([31, 20, 11, 7, 4, 2, 0, 1, 0], [12, 25, 3, 9, 0, 8, 5, 0, 2]), (9, 40)),
    (([31, 20, 11, 7, 4, 2, 0, 1, 0], [25, 12, 3, 9, 8, 12, 0, 5, 2]), (9,)),  # of one size
    (([1310, 420, 900, 7, 4, 2, 0, 1, 0], [4300, 3100, 900, 1500, 0, 8, 5, 0, 2]), (9,)),  # large
]
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
    print("/* Cross-entropy and Jensen-Shannon by the estimators of entropies. */")
    print("enum { GOLDEN_ENTROPIES = %d };" % len(ENTROPIES))
    print("static const struct { uint64_t alphabet, a[GOLDEN_SYMBOLS], b[GOLDEN_SYMBOLS];"
          " double value[GOLDEN_ENTROPIES][2]; } golden_carried[] = {")
    for (a, b), alphabets in PAIRS:
        for alphabet in alphabets:
            rows = []
            for name, f in ENTROPIES:
                values = (model_cross_entropy(name, a, b, alphabet),
                          mixture_divergence(f, a, b, alphabet))
                rows.append("{%s}" % ", ".join(mp.nstr(v, 20) for v in values))
            tables = ", ".join("{%s}" % ", ".join(map(str, t)) for t in (a, b))
            print(f"    {{{alphabet}, {tables}, {{{', '.join(rows)}}}}},")
    print("};")


if __name__ == "__main__":
    main()
