# SPDX-License-Identifier: Apache-2.0
"""kl eval -o: a compact file, which stands for what it was made from."""

import math
import random
import struct

import pytest

from conftest import estimate, value

ROWS, VOCABULARY = 40, 300


def write_npy(path, kind, shape, numbers):
    header = f"{{'descr': '<{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    header += b" " * (-(len(header) + 11) % 64) + b"\n"
    letter = {"f4": "f", "i4": "i"}[kind]
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header +
                     struct.pack(f"<{len(numbers)}{letter}", *numbers))


def write_llama(path, rows, targets):
    """One chunk of these rows, by the description of the format."""
    context = 2 * ROWS + 1
    tokens = [0] * (context - ROWS) + targets
    with open(path, "wb") as out:
        out.write(b"_logits_" + struct.pack(f"<3i{context}i", context, VOCABULARY, 1, *tokens))
        for row in rows:
            most = max(row)
            least = max(min(row), most - 16)
            scale = (most - least) / 65535
            log_sum = math.log(sum(math.exp(x - most) for x in row))
            out.write(struct.pack(f"<2f{VOCABULARY}H", scale, least - most - log_sum,
                                  *(round(max(x - least, 0) / scale) for x in row)))


@pytest.fixture
def models(tmp_path):
    draw = random.Random(1951)
    base = [[draw.gauss(0, 4) for _ in range(VOCABULARY)] for _ in range(ROWS)]
    model = [[x + draw.gauss(0, 0.3) for x in row] for row in base]
    targets = [draw.randrange(VOCABULARY) for _ in range(ROWS)]
    for name, rows in (("base", base), ("model", model)):
        write_npy(tmp_path / f"{name}.npy", "f4", (ROWS, VOCABULARY), [x for row in rows for x in row])
    write_npy(tmp_path / "targets.npy", "i4", (ROWS,), targets)
    write_llama(tmp_path / "base.kld", base, targets)
    return tmp_path


def convert(kl, models, name, *more):
    out = models / (name.split(".")[0] + ".klq")
    assert kl.text("eval", models / name, "-o", out, *more) == ""
    return out


def test_it_stands_for_its_source(kl, models):
    targets = ("--targets", models / "targets.npy")
    base, model = convert(kl, models, "base.npy", *targets), convert(kl, models, "model.npy", *targets)
    plain = kl.json("eval", models / "base.npy", models / "model.npy", *targets, "--precision", "double")
    compact = kl.json("eval", base, model)
    for name in ("cross_entropy", "perplexity", "entropy"):
        for subject in ("base", "model"):
            assert value(compact, name, subject) == value(plain, name, subject)
    assert value(compact, "cross_entropy.difference") == value(plain, "cross_entropy.difference")
    for name in ("divergence", "total_variation"):
        bounds = estimate(compact, name + ".bounds")
        assert bounds["method"] == "bounds"
        assert bounds["low"] <= value(plain, name) <= bounds["high"]
    assert base.stat().st_size * 2 < models.joinpath("base.kld").stat().st_size


def test_a_clipped_one_says_what_it_was(kl, models):
    out = convert(kl, models, "base.kld")
    assert "was made from a llama.cpp file" in kl.text("eval", out)
    assert value(kl.json("eval", out), "cross_entropy") == value(kl.json("eval", models / "base.kld"), "cross_entropy")
    assert "need a llama.cpp logits file" in kl.error("eval", "--format", "llama", out, models / "base.npy")
    assert "is a compact file" in kl.error("eval", out, "-o", models / "again.klq")


def test_another_vocabulary_is_refused(kl, models):
    for name, first in (("a", 0), ("b", 1)):
        (models / f"{name}.txt").write_text("".join(f"t{first + i}\n" for i in range(VOCABULARY)))
    out = convert(kl, models, "base.npy", "--vocab", models / "a.txt")
    kl.text("eval", out, "--vocab", models / "a.txt")
    assert "another vocabulary" in kl.error("eval", out, "--vocab", models / "b.txt")


def test_joined_files_are_of_one_vocabulary(kl, models):
    for name, first in (("a", 0), ("b", 1)):
        (models / f"{name}.txt").write_text("".join(f"t{first + i}\n" for i in range(VOCABULARY)))
    one, other = convert(kl, models, "base.npy", "--vocab", models / "a.txt"), models / "other.klq"
    plain = models / "model.npy"
    kl.text("eval", plain, "-o", other, "--vocab", models / "b.txt")
    assert f"{other} was made with another vocabulary" in kl.error("eval", f"{plain},{one},{other}")
    joined = f"{plain},{one}"  # the first vocabulary that is named is that of all
    kl.text("eval", joined, "--vocab", models / "a.txt")
    assert "another vocabulary" in kl.error("eval", joined, "--vocab", models / "b.txt")


def test_one_without_targets_is_given_some(kl, models):
    targets = ("--targets", models / "targets.npy")
    bare, full = convert(kl, models, "base.npy"), convert(kl, models, "model.npy", *targets)
    document = kl.json("eval", bare, *targets)
    # rounding moved probabilities by some 2^-17
    assert value(document, "cross_entropy") == pytest.approx(
        value(kl.json("eval", models / "base.npy", *targets), "cross_entropy"), rel=0.01)
    said = " ".join(s["text"] for s in document["sentences"])
    assert "entropy is that of the rows it was made from" in said and "cross-entropy" not in said
    assert "cross-entropy and entropy are those of the rows" in " ".join(
        kl.text("eval", full, *targets).split())
    (models / "wrong.txt").write_text("0\n" * ROWS)
    assert "itself has" in kl.error("eval", full, "--targets", models / "wrong.txt")


def test_an_excluded_target_is_at_no_floor(kl, models):
    row = [0.0, -math.inf] + [1.0] * (VOCABULARY - 2)
    write_npy(models / "no.npy", "f4", (1, VOCABULARY), row)
    (models / "one.txt").write_text("1\n")
    assert "floor" not in kl.text("eval", convert(kl, models, "no.npy", "--targets", models / "one.txt"))


def test_one_file_at_a_time(kl, models):
    assert "one file" in kl.error("eval", models / "base.npy", models / "model.npy", "-o", models / "out.klq")
