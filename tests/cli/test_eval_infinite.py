# SPDX-License-Identifier: Apache-2.0
"""kl eval where a model excludes a token: infinite divergences, and targets without a difference."""

import math
import random

import pytest

from conftest import estimate, value
from stories import BASE, Q4, read_npy, targets, told, write_npy


def test_impossible_tokens_are_no_bad_row(kl, tmp_path):
    rows = read_npy(Q4)
    rows[17][3] = -math.inf
    document = kl.json("eval", BASE, write_npy(tmp_path / "never.npy", rows))
    assert estimate(document, "divergence")["value"] == "inf"
    assert math.isfinite(value(document, "divergence.reverse"))


def test_infinite_is_above_any_tolerance(kl, tmp_path):
    rows = [[0.0, 1.0, 2.0]] * 3
    base = write_npy(tmp_path / "a.npy", rows)
    model = write_npy(tmp_path / "b.npy", [[0.0, 1.0, -math.inf]] * 3)
    assert kl("eval", base, model, "--fail-above", "divergence=5", code=1)
    assert kl("eval", base, model, "--fail-above", "divergence.reverse=5", code=2)


def test_infinite_rows_are_counted(kl, tmp_path):
    sure, never = [0.0, 1.0, 2.0], [0.0, 1.0, -math.inf]
    base = write_npy(tmp_path / "a.npy", [sure] * 18 + [never] * 2)
    model = write_npy(tmp_path / "b.npy", [never] * 5 + [sure] * 15)
    document = kl.json("eval", base, model)
    told = {name: [(flag["of"], flag["count"], flag["mass"], flag["text"])
                   for flag in estimate(document, name)["flags"] if flag["id"] == "infinite"]
            for name in ("divergence", "divergence.reverse", "jensen_shannon")}
    assert told == {
        "divergence": [("base", 5, 0.25, "model excludes what base allows in 5 of 20 rows")],
        "divergence.reverse": [("model", 2, 0.1, "base excludes what model allows in 2 of 20 rows")],
        "jensen_shannon": []}


@pytest.fixture
def excluding(tmp_path):
    """256 rows of a base and a model, each with targets that it excludes."""
    def write(name, rows, seed):
        draw = random.Random(seed)
        base = [[draw.gauss(0, 1) for _ in range(8)] for _ in range(256)]
        for row in rows:
            base[row][row % 8] = -math.inf
        return write_npy(tmp_path / name, base)
    targets = tmp_path / "targets.txt"
    targets.write_text("".join(f"{row % 8}\n" for row in range(256)))
    return lambda base, model: (write("base.npy", base, 1), write("model.npy", model, 2), "--targets", targets)


def test_a_target_that_both_exclude_is_in_no_difference(kl, excluding):
    document, plain = kl.json("eval", *excluding([3], [3])), kl.json("eval", *excluding([], []))
    left = estimate(document, "cross_entropy.difference")
    assert left["n"] == 255
    # 255 of the 256 differences of normal logits
    assert value(document, "cross_entropy.difference") == pytest.approx(
        value(plain, "cross_entropy.difference"), abs=20 / 255)
    assert value(document, "cross_entropy", "base") == value(document, "cross_entropy", "model") == math.inf
    assert "1 target is impossible for base and for model alike, and left out" in told(document)
    assert "impossible" not in told(plain)


def test_targets_excluded_on_either_side_have_no_difference(kl, excluding):
    document = kl.json("eval", *excluding([3, 4, 20], [9, 20]))
    ids = {e["id"] for e in document["estimates"]}
    assert "divergence" in ids and "delta_p" in ids
    assert ids.isdisjoint({"cross_entropy.difference", "perplexity.ratio", "cross_entropy.difference.p_value"})
    assert "1 target is impossible for base and for model alike" in told(document)
    assert "2 targets are impossible for base alone, 1 for model alone" in told(document)
    document = kl.json("eval", *excluding([3], []))  # on one side only: infinite, and that is an answer
    assert value(document, "cross_entropy.difference") == -math.inf
