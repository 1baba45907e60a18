# SPDX-License-Identifier: Apache-2.0
"""Languages of texts: the same as the command says, whatever holds the text."""

import os
import pathlib
import subprocess
import threading

import pytest

import kullback
from kullback import text

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINES = ["Wer reitet so spät durch Nacht und Wind?", "To be, or not to be, that is the question.", "", "xqzj wvkx qqpz",
         "Я вас любил: любовь ещё, быть может", "konto", "床前明月光", "ᎣᏏᏲ"]


def test_a_text_whatever_holds_it():
    assert text.identify("Guten Morgen, wie geht es dir heute?").code == "de"
    found = text.identify(LINES[0])
    assert (found.code, found.name, found.status) == ("de", "German", "sure")
    for held in (LINES[0].encode(), bytearray(LINES[0].encode()), memoryview(LINES[0].encode())):
        assert text.identify(held) == found
    assert 0.9 < found.posterior <= 1 and found.margin > 2 and found.symbols == 39 - 8 + 9
    assert text.identify("\ud800").code == "und"


def test_the_command_says_the_same(tmp_path):
    path = tmp_path / "lines.txt"
    path.write_text("\n".join(LINES), "utf-8")
    out = subprocess.run([os.environ["KL"], "lang", "--lines", "--unit", "nats", path], capture_output=True, check=True,
                         env={**os.environ, "LD_PRELOAD": ""})
    found = text.Languages().identify_lines(path)
    assert len(found) == len(LINES)
    for line, x, row in zip(LINES, found, out.stdout.decode().splitlines()):
        assert row == f"{x.code}\t{x.posterior:.4f}\t{x.margin:.2f}\t{x.status}"
        assert str(text.identify(line)) == str(x)  # a NaN is not itself
    assert text.Languages().identify_file(path).code == "de"


def test_some_are_possible():
    some = text.Languages(only=["nl", "nb"])
    assert some.identify("Das ist ein Haus").code in ("nl", "no")
    shares = some.probabilities("Das ist ein Haus")
    assert set(shares) == {"nl", "no"} and sum(shares.values()) == pytest.approx(1)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert text.Languages().probabilities("123") == {}
    with pytest.raises(kullback.Error, match="no language xx"):
        text.Languages(only=["xx"])
    with pytest.raises(kullback.Error, match="no language is possible"):
        text.Languages(only=[])
    assert text.Languages(only="nb").identify("Das ist ein Haus").code == "no"
    assert text.Languages().divergences("nb").codes == ["no"]


def test_names():
    known = text.Languages()
    assert len(known.names) >= 100 and known.names["zh"] == "Chinese" and known.names["el"] == "Greek"
    assert known.find("nb") == "no" and known.find("de") == "de" and known.find("tlh") is None


def test_profiles(tmp_path):
    data = (ROOT / "src/text/languages.kls").read_bytes()
    path = tmp_path / "profile.kls"
    path.write_bytes(data)
    assert text.Languages(path).identify(LINES[0]) == text.Languages(data=data).identify(LINES[0])
    with pytest.raises(kullback.Error):
        text.Languages(data=data[:-1])
    with pytest.raises(kullback.FileError):
        text.Languages(tmp_path / "missing.kls")
    with pytest.raises(kullback.FileError):
        text.Languages().identify_file(tmp_path / "missing.txt")


def test_threads_take_turns():
    known, wrong = text.Languages(), []

    def work(line, expected):
        for _ in range(200):
            if known.identify(line).code != expected:
                wrong.append(line)

    threads = [threading.Thread(target=work, args=(line, text.identify(line).code)) for line in LINES]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


PARTS = [("de", "Der Hund liegt vor dem Haus und schläft den ganzen Tag. "),
         ("ru", "Собака спит весь день перед домом. "), ("en", "The dog is sleeping in front of the house all day long.")]


def test_spans(tmp_path):
    mixed = "".join(part for _, part in PARTS)
    found = text.Languages().spans(mixed)
    assert [x.code for x in found] == [code for code, _ in PARTS]
    assert [mixed.encode()[x.begin:x.end].decode() for x in found] == [part for _, part in PARTS]
    assert all(0 < x.posterior <= 1 for x in found) and found[0].status == "sure"
    path = tmp_path / "mixed.txt"
    path.write_text(mixed, "utf-8")
    assert text.Languages().spans_file(path) == found
    assert len(text.Languages(price=1e4).spans(mixed)) == 1
    assert {x.code for x in text.Languages(only=["de", "fr"]).spans(mixed)} <= {"de", "fr", "und"}
    assert text.Languages().spans("") == []
    assert text.Languages().spans("12:30") == [text.Span(0, 5, "und", "unknown", 0.0, 0)]
    assert text.identify(b"a\xff \xd0").bad_bytes == 2 and text.identify("ж").bad_bytes == 0
    assert sum(x.bad_bytes for x in text.Languages().spans(b"\xff" + mixed.encode() + b"\xc0")) == 2
    with pytest.raises(ValueError, match="price is -1"):
        text.Languages(price=-1)
    with pytest.raises(kullback.FileError):
        text.Languages().spans_file(tmp_path / "missing.txt")


