# SPDX-License-Identifier: Apache-2.0
"""kullback.information: the bottleneck and channels."""

import array
import math
import random

import pytest

from kullback import Error, information, losses

FIVE = [[1, 0, 1], [0, 0, 1], [0, 1, 1]]
BITS = math.log(2)


def h(p):
    return -p * math.log(p) - (1 - p) * math.log(1 - p)


def mutual(joint):
    total = sum(map(sum, joint))
    rows, columns = [sum(row) / total for row in joint], [sum(column) / total for column in zip(*joint)]
    return math.fsum(p / total * math.log(p / total / (rows[i] * columns[j]))
                     for i, row in enumerate(joint) for j, p in enumerate(row) if p > 0)


def test_a_point():
    found = information.bottleneck(FIVE, 10)
    assert found.rate.value / BITS == pytest.approx(1.512903, abs=5e-7)
    assert found.relevance.to("bits").value == pytest.approx(0.570161, abs=5e-7)
    assert found.used == 3 and len(found.encoder) == 9 and sum(found.prior) == pytest.approx(1)
    encoder = [list(found.encoder[3 * x:3 * x + 3]) for x in range(3)]
    assert mutual([[sum(row) / 5 * q for q in encoder[x]] for x, row in enumerate(FIVE)]) == pytest.approx(
        found.rate.value, abs=1e-12)
    hard = information.bottleneck(FIVE, 3, alpha=0)
    assert hard.entropy / BITS == pytest.approx(0.970951, abs=5e-7) and list(hard.labels) in ([1, 0, 0], [0, 0, 1])
    assert information.bottleneck(array.array("d", range(12)).tobytes() and [[1, 2], [2, 4]], 50).used == 1


def test_the_curve():
    curve = information.bottleneck_curve([[0.45, 0.05], [0.05, 0.45]], points=12)
    assert curve.onset == pytest.approx(1.5625, rel=1e-12) and not curve.is_function
    assert [change.beta for change in curve.changes] == [pytest.approx(1.5625, rel=1e-3)]
    assert curve.changes[0].above.clusters == 2 and all(point.converged for point in curve.points)
    assert information.bottleneck_curve([[1, 0], [0, 2], [3, 0]]).is_function


def test_hard_clusters():
    found = information.bottleneck_sequential(FIVE, 2)
    assert found.relevance.value / BITS == pytest.approx(0.419973, abs=5e-7)
    merges = information.agglomerate(FIVE)
    assert len(merges) == 2 and merges[0].relevance == pytest.approx(found.relevance.value)
    assert math.fsum(merge.loss for merge in merges) == pytest.approx(mutual(FIVE))
    assert list(information.cut(merges, 2)) in ([0, 1, 1], [0, 0, 1])
    assert list(information.cut(merges, 1)) == [0, 0, 0]


class Sparse:
    """What SciPy's CSR matrices look like."""

    indptr, indices = [0, 2, 3, 5], [0, 2, 2, 1, 2]
    data, shape = [1.0] * 5, (3, 3)


def test_a_table_that_cannot_be_iterated_over():
    """As a memoryview of two dimensions; over a data frame's names of columns it is no use."""
    flat = array.array("d", [cell for row in FIVE for cell in row])
    table = memoryview(flat).cast("B").cast("d", (len(FIVE), len(FIVE[0])))
    expected = information.Bottleneck(n_clusters=2, method="agglomerative").fit(FIVE)
    model = information.Bottleneck(n_clusters=2, method="agglomerative").fit(table)
    assert model.decoder_ == expected.decoder_ and model.relevance_ == expected.relevance_
    assert model.transform([]) == [] == model.predict([])
    assert model.transform(table) == expected.transform(FIVE) and model.predict(table) == expected.labels_


def test_a_sparse_table():
    dense, sparse = information.bottleneck_sequential(FIVE, 2), information.bottleneck_sequential(Sparse, 2)
    assert sparse.labels == dense.labels and sparse.relevance.value == dense.relevance.value
    assert sparse.encoder is None


def test_normal_variables():
    found = information.bottleneck_gaussian([[1.0]], [[1.0]], [[0.75]], 4)
    square = 0.5625
    assert found.critical[0] == pytest.approx(1 / square) and found.active == 1
    assert found.information == pytest.approx(0.4133, abs=5e-5)
    assert found.rate.value == pytest.approx(0.5 * math.log(3 * square / (1 - square)), abs=1e-14)
    assert found.rate.value - found.relevance.value == pytest.approx(0.5 * math.log(4 * square), abs=1e-14)


