# SPDX-License-Identifier: Apache-2.0
"""examples/story/gan.c, a short run: what it claims of two lines, of the game between them, and of the ring."""

import math

import pytest

from conftest import PLAIN, estimate, value
from story import Chapter, elements

pytestmark = PLAIN
CHAPTER = Chapter("gan")
APART = [0.25, 0.5, 1, 2, 4]
MOST = {"gan": math.log(2), "gan, saturating": math.log(2), "jensen_shannon": math.log(2), "least_squares": 1, "hinge": 1,
        "hellinger.squared": 1, "total_variation": 1}  # of the measures that have an upper end, nats
RING = [*MOST, "wasserstein", "divergence", "divergence.reverse", "chi_square"]


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "JSD, at least" in done.stdout and "lines: 100 %" in done.stderr and "nats" not in done.stderr


def at(told, name):
    return [value(told, name, f"{apart:g} apart") for apart in APART]


def test_lines_that_touch_nowhere_are_as_far_apart_as_can_be(told):
    """To a discriminator, from the first gap on: JSD is a bit, less what it is not yet sure of."""
    found = estimate(told, "gan", "1 apart")
    most = 1 if found["unit"] == "bits" else math.log(2)
    assert all(0.98 * most < bound < most for bound in at(told, "gan"))
    assert abs(value(told, "gan", "0 apart")) < 0.01


def test_the_divergence_has_no_upper_end(told):
    assert all(bound > 20 for bound in at(told, "divergence"))


def test_the_critic_tells_the_distance(told):
    for apart, bound in zip(APART, at(told, "wasserstein")):
        assert 0.85 * apart < bound < 1.02 * apart
    assert abs(value(told, "wasserstein", "0 apart")) < 0.05


def test_what_a_generator_hears(told):
    """Of the game next to nothing, the less the further; of the critic the same from everywhere; with the loss that
    does not saturate something even of a sure discriminator."""
    game = at(told, "gan.saturating")
    assert game == sorted(game, reverse=True) and game[-1] < 1e-3
    assert all(0.8 < slope < 1.4 for slope in at(told, "wasserstein.heard"))
    assert all(slope > 1 for slope in at(told, "gan.heard"))


def test_the_game(told):
    """Who plays it stays where it was, though nothing has come to rest; others get nearer."""
    assert value(told, "game.apart", "GAN, saturating") > 3.9
    for player in ("GAN, not saturating", "Wasserstein"):
        assert value(told, "game.most", player) < 3.5


@pytest.mark.parametrize("run", RING)
def test_bounds_are_below_what_there_can_be(told, run):
    bound = estimate(told, "bound", run)
    nats = math.log(2) if bound["unit"] == "bits" else 1
    assert bound["low"] < bound["value"] < bound["high"]
    assert nats * bound["low"] <= MOST.get(run, math.inf)
    assert 0 <= value(told, "modes", run) <= 8 and 0 <= value(told, "near", run) <= 1


def test_one_normal_distribution_on_the_ring(told):
    """Forward (and χ², which is more so) it covers all clusters from the middle, in reverse it takes one."""
    for measure in ("divergence", "chi_square"):
        assert value(told, "fit.modes", f"normal, {measure}") == 8
        assert value(told, "fit.away", f"normal, {measure}") == pytest.approx(0, abs=1e-3)
    for measure in ("divergence.reverse", "hellinger.squared", "jensen_shannon"):
        assert value(told, "fit.modes", f"normal, {measure}") == 1
        assert value(told, "fit.away", f"normal, {measure}") == pytest.approx(2, abs=0.02)
        assert value(told, "fit.deviation", f"normal, {measure}") == pytest.approx(0.1, abs=0.02)


def test_figures(out):
    def drawn(name, tag):
        return elements(out / f"gan-{name}.svg", tag)

    assert len(drawn("lines", "polyline")) == 3 and len(drawn("game", "polyline")) == 3
    assert len(drawn("ring", "path")) == 2 * len(RING)  # data behind, what is generated before


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out)


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal(tmp_path, "long")
