# SPDX-License-Identifier: Apache-2.0
"""examples/story/gpt.c, a short run: its loss is the size of its code, which gives the text back."""

import collections
import math

import pytest

from conftest import DATA, PLAIN, estimate, value
from story import Chapter, lines

TRAIN, HELD_OUT = DATA / "shakespeare" / "train.txt", DATA / "shakespeare" / "held_out.txt"
CHAPTER = Chapter("gpt", TRAIN, HELD_OUT)
CODED, WRITTEN = 3000, 2048  # bytes of a short run


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "bits/byte" in done.stdout and "100 %, loss" in done.stderr


def bits(document, name, subject):
    found = estimate(document, name, subject)
    return float(found["value"]) / (math.log(2) if found["unit"] == "nats" else 1)


def test_it_has_learnt(told):
    """Better than how often each byte occurs in the very text, which no model of single bytes can beat."""
    text = HELD_OUT.read_bytes()[:CODED]
    single = -sum(n / CODED * math.log2(n / CODED) for n in collections.Counter(text).values())
    loss = estimate(told, "cross_entropy", "model")
    assert loss["low"] < loss["value"] < loss["high"] < single
    assert value(told, "perplexity", "model") == pytest.approx(2 ** bits(told, "cross_entropy", "model"))
    assert value(told, "weights", "model") < 1e6


def test_one_byte_at_a_time_it_is_the_same_model(told):
    """Sums in another order: single precision."""
    assert bits(told, "code.loss", "code") == pytest.approx(bits(told, "cross_entropy", "model"), rel=1e-5)


def test_the_file_is_as_large_as_the_loss(told, out):
    size = (out / "held_out.code").stat().st_size
    loss = CODED * bits(told, "code.loss", "code")
    assert value(told, "code.bytes", "code") == size
    assert bits(told, "code.excess", "code") == pytest.approx(8 * size - loss, abs=1e-6)
    assert -1 < 8 * size - loss < 0.001 * loss + 64


def test_the_text_comes_back(told, out):
    assert (out / "restored.txt").read_bytes() == HELD_OUT.read_bytes()[:CODED]
    assert value(told, "code.restored", "code") == value(told, "code.text", "code") == CODED


def test_random_bits_are_a_text_of_its_own(out):
    """Mostly of the bytes it has seen."""
    sample = (out / "sample.txt").read_bytes()
    seen = set(TRAIN.read_bytes())
    assert len(sample) == 400 and sum(byte in seen for byte in sample) > 380


def test_rounding_is_for_kl_eval(kl, told, out):
    cost = {}
    for name in ("q8", "q4"):
        document = kl.json("eval", out / "base.npy", out / f"{name}.npy", "--targets", out / "next.npy")
        cost[name] = value(document, "divergence", "base|model")
    assert 0 < cost["q8"] < 0.01 and 10 * cost["q8"] < cost["q4"] < 1
    text = HELD_OUT.read_bytes()[:WRITTEN]
    (out / "scored.txt").write_bytes(text)
    document = kl.json("eval", out / "base.npy", "--targets", out / "next.npy", "--text", out / "scored.txt")
    assert value(document, "bits_per_byte", "base") == pytest.approx(value(document, "cross_entropy", "base"))
    assert value(document, "cross_entropy", "base") == pytest.approx(bits(told, "cross_entropy", "model"), abs=0.3)


def test_figure(out):
    assert lines(out / "gpt-loss.svg") == 2


@PLAIN
def test_the_same_bits_again(out, tmp_path):
    CHAPTER.run_again(out, tmp_path, but=["scored.txt"])


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out, only_whole=("gzip -9", "xz -9e", "zstd -19", "kl code --order 5", "kl lm --order 6"))


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal(TRAIN, HELD_OUT) and "usage" in CHAPTER.refusal(TRAIN, HELD_OUT, tmp_path, "long")
    assert "no.txt" in CHAPTER.refusal(tmp_path / "no.txt", HELD_OUT, tmp_path)
    (tmp_path / "little.txt").write_text("To be")
    assert "too little" in CHAPTER.refusal(tmp_path / "little.txt", HELD_OUT, tmp_path)
