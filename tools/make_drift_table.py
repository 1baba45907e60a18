#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The tables of docs/drift.md of how often a table is called drifted, from tools/coverage_drift.c.

    tools/make_drift_table.py PROGRAM FOLDER [--write]

PROGRAM is coverage_drift, built as it says. What it prints of each setting is kept in FOLDER, and a setting whose
output is there is not run again: 100,000 rows take minutes. --write puts the tables between their marks in the page.
"""

import argparse
import pathlib
import subprocess
import textwrap

PAGE = pathlib.Path(__file__).parent.parent / "docs" / "drift.md"
CHANGE = 0.3
# rows a side: tables in which nothing has changed, tables with changed columns
ROWS = {100: (200, 100), 1_000: (200, 40), 10_000: (60, 20), 100_000: (60, 10)}
# rows a side, rows of a cluster: tables in which nothing has changed
CLUSTERS = {(100, 5): 40, (1_000, 10): 20}
RULES = {"kullback": "`kl drift`", "evidently": "Evidently", "nannyml": "NannyML", "whylogs": "whylogs",
         "deepchecks": "deepchecks"}
CLUSTERED = {"kullback": "`kl drift`", "clustered": "with `--cluster`", "q alone": "q alone",
             "its q alone": "q alone with `--cluster`"}


def shares(program, folder, rows, change, runs, cluster=1):
    """{rule: (tables called drifted, columns so called, changed columns found)} of a setting."""
    kept = folder / f"{rows}-{change}-{runs}-{cluster}.txt"
    if not kept.exists():
        done = subprocess.run([program, *map(str, (rows, rows, change, runs, 1, cluster))], check=True, text=True,
                              capture_output=True)
        kept.write_text(done.stdout)
    lines = [line.rsplit(maxsplit=3) for line in kept.read_text().splitlines()]
    return {rule.strip(): tuple(map(float, numbers)) for rule, *numbers in lines}


def per_cent(share):
    return f"{100 * share:.2g}" if share < 0.995 else f"{100 * share:.3g}"


def row(*cells):
    return "| " + " | ".join(cells) + " |"


def main_table(program, folder):
    lines = [row("rows a side", "", *RULES.values()), "|---" * (2 + len(RULES)) + "|"]
    for rows, (same, changed) in ROWS.items():
        null, moved = shares(program, folder, rows, 0, same), shares(program, folder, rows, CHANGE, changed)
        for what, found, at in (("tables called drifted, nothing changed", null, 0), ("columns so called", null, 1),
                                ("changed columns found", moved, 2)):
            lines.append(row(f"{rows:,}", what, *(per_cent(found[rule][at]) for rule in RULES)))
    return lines


def alone(program, folder):
    found = [shares(program, folder, rows, 0, same)["q alone"][0] for rows, (same, _) in ROWS.items()]
    return textwrap.wrap("By q alone, without a tolerance, " + ", ".join(map(per_cent, found)) + " % of the tables in "
                         "which nothing has changed are called different: the level of the tests.", 118)


def cluster_table(program, folder):
    lines = [row("rows a side", "of a cluster", "tables", *CLUSTERED.values()), "|---" * (3 + len(CLUSTERED)) + "|"]
    for (rows, cluster), runs in CLUSTERS.items():
        found = shares(program, folder, rows, 0, runs, cluster)
        lines.append(row(f"{rows:,}", str(cluster), str(runs), *(per_cent(found[rule][0]) for rule in CLUSTERED)))
    return lines


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("program")
    words.add_argument("folder", type=pathlib.Path)
    words.add_argument("--write", action="store_true")
    asked = words.parse_args()
    program, folder = asked.program, asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    text = PAGE.read_text()
    for mark, lines in (("rules", main_table(program, folder)), ("q alone", alone(program, folder)),
                        ("clusters", cluster_table(program, folder))):
        begin, end = f"<!-- {mark}: tools/make_drift_table.py -->\n", f"<!-- end of {mark} -->\n"
        before, rest = text.split(begin)
        text = before + begin + "\n".join(lines) + "\n" + end + rest.split(end)[1]
        print("\n".join(lines))
    if asked.write:
        PAGE.write_text(text)


if __name__ == "__main__":
    main()
