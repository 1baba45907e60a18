# SPDX-License-Identifier: Apache-2.0
"""The measure room: values against 50 digits, promises of the catalogue, what is refused."""

import inspect
import math
import pickle

import hypothesis
import hypothesis.strategies as st
import mpmath
import pytest

from conftest import ACCURATE, ORACLE, doubles, exact, run

import kullback

NAMES = [measure.name for measure in kullback.measures()]
FUNCTIONS = {name: getattr(kullback, name.replace(".", "_")) for name in NAMES if name != "entropy"}
FROM_LOGITS = ["entropy", "cross_entropy", "perplexity", "divergence", "divergence.reverse", "jeffreys",
               "jensen_shannon", "jensen_shannon.distance", "total_variation"]
NO_SUM = ["bhattacharyya", "perplexity", "renyi"]
few = hypothesis.settings(max_examples=25, deadline=None, database=None, derandomize=True)
weights = st.one_of(st.just(0.0), st.floats(1e-3, 1e3))
pairs = st.lists(st.tuples(weights, weights), min_size=1, max_size=10).filter(
    lambda rows: any(p for p, _ in rows) and any(q for _, q in rows)).map(lambda rows: tuple(zip(*rows)))


def close(found, truth, name):
    # Perplexity multiplies the error of the entropy that it is the exponential of by it.
    allowed = (16 * math.log(truth) + 4) * 2**-53 if name == "perplexity" and truth < math.inf else ACCURATE
    # What unequal totals add, see measure.h.
    return found == truth or math.isclose(found, truth, rel_tol=allowed, abs_tol=2.0**-100)


@pytest.mark.parametrize("name", ORACLE)
@few
@hypothesis.given(pairs)
def test_values(name, pair):
    p, q = pair
    found, truth = float(kullback.measure(name, p, q)), exact(name, p, q)
    assert close(found, truth, name), (found, truth)
    if name in FUNCTIONS:
        assert float(FUNCTIONS[name](doubles(p), doubles(q))) == found


@pytest.mark.parametrize("name", ORACLE)
@pytest.mark.parametrize("apart", [1e-3, 1e-8, 1e-13])
def test_values_near_equal(name, apart):
    p = [1 / (i + 1) for i in range(200)]
    q = [x * (1 + apart * math.sin(i)) for i, x in enumerate(p)]
    found, truth = float(kullback.measure(name, p, q)), exact(name, p, q)
    assert close(found, truth, name), (found, truth)
    assert found > 0 or name == "hockey_stick"  # which asks for a ratio of e


@few
@hypothesis.given(pairs)
def test_promises_of_the_catalogue(pair):
    p, q = pair
    for row in kullback.measures():
        forth, back = kullback.measure(row.name, p, q), kullback.measure(row.name, q, p)
        assert 0 <= forth.value <= row.upper
        if "symmetric" in row.properties:
            assert forth.value == back.value
        if "finite" in row.properties:
            assert forth.value < math.inf
        if "zero_only_if_equal" in row.properties:
            assert kullback.measure(row.name, p, p) == 0


@few
@hypothesis.given(pairs)
def test_terms_add_up(pair):
    p, q = pair
    for row in kullback.measures():
        if row.name in NO_SUM:
            continue
        terms = kullback.terms(row.name, p, q)
        value = float(kullback.measure(row.name, p, q))
        if row.name in ("jensen_shannon.distance", "hellinger"):
            value **= 2
        assert len(terms) == len(p) and terms.typecode == "d"
        size = math.fsum(map(abs, terms))
        if size == math.inf:
            assert math.fsum(terms) == value == math.inf
        else:
            assert math.isclose(math.fsum(terms), value, abs_tol=2 * ACCURATE * size)


def test_terms_in_bits():
    p, q = [0.5, 0.5], [0.9, 0.1]
    for name in ("divergence", "jensen_shannon.distance"):
        bits, nats = kullback.terms(name, p, q, unit="bits"), kullback.terms(name, p, q)
        assert list(bits) == [x / math.log(2) for x in nats]
    assert kullback.terms("total_variation", p, q, unit="bits") == kullback.terms("total_variation", p, q)


@pytest.mark.parametrize("name", NO_SUM)
def test_no_terms(name):
    with pytest.raises(kullback.Error, match="no sum") as caught:
        kullback.terms(name, [1, 2], [2, 1])
    assert caught.value.code == "argument"


