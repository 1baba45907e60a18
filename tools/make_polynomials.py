#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints the polynomial coefficients of src/kernels: interpolation at 60 digits, or the smallest error where a digit
counts, rounded to doubles, with the largest error found on a fine grid (the figures in the comments there)."""
import struct

from mpmath import atanh, cos, coth, euler, exp, expm1, log, log1p, lu_solve, matrix, mp, mpf, pi, sqrt, tanh, zeta

mp.dps = 60


def even_points(a, b, n):
    """Zeros of a Chebyshev polynomial: nearly the smallest error."""
    return [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * j + 1) / (2 * n)) for j in range(n)]


def root_points(a, b, n):
    """The positive zeros of an odd one, squared: nearly the smallest error times the root of x (a = 0)."""
    assert a == 0
    return [b * cos(pi * (2 * j + 1) / (2 * (2 * n + 1)))**2 for j in range(n)]


def interpolate(f, points):
    n = len(points)
    powers = matrix(n, n)
    for i, x in enumerate(points):
        for j in range(n):
            powers[i, j] = x**j
    return [float(c) for c in lu_solve(powers, matrix([f(x) for x in points]))]


def smallest_error(f, a, b, degree, weight):
    """Least squares, in which points count more the larger their error is (Lawson 1961)."""
    points = even_points(a, b, 100)
    counts = [mpf(1)] * len(points)
    for _ in range(300):
        rows = [sqrt(n) * weight(x) for n, x in zip(counts, points)]
        system = matrix([[r * x**j for j in range(degree + 1)] for r, x in zip(rows, points)])
        c = lu_solve(system, matrix([r * f(x) for r, x in zip(rows, points)]))
        errors = [abs(sum(v * x**j for j, v in enumerate(c)) - f(x)) * weight(x) for x in points]
        counts = [n * e for n, e in zip(counts, errors)]
        counts = [n / sum(counts) for n in counts]
    return [float(v) for v in c]


def report(name, f, a, b, degree, points, weight):
    c = interpolate(f, points(a, b, degree + 1)) if points else smallest_error(f, a, b, degree, weight)
    grid = [a + (b - a) * k / 400 for k in range(401)]
    error = max(abs(sum(mpf(v) * x**i for i, v in enumerate(c)) - f(x)) * weight(x) for x in grid)
    print(f"{name}: degree {degree}, error 2^{float(log(error, 2)):.1f}")
    for v in c:
        print("   ", v.hex())


def atanh_tail(z):
    if z < mpf(10) ** -12:
        return 2 * (mpf(1) / 3 + z / 5 + z * z / 7)
    s = sqrt(z)
    return 2 * (atanh(s) - s) / s**3


def exp_tail(r):
    if abs(r) < mpf(10) ** -12:
        return mpf(1) / 2 + r / 6
    return (expm1(r) - r) / r**2


def coth_whole(z):
    if z < mpf(10) ** -12:
        return 2 + z / 6 - z * z / 360
    s = sqrt(z)
    return s * coth(s / 2)


def mix_whole(z):
    if z < mpf(10) ** -12:
        return 1 + z / 6
    s = sqrt(z)
    return ((1 + s) * log(1 + s) + (1 - s) * log(1 - s)) / z


def piece_tail(r):
    if abs(r) < mpf(10) ** -12:
        return r / 3 - mpf(1) / 2
    return (log1p(r) - r) / r**2


def near_half(z):
    if z < mpf(10) ** -12:
        return mpf(1) / 4 + z / 96
    t = sqrt(z) / 2
    return ((1 + t) * log(1 + t) + (1 - t) * log(1 - t)) / z


def pieces():
    """Of [49/64, 98/64), sixteenths of a binade each: the inverse of the middle, its surprise, and where r ends."""
    begin, length = 0x3FE8800000000000, 1 << 48
    for i in range(16):
        low, middle, high = (struct.unpack("<d", struct.pack("<Q", begin + i * length + part))[0]
                             for part in (0, length // 2, length))
        inverse = 1 / middle
        yield inverse, float(log(mpf(inverse))), mpf(low) * inverse - 1, mpf(high) * inverse - 1


half = log(2) / 2 * mpf("1.0001")
report("atanh_tail", atanh_tail, mpf(0), mpf("0.0401"), 6, root_points, sqrt)
report("exp_tail", exp_tail, -half, half, 10, even_points, lambda r: r * r)
report("exp_tail of floats", exp_tail, -half, half, 3, None, lambda r: r * r / exp(r))
report("exp_tail of floats, ½ at 0", exp_tail, -half, half, 4, even_points, lambda r: r * r)
# Of what is given to 2⁻²⁴ the error is relative.
report("wide_exp_tail of floats", exp_tail, mpf("-1.5"), mpf("1.5"), 8, even_points, lambda r: 1 / exp_tail(r))
mix_end = tanh(mpf("1.51") / 2)**2
report(f"mix_tail of floats, to {float(mix_end):.4f}", mix_whole, mpf(0), mix_end, 6, even_points,
       lambda z: 1 / mix_whole(z))
report("atanh_tail of floats", atanh_tail, mpf(0), mpf("0.0295"), 3, even_points, lambda z: 1 / atanh_tail(z))

report("exp of floats, in quarters", exp, -half / 4, half / 4, 3, None, lambda r: exp(-r))

report("log1p_tail", atanh_tail, mpf(0), mpf(1) / 9, 9, root_points, sqrt)
# An error of C(r²) is one of about r/2 of it in e^r.
report("coth_whole", coth_whole, mpf(0), half**2, 5, root_points, lambda z: sqrt(z) / 2)

report("piece_tail", piece_tail, min(p[2] for p in pieces()), max(p[3] for p in pieces()), 7, even_points, abs)
report("half_tail", piece_tail, min(p[2] for p in pieces()), max(p[3] for p in pieces()), 6, None, lambda r: r * r)
report("near_half", near_half, mpf(0), mpf(1), 12, even_points, lambda z: 1 / near_half(z))
report("far_half", lambda u: (2 - u) * log(2 - u), mpf(0), mpf("0.5"), 12, even_points, lambda u: mpf(1))
print("pieces: inverse and surprise")
for inverse, surprise, _, _ in pieces():
    print("   ", inverse.hex(), surprise.hex())

print("log_gamma_series: ln Gamma(2 + u) / u")
for value in [1 - euler] + [(-1)**k * (zeta(k) - 1) / k for k in range(2, 27)]:
    print("   ", float(value).hex())
