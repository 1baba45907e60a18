# SPDX-License-Identifier: Apache-2.0
"""kl lang: languages of files and lines, and what is none. The texts are those of examples/ and sentences in public
domain, none of which a profile was trained on, but for the Declaration."""

import os
import random
import re
import subprocess

import pytest

from conftest import ALL_CASES, DATA, ROOT, estimate, value

LINE = re.compile(r"([a-z]{2,3})\t([01]\.\d{4})\t(\d+\.\d\d|inf)\t(sure|unsure|unknown)")
SENTENCES = {
    "en": "It was the best of times, it was the worst of times, it was the age of wisdom.",
    "de": "Habe nun, ach! Philosophie, Juristerei und Medizin durchaus studiert, mit heißem Bemühn.",
    "fr": "Il était une fois une petite fille de village, la plus jolie qu'on eût su voir.",
    "es": "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo.",
    "it": "Nel mezzo del cammin di nostra vita mi ritrovai per una selva oscura.",
    "nl": "Het was de beste tijd, en de mensen vroegen zich af waarom het zo lang had geduurd.",
    "pl": "Litwo! Ojczyzno moja! ty jesteś jak zdrowie; ile cię trzeba cenić, ten tylko się dowie, kto cię stracił.",
    "fi": "Mieleni minun tekevi, aivoni ajattelevi lähteäni laulamahan, saa'ani sanelemahan.",
    "hu": "Hazádnak rendületlenül légy híve, oh magyar; bölcsőd az s majdan sírod is.",
    "tr": "Korkma, sönmez bu şafaklarda yüzen al sancak, sönmeden yurdumun üstünde tüten en son ocak.",
    "ru": "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.",
    "uk": "Реве та стогне Дніпр широкий, сердитий вітер завива, додолу верби гне високі.",
    "bg": "Тази нощ беше тиха и всички спяха, само старецът седеше край огъня и мислеше.",
    "el": "Σε γνωρίζω από την κόψη του σπαθιού την τρομερή.",
    "he": "בראשית ברא אלהים את השמים ואת הארץ והארץ היתה תהו ובהו.",
    "ar": "كان يا ما كان في قديم الزمان ملك عظيم يحكم بلادا واسعة.",
    "hi": "एक समय की बात है, एक गाँव में एक गरीब किसान रहता था।",
    "th": "กาลครั้งหนึ่งนานมาแล้วมีชายชราคนหนึ่งอาศัยอยู่ในป่า",
    "ja": "国境の長いトンネルを抜けると雪国であった。",
    "zh": "学而时习之，不亦说乎？有朋自远方来，不亦乐乎？",
    "ko": "죽는 날까지 하늘을 우러러 한 점 부끄럼이 없기를.",
}


def lines_of(kl, text, *words):
    data = text if isinstance(text, bytes) else text.encode()
    return [line.split("\t") for line in kl.text("lang", "--lines", *words, stdin=data).splitlines()]


def test_every_example_in_its_language(kl):
    """The names of the files are the oracle."""
    files = sorted((DATA / "udhr").glob("*.txt"))
    document = kl.json("lang", *files)
    for at, path in enumerate(files):
        subject = document["inputs"][at]["subject"]
        said = " ".join(s["text"] for s in document["sentences"] if s["text"].startswith(f"{subject} is "))
        assert path.stem.capitalize() in said, (path, said)
        assert value(document, "posterior", subject) > 0.999
        assert value(document, "margin", subject) > 10
        series = [s for s in document["series"] if s["id"] == "language" and s["subject"] == subject]
        assert len(series) == 1


def test_sentences_one_a_line(kl):
    text = "".join(f"{sentence}\n" for sentence in SENTENCES.values())
    out = kl.text("lang", "--lines", stdin=text.encode())
    rows = [LINE.fullmatch(line) for line in out.splitlines()]
    assert all(rows) and len(rows) == len(SENTENCES)
    assert [row[1] for row in rows] == list(SENTENCES)
    assert all(row[4] == "sure" for row in rows), out


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda s: s + " 2019, 12:30 (3.5 %)!",
                                    lambda s: "»" + s.replace(" ", "  ") + "«", lambda s: s.replace("'", "’"),
                                    lambda s: "\ufeff" + s + "\r"])