@pytest.mark.parametrize("name", FROM_LOGITS)
def test_logits(name):
    x, y = [0.1, 2.0, -3.0, 700.0, 699.0], [0.2, 1.0, -3.5, 690.0, 691.0]
    with mpmath.workdps(50):
        p, q = ([mpmath.exp(v) for v in values] for values in (x, y))
        truth = exact(name, p, q)
    found = kullback.measure_logits(name, x, y)
    assert math.isclose(found, truth, rel_tol=2.0**-45)
    in_bits = kullback.measure_logits(name, doubles(x), doubles(y), unit="bits")
    assert in_bits == found.to("bits") and in_bits.unit == found.to("bits").unit


def test_logits_alone_and_impossible():
    assert math.isclose(kullback.measure_logits("entropy", [0, 0, 0, 0]), math.log(4))
    infinite = kullback.measure_logits("divergence", [0, 0], [0, -math.inf])
    assert infinite.value == math.inf and infinite.notes[0].mass == 0.5
    with pytest.raises(kullback.Error) as caught:
        kullback.measure_logits("hellinger", [0, 0], [0, 0])
    assert caught.value.code == "unsupported"
    with pytest.raises(kullback.Error, match="y is empty"):
        kullback.measure_logits("perplexity", [0, 0], [])
    with pytest.raises(kullback.Error) as caught:
        kullback.measure_logits("divergence", [0, 0], [0, math.nan])
    assert caught.value.index == 1


def test_without_q():
    p = [1, 2, 5]
    assert kullback.perplexity(p) == kullback.measure("perplexity", p)
    assert math.isclose(kullback.perplexity(p), math.exp(kullback.entropy(p)))
    with pytest.raises(kullback.Error, match="q is empty"):
        kullback.perplexity(p, [])


def test_options():
    p, q = [0.5, 0.5], [0.75, 0.25]
    assert kullback.measure("JSD", p, q) == kullback.jensen_shannon(p, q)
    assert kullback.divergence(p, q, normalised=True) == kullback.divergence(p, q)
    # What the totals are is not looked at: 1 ln(1/2) − 1 + 2 + 2 ln(2/1) − 2 + 1 = ln 2.
    assert math.isclose(kullback.divergence([1, 2], [2, 1], normalised=True), math.log(2), rel_tol=ACCURATE)
    m = [0.2 * x + 0.8 * y for x, y in zip(p, q)]
    skewed = 0.2 * exact("divergence", p, m) + 0.8 * exact("divergence", q, m)
    assert math.isclose(kullback.jensen_shannon(p, q, weight=0.2), skewed)
    assert kullback.measure("jensen_shannon", p, q, parameter=0.2) == kullback.jensen_shannon(p, q, weight=0.2)
    for name in NAMES:
        assert kullback.measure(name, p, q, unit="bits") == kullback.measure(name, p, q).to("bits")


def test_names_with_underscores_for_blanks():
    for name in ("PSI", "population stability index", "population_stability_index"):
        assert kullback.measure(name, [1, 2], [2, 1]).value == kullback.measure("jeffreys", [1, 2], [2, 1]).value


def test_names_that_only_begin_right():
    for call in (lambda: kullback.measure("divergence\0x", [1, 1], [1, 1]),
                 lambda: kullback.divergence([1, 1], [1, 1], unit="bits\0x")):
        with pytest.raises(ValueError):
            call()


def test_infinite_says_why():
    infinite = kullback.divergence([1, 2, 1, 0], [1, 0, 0, 3])
    assert infinite.value == math.inf and infinite.flags == ("infinite",)
    assert infinite.notes == (("infinite", 0, 2, 0.75),)
    assert infinite.describe("A|B", "letter") == ("B has no mass on 2 letters that hold 75 % of A",)


@pytest.mark.parametrize("p, q, code, index, words", [
    ([1, -1], [1, 1], "value", 1, "p[1] is -1"),
    ([1, 1], [1, math.nan], "value", 1, "q[1] is nan"),
    ([1, math.inf], [1, 1], "value", 1, "p[1] is inf"),
    ([0, 0], [1, 1], "value", None, "zero"),
    ([], [], "value", None, "q is empty"),
    ([1, 1], [1, 1, 1], "mismatch", None, "p has 2 symbols, q has 3"),
])
def test_no_distribution(p, q, code, index, words):
    for name in FUNCTIONS:
        with pytest.raises(kullback.Error) as caught:
            FUNCTIONS[name](p, q)
        assert (caught.value.code, caught.value.index) == (code, index)
        assert words in str(caught.value)
        assert isinstance(caught.value, ValueError)
        again = pickle.loads(pickle.dumps(caught.value))
        assert (str(again), again.code, again.index) == (str(caught.value), code, index)


