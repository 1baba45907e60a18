# SPDX-License-Identifier: Apache-2.0
"""What may be left out is None: an empty array is one of a wrong length, unless there is nothing that it goes with."""

import array

import pytest

import kullback
from kullback import evaluate, families, information, losses, transport

LOGITS, CLASSES = [[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]], [1, 2]
CHOSEN, REJECTED = [-1.0, -2.0], [-2.0, -3.0]
TOKENS, ADVANTAGES = [[-1.0, -1.0], [-2.0, -0.5]], [[1.0], [2.0]]
X, Y = [[0.0], [1.0]], [[1.0], [3.0]]

OF_ONE = {
    "weight": lambda none: losses.cross_entropy(LOGITS, CLASSES, weight=none),
    "row_weights": lambda none: losses.cross_entropy(LOGITS, CLASSES, row_weights=none),
    "row_weights of brier": lambda none: losses.brier(LOGITS, CLASSES, row_weights=none),
    "row_weights of divergence": lambda none: losses.divergence(LOGITS, LOGITS, row_weights=none),
    "bias": lambda none: losses.linear_cross_entropy(LOGITS, LOGITS, [0, 1], bias=none),
    "class_weight": lambda none: losses.linear_cross_entropy(LOGITS, LOGITS, [0, 1], class_weight=none),
    "reference": lambda none: losses.dpo(CHOSEN, REJECTED, none, none),
    "lengths": lambda none: losses.dpo(CHOSEN, REJECTED, chosen_lengths=none, rejected_lengths=none),
    "mismatched": lambda none: losses.kto(CHOSEN, REJECTED, [1, 0], policy_mismatched=none),
    "targets": lambda none: evaluate.Evaluation(3, has_model=False).feed(LOGITS, targets=none),
    "masses": lambda none: transport.points(X, Y, none, none),
    "masses of entropic": lambda none: transport.sinkhorn(X, Y, none, none),
    "masses of a line": lambda none: transport.line([0.0, 1.0], [1.0, 3.0], none, none),
    "masses of sliced": lambda none: transport.sliced_wasserstein(X, Y, none, none),
    "weights of a fit": lambda none: families.fit([1.0, 2.0, 3.0, 9.0], none),
    "cases": lambda none: families.fit([1.0, 2.0, 3.0, 9.0], [1, 2, 3, 1], grid=True).missed(0.9, none),
    "weights of rows": lambda none: information.Joint.of([0, 1], [1, 0], weights=none),
    "weights": lambda none: kullback.jensen_shannon_many(LOGITS, none),
}
OF_TWO = {
    "mask": lambda none: losses.policy_loss(TOKENS, ADVANTAGES, mask=none),
    "old": lambda none: losses.policy_loss(TOKENS, ADVANTAGES, old=none),
    "reference": lambda none: losses.policy_loss(TOKENS, ADVANTAGES, reference=none),
    "prior": lambda none: losses.latent_gaussian(TOKENS, TOKENS, none, none),
    "prior of categories": lambda none: losses.latent_categorical(LOGITS, none, classes=3),
    "model": lambda none: evaluate.Evaluation(3, has_model=False).feed(LOGITS, none),
    "sizes": lambda none: evaluate.Evaluation(3, has_model=False).feed(LOGITS, sizes=none),
}


def refused(call, *nothing):
    for none in nothing:
        with pytest.raises(ValueError):
            call(none)


@pytest.mark.parametrize("name", OF_ONE)
def test_arrays(numpy, name):
    OF_ONE[name](None)
    refused(OF_ONE[name], [], array.array("d"), numpy.empty(0))


@pytest.mark.parametrize("name", OF_TWO)
def test_matrices(numpy, name):
    OF_TWO[name](None)
    refused(OF_TWO[name], numpy.empty((0, 0)), numpy.empty((0, 3)))


def test_tensors_whose_place_is_null():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")
    for call in OF_ONE.values():
        refused(call, torch.empty(0))
    for call in OF_TWO.values():
        refused(call, torch.empty(0, 3), torch.empty(0, 2))


def test_nothing_goes_with_nothing(numpy):
    rows = numpy.empty((0, 3))
    assert losses.cross_entropy(rows, [], row_weights=[], reduction="sum") == 0
    assert losses.brier(rows, numpy.empty(0, dtype=int), row_weights=[], reduction="sum") == 0
    evaluate.Evaluation(3, has_model=False).feed(rows, targets=[], sizes=numpy.empty((0, 3)))
