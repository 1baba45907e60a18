# SPDX-License-Identifier: Apache-2.0
"""Documents: what comparing makes of inputs of any kind, what is read of them, how they are filled and written."""

import collections
import json
import math
import os
import subprocess

import pytest
from hypothesis import given, settings, strategies

from conftest import ROOT, doubles

import kullback
from kullback import base, information, report, sample, text

P, Q = {"a": 1, "b": 1}, {"a": 9, "b": 1}
UDHR = ROOT / "examples" / "udhr"
GERMAN, DUTCH = UDHR / "german.txt", UDHR / "dutch.txt"


def test_known_weights():
    document = kullback.compare(P, Q)
    assert document["divergence"] == kullback.divergence([1, 1], [9, 1], unit="bits")
    assert document["entropy", "B"] == kullback.measure("entropy", [9, 1], unit="bits")
    assert document["total_variation"].unit == "1" and document["divergence"].unit == "bits"
    nats = kullback.compare(P, Q, unit="nats")
    assert nats["divergence"] == kullback.divergence([1, 1], [9, 1]) and "nats" in str(nats)
    assert ("entropy", "B") in document and "foo" not in document and document.get("foo") is None
    assert {row.id for row in document} <= set(kullback.compare_ids(2))
    with pytest.raises(KeyError, match="'divergence', 'A|B'"):
        document["foo"]


@pytest.mark.parametrize("zeros", ["exact", ("add", 0.25), "kt", ("mix", 0.25), "common"], ids=str)
def test_zeros_of_known_weights(zeros):
    """As measure() has it of the same weights, over the symbols that either names."""
    document = kullback.compare({"a": 4, "b": 2, "c": 2, "e": 0}, {"b": 6, "a": 1, "d": 1, "e": 0}, zeros=zeros)
    p, q = [4, 2, 2, 0, 0], [1, 6, 0, 1, 0]
    for row in kullback.measures():
        if row.name != "entropy":
            assert document[row.name, "A|B"] == kullback.measure(row.name, p, q, zeros=zeros, unit="bits")
    assert ("zero_mass" in document) == (zeros != "exact")
    with pytest.raises(kullback.Error, match="zeros are dealt with between known weights alone"):
        kullback.compare(GERMAN, DUTCH, zeros="kt")
    with pytest.raises(ValueError, match="zeros is 'none'"):
        kullback.compare(P, Q, zeros="none")


@pytest.mark.skipif("KL" not in os.environ, reason="$KL is the command")
def test_it_tells_what_the_command_tells():
    told = subprocess.run([os.environ["KL"], "--json", GERMAN, DUTCH], capture_output=True, text=True, check=False,
                          env={**os.environ, "LD_PRELOAD": ""})
    assert kullback.compare(GERMAN, DUTCH, threads=2).to_dict() == json.loads(told.stdout)


def test_inputs_of_any_kind(tmp_path):
    raw = GERMAN.read_bytes()
    counts = text.count(raw)
    counts.save(tmp_path / "german.kls")
    expected = kullback.compare(str(GERMAN), DUTCH)["divergence"].value
    for source in (raw, memoryview(raw), counts, kullback.Input(GERMAN), tmp_path / "german.kls"):
        for other in (DUTCH, DUTCH.read_bytes(), kullback.Input(DUTCH)):
            assert kullback.compare(source, other)["divergence"].value == expected
    assert [row.name for row in kullback.compare(raw, counts, names=["one", "two"]).inputs] == ["one", "two"]
    one = kullback.Input(GERMAN)
    assert (one.kind, one.name, one.counts) == ("text", str(GERMAN), counts)
    kept = one.counts
    del one
    assert kept.entropy() == counts.entropy()
    known = kullback.Input(P, name="P")
    assert (known.kind, known.name, known.counts) == ("weights", "P", None) and "weights" in repr(known)
    assert kullback.Input(collections.Counter("aab"), kind="counts").counts == {"a": 2, "b": 1}


