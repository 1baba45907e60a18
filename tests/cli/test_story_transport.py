# SPDX-License-Identifier: Apache-2.0
"""examples/story/transport.c, a short run: digits on the way to each other, and one that slides away."""

import math

import pytest

from conftest import DATA, value
from story import Chapter, elements, lines

CHAPTER = Chapter("transport", DATA / "digits" / "digits.npy")
PAIRS = ["0 to 1", "3 to 8"]


def test_half_of_the_way_is_half_of_the_way(told):
    """What is moved along the plan lies on the shortest way between both (McCann 1997); what is blended does not."""
    for pair in PAIRS:
        assert value(told, "moved", pair) == pytest.approx(1, abs=1e-9)
        assert 1.05 < value(told, "blended", pair) <= math.sqrt(2) + 1e-9


def test_what_is_moved_stays_one_digit(told):
    """A blend fills the pixels of both; what is moved no more than a digit does,
    but that squares lie between pixels."""
    for pair in PAIRS:
        assert value(told, "moved.pixels", pair) < value(told, "blended.pixels", pair)


def test_a_digit_slid_away(told):
    """Past its width JSD is one bit; W_2 is how far it was slid."""
    assert value(told, "slid.jensen_shannon", "slid") == pytest.approx(1, abs=1e-12)
    assert value(told, "slid.wasserstein", "slid") == pytest.approx(2, abs=1e-12)


def test_figures(ran):
    _, out = ran
    assert lines(out / "transport-slide.svg") == 2
    assert len(elements(out / "transport-digits.svg", "g")) == 2 * len(PAIRS) * 9


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out, only_whole=("4 to 9",))


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal("digits.npy", tmp_path, "long")
    assert "digits.npy" in CHAPTER.refusal(tmp_path / "digits.npy", tmp_path)
