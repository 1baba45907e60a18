# SPDX-License-Identifier: Apache-2.0
"""How often 95 % intervals of Wasserstein distances of samples hold the truth: prints docs/coverage-transport.md.

It is called as coverage_page.py says. To renew the page, which takes a quarter of an hour of one processor:

    /usr/bin/python3 bench/bench_coverage_transport.py build > docs/coverage-transport.md
"""
import collections

from coverage_page import head, how_many, percent, read, row, simulate_all, standard_error

# Names of tests/transport/sampled.h. Points are dear: fewer sizes.
NUMBERS = ("exponential, mean 1 and 1", "exponential, mean 1 and 1.2", "exponential, mean 1 and 2",
           "normal, spread 1 and 1.5")
POINTS = ("normal in a plane, shifted by 0", "normal in a plane, shifted by 1", "normal in 5 dimensions, shifted by 0",
          "normal in 5 dimensions, shifted by 2")
SETTINGS = [(name, power, n, m) for name in NUMBERS for n, m in ((20, 20), (100, 100), (50, 400)) for power in (1, 2)]
SETTINGS += [(name, 1, n, n) for name in POINTS for n in (20, 100)]

Distance = collections.namedtuple("Distance", "truth runs held alarms value held_out")


def table(found):
    yield from head("sources", "p", "n", "m", "truth", "plug-in", "held out", "coverage", "p ≤ 0.05")
    for setting in filter(found.get, SETTINGS):
        line = read(found[setting], Distance)["wasserstein"]
        yield row(*setting, f"{line.truth:.3f}", f"{line.value:.3f}", f"{line.held_out:.3f}",
                  percent(line.held, line.runs), percent(line.alarms, line.runs))


def page(found, runs):
    print(f"""# Coverage of the intervals of Wasserstein distances

{runs} simulated pairs of samples a row: the truth, the means of the plug-in value and of what a critic sees that has
not learnt from the draws it judges (of W_1), the share in percent of 95 % intervals that hold the truth, and how often
the permutation test (99 deals) has p ≤ 0.05, which are false alarms where the truth is 0. Standard error
of 95 %: {standard_error(runs)} points. Written by `bench/bench_coverage_transport.py`; the sources are in
`tools/coverage_transport.c` and `tests/transport/sampled.h`. {how_many(found)}
""")
    print("\n".join(table(found)))


page(*simulate_all("coverage_transport", SETTINGS))
