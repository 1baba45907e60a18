#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Make examples/logprobs: what an engine would answer about its five most probable tokens.

    tools/make_logprobs_example.py [FOLDER]

FOLDER (default: examples/stories) holds the true logits base.npy and q4.npy [rows, 512] of a small language
model and of its rounding to 4 bits, the tokens in base.kld (of llama.cpp) and the tokenizer tok512.bin (of
llama2.c). Every 21 predictions are one answer, in the shape of completions, 6 digits as engines print them.
"""

import json
import math
import pathlib
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
OUT = ROOT / "examples" / "logprobs"
TOKENS, TOPS, DIGITS = 21, 5, 6


def pieces(path):
    data = path.read_bytes()
    at, out = 4, []
    while at < len(data):
        _, size = struct.unpack_from("<fi", data, at)
        piece = data[at + 8:at + 8 + size].decode("utf-8", "replace")
        out.append(chr(int(piece[3:5], 16)) if piece.startswith("<0x") else piece)
        at += 8 + size
    return out


def rows(path):
    data = path.read_bytes()
    size = struct.unpack_from("<H", data, 8)[0]
    header = data[10:10 + size].decode()
    columns = int(header.split("(")[1].split(")")[0].rstrip(", ").split(",")[-1])
    assert "'<f4'" in header
    for at in range(10 + size, len(data), 4 * columns):
        yield struct.unpack_from(f"<{columns}f", data, at)


def log_softmax(row):
    top = max(row)
    total = top + math.log(math.fsum(math.exp(x - top) for x in row))
    return [x - total for x in row]


def response(name, index, text, logits, tokens):
    logprobs = {"tokens": [], "token_logprobs": [], "top_logprobs": []}
    for row, token in zip(logits, tokens):
        row = log_softmax(row)
        best = sorted(range(len(row)), key=lambda i: -row[i])[:TOPS]
        named = best if token in best else best + [token]
        logprobs["tokens"].append(text[token])
        logprobs["token_logprobs"].append(round(row[token], DIGITS))
        logprobs["top_logprobs"].append({text[i]: round(row[i], DIGITS) for i in named})
    return {"id": f"{name}-{index}", "choices": [{"index": 0, "logprobs": logprobs}]}


def answers(folder):
    """{name of a file: its text}"""
    text = pieces(folder / "tok512.bin")
    head = (folder / "base.kld").read_bytes()
    context, _, chunks = struct.unpack_from("<3i", head, 8)
    tokens = struct.unpack_from(f"<{context * chunks}i", head, 20)
    scored = [tokens[chunk * context + i] for chunk in range(chunks)
              for i in range(context // 2 + 1, context)]
    made = {}
    for name in ("base", "q4"):
        logits = list(rows(folder / f"{name}.npy"))
        lines = [response(name, i // TOKENS, text, logits[i:i + TOKENS], scored[i:i + TOKENS])
                 for i in range(0, len(logits), TOKENS)]
        made[f"{name}.jsonl"] = "".join(
            json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    return made


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "examples" / "stories"
    OUT.mkdir(exist_ok=True)
    for name, text in answers(folder).items():
        (OUT / name).write_text(text)


if __name__ == "__main__":
    main()