def test_texts_beside_counts_are_counted_like_them(tmp_path):
    pairs = text.count(GERMAN.read_bytes(), order=2)
    assert kullback.compare(pairs, DUTCH).title == kullback.compare(GERMAN, DUTCH, order=2).title
    pairs.save(tmp_path / "pairs.kls")
    assert kullback.compare(tmp_path / "pairs.kls", DUTCH).title == kullback.compare(pairs, DUTCH).title
    with pytest.raises(kullback.Error, match="order 1"):
        kullback.compare(pairs, DUTCH, order=1)
    assert "words" in kullback.compare(GERMAN, DUTCH, symbols="words").title


NAMES = strategies.text(strategies.characters(blacklist_categories=["Cs"], min_codepoint=1), min_size=1, max_size=5)


@settings(max_examples=50, deadline=None, database=None, derandomize=True)
@given(strategies.dictionaries(NAMES, strategies.floats(1e-9, 1e9), min_size=1, max_size=6))
def test_any_symbol_of_weights(weights):
    document = kullback.compare(weights, dict(reversed(weights.items())))
    assert document["divergence"] == 0
    assert document["entropy", "A"].value == kullback.measure("entropy", list(weights.values()), unit="bits").value


def test_matrices():
    document = kullback.compare({"a": 1, "b": 3}, {"a": 3, "b": 1}, P)
    matrix = next(matrix for matrix in document.matrices if matrix.id == "divergence")
    assert matrix.unit == "bits" and matrix.labels == ["A", "B", "C"] and not matrix.metric
    assert math.isclose(matrix.values[1], kullback.divergence([1, 3], [3, 1], unit="bits"), rel_tol=1e-15)
    assert document.check("divergence", 0.5).exceeded == 2


def filled(unit="bits"):
    document = report.Document("test", title="a title", noun="token", unit=unit)
    document.add_input("x.txt", "text", "3 tokens")
    document.add_input("y\udcff.txt", "text", subject="model")
    document.add_estimate("divergence", base.bounds(math.log(2), 2 * math.log(2), "nats"), "A|B", label="KL",
                          per="token", headline=1)
    document.add_estimate("total_variation", base.exact(0.5), "A|B")
    document.add_series("terms", ["a", "<b>"], doubles([0.5, -math.log(2)]), "A", title="terms", unit="nats",
                        style="contribution", left_out=3, left_out_sum=math.log(2))
    document.add_moves("plan", [0, 1], [0, 0], [2, 3], [1, -1], [0.5, 0.5], "A|B", title="what goes where")
    document.add_curve("curve", range(3), [1, math.nan, 2], "A", title="over", x_title="x", low=[0, 1, 1],
                       high=[2, 3, 4])
    document.add_matrix("jensen_shannon.distance", ["x", "y"], [0, 1, 1, 0], unit="sqrt(nats)", metric=True)
    document.add_span("A", 3, 9, "German", 0.75)
    document.add_span("A", 9, 12, "Dutch", 0.5, "unsure")
    for role in ("so_what", "noise", "where", "note"):
        document.add_sentence(role, f"This is {role}.")
    return document