def test_bad_options():
    p = [1, 2]
    with pytest.raises(ValueError, match="no measure is called 'distance'"):
        kullback.measure("distance", p, p)
    for name in (3, None, b"divergence"):
        with pytest.raises(ValueError, match="no measure is called"):
            kullback.measure(name, p, p)
    with pytest.raises(ValueError, match="unit is 'bit': it must be 'nats' or 'bits'"):
        kullback.divergence(p, p, unit="bit")
    with pytest.raises(kullback.Error, match="weight is 1"):
        kullback.jensen_shannon(p, p, weight=1)
    with pytest.raises(TypeError):
        kullback.jensen_shannon(p, p, weight="1/2")
    # What the library takes for "left out" is no number that a caller gives.
    for call in (lambda: kullback.renyi(p, p, order=math.nan),
                 lambda: kullback.measure("hockey_stick", p, p, parameter=math.nan),
                 lambda: kullback.losses.cpo([-1.0], [-2.0], nll_weight=math.nan),
                 lambda: kullback.information.bottleneck_curve([[1, 2], [2, 1]], low=math.nan)):
        with pytest.raises(ValueError, match="is nan: it must be a number"):
            call()
    with pytest.raises(TypeError):
        kullback.divergence(p)
    with pytest.raises(TypeError):
        kullback.divergence(p, p, weight=0.5)
    with pytest.raises(TypeError, match="renyi.. got an unexpected keyword argument 'weight'"):
        kullback.renyi(p, p, weight=0.5)
    with pytest.raises(kullback.Error, match=r"renyi: the order is -1: it must lie in \[0, inf\]"):
        kullback.renyi(p, p, order=-1)
    with pytest.raises(kullback.Error, match="divergence has no parameter to be set to 2"):
        kullback.measure("divergence", p, p, parameter=2)


@pytest.mark.parametrize("name, keyword, value", [
    ("renyi", "order", 0.3), ("renyi", "order", 1), ("renyi", "order", 7), ("tsallis", "order", 1),
    ("tsallis", "order", 1.5), ("alpha", "alpha", -1), ("alpha", "alpha", 1), ("alpha", "alpha", 2),
    ("cressie_read", "lambda_", -1), ("cressie_read", "lambda_", 0), ("cressie_read", "lambda_", 1.5),
    ("hockey_stick", "gamma", 1), ("hockey_stick", "gamma", 1.25), ("skew", "weight", 0.25)])
def test_parameters(name, keyword, value):
    p, q = [5, 1, 3, 2], [1, 2, 3, 3]
    found = getattr(kullback, name)(p, q, **{keyword: value})
    total = [sum(p), sum(q)]
    shares = [[mpmath.mpf(x) / t for x in weights] for weights, t in zip((p, q), total)]
    # Orders to 8 and ratios to 5: (a − 1) ln(p/q) adds up to 4·7·1.7 roundings.
    assert math.isclose(found, ORACLE[name](*shares, value), rel_tol=64 * 2**-53)
    assert found == kullback.measure(name, p, q, parameter=value)
    row = next(row for row in kullback.measures() if row.name == name)
    assert getattr(kullback, name)(p, q) == kullback.measure(name, p, q, parameter=row.parameter.default)
    signature = inspect.signature(getattr(kullback, name))
    assert signature.parameters[keyword].default == row.parameter.default


def test_gradient():
    p, q = [0.5, 0.25, 0.25], [0.25, 0.5, 0.25]
    assert list(kullback.gradient("divergence", p, q, of="logits")) == [-0.25, 0.25, 0]
    assert list(kullback.gradient("divergence", p, q)) == [-1, 0.5, 0]
    assert list(kullback.gradient("divergence", p, q, unit="bits")) == [-1 / math.log(2), 0.5 / math.log(2), 0]
    step = 1e-6
    for row in kullback.measures():
        if row.name == "entropy":
            continue
        slopes = kullback.gradient(row.name, p, q)
        for i in range(3):
            above, below = ([x + sign * step * (i == k) for k, x in enumerate(q)] for sign in (1, -1))
            slope = (float(kullback.measure(row.name, p, above)) - float(kullback.measure(row.name, p, below))) / (2 * step)
            assert math.isclose(slopes[i], slope, rel_tol=1e-6, abs_tol=1e-6)  # a corner halves it
    with pytest.raises(ValueError, match="of is 'q'"):
        kullback.gradient("divergence", p, q, of="q")
    with pytest.raises(kullback.Error, match="entropy does not depend on q"):
        kullback.gradient("entropy", p, q)
    with pytest.raises(kullback.Error, match="infinite here"):
        kullback.gradient("divergence", p, [1, 0, 0])


