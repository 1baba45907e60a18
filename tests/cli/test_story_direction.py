# SPDX-License-Identifier: Apache-2.0
"""examples/story/direction.c, a short run: what each direction covers, seeks and misses."""

import math

import pytest

from conftest import PLAIN, value
from story import Chapter, lines

CHAPTER = Chapter("direction")
WAYS = ["forward", "reverse", "Jensen-Shannon", "squared Hellinger"]


def test_forward_takes_the_moments_of_the_target(told):
    """0.6 N(−2, 0.7²) + 0.4 N(2.5, 0.6²); what is beyond the grid is seven deviations of the fit away, some 1e-12."""
    mean = 0.6 * -2 + 0.4 * 2.5
    variance = 0.6 * (0.7**2 + 4) + 0.4 * (0.6**2 + 2.5**2) - mean**2
    assert value(told, "mean", "forward") == pytest.approx(mean, abs=1e-6)
    assert value(told, "deviation", "forward") == pytest.approx(math.sqrt(variance), abs=1e-6)


def test_reverse_is_one_of_the_modes(told):
    assert value(told, "mean", "reverse") == pytest.approx(-2, abs=0.01)
    assert value(told, "deviation", "reverse") == pytest.approx(0.7, abs=0.01)
    assert value(told, "missed", "reverse") > 0.4 > 1e-6 > value(told, "missed", "forward")


def test_each_is_best_by_its_own_divergence(told):
    for name, best in (("divergence", "forward"), ("divergence.reverse", "reverse")):
        assert min(WAYS, key=lambda way: value(told, name, way)) == best


def test_only_forward_stays_between_modes_that_part(told):
    """Of two modes 10 apart it has the variance, 1 + 5²; the others have let go, the reverse first."""
    assert value(told, "parted.mean", "forward") == pytest.approx(0, abs=1e-6)
    assert value(told, "parted.deviation", "forward") == pytest.approx(math.sqrt(26), abs=1e-4)
    for way in WAYS[1:]:
        assert value(told, "parted.mean", way) == pytest.approx(5, abs=0.01)
        assert value(told, "parted.deviation", way) == pytest.approx(1, abs=0.01)
    together = [value(told, "parted.together", way) for way in [*WAYS[1:], "forward"]]
    assert together == sorted(together) and together[0] < together[1] and together[-1] == 10


def test_in_reverse_the_rare_subtype_is_missed(told):
    assert value(told, "missed.rare", "reverse, 2") > 0.999
    assert value(told, "missed.rare", "forward, 2") < 0.1
    assert value(told, "mean.2", "forward, 2") == pytest.approx(14, abs=0.01)


def test_a_model_that_can_be_the_target_has_no_direction(told):
    for way in ("forward", "reverse"):
        assert value(told, "divergence", f"{way}, 3") < 1e-12
        assert [value(told, f"mean.{i}", f"{way}, 3") for i in (1, 2, 3)] == pytest.approx([4, 6.5, 14], abs=1e-6)


def test_figures(out):
    assert lines(out / "direction-modes.svg") == lines(out / "direction-parted.svg") == len(WAYS) + 1
    assert lines(out / "direction-subtypes.svg") == 3


@PLAIN
def test_the_same_bits_again(out, tmp_path):
    CHAPTER.run_again(out, tmp_path)


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out)


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal(tmp_path, "long")
    assert "folder" in CHAPTER.refusal(tmp_path / "folder")
