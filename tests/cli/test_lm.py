# SPDX-License-Identifier: Apache-2.0
"""kl lm: KenLM's numbers on real text, files in and out, and what goes wrong."""

import gzip
import json
import math
import pathlib
import random
import re

import pytest

from conftest import DATA, estimate, value

HERE = pathlib.Path(__file__).resolve().parents[1] / "text" / "shakespeare"

# KenLM (lmplz --discount_fallback --skip_symbols, query -v summary): perplexity with and without unknown words, their
# number, all tokens; n-grams of each order.
KENLM = [
    ("words", 3, 503.919203, 249.633489, 2125, 21894, [24032, 110183, 156550]),
    ("words", 5, 502.855012, 249.158832, 2125, 21894, [24032, 110183, 156550, 149159, 128861]),
    ("characters", 6, 4.719434, 4.719434, 0, 99153, [67, 1382, 10298, 41178, 108403, 211874]),
]


@pytest.fixture(scope="module")
def shakespeare(tmp_path_factory):
    """The text, and its characters as tokens with _ for a blank."""
    folder = tmp_path_factory.mktemp("shakespeare")
    for part in ("train", "test"):
        text = gzip.decompress((HERE / f"{part}.txt.gz").read_bytes()).decode()
        (folder / f"words.{part}").write_text(text)
        lines = (" ".join(line.replace(" ", "_")) for line in text.splitlines())
        (folder / f"characters.{part}").write_text("".join(line + "\n" for line in lines))
    return folder


@pytest.mark.parametrize("what,order,with_unknown,without,unknown,tokens,grams", KENLM)
def test_kenlm(kl, shakespeare, tmp_path, what, order, with_unknown, without, unknown, tokens, grams):
    trained = kl("lm", "train", "--order", order, shakespeare / f"{what}.train", "-o", tmp_path / "lm")
    assert [int(n) for n in re.findall(r": (\d+) n-grams", trained.stderr.decode())] == grams
    lines = kl.text("lm", "score", "--format", "kenlm", tmp_path / "lm", shakespeare / f"{what}.test").splitlines()
    names, values = zip(*(line.split("\t") for line in lines))
    assert names == ("Perplexity including OOVs:", "Perplexity excluding OOVs:", "OOVs:", "Tokens:")
    # Six digits: KenLM adds up floats.
    assert float(values[0]) == pytest.approx(with_unknown, rel=5e-7)
    assert float(values[1]) == pytest.approx(without, rel=5e-7)
    assert (int(values[2]), int(values[3])) == (unknown, tokens)


def test_discounts_that_stand_in_are_said(kl, shakespeare, tmp_path):
    trained = kl("lm", "train", "--order", 2, shakespeare / "characters.train", "-o", tmp_path / "lm")
    first, second = trained.stderr.decode().splitlines()
    assert first == "order 1: 67 n-grams, discounts 0.5000 1.0000 1.5000 (stand-ins: the counts of counts give none)"
    assert "stand-ins" not in second


def test_report(kl, shakespeare, tmp_path):
    kl("lm", "train", "--order", 3, shakespeare / "words.train", "-o", tmp_path / "lm")
    document = kl.json("lm", "score", tmp_path / "lm", shakespeare / "words.test", "--surprisal")
    bits = value(document, "cross_entropy", "model")
    assert value(document, "perplexity", "model") == pytest.approx(2**bits, rel=1e-9)
    assert value(document, "unknown") == 2125 / 17893
    size = len((shakespeare / "words.test").read_bytes())
    assert value(document, "bits_per_byte") == pytest.approx(bits * 21894 / size, rel=1e-9)
    series = document["series"][0]
    assert series["style"] == "passage" and len(series["labels"]) == 4096
    assert series["left_out"] == 21894 - 4096
    assert math.fsum(series["values"]) + series["left_out_sum"] == pytest.approx(bits * 21894, rel=1e-9)
    assert "".join(series["labels"]).split() == (shakespeare / "words.test").read_text().split()[:4096 - sum(
        label == "\n" for label in series["labels"])]
    page = tmp_path / "page.html"
    kl("lm", "score", tmp_path / "lm", shakespeare / "words.test", "--surprisal", "--html", page)
    assert page.read_text().count('<span class="h') == 4096
    assert kl("lm", "score", tmp_path / "lm", shakespeare / "words.test", "--fail-above", "cross_entropy=8",
              code=1).stderr
    kl("lm", "score", tmp_path / "lm", shakespeare / "words.test", "--fail-above", "cross_entropy=9")