@pytest.mark.parametrize("row", kullback.measures(), ids=lambda row: row.name)
def test_manual(row):
    assert all([row.title, row.formula, row.meaning, row.source, row.kind, row.unit, row.properties])
    if row.name in FUNCTIONS:
        function = FUNCTIONS[row.name]
        manual = inspect.getdoc(function)
        for part in (row.title, row.formula, row.meaning, row.source):
            assert part in manual
        assert function.__name__ in kullback.__all__


def test_everything_has_a_manual():
    manuals = [inspect.getdoc(getattr(kullback, name)) for name in kullback.__all__]
    assert all(manuals)
    formulas = [row.formula for row in kullback.measures()]
    assert all(len(line) <= 120 for manual in manuals for line in manual.splitlines()
               if not any(formula in line for formula in formulas))


def test_no_warnings():
    assert run("import kullback; print(kullback.divergence([1, 1], [1, 1]))", "-W", "error") == "0.0 nats\n"


def test_zeros():
    p, q = [2, 1, 1, 0], [1, 2, 0, 1]
    assert kullback.measure("divergence", p, q).value == math.inf
    added = kullback.measure("divergence", p, q, zeros=("add", 0.5))
    assert added == kullback.divergence([2.5, 1.5, 1.5, 0.5], [1.5, 2.5, 0.5, 1.5])
    assert kullback.measure("divergence", p, q, zeros="kt").value == added.value
    assert [(note.flag, note.side, note.count, note.mass) for note in added.notes] == [
        ("zeros", 0, 1, 0.25), ("zeros", 1, 1, 0.25)]
    alone = kullback.measure("entropy", [3, 1, 0], zeros="kt")
    assert [(note.flag, note.side, note.count) for note in alone.notes] == [("zeros", 0, 0)]
    assert math.isclose(alone.notes[0].mass, 5 / 44) and "smoothing moved 11.4 % of p" in str(alone)
    assert kullback.measure("perplexity", [3, 1, 0], zeros="kt").flags == ("zeros",)
    no_zero_alone = kullback.divergence([3, 1, 0], [1, 3, 0], zeros=("add", 1000))
    assert [(note.flag, note.side, note.count) for note in no_zero_alone.notes] == [("zeros", 0, 0), ("zeros", 1, 0)]
    mixed = kullback.measure("chi_square", p, q, zeros=("mix", 0.25))
    assert mixed.value == kullback.chi_square([7, 5, 3, 1], [5, 7, 1, 3]).value
    common = kullback.measure("renyi", p, q, zeros="common", parameter=3)
    assert common.value == kullback.renyi([2, 1], [1, 2], order=3).value
    assert kullback.terms("jensen_shannon", p, q, zeros="common")[2:] == doubles([0, 0])
    assert kullback.measure("divergence", p, p, zeros="common").flags == ()
    for zeros, error, match in (("none", ValueError, "zeros is 'none'"), (3, TypeError, "a name"),
                                (("add", -1), kullback.Error, "zeros_amount is -1"),
                                (("mix", 1), kullback.Error, r"must lie in \(0, 1\)"),
                                (("kt", 1), kullback.Error, "only KL_ZEROS_ADD")):
        with pytest.raises(error, match=match):
            kullback.measure("divergence", p, q, zeros=zeros)
    with pytest.raises(kullback.Error, match="no symbol in common"):
        kullback.measure("divergence", [1, 0], [0, 1], zeros="common")


POLICIES = ["exact", ("add", 0.25), "kt", ("mix", 0.25), "common"]


