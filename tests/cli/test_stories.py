# SPDX-License-Identifier: Apache-2.0
"""examples/stories, the little engine: its tokens and logits against a second implementation and llama.cpp's."""

import array
import math
import operator
import os
import pathlib
import shutil
import struct
import subprocess

import pytest

from conftest import DATA, ROOT, value

STORIES = DATA / "stories"
PROGRAM = [*os.environ.get("KL_EMULATOR", "").split(),
           str(pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build")) / "example_stories")]
CONTEXT, FIRST, VOCABULARY = 128, 64, 512


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    out = tmp_path_factory.mktemp("stories")
    done = subprocess.run([*PROGRAM, STORIES, out], capture_output=True, text=True, timeout=280)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "3090 tokens, 24 chunks: 1512 predictions\n"
    return out


def logits(path):
    data = path.read_bytes()
    return array.array("f", data[10 + struct.unpack_from("<H", data, 8)[0]:])


def tokens(path):
    """All tokens of a llama.cpp file."""
    data = path.read_bytes()
    context, _, chunks = struct.unpack_from("<3i", data, 8)
    return struct.unpack_from(f"<{context * chunks}i", data, 20)


# ── A second implementation ──────────────────────────────────────────────────────────────────────


def read_model():
    data = (STORIES / "stories260K.bin").read_bytes()
    dim, hidden, layers, heads, kv_heads, vocabulary, context = struct.unpack_from("<7i", data)
    weights, used = array.array("f", data[28:]), 0
    shapes = {"embedding": (1, vocabulary, dim), "norm1": (layers, 1, dim), "wq": (layers, dim, dim),
              "wk": (layers, dim // heads * kv_heads, dim), "wv": (layers, dim // heads * kv_heads, dim),
              "wo": (layers, dim, dim), "norm2": (layers, 1, dim), "w1": (layers, hidden, dim),
              "w2": (layers, dim, hidden), "w3": (layers, hidden, dim), "norm": (1, 1, dim)}
    model = {"heads": heads, "group": heads // kv_heads, "width": dim // heads}
    for name, (n, rows, columns) in shapes.items():
        size = n * rows * columns
        model[name] = [[weights[used + (m * rows + r) * columns:][:columns] for r in range(rows)]
                       for m in range(n)]
        used += size
    return model


def rounded(model, bits):
    """32 weights that follow each other share a step, also across rows."""
    out = dict(model)
    for name in ("embedding", "wq", "wk", "wv", "wo", "w1", "w2", "w3"):
        flat = [x for matrix in model[name] for row in matrix for x in row]
        for i in range(0, len(flat), 32):
            step = max(map(abs, flat[i:i + 32])) / (2 ** (bits - 1) - 1)
            flat[i:i + 32] = [round(x / step) * step for x in flat[i:i + 32]]
        columns, rows = len(model[name][0][0]), len(model[name][0])
        flat = [flat[i:i + columns] for i in range(0, len(flat), columns)]
        out[name] = [flat[i:i + rows] for i in range(0, len(flat), rows)]
    return out


def dot(a, b):
    return sum(map(operator.mul, a, b))


def times(matrix, x):
    return [dot(row, x) for row in matrix]


def normalised(x, weight):
    scale = 1 / math.sqrt(dot(x, x) / len(x) + 1e-5)
    return [scale * a * w for a, w in zip(x, weight[0])]


def turned(x, width, position):
    """Each pair of a head by its angle, position·10000^(−2i/width)."""
    out = []
    for i in range(0, len(x), 2):
        z = complex(x[i], x[i + 1])
        z *= complex(math.cos(a := position * 10000 ** (-(i % width) / width)), math.sin(a))
        out += [z.real, z.imag]
    return out


def after(model, sequence):
    """The logits of what follows the last token."""
    width, cache = model["width"], [[] for _ in model["wq"]]
    for position, token in enumerate(sequence):
        x = list(model["embedding"][0][token])
        for l, seen in enumerate(cache):
            y = normalised(x, model["norm1"][l])
            query = turned(times(model["wq"][l], y), width, position)
            seen.append((turned(times(model["wk"][l], y), width, position), times(model["wv"][l], y)))
            mixed = []
            for h in range(model["heads"]):
                own, shared = (slice(k * width, (k + 1) * width) for k in (h, h // model["group"]))
                share = [math.exp(dot(query[own], key[shared]) / math.sqrt(width)) for key, _ in seen]
                mixed += [dot(share, column) / sum(share) for column in zip(*(v[shared] for _, v in seen))]
            x = list(map(operator.add, x, times(model["wo"][l], mixed)))
            y = normalised(x, model["norm2"][l])
            gate = [a / (1 + math.exp(-a)) * b for a, b in zip(times(model["w1"][l], y), times(model["w3"][l], y))]
            x = list(map(operator.add, x, times(model["w2"][l], gate)))
    return times(model["embedding"][0], normalised(x, model["norm"][0]))


@pytest.mark.parametrize("name, bits", [("base.npy", None), ("q8.npy", 8), ("q4.npy", 4)])
def test_logits_against_python(made, name, bits):
    model = read_model() if bits is None else rounded(read_model(), bits)
    expected = after(model, [1, *tokens(made / "base.kld")[1:FIRST + 1]])
    # Single precision through five layers.
    assert logits(made / name)[:VOCABULARY].tolist() == pytest.approx(expected, abs=1e-4)


# ── llama.cpp ────────────────────────────────────────────────────────────────────────────────────


def test_tokens_are_those_of_llama(made):
    reference = tokens(STORIES / "base.kld")
    assert tokens(made / "base.kld")[:len(reference)] == reference


def test_logits_are_near_those_of_llama(made):
    """llama.cpp has keys, values and the sums of attention in half precision: 2^-11 of numbers up to about 20,
    through five layers."""
    reference = logits(STORIES / "base.npy")
    assert max(abs(a - b) for a, b in zip(reference, logits(made / "base.npy"))) < 0.05


def test_rounding_costs_what_it_must(kl, made):
    """More for fewer bits; and the packed file of a model is near the model."""
    cost = [value(kl.json("eval", made / "base.npy", made / name), "divergence")
            for name in ("base.kld", "q8.npy", "q4.npy")]
    assert 0 < cost[0] < 1e-4 and 1e-4 < cost[1] < 0.01 < cost[2] < 1


def test_what_is_wrong_is_said(tmp_path):
    def refusal(folder, out):
        done = subprocess.run([*PROGRAM, folder, out], capture_output=True, text=True, timeout=280)
        assert done.returncode == 2 and done.stdout == ""
        return done.stderr

    assert "tok512.bin" in refusal(tmp_path, tmp_path)
    for name in ("tok512.bin", "stories.txt"):
        shutil.copyfile(STORIES / name, tmp_path / name)
    data = (STORIES / "stories260K.bin").read_bytes()
    for damaged in (data[:20], data[:-4], data[:28], struct.pack("<i", -1) + data[4:],
                    struct.pack("<i", 1 << 20) + data[4:]):
        (tmp_path / "stories260K.bin").write_bytes(damaged)
        assert "do not fit" in refusal(tmp_path, tmp_path)
    (tmp_path / "stories.txt").write_text("Once")
    assert "do not fit" in refusal(tmp_path, tmp_path)
