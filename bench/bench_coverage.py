# SPDX-License-Identifier: Apache-2.0
"""How often 95 % intervals hold the truth, and how far off each estimator is: prints docs/coverage.md.

It is called as coverage_page.py says. To renew the page, which takes three hours of one processor:

    /usr/bin/python3 bench/bench_coverage.py build > docs/coverage.md
"""
import collections
import math

from coverage_page import head, how_many, row, simulate_all, standard_error

SIZES = (50, 1000, 30000, 1000000)
ALPHABETS = (2, 30, 500, 10000)
SHAPES = ((0, "even"), (1, "Zipf"))
TILTS = ((0, "P = Q"), (0.5, "apart"))
BLOCKS = [(f"{'blocks with topics' if apart else 'independent draws'}, {name}", tilt, apart, sticky)
          for apart, sticky in ((0, 0), (0.5, 0.3))
          for name, tilt in (("P = Q", 0), ("near", 0.05), ("apart", 0.3), ("far", 1))]
BLOCK_SIZES = ((5000, 5000), (50000, 50000), (5000, 50000))
# Shares of P and Q: one symbol a little more than e times as likely, fifteen e times as likely, and none near that.
CORNERS = (("one, near", "0.57,0.4,0.03", "0.4,0.59,0.01"), ("one, above", "0.48,0.48,0.04", "0.4,0.588,0.012"),
           ("one, farther", "0.57,0.4,0.03", "0.4,0.591,0.009"),
           ("fifteen, at", f"{0.02 * math.e:.15f}x15,{1 - 0.3 * math.e:.15f}", "0.02x15,0.7"),
           ("none", "0.2,0.3,0.5", "0.6,0.3,0.1"))
CORNER_SIZES = (300, 1000, 3000)
METHODS = ("plugin", "miller_madow", "jackknife", "dirichlet_jeffreys", "dirichlet_laplace",
           "dirichlet_perks", "dirichlet_minimax", "shrinkage", "chao_shen", "grassberger", "zhang", "nsb")
TITLES = ("plug-in", "Miller–Madow", "jackknife", "Jeffreys", "Laplace", "Perks", "minimax", "shrinkage",
          "Chao–Shen", "Grassberger", "Zhang", "NSB")
MEASURES = {"entropy": "entropy", "cross_entropy": "cross-entropy", "divergence": "KL",
            "jeffreys": "Jeffreys", "jensen_shannon": "JSD", "total_variation": "TV",
            "hellinger.squared": "Hellinger²", "bhattacharyya": "Bhatt.", "triangular": "triang.",
            "hockey_stick": "hockey-stick", "skew": "skew", "chi_square": "χ²", "chi_square.symmetric": "χ² both",
            "renyi": "Rényi 2", "cressie_read": "C.–Read"}


def entropies():
    return [("entropy", n, k, steep) for k in ALPHABETS for steep, _ in SHAPES for n in SIZES]


# Of 200 and 2000 symbols the rarest are expected a few times.
PAIR_SIZES = ((2, (50, 1000, 30000)), (30, (50, 1000, 30000)), (200, (2000,)), (500, SIZES), (2000, (3000, 30000)),
              (10000, SIZES))


def pairs():
    return [("pair", n, k, steep, tilt) for k, sizes in PAIR_SIZES for steep, _ in SHAPES for tilt, _ in TILTS
            for n in sizes]


def takes_long(setting):
    """Ten minutes or more."""
    return setting[0] == "pair" and setting[2] == 10000 and setting[1] > 1000


def carried():
    return [("carried", n, m, k, steep, 0.5) for k in (30, 500) for steep, _ in SHAPES
            for n, m in ((300, 300), (300, 3000), (30000, 30000))]


def blocks():
    return [("blocks", tilt, apart, sticky, n, m) for _, tilt, apart, sticky in BLOCKS for n, m in BLOCK_SIZES]


def corners():
    return [("shares", n, n, p, q) for _, p, q in CORNERS for n in CORNER_SIZES]


Line = collections.namedtuple("Line", "truth runs intervals one_sided covered bias error width infinite")


def read(text):
    """Name -> Line of what the helper printed; "test" -> share of alarms."""
    lines = {}
    for name, *numbers in map(str.split, text.splitlines()):
        numbers = [float(number) for number in numbers]
        lines[name] = numbers[1] / numbers[0] if name == "test" else Line(*numbers)
    return lines


def is_regular(line):
    """Nearly every sample has an interval with two ends."""
    return line.intervals >= 0.98 * line.runs and line.one_sided <= 0.02 * line.runs


def least(found):
    """The lowest coverage of all, and where nearly every sample has an interval with two ends."""
    shown = (line for setting, text in found.items() if text for name, line in read(text).items()
             if (name == "hockey_stick" if setting[0] == "shares" else name in MEASURES or name == "jackknife"))
    cells = [(100 * line.covered / line.intervals, is_regular(line)) for line in shown
             if line.intervals >= 0.02 * line.runs]
    return min(cells)[0], min(covered for covered, regular in cells if regular)


def cell(line):
    if line.intervals < 0.02 * line.runs:
        return "–"
    text = f"{100 * line.covered / line.intervals:.1f}"
    if line.one_sided > 0.5 * line.intervals:
        text += " ↓"
    if line.intervals < 0.98 * line.runs:
        text += f" ({100 * line.intervals / line.runs:.0f} %)"
    return text


