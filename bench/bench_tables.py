# SPDX-License-Identifier: Apache-2.0
"""Tables through Kullback beside DuckDB's own time for the same file.

    bench_tables.py [BUILD [ROWS]]    (BUILD: a build directory with the static rooms; else $KL_BUILD; 10,000,000 rows)

A Parquet file of ROWS rows and 20 columns (numbers, integers, names of 20, 500 and 100,000 kinds, days, a boolean) and a
CSV of a tenth of them. DuckDB alone scans the file, each column added up, and groups it, each column's different values
counted; our batches are looked at value by value; a table keeps all columns in memory. Each is a process of its own, all
take turns five times, medians are told. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOMS = ("table", "text", "sample", "measure", "kernels", "report", "io", "base")
PARTS = ("utf8proc", "png", "z", "jansson", "sqlite3")
ROUNDS = 5


def build(directory, place):
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ROOMS]
    tables = HERE.parent / "build" / "tables"
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", "-DKL_HAVE_DUCKDB", f"-I{HERE.parent}/include", f"-I{HERE.parent}/src",
                    f"-isystem{tables}", str(HERE / "bench_tables_helper.c"), *rooms, *(f"-l{part}" for part in PARTS),
                    "-lm", "-lpthread", f"-Wl,-rpath,{tables}", "-o", str(place / "helper")], check=True)
    return place / "helper"


def measure(words):
    """Seconds, and the most memory in MB, of one run."""
    read, write = os.pipe()
    child = os.posix_spawn(words[0], [str(word) for word in words], os.environ,
                           file_actions=[(os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
    os.close(write)
    with os.fdopen(read) as out:
        text = out.read()
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise SystemExit(f"bench_tables: {words} failed")
    return float(text.split()[0]), usage.ru_maxrss / 1024


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        helper = build(directory, place)
        parquet, text = place / "t.parquet", place / "t.csv"
        subprocess.run([helper, "make", str(rows), parquet, text], check=True)
        jobs = [(f"{label}, {threads} thread{'s'[:threads > 1]}", [helper, how, path, threads])
                for threads in sorted({1, cores})
                for label, how, path in (("DuckDB scans", "scan", parquet), ("DuckDB groups", "group", parquet),
                                         ("our batches", "batches", parquet), ("our table", "table", parquet),
                                         ("our batches of the CSV", "batches", text), ("our table of the CSV", "table", text))]
        found = {label: [] for label, _ in jobs}
        for _ in range(ROUNDS):
            for label, words in jobs:
                found[label].append(measure(words))
        sizes = parquet.stat().st_size / 1e6, text.stat().st_size / 1e6
    lines = [f"\n## bench_tables, {datetime.date.today()}, {rows:,} rows × 20 columns: Parquet {sizes[0]:.0f} MB, CSV of a tenth "
             f"{sizes[1]:.0f} MB, {cores} cores\n", "| | seconds | most memory, MB |", "|---|---|---|"]
    for label, runs in found.items():
        lines.append(f"| {label} | {statistics.median(t for t, _ in runs):.2f} | {max(m for _, m in runs):.0f} |")
    print("\n".join(lines))
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
