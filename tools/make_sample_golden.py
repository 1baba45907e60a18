#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values for the room sample: everything recomputed with mpmath, by the definitions.

    /usr/bin/python3 tools/make_sample_golden.py > tests/sample/golden_pairs.h

Every replicate is a recount without the bag, every model a dictionary of contexts: nothing is shared
with the C code but the formulas.
"""
import math
import random
from collections import defaultdict

import mpmath as mp

mp.mp.dps = 40


def t_quantile(confidence, df):
    """By root finding on the incomplete beta function."""
    tail = 1 - confidence

    def excess(t):
        return mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) - tail

    low, high = mp.mpf(0), mp.mpf(1)
    while excess(high) > 0:
        high *= 2
    for _ in range(130):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return low


def counts_of(cells, without=None):
    counts = defaultdict(int)
    for (gram, bag), count in cells.items():
        if bag != without:
            counts[gram] += count
    return counts


def shares(counts):
    n = mp.mpf(sum(counts.values()))
    return {g: c / n for g, c in counts.items() if c > 0}


def entropy(counts):
    return -sum(p * mp.log(p) for p in shares(counts).values())


def prefixes(counts):
    out = defaultdict(int)
    for g, c in counts.items():
        out[g[:-1]] += c
    return out


def entropy_rate(counts, order):
    return entropy(counts) - (entropy(prefixes(counts)) if order > 1 else 0)


class Escape:
    """Method D, by dictionaries."""

    def __init__(self, counts, order, alphabet):
        self.alphabet = alphabet
        self.tables = {}
        for k in range(order, 0, -1):
            self.tables[k] = {g: c for g, c in counts.items() if c > 0}
            shorter = defaultdict(int)
            for g, c in counts.items():
                shorter[g[1:]] += c
            counts = shorter
        self.order = order

    def q(self, gram):
        k = len(gram)
        table = self.tables[k]
        if k == 1:
            return (table.get(gram, 0) + mp.mpf(1) / 2) / (
                sum(table.values()) + mp.mpf(self.alphabet) / 2)
        follow = [c for g, c in table.items() if g[:-1] == gram[:-1]]
        rest = self.q(gram[1:])
        if not follow:
            return rest
        own = max(table.get(gram, 0) - mp.mpf(1) / 2, 0)
        return (own + mp.mpf(len(follow)) / 2 * rest) / sum(follow)


def divergence(a, b, order, alphabet):
    model, p = Escape(b, order, alphabet), shares(a)
    cross = -sum(x * mp.log(model.q(g)) for g, x in p.items())
    return cross - entropy_rate(a, order)


def quantities(a, b, order, alphabet, union):
    p, q = shares(a), shares(b)
    def both():
        return [(p.get(g, mp.mpf(0)), q.get(g, mp.mpf(0))) for g in union]
    def term(x, m):
        return x * mp.log(x / m) if x > 0 else mp.mpf(0)
    def chi(p, b):
        s = dict(zip(union, smoothed(b)))
        return sum((p.get(g, mp.mpf(0)) - s[g]) ** 2 / s[g] for g in union)
    def smoothed(b):
        n = sum(b.values()) + mp.mpf(len(union))
        return [(b.get(g, 0) + mp.mpf(1)) / n for g in union]
    def power(p, b, a):
        return sum(p.get(g, mp.mpf(0)) ** a * s ** (1 - a) for g, s in zip(union, smoothed(b)))
    def skew(x, y):
        w = mp.mpf(0.99)
        return term(x, (1 - w) * x + w * y)
    hellinger = sum((mp.sqrt(x) - mp.sqrt(y)) ** 2 for x, y in both()) / 2
    out = {
        "entropy_a": entropy_rate(a, order),
        "entropy_b": entropy_rate(b, order),
        "divergence": divergence(a, b, order, alphabet),
        "reverse": divergence(b, a, order, alphabet),
        "jensen_shannon": sum(term(x, (x + y) / 2) + term(y, (x + y) / 2) for x, y in both()) / 2,
        "total_variation": sum(abs(x - y) for x, y in both()) / 2,
        "hellinger_squared": hellinger,
        "triangular": sum((x - y) ** 2 / (x + y) for x, y in both() if x + y > 0),
        "bhattacharyya": -mp.log(1 - hellinger),
        "chi_square": chi(p, b),
        "neyman": chi(q, a),
        "chi_square_symmetric": chi(p, b) + chi(q, a),
        "renyi": mp.log(power(p, b, 2)),
        "cressie_read": 2 * (power(p, b, 1 + mp.mpf(2.0 / 3.0)) - 1) / (
            mp.mpf(2.0 / 3.0) * (1 + mp.mpf(2.0 / 3.0))),
        "hockey_stick": sum(max(x - mp.mpf(math.e) * y, 0) for x, y in both()),
        "skew": sum(skew(x, y) for x, y in both()),
    }
    out["cross_entropy"] = out["entropy_a"] + out["divergence"]
    out["jeffreys"] = out["divergence"] + out["reverse"]
    return out


def jackknife(theta, without, sizes):
    n, g = mp.mpf(sum(sizes.values())), len(sizes)
    corrected = g * theta - sum((1 - sizes[j] / n) * without[j] for j in sizes)
    variance = mp.mpf(0)
    for j in sizes:
        h = n / sizes[j]
        pseudo = h * theta - (h - 1) * without[j]
        variance += (pseudo - corrected) ** 2 / (h - 1)
    return theta - corrected, variance / g


def analyse(cells, order):
    counts = [counts_of(c) for c in cells]
    union = sorted(set(counts[0]) | set(counts[1]))
    alphabet = len({s for g in union for s in g})
    full = quantities(*counts, order, alphabet, union)
    out, parts = {}, {k: [] for k in full}
    for side in (0, 1):
        sizes = defaultdict(int)
        for (_, bag), count in cells[side].items():
            sizes[bag] += count
        without = {}
        for bag in sizes:
            changed = list(counts)
            changed[side] = counts_of(cells[side], bag)
            without[bag] = quantities(*changed, order, alphabet, union)
        for k in full:
            bias, var = jackknife(full[k], {b: w[k] for b, w in without.items()}, sizes)
            parts[k].append((bias, var, len(sizes)))
    for k in full:
        (bias_a, var_a, g_a), (bias_b, var_b, g_b) = parts[k]
        var = var_a + var_b
        if var == 0:
            out[k] = (full[k] - bias_a - bias_b, mp.mpf(0), mp.mpf(0))
            continue
        df = var ** 2 / (var_a ** 2 / (g_a - 1) + var_b ** 2 / (g_b - 1))
        width = mp.sqrt(var) * t_quantile(mp.mpf("0.95"), df)
        out[k] = (full[k] - bias_a - bias_b, mp.sqrt(var), width)
    return full, out


def draw(rng, order, alphabet, n, bags, lean):
    """Cells of a random text; weights lean towards low or high symbols."""
    cells = defaultdict(int)
    weights = [1 / (1 + i) + lean * i / alphabet for i in range(alphabet)]
    text = rng.choices(range(alphabet), weights, k=n + order - 1)
    for i in range(n):
        bag = (i // 7 * 2654435761 >> 5) % bags
        cells[(tuple(text[i:i + order]), bag)] += 1
    return cells


def main():
    rng = random.Random(20)
    cases = []
    for order, alphabet, n, m, bags, lean in [(1, 6, 400, 300, 16, 0.3), (1, 9, 900, 2500, 64, 0.1),
                                              (2, 3, 500, 400, 12, 0.5), (3, 2, 300, 600, 10, 0.3),
                                              (2, 6, 200, 140, 7, 0.2)]:
        cells = [draw(rng, order, alphabet, n, bags, 0), draw(rng, order, alphabet, m, bags, lean)]
        cases.append((order, cells, analyse(cells, order)))
    keys = sorted(cases[0][2][0])
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Written by tools/make_sample_golden.py; do not edit. */\n// clang-format off")
    print("enum {" + ", ".join(f"G_{k.upper()}" for k in keys) + ", G_COUNT};")
    print("typedef struct golden_cell { int side; uint32_t gram[3]; uint32_t bag; uint64_t count; } golden_cell;")
    print("typedef struct golden_value { double full, corrected, error, width; } golden_value;")
    for i, (_, cells, _) in enumerate(cases):
        rows = []
        for side in (0, 1):
            for (gram, bag), count in sorted(cells[side].items()):
                places = ", ".join(str(s) for s in gram + (0,) * (3 - len(gram)))
                rows.append(f"{{{side}, {{{places}}}, {bag}, {count}}}")
        print(f"static const golden_cell golden_cells_{i}[] = {{")
        for k in range(0, len(rows), 5):
            print("    " + ", ".join(rows[k:k + 5]) + ",")
        print("};")
    print("static const struct { int order; const golden_cell *cells; size_t n; golden_value value[G_COUNT]; } golden_pairs[] = {")
    for i, (order, _, (full, out)) in enumerate(cases):
        print(f"    {{{order}, golden_cells_{i}, sizeof golden_cells_{i} / sizeof *golden_cells_{i}, {{")
        for k in keys:
            values = [full[k], *out[k]]
            print("        {" + ", ".join(mp.nstr(v, 20) for v in values) + f"}}, /* {k} */")
        print("    }},")
    print("};")
    print("static const struct { double confidence, df, t; } golden_student[] = {")
    for confidence in ("0.5", "0.9", "0.95", "0.99", "0.999"):
        for df in ("1", "1.5", "2", "3", "4.25", "7", "12.5", "30", "63", "99.9", "126", "1000", "100000"):
            t = t_quantile(mp.mpf(confidence), mp.mpf(df))
            print(f"    {{{confidence}, {df}, {mp.nstr(t, 20)}}},")
    print("};")


main()
