# SPDX-License-Identifier: Apache-2.0
"""examples/story/classifier.c, a short run: what it claims of the least loss, of smoothing and of calibration."""

import math

import pytest

from conftest import DATA, PLAIN, estimate, value
from story import Chapter, lines

DIGITS = DATA / "digits" / "digits.npy"
pytestmark = PLAIN
CHAPTER = Chapter("classifier", DIGITS)


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "KL to close" in done.stdout and "100 %, loss" in done.stderr


def nats(document, name, subject):
    found = estimate(document, name, subject)
    return float(found["value"]) * (math.log(2) if found["unit"] == "bits" else 1)


def test_least_loss_is_that_of_the_channel(told):
    expected = -0.8 * math.log(0.8) - 0.2 * math.log(0.2 / 9)
    assert nats(told, "entropy", "noisy") == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("run", ["noisy", "noisy anew", "noisy smoothed"])
def test_the_loss_above_it_is_the_divergence(told, run):
    """Held-out labels say what the channel itself says, and never less than nothing."""
    left = estimate(told, "divergence", run)
    assert 0 < left["low"] < value(told, "divergence.exact", run) < left["high"]
    assert value(told, "divergence.stopped", run) <= value(told, "divergence.exact", run)


def test_noise_that_is_learnt_by_heart_costs(told):
    left = {run: value(told, "divergence.exact", run) for run in ("noisy", "noisy anew", "noisy smoothed")}
    assert left["noisy anew"] < left["noisy smoothed"] < left["noisy"]
    assert left["noisy"] > 2 * value(told, "divergence.stopped", "noisy")


def test_smoothing_moves_the_optimum(told):
    """KL from the channel to its row mixed with a tenth of uniform."""
    p = [0.8] + 9 * [0.2 / 9]
    expected = sum(x * math.log(x / (0.9 * x + 0.01)) for x in p)
    assert nats(told, "divergence.least", "noisy smoothed") == pytest.approx(expected, rel=1e-9)


def test_gap_of_free_logits(told):
    """Smoothed it arrives at ln 17; else it grows for ever, by ln 100 while steps grow by 100."""
    for name in ("gap.free", "gap.free.later", "gap.free.best"):
        assert value(told, name, "clean smoothed") == pytest.approx(math.log(17), abs=1e-12)
    growth = value(told, "gap.free.later", "clean") - value(told, "gap.free", "clean")
    assert growth == pytest.approx(math.log(100), abs=0.01)


def test_gap_on_digits(told):
    best = value(told, "gap.best", "clean smoothed")
    assert best == pytest.approx(math.log(0.91 / 0.01))
    assert value(told, "gap", "clean smoothed") == pytest.approx(best, abs=0.3)
    assert value(told, "gap", "clean") > 2 * best


def test_calibration(told):
    """Where labels are noisy smoothing helps it, where they are clean it harms."""
    error = {e["subject"]: e["value"] for e in told["estimates"] if e["id"] == "calibration_error"}
    assert error["noisy"] > error["noisy smoothed"]
    assert error["clean"] < error["clean smoothed"]
    assert value(told, "top1", "clean") > 0.9


@pytest.mark.parametrize("name, count", [("divergence", 3), ("gap", 3), ("reliability", 3)])
def test_figures(out, name, count):
    assert lines(out / f"classifier-{name}.svg") == count


def test_logits_are_what_kl_eval_reads(kl, out, told):
    document = kl.json("eval", out / "noisy.npy", out / "noisy smoothed.npy", "--targets", out / "labels.npy")
    assert value(document, "cross_entropy", "base") > value(document, "cross_entropy", "model") > 1


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out)


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal(DIGITS, tmp_path, "long")
    assert "no.npy" in CHAPTER.refusal(tmp_path / "no.npy", tmp_path)
    assert "64 pixels" in CHAPTER.refusal(DATA / "stories" / "base.npy", tmp_path)