def dealt(zeros, *sides):
    """New weights by the definitions, each side with a total of 1, to the digits of mpmath."""
    way, amount = (zeros, 0) if isinstance(zeros, str) else zeros
    amount = mpmath.mpf(0.5 if way == "kt" else amount)
    shares = [[mpmath.mpf(x) / sum(side) for x in side] for side in sides]
    if way in ("add", "kt"):
        shares = [[x + amount for x in side] for side in sides]
    elif way == "mix":
        shares = [[(1 - amount) * x + amount * (sum(column) - x) / (len(sides) - 1)
                   for x, column in zip(side, zip(*shares))] for side in shares]
    elif way == "common":
        shares = [[mpmath.mpf(x) * all(column) for x, column in zip(side, zip(*sides))] for side in sides]
    return [[x / sum(side) for x in side] for side in shares]


@pytest.mark.parametrize("zeros", POLICIES, ids=str)
def test_zeros_of_each_function(zeros):
    """Every function of the catalogue has the policy, and says how much was zero, where it changed anything."""
    p, q = [2, 1, 1, 0, 4], [1, 2, 0, 1, 4]
    with mpmath.workdps(50):
        new = dealt(zeros, p, q)
        for name, function in FUNCTIONS.items():
            found = function(p, q, zeros=zeros)
            assert found == kullback.measure(name, p, q, zeros=zeros)
            if name in ORACLE:
                assert close(float(found), ORACLE[name](*new), name)
            if zeros == "exact":
                assert function(p, q) == found
            else:
                assert [(note.flag, note.side, note.count, note.mass) for note in found.notes] == [
                    ("zeros", side, 1, 0.125) for side in (0, 1)]
    with pytest.raises(TypeError, match="a name"):
        kullback.divergence(p, q, zeros=None)


@pytest.mark.parametrize("zeros", POLICIES, ids=str)
def test_zeros_of_a_generator(zeros):
    p, q = [2, 1, 1, 0, 4], [1, 2, 0, 1, 4]
    found = kullback.f_divergence(p, q, lambda t, d: d * d, at_zero=1, slope_at_infinity=math.inf, zeros=zeros)
    with mpmath.workdps(50):
        assert close(float(found), ORACLE["chi_square"](*dealt(zeros, p, q)), "chi_square")
    assert found.flags == (("infinite",) if zeros == "exact" else ("zeros",))


@pytest.mark.parametrize("zeros", POLICIES, ids=str)
@pytest.mark.parametrize("weights", [None, [1, 2, 5]], ids=str)
def test_zeros_of_many(zeros, weights):
    rows = [[2, 1, 1, 0, 4], [1, 2, 0, 1, 4], [0, 3, 1, 0, 4]]
    found = kullback.jensen_shannon_many(rows, weights, zeros=zeros)
    with mpmath.workdps(50):
        shares = [mpmath.mpf(w) / sum(weights or [1, 1, 1]) for w in weights or [1, 1, 1]]
        new = dealt(zeros, *rows)
        mixture = [sum(w * x for w, x in zip(shares, column)) for column in zip(*new)]
        truth = sum(w * x * mpmath.log(x / m) for w, row in zip(shares, new) for x, m in zip(row, mixture) if x)
        assert math.isclose(found, truth, rel_tol=24 * 2**-53)
        lone = sum(w * mpmath.mpf(x) / 8 for w, row in zip(shares, rows)
                   for x, column in zip(row, zip(*rows)) if not all(column))
    notes = [] if zeros == "exact" else [("zeros", 0, 3, float(lone))]
    assert [(note.flag, note.side, note.count, note.mass) for note in found.notes] == notes
    with pytest.raises(kullback.Error, match="there is none"):
        kullback.jensen_shannon_many(rows[:1], zeros=("mix", 0.5))


@pytest.mark.parametrize("zeros", [("add", 0.25), "kt", "common"], ids=str)
@pytest.mark.parametrize("name", [name for name in ORACLE if name != "entropy"])
def test_zeros_of_a_gradient(zeros, name):
    """With respect to the weights and logits that were given: differences of the definitions with 50 digits."""
    p, q = [2, 1, 1, 0, 4, 0], [1, 2, 0, 1, 3, 0]
    weights = kullback.gradient(name, p, q, zeros=zeros)
    logits = kullback.gradient(name, p, q, zeros=zeros, of="logits")
    with mpmath.workdps(50):
        step = mpmath.mpf(10)**-20

        def value(changed):
            return ORACLE[name](*dealt(zeros, p, changed))

        def slope(change):
            return float((value(change(step)) - value(change(-step))) / (2 * step))

        for i, weight in enumerate(q):
            if weight:
                assert math.isclose(weights[i], slope(lambda h: [x + h * (i == k) for k, x in enumerate(q)]),
                                    rel_tol=1e-12, abs_tol=1e-14)
            elif zeros == "common":
                assert weights[i] == 0
            assert math.isclose(logits[i], slope(
                lambda h: [x * mpmath.exp(h * (i == k)) * sum(q) / (sum(q) + weight * (mpmath.exp(h) - 1))
                           for k, x in enumerate(q)]), rel_tol=1e-12, abs_tol=1e-14)
    with pytest.raises(kullback.Error, match="mixing moves p with q"):
        kullback.gradient(name, p, q, zeros=("mix", 0.5))