def short(x, sign=""):
    return f"{x:{sign}.0f}" if abs(x) >= 99.5 else f"{x:{sign}.2g}"


def off(line):
    """Bias and root mean square error in millinats."""
    return f"{short(1000 * line.bias, '+')} ± {short(1000 * line.error)}"


def entropy_tables(found):
    shape = dict(SHAPES)
    yield from head("source", "K", "n", *("interval", "one-sided"), *TITLES)
    for _, n, k, steep in filter(found.get, entropies()):
        lines = read(found["entropy", n, k, steep])
        jackknife = lines["jackknife"]
        yield row(shape[steep], k, n, cell(jackknife), f"{100 * jackknife.one_sided / jackknife.runs:.0f} %",
                  *(off(lines[method]) for method in METHODS))


def pair_tables(found):
    shape, tilts = dict(SHAPES), dict(TILTS)
    yield from head("source", "K", "n = m", "alarms", *MEASURES.values())
    for _, n, k, steep, tilt in filter(found.get, pairs()):
        lines = read(found["pair", n, k, steep, tilt])
        yield row(f"{shape[steep]}, {tilts[tilt]}", k, n, f"{100 * lines['test']:.1f}",
                  *(cell(lines[name]) for name in MEASURES))


CARRIED = (("divergence", "KL"), ("cross_entropy", "cross-entropy"), ("jensen_shannon", "JSD"))


def carried_tables(found):
    shape = dict(SHAPES)
    yield from head("source", "K", "n", "m", "of", *TITLES)
    for setting in filter(found.get, carried()):
        _, n, m, k, steep, _ = setting
        lines = read(found[setting])
        for name, title in CARRIED:
            cells = [lines[f"{method}:{name}"] for method in METHODS]
            yield row(shape[steep], k, n, m, title, *("–" if line.infinite else off(line) for line in cells))


def block_tables(found):
    yield from head("source", "n", "m", "alarms", *MEASURES.values())
    for name, tilt, apart, sticky in BLOCKS:
        for n, m in BLOCK_SIZES:
            setting = ("blocks", tilt, apart, sticky, n, m)
            if not found.get(setting):
                continue
            lines = read(found[setting])
            cells = []
            for measure in MEASURES:
                line = lines[measure]
                bias = f" ({100 * line.bias / line.truth:+.0f} %)" if line.truth > 1e-9 else ""
                cells.append(cell(line) + bias)
            yield row(name, n, m, f"{100 * lines['test']:.1f}", *cells)


def corner_tables(found):
    yield from head("symbols", "n = m", "hockey-stick", "truth", "mean width")
    for name, p, q in CORNERS:
        for n in CORNER_SIZES:
            if not found.get(("shares", n, n, p, q)):
                continue
            line = read(found["shares", n, n, p, q])["hockey_stick"]
            yield row(name, n, cell(line), f"{line.truth:.5f}", f"{line.width:.5f}")


def page(found, runs):
    lowest, regular = least(found)
    print(f"""# Coverage of the intervals

How often 95 % intervals hold the true value, in percent, in {runs} simulated samples a row; the standard error
of a coverage of 95 % is {standard_error(runs)} points. Written by `bench/bench_coverage.py`; the sources are in
`tools/coverage.c` and `tests/sample/simulate.h`.

"↓": most of the intervals have a lower end alone, and say so in a flag. "–": there is none, and a flag says why.
"(40 %)" behind a coverage: so many of the samples had an interval. Where P = Q the interval begins at 0. The lowest
coverage in these tables is {lowest:.1f} %, and {regular:.1f} % where nearly every sample has an interval with two ends.
{how_many(found)}

## Entropy, by every estimator

n independent draws of K symbols, with equal shares ("even") or shares like 1/rank ("Zipf"); K is not told, each
estimator takes it to be what was seen. All have one interval, that of the jackknife stretched to hold the value, so
"interval" is how often it holds the truth unstretched. Behind it for each estimator: bias ± root mean square
error in millinats (a bit has 693).
""")
    print("\n".join(entropy_tables(found)))
    print("""
## Two sources of one size

Two such sources of n draws each: the same one, or one whose every other symbol is e times as likely against its
neighbours. "alarms": how often the permutation test has p ≤ 0.05 (where P = Q: false alarms).
""")
    print("\n".join(pair_tables(found)))
    print("""
## Two sources, by every estimator

Two such sources apart, of n and m draws: how KL, the cross-entropy and the Jensen–Shannon divergence of one from the
other are off by each estimator, as above. The jackknife's are what is reported unless another one is asked for; "–": in
some samples infinite.
""")
    print("\n".join(carried_tables(found)))
    print("""
## Letters, independent and in blocks

26 letters like those of a text, drawn independently, or in blocks of 100 with one of two topics, in which
letters repeat. In brackets the relative bias of the value where the truth is not 0.
""")
    print("\n".join(block_tables(found)))
    print("""
## The hockey-stick divergence at its corners

Σ max(p − e q, 0) from n draws of P and as many of Q, whose shares are in `bench/bench_coverage.py`: "symbols" is how
many of them are about e times as likely in P, where a term has a corner and is zero on one side of it.
""")
    print("\n".join(corner_tables(found)))


def main():
    settings = pairs() + blocks() + corners() + carried() + entropies()
    page(*simulate_all("coverage", sorted(settings, key=takes_long)))


main()