def test_the_form_does_not_matter(kl, change):
    out = lines_of(kl, "".join(change(s) + "\n" for s in SENTENCES.values()))
    assert [row[0] for row in out] == list(SENTENCES)


def test_either_form_of_accents(kl):
    import unicodedata
    texts = [unicodedata.normalize(form, s) for s in SENTENCES.values() for form in ("NFC", "NFD")]
    out = lines_of(kl, "\n".join(texts))
    for composed, decomposed, code in zip(out[::2], out[1::2], SENTENCES):
        assert composed[0] == decomposed[0] == code
        # Hangul and kana are not put together again; every other alphabet is, to the last digit.
        assert composed == decomposed or code in ("ko", "ja", "hi")


def test_one_line_out_for_each_line_in(kl):
    texts = [b"", b"   ", b"\t", "😀🎉 😀".encode(), b"\xff\xfe\x80", b"12345 67", b"\xd0", b"!?", b"\0\0",
             "ᎣᏏᏲ ᏙᎯᏧ".encode(), b"a", b"Guten Morgen, liebe Sorgen"]
    for end in (b"", b"\n"):
        out = lines_of(kl, b"\n".join(texts) + end)
        assert len(out) == len(texts)
        assert all(row == ["und", "0.0000", "0.00", "unknown"] for row in out[:10]), out
        assert out[10][3] == "unsure"
        assert out[11][0] == "de"
    assert kl.text("lang", "--lines", stdin=b"") == ""
    assert len(lines_of(kl, b"\n")) == 1


def test_gibberish_is_unknown(kl):
    draw = random.Random(5)
    words = lambda alphabet: " ".join("".join(draw.choice(alphabet) for _ in range(draw.randint(3, 9)))
                                      for _ in range(8))
    texts = [words("abcdefghijklmnopqrstuvwxyz") for _ in range(100)] + [words("asdfghjkl") for _ in range(100)]
    texts += [words("абвгдежзиклмнопрстуфхцчшыэюя") for _ in range(100)]
    out = lines_of(kl, "\n".join(texts))
    assert sum(row[3] == "unknown" for row in out) >= 0.95 * len(texts)


def test_a_few_letters_again_and_again_are_no_language(kl):
    for row in lines_of(kl, "\n".join(["a" * 1000, "a " * 500, "haha" * 50, "ж" * 200])):
        assert row[3] == "unknown", row
    assert "it repeats so few letters" in " ".join(kl.text("lang", stdin=b"a" * 100000).split())
    # Where letters are syllables and words, too; a word that is one of them twice is a word.
    for row in lines_of(kl, "\n".join([letter * n for letter in "的哈谢は가네" for n in (10, 100, 5000)]
                                      + ["我爱你" * 40, "あは" * 10, "하하 " * 20])):
        assert row[3] == "unknown", row
    for row in lines_of(kl, "\n".join(["谢谢", "妈妈", "爸爸妈妈", "もしもし", "ママ", "네네", "빨리빨리"])):
        assert row[3] == "sure", row
    for row in lines_of(kl, "\n".join(["mama", "papa", "ananas", "Bonbon", "no, no, no", "la la la"])):
        assert row[3] != "unknown", row


def test_a_few_words_again_and_again_tell_no_more_than_once(kl):
    """The text that says each word once is the oracle."""
    for once in ("la", "de", "I love you", "mama papa", "это так"):
        first, *more = lines_of(kl, "\n".join([once, *(f"{once} " * times for times in (2, 20, 200))]))
        assert len(more) == 3
        for again in more:
            assert again[:3] == first[:3] and again[3] != "sure", again
    row, = lines_of(kl, "Herzlichen Glückwunsch zum Geburtstag! " * 20)
    assert row[0] == "de" and row[3] == "sure"


def said_of(kl, text, *words):
    """The answer in words."""
    sentences = kl.json("lang", *words, "-", stdin=text.encode())["sentences"]
    return next(s["text"] for s in sentences if s["role"] == "so_what")