def test_own_generator():
    p, q = [5, 1, 3, 2], [1, 2, 3, 3]
    square = kullback.f_divergence(p, q, lambda t, d: d * d, at_zero=1, slope_at_infinity=math.inf)
    assert math.isclose(square, kullback.chi_square(p, q), rel_tol=ACCURATE)
    assert kullback.f_divergence([1, 0], [0, 1], lambda t, d: d * d, at_zero=1,
                                 slope_at_infinity=math.inf).notes[0].flag == "infinite"
    with pytest.raises(ZeroDivisionError):
        kullback.f_divergence(p, q, lambda t, d: 1 / (t - 1) if d else 0 / 0, at_zero=1, slope_at_infinity=1)
    with pytest.raises(kullback.Error, match="not convex"):
        kullback.f_divergence(p, q, lambda t, d: -d * d, at_zero=-1, slope_at_infinity=-math.inf)
    with pytest.raises(kullback.Error, match="must be 0"):
        kullback.f_divergence(p, q, lambda t, d: 1, at_zero=1, slope_at_infinity=0)
    with pytest.raises(TypeError):
        kullback.f_divergence(p, q, lambda t: t, at_zero=1, slope_at_infinity=0)


ROWS = {row.name: row for row in kullback.measures()}
# As its author writes f, and another value of the parameter.
GENERATORS = {
    "divergence": (None, lambda t: t * math.log(t) - t + 1),
    "jensen_shannon": (0.3, lambda t, w=0.5: w * t * math.log(t) - (w * t + 1 - w) * math.log(w * t + 1 - w)),
    "total_variation": (None, lambda t: abs(t - 1) / 2),
    "tsallis": (3, lambda t, a=0.5: (t**a - a * t + a - 1) / (a - 1)),
    "hockey_stick": (2, lambda t, gamma=math.e: max(t - gamma, 0)),
    "skew": (0.6, lambda t, w=0.99: t * math.log(t / ((1 - w) * t + w)) - w * (t - 1)),
}


@pytest.mark.parametrize("name", GENERATORS)
def test_generators(name):
    row, (other, f) = ROWS[name], GENERATORS[name]
    for parameter in {None, other}:
        given = () if parameter is None else (parameter,)
        for t in (1e-6, 0.3, 1, 1.5, 3, 40):
            assert math.isclose(row.generator(t, parameter=parameter), f(t, *given), rel_tol=1e-12, abs_tol=1e-15)
        assert math.isclose(row.generator(0, parameter=parameter), f(1e-300, *given), rel_tol=1e-12)
        slope = row.slope_at_infinity(parameter=parameter)
        # Slower than by ln t no finite slope is reached, and no other is passed.
        assert math.isclose(slope, f(1e9, *given) / 1e9, rel_tol=1e-4) if slope < math.inf else f(1e9, *given) > 19e9


FAR = {
    ("jensen_shannon", 1e307): lambda t: (t * mpmath.log(2 * t / (t + 1)) + mpmath.log(2 / (t + 1))) / 2,
    ("triangular", 1e155): lambda t: (t - 1)**2 / (t + 1), ("le_cam", 1e155): lambda t: (t - 1)**2 / (t + 1) / 2,
    ("chi_square.neyman", 1e155): lambda t: (t - 1)**2 / t,
    ("divergence.reverse", 1e-310): lambda t: t - 1 - mpmath.log(t),
}
# e^(u − 1) but for what is far below it; e^−u of the other side goes with ln |u|.
CONJUGATES_FAR = {
    ("jeffreys", 705): lambda u: mpmath.exp(u - 1 + mpmath.exp(1 - u)) - 1 + u - 1, ("jeffreys", 1e308): lambda u: mpmath.inf,
    ("jeffreys", -1e308): lambda u: -1 - mpmath.log(1 - u), ("hellinger.squared", -1e308): lambda u: u / (1 - 2 * u),
    ("chi_square.symmetric", 1e150): lambda u: u * u / 4 + u / 2, ("chi_square.symmetric", 1e200): lambda u: mpmath.inf,
}


