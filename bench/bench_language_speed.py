#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast languages are told, beside CLD2: bench/bench_language_speed.py FILE [ROUNDS]

FILE is a text of many lines; each line is a text to tell. Needs g++ and libcld2-dev, and a build in build/. Both run
in turn in one process on one core; medians of processor time.
"""
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    path, rounds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "9"
    with tempfile.TemporaryDirectory() as work:
        program = pathlib.Path(work) / "speed"
        subprocess.run(["g++", "-O2", f"-I{ROOT}/include", ROOT / "bench/bench_language_helper.cc", "-o", program,
                        ROOT / "build/libkullback.a", "-lcld2", "-lutf8proc", "-ljansson", "-lz", "-lm", "-lpthread"],
                       check=True)
        out = subprocess.run([program, path, rounds], check=True, capture_output=True, text=True).stdout.splitlines()
    rows = [tuple(map(float, line.split())) for line in out[1:]]
    size = int(out[0].split()[2])
    us, they = (statistics.median(column) for column in zip(*rows))
    ratio = statistics.median(they / us for us, they in rows)
    print(out[0])
    print(f"kullback {size / us / 1e6:.1f} MB/s, CLD2 {size / they / 1e6:.1f} MB/s, ratio {ratio:.2f} "
          f"({min(t / u for u, t in rows):.2f} to {max(t / u for u, t in rows):.2f})")


if __name__ == "__main__":
    main()
