#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What llama-perplexity --kl-divergence prints, computed a second time, in NumPy.

    /usr/bin/python3 tools/make_llama_golden.py [BASE.kld MODEL.npy]

Without arguments it writes tests/cli/golden/llama.txt from examples/stories/base.kld and q4.npy. Rows are in
single precision, sums over a row and over tokens in double, in order; percentiles interpolate at f·(n − 1) in
single precision. For a longer evaluation of the
same model it prints every digit that llama.cpp printed (in that build the 99.0 % line stands twice, where 95 and
90 % belong, and there is no 0.1 % line of the divergence).
"""
import math
import pathlib
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
STORIES = ROOT / "examples" / "stories"
f32 = np.float32


def read_base(path):
    """Log-probabilities [rows, vocabulary] and the token after each row."""
    data = path.read_bytes()
    context, vocabulary, chunks = np.frombuffer(data, "<i4", 3, 8)
    tokens = np.frombuffer(data, "<i4", chunks * context, 20).reshape(chunks, context)
    size = 2 * ((vocabulary + 1) // 2) + 4
    rows = np.frombuffer(data, "<u2", offset=20 + 4 * chunks * context).reshape(-1, size)
    head = rows[:, :4].copy().view("<f4")
    return head[:, :1] * rows[:, 4:4 + vocabulary].astype(f32) + head[:, 1:], \
        tokens[:, context // 2 + 1:].reshape(-1)


def add(terms):
    total = 0.0
    for term in terms:
        total += float(term)
    return total


def exp(values):
    return np.exp(values.astype("f8")).astype(f32)


def row_numbers(base, logits, target):
    largest = logits.max()
    lse = f32(largest + f32(math.log(add(exp(logits - largest)))))
    kept = base > -16
    terms = exp(base[kept]) * (base[kept] - logits[kept] + lse)
    return f32(lse - logits[target]), f32(-base[target]), add(terms), logits.argmax() == base.argmax()


def spread(total, squares, n):
    mean = total / n
    variance = squares / n - mean * mean
    return mean, math.sqrt(variance / (n - 1)) if variance > 0 else 0.0


def percentile(ordered, fraction):
    at = f32(fraction) * f32(len(ordered) - 1)
    i = int(at)
    at = f32(at - f32(i))
    return f32(1 - at) * ordered[i] + at * ordered[min(i + 1, len(ordered) - 1)]


def median(ordered):
    n = len(ordered)
    return ordered[n // 2] if n % 2 else f32(0.5) * (ordered[n // 2] + ordered[n // 2 - 1])


def perplexities(loss, base_loss):
    n = len(loss)
    (mean, error), (base, base_error) = (spread(add(x), add(x * x), n) for x in (loss, base_loss))
    covariance = (add(loss * base_loss) / n - mean * base) / (n - 1)
    ppl, ppl_base, ratio = math.exp(mean), math.exp(base), math.exp(mean - base)
    ratio_error = math.sqrt(error ** 2 + base_error ** 2 - 2 * covariance)
    u, v = ppl * error, ppl_base * base_error
    yield "====== Perplexity statistics ======"
    yield f"Mean PPL(Q)                   : {ppl:10.6f} ± {u:10.6f}"
    yield f"Mean PPL(base)                : {ppl_base:10.6f} ± {v:10.6f}"
    yield f"Cor(ln(PPL(Q)), ln(PPL(base))): {100 * covariance / (error * base_error):6.2f}%"
    yield f"Mean ln(PPL(Q)/PPL(base))     : {mean - base:10.6f} ± {ratio_error:10.6f}"
    yield f"Mean PPL(Q)/PPL(base)         : {ratio:10.6f} ± {ratio * ratio_error:10.6f}"
    difference = math.sqrt(u * u + v * v - 2 * ppl * ppl_base * covariance)
    yield f"Mean PPL(Q)-PPL(base)         : {ppl - ppl_base:10.6f} ± {difference:10.6f}\n"


def divergences(values):
    mean, error = spread(add(values), add(v * v for v in values), len(values))
    ordered = np.sort(np.array(values, f32))
    yield "====== KL divergence statistics ======"
    yield f"Mean    KLD: {mean:10.6f} ± {error:10.6f}"
    yield f"Maximum KLD: {ordered[-1]:10.6f}"
    for share in (99.9, 99, 95, 90):
        yield f"{share:4.1f}%   KLD: {percentile(ordered, share / 100):10.6f}"
    yield f"Median  KLD: {median(ordered):10.6f}"
    for share in (10, 5, 1, 0.1):
        yield f"{share:4.1f}%   KLD: {percentile(ordered, share / 100):10.6f}"
    yield f"Minimum KLD: {ordered[0]:10.6f}\n"


def probabilities(loss, base_loss, same):
    n = len(loss)
    change = exp(-loss) - exp(-base_loss)
    squares = (change * change).astype("f8")
    mean, error = spread(add(change), add(squares), n)
    square, square_error = spread(add(squares), add(squares * squares), n)
    ordered, root, share = np.sort(change), math.sqrt(square), sum(same) / n
    yield "====== Token probability statistics ======"
    yield f"Mean    Δp: {100 * mean:6.3f} ± {100 * error:5.3f} %"
    yield f"Maximum Δp: {100 * ordered[-1]:6.3f}%"
    for at in (99.9, 99, 95, 90, 75):
        yield f"{at:4.1f}%   Δp: {100 * percentile(ordered, at / 100):6.3f}%"
    yield f"Median  Δp: {100 * median(ordered):6.3f}%"
    for at in (25, 10, 5, 1, 0.1):
        yield f"{at:4.1f}%   Δp: {100 * percentile(ordered, at / 100):6.3f}%"
    yield f"Minimum Δp: {100 * ordered[0]:6.3f}%"
    yield f"RMS Δp    : {100 * root:6.3f} ± {100 * 0.5 / root * square_error:5.3f} %"
    yield f"Same top p: {100 * share:6.3f} ± {100 * math.sqrt(share * (1 - share) / (n - 1)):5.3f} %"


def report(base_path, model_path):
    base, targets = read_base(base_path)
    rows = [row_numbers(*row) for row in zip(base, np.load(model_path), targets)]
    loss, base_loss, divergence, same = (list(column) for column in zip(*rows))
    loss, base_loss = np.array(loss, f32), np.array(base_loss, f32)
    return "\n".join([*perplexities(loss, base_loss), *divergences(divergence),
                      *probabilities(loss, base_loss, same)]) + "\n"


if len(sys.argv) > 1:
    print(report(*map(pathlib.Path, sys.argv[1:])), end="")
else:
    golden = ROOT / "tests" / "cli" / "golden" / "llama.txt"
    golden.parent.mkdir(exist_ok=True)
    golden.write_text(report(STORIES / "base.kld", STORIES / "q4.npy"))
