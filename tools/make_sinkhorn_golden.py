#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write tests/transport/golden_sinkhorn.h: entropic transport of a few points at 200 bits, by Newton's method on the
dual (no Sinkhorn iteration), with the divergence and its gradients by masses and points.

    tools/make_sinkhorn_golden.py > tests/transport/golden_sinkhorn.h
"""
import random

import mpmath
from mpmath import mp, mpf

mp.prec = 200


def cost_of(ground, x, y):
    if ground == "SQUARED_EUCLIDEAN":
        return sum((s - t) ** 2 for s, t in zip(x, y))
    if ground == "EUCLIDEAN":
        return mp.sqrt(sum((s - t) ** 2 for s, t in zip(x, y)))
    if ground == "L1":
        return sum(abs(s - t) for s, t in zip(x, y))
    return 1 - sum(s * t for s, t in zip(x, y)) / mp.sqrt(sum(s * s for s in x) * sum(t * t for t in y))


class Problem:
    """Potentials f and g that maximise the dual for masses a and b, costs c, ε and ρ (None: balanced). Of a transport
    onto itself (b is a) they are equal: what else might be added to one and taken from the other is hardly determined."""

    def __init__(self, a, b, c, epsilon, rho):
        self.a, self.b, self.c, self.rho, self.symmetric = a, b, c, rho, b is a
        self.n, self.m = len(a), len(b)
        self.f, self.g = [mpf(0)] * self.n, [mpf(0)] * self.m
        level = max(epsilon, max(abs(v) for row in c for v in row))
        while True:
            self.epsilon = level
            self.newton()
            if level == epsilon:
                break
            level = max(epsilon, level / 2)

    def plan(self):
        return [[self.a[i] * self.b[j] * mp.exp((self.f[i] + self.g[j] - self.c[i][j]) / self.epsilon)
                 for j in range(self.m)] for i in range(self.n)]

    def wanted(self, mass, potential):
        return mass if self.rho is None else mass * mp.exp(-potential / self.rho)

    def value(self):
        if self.rho is None:
            sides = mp.fsum(p * q for p, q in zip(self.a + self.b, self.f + self.g))
        else:
            sides = mp.fsum(-self.rho * p * mp.expm1(-q / self.rho) for p, q in zip(self.a + self.b, self.f + self.g))
        total = mp.fsum(v for row in self.plan() for v in row)
        return sides - self.epsilon * (total - mp.fsum(self.a) * mp.fsum(self.b))

    def step(self, p, slope):
        n, m = self.n, self.m
        h = mp.zeros(n + m)
        for i in range(n):
            for j in range(m):
                h[i, n + j] = h[n + j, i] = p[i][j] / self.epsilon
                h[i, i] += p[i][j] / self.epsilon
                h[n + j, n + j] += p[i][j] / self.epsilon
        for k in range(n + m):
            if self.rho is not None:
                h[k, k] += self.wanted((self.a + self.b)[k], (self.f + self.g)[k]) / self.rho
        if self.symmetric:
            return 2 * list(mp.lu_solve(h[:n, :n] + h[:n, n:], mpmath.matrix(slope[:n])))
        if self.rho is None:  # g[m − 1] stays
            return list(mp.lu_solve(h[:n + m - 1, :n + m - 1], mpmath.matrix(slope[:-1]))) + [mpf(0)]
        return list(mp.lu_solve(h, mpmath.matrix(slope)))

    def newton(self):
        n, m = self.n, self.m
        for _ in range(500):
            p = self.plan()
            slope = [self.wanted(self.a[i], self.f[i]) - mp.fsum(p[i]) for i in range(n)]
            slope += [self.wanted(self.b[j], self.g[j]) - mp.fsum(p[i][j] for i in range(n)) for j in range(m)]
            step = self.step(p, slope)
            before, f, g, share = self.value(), self.f, self.g, mpf(1)
            while True:
                self.f = [v + share * s for v, s in zip(f, step[:n])]
                self.g = [v + share * s for v, s in zip(g, step[n:])]
                if self.value() >= before or share < mpf(2) ** -60:
                    break
                share /= 2
            if max(abs(s) for s in step) < self.epsilon * mpf(2) ** -90:
                return
        raise ArithmeticError("Newton's method did not converge")


def slope_of(problem, ground, x, y, i, k):
    """Of P C by coordinate k of point i."""
    h, total, p = mpf(2) ** -60, mpf(0), problem.plan()
    for j in range(problem.m):
        ends = []
        for sign in (1, -1):
            moved = list(x[i])
            moved[k] += sign * h
            ends.append(cost_of(ground, moved, y[j]))
        total += p[i][j] * (ends[0] - ends[1]) / (2 * h)
    return total


def masses(problem, other):
    """Of the value by a: for shares up to a constant."""
    if problem.rho is None:
        mean = mp.fsum(p * q for p, q in zip(problem.a, problem.f))
        return [v - mean for v in problem.f]
    return [-problem.rho * mp.expm1(-v / problem.rho) - problem.epsilon * (mp.exp(-v / problem.rho) - other)
            for v in problem.f]


def case(ground, n, m, relative, rho_relative, seed):
    random.seed(seed)
    x = [[mpf(random.gauss(0, 1)) for _ in range(2)] for _ in range(n)]
    y = [[mpf(random.gauss(1, 1)) for _ in range(2)] for _ in range(m)]
    a, b = ([mpf(random.uniform(0.2, 1)) for _ in range(k)] for k in (n, m))
    given = a + b
    if rho_relative is None:
        a, b = ([v / mp.fsum(side) for v in side] for side in (a, b))
    costs = lambda u, v: [[cost_of(ground, s, t) for t in v] for s in u]
    cxy = costs(x, y)
    scale = mp.fsum(a[i] * b[j] * cxy[i][j] for i in range(n) for j in range(m))
    epsilon = relative * scale
    rho = None if rho_relative is None else rho_relative * scale
    xy, xx, yy = (Problem(p, q, c, epsilon, rho)
                  for p, q, c in ((a, b, cxy), (a, a, costs(x, x)), (b, b, costs(y, y))))
    apart = mp.fsum(a) - mp.fsum(b)
    s = xy.value() - (xx.value() + yy.value()) / 2 + (0 if rho is None else epsilon * apart ** 2 / 2)
    cost = mp.fsum(p * c for r, t in zip(xy.plan(), cxy) for p, c in zip(r, t))
    gradient_a = [p - q for p, q in zip(masses(xy, mp.fsum(b)), masses(xx, mp.fsum(a)))]
    if rho is not None:
        gradient_a = [v + epsilon * apart for v in gradient_a]
    gradient_x = [slope_of(xy, ground, x, y, i, k) - (slope_of(xx, ground, x, x, i, k)) for i in range(n)
                  for k in range(2)]
    hexes = lambda values: ", ".join(float(v).hex() for v in values)
    texts = lambda values: ", ".join(mp.nstr(v, 20) for v in values)
    print(f"    {{KL_GROUND_{ground}, {n}, {m}, {{{hexes(v for row in x + y for v in row)}}},")
    print(f"     {{{hexes(given)}}}, {mp.nstr(epsilon, 20)}, {'INFINITY' if rho is None else mp.nstr(rho, 20)},")
    print(f"     {texts([xy.value(), cost, s])}, {{{texts(gradient_a)}}},")
    print(f"     {{{texts(gradient_x)}}}}},")


print("""/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tools/make_sinkhorn_golden.py. */
// clang-format off
#ifndef TESTS_TRANSPORT_GOLDEN_SINKHORN_H
#define TESTS_TRANSPORT_GOLDEN_SINKHORN_H

#include <kullback/transport.h>

#include <math.h>

static const struct golden_sinkhorn {
    kl_ground ground;
    size_t n, m;
    double points[14]; /* x, then y */
    double masses[7];  /* a, then b; balanced: to be divided by their totals */
    double epsilon, penalty;
    double value, cost, divergence, gradient_a[3], gradient_x[6];
} golden_sinkhorn[] = {""")
for at, relative in enumerate(("1e-5", "1e-4", "1e-3", "0.01", "0.1", "1", "30", "1000")):
    case("SQUARED_EUCLIDEAN", 3, 4, mpf(relative), None, at)
for at, ground in enumerate(("EUCLIDEAN", "L1", "COSINE")):
    case(ground, 3, 4, mpf("0.02"), None, 20 + at)
    case(ground, 3, 4, mpf("0.5"), None, 30 + at)
for at, (relative, rho) in enumerate((("0.01", "0.1"), ("0.01", "10"), ("0.3", "1"), ("10", "0.01"))):
    case("SQUARED_EUCLIDEAN", 3, 4, mpf(relative), mpf(rho), 40 + at)
case("EUCLIDEAN", 3, 4, mpf("0.1"), mpf("0.5"), 50)
print("""};

#endif""")