def test_arpa(kl, shakespeare, tmp_path):
    """Ours written and read again is the same model; threads and memory change no byte."""
    train = shakespeare / "words.train"
    kl("lm", "train", "--order", 3, "--format", "arpa", train, "-o", tmp_path / "a.arpa")
    kl("lm", "train", "--order", 3, train, "-o", tmp_path / "a.klm")
    kl("lm", "train", "--order", 3, "--threads", 1, "--memory", "1M", train, "-o", tmp_path / "b.klm")
    assert (tmp_path / "a.klm").read_bytes() == (tmp_path / "b.klm").read_bytes()
    test = shakespeare / "words.test"
    ours, theirs = (float(kl.text("lm", "score", "--format", "kenlm", tmp_path / name, test).split()[3])
                    for name in ("a.klm", "a.arpa"))
    assert theirs == pytest.approx(ours, rel=1e-7)
    head = (tmp_path / "a.arpa").read_text()[:70].splitlines()
    assert head[:4] == ["\\data\\", "ngram 1=24032", "ngram 2=110183", "ngram 3=156550"]


def read_arpa(path):
    """What stands in an ARPA file: {n-gram: (log10 p, backoff or 0)} of each order, in order of the file."""
    orders = []
    for line in path.read_text().splitlines():
        if re.fullmatch(r"\\\d+-grams:", line):
            orders.append({})
        elif orders and "\t" in line:
            probability, gram, *backoff = line.split("\t")
            orders[-1][gram] = (float(probability), float(backoff[0]) if backoff else 0)
    return orders


def test_kenlm_arpa(kl, tmp_path):
    """A file that KenLM made is read as KenLM reads it, and ours of the same text says the same."""
    theirs, train, test = tmp_path / "kenlm.arpa", tmp_path / "train", tmp_path / "test"
    theirs.write_bytes(gzip.decompress((HERE.parent / "kenlm" / "order3.arpa.gz").read_bytes()))
    for path, lines in ((train, 120), (test, 300)):
        text = gzip.decompress((HERE / f"{path.name}.txt.gz").read_bytes()).splitlines(keepends=True)
        path.write_bytes(b"".join(text[:lines]))
    lines = kl.text("lm", "score", "--format", "kenlm", theirs, test).splitlines()
    # What KenLM's query prints of this file; it adds up floats.
    expected = (260.1904759966273, 58.868171633843694, 907, 1780)
    assert [float(line.split("\t")[1]) for line in lines] == pytest.approx(expected, rel=5e-7)
    kl("lm", "train", "--order", 3, "--format", "arpa", train, "-o", tmp_path / "ours.arpa")
    for n, (their, our) in enumerate(zip(read_arpa(theirs), read_arpa(tmp_path / "ours.arpa"), strict=True)):
        assert their.keys() == our.keys()
        if n == 0:  # the begin of a line has no probability: 0 there, -99 here
            assert (their.pop("<s>")[0], our.pop("<s>")[0]) == (0, -99)
        # KenLM computes discounts and backoffs in f32: some units of their last place,
        # which one order hands to the next.
        for gram, numbers in their.items():
            assert our[gram] == pytest.approx(numbers, abs=4e-7 * (n + 1)), gram
    # Its <s>, which it gives probability 1, is never drawn.
    assert "<s>" not in kl.text("lm", "sample", "--count", 50, theirs)


