# SPDX-License-Identifier: Apache-2.0
"""examples/story/leash.c, a short run: where the end is known, what the leash holds, which penalties hold at all."""

import csv
import pathlib

import pytest

from conftest import DATA, PLAIN, ROOT, estimate, value
from story import Chapter, lines

TEXTS = DATA / "shakespeare" / "train.txt", DATA / "shakespeare" / "held_out.txt"
CHAPTER = Chapter("leash", *TEXTS)
pytestmark = PLAIN
BETAS = "4", "2", "1", "0.5", "0.25"  # from a short leash to a long one


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "policy 0.25" in done.stdout and "tuning: 100 %" in done.stderr


def test_the_end_is_the_tilted_reference(told):
    """Both losses end at π₀ e^(r/β)/Z, which the program has in closed form."""
    for beta in BETAS:
        assert value(told, "table.off.preference", f"table {beta}") < 1e-6
        assert value(told, "table.off.policy", f"table {beta}") < 1e-6
    for name in ("table.reward", "table.divergence", "table.nonsense"):
        along = [value(told, name, f"table {beta}") for beta in BETAS]
        assert along == sorted(along)


def test_the_claim(told):
    with (ROOT / "docs" / "claims.tsv").open(encoding="utf-8", newline="") as table:
        row = next(row for row in csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE) if row["id"] == "L25")
    assert row["test"] == f"tests/cli/{pathlib.Path(__file__).name}"
    worst = [max(value(told, f"table.off.{how}", f"table {beta}") for beta in BETAS)
             for how in ("preference", "policy")]
    nonsense = [100 * value(told, "table.nonsense", f"table {beta}") for beta in ("4", "1", "0.25")]
    reward = [value(told, "table.reward", f"table {beta}") for beta in ("4", "1", "0.25")]
    for stated, computed in zip(row["number"].split(), [*worst, *nonsense, *reward], strict=True):
        assert f"{computed:.{len(stated.partition('.')[2])}f}" == stated


@pytest.mark.parametrize("name", ["reward", "divergence"])
def test_reward_is_bought_with_divergence(told, name):
    """A short training goes by its own ways between neighbours; not so between far ends."""
    policy = [value(told, name, subject) for subject in ("reference", "policy 4", "policy 1", "policy 0.25", "policy 0")]
    assert policy == sorted(policy)
    reference, *preference = (value(told, name, subject) for subject in ("reference", *(f"dpo {b}" for b in BETAS)))
    assert reference < min(preference) and preference[-1] > preference[0]
    assert value(told, "divergence", "reference") == 0


def test_without_a_leash_its_language_is_lost(told):
    for name, more in (("distinct", -1), ("entropy", -1), ("perplexity", 1), ("cross_entropy", 1)):
        reference, held, free = (more * value(told, name, subject) for subject in ("reference", "policy 4", "policy 0"))
        assert reference < free and held < free
    free, held = (estimate(told, "cross_entropy", subject) for subject in ("policy 0", "policy 4"))
    assert held["high"] < free["low"]


def test_draws_say_what_all_bytes_say(told):
    """k1 and k3 have the mean of the divergence over all bytes, k2 has not."""
    for subject in ("policy 1", "policy 0.5", "policy 0"):
        exact = estimate(told, "divergence", subject)
        for name in ("drawn.k1", "drawn.k3"):
            drawn = estimate(told, name, subject)
            wide = 2 * (drawn["high"] - drawn["low"])  # eight standard errors in all
            assert abs(drawn["value"] - exact["value"]) < wide
    assert estimate(told, "drawn.k2", "policy 0")["low"] > estimate(told, "divergence", "policy 0")["high"]
    assert all(value(told, f"drawn.k{k}", "reference") == 0 for k in (1, 2, 3))


def test_the_gradient_that_each_really_has(told):
    """Gradients of the losses are f32: 2⁻²⁴ of their terms, which partly cancel."""
    def off(side, subject):
        return value(told, f"gradient.{side}", subject)

    assert off("own", "k1 reward") < 1e-5 and off("own", "k2 loss") < 1e-5 and off("other", "k3 loss") < 1e-5
    assert off("own", "k1 loss") == pytest.approx(1, abs=1e-6)  # there is none
    for subject in ("k2 reward", "k3 reward", "k3 loss"):
        assert off("own", subject) > 0.01
    assert off("noise", "k1 loss") > off("noise", "k2 loss") > 0


def test_a_penalty_without_a_gradient_is_no_leash(told):
    gone = {subject: value(told, "divergence", subject) for subject in
            ("policy 0", "policy 1", "k1 loss", "k2 loss", "k3 loss")}
    assert gone["k1 loss"] > 0.6 * gone["policy 0"]
    assert max(gone["policy 1"], gone["k2 loss"], gone["k3 loss"]) < 0.6 * gone["k1 loss"]


def test_before_and_after_are_for_kl_eval(kl, told, out):
    found = {}
    for name in ("held", "free"):
        document = kl.json("eval", out / "leash-base.npy", out / f"leash-{name}.npy",
                           "--targets", out / "leash-next.npy")
        found[name] = value(document, "divergence", "base|model")
    assert 0 < found["held"] < found["free"]
    assert value(document, "cross_entropy", "base") == pytest.approx(
        value(told, "cross_entropy", "reference"), rel=1e-9)


def test_figures_and_answers(out):
    assert lines(out / "leash-frontier.svg") == 2 and lines(out / "leash-collapse.svg") == 3
    answers = (out / "leash-answers.txt").read_text().splitlines()
    assert len(answers) == 3 * 16 and all(len(line) == 13 + 32 for line in answers)
    free = "".join(line[13:] for line in answers[30:33])
    assert answers[30].startswith("policy 0 ") and free.count("e") > 12  # of 96; of English 8


def test_the_same_bits_again(out, tmp_path):
    CHAPTER.run_again(out, tmp_path)


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out)


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal(*TEXTS) and "usage" in CHAPTER.refusal(*TEXTS, tmp_path, "long")
    assert "no.txt" in CHAPTER.refusal(tmp_path / "no.txt", TEXTS[1], tmp_path)
    (tmp_path / "little.txt").write_text("To be")
    assert "too little" in CHAPTER.refusal(tmp_path / "little.txt", TEXTS[1], tmp_path)
