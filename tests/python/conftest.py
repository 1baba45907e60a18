# SPDX-License-Identifier: Apache-2.0
"""The package under test is the built one; what it is held against is computed with 50 digits."""

import array
import math
import os
import pathlib
import subprocess
import sys

import mpmath
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build")).resolve() / "python"
sys.path.insert(0, str(PACKAGE))
# Where packages of PyPI are that are not installed (tools/setup_peers.sh).
sys.path.append(os.environ.get("KL_PEERS", str(PACKAGE)))

# measure.h: the largest relative error of a measure.
ACCURATE = 16 * 2.0**-53


def doubles(values):
    return array.array("d", values)


def run(script, *options):
    """What a fresh Python prints that runs the script."""
    done = subprocess.run([sys.executable, *options, "-c", script], capture_output=True, text=True, timeout=120,
                          env={**os.environ, "PYTHONPATH": str(PACKAGE)})
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def numpy():
    return pytest.importorskip("numpy", reason="NumPy is not installed (Debian: python3-numpy)")


def _kl(p, q):
    return mpmath.inf if any(x and not y for x, y in zip(p, q)) else mpmath.fsum(
        x * mpmath.log(x / y) for x, y in zip(p, q) if x)


def _js(p, q):
    m = [(x + y) / 2 for x, y in zip(p, q)]
    return (_kl(p, m) + _kl(q, m)) / 2


def _entropy(p):
    return -mpmath.fsum(x * mpmath.log(x) for x in p if x)


def _hellinger_squared(p, q):
    return mpmath.fsum((mpmath.sqrt(x) - mpmath.sqrt(y))**2 for x, y in zip(p, q)) / 2


def _bhattacharyya(p, q):
    overlap = mpmath.fsum(mpmath.sqrt(x * y) for x, y in zip(p, q))
    return -mpmath.log(overlap) if overlap else mpmath.inf


def _chi_square(p, q):
    return mpmath.inf if any(x and not y for x, y in zip(p, q)) else mpmath.fsum(
        (x - y)**2 / y for x, y in zip(p, q) if y)


def _triangular(p, q):
    return mpmath.fsum((x - y)**2 / (x + y) for x, y in zip(p, q) if x + y)


def _power(p, q, order):
    """Σ p^a q^(1−a) with a zero as a limit."""
    if order >= 1 and any(x and not y for x, y in zip(p, q)) or order <= 0 and any(y and not x for x, y in zip(p, q)):
        return mpmath.inf
    return mpmath.fsum(mpmath.power(x, order) * mpmath.power(y, 1 - order) for x, y in zip(p, q) if x and y)


def _renyi(p, q, order=2):
    order = mpmath.mpf(order)
    if order == 1:
        return _kl(p, q)
    power = _power(p, q, order)
    return mpmath.log(power) / (order - 1) if power else mpmath.inf


def _tsallis(p, q, order=0.5):
    order = mpmath.mpf(order)
    return _kl(p, q) if order == 1 else (_power(p, q, order) - 1) / (order - 1)


def _alpha(p, q, alpha=0):
    alpha = mpmath.mpf(alpha)
    if abs(alpha) == 1:
        return _kl(p, q) if alpha < 0 else _kl(q, p)
    return 4 * (1 - _power(p, q, (1 - alpha) / 2)) / (1 - alpha**2)


def _cressie_read(p, q, order=2 / 3):
    order = mpmath.mpf(order)
    if order in (0, -1):
        return 2 * (_kl(q, p) if order else _kl(p, q))
    return 2 * (_power(p, q, order + 1) - 1) / (order * (order + 1))


def _hockey_stick(p, q, gamma=math.e):
    return mpmath.fsum(max(x - mpmath.mpf(gamma) * y, 0) for x, y in zip(p, q))


def _skew(p, q, weight=0.99):
    weight = mpmath.mpf(weight)
    return _kl(p, [(1 - weight) * x + weight * y for x, y in zip(p, q)])


ORACLE = {
    "entropy": lambda p, q: _entropy(p),
    "cross_entropy": lambda p, q: _entropy(p) + _kl(p, q),
    "divergence": _kl,
    "divergence.reverse": lambda p, q: _kl(q, p),
    "jeffreys": lambda p, q: _kl(p, q) + _kl(q, p),
    "jensen_shannon": _js,
    "jensen_shannon.distance": lambda p, q: mpmath.sqrt(_js(p, q)),
    "total_variation": lambda p, q: mpmath.fsum(abs(x - y) for x, y in zip(p, q)) / 2,
    "hellinger": lambda p, q: mpmath.sqrt(_hellinger_squared(p, q)),
    "hellinger.squared": _hellinger_squared,
    "bhattacharyya": _bhattacharyya,
    "chi_square": _chi_square,
    "chi_square.neyman": lambda p, q: _chi_square(q, p),
    "triangular": _triangular,
    "le_cam": lambda p, q: _triangular(p, q) / 2,
    "chi_square.symmetric": lambda p, q: _chi_square(p, q) + _chi_square(q, p),
    "renyi": _renyi,
    "tsallis": _tsallis,
    "alpha": _alpha,
    "cressie_read": _cressie_read,
    "hockey_stick": _hockey_stick,
    "skew": _skew,
    "perplexity": lambda p, q: mpmath.exp(_entropy(p) + _kl(p, q)),
}


def exact(name, p, q):
    """The measure, from formulas of the textbook with so many digits that they do no harm."""
    with mpmath.workdps(50):
        s, t = mpmath.fsum(map(mpmath.mpf, p)), mpmath.fsum(map(mpmath.mpf, q))
        value = ORACLE[name]([mpmath.mpf(x) / s for x in p], [mpmath.mpf(y) / t for y in q])
        return float(value)