def test_options_of_another_action_are_refused(kl, shakespeare, tmp_path):
    """Nothing is taken and then not heeded: a gate that cannot fail is none."""
    model, text = tmp_path / "lm", shakespeare / "words.test"
    kl("lm", "train", "--order", 2, text, "-o", model)
    for words, option in [(("score", model, text, "--order", 3), "--order"),
                          (("score", model, text, "--symbols", "bytes"), "--symbols"),
                          (("sample", model, "--json"), "--json"),
                          (("train", text, "-o", model, "--fail-above", "x=1"), "--fail-above"),
                          (("interpolate", model, model, "--text", text, "--order", 2), "--order"),
                          (("score", model, text, "--format", "kenlm", "--json"), "--json")]:
        assert f" has no use for {option}\n" in kl("lm", *words, code=2).stderr.decode()
    assert not (tmp_path / "page").exists()


def test_long_lines_are_cut_and_it_is_said(kl, tmp_path):
    (tmp_path / "text").write_text("a " * 200_000)
    kl("lm", "train", "--order", 2, tmp_path / "text", "-o", tmp_path / "lm")
    drawn = kl("lm", "sample", tmp_path / "lm", "--seed", 2)
    assert len(drawn.stdout.split()) == 10_000
    assert drawn.stderr == b"kl: 1 of 1 lines had not ended after 10000 symbols and stop there\n"


def test_what_no_model_of_a_mixture_explains_is_named(kl, tmp_path):
    """Neither model allows b; the second one allows c, the first one does not."""
    for name, words in (("one", "a"), ("two", "ac")):
        grams = "".join(f"-0.5\t{word}\n" for word in words)
        (tmp_path / name).write_text(f"\\data\\\nngram 1={3 + len(words)}\n\n\\1-grams:\n-99\t<unk>\n-99\t<s>\n"
                                     f"-0.2\t</s>\n{grams}\n\\end\\\n")
    (tmp_path / "text").write_text("a c\na b\n")
    said = kl.error("lm", "interpolate", tmp_path / "one", tmp_path / "two", "--text", tmp_path / "text")
    assert f"{tmp_path / 'text'}: symbol 5 of the text (ends of lines counted) has no probability in any model" in said
    letters = tmp_path / "letters"
    kl("lm", "train", "--symbols", "letters", tmp_path / "text", "-o", letters)
    said = kl.error("lm", "interpolate", tmp_path / "one", letters, "--text", tmp_path / "text")
    assert f"{letters}: model 2 is of letters, the first one of tokens" in said


def test_arpa_is_of_tokens(kl, shakespeare, tmp_path):
    refused = kl("lm", "train", "--format", "arpa", "--symbols", "letters", shakespeare / "words.test", "-o",
                 tmp_path / "a.arpa", code=2)
    assert b"this model would be of letters" in refused.stderr and not (tmp_path / "a.arpa").exists()


def test_sample_and_interpolate(kl, shakespeare, tmp_path):
    kl("lm", "train", "--order", 3, shakespeare / "words.train", "-o", tmp_path / "a")
    kl("lm", "train", "--order", 1, shakespeare / "words.train", "-o", tmp_path / "b")
    lines = kl.text("lm", "sample", tmp_path / "a", "--count", 5, "--seed", 3).splitlines()
    assert len(lines) == 5 and lines == kl.text("lm", "sample", tmp_path / "a", "--count", 5, "--seed",
                                                3).splitlines()
    known = set((shakespeare / "words.train").read_text().split())
    assert all(word in known for line in lines for word in line.split())
    document = kl.json("lm", "interpolate", tmp_path / "a", tmp_path / "b", "--text", shakespeare / "words.test")
    weight = document["series"][0]
    assert weight["id"] == "weight" and weight["labels"] == [str(tmp_path / "a"), str(tmp_path / "b")]
    assert sum(weight["values"]) == pytest.approx(1, abs=1e-12) and weight["values"][0] > weight["values"][1]
    assert value(document, "perplexity", "mixture") < 503.919203
    assert value(document, "perplexity") == pytest.approx(2 ** value(document, "cross_entropy"), rel=1e-9)
    kl("lm", "interpolate", tmp_path / "a", tmp_path / "b", "--text", shakespeare / "words.test", "--fail-above",
       "perplexity=300", code=1)
    # The weights are those of this text, which is said, and lines of it are a sample as they are to `score`.
    of = estimate(document, "cross_entropy", "mixture")
    assert of["method"] == "clustered" and of["low"] < of["value"] < of["high"]
    assert any("chosen by this very text" in s["text"] for s in document["sentences"])
    assert not any("know different" in s["text"] for s in document["sentences"])