def test_the_reason_is_the_one_that_decided(kl):
    hindi, english, russian = SENTENCES["hi"], SENTENCES["en"], SENTENCES["ru"]
    said = said_of(kl, f"{english} {hindi}")
    assert re.fullmatch(r"A may be English \(en\), but 4\d % of it is in another script\.", said), said
    assert said_of(kl, "konto") == "A may be German (de), but it may also be Swedish."
    assert said_of(kl, "konto", "--top", "1") == said_of(kl, "konto")
    assert said_of(kl, "12:30") == "A: cannot tell: there is no letter."
    assert "most of its letters are in scripts" in said_of(kl, "ᎣᏏᏲ ᎣᏏᏲ a")
    assert "most of its letters are in scripts" in said_of(kl, russian, "--only", "de")
    assert "it repeats so few letters" in said_of(kl, "a" * 1000)
    assert "it is like no language" in said_of(kl, "xqzj wvkx qqpz zzvx kjqw xzvq")
    assert said_of(kl, english) == "A is English (en)."
    assert said_of(kl, SENTENCES["el"]) == "A is Greek (el), the only possible language that is written in its letters."


def test_how_much_is_in_a_script_is_not_how_many_bytes(kl):
    """Four words of English beside one of Hindi, Cyrillic, Thai: all of those have more bytes."""
    for other in ("नमस्ते दुनिया", "здравствуйте мир", "สวัสดีชาวโลก"):
        row, = lines_of(kl, f"Good morning, this is the world {other}")
        assert row[0] == "en", (row, other)
    # A sign of Chinese is a word.
    assert lines_of(kl, "今天我买了iPhone和MacBook，还有AirPods。")[0][0] == "zh"


def test_only_some_are_possible(kl):
    text = "Das ist ein kleines Haus.\n"
    assert lines_of(kl, text)[0][0] == "de"
    row, = lines_of(kl, text, "--only", "nl,en")
    assert row[0] in ("nl", "en")
    row, = lines_of(kl, text, "--only", "de")
    assert row[:3] == ["de", "1.0000", "inf"]
    assert lines_of(kl, text, "--only", "ru")[0][0] == "und"
    row, = lines_of(kl, "Я живу в Москве и работаю. Ich wohne in Berlin und arbeite.\n", "--only", "de,en")
    assert row[::3] == ["de", "unsure"]
    row, = lines_of(kl, "Jeg vet ikke hva du heter.\n", "--only", "nb,sv")
    assert row[0] == "no"
    assert "no language xx" in kl.error("lang", "--only", "de,xx", "-", stdin=b"")
    assert "expected codes" in kl.error("lang", "--only", ",", "-", stdin=b"")
    assert "fewer than 1024 bytes" in kl.error("lang", "--only", ",".join(["de"] * 400), "-", stdin=b"")


def test_the_most_probable(kl):
    row, = lines_of(kl, "konto\n", "--top", "4")
    codes, shares = zip(*(more.split("=") for more in row[4:]))
    assert len(codes) == 3 and len({row[0], *codes}) == 4
    shares = [float(row[1]), *map(float, shares)]
    assert shares == sorted(shares, reverse=True) and sum(shares) <= 1.0002
    document = kl.json("lang", "--top", "3", "-", stdin=b"konto")
    series, = document["series"]
    assert series["id"] == "language" and len(series["labels"]) == 3
    assert series["left_out"] > 3 and abs(sum(series["values"]) + series["left_out_sum"] - 1) < 1e-12
    assert "--top 0" in kl.error("lang", "--top", "0", "-", stdin=b"")


def test_lines_make_no_report(kl):
    for option in (["--json"], ["--html", "x"], ["--fail-above", "margin=1"]):
        assert f"kl lang --lines has no use for {option[0]}" in kl.error("lang", "--lines", *option, "-", stdin=b"konto\n")


def test_units_and_tolerances(kl):
    row, = lines_of(kl, "Wo ist das Haus?\n")
    nats, = lines_of(kl, "Wo ist das Haus?\n", "--unit", "nats")
    assert abs(float(row[2]) * 0.693147 - float(nats[2])) < 0.01
    failed = kl("lang", "-", "--fail-above", "margin=0.5", stdin=b"Wo ist das Haus?", code=1)
    assert b"margin of A is above 0.5 bits (it is 8." in failed.stderr
    estimates = kl.json("lang", "-", stdin=b"Wo ist das Haus?")["estimates"]
    assert [(e["id"], e["method"]) for e in estimates] == [
        ("posterior", "model"), ("margin", "model"), ("cross_entropy", "exact")]
    assert all(e["standard_error"] is None and e["low"] is None and e["high"] is None for e in estimates[:2])
    kl("lang", "-", "--fail-above", "margin=1e6", stdin=b"Wo ist das Haus?")


