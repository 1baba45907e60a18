# SPDX-License-Identifier: Apache-2.0
"""The library in WebAssembly gives the bytes that this machine's gives: the npm package against the Python package."""

import json
import math
import os
import random
import shutil
import struct
import subprocess
import unicodedata

import pytest

from conftest import ROOT
import kullback
from kullback import families, information, losses, sample, text, transport

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="the npm package is tried with node, which is not installed")
# A loss of f64 is within 2⁻⁴⁵ of the truth on every instruction set, not the same bits.
LOSS = 2.0**-44


def shown(value):
    """As answer.mjs takes it."""
    if isinstance(value, float) and not math.isfinite(value):
        return {"number": str(value)}
    if isinstance(value, (list, tuple)):
        return [shown(x) for x in value]
    if isinstance(value, dict):
        return {key: shown(x) for key, x in value.items()}
    return value


def ask(requests):
    # What a sanitizer puts into Python is nothing for node.
    environment = {key: value for key, value in os.environ.items() if key != "LD_PRELOAD"}
    done = subprocess.run([NODE, ROOT / "tests/web/answer.mjs"], input=json.dumps(shown(requests)), capture_output=True,
                          text=True, timeout=240, env=environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def digits(value):
    """As answer.mjs tells it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: digits(x) for key, x in value.items()}
    if hasattr(value, "__len__"):
        return [digits(x) for x in value]
    return struct.pack(">d", value).hex()


def number(hexadecimal):
    return struct.unpack(">d", bytes.fromhex(hexadecimal))[0]


UNITS = {"1": "one", "sqrt(nats)": "root_nats", "sqrt(bits)": "root_bits"}


def estimate(found):
    """What two estimates must agree in."""
    none = math.nan
    parts = (found.value, found.standard_error, found.low, found.high, found.n)
    return [digits(none if x is None else x) for x in parts] + [UNITS.get(found.unit, found.unit), list(found.flags)]


def of_estimate(told):
    """The same of the package. Every NaN is one."""
    parts = [told[key] for key in ("value", "standardError", "low", "high", "n")]
    return [digits(math.nan) if math.isnan(number(x)) else x for x in parts] + [told["unit"], told["flags"]]


def same(cases):
    """Each case: a request, what is made of its answer, and what it must be."""
    answers = ask([request for request, _, _ in cases])
    for (request, take, expected), answer in zip(cases, answers):
        assert "error" not in answer, (request, answer)
        assert take(answer) == expected, request


def distributions(seed):
    """Pairs of weights: of several lengths, with zeros, near each other, tiny, of unequal totals."""
    draw = random.Random(seed)
    for n in (1, 2, 3, 7, 8, 9, 64, 65, 257, 1000):
        p = [draw.random() for _ in range(n)]
        q = [draw.random() for _ in range(n)]
        yield p, q
        yield [x if draw.random() < 0.8 else 0.0 for x in p[:-1]] + [1.0], q
        yield p, [x * (1 + 1e-9 * draw.gauss(0, 1)) for x in p]
        yield [x * 1e-310 for x in p], [x * 1e300 for x in q]
        yield [math.exp(20 * draw.gauss(0, 1)) for _ in range(n)], [math.exp(20 * draw.gauss(0, 1)) for _ in range(n)]


def test_measures():
    cases = []
    for p, q in distributions(1):
        for row in kullback.measures():
            other = None if row.name == "entropy" else q
            cases.append((["divergence", row.name, p, other], of_estimate, estimate(kullback.measure(row.name, p, other))))
    same(cases)


def test_parameters():
    draw, cases = random.Random(2), []
    p, q = ([draw.random() for _ in range(50)] for _ in range(2))
    for name, values in {"renyi": (0, 0.3, 1, 2.5, math.inf), "tsallis": (0.1, 1, 3), "alpha": (-1, 0.4, 1),
                         "cressie_read": (-2, -0.5, 0, 1), "hockey_stick": (1, 1.5), "skew": (0.1, 0.9),
                         "jensen_shannon": (0.1, 0.7)}.items():
        for value in values:
            cases.append((["divergence", name, p, q, {"parameter": value}], of_estimate,
                          estimate(kullback.measure(name, p, q, parameter=value))))
    same(cases)


def test_terms_and_gradients():
    cases = []
    for p, q in list(distributions(3))[::2]:
        for row in kullback.measures():
            if row.name not in ("bhattacharyya", "perplexity", "renyi", "entropy"):
                cases.append((["contributions", row.name, p, q], list, digits(kullback.terms(row.name, p, q))))
            if row.name != "entropy" and math.isfinite(kullback.measure(row.name, p, q).value):
                for of in ("weights", "logits"):
                    try:
                        expected = digits(kullback.gradient(row.name, p, q, of=of))
                    except kullback.Error:
                        continue
                    cases.append((["gradient", row.name, p, q, {"by": of}], list, expected))
    assert len(cases) > 500
    same(cases)


def test_logits():
    draw, cases = random.Random(4), []
    for n in (2, 5, 64, 300):
        x = [draw.gauss(0, 3) for _ in range(n)]
        y = [z + 1e-7 * draw.gauss(0, 1) for z in x]
        for other in (y, [draw.gauss(0, 3) for _ in range(n)], [-math.inf] + y[1:]):
            for name in ("entropy", "cross_entropy", "divergence", "divergence.reverse", "jensen_shannon", "total_variation"):
                cases.append((["divergenceOfLogits", name, x, None if name == "entropy" else other], of_estimate,
                              estimate(kullback.measure_logits(name, x, None if name == "entropy" else other))))
    same(cases)


def test_several():
    draw = random.Random(5)
    rows = [[draw.random() for _ in range(20)] for _ in range(4)]
    same([(["jensenShannon", rows, [1, 2, 3, 4]], of_estimate, estimate(kullback.jensen_shannon_many(rows, [1, 2, 3, 4])))])


def counts(seed, n, size):
    draw = random.Random(seed)
    found = {}
    for _ in range(n):
        symbol = f"s{int(draw.expovariate(1 / size))}"
        found[symbol] = found.get(symbol, 0) + 1
    return found


def of_pair(told):
    found = [told["pValue"]]
    for direction in ("a_given_b", "b_given_a"):
        found += told["estimates"][direction].values()
        found += [told["plugin"][direction], told["unseen"][direction]]
    return [of_estimate(x) for x in found]


def test_counts():
    cases = []
    methods = ("plugin", "miller_madow", "jackknife", "dirichlet_jeffreys", "dirichlet_laplace", "dirichlet_perks",
               "dirichlet_minimax", "shrinkage", "chao_shen", "grassberger", "zhang", "nsb")
    for n, size in ((50, 3), (2000, 10), (30, 40)):
        a, b = counts(n, n, size), counts(n + 1, n, 1.3 * size)
        for method in methods:
            cases.append((["entropyOfCounts", a, {"method": method}], of_estimate, estimate(sample.Counts(a).entropy(method))))
        pair = sample.Pair(a, b)
        expected = [estimate(pair.p_value)]
        for direction in ("A|B", "B|A"):
            found = [pair.estimate(row.name, direction) for row in kullback.measures()]
            expected += [estimate(x) for x in found if not math.isnan(x.value)]
            expected += [estimate(pair.plugin(direction)), estimate(pair.unseen(direction))]
        cases.append((["compareCounts", a, b], of_pair, expected))
    same(cases)


def test_losses():
    draw = random.Random(6)
    for rows, classes in ((1, 2), (3, 10), (2, 300)):
        z = [[draw.gauss(0, 4) for _ in range(classes)] for _ in range(rows)]
        y = [draw.randrange(classes) for _ in range(rows)]
        for options, names in (({}, {}), ({"labelSmoothing": 0.1}, {"label_smoothing": 0.1}),
                               ({"temperature": 2.5, "zLoss": 0.01}, {"temperature": 2.5, "z_loss": 0.01})):
            native, slopes = losses.cross_entropy(z, y, gradient=True, **names)
            (told,) = ask([["crossEntropyLoss", z, y, options]])
            assert number(told["loss"]) == pytest.approx(native, rel=LOSS)
            assert [number(x) for x in told["gradient"]] == pytest.approx(list(slopes), rel=LOSS, abs=LOSS)


def test_transport():
    draw, cases = random.Random(7), []
    for n, m in ((1, 1), (5, 8), (60, 41)):
        x, y = [draw.gauss(0, 1) for _ in range(n)], [draw.gauss(1, 2) for _ in range(m)]
        a, b = [draw.random() for _ in range(n)], [draw.random() for _ in range(m)]
        for p in (1, 2, 3.5):
            found = transport.line(x, y, a, b, p=p)
            cases.append((["wasserstein1d", x, y, {"a": a, "b": b, "power": p}],
                          lambda told: [told["distance"], [arc["mass"] for arc in told["plan"]]],
                          [digits(found.distance), digits(found.plan.mass)]))
        points = [[draw.gauss(0, 1), draw.gauss(0, 1)] for _ in range(n)]
        others = [[draw.gauss(1, 1), draw.gauss(0, 2)] for _ in range(m)]
        found = transport.points(points, others)
        cases.append((["wasserstein", points, others],
                      lambda told: [told["distance"], [arc["mass"] for arc in told["plan"]]],
                      [digits(found.distance), digits(found.plan.mass)]))
        found = transport.sinkhorn_divergence(points, others, gradients=True)
        cases.append((["sinkhorn", points, others],
                      lambda told: [told["value"]["value"], told["iterations"], told["xGradient"]],
                      [digits(found.value.value), digits(found.iterations), digits(found.gradient_x)]))
    same(cases)


def test_joint_tables():
    draw, cases = random.Random(8), []
    for rows, columns in ((1, 1), (2, 2), (3, 7), (12, 9)):
        table = [[draw.random() if draw.random() < 0.8 else 0.0 for _ in range(columns)] for _ in range(rows)]
        table[0][0] = 1.0
        joint = information.Joint(table)
        cells = [x for row in table for x in row]
        pointwise = iter(joint.pointwise())
        cases.append((["jointTable", table],
                      lambda told: [told["mutualInformation"], told["entropyX"], told["entropyY"], told["pointwise"]],
                      [digits(joint.mutual_information()), digits(joint.entropy(0)), digits(joint.entropy(1)),
                       digits([next(pointwise) if x else -math.inf for x in cells])]))
    same(cases)


def test_bottleneck():
    """Its products contract where the machine can: the informations agree to what is left of convergence."""
    draw = random.Random(9)
    table = [[draw.random() ** 3 for _ in range(5)] for _ in range(8)]
    for beta in (1.5, 4, 30):
        native = information.bottleneck(table, beta)
        (told,) = ask([["bottleneck", table, {"beta": beta}]])
        assert number(told["relevance"]["value"]) == pytest.approx(native.relevance.value, abs=1e-8)
        assert number(told["rate"]["value"]) == pytest.approx(native.rate.value, abs=1e-7)


def test_families():
    p, q = {"mean": [0.5, -1], "covariance": [[2, 0.5], [0.5, 1]]}, {"mean": [0, 0], "covariance": [[1, 0.2], [0.2, 3]]}
    pair = [families.Gaussian(**p), families.Gaussian(**q)]
    grid = [i / 10 for i in range(-60, 61)]
    weights = [0.7 * math.exp(-0.5 * ((x + 2) / 0.6) ** 2) + 0.3 * math.exp(-0.5 * ((x - 2) / 0.8) ** 2) for x in grid]
    cases = [(["gaussianDivergence", p, q], of_estimate, estimate(pair[0].divergence(pair[1]))),
             (["gaussianWasserstein", p, q], of_estimate, estimate(pair[0].wasserstein(pair[1])))]
    for measure in ("divergence", "divergence.reverse"):
        fit = families.fit(grid, weights, grid=True, measure=measure)
        cases.append((["fitGrid", grid, weights, {"measure": measure}],
                      lambda told: [told["components"][0]["mean"], of_estimate(told["forward"]), of_estimate(told["reverse"])],
                      [digits(list(fit.component(0)[1].mean)), estimate(fit.divergence("divergence")),
                       estimate(fit.divergence("divergence.reverse"))]))
    same(cases)


def test_every_letter_of_unicode():
    """The package asks JavaScript what is a letter and how it folds, this machine's library asks utf8proc."""
    letters = [chr(code) for code in range(0x20, 0x110000) if unicodedata.category(chr(code))[0] in "LMN"]
    pages = [" ".join(f"a{x}" for x in letters[at:at + 5000]) for at in range(0, len(letters), 5000)]
    differ = set()
    for page, told in zip(pages, ask([["count", page] for page in pages])):
        counted = text.count(page)
        native = {symbol: counted._gram(i)[1] for i, symbol in enumerate(counted)}
        package = {row["symbol"]: int(number(row["count"])) for row in told}
        differ |= {symbol for symbol in native.keys() | package.keys() if native.get(symbol) != package.get(symbol)}
    assert not differ