def test_models_of_different_vocabularies(kl, tmp_path):
    """What a model does not know costs it little where it knows little: the share is told of each, and what it does."""
    (tmp_path / "a.txt").write_text("a b c d e f g h\n" * 20)
    (tmp_path / "b.txt").write_text("a b\nb a\n" * 20)
    (tmp_path / "t.txt").write_text("a b c d\ne f g h\n" * 10)
    for name in "ab":
        kl("lm", "train", "--order", 2, tmp_path / f"{name}.txt", "-o", tmp_path / name)
    document = kl.json("lm", "interpolate", tmp_path / "a", tmp_path / "b", "--text", tmp_path / "t.txt")
    assert [value(document, "unknown", who) for who in ("model", "model:2")] == [0, 0.75]
    assert any("The models know different tokens." in s["text"] for s in document["sentences"])
    kl("lm", "interpolate", tmp_path / "a", tmp_path / "b", "--text", tmp_path / "t.txt", "-f", "unknown=0.5", code=1)


def test_pipes(kl, tmp_path):
    kl("lm", "train", "--order", 2, "-", "-o", tmp_path / "lm", stdin=b"a b\nb a\n")
    document = json.loads(kl("lm", "score", "--json", tmp_path / "lm", "-", stdin=b"a b\n").stdout)
    assert value(document, "unknown") == 0


def test_bytes_that_are_not_utf8_are_counted(kl, tmp_path):
    """Python's decoder is the oracle. Tokens and bytes are what they are."""
    draw = random.Random(4)
    text = b"".join(draw.choice((b"Haus ", b"\n", "größe ".encode(), bytes([draw.randrange(128, 256)])))
                    for _ in range(60000))
    (tmp_path / "t").write_bytes(text)
    bad = len(text) - len(text.decode("utf-8", "ignore").encode())
    wanted = f"The text has {bad:,} bytes that are not UTF-8 and passed over."
    for symbols, count in (("letters", 1), ("words", 1), ("tokens", 0), ("bytes", 0)):
        kl("lm", "train", "--symbols", symbols, "--order", 2, tmp_path / "t", "-o", tmp_path / "lm")
        for threads in (1, 3):
            document = kl.json("lm", "score", "--threads", threads, tmp_path / "lm", tmp_path / "t")
            assert [s["text"] for s in document["sentences"]].count(wanted) == count, symbols
    kl("lm", "train", "--symbols", "words", "--order", 2, tmp_path / "t", "-o", tmp_path / "lm")
    for part in "123":
        kl("lm", "score", "--part", f"{part}/3", tmp_path / "lm", tmp_path / "t", "-o", tmp_path / part)
    kl("merge", *(tmp_path / part for part in "123"), "-o", tmp_path / "all")
    assert wanted in [s["text"] for s in kl.json("lm", "score", tmp_path / "all")["sentences"]]


def test_no_loss_per_word_where_there_is_none(kl, tmp_path):
    (tmp_path / "t").write_text("a b\n")
    kl("lm", "train", tmp_path / "t", "-o", tmp_path / "lm")
    document = kl.json("lm", "score", tmp_path / "lm", "-", stdin=b"\n \n")
    ids = [e["id"] for e in document["estimates"]]
    assert "bits_per_byte" in ids and "bits_per_word" not in ids and "word_perplexity" not in ids