def test_what_is_put_in_comes_out():
    document = filled()
    assert (document.verb, document.title, document.noun) == ("test", "a title", "token")
    assert document.inputs[0] == ("A", "x.txt", "text", "3 tokens") and document.inputs[1].subject == "model"
    first, second = document.estimates
    assert first[:5] == ("divergence", "KL", "A|B", "token", 1) and second.per is None and second.label == second.id
    assert (first.estimate.value, first.estimate.high, first.estimate.unit) == (1, 2, "bits")
    series, = document.series
    assert series.labels == ["a", "<b>"] and series.unit == "bits" and series.left_out == 3
    assert math.isclose(series.values[1], -1) and math.isclose(series.left_out_sum, 1)
    assert filled("nats").series[0].values[1] == document.to("nats").series[0].values[1] == -math.log(2)
    assert document.unit == "bits" and document.to("nats")["divergence"].unit == "nats"
    curve, = document.curves
    assert list(curve.x) == [0, 1, 2] and math.isnan(curve.values[1]) and list(curve.high) == [2, 3, 4]
    moves, = document.moves
    assert (moves.id, moves.title, moves.subject) == ("plan", "what goes where", "A|B") and list(moves.to_y) == [1, -1]
    matrix, = document.matrices
    assert matrix.unit == "sqrt(bits)" and matrix.metric and math.isclose(matrix.values[1], 1 / math.sqrt(math.log(2)))
    assert document.spans == [("A", 3, 9, "German", None, 0.75), ("A", 9, 12, "Dutch", "unsure", 0.5)]
    assert [s.role for s in document.sentences] == ["so_what", "noise", "where", "note"]
    assert document["divergence"].floor == 1 and repr(document) == "<Document test: 2 estimates of 2 inputs>"


def test_it_is_written_in_every_way():
    jsonschema = pytest.importorskip("jsonschema")
    document = filled()
    schema = json.loads((ROOT / "docs" / "schema" / "kullback-1.schema.json").read_text())
    jsonschema.validate(document.to_dict(), schema)
    assert document.to_dict()["estimates"][0]["value"] == 1
    page = document.html()
    assert page.count("<line ") == 2 and page.count("<circle ") == 4 and "what goes where" in page
    assert page.startswith("<!doctype html>") and "&lt;b&gt;" in page and "<b>" not in page.split("<body")[0]
    frame = document._repr_html_()
    assert frame.startswith("<iframe srcdoc=") and "<html" not in frame
    assert document.markdown().count("\n") > 10 and "\x1b[" in document.text(colour=True)
    assert str(document) == document.text(width=80) != document.text(width=40)
    many = report.Document("test")
    many.add_series("s", [str(i) for i in range(30)], range(30), "A", style="contribution")
    assert len(many.text(most=3)) < len(many.text()) < len(many.text(most=30))