def test_pages(kl, tmp_path):
    page = tmp_path / "page.html"
    text = kl.text("lang", "-", "--html", page, stdin=SENTENCES["fr"].encode())
    assert "A is French (fr)." in text
    assert "French" in page.read_text()
    assert "cannot tell" in kl.text("lang", "-", stdin=b"xqzj wvkx qqpz zzvx kjqw xzvq")
    assert "cannot tell" in kl.text("lang", "-", stdin=b"123")


def test_files_that_cannot_be_read(kl, tmp_path):
    assert "No such file" in kl.error("lang", tmp_path / "missing.txt")
    assert "No such file" in kl.error("lang", "--lines", tmp_path / "missing.txt")
    assert "directory" in kl.error("lang", tmp_path)
    assert "No such file" in kl.error("lang", "--profile", tmp_path / "missing.kls", "-", stdin=b"")
    other = tmp_path / "other.kls"
    other.write_bytes(b"no profile at all")
    assert f"{other}: not a profile of languages" in kl.error("lang", "--profile", other, "-", stdin=b"")
    kl("count", DATA / "unknown.txt", "-o", other)
    assert "other.kls" in kl.error("lang", "--profile", other, "-", stdin=b"")


def test_memory_does_not_depend_on_the_length_of_a_line(kl):
    """100 MB in one line go through a process that may have 60 MB of memory in all."""
    if os.environ.get("KL_SOME_CASES"):
        pytest.skip("sanitizers and emulators reserve address space")
    limited = f"ulimit -v 60000; exec {kl.path} lang --lines"
    run = subprocess.Popen(["sh", "-c", limited], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    block = (SENTENCES["de"] + " ").encode() * 10000
    for _ in range(100_000_000 // len(block)):
        run.stdin.write(block)
    out, _ = run.communicate()
    assert run.returncode == 0
    assert out.decode().split("\t")[0] == "de" and out.count(b"\n") == 1


def test_an_empty_profile_is_called_empty(kl, tmp_path):
    path = tmp_path / "nothing.kls"
    path.write_bytes(b"")
    assert kl.error("lang", "--profile", path, "-", stdin=b"") == f"kl: {path}: empty, not a profile of languages"
    said = kl.error("lang", "--cipher", "--profile", path, "-", stdin=b"")
    assert said == f"kl: {path}: empty, not a profile for ciphers"


def test_a_cut_or_altered_profile_is_refused(kl, tmp_path):
    data = (ROOT / "src/text/languages.kls").read_bytes()
    path = tmp_path / "damaged.kls"
    for at in (0, 9, 12, 400, len(data) // 2, len(data) - 3):
        path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1:])
        assert "damaged.kls" in kl.error("lang", "--profile", path, "-", stdin=b"")
        path.write_bytes(data[:at])
        assert "damaged.kls" in kl.error("lang", "--profile", path, "-", stdin=b"")


def test_spans(kl, tmp_path):
    parts = [("de", SENTENCES["de"] + "\n"), ("fr", SENTENCES["fr"] + " "), ("el", SENTENCES["el"])]
    path = tmp_path / "mixed.txt"
    path.write_text("".join(part for _, part in parts), "utf-8")
    document = kl.json("lang", "--spans", path)
    assert [span["label"] for span in document["spans"]] == [code for code, _ in parts]
    at = 0
    for span, (_, part) in zip(document["spans"], parts):
        assert (span["subject"], span["begin"], span["end"]) == ("A", at, at + len(part.encode()))
        assert 0.5 < span["value"] <= 1
        at = span["end"]
    assert value(document, "languages", "A") == 3 and value(document, "spans", "A") == 3
    shares, = [s for s in document["series"] if s["id"] == "share"]
    assert abs(sum(shares["values"]) - 1) < 1e-12
    said = kl.text("lang", "--spans", path)
    assert "% French" in said and "in 3 spans" in said and "A bytes 0–" in said
    assert len(kl.json("lang", "--spans", "--price", "1e5", path)["spans"]) == 1
    kl("lang", "--spans", path, "--fail-above", "languages=2", code=1)
    kl("lang", "--spans", path, "--fail-above", "languages=3")
    page = tmp_path / "page.html"
    kl.text("lang", "--spans", path, "--html", page)
    assert "French" in page.read_text()


def test_spans_of_little(kl):
    assert kl.json("lang", "--spans", "-", stdin=b"")["spans"] == []
    assert "empty" in kl.text("lang", "--spans", "-", stdin=b"")
    span, = kl.json("lang", "--spans", "-", stdin=b"\xff\xfe 12 \xf0\x9f\x98\x80")["spans"]
    assert (span["begin"], span["end"], span["label"], span["value"]) == (0, 10, "und", 0)
    for words in (("--price", "-1"), ("--price", "x"), ("--lines",)):
        assert kl.error("lang", "--spans", *words, "-", stdin=b"")
    assert "no use for --lines" in kl.error("lang", "--spans", "--lines", "-", stdin=b"")
    assert "languages" in kl.error("lang", "--spans", "--fail-above", "margin=1", "-", stdin=b"")


def test_a_span_of_no_language_has_the_status_of_a_text_of_none(kl, tmp_path):
    """The same stretch, as a text of its own, is the oracle."""
    for text in ("aaaa " * 8, "kkkkkkk", "的" * 100):
        code, posterior, _, status = lines_of(kl, text)[0]
        assert status == "unknown"
        document = kl.json("lang", "--spans", "-", stdin=text.encode())
        span, = document["spans"]
        assert (span["label"], span["status"]) == (code, "unknown") and abs(span["value"] - float(posterior)) < 1e-4
        assert value(document, "languages", "A") == 0 and value(document, "spans", "A") == 1
        share, = [s for s in document["series"] if s["id"] == "share"]
        assert share["labels"] == ["und (undetermined)"] and share["values"] == [1]
        said = kl.text("lang", "--spans", "-", stdin=text.encode())
        assert "A is 100 % no known language, in 1 span." in said and f"{code}, unknown" in said
        page = tmp_path / "page.html"
        kl.text("lang", "--spans", "-", "--html", page, stdin=text.encode())
        assert re.search(f">{code}<.*?>unknown<", page.read_text(), re.S)
    # Beside a language, and one that is open: bytes of the unknown are none of its bytes.
    parts = [(SENTENCES["de"] + "\n").encode(), b"kkkkkkk " * 20 + b"\n", SENTENCES["el"].encode()]
    document = kl.json("lang", "--spans", "-", stdin=b"".join(parts))
    known = {x["label"] for x in document["spans"] if x["status"] != "unknown"}
    assert known == {"de", "el"} and value(document, "languages", "A") == 2
    span, = kl.json("lang", "--spans", "-", stdin=b"konto")["spans"]
    assert [span["label"], span["status"]] == lines_of(kl, "konto")[0][::3] and span["status"] == "unsure"


def test_bytes_that_are_not_utf8_are_counted(kl, tmp_path):
    """Python's decoder is the oracle; what it leaves out is what is bad."""
    draw = random.Random(9)
    texts = [SENTENCES["de"].encode("latin-1"), b"a\xd0", b"\xed\xa0\x80 \xc0\x80 \xf4\x90\x80\x80",
             b"".join(draw.choice((SENTENCES["el"].encode(), bytes([draw.randrange(128, 256)]), b" x"))
                      for _ in range(20000 if ALL_CASES else 1000))]
    for text in texts:
        path = tmp_path / "text"
        path.write_bytes(text)
        bad = len(text) - len(text.decode("utf-8", "ignore").encode())
        wanted = f"A has {bad:,} byte{'s that are' if bad > 1 else ' that is'} not UTF-8: each ends a word."
        for words in ((), ("--spans",)):
            notes = [s["text"] for s in kl.json("lang", *words, path)["sentences"] if s["role"] == "note"]
            assert notes == [wanted], words
            assert " ".join(wanted.split()) in " ".join(kl.text("lang", *words, path).split())
    for words in ((), ("--spans",)):
        document = kl.json("lang", *words, "-", stdin=SENTENCES["ja"].encode())
        assert all(s["role"] != "note" for s in document["sentences"])


def test_profiles_of_ones_own(kl, tmp_path):
    mine, own, other = tmp_path / "mine.txt", tmp_path / "own.kls", tmp_path / "other.kls"
    mine.write_text("xolu vbimo qevak uzzyp kwilu gnoxe\n" * 40)
    assert kl.text("lang", "train", "--name", "volap=Volapish", mine, "-o", own) == ""
    said = kl.text("lang", "--profile", "built-in", "--profile", own, "-", stdin=b"qevak xolu uzzyp gnoxe vbimo")
    assert "A is Volapish (volap)." in said
    assert lines_of(kl, "Das ist ein kleines Haus.\n", "--profile", "built-in", "--profile", own)[0][0] == "de"
    assert lines_of(kl, "Das ist ein kleines Haus.\n", "--profile", own)[0][3] == "unknown"
    kl("lang", "train", "--name", "german", DATA / "udhr/german.txt", "-o", other)
    row, = lines_of(kl, "Jeder hat das Recht auf Leben.\n", "--profile", own, "--profile", other)
    assert row[0] == "german"
    assert "two profiles have a language german" in kl.error("lang", "--profile", other, "--profile", other, "-",
                                                             stdin=b"")
    data = own.read_bytes()
    for at in (0, 9, 12, 60, len(data) // 2, len(data) - 3):
        other.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1:])
        assert "other.kls" in kl.error("lang", "--profile", other, "-", stdin=b"")
        other.write_bytes(data[:at])
        assert "other.kls" in kl.error("lang", "--profile", other, "-", stdin=b"")


