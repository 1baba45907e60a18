# SPDX-License-Identifier: Apache-2.0
"""The model of examples/stories, what llama.cpp wrote of it, and files of logits like them."""

import array
import struct

from conftest import DATA

STORIES = DATA / "stories"
BASE, Q4, TRUE = STORIES / "base.kld", STORIES / "q4.npy", STORIES / "base.npy"
CONTEXT, VOCABULARY, CHUNKS, ROWS = 128, 512, 4, 252
HEADER, ROW_BYTES = 20 + 4 * CHUNKS * CONTEXT, 8 + 2 * VOCABULARY


def read_npy(path):
    """Rows of a two-dimensional .npy of singles."""
    data = path.read_bytes()
    begin = 10 + struct.unpack_from("<H", data, 8)[0]
    numbers = array.array("f", data[begin:])
    return [numbers[i:i + VOCABULARY] for i in range(0, len(numbers), VOCABULARY)]


def write_array(path, descr, shape, data):
    text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}"
    text += " " * (-(len(text) + 11) % 64) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text.encode() + data)
    return path


def write_npy(path, rows):
    return write_array(path, "<f4", (len(rows), len(rows[0])),
                       b"".join(struct.pack(f"<{len(row)}f", *row) for row in rows))


def targets():
    tokens = struct.unpack_from(f"<{CHUNKS * CONTEXT}i", BASE.read_bytes(), 20)
    return [tokens[chunk * CONTEXT + CONTEXT // 2 + 1 + row] for chunk in range(CHUNKS)
            for row in range(CONTEXT - 1 - CONTEXT // 2)]


def told(document):
    return " ".join(sentence["text"] for sentence in document["sentences"])
