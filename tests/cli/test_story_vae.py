# SPDX-License-Identifier: Apache-2.0
"""examples/story/vae.c, a short run: what it claims of the bound, of collapse and of the flipped divergence."""

import math

import pytest

from conftest import DATA, PLAIN, estimate, value
from story import Chapter, elements

DIGITS = DATA / "digits" / "digits.npy"
pytestmark = PLAIN
CHAPTER = Chapter("vae", DIGITS)
SPARED = 16 * 0.5  # nats that the latents have for nothing in a run with free bits


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "ELBO" in done.stdout and "100 %, loss" in done.stderr


def subjects(told):
    return {e["subject"] for e in told["estimates"]}


def test_the_bound_is_its_two_parts(told):
    for run in subjects(told):
        parts = value(told, "reconstruction", run) + value(told, "divergence", run)
        assert value(told, "elbo", run) == pytest.approx(-parts, rel=1e-9)
        for part in ("reconstruction", "divergence", "elbo", "importance"):
            assert estimate(told, part, run)["low"] < value(told, part, run) < estimate(told, part, run)["high"]


def test_more_draws_bring_the_bound_nearer_to_the_likelihood(told):
    for run in subjects(told) - {"beta 30", "flipped beta 30"}:  # whose latents say nothing: nothing to gain
        assert value(told, "importance", run) > value(told, "elbo", run)


def test_beta_trades_what_is_kept_for_what_is_lost(told):
    for way in ("", "flipped "):
        kept = [value(told, "divergence", f"{way}beta {beta}") for beta in ("0.1", "1", "30")]
        lost = [value(told, "reconstruction", f"{way}beta {beta}") for beta in ("0.1", "1", "30")]
        assert kept == sorted(kept, reverse=True) and lost == sorted(lost)
    best = value(told, "importance", "beta 1")
    assert best > value(told, "importance", "beta 30") and best > value(told, "importance", "beta 0")


def test_the_divergence_keeps_the_latents_near_the_prior(told):
    """All digits together: without it they are somewhere else, with it they are nearly the prior;
    flipped they are not."""
    together = {run: value(told, "marginal", run) for run in ("beta 0", "beta 1", "flipped beta 1")}
    assert together["beta 1"] < together["flipped beta 1"] < together["beta 0"]
    assert together["beta 0"] > 10 * together["beta 1"]


def test_collapse_and_what_keeps_from_it(told):
    """By too large a β, and by a decoder that can do without latents: they cost next to nothing, and another digit's do
    as well. Free bits are kept, less what the held-out digits are other than those it learnt from."""
    nats = math.log(2) if estimate(told, "divergence", "beta 1")["unit"] == "bits" else 1
    for run, free in (("beta 30", "beta 30, free bits"), ("strong", "strong, free bits")):
        assert value(told, "divergence", run) < 0.1 * value(told, "divergence", "beta 1")
        assert value(told, "exchanged", run) < 0.02 * value(told, "exchanged", "beta 1")
        assert 0.6 * SPARED < nats * value(told, "divergence", free) < 1.2 * SPARED
        assert value(told, "exchanged", free) > value(told, "exchanged", run)
        assert value(told, "active", free) == 16
    assert value(told, "active", "beta 30") == 0


def test_flipped_it_is_another_price(told):
    """For as much divergence the decoder loses more; what is minimised is the other divergence;
    and the bound suffers."""
    assert value(told, "divergence.reverse", "flipped beta 1") < value(told, "divergence.reverse", "beta 1") / 4
    assert value(told, "importance", "flipped beta 1") < value(told, "importance", "beta 1")
    tight, wide = (value(told, "divergence", run) for run in ("beta 1", "flipped beta 0.1"))
    assert wide > tight  # more is said of a digit …
    assert value(told, "elbo", "flipped beta 0.1") < value(told, "elbo", "beta 1")  # … and it is not worth it


def test_figures(out):
    def drawn(name, tag):
        return elements(out / f"vae-{name}.svg", tag)

    assert len(drawn("rates", "polyline")) == 2 and len(drawn("latents", "polyline")) == 6
    assert len(drawn("samples", "g")) == 10 * 12 and len(drawn("map", "g")) == 12 * 12
    assert len(drawn("plane", "text")) > 500  # 597 held-out digits and titles, but for some beyond the edge


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out, only_whole=("beta 0.3", "beta 3", "beta 10", "flipped beta 3"))


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal(DIGITS, tmp_path, "long")
    assert "no.npy" in CHAPTER.refusal(tmp_path / "no.npy", tmp_path)
