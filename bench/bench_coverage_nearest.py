# SPDX-License-Identifier: Apache-2.0
"""How often 95 % intervals of mutual information hold the truth: prints docs/coverage-nearest.md.

It is called as coverage_page.py says. To renew the page, which takes a minute of one processor:

    /usr/bin/python3 bench/bench_coverage_nearest.py build > docs/coverage-nearest.md
"""
from coverage_page import head, how_many, percent, read, row, simulate_all, standard_error

# Law, its strength, observations, columns of x: what it is called.
SETTINGS = {("normal", 0, 300, 1): "normal, ρ = 0",
            ("normal", 0, 1000, 1): "normal, ρ = 0",
            ("normal", 0.3, 1000, 1): "normal, ρ = 0.3",
            ("normal", 0.75, 300, 1): "normal, ρ = 0.75",
            ("normal", 0.75, 1000, 1): "normal, ρ = 0.75",
            ("normal", 0.75, 4000, 1): "normal, ρ = 0.75",
            ("normal", 0.99, 1000, 1): "normal, ρ = 0.99",
            ("normal", 0, 1000, 2): "normal, ρ = 0, a column of noise",
            ("normal", 0.75, 1000, 2): "normal, ρ = 0.75, a column of noise",
            ("normal", 0.95, 1000, 2): "normal, ρ = 0.95, a column of noise",
            ("noise", 0.5, 1000, 1): "uniform noise of width 1/2",
            ("noise", 0.05, 1000, 1): "uniform noise of width 1/20",
            ("cauchy", 0, 1000, 1): "Cauchy of one scale, ranks",
            ("given", 0, 1000, 1): "given z, ρ = 0",
            ("given", 0.75, 1000, 1): "given z, ρ = 0.75",
            ("labels", 0, 1000, 1): "two labels, 0 apart",
            ("labels", 2, 1000, 1): "two labels, 2 apart"}


def table(found):
    yield from head("law", "n", "truth", "error", "held", "near equal", "copula: error", "held")
    for setting in filter(found.get, SETTINGS):
        lines = read(found[setting])
        near, copula = lines["nearest"], lines.get("copula")
        yield row(SETTINGS[setting], setting[2], f"{near.truth:.3f}", f"{near.error:+.3f}",
                  percent(near.held, near.runs), percent(near.near_equal, near.runs),
                  *((f"{copula.error:+.3f}", percent(copula.held, copula.runs)) if copula else ("", "")))


def page(found, runs):
    print(f"""# Coverage of the intervals of mutual information

Of {runs} simulations the share in percent in which the 95 % interval holds the truth, with the defaults (KSG 1, k = 3);
truth and mean error in nats. Near equal: the interval begins at 0. Standard error of a coverage of
95 %: {standard_error(runs)} points. Copula: `kl_copula_information`. Written by `bench/bench_coverage_nearest.py`; the
sources are in `tools/coverage_nearest.c`. {how_many(found)}
""")
    print("\n".join(table(found)))


page(*simulate_all("coverage_nearest", SETTINGS))
