# SPDX-License-Identifier: Apache-2.0
"""What is copied, pickled, and called from within itself."""

import copy
import pickle

import pytest

from kullback import base, compare, evaluate, information, io, text


@pytest.mark.parametrize("make", [lambda: base.Random(1), lambda: base.ExactSum([1.0]), lambda: information.Encoder(),
                                  lambda: information.Decoder(b"\0" * 16), lambda: evaluate.Evaluation(3),
                                  lambda: text.Counter()])
def test_what_cannot_be_copied(make):
    made = make()
    for way in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError, match=f"a {type(made).__name__} cannot be copied or pickled"):
            way(made)


def test_a_file_cannot_be_copied(tmp_path):
    with io.File(tmp_path / "a") as file, pytest.raises(TypeError, match="a File cannot be copied"):
        copy.copy(file)


@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda document: pickle.loads(pickle.dumps(document))])
@pytest.mark.parametrize("unit", ["bits", "nats"])
def test_documents(way, unit):
    document = compare({"a": 3, "b": 1}, {"a": 1, "b": 1}, unit=unit)
    made = way(document)
    assert made.to_json() == document.to_json() and made.unit == unit
    made.add_sentence("note", "of the copy alone")
    assert "of the copy alone" not in document.text()


def test_a_callback_that_calls_its_own_counter():
    caught = []

    def progress(done, total):
        with pytest.raises(RuntimeError, match="called from within"):
            counter.add("b")
        caught.append(done)

    counter = text.Counter(progress=progress)
    counter.add("a" * 2**20)
    assert caught and dict(counter.finish()) == {"a": 2**20}
    counter.add("c")
    assert dict(counter.finish()) == {"c": 1}