@pytest.mark.parametrize("name, u", CONJUGATES_FAR, ids=str)
def test_conjugates_far_out(name, u):
    with mpmath.workdps(700):
        expected = CONJUGATES_FAR[name, u](mpmath.mpf(u))
        assert math.isclose(ROWS[name].conjugate(u), expected, rel_tol=1e-12)


@pytest.mark.parametrize("name, t", FAR, ids=str)
def test_generators_far_out(name, t):
    with mpmath.workdps(700):
        assert math.isclose(ROWS[name].generator(t), FAR[name, t](mpmath.mpf(t)), rel_tol=1e-14)
    alike = {"divergence.reverse": (("alpha", 1), ("cressie_read", -1))}.get(name, ())
    for other, parameter in alike:
        factor = ROWS[other].generator(0.5, parameter=parameter) / ROWS[name].generator(0.5)
        assert math.isclose(ROWS[other].generator(t, parameter=parameter), factor * ROWS[name].generator(t), rel_tol=1e-12)


@pytest.mark.parametrize("row", [row for row in ROWS.values() if row.kind == "f_divergence"], ids=lambda row: row.name)
def test_a_generator_and_its_conjugate(row):
    """The divergence is that of the generator, and the conjugate is the highest t·u − f(t), of a grid of t."""
    p, q = [5, 1, 3, 0], [1, 2, 3, 3]
    made = kullback.f_divergence(p, q, lambda t, _: row.generator(t), at_zero=row.generator(0),
                                 slope_at_infinity=row.slope_at_infinity())
    assert math.isclose(made, kullback.measure(row.name, p, q), rel_tol=1e-12)
    values = [(t, row.generator(t)) for t in (1.001**i for i in range(-15000, 15000))]
    for u in (-3, -0.4, 0, 0.2, 0.45):
        highest = max(-row.generator(0), *(t * u - f for t, f in values))
        found = row.conjugate(u)
        # The best t is half a thousandth of itself from one of these at most; beyond the domain there is none.
        assert math.isclose(found, highest, rel_tol=1e-3, abs_tol=1e-3) if found < math.inf else highest > 1e3, u
    assert row.generator(1) == 0


def test_what_has_no_generator():
    for call in (lambda row: row.generator(1), lambda row: row.slope_at_infinity(), lambda row: row.conjugate(0)):
        with pytest.raises(ValueError, match="renyi is no f-divergence: it has no generator"):
            call(ROWS["renyi"])
    row = ROWS["tsallis"]
    for call, match in ((lambda: row.generator(-1), "t is -1: it must be at least 0 and finite"),
                        (lambda: row.generator(math.inf), "t is inf"), (lambda: row.conjugate(math.nan), "u is nan"),
                        (lambda: row.generator(1, parameter=-1), "tsallis: the order is -1"),
                        (lambda: ROWS["divergence"].conjugate(0, parameter=2), "divergence has no parameter")):
        with pytest.raises(ValueError, match=match):
            call()
    with pytest.raises(TypeError):
        row.generator("1")


def test_many(numpy):
    rows = [[1, 2, 3], [3, 2, 1], [1, 1, 1]]
    found = kullback.jensen_shannon_many(rows, [2, 1, 1])
    shares = [[x / sum(row) for x in row] for row in rows]
    mixture = [a / 2 + b / 4 + c / 4 for a, b, c in zip(*shares)]
    parts = [kullback.divergence(row, mixture).value for row in rows]
    assert math.isclose(found, parts[0] / 2 + parts[1] / 4 + parts[2] / 4, rel_tol=1e-14)
    assert kullback.jensen_shannon_many(numpy.array(rows), [2, 1, 1]) == found
    assert math.isclose(kullback.jensen_shannon_many(rows[:2]), kullback.jensen_shannon(*rows[:2]), rel_tol=1e-14)
    with pytest.raises(ValueError, match="3 distributions and 2 weights"):
        kullback.jensen_shannon_many(rows, [1, 2])
    with pytest.raises(kullback.Error, match=r"p\[1\]\[0\] is -3"):
        kullback.jensen_shannon_many([rows[0], [-3, 2, 1]])
    with pytest.raises(TypeError, match=r"distributions\[1\]"):
        kullback.jensen_shannon_many([rows[0], ["a", 2, 1]])


