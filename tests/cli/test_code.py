# SPDX-License-Identifier: Apache-2.0
"""kl code: extra bits as a file size, and back to the byte."""

import math
import re

import pytest

from conftest import value


@pytest.mark.parametrize("language", ["english", "japanese"])
def test_bytes_come_back(kl, udhr, tmp_path, language):
    kl("code", udhr(language), "--with", udhr("german"), "-o", tmp_path / "a.klc")
    kl("code", "--decode", tmp_path / "a.klc", "--with", udhr("german"), "-o", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == udhr(language).read_bytes()


def test_the_difference_is_the_divergence(kl, udhr, tmp_path):
    """L01 on real text: bytes of English coded for German and for English."""
    size = {}
    for code in ("english", "german"):
        document = kl.json("code", udhr("english"), "--with", udhr(code), "-o", tmp_path / "out")
        size[code] = value(document, "code_length") * 8 / 8
    plain = kl.json(udhr("english"), udhr("english"), "--symbols", "bytes", "--smooth", "none")
    n = len(udhr("english").read_bytes())
    entropy = value(plain, "entropy", "A")
    # Krichevsky-Trofimov over the union of the alphabets costs a little more than the plug-in.
    assert entropy * (1 - 1e-9) <= size["english"] <= entropy * 1.01 + 64 / n
    assert size["german"] > size["english"]
    counts = {}
    for language in ("english", "german"):
        counts[language] = {}
        for byte in udhr(language).read_bytes():
            counts[language][byte] = counts[language].get(byte, 0) + 1
    union = set(counts["english"]) | set(counts["german"])
    total = sum(counts["german"].values()) + len(union) / 2
    ideal = math.fsum(-c * math.log2((counts["german"].get(s, 0) + 0.5) / total)
                      for s, c in counts["english"].items())
    assert abs(size["german"] * n - ideal) <= 0.001 * ideal + 64


def test_letters_come_back_as_letters(kl, udhr, tmp_path):
    kl("code", udhr("german"), "--with", udhr("english"), "-s", "letters", "-o", tmp_path / "a")
    kl("code", "-d", tmp_path / "a", "--with", udhr("english"), "-s", "letters", "-o",
       tmp_path / "b")
    text = (tmp_path / "b").read_text()
    assert text.isalpha() and text == text.casefold() and "ü" in text


def test_the_wrong_code_is_refused(kl, udhr, tmp_path):
    kl("code", udhr("english"), "--with", udhr("german"), "-o", tmp_path / "a")
    assert kl.error("code", "-d", tmp_path / "a", "--with", udhr("french"), "-o", tmp_path / "b")
    assert not (tmp_path / "b").exists()
    whole = (tmp_path / "a").read_bytes()
    (tmp_path / "cut").write_bytes(whole[:len(whole) // 2])
    message = kl.error("code", "-d", tmp_path / "cut", "--with", udhr("german"), "-o",
                       tmp_path / "b")
    assert "cut" in message and "byte" in message
    # The path may well be a word of the message: it is named all the same.
    (tmp_path / "text").write_text("no code")
    message = kl.error("code", "-d", "text", "--with", udhr("german"), "-o", "b", cwd=tmp_path)
    assert message.startswith("kl: text: not a coded text")
    (tmp_path / "123").write_text("123")
    message = kl.error("code", "123", "-s", "letters", "--with", udhr("german"), "-o", "b",
                       cwd=tmp_path)
    assert message == "kl: 123: not a single letter to be coded"


def test_long_numbers_have_separators(kl, udhr, tmp_path):
    document = kl.json("code", udhr("english"), "--with", udhr("german"), "-s", "letters", "-o", tmp_path / "a")
    letters = sum(c.isalpha() for c in udhr("english").read_text())
    assert re.fullmatch(rf"{letters:,} letters in [1-9],\d{{3}} bytes, header \d+", document["inputs"][0]["detail"])


def test_options_that_have_nothing_to_say(kl, udhr, tmp_path):
    kl("count", "--order", 2, udhr("german"), "-o", tmp_path / "g.kls")
    first = ("code", udhr("english"), "--with", tmp_path / "g.kls", "-o", tmp_path / "a")
    assert "a state of letters, not of bytes (--symbols)" in kl.error(*first, "--symbols", "bytes")
    assert "a state of order 2, not 1 (--order)" in kl.error(*first, "--order", 1)
    assert "kl code -o - has no use for --json" in kl.error(*first[:-1], "-", "--json")
    kl(*first, "--symbols", "letters", "--order", 2)
    back = ("code", "--decode", tmp_path / "a", "--with", tmp_path / "g.kls", "-o", tmp_path / "b")
    assert "a state of order 2, not 4" in kl.error(*back, "--order", 4)
    assert "kl code --decode has no use for --unit" in kl.error(*back, "--unit", "nats")


def test_bytes_that_are_passed_over(kl, udhr, tmp_path):
    (tmp_path / "bad").write_bytes(b"\xff\xfe\x80caf\xe9 hello\n")
    kl("count", udhr("english"), "-o", tmp_path / "e.kls")
    said = kl.json("code", tmp_path / "bad", "--with", tmp_path / "e.kls", "-o", tmp_path / "a")["sentences"]
    assert any(s["text"].endswith("bad has 4 bytes that are not UTF-8 and passed over.") for s in said)


def comes_back(kl, folder, content, *said):
    text, code, back = folder / "text", folder / "code", folder / "back"
    text.write_text(content)
    kl("code", text, "--with", text, "-o", code, *said)
    kl("code", "--decode", code, "--with", text, "-o", back, *said)
    return back.read_text() == content


@pytest.mark.parametrize("content", ["1\n2\n3\n", "a,b,c\n1,2,3\n4,5,6\n", '{"a": 1}\n{"a": 2}\n'])
def test_whatever_is_no_state_is_a_text(kl, tmp_path, content):
    """Numbers, columns and records have letters like others: nothing is guessed."""
    assert comes_back(kl, tmp_path, content)


def test_weights_are_a_text_if_that_is_said(kl, udhr, tmp_path):
    """The bytes of a list of weights are not what it is the distribution of."""
    weights = tmp_path / "w.tsv"
    weights.write_text("a\t3\nb\t5\n")
    first = ("code", udhr("english"), "--with", weights, "-o", tmp_path / "out")
    message = kl.error(*first)
    assert message.startswith(f"kl: {weights}: looks like weights") and "--kind text" in message
    assert "one of: text" in kl.error(*first, "--kind", "weights")
    assert comes_back(kl, tmp_path, weights.read_text(), "--kind", "text")
    kl("code", weights, "--with", udhr("english"), "-o", tmp_path / "out")
