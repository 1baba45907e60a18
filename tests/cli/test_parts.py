# SPDX-License-Identifier: Apache-2.0
"""kl eval in parts: any partition gives the bytes of the whole, and no part is counted twice."""

import json
import random

import pytest

from conftest import DATA

STORIES = DATA / "stories"
BASE, Q4, TRUE = STORIES / "base.kld", STORIES / "q4.npy", STORIES / "base.npy"
VOCABULARY = ("--vocab", STORIES / "tok512.bin")
RESPONSES = [DATA / "logprobs" / name for name in ("base.jsonl", "q4.jsonl")]
CASES = {
    "one": ((BASE,), VOCABULARY),
    "two": ((BASE, Q4), VOCABULARY),
    "three": ((BASE, Q4, TRUE), ()),
    "text": ((BASE, Q4), ("--measures", "cross_entropy,divergence,same_top")),
    "json": (RESPONSES, ()),
}


def parted(kl, folder, files, options, parts, dice):
    states = [folder / f"{i}-{parts}.kls" for i in range(1, parts + 1)]
    for i, state in enumerate(states, 1):
        kl("eval", *files, *options, "--part", f"{i}/{parts}", "-o", state, "--threads", dice.choice([1, 2, 5]))
    dice.shuffle(states)
    while len(states) > 1:
        n = dice.randint(2, min(4, len(states)))
        kl("merge", *states[:n], "-o", states[0])
        states = states[n:] + states[:1]
    return states[0].read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_parts_merge_to_the_bytes_of_the_whole(kl, tmp_path, case):
    files, options = CASES[case]
    whole = tmp_path / "whole.kls"
    kl("eval", *files, *options, "--part", "1/1", "-o", whole)
    dice = random.Random(case)
    for parts in (2, 3, 7):
        assert parted(kl, tmp_path, files, options, parts, dice) == whole.read_bytes(), parts
    showing = ("--confidence", "0.9", "--unit", "nats", "--cluster", "none")
    for show in ((), showing, ("--json",), ("--markdown",)):
        assert kl.text("eval", whole, *show) == kl.text("eval", *files, *options, *show)


def test_more_parts_than_rows(kl, tmp_path):
    kl("eval", BASE, "--part", "1/1", "-o", tmp_path / "whole.kls")
    kl("eval", BASE, "--part", "3/1000", "-o", tmp_path / "empty.kls")
    assert "there is no row in this part" in kl.error("eval", tmp_path / "empty.kls")
    kl("merge", tmp_path / "empty.kls", tmp_path / "whole.kls", "-o", tmp_path / "all.kls")
    assert (tmp_path / "all.kls").read_bytes() == (tmp_path / "whole.kls").read_bytes()


def test_a_part_says_that_it_is_one(kl, tmp_path):
    kl("eval", BASE, "--part", "1/2", "-o", tmp_path / "1.kls")
    sentences = kl.json("eval", tmp_path / "1.kls")["sentences"]
    assert any("This is a part: 126 of 252 rows were evaluated" in s["text"] for s in sentences)


def test_what_does_not_fit_is_refused(kl, tmp_path):
    for i, options in enumerate([("--part", "1/2"), ("--part", "2/3"), ("--part", "2/2", "--measures", "divergence"),
                                 ("--part", "2/2")]):
        kl("eval", BASE, Q4, *options, "-o", tmp_path / f"{i}.kls")
    kl("eval", BASE, TRUE, "--part", "2/2", "-o", tmp_path / "other.kls")
    kl("eval", BASE, "--part", "2/2", "-o", tmp_path / "alone.kls")
    kl("count", STORIES / "stories.txt", "-o", tmp_path / "text.kls")
    for second, message in (("0.kls", "this part, or some of it, is there already"), ("1.kls", "is there already"),
                            ("2.kls", "other options"), ("other.kls", "holds other predictions"),
                            ("alone.kls", "other files"), ("text.kls", "a state file, not an evaluation")):
        assert message in kl.error("merge", tmp_path / "0.kls", tmp_path / second, "-o", tmp_path / "x.kls")
        assert not (tmp_path / "x.kls").exists()
    kl("merge", tmp_path / "0.kls", tmp_path / "3.kls", "-o", tmp_path / "x.kls")
    assert "no use for --vocab" in kl.error("eval", tmp_path / "x.kls", *VOCABULARY)
    assert "no use for --json" in kl.error("eval", BASE, "--part", "1/2", "-o", tmp_path / "y.kls", "--json")
    assert "where to?" in kl.error("eval", BASE, "--part", "1/2")
    assert "an evaluation of language models, not a state file" in kl.error(tmp_path / "0.kls", STORIES / "stories.txt")


def test_damage_is_refused_with_its_place(kl, tmp_path):
    kl("eval", BASE, Q4, "--part", "1/1", "-o", tmp_path / "a.kls")
    good = (tmp_path / "a.kls").read_bytes()
    dice, bad = random.Random(7), tmp_path / "bad.kls"
    for _ in range(12):
        place = dice.randrange(12, len(good))
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1 << dice.randrange(8)]) + good[place + 1:])
        message = kl.error("eval", bad)
        assert "bad.kls" in message and "byte" in message, message
    bad.write_bytes(good[:len(good) // 2])
    assert "it ends here" in kl.error("merge", bad, "-o", tmp_path / "x.kls")


def test_json_tells_tolerances_from_a_state(kl, tmp_path):
    kl("eval", BASE, Q4, "--part", "1/1", "-o", tmp_path / "a.kls")
    document = json.loads(kl("eval", tmp_path / "a.kls", "--json", "--fail-above", "divergence=0.0001", code=1).stdout)
    assert [i["subject"] for i in document["inputs"]] == ["base", "model"]
