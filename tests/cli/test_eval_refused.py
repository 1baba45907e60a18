# SPDX-License-Identifier: Apache-2.0
"""kl eval: files that do not fit each other, damaged ones, and rows that are none."""

import math
import re
import struct

import pytest

from conftest import estimate
from stories import BASE, CHUNKS, CONTEXT, HEADER, Q4, ROW_BYTES, ROWS, TRUE, read_npy, targets, write_npy


def test_other_vocabulary_rows_text(kl, tmp_path):
    rows = read_npy(Q4)
    narrow = write_npy(tmp_path / "narrow.npy", [row[:500] for row in rows])
    assert kl.error("eval", BASE, narrow) == f"kl: {BASE} and {narrow} differ in vocabulary: 512 and 500"
    short = write_npy(tmp_path / "short.npy", rows[:-1])
    assert kl.error("eval", BASE, short) == f"kl: {BASE} and {short} differ in rows: 252 and 251"
    other = bytearray(BASE.read_bytes())
    struct.pack_into("<i", other, 20 + 4 * (CONTEXT + 70), 7)
    (tmp_path / "other.kld").write_bytes(other)
    said = kl.error("eval", BASE, tmp_path / "other.kld")
    assert f"differ in the text: after row {63 + 5} token {targets()[63 + 5]} and 7" in said
    (tmp_path / "next.txt").write_text("1\n2\n")
    assert "2 targets" in kl.error("eval", TRUE, "--targets", tmp_path / "next.txt")


@pytest.mark.parametrize("size", [0, 7, 8, 12, 19, 20, 500, HEADER - 1, HEADER, HEADER + ROW_BYTES,
                                  HEADER + ROWS * ROW_BYTES // 2, HEADER + ROWS * ROW_BYTES - 1])
def test_truncated(kl, tmp_path, size):
    cut = tmp_path / "cut.kld"
    cut.write_bytes(BASE.read_bytes()[:size])
    said = kl.error("eval", cut, Q4)
    assert said.startswith(f"kl: {cut}: ") and re.search(r"\bbytes?\b", said)
    assert size < 20 or said.endswith(f"{CHUNKS} chunks of 63 rows with vocabulary 512 make {HEADER + ROWS * ROW_BYTES}")


@pytest.mark.parametrize("size", [9, 60, 127, 128, 1000, 516223])
def test_truncated_npy(kl, tmp_path, size):
    cut = tmp_path / "cut.npy"
    cut.write_bytes(Q4.read_bytes()[:size])
    assert kl.error("eval", BASE, cut).startswith(f"kl: {cut}: byte ")


def test_wrong_magic_and_header(kl, tmp_path):
    path, good = tmp_path / "x.kld", BASE.read_bytes()
    path.write_bytes(b"_logitz_" + good[8:])
    assert '"_logitz_"' in kl.error("eval", path)
    for at, number, says in [(8, 2, "n_ctx is 2"), (8, -1, "n_ctx is -1"), (12, 0, "n_vocab is 0"),
                             (12, -512, "n_vocab is -512"), (16, 0, "n_chunk is 0"),
                             (16, 2**31 - 1, f"make {20 + (2**31 - 1) * (4 * CONTEXT + 63 * ROW_BYTES)}"),
                             (12, 2**31 - 1, f"make {HEADER + ROWS * (8 + 2**32)}"),
                             (8, 2**31 - 1, f"make {20 + CHUNKS * (4 * (2**31 - 1) + (2**30 - 1) * ROW_BYTES)}"),
                             (24, 512, "token 1 is 512"), (24, -1, "token 1 is -1")]:
        changed = bytearray(good)
        struct.pack_into("<i", changed, at, number)
        path.write_bytes(changed)
        assert says in kl.error("eval", path)
    for number in (math.nan, math.inf, -1.0):
        changed = bytearray(good)
        struct.pack_into("<f", changed, HEADER + 5 * ROW_BYTES, number)
        path.write_bytes(changed)
        assert "row 5 has scale" in kl.error("eval", path)


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_bad_row(kl, tmp_path, number):
    rows = read_npy(Q4)
    rows[17][3] = number
    bad = write_npy(tmp_path / "bad.npy", rows)
    assert "model, row 17" in kl.error("eval", BASE, bad)
    document = kl.json("eval", BASE, bad, "--bad-rows", "skip")
    assert estimate(document, "divergence")["n"] == ROWS - 1
    assert any("1 row had a NaN" in s["text"] for s in document["sentences"])
