# SPDX-License-Identifier: Apache-2.0
"""Fits and privacy from Python: against NumPy-free arithmetic, published values, and the command's document."""

import array
import math
import random
import tempfile

import pytest

from conftest import ROOT

import kullback
from kullback import families

X = [i / 16 - 8 for i in range(257)]


def density(x):
    return math.log(0.7 * math.exp(-((x + 2) / 0.8)**2 / 2) / 0.8 + 0.3 * math.exp(-((x - 2.5) / 0.6)**2 / 2) / 0.6)


def test_both_directions():
    forward = families.fit(X, grid=True, log_density=density)
    reverse = families.fit(X, [math.exp(density(x)) for x in X], grid=True, measure="divergence.reverse")
    assert forward.estimate("scale").value > 2 > 0.9 > reverse.estimate("scale").value
    assert abs(reverse.estimate("mean").value + 2) < 0.01 and reverse.missed().value > 0.29
    assert forward.missed().value < 0.01 < reverse.missed(cases=[float(x > 1) for x in X]).value
    assert forward.divergence(unit="bits").value < reverse.divergence(unit="bits").value
    assert forward.converged and forward.components == forward.dimensions == 1 and "1 in 1" in repr(forward)


def test_draws_are_maximum_likelihood():
    rows = [(math.sin(i), math.cos(3 * i) + math.sin(i)) for i in range(100)]
    fit = families.fit(rows)
    weight, normal = fit.component()
    for j in (0, 1):
        mean = math.fsum(row[j] for row in rows) / 100
        assert abs(normal.mean[j] - mean) < 1e-12
        assert abs(normal.covariance[j][j] - math.fsum((row[j] - mean)**2 for row in rows) / 100) < 1e-12
    assert weight == 1 and normal.divergence(normal).value == 0
    found = fit.log_density(rows)
    assert abs(fit.divergence("cross_entropy").value + math.fsum(found) / 100) < 1e-12
    assert fit.estimate("mean", index=1).standard_error > 0
    other = fit.against(rows[:50])
    assert abs(other.estimate("mean").value - normal.mean[0]) < 1e-12


def test_threads_and_buffers_are_the_same():
    x = array.array("d", X)
    one, two = (families.fit(x, grid=True, log_density=density, family="mixture", measure="jensen_shannon",
                             threads=threads) for threads in (1, 2))
    assert one.components == 2 and one.estimate("mean", component=1).value == two.estimate("mean", component=1).value


def test_pieces():
    fit = families.fit([0, 1, 2, 3], [1, 1, 3, 5], grid=True, family="categorical", components=2)
    assert fit.component(1) == (fit.estimate("weight", component=1).value, None)
    assert abs(fit.component(1)[0] - 0.8) < 1e-12
    with pytest.raises(IndexError):
        fit.component(2)


def test_a_parameter_of_the_measure():
    fit = families.fit(X, grid=True, log_density=density, measure="tsallis", parameter=2)
    chi = families.fit(X, grid=True, log_density=density, measure="chi_square")
    assert abs(fit.estimate("mean").value - chi.estimate("mean").value) < 1e-6


def test_what_is_refused():
    with pytest.raises(kullback.Error, match="weight 1 is -1"):
        families.fit([1, 2], [1, -1])
    with pytest.raises(kullback.Error, match="give a grid"):
        families.fit([1, 2, 3], measure="jeffreys")
    with pytest.raises(ZeroDivisionError):
        families.fit(X, grid=True, log_density=lambda x: 1 / 0)
    with pytest.raises(ValueError):
        families.fit(X, family="cauchy")


def test_draws_counted_into_cells():
    draw = random.Random(19)
    draws = [draw.gauss(-3, 0.5) if i % 5 < 3 else draw.gauss(3, 1) for i in range(2000)]
    middles, counts = families.count_cells(draws)
    assert len(middles) == len(counts) == 28 and math.fsum(counts) == 2000 + 14 and counts[0] == 0.5
    assert math.fsum(families.count_cells(draws, 0)[1]) == 2000
    reverse = families.fit(middles, counts, grid=True, measure="divergence.reverse")
    assert abs(reverse.estimate("mean").value + 3) < 0.1
    even = families.fit(middles, counts, grid=True, family="categorical", components=28)
    assert abs(even.divergence().value) < 1e-12
    # What the command fits to the same draws.
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(map(repr, draws)) + "\n")
        file.flush()
        document = families.fit_file(file.name, measure="divergence.reverse")
    assert document["mean", "model"].value == reverse.estimate("mean").value
    with pytest.raises(kullback.Error, match="draw 1 is nan") as refused:
        families.count_cells([0, math.nan])
    assert refused.value.index == 1
    with pytest.raises(kullback.Error, match="two that differ"):
        families.count_cells([3, 3, 3])


def test_a_document():
    document = families.fit_file(ROOT / "examples" / "fit" / "modes.tsv")
    assert "covers both modes" in document.text()
    assert set(families.fit_ids()) <= {row.id for row in document}


def test_privacy():
    step = families.Mechanism("gaussian", 4, sampling=0.01, times=10000)
    # Abadi et al. 2016 published (1.26, 1e-5).
    assert round(families.privacy_account(step, 1e-5, conversion="mironov")[0].value, 2) == 1.26
    epsilon, alpha = families.privacy_account([step], 1e-5)
    rdp = families.privacy_renyi(step, alpha)
    assert families.privacy_convert(alpha, rdp.value, 1e-5).value == epsilon.value
    once = families.Mechanism("gaussian", 1)
    assert abs(families.privacy_delta(once, 0).value - math.erf(0.5 / math.sqrt(2))) < 1e-15
    assert abs(families.privacy_epsilon(once, families.privacy_delta(once, 1).value).value - 1) < 1e-14
    assert abs(families.privacy_noise(once, 1, families.privacy_delta(once, 1).value).value - 1) < 1e-14
    assert families.privacy_epsilon(families.Mechanism("laplace", 2), 0).value == 0.5
    with pytest.raises(kullback.Error, match="noise is 0"):
        families.privacy_delta([once, families.Mechanism("gaussian", 0)], 1)
    with pytest.raises(ValueError):
        families.privacy_delta(families.Mechanism("staircase", 1), 1)
    for stranger, name in ((("gaussian", 1, 1, 1, 1), "str"), ("gaussian", "str"), ([None], "NoneType")):
        for call in (families.privacy_delta, families.privacy_epsilon, families.privacy_renyi, families.privacy_account):
            with pytest.raises(TypeError, match=f"a mechanism is a <class '{name}'>"):
                call(stranger, 1e-5)
    with pytest.raises(TypeError, match="a mechanism is a <class 'list'>"):
        families.privacy_noise(["gaussian", 1], 1, 1e-5)
    with pytest.raises(TypeError, match="a mechanism is a <class 'NoneType'>"):
        families.privacy_noise(None, 1, 1e-5)
