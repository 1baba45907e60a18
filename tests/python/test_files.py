# SPDX-License-Identifier: Apache-2.0
"""Files that are not there, and files whose names are no UTF-8."""

import array
import errno
import os

import pytest

import kullback
from kullback import evaluate, io, sample, text


@pytest.mark.parametrize("call", [
    io.Tensor, evaluate.Logits, evaluate.evaluate, sample.Counts.load, text.LanguageModel, text.count_files,
    text.describe_score, text.LanguageModel.of_counts, lambda path: kullback.compare(path, path),
    lambda path: io.File(os.path.join(path, "inside"))])
def test_what_the_system_said(call, tmp_path):
    with pytest.raises(OSError) as caught:
        call(os.fspath(tmp_path / "nowhere"))
    error = caught.value
    assert type(error) is kullback.FileError and error.code == "io"
    assert error.errno == errno.ENOENT and error.strerror == os.strerror(errno.ENOENT)
    assert error.filename.startswith(os.fspath(tmp_path / "nowhere"))
    assert "cannot" in str(error) and "No such file" in str(error)


def test_what_it_did_not_say():
    with pytest.raises(kullback.Error) as caught:
        kullback.divergence([-1, 1], [1, 1])
    assert not hasattr(caught.value, "errno")


@pytest.fixture(name="odd")
def folder_that_is_no_utf8(tmp_path):
    folder = os.path.join(os.fsencode(tmp_path), b"\xff")
    try:
        os.mkdir(folder)
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    return lambda name: os.path.join(os.fsdecode(folder), name)


def test_names_that_are_no_utf8(odd):
    io.write_matrix(odd("logits.npy"), [[0.0, 1.0], [2.0, 0.0]])
    io.write_array(odd("targets.npy"), array.array("i", [0, 1]))
    for name, content in (("vocabulary", "a\nb\n"), ("text", "a b\nb a\n")):
        with io.File(odd(name)) as file:
            file.write(content.encode())
    given = evaluate.Logits(odd("logits.npy"), targets=odd("targets.npy"))
    assert [row.target for row in given] == [0, 1]
    options = {"targets": odd("targets.npy"), "vocabulary": odd("vocabulary")}
    document = evaluate.evaluate(odd("logits.npy"), **options)
    evaluate.save(odd("state"), odd("logits.npy"), **options)
    assert evaluate.inputs(odd("state")) == 1
    assert evaluate.evaluate(odd("state"))["cross_entropy"] == document["cross_entropy"]
    evaluate.evaluate(odd("logits.npy"), targets=odd("targets.npy"), text=odd("text"))
    text.LanguageModel.count_files(odd("counts"), odd("text"), order=2, spill=os.path.dirname(odd("")))
    assert text.state_of(odd("counts")) == "counts"
    lm = text.LanguageModel.of_counts(odd("counts"), spill=os.path.dirname(odd("")))
    lm.save_score(odd("score"), "a b\n")
    assert text.state_of(odd("score")) == "score"
    assert text.describe_score(odd("score"))["cross_entropy", "model"].value > 0
    assert kullback.Input(odd("text"), spill=os.path.dirname(odd(""))).kind == "text"
