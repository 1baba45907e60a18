#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The examples of kl fit: targets that are known, and draws.

tools/make_fit_example.py           write examples/fit
tools/make_fit_example.py --check   exit 1 if examples/fit is not what would be written
"""

import math
import pathlib
import random
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "examples" / "fit"


def bell(x, mean, scale):
    return math.exp(-((x - mean) / scale)**2 / 2) / (scale * math.sqrt(2 * math.pi))


def cells(parts, low, high, step):
    """Lines of a value and the density of a mixture there, to nine digits."""
    lines = ["value\tweight"]
    for i in range(round((high - low) / step) + 1):
        x = low + i * step
        lines.append(f"{x:g}\t{sum(w * bell(x, m, s) for w, m, s in parts):.9g}")
    return "\n".join(lines) + "\n"


def draws(parts, n):
    source = random.Random(1)
    lines = []
    for _ in range(n):
        _, mean, scale = source.choices(parts, weights=[w for w, _, _ in parts])[0]
        lines.append(f"{source.gauss(mean, scale):.4f}")
    return "\n".join(lines) + "\n"


FILES = {
    # Two modes, of which one is larger.
    "modes.tsv": cells([(0.6, -2, 0.7), (0.4, 2.5, 0.6)], -7, 7, 0.125),
    # A marker of a disease with two common subtypes and a rare one, of which one case in twenty is.
    "subtypes.tsv": cells([(0.55, 4, 0.8), (0.40, 6.5, 0.8), (0.05, 14, 0.8)], 0, 18, 0.125),
    "draws.txt": draws([(0.6, -2, 0.7), (0.4, 2.5, 0.6)], 400),
}

if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        for name, text in FILES.items():
            if (FOLDER / name).read_text() != text:
                sys.exit(f"examples/fit/{name} is not what would be written")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        for name, text in FILES.items():
            (FOLDER / name).write_text(text)