@pytest.mark.parametrize("method, more", [("soft", {"beta": 6.0}), ("soft", {"beta": 6.0, "alpha": 0.5}),
                                          ("deterministic", {"beta": 6.0}), ("sequential", {"n_clusters": 3}),
                                          ("agglomerative", {"n_clusters": 3})])
def test_the_estimator(method, more):
    draw = random.Random(1)
    joint = [[draw.expovariate(1) ** 2 for _ in range(5)] for _ in range(8)]
    model = information.Bottleneck(method=method, **more)
    encoder = model.fit_transform(joint)
    assert model.converged_ and len(model.labels_) == 8 and model.n_clusters_ <= 8
    assert all(sum(row) == pytest.approx(1) for row in encoder)
    total = sum(map(sum, joint))
    of_x = [[sum(row) / total * q for q in encoder[x]] for x, row in enumerate(joint)]
    of_y = [[sum(row[y] / total * encoder[x][t] for x, row in enumerate(joint)) for y in range(5)]
            for t in range(len(encoder[0]))]
    assert model.rate_ == pytest.approx(mutual(of_x), abs=1e-9)
    assert model.relevance_ == pytest.approx(mutual(of_y), abs=1e-9)
    assert model.relevance_ <= model.information_ == pytest.approx(mutual(joint))
    if method == "soft":
        # A fixed point: the encoder of the rows it was fitted to is its own.
        for mine, again in zip(encoder, model.transform(joint)):
            assert mine == pytest.approx(again, abs=1e-6)
    if method in ("soft", "deterministic"):
        assert model.predict(joint) == model.labels_
    assert model.get_params()["method"] == method
    assert model.set_params(beta=2).beta == 2


@pytest.mark.parametrize("more", [{"beta": math.inf, "method": "deterministic"}, {"beta": 5.0, "alpha": 0.0}])
def test_the_estimator_at_its_limits(more):
    """At an infinite beta only the distance counts, at an alpha of 0 clusters are hard: rows are their own clusters."""
    joint = [[5, 1, 0], [1, 5, 0], [4, 2, 0], [0, 0, 3]]
    model = information.Bottleneck(**more).fit(joint)
    assert model.predict(joint) == model.labels_
    assert all(sorted(row) == [0.0] * (len(row) - 1) + [1.0] for row in model.transform(joint))
    one = information.Bottleneck(0.0).fit(joint[:3])
    assert one.transform([[1, 1, 0]]) == [one.prior_] == one.transform([[0, 0, 1]])


def test_the_estimator_takes_weights_of_any_size():
    for size in 1e-310, 1e307:
        model = information.Bottleneck(n_clusters=2, method="agglomerative").fit([[size * cell for cell in row] for row in FIVE])
        assert model.prior_ == pytest.approx([0.6, 0.4]) or model.prior_ == pytest.approx([0.4, 0.6])
        assert model.rate_ / BITS == pytest.approx(0.970951, abs=5e-7)


@pytest.mark.parametrize("row, said", [([1, 2], "2 weights"), ([1] * 6, "6 weights"), ([3, -1, 1, 1, 1], "weight 1 of a row is -1"),
                                       ([1, 1, math.nan, 1, 1], "weight 2"), ([math.inf, 1, 1, 1, 1], "weight 0"),
                                       ([0] * 5, "without weights")])
def test_the_estimator_refuses_other_rows(row, said):
    model = information.Bottleneck(n_clusters=2, method="sequential").fit([[5, 1, 1, 0, 2], [1, 5, 0, 1, 2], [4, 1, 2, 0, 2]])
    for ask in model.transform, model.predict:
        with pytest.raises(ValueError, match=said):
            ask([row])


def test_capacity():
    p = 0.125
    found = information.capacity([[1 - p, p], [p, 1 - p]])
    assert found.value.value == pytest.approx(BITS - h(p), abs=1e-12)
    assert found.value.low <= found.value.high <= found.value.low + 1e-12 and found.value.method == "bounds"
    assert list(found.input) == pytest.approx([0.5, 0.5])