def test_training_that_cannot_be(kl, tmp_path):
    empty, out = tmp_path / "empty.txt", tmp_path / "out.kls"
    empty.write_bytes(b"")
    for texts, name in (([empty], empty), (["-"], "standard input"), ([empty, empty], "the texts")):
        message = kl.error("lang", "train", "--name", "xx", *texts, "-o", out, stdin=b"")
        assert message.startswith(f"kl: {name}: 0 letters") and "expected at least 500" in message
    assert "No such file" in kl.error("lang", "train", "--name", "xx", tmp_path / "missing.txt", "-o", out)
    assert "--name" in kl.error("lang", "train", empty, "-o", out)
    assert "nothing to train on" in kl.error("lang", "train", "--name", "xx", "-o", out)
    assert "expected 1 to 8" in kl.error("lang", "train", "--name", "ninechars", empty, "-o", out)
    for code in ("a b", "a\tb", "a,b", "a\n", "a\udcff"):
        assert "of the code of a language is 0x" in kl.error("lang", "train", "--name", code, empty, "-o", out)
    assert "of the name of a language is 0x1B" in kl.error("lang", "train", "--name", "x=\x1b[2J", empty, "-o", out)
    assert "is und" in kl.error("lang", "train", "--name", "und", empty, "-o", out)
    assert kl.error("lang", "train", "--name", "xx", empty, "-o", "") == "kl: --output '': expected the name of a file"
    assert "no use for --name" in kl.error("lang", "--name", "xx", empty)
    assert "no use for --spans" in kl.error("lang", "train", "--spans", "--name", "xx", empty, "-o", out)
    assert "no use for --price" in kl.error("lang", "--price", "3", empty)
    assert not out.exists()