def test_gradient_of_many(numpy):
    """Of two it is that of the row; of three, differences of the definition with 50 digits."""
    rows = [[1, 2, 3], [3, 2, 1], [1, 1, 1]]
    for of in ("weights", "logits"):
        found = kullback.jensen_shannon_many_gradient(rows[:2], 1, of=of)
        assert numpy.allclose(found, kullback.gradient("jensen_shannon", *rows[:2], of=of), rtol=0, atol=2**-48)
    shares = [0.5, 0.25, 0.25]

    def value(row):
        made = [[mpmath.mpf(x) / mpmath.fsum(r) for x in r] for r in (rows[0], row, rows[2])]
        mixture = [mpmath.fdot(shares, column) for column in zip(*made)]
        return mpmath.fsum(w * x * mpmath.log(x / m) for w, r in zip(shares, made) for x, m in zip(r, mixture))

    found = kullback.jensen_shannon_many_gradient(numpy.array(rows), 1, [2, 1, 1])
    with mpmath.workdps(50):
        for i in range(3):
            step = mpmath.mpf(10)**-20
            high, low = ([x + sign * step * (i == j) for j, x in enumerate(rows[1])] for sign in (1, -1))
            assert math.isclose(found[i], (value(high) - value(low)) / (2 * step), rel_tol=2**-40, abs_tol=2**-50)
    with pytest.raises(ValueError, match="3 distributions and 2 weights"):
        kullback.jensen_shannon_many_gradient(rows, 0, [1, 2])
    with pytest.raises(kullback.Error, match=r"there is no p\[3\] among 3"):
        kullback.jensen_shannon_many_gradient(rows, 3)
    with pytest.raises(ValueError, match="of is 'q'"):
        kullback.jensen_shannon_many_gradient(rows, 0, of="q")
    with pytest.raises(ValueError, match="index"):
        kullback.jensen_shannon_many_gradient(rows, -1)
    with pytest.raises(kullback.Error, match="mixing moves the others"):
        kullback.jensen_shannon_many_gradient(rows, 0, zeros=("mix", 0.5))


def test_rows_have_what_breaks_them():
    """Their counterexamples break what they are of, and on adversarial inputs values are good to the last digits."""
    for row in kullback.measures():
        assert {c.breaks for c in row.counterexamples}.isdisjoint(row.properties)
        assert row.adversarial
        for hard in row.adversarial:
            with mpmath.workdps(400):
                truth = ORACLE[row.name](*([mpmath.mpf(x) / mpmath.fsum(weights) for x in weights]
                                           for weights in (hard.p, hard.q)))
            found = kullback.measure(row.name, hard.p, hard.q).value
            # Powers of ratios of 1e310 have an exponent of 714, by whose rounding a value is off four times more.
            of_powers = row.name in ("renyi", "tsallis", "alpha", "cressie_read")
            allowed = ACCURATE + (4 * 714 * 2.0**-53 if of_powers else 0)
            assert found == truth or abs(found - truth) <= allowed * truth, (row.name, hard)
    for row in kullback.measures():
        for c in row.counterexamples:
            far = lambda p, q: kullback.measure(row.name, p, q).value
            if c.breaks == "finite":
                assert far(c.p, c.q) == math.inf, (row.name, c)
            elif c.breaks == "symmetric":
                assert far(c.p, c.q) != far(c.q, c.p), (row.name, c)
            elif c.breaks == "triangle":
                assert far(c.p, c.r) > far(c.p, c.q) + far(c.q, c.r), (row.name, c)
            elif c.breaks == "jointly_convex":
                halves = [(list(map(float, c.p[i:i + 2])), list(map(float, c.q[i:i + 2]))) for i in (0, len(c.p) // 2)]
                assert len(c.p) == len(c.q) == 4, (row.name, c)
                shares = [[[x / sum(side) for x in side] for side in pair] for pair in halves]
                mixed = [[(x + y) / 2 for x, y in zip(first, second)] for first, second in zip(*shares)]
                assert far(*mixed) > (far(*halves[0]) + far(*halves[1])) / 2, (row.name, c)
