#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Cuts what examples/stories holds out of a longer evaluation of the same model.

    /usr/bin/python3 tools/cut_stories.py FOLDER

FOLDER has stories260K.bin, tok512.bin, stories.txt, what llama-perplexity wrote for it (base.kld, chunks of
128 tokens), and the logits of the same rows in single precision (base.npy, q4.npy). The model and its tokenizer
are copied; of the logits the first four chunks are kept, and of the text the lines that make 24 chunks.
"""
import pathlib
import shutil
import struct
import sys

import numpy as np

OUT = pathlib.Path(__file__).resolve().parents[1] / "examples" / "stories"
CHUNKS, TEXT_BYTES = 4, 6900


def cut_kld(data):
    context, vocabulary, chunks = struct.unpack_from("<3i", data, 8)
    rows, row_bytes = context - 1 - context // 2, 8 + 2 * ((vocabulary + 1) // 2 * 2)
    tokens, first_row = 20, 20 + 4 * chunks * context
    assert data[:8] == b"_logits_" and len(data) == first_row + chunks * rows * row_bytes
    return (data[:16] + struct.pack("<i", CHUNKS) + data[tokens:tokens + 4 * CHUNKS * context] +
            data[first_row:first_row + CHUNKS * rows * row_bytes]), CHUNKS * rows


def main():
    source = pathlib.Path(sys.argv[1])
    for name in ("stories260K.bin", "tok512.bin"):
        shutil.copyfile(source / name, OUT / name)
    kld, rows = cut_kld((source / "base.kld").read_bytes())
    (OUT / "base.kld").write_bytes(kld)
    for name in ("base.npy", "q4.npy"):
        np.save(OUT / name, np.load(source / name)[:rows])
    text = (source / "stories.txt").read_bytes()
    (OUT / "stories.txt").write_bytes(text[:text.index(b"\n", TEXT_BYTES) + 1])


main()