def test_documents():
    known, mixed = text.Languages(), "".join(part for _, part in PARTS)
    assert "A is German (de)." in known.describe(LINES[0], name="a verse").text()
    assert len(known.describe("konto", top=2).to_dict()["series"][0]["labels"]) == 2
    said = known.describe(mixed, spans=True)
    spans = [(x.code, x.status) for x in known.spans(mixed)]
    assert [code for code, _ in spans] == ["de", "ru", "en"] and "in 3 spans" in said.text()
    assert [(x["label"], x["status"]) for x in said.to_dict()["spans"]] == spans
    with pytest.raises(kullback.Error, match="expected 1 to 64"):
        known.describe(LINES[0], top=0)


MINE = "xolu vbimo qevak uzzyp kwilu gnoxe " * 40


def test_a_profile_of_ones_own(tmp_path):
    own = text.Languages.train(MINE, code="volap", name="Volapish")
    assert own.names == {"volap": "Volapish"}
    assert own.identify("qevak xolu uzzyp").code == "volap"
    assert own.identify(LINES[0]).status == "unknown"
    path, source = tmp_path / "own.kls", tmp_path / "mine.txt"
    own.save(path)
    source.write_text(MINE)
    assert text.Languages(path).identify("xolu uzzyp") == own.identify("xolu uzzyp")
    assert text.Languages.train_files(source, code="volap").identify("xolu uzzyp")[2:] == own.identify("xolu uzzyp")[2:]
    both = text.Languages.join(text.Languages(), own, price=20)
    assert len(both.names) == len(text.Languages().names) + 1
    assert both.identify("qevak xolu uzzyp gnoxe").code == "volap"
    assert text.Languages().join(own).names == both.names
    assert both.identify(LINES[0]) == text.identify(LINES[0])
    assert [x.code for x in both.spans(LINES[0] + " qevak xolu uzzyp gnoxe vbimo")] == ["de", "volap"]
    with pytest.raises(kullback.Error, match="two profiles have a language volap"):
        text.Languages.join(own, own)
    with pytest.raises(ValueError, match="expected at least 500"):
        text.Languages.train("little", code="xx")
    with pytest.raises(kullback.Error, match="expected 1 to 8"):
        text.Languages.train(MINE, code="")
    with pytest.raises(ValueError, match="symbols are"):
        text.Languages.train(MINE, code="xx", symbols="words")
    with pytest.raises(kullback.FileError):
        text.Languages.train_files(tmp_path / "missing.txt", code="xx")
    with pytest.raises(kullback.FileError):
        own.save(tmp_path / "no" / "where")


def test_kinds_of_files():
    sources = [path.read_bytes() for path in sorted((ROOT / "src/text").glob("*.c"))]
    scripts = [path.read_bytes() for path in sorted((ROOT / "tools").glob("*.py"))]
    known = text.Languages.join(text.Languages.train(*sources, code="c", symbols="bytes"),
                                text.Languages.train(*scripts, code="py", symbols="bytes"))
    for path in sorted((ROOT / "cli").glob("*.c")):
        assert known.identify(path.read_bytes()).code == "c"
    for path in sorted((ROOT / "bench").glob("*.py")):
        assert known.identify(path.read_bytes()).code == "py"
    with pytest.raises(kullback.Error, match="bytes"):
        text.Languages.join(known, text.Languages())


def test_divergences():
    known = text.Languages()
    found = known.divergences(["da", "nb", "pt", "ru"])
    assert found.codes == ["da", "no", "pt", "ru"]
    assert 0 < found.distance[0][1] < found.distance[0][2] < found.distance[0][3]
    assert found.distance[0][3] ** 2 == pytest.approx(0.6931471805599453)
    assert found.divergence[0][0] == 0 and found.divergence[0][1] != found.divergence[1][0]
    assert found.divergence[0][3] == float("inf")
    assert "the closest" in known.describe_divergences(["da", "no", "pt"]).text()
    with pytest.raises(ValueError, match="no language xx"):
        known.divergences(["xx"])
    with pytest.raises(kullback.Error):
        known.divergences([])
