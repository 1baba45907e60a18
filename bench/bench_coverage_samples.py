# SPDX-License-Identifier: Apache-2.0
"""How often 95 % intervals of two samples of numbers hold the truth: prints docs/coverage-samples.md.

It is called as coverage_page.py says. To renew the page, which takes two minutes of one processor:

    /usr/bin/python3 bench/bench_coverage_samples.py build > docs/coverage-samples.md
"""
import collections

from coverage_page import head, how_many, percent, read, row, simulate_all, standard_error

SETTINGS = [(mean, n, m) for mean in (1, 1.2, 2) for n, m in ((50, 50), (50, 400), (300, 300))]
STATISTICS = ("kolmogorov_smirnov", "cramer", "energy", "mmd", "mmd_linear")

Tested = collections.namedtuple("Tested", "runs held alarms")


def table(found):
    yield from head("μ", "n", "m", *STATISTICS)
    for setting in filter(found.get, SETTINGS):
        lines = read(found[setting], Tested)
        yield row(*setting, *(f"{percent(line.held, line.runs)} ({percent(line.alarms, line.runs)})"
                              for line in map(lines.get, STATISTICS)))


def page(found, runs):
    print(f"""# Coverage of the intervals of two samples

Share of {runs} simulated pairs of samples in which the 95 % interval holds the true value, in percent; in
brackets how often the permutation test (99 deals) has p ≤ 0.05 (at mean 1: false alarms). A is drawn from the
exponential distribution of mean 1, B from that of mean μ; the kernel has σ = 1. Standard error of a coverage of
95 %: {standard_error(runs)} points. Written by `bench/bench_coverage_samples.py`; the sources are in
`tools/coverage_samples.c` and `tests/sample/two_samples.h`. {how_many(found)}
""")
    print("\n".join(table(found)))


page(*simulate_all("coverage_samples", SETTINGS))