def test_rate_distortion():
    found = information.rate_distortion([3, 7], [[0, 1], [1, 0]], 2.0)
    assert found.rate.value == pytest.approx(h(0.3) - h(found.distortion), abs=1e-12)
    assert len(found.encoder) == 4 and sum(found.reproduction) == pytest.approx(1)


def test_documents():
    document = information.describe_bottleneck({"x": ["a", "a", "b"], "y": ["u", "u", "v"]}, "x", "y", clusters=2)
    assert document["relevance"].value == pytest.approx(h(1 / 3) / BITS) and document["relevance"].method == "plugin"
    assert set(information.describe_bottleneck_ids()) == {"relevance", "rate", "mutual_information", "mutual_information.corrected"}
    assert information.describe_channel(b"0.9,0.1\n0.1,0.9\n")["capacity"].value == pytest.approx(1 - h(0.1) / BITS)
    drawn = information.describe_distortion(b"1\n1\n", beta=math.inf)
    assert drawn["rate"].value == pytest.approx(1) and information.describe_channel_ids()[0] == "capacity"
    with_costs = information.describe_distortion(b"1\n1\n", b"0,1\n1,0\n", beta=1.0)
    assert with_costs["distortion"].value == pytest.approx(1 / (1 + math.e))


def test_the_variational_loss():
    """The ELBO's two terms, with y for what is told; at a z that says nothing the relevance is none."""
    mean, spread = [[0.5, -1.0], [0.0, 2.0]], [[0.0, 0.3], [-1.0, 0.1]]
    logits, targets = [[1.0, 2.0, 0.5], [0.0, 0.0, 0.0]], [2, 1]
    found = losses.bottleneck(mean, spread, logits, targets, beta=0.25, gradient=True)
    cross = [math.log(sum(map(math.exp, row))) - row[y] for row, y in zip(logits, targets)]
    rate = [sum(0.5 * (math.exp(s) + m * m - 1 - s) for m, s in zip(*row)) for row in zip(mean, spread)]
    assert found.cross_entropy == pytest.approx(sum(cross) / 2, rel=1e-6)
    assert found.rate == pytest.approx(sum(rate) / 2, rel=1e-14)
    assert found.loss == pytest.approx(found.cross_entropy + 0.25 * found.rate, rel=1e-14)
    assert list(found.q_gradient[0]) == pytest.approx([0.25 * m / 2 for row in mean for m in row])
    assert list(found.logits_gradient)[3:] == pytest.approx([1 / 6, -1 / 3, 1 / 6], rel=1e-6)


@pytest.mark.parametrize("call, said", [
    (lambda: information.bottleneck([[1, -1]], 2), "column 2"),
    (lambda: information.bottleneck(FIVE, -2), "beta"),
    (lambda: information.bottleneck_sequential(FIVE, 0), "clusters"),
    (lambda: information.capacity([[0, 0], [1, 0]]), "row 1"),
    (lambda: information.rate_distortion([1], [[0], [1]], 1), "1 weights"),
    (lambda: information.cut(information.agglomerate(FIVE), 5), "5"),
    (lambda: information.cut([information.Merge(2**32, 2**32 + 1, 0, 0, 0)], 1), "expected two earlier"),
    (lambda: information.Bottleneck().fit(FIVE), "needs a beta"),
    (lambda: information.Bottleneck(method="hard").fit(FIVE), "expected one of"),
    (lambda: information.Bottleneck(2.0, 2, "agglomerative").fit(FIVE), "no use"),
    (lambda: information.Bottleneck(2.0).set_params(gamma=1), "no parameter"),
])
def test_what_is_refused(call, said):
    with pytest.raises((Error, ValueError), match=said):
        call()


class Seed:
    def __index__(self):
        return 0


def test_options_as_scikit_learn_has_them():
    one = information.Bottleneck(3.0, random_state=None, n_jobs=-1)
    assert repr(one).startswith("Bottleneck(beta=3.0, n_clusters=None, method='soft', alpha=1.0")
    assert one.fit(FIVE).labels_ == information.Bottleneck(3.0, random_state=Seed()).fit(FIVE).labels_
    assert one.get_params()["random_state"] is None and one.get_params()["n_jobs"] == -1
    with pytest.raises(ValueError, match="threads is -2"):
        information.Bottleneck(3.0, n_jobs=-2).fit(FIVE)
    with pytest.raises(TypeError):
        information.Bottleneck(3.0, random_state=0.5).fit(FIVE)
