#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values of joint tables of counts, by their definitions with mpmath.

    /usr/bin/python3 tools/make_joint_golden.py > tests/information/golden_joint.h

Nothing is shared with the C code: mutual information is the sum of p ln(p/q) in 40 digits, the mean under chance goes
over every count that a cell may have, the jackknife leaves out every row by itself, estimators are those of
make_entropy_golden.py of the table with its zeros.
"""
import itertools
import math
import random

import mpmath as mp

from make_entropy_golden import SHARES, chao_shen, entropy, grassberger, nsb, zhang

mp.mp.dps = 40


def miller_madow(counts):
    n = sum(counts)
    return entropy([mp.mpf(c) / n for c in counts]) + mp.mpf(sum(c > 0 for c in counts) - 1) / (2 * n)


ENTROPIES = [("MILLER_MADOW", miller_madow), ("CHAO_SHEN", chao_shen), ("GRASSBERGER", grassberger),
             ("ZHANG", zhang), ("NSB", nsb)]


def margins(table):
    return [sum(row) for row in table], [sum(column) for column in zip(*table)]


def information(table):
    """Of weights, in nats."""
    rows, columns = margins(table)
    n = sum(rows)
    return sum(mp.mpf(c) / n * mp.log(mp.mpf(c) * n / (rows[i] * columns[j]))
               for i, row in enumerate(table) for j, c in enumerate(row) if c > 0)


def expected(table):
    """The mean of I over all tables with these margins."""
    rows, columns = margins(table)
    n = sum(rows)
    total = mp.mpf(0)
    for a, b in itertools.product(rows, columns):
        ways = math.comb(n, b)
        total += sum(mp.mpf(math.comb(a, c) * math.comb(n - a, b - c)) / ways * c / n * mp.log(mp.mpf(c) * n / (a * b))
                     for c in range(max(1, a + b - n), min(a, b) + 1))
    return total


def expected_of_large(a, b, n):
    """The same of a table of two rows and two columns with margins a and b, counts 40 standard deviations around the
    mean; by logarithms of factorials."""
    def cell(a, b):
        mean = a * b // n
        reach = 40 * math.isqrt(a * (n - a) * b * (n - b) // n**3 + 1)
        ways = mp.loggamma(a + 1) + mp.loggamma(n - a + 1) + mp.loggamma(b + 1) + mp.loggamma(n - b + 1)
        ways -= mp.loggamma(n + 1)
        share = mp.exp(ways - sum(mp.loggamma(x + 1) for x in (mean, a - mean, b - mean, n - a - b + mean)))
        total, up, down = share * mean * mp.log(mp.mpf(mean) * n / (a * b)), share, share
        for c in range(mean, mean + reach):
            up *= mp.mpf((a - c) * (b - c)) / ((c + 1) * (n - a - b + c + 1))
            total += up * (c + 1) * mp.log(mp.mpf(c + 1) * n / (a * b))
        for c in range(mean, mean - reach, -1):
            down *= mp.mpf(c * (n - a - b + c)) / ((a - c + 1) * (b - c + 1))
            total += down * (c - 1) * mp.log(mp.mpf(c - 1) * n / (a * b))
        return total / n

    return sum(cell(x, y) for x in (a, n - a) for y in (b, n - b))


def jackknife(table):
    """(value, standard error) from leaving out every row by itself."""
    n, without, times = sum(map(sum, table)), [], []
    for i, row in enumerate(table):
        for j, c in enumerate(row):
            if c > 0:
                row[j] -= 1
                without.append(information([r for r in table]))
                row[j] += 1
                times.append(c)
    mean = sum(t * w for t, w in zip(times, without)) / n
    value = n * information(table) - (n - 1) * mean
    return value, mp.sqrt(mp.mpf(n - 1) / n * sum(t * (w - mean)**2 for t, w in zip(times, without)))


def by_entropies(table, estimator):
    rows, columns = margins(table)
    return estimator(rows) + estimator(columns) - estimator([c for row in table for c in row])


def by_shares(table, estimator):
    shares = iter(estimator([c for row in table for c in row]))
    return information([[next(shares) for _ in row] for row in table])


def draw(rng, rows, columns, n, dependence):
    table = [[0] * columns for _ in range(rows)]
    for _ in range(n):
        x = rng.randrange(rows)
        y = x % columns if rng.random() < dependence else rng.randrange(columns)
        table[x][y] += 1
    assert all(map(any, table)) and all(map(any, zip(*table)))
    return table


def cases():
    rng = random.Random(9)
    yield "two coins", [[30, 10], [10, 50]]
    yield "five letters", [[1, 0, 1], [0, 0, 1], [0, 1, 1]]
    yield "a product", [[2, 4, 6], [3, 6, 9]]
    yield "nearly a product", [[200, 400, 600], [300, 601, 900]]
    yield "few rows", draw(rng, 4, 5, 40, 0.3)
    yield "dependent", draw(rng, 4, 4, 200, 0.6)
    yield "wide", draw(rng, 3, 12, 150, 0.2)


def number(x):
    return mp.nstr(x, 20)


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Written by tools/make_joint_golden.py; do not edit. */\n// clang-format off")
    print(f"#define CHANCE_OF_A_MILLION {number(expected_of_large(500000, 500000, 1000000))}")
    methods = [name for name, _ in ENTROPIES] + [name for name, _ in SHARES]
    print(f"enum {{ GOLDEN_METHODS = {len(methods)} }};")
    print(f"static const kl_method golden_methods[] = {{{', '.join('KL_METHOD_' + name for name in methods)}}};")
    print("typedef struct golden_table {\n    const char *name;\n    size_t rows, columns;\n    double count[36];\n"
          "    double entropy_x, entropy_y, entropy, information, expected, p_value, jackknife, standard_error;\n"
          "    double value[GOLDEN_METHODS];\n} golden_table;")
    print("static const golden_table golden_tables[] = {")
    for name, table in cases():
        rows, columns = margins(table)
        n = sum(rows)
        cells = [c for row in table for c in row]
        freedom = mp.mpf((len(rows) - 1) * (len(columns) - 1))
        own = mp.chop(information(table), tol=mp.mpf(10)**-30)
        values = [rows, columns, cells]
        numbers = [entropy([mp.mpf(c) / n for c in counts]) for counts in values]
        numbers += [own, expected(table), mp.gammainc(freedom / 2, n * own, regularized=True), *jackknife(table)]
        estimates = [by_entropies(table, f) for _, f in ENTROPIES] + [by_shares(table, f) for _, f in SHARES]
        print(f'    {{"{name}", {len(rows)}, {len(columns)}, {{{", ".join(map(str, cells))}}},')
        print(f"     {', '.join(map(number, numbers))},")
        print(f"     {{{', '.join(map(number, estimates))}}}}},")
    print("};")


if __name__ == "__main__":
    main()