def test_languages_beside_each_other(kl, tmp_path):
    document = kl.json("lang", "--matrix", "--only", "da,no,sv,ru")
    kinds = {m["id"]: m for m in document["matrices"]}
    assert set(kinds) == {"divergence", "jensen_shannon.distance"}
    distance = kinds["jensen_shannon.distance"]
    assert distance["subjects"] == ["da", "no", "sv", "ru"]
    assert distance["values"][0][1] < distance["values"][0][2] < distance["values"][0][3] == pytest.approx(1, abs=1e-12)
    assert kinds["divergence"]["values"][0][3] == "inf"
    page = tmp_path / "page.html"
    said = kl.text("lang", "--matrix", "--only", "da,no,sv,ru", "--html", page)
    assert "Danish and Norwegian Bokmål are the closest" in said and "tree" in said
    assert "Swedish" in page.read_text()
    kl("lang", "--matrix", "--only", "da,no", "--fail-above", "divergence=0.01", code=1)
    twice = kl.json("lang", "--matrix", "--only", "no,da,nb,no,sv")
    assert twice["matrices"][0]["subjects"] == ["no", "da", "sv"]
    assert "share a script" in kl.text("lang", "--matrix", "--only", "ru,de")
    assert "goes without FILES" in kl.error("lang", "--matrix", DATA / "unknown.txt")
    assert "no language xx" in kl.error("lang", "--matrix", "--only", "xx")
