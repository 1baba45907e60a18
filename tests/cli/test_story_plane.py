# SPDX-License-Identifier: Apache-2.0
"""examples/story/plane.c, a short run: what it claims of layers in the information plane, and of words."""

import math

import pytest

from conftest import DATA, estimate, value
from story import Chapter, elements, lines

TEXT = DATA / "shakespeare" / "train.txt"
CHAPTER = Chapter("plane", TEXT)
LAYERS = [10, 7, 5, 4, 3, 2]
EXACT = ["30 bins", "300 bins", "as floats"]  # ways that estimate nothing


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "I(T;X)" in done.stdout and "100 %, loss" in done.stderr


def bits(told, name, subject):
    found = estimate(told, name, subject)
    return float(found["value"]) / (math.log(2) if found["unit"] == "nats" else 1)


def test_the_task_is_what_it_says(told):
    """20 levels of 4096 inputs tell all that there is to know of y, and half of the inputs are lopsided."""
    assert bits(told, "entropy", "task") == pytest.approx(1, abs=1e-12)
    assert bits(told, "mutual_information", "task") == pytest.approx(bits(told, "mutual_information", "levels"),
                                                                     abs=1e-12)
    assert bits(told, "entropy", "levels") < math.log2(20)


@pytest.mark.parametrize("kind", ["tanh", "ReLU"])
def test_no_layer_is_above_the_bottleneck(told, kind):
    assert bits(told, "above", kind) < 1e-9


@pytest.mark.parametrize("kind", ["tanh", "ReLU"])
@pytest.mark.parametrize("way", EXACT)
def test_later_layers_know_less(told, kind, way):
    """Bins are not made for it, so that only the floats obey the data processing inequality; all obey H(X) and H(Y)."""
    for name, most in (("rate", 12), ("relevance", bits(told, "mutual_information", "task"))):
        found = [bits(told, name, f"{kind} {layer}, {way}") for layer in LAYERS]
        assert all(0 <= one <= most + 1e-9 for one in found)
        if way == "as floats":
            assert all(a >= b - 1e-9 for a, b in zip(found, found[1:]))
