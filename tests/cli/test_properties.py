# SPDX-License-Identifier: Apache-2.0
"""What must hold of every input, tried on inputs that hypothesis invents."""

import math
import pathlib
import tempfile

import hypothesis
import hypothesis.strategies as st
import mpmath

from conftest import Command, estimate, value

kl = Command()
few = hypothesis.settings(max_examples=40, deadline=None, database=None, derandomize=True)
shares = st.one_of(st.just(0.0), st.floats(1e-300, 1e300), st.floats(0.5, 2.0))
pairs = st.lists(st.tuples(shares, shares), min_size=1, max_size=12).filter(
    lambda rows: any(p for p, _ in rows) and any(q for _, q in rows))


def written(folder, name, values):
    path = pathlib.Path(folder) / name
    path.write_text("".join(f"s{i}\t{x!r}\n" for i, x in enumerate(values)))
    return path


@few
@hypothesis.given(pairs)
def test_known_weights(rows):
    with tempfile.TemporaryDirectory() as folder:
        document = kl.json(written(folder, "p", [p for p, _ in rows]),
                           written(folder, "q", [q for _, q in rows]), "--unit", "nats")
    with mpmath.workdps(700):
        s, t = (mpmath.fsum(mpmath.mpf(row[k]) for row in rows) for k in (0, 1))
        p = [mpmath.mpf(row[0]) / s for row in rows]
        q = [mpmath.mpf(row[1]) / t for row in rows]
        divergence = mpmath.inf if any(x and not y for x, y in zip(p, q)) else mpmath.fsum(
            x * mpmath.log(x / y) for x, y in zip(p, q) if x)
        variation = mpmath.fsum(abs(x - y) for x, y in zip(p, q)) / 2
        divergence, variation = float(divergence), float(variation)
    # measure.h promises 16 * 2^-53 relative; below its floors (where p and q are proportional but for
    # rounding of the totals) only that the value is tiny.
    for name, truth in (("divergence", divergence), ("total_variation", variation)):
        found = value(document, name)
        assert found == truth or math.isclose(found, truth, rel_tol=16 * 2**-53,
                                              abs_tol=2.0**-100), (name, found, truth)
        assert found >= 0
    if divergence == math.inf:
        mass = sum(p for (p, _), y in zip(rows, q) if not y) / sum(p for p, _ in rows)
        flag = next(f for f in estimate(document, "divergence")["flags"] if f["id"] == "infinite")
        if math.isfinite(mass):
            assert math.isclose(flag["mass"], mass, rel_tol=1e-12, abs_tol=1e-320)
    both = value(document, "entropy", "A") + value(document, "divergence")
    assert math.isclose(value(document, "cross_entropy"), both, rel_tol=1e-14)


@few
@hypothesis.given(st.text(min_size=1, max_size=3000), st.sampled_from(["bytes", "letters", "words"]),
                  st.integers(1, 3), st.integers(2, 6))
def test_any_text_in_any_parts(text, symbols, order, parts):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "t").write_text(text, encoding="utf-8", newline="")
        options = ("--symbols", symbols, "--order", order)
        kl("count", folder / "t", *options, "-o", folder / "whole")
        pieces = [folder / f"{i}" for i in range(1, parts + 1)]
        for i, piece in enumerate(pieces, 1):
            kl("count", folder / "t", *options, "--part", f"{i}/{parts}", "-o", piece)
        kl("merge", *reversed(pieces), "-o", folder / "merged")
        assert (folder / "merged").read_bytes() == (folder / "whole").read_bytes()


@few
@hypothesis.given(st.binary(min_size=1, max_size=2000), st.binary(min_size=1, max_size=2000))
def test_any_bytes_are_coded_and_come_back(data, model):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "a").write_bytes(data)
        kl("count", "--symbols", "bytes", "-o", folder / "b.kls", "-", stdin=model)
        kl("code", folder / "a", "--with", folder / "b.kls", "-o", folder / "coded")
        kl("code", "-d", folder / "coded", "--with", folder / "b.kls", "-o", folder / "back")
        assert (folder / "back").read_bytes() == data