def alike(a, b):
    """To what is lost by going to nats and back."""
    if isinstance(a, dict):
        return a.keys() == b.keys() and all(alike(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return len(a) == len(b) and all(map(alike, a, b))
    return a == b or math.isclose(a, b, rel_tol=4 * 2**-53)


@pytest.mark.parametrize("unit", ["bits", "nats"])
def test_what_was_written_is_read(unit):
    infinite = kullback.compare({"a": 1, "b": 1, "c": 0}, {"a": 9, "b": 0, "c": 1}, unit=unit)
    for document in (filled(unit), infinite, kullback.compare(GERMAN, DUTCH, unit=unit),
                     kullback.compare(b"aab", b"abb", b"abc", unit=unit)):
        again = report.Document.from_json(document.to_json())
        assert again.unit == unit and alike(again.to_dict(), document.to_dict())
        assert [row.estimate.notes for row in again] == [row.estimate.notes for row in document]
    assert report.Document.from_json(infinite.to_json().encode())["divergence"].notes[0].mass == 0.5


@pytest.mark.parametrize("text", ["{}", "[]", "x", '{"schema": "kullback/2"}', '{"schema": "kullback/1"}'])
def test_what_is_no_document(text):
    with pytest.raises(ValueError):
        report.Document.from_json(text)


@pytest.mark.parametrize("part, key, number", [
    ("estimates", "n", -1), ("estimates", "n", 2**70), ("estimates", "headline", 2**40), ("series", "left_out", -1),
    ("series", "left_out", 2**70), ("series", "left_out_sum", 10**400), ("spans", "begin", -1), ("spans", "end", 2**64)])
def test_numbers_that_no_document_has(part, key, number):
    content = filled().to_dict()
    content[part][0][key] = number
    with pytest.raises(ValueError):
        report.Document.from_json(json.dumps(content))


def test_what_lies_too_deep():
    with pytest.raises(ValueError, match="too deep"):
        report.Document.from_json('{"schema": ' + 10**5 * "[")


def test_units_are_known_at_once():
    for make in (lambda: report.Document("test", unit="foo"), lambda: filled().to("foo")):
        with pytest.raises(ValueError, match="unit is 'foo': it must be 'nats' or 'bits'"):
            make()


def test_tolerances():
    document = filled()
    assert document.check("divergence", 0.5) == ("exceeded", 1, 1, 0, "A|B", 1.0, "bits", False)
    assert document.check("divergence", 1.5, "A|B").verdict == "within"
    with pytest.raises(kullback.Error, match="no foo here"):
        document.check("foo", 1)


def bad_calls():
    empty = report.Document("test")
    yield lambda: kullback.compare(P), kullback.Error, "at least two"
    yield lambda: kullback.compare("/nonexistent", "/nonexistent"), kullback.FileError, "No such file"
    yield lambda: kullback.compare(P, {"b": -1.0}), kullback.Error, "-1"
    yield lambda: kullback.compare(P, {"b": math.nan}), kullback.Error, "nan"
    yield lambda: kullback.compare(P, {"b": "x"}), ValueError, "could not convert"
    yield lambda: kullback.compare(P, {}), kullback.Error, ""
    yield lambda: kullback.compare(3, P), TypeError, "source is a <class 'int'>"
    yield lambda: kullback.compare(P, Q, names=["A"]), ValueError, "1 names for 2 inputs"
    yield lambda: kullback.compare(P, Q, unit="bit"), ValueError, "unit is 'bit'"
    yield lambda: kullback.Input(P, kind="texts"), ValueError, "kind is 'texts'"
    yield lambda: report.Document("test", unit="bits").add_estimate("a", 3, "A"), TypeError, "Estimate"
    yield lambda: empty.add_series("a", ["x"], [1, 2], "A"), ValueError, "values has 2 numbers: 1 are needed"
    yield lambda: empty.add_series("a", ["x"], [math.nan], "A"), kullback.Error, "not a number"
    yield lambda: empty.add_series("a", ["x"], [1], "A", style="bars"), ValueError, "style is 'bars'"
    yield lambda: empty.add_series("a", ["x"], [1], "A", unit="shannon"), ValueError, "unit is 'shannon'"
    yield lambda: empty.add_series("a", [3], [1], "A"), TypeError, r"names\[0\]"
    yield lambda: empty.add_moves("a", [0], [0], [0], [0], [-1], "A"), kullback.Error, "0 or more"
    yield lambda: empty.add_moves("a", [0], [0], [0], [0, 1], [1], "A"), ValueError, "to_y has 2"
    yield lambda: empty.add_curve("a", [1, 0], [1, 2], "A"), kullback.Error, ""
    yield lambda: empty.add_curve("a", [0, 1], [1], "A"), ValueError, "values has 1"
    yield lambda: empty.add_matrix("a", ["x"], [1, 2]), ValueError, "values has 2"
    yield lambda: empty.add_matrix("a", ["x"], [1], subjects=["x", "y"]), ValueError, "as many"
    yield lambda: empty.add_sentence("joke", "ha"), ValueError, "role is 'joke'"
    yield lambda: empty.add_span("A", -1, 2, "x", 1), ValueError, "begin is -1"
    yield lambda: report.subject_letter("A"), TypeError, ""


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


def test_which_input_was_refused():
    for sources in ((P, {"b": -1}), (GERMAN, "/nonexistent"), (b"abc", {"b": math.inf})):
        with pytest.raises(kullback.Error) as caught:
            kullback.compare(*sources)
        assert caught.value.input == 1


def test_safe_text():
    assert report.safe_text("Ж\n\x1b\u009b\u202e") == "Ж\\n\\x1b\\x9b\\u202e"
    assert report.safe_text("a\0b") == report.safe_text(b"a\0b") == "a\\x00b"
    assert report.safe_text("\ud800") == "\\xed\\xa0\\x80"
    assert report.safe_text(b"\xff") == report.safe_text("\udcff") == "\\xff"


def test_subject_letters():
    assert [report.subject_letter(i) for i in (0, 25, 26)] == ["A", "Z", "AA"]


# ── Coding ──────────────────────────────────────────────────────────────────────────────────────

def test_a_text_costs_its_cross_entropy():
    german, dutch = GERMAN.read_text(encoding="utf-8"), text.count_files(DUTCH)
    code = information.encode(german, dutch)
    letters = text.count(german)
    assert information.decode(code.data, dutch) == "".join(text.visit(german).symbols) and code.symbols == letters.total
    told = information.describe(code, letters)
    spent = 8 * (len(code.data) - code.header_size) / code.symbols
    assert math.isclose(told["code_length"], spent)
    assert math.isclose(told["extra"], spent - letters.entropy("plugin", unit="bits").value, rel_tol=1e-9)
    raw = text.count(b"\xff\x00\xff", symbols="bytes")
    assert information.decode(information.encode(b"\x00\xff", raw).data, raw) == b"\x00\xff"
    with pytest.raises(kullback.Error) as caught:
        information.decode(code.data, letters)
    assert caught.value.code == "mismatch"
    with pytest.raises(kullback.Error, match="not a coded text"):
        information.decode(b"abc", letters)


@settings(max_examples=30, deadline=None, database=None, derandomize=True)
@given(strategies.lists(strategies.integers(1, 100), min_size=2, max_size=20), strategies.data())
def test_what_is_coded_comes_back(weights, data):
    frequencies = information.quantise([w / sum(weights) for w in weights])
    assert sum(frequencies) == information.CODE_TOTAL and min(frequencies) >= 1
    starts = [sum(frequencies[:i]) for i in range(len(frequencies))]
    symbols = data.draw(strategies.lists(strategies.integers(0, len(weights) - 1), max_size=50))
    encoder = information.Encoder()
    for symbol in symbols:
        encoder.put(starts[symbol], frequencies[symbol])
    code = encoder.finish()
    ideal = math.fsum(-math.log2(frequencies[s] / information.CODE_TOTAL) for s in symbols)
    assert 8 * len(code) <= 1.001 * ideal + 64
    decoder = information.Decoder(code)
    for symbol in symbols:
        assert starts[symbol] <= decoder.peek() < starts[symbol] + frequencies[symbol]
        decoder.take(starts[symbol], frequencies[symbol])


def test_bad_codes():
    with pytest.raises(kullback.Error) as caught:
        information.quantise([0.5, 0, 0.5])
    assert caught.value.index == 1
    with pytest.raises(kullback.Error):
        information.Encoder().put(0, 0)
    with pytest.raises(ValueError, match="frequency is 4294967296"):
        information.Encoder().put(0, 2**32)
    decoder = information.Decoder(b"")
    with pytest.raises(kullback.Error) as caught:
        for _ in range(100):
            decoder.take(0, 1)
    assert caught.value.code == "format"


def test_parameters_of_measures():
    a, b = {"x": 1, "y": 2, "z": 1}, {"x": 2, "y": 1, "z": 1}
    document = kullback.compare(a, b, parameters={"renyi": 3, "skew": 0.5}, unit="nats")
    p, q = [1, 2, 1], [2, 1, 1]
    assert document["renyi"].value == kullback.renyi(p, q, order=3).value
    assert document["skew"].value == kullback.skew(p, q, weight=0.5).value
    assert document["alpha"].value == kullback.alpha(p, q).value
    with pytest.raises(kullback.Error, match="renyi: the order is -1"):
        kullback.compare(a, b, parameters={"renyi": -1})
    with pytest.raises(ValueError, match="no measure is called 'reny'"):
        kullback.compare(a, b, parameters={"reny": 1})
    with pytest.raises(kullback.Error, match="estimated at its default alone"):
        kullback.compare(kullback.sample.Counts(a), kullback.sample.Counts(b), parameters={"renyi": 3})
