# SPDX-License-Identifier: Apache-2.0
"""How often 95 % intervals of points hold the truth: prints docs/coverage-points.md.

It is called as coverage_page.py says. To renew the page, which takes two minutes of one processor:

    /usr/bin/python3 bench/bench_coverage_points.py build > docs/coverage-points.md
"""
from coverage_page import head, how_many, percent, read, row, simulate_all, standard_error

# What Q is called: the law, by how much Q is moved and scaled, n, m.
SOURCES = (("normal, ×1.3 + 0.5", "normal", 0.5, 1.3, 600, 600), ("normal, ×1.3 + 0.5", "normal", 0.5, 1.3, 1000, 3000),
           ("normal, the same", "normal", 0, 1, 600, 600), ("normal, the same", "normal", 0, 1, 1000, 3000),
           ("normal, + 1", "normal", 1, 1, 600, 600), ("normal, ×0.75", "normal", 0, 0.75, 600, 600),
           ("uniform, ×1.3", "uniform", 0, 1.3, 600, 600), ("exponential, ×1.5", "exponential", 0, 1.5, 600, 600),
           ("Cauchy, ×2 + 1", "cauchy", 1, 2, 600, 600))
SETTINGS = {(law, shift, scale, d, n, m): name for name, law, shift, scale, n, m in SOURCES for d in (1, 2, 3)}


def held(line):
    return f"{line.truth:.3f}", f"{line.error:+.3f}", percent(line.held, line.runs)


def table(found):
    yield from head("law, Q", "d", "n", "m", "H", "error", "H held", "KL", "error", "KL held", "one-sided",
                    "near equal")
    for setting in filter(found.get, SETTINGS):
        *_, d, n, m = setting
        lines = read(found[setting])
        kl = lines["divergence"]
        yield row(SETTINGS[setting], d, n, m, *held(lines["entropy"]), *held(kl), percent(kl.one_sided, kl.runs),
                  percent(kl.near_equal, kl.runs))


def page(found, runs):
    print(f"""# Coverage of the intervals of points

Of {runs} simulated pairs the share in percent in which the 95 % interval of `kl_points_entropy` (H) and of
`kl_points_divergence` (KL) holds the truth, with the defaults; the truth and the mean error of the value in
nats. One-sided: only a lower end is given. Near equal: the interval begins at 0. Standard error of a coverage
of 95 %: {standard_error(runs)} points. P has independent coordinates of the law, Q is scaled and moved. Written by
`bench/bench_coverage_points.py`; the sources are in `tools/coverage_points.c`. {how_many(found)}
""")
    print("\n".join(table(found)))


page(*simulate_all("coverage_points", SETTINGS))