def test_errors(kl, tmp_path):
    (tmp_path / "t").write_text("a b\n")
    for name, content in (("empty", ""), ("blank", "\n \t\r\n\n"), ("digits", "1 2"), ("literal", "<s> </s> <unk>\n")):
        (tmp_path / name).write_text(content)
    (tmp_path / "nothing.arpa").write_text("\\data\\\nngram 1=2\n\n\\1-grams:\n-99 <s>\n-99 a\n\\end\\\n")
    kl("lm", "train", tmp_path / "t", "-o", tmp_path / "lm")
    model = (tmp_path / "lm").read_bytes()
    (tmp_path / "bad").write_bytes(model[:-20] + b"?" + model[-19:])
    said = [
        (["lm"], "train, score, sample or interpolate"),
        (["lm", "train", tmp_path / "t"], "where to?"),
        (["lm", "train", tmp_path / "nowhere", "-o", tmp_path / "x"], "nowhere: No such file"),
        (["lm", "train", tmp_path / "empty", "-o", tmp_path / "x"], "no line to train"),
        (["lm", "train", tmp_path / "blank", "-o", tmp_path / "x"], "blank: 3 lines and no symbol to train"),
        (["lm", "train", "--symbols", "letters", tmp_path / "digits", "-o", tmp_path / "x"],
         "digits: 1 line and no symbol to train"),
        (["lm", "train", tmp_path / "literal", "-o", tmp_path / "x"], "1 line and no symbol"),
        (["lm", "score", tmp_path / "empty", tmp_path / "t"], "empty: empty, neither a language model"),
        (["lm", "train", "--order", "0", tmp_path / "t", "-o", tmp_path / "x"], "1 2 3 4 5 6 7 8 9 10"),
        (["lm", "score", tmp_path / "lm", tmp_path / "empty"], "empty: there is no line"),
        (["lm", "score", tmp_path / "t", tmp_path / "t"], "t: neither a language model of Kullback nor an ARPA"),
        (["lm", "score", tmp_path / "bad", tmp_path / "t"], "bad: byte "),
        (["lm", "score", tmp_path / "lm"], "one model and one text"),
        (["lm", "score", "--format", "kenlm", "--json", tmp_path / "lm", tmp_path / "t"], "has no use for --json"),
        (["lm", "score", "--fail-above", "entropy=1", tmp_path / "lm", tmp_path / "t"], "entropy"),
        (["lm", "sample", tmp_path / "nothing.arpa"], "nothing.arpa: no symbol that the model knows"),
        (["lm", "interpolate", tmp_path / "lm", "--text", tmp_path / "t"], "2 to 64 models"),
    ]
    for words, part in said:
        assert part in kl.error(*words), words
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("before", (0, 1))
def test_a_mark_at_the_begin_of_a_line_where_the_tasks_meet(kl, tmp_path, before):
    """Tasks are a mebibyte long: a line that begins where one does has the same letters as elsewhere."""
    (tmp_path / "text").write_bytes(b"\n" * (2**20 - before) + "\u0301z\n".encode())
    trained = kl("lm", "train", "--symbols", "letters", "--order", 1, tmp_path / "text", "-o", tmp_path / "lm")
    assert "order 1: 5 n-grams" in trained.stderr.decode()  # both, and the three that every model has


def test_what_is_refused_is_refused_before_the_work(kl, tmp_path):
    """A text that is not there is not asked for."""
    for words, said in [(("--format", "arpa", "--symbols", "bytes", "-o", tmp_path / "x"), "would be of bytes"),
                        (("-o", tmp_path / "nowhere" / "x"), "nowhere/x: No such file"),
                        (("--part", "1/2", "-o", tmp_path / "nowhere" / "x"), "nowhere/x: No such file")]:
        assert said in kl.error("lm", "train", *words, tmp_path / "not-there")
    (tmp_path / "t").write_text("a b\n")
    kl("lm", "train", "--symbols", "bytes", "--part", "1/1", tmp_path / "t", "-o", tmp_path / "s.kls")
    said = kl.error("lm", "train", "--format", "arpa", tmp_path / "s.kls", "-o", tmp_path / "x")
    assert "would be of bytes" in said and not list(tmp_path.glob("x*"))


def test_states_of_parts(kl, tmp_path):
    """A state has no parts of its own, and a model of some parts says that it is."""
    (tmp_path / "t").write_text("a b\nb a\n" * 50)
    for part in "12":
        kl("lm", "train", "--part", f"{part}/2", tmp_path / "t", "-o", tmp_path / part)
    assert "has no use for --part" in kl.error("lm", "train", "--part", "1/2", tmp_path / "1", "-o", tmp_path / "x")
    assert not (tmp_path / "x").exists()
    said = kl("lm", "train", tmp_path / "1", "-o", tmp_path / "lm").stderr.decode()
    assert f"{tmp_path / '1'} is a part: the lines that begin in 200 of 400 bytes; kl merge puts" in said
    kl("merge", tmp_path / "1", tmp_path / "2", "-o", tmp_path / "all")
    assert "is a part" not in kl("lm", "train", tmp_path / "all", "-o", tmp_path / "lm").stderr.decode()


