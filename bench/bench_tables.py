# SPDX-License-Identifier: Apache-2.0
"""Tables through Kullback beside DuckDB's own time for the same file.

    bench_tables.py [BUILD [ROWS]]

BUILD is a build directory with kl and the archive, else $KL_BUILD; ROWS are 10,000,000 if it is not said.

A Parquet file of ROWS rows and 20 columns: numbers, integers, names of 20, 500 and 100,000 kinds, days, a boolean.
DuckDB alone scans it, every column added up, and groups it, every column's different values counted. Ours: all columns
in memory (`kl_table_open`), and what `kl profile` makes of them. Each is a process of its own, all take turns five
times; medians of seconds, the most memory of all. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent / "build" / "tables"
PARTS = ("utf8proc", "png", "z", "jansson", "sqlite3")
ROUNDS = 5


def build(directory, place):
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", f"-I{HERE.parent}/include", f"-isystem{TABLES}",
                    str(HERE / "bench_tables_helper.c"), str(directory / "libkullback.a"), *(f"-l{part}" for part in PARTS),
                    f"-L{TABLES}", "-lduckdb", "-lm", "-lpthread", f"-Wl,-rpath,{TABLES}", "-o", str(place / "helper")],
                   check=True)
    return place / "helper"


def measure(words):
    """Seconds, and the most memory in MB, of one run."""
    before = time.monotonic()
    child = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"bench_tables: {words} failed")
    return time.monotonic() - before, usage.ru_maxrss / 1024


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
    cores = len(os.sched_getaffinity(0))
    kl = directory / "kl"
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        helper = build(directory, place)
        table = place / "t.parquet"
        subprocess.run([helper, "make", str(rows), table], check=True)
        has_profile = subprocess.run([kl, "help", "profile"], capture_output=True).returncode == 0
        jobs = {}
        for threads in sorted({1, cores}):
            of = f"{threads} thread{'s'[:threads > 1]}"
            for name, how in (("DuckDB scans", "scan"), ("DuckDB groups", "group"), ("kl_table_open", "table")):
                jobs[f"{name}, {of}"] = [helper, how, table, threads]
            if has_profile:
                jobs[f"kl profile, {of}"] = [kl, "profile", table, "-o", place / "t.kls", "--threads", threads]
        found = {name: [] for name in jobs}
        for _ in range(ROUNDS):
            for name, words in jobs.items():
                found[name].append(measure(words))
        size = table.stat().st_size / 1e6
    lines = [f"\n## bench_tables, {datetime.date.today()}, {rows:,} rows × 20 columns, {size:.0f} MB of Parquet, {cores} cores\n",
             "| | seconds | most memory, MB |", "|---|---|---|"]
    for name, runs in found.items():
        lines.append(f"| {name} | {statistics.median(t for t, _ in runs):.2f} | {max(m for _, m in runs):.0f} |")
    print("\n".join(lines))
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
