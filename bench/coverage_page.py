# SPDX-License-Identifier: Apache-2.0
"""What the pages of simulated coverage have in common: the programs bench_coverage*.py write one each, and take

    bench_coverage….py [BUILD [RUNS [DIRECTORY [SECONDS]]]]

BUILD: a build directory with the static rooms (else $KL_BUILD). RUNS: samples of each setting, 2000. What was
simulated is kept in DIRECTORY, if one is given ('': none), and not simulated again: an interrupted run goes on. After
SECONDS nothing new is begun, and the page has the rows that are there. Everything is seeded, so that a row comes out
the same on every machine.
"""
import collections
import concurrent.futures
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOMS = ("transport", "information", "sample", "measure", "kernels", "report", "io", "base")

Line = collections.namedtuple("Line", "truth runs held one_sided near_equal error")  # of tools/coverage_tally.h


def build(name, directory):
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ROOMS]
    out = pathlib.Path(tempfile.mkdtemp()) / name
    subprocess.run(["cc", "-std=c17", "-O2", "-D_GNU_SOURCE", f"-I{HERE.parent}/include", f"-I{HERE.parent}/src",
                    str(HERE.parent / f"tools/{name}.c"), *rooms, "-lm", "-lpthread", "-lz", "-ljansson",
                    "-o", str(out)], check=True)
    return out


def simulate(helper, setting, runs, directory, end):
    """What the helper prints; None: it is too late to begin."""
    words = [str(word) for word in (*setting, runs)]
    kept = directory / "-".join(words) if directory else None
    if kept and kept.exists():
        return kept.read_text()
    if time.monotonic() > end:
        return None
    text = subprocess.run([helper, *words], check=True, capture_output=True, text=True).stdout
    if kept:
        kept.write_text(text)
    return text


def simulate_all(name, settings):
    """What tools/NAME.c prints of each setting, None where it was too late, and the samples of each."""
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    kept = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[3] else None
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
    helper = build(name, directory)
    end = time.monotonic() + (float(sys.argv[4]) if len(sys.argv) > 4 else math.inf)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = pool.map(lambda setting: simulate(helper, setting, runs, kept, end), settings)
        return dict(zip(settings, texts)), runs


def read(text, line=Line):
    """Name -> line of what the helper printed."""
    return {name: line(*map(float, numbers)) for name, *numbers in map(str.split, text.splitlines())}


def percent(part, whole):
    return f"{100 * part / whole:.1f}"


def standard_error(runs):
    """Of a coverage of 95 %, in points."""
    return f"{100 * math.sqrt(0.95 * 0.05 / runs):.1f}"


def how_many(found):
    return f"Of {len(found)} settings {sum(map(bool, found.values()))} were simulated."


def row(*cells):
    return "|" + "".join(f" {cell} |" if cell != "" else " |" for cell in cells)


def head(*cells):
    return [row(*cells), "|" + "---|" * len(cells)]