def test_damage_in_a_text_is_named_with_its_byte(kl, tmp_path):
    """The byte of the text, whichever part of it is read; once the name of the file that is wrong."""
    text, model = tmp_path / "text", tmp_path / "lm"
    (tmp_path / "t").write_text("a b\n")
    kl("lm", "train", "--order", 2, tmp_path / "t", "-o", model)
    text.write_text("a\n" * 40_000 + "x" * 70_000)
    said = f"kl: {text}: byte 80000: a token of more than 65536 bytes"
    for words in [("train", text, "-o", tmp_path / "x"), ("train", "--part", "2/2", text, "-o", tmp_path / "x"),
                  ("score", "--part", "2/2", model, text, "-o", tmp_path / "x"), ("score", model, text),
                  ("score", "--format", "kenlm", model, text), ("interpolate", model, model, "--text", text)]:
        assert kl.error("lm", *words).startswith(said), words
    for words in [("interpolate", model, text, "--text", text), ("sample", text)]:
        assert kl.error("lm", *words).startswith(f"kl: {text}: neither a language model"), words


def test_every_byte_is_shown(kl, tmp_path):
    """A blank is none of the ends of lines, and a byte of 0 has a label."""
    text, page = tmp_path / "text", tmp_path / "page.html"
    text.write_bytes(b"a b\0c\n")
    kl("lm", "train", "--symbols", "bytes", "--order", 1, text, "-o", tmp_path / "lm")
    words = ("lm", "score", "--surprisal", tmp_path / "lm", text)
    assert kl.json(*words)["series"][0]["labels"] == ["a", " ", "b", "\\x00", "c", "\n"]
    shown = kl.text(*words).splitlines()[-1]
    assert [of.strip() for of in re.findall(r"([^][]+)\[", shown)] == ["a", "␣", "b", r"\x00", "c", "↵"]
    kl(*words, "--html", page)
    assert re.findall(r'<span class="h\d"[^>]*>(.*?)</span>', page.read_text()) == ["a", "␣", "b", r"\x00", "c", "↵"]


@pytest.mark.parametrize("decimals", [7, 4])
def test_rounding_makes_no_sum_above_1(kl, tmp_path, decimals):
    """Files of toolkits that write four decimals add up to 1 as well as they can, and a spoiled one does not."""
    kl("lm", "train", "--order", 3, DATA / "udhr" / "english.txt", "--format", "arpa", "-o", tmp_path / "m.arpa")
    numbers = re.compile(r"(?<=\t)-?\d+\.\d+$|^-?\d+\.\d+(?=\t)", re.M)
    text = numbers.sub(lambda number: f"{float(number[0]):.{decimals}f}", (tmp_path / "m.arpa").read_text())
    (tmp_path / "m.arpa").write_text(text)
    score = ("lm", "score", tmp_path / "m.arpa", DATA / "udhr" / "english.txt")
    assert "add up to" not in kl.text(*score)
    (tmp_path / "m.arpa").write_text(re.sub(r"^\S+(?=\tof the\t)", "-0.1", text, flags=re.M))
    said = " ".join(kl.text(*score).split())
    assert re.search('After "([a-z]+ )?of" the probabilities of .* add up to 1[.]', said)
    states = [tmp_path / f"{part}.kls" for part in (1, 2)]
    for part, state in enumerate(states, 1):
        kl(*score, "--part", f"{part}/2", "-o", state)
    kl("merge", *reversed(states), "-o", tmp_path / "all.kls")
    assert kl.text("lm", "score", tmp_path / "all.kls") == kl.text(*score)
    twice = kl.text("lm", "interpolate", tmp_path / "m.arpa", tmp_path / "m.arpa", "--text", DATA / "udhr" / "english.txt")
    assert " ".join(twice.split()).count("add up to 1.") == 1
