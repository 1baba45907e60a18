# SPDX-License-Identifier: Apache-2.0
"""kl lang --cipher: texts that are enciphered here are read again. They are declarations and books in public domain, on
none of which a letter model was trained."""

import math
import random
import unicodedata

import pytest

from conftest import DATA, PLAIN, estimate, value

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = {"ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
            "bg": "абвгдежзийклмнопрстуфхцчшщъьюя"}
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
TALE = ("It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness, it "
        "was the epoch of belief, it was the epoch of incredulity, it was the season of Light, it was the season of "
        "Darkness.")
# E. A. Poe, The Gold-Bug (1843): what its cryptogram says.
GOLD_BUG = ("a good glass in the bishop's hostel in the devil's seat twenty one degrees and thirteen minutes northeast and "
            "by north main branch seventh limb east side shoot from the left eye of the death's head a bee line from the "
            "tree through the shot fifty feet out")


def substitute(text, letters, key):
    return text.translate(str.maketrans(letters + letters.upper(), key + key.upper()))


def drawn_key(letters, seed=1951):
    return "".join(random.Random(seed).sample(letters, len(letters)))


def solve(kl, *texts, words=()):
    lines = kl.text("lang", "--cipher", "--lines", *words, stdin="".join(f"{x}\n" for x in texts).encode()).splitlines()
    assert len(lines) == len(texts)
    return [line.split("\t") for line in lines]


def letters_of(text, alphabet):
    return "".join(x for x in text.lower() if x in alphabet)


def declaration(name, alphabet, first, count):
    """Words of a declaration in an alphabet, so many letters of them."""
    text = (DATA / "udhr" / f"{name}.txt").read_text("utf-8").lower()
    if alphabet in (LATIN, GREEK):
        text = "".join(x for x in unicodedata.normalize("NFD", text) if not unicodedata.combining(x))
        text = text.replace("ς", "σ").replace("ß", "ss").replace("ø", "o").replace("ł", "l").replace("ı", "i")
    words = "".join(x if x in alphabet else " " for x in text).split()[first:]
    out = []
    while sum(map(len, out)) < count:
        out.append(words[len(out)])
    return " ".join(out)


# ── Kinds ───────────────────────────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("k", [3, *(pytest.param(k, marks=PLAIN) for k in (13, 25))])
def test_shift(kl, k):
    coded = substitute(TALE, LATIN, LATIN[k:] + LATIN[:k])
    found = solve(kl, coded)[0]
    assert found[:1] + found[3:] == ["en", "sure", "shift", str(k), TALE]


def test_affine_and_atbash(kl):
    keys = ["".join(LATIN[(a * i + b) % 26] for i in range(26)) for a, b in ((5, 8), (25, 25))]
    found = solve(kl, *(substitute(TALE, LATIN, key) for key in keys))
    assert [row[3:] for row in found] == [["sure", "affine", "5 8", TALE], ["sure", "affine", "25 25", TALE]]


@pytest.mark.parametrize("word", ["LEMON", pytest.param("KULLBACK", marks=PLAIN)])
def test_vigenere(kl, word):
    at, coded = 0, []
    for char in TALE:
        if char.lower() in LATIN:
            k = LATIN.index(word[at % len(word)].lower())
            at += 1
            char = substitute(char, LATIN, LATIN[k:] + LATIN[:k])
        coded.append(char)
    assert solve(kl, "".join(coded))[0][3:] == ["sure", "vigenere", word, TALE]


@PLAIN
def test_transposition(kl):
    plain = letters_of(TALE, LATIN)
    order = [4, 2, 1, 3, 5, 0]
    coded = "".join(plain[column::6] for column in order)
    grouped = " ".join(coded[i:i + 5] for i in range(0, len(coded), 5)).upper()
    for text in (coded, grouped):
        found = solve(kl, text)[0]
        assert found[0] == "en" and found[3:6] == ["sure", "transposition", "5 3 2 4 6 1"]
        assert letters_of(found[6], LATIN) == plain


def test_no_cipher(kl):
    found = solve(kl, TALE, "Habe nun, ach! Philosophie, Juristerei und Medizin durchaus studiert, mit heißem Bemühn.",
                  "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.")
    assert [row[0] for row in found] == ["en", "de", "ru"]
    assert all(row[3:6] == ["sure", "none", ""] for row in found)
    assert found[0][6] == TALE


@PLAIN
def test_the_gold_bug(kl):
    """Of 204 letters without blanks, as in the story; two occur once and may be taken for each other."""
    plain = letters_of(GOLD_BUG, LATIN)
    found = solve(kl, substitute(plain, LATIN, drawn_key(LATIN)))[0]
    assert found[0] == "en" and found[3:5] == ["sure", "substitution"]
    assert sum(a == b for a, b in zip(found[6], plain)) >= 0.98 * len(plain)


# ── Languages ───────────────────────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("name, code, alphabet", [
    ("russian", "ru", CYRILLIC["ru"]),
    *(pytest.param(*case, marks=PLAIN) for case in [
        ("german", "de", LATIN), ("french", "fr", LATIN), ("polish", "pl", LATIN), ("finnish", "fi", LATIN),
        ("ukrainian", "uk", CYRILLIC["uk"]), ("bulgarian", "bg", CYRILLIC["bg"]), ("greek", "el", GREEK)])])
def test_language_of_a_substitution(kl, name, code, alphabet):
    plain = declaration(name, alphabet, 300, 250)
    coded = substitute(plain, alphabet, drawn_key(alphabet))
    for text, truth in ((coded, plain), (coded.replace(" ", ""), plain.replace(" ", ""))):
        found = solve(kl, text)[0]
        assert found[0] == code and found[4] == "substitution", found
        assert sum(a == b for a, b in zip(found[6], truth)) >= 0.95 * len(truth)


def test_only_some_languages(kl):
    coded = substitute(TALE, LATIN, drawn_key(LATIN))
    assert solve(kl, coded, words=["--only", "de,en"])[0][0] == "en"
    assert solve(kl, coded, words=["--only", "de,fr"])[0][0] in ("de", "fr")
    assert solve(kl, coded, words=["--only", "nb"])[0][0] == "no"
    assert "xx" in kl.error("lang", "--cipher", "--only", "xx", stdin=b"abc")
    assert "expected codes" in kl.error("lang", "--cipher", "--only", ",", stdin=b"abc")


# ── What cannot be told ─────────────────────────────────────────────────────────────────────────────────────────────

@PLAIN
def test_below_the_unicity_distance(kl):
    """Pieces of 20 letters under a substitution have many readings, and none is said to be it."""
    words = declaration("english", LATIN, 0, 2500).replace(" ", "")
    texts = [substitute(words[i:i + 20], LATIN, drawn_key(LATIN, i)) for i in range(0, 1000, 20)]
    found = solve(kl, *texts)
    assert sum(row[3] == "sure" for row in found) <= 1


@PLAIN
def test_letters_at_random(kl):
    draw = random.Random(7)
    texts = ["".join(draw.choices(LATIN, k=120)) for _ in range(5)]
    assert all(row[3] == "not determined" for row in solve(kl, *texts))


@pytest.mark.parametrize("text", ["", " ", "12 34", "日本語のテキスト", "😀", "q", "qz"])
def test_nothing_to_read(kl, text):
    found = kl.json("lang", "--cipher", stdin=text.encode())
    assert "not determined" in found["inputs"][0]["detail"]
    assert any("not determined" in x["text"] for x in found["sentences"])


def test_bytes_that_are_no_text(kl):
    assert "not determined" in kl.json("lang", "--cipher", stdin=b"\xff\xfe\x00\x80")["inputs"][0]["detail"]


# ── The document ────────────────────────────────────────────────────────────────────────────────────────────────────

def test_document(kl, tmp_path):
    path = tmp_path / "cipher.txt"
    plain = f"{TALE}\n\nCharles Dickens\n"
    path.write_text(substitute(plain, LATIN, drawn_key(LATIN)))
    document = kl.json("lang", "--cipher", "--top", "3", path)
    series = {s["id"]: s for s in document["series"]}
    assert series["language"]["labels"][0] == "en (English)" and len(series["language"]["labels"]) <= 3
    assert series["kind"]["labels"][0] == "substitution"
    read = "".join(series["text"]["labels"])
    assert sum(a == b for a, b in zip(read, plain)) >= 0.98 * len(plain) and len(read) == len(plain)
    key = series["key"]["labels"][0]
    truth = drawn_key(LATIN)
    assert sum(a == b for a, b in zip(key, truth)) >= sum(x != "." for x in key) - 2
    assert value(document, "posterior", "A") > 0.99 and value(document, "kind_posterior", "A") > 0.99
    assert value(document, "margin", "A") > 10
    assert estimate(document, "cross_entropy", "A")["unit"] == "bits"
    assert value(document, "unicity", "A") < value(document, "letters", "A")


@PLAIN
def test_what_is_left_out(kl):
    document = kl.json("lang", "--cipher", "--top", "1", stdin=b"Xjxu bgvp lcrf")
    languages = next(s for s in document["series"] if s["id"] == "language")
    assert len(languages["values"]) == 1 and languages["left_out"] > 0
    assert abs(sum(languages["values"]) + languages["left_out_sum"] - 1) < 1e-12


@PLAIN
def test_the_same_on_any_number_of_threads(kl):
    coded = substitute(GOLD_BUG, LATIN, drawn_key(LATIN)).encode()
    outputs = {kl.text("lang", "--cipher", "--json", "--threads", n, stdin=coded) for n in ("1", "3")}
    assert len(outputs) == 1


def test_two_files(kl, tmp_path):
    for name, text in (("a", TALE), ("b", substitute(TALE, LATIN, LATIN[1:] + LATIN[0]))):
        (tmp_path / name).write_text(text)
    document = kl.json("lang", "--cipher", tmp_path / "a", tmp_path / "b")
    assert [x["detail"] for x in document["inputs"]] == ["en, none, sure", "en, shift, sure"]


def test_a_profile_that_is_none(kl, tmp_path):
    path = tmp_path / "x.kls"
    path.write_bytes(b"nothing")
    assert "x.kls" in kl.error("lang", "--cipher", "--profile", path, stdin=b"abc")


@PLAIN
def test_one_profile(kl):
    assert kl.text("lang", "--cipher", "--profile", "built-in", "--lines", stdin=TALE.encode()) == "\t".join(
        solve(kl, TALE)[0]) + "\n"
    assert "one --profile" in kl.error("lang", "--cipher", "--profile", "built-in", "--profile", "x.kls", stdin=b"abc")


# ── Ends ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def told(kl, text, *words):
    document = kl.json("lang", "--cipher", "-", *words, stdin=text.encode())
    return document, " ".join(x["text"] for x in document["sentences"])


@PLAIN
def test_a_few_letters(kl):
    """The reasons are true: there are letters, and three are not fewer than three."""
    assert "1 letter is too few" in told(kl, "a")[1]
    assert "there are no letters" in told(kl, "12 !")[1]
    document, said = told(kl, "abc")
    assert 3 < value(document, "unicity") <= 4 and "3 letters are fewer than the 4 " in said
    assert estimate(document, "cross_entropy")["n"] == 2 and "is that of 2 symbols" in said
    document, _ = told(kl, "ab")
    top = next(x for x in document["series"] if x["id"] == "language")["labels"][0]
    assert top.startswith("nl") and document["inputs"][0]["detail"].startswith("nl,")
    assert "left" not in told(kl, TALE)[1] and "leaves out" not in told(kl, TALE)[1]


@PLAIN
def test_the_language_is_the_most_probable_over_all_kinds(kl):
    """The margin is the log of its odds against the next, as the series has them."""
    document, _ = told(kl, "bmnm imq", "--top", "30")
    languages = next(x for x in document["series"] if x["id"] == "language")
    assert document["inputs"][0]["detail"].startswith(languages["labels"][0][:2])
    assert value(document, "posterior") == languages["values"][0] >= languages["values"][1]
    odds = math.log2(languages["values"][0] / languages["values"][1])
    assert value(document, "margin") == pytest.approx(odds, abs=1e-9)


def test_bytes_that_are_not_utf8_are_counted(kl):
    text = b"Wkh txlfn eurzq \xff ira mxpsv ryhu wkh\xd0 odcb \xed\xa0\x80 grj."
    bad = len(text) - len(text.decode("utf-8", "ignore").encode())
    for cipher, count in ((text, bad), (b"\xfe", 1), (text.replace(b"\xff", b""), bad - 1), (b"Wkh txlfn", 0)):
        document = kl.json("lang", "--cipher", "--only", "en", "-", stdin=cipher)
        notes = [s["text"] for s in document["sentences"] if "UTF-8" in s["text"]]
        are = "byte that is" if count == 1 else "bytes that are"
        assert notes == [f"A has {count} {are} not UTF-8: each ends a word."][:count]


def test_a_line_ends_before_its_carriage_return(kl):
    text = "Wkh txlfn eurzq ira mxpsv ryhu wkh odcb grj."
    words = ("lang", "--cipher", "--lines", "--only", "en")
    plain = kl.text(*words, stdin=f"{text}\n\n{text}".encode())
    assert plain == kl.text(*words, stdin=f"{text}\r\n\r\n{text}\r\n".encode())
    assert plain.splitlines()[0].endswith("\tThe quick brown fox jumps over the lazy dog.")


@PLAIN
def test_of_many_letters_it_is_said_how_many_are_searched(kl):
    text = declaration("english", LATIN, 0, 2000)
    coded = substitute(text, LATIN, LATIN[3:] + LATIN[:3])
    document, said = told(kl, coded)
    assert value(document, "letters") == 1500 and "its first 1,500 letters were searched" in said
    assert estimate(document, "letters")["label"] == "letters that were searched"
    passage = next(x for x in document["series"] if x["id"] == "text")
    assert "".join(passage["labels"]).strip() == text
    # What follows the last of so many letters and is none is nothing that was left out.
    cut = coded[:next(i for i in range(len(coded)) if len(letters_of(coded[:i], LATIN)) == 1500)]
    for more, searched in (("", ""), (" .", ""), (" x", " that were searched")):
        assert estimate(told(kl, cut + more)[0], "letters")["label"] == "letters" + searched


def test_a_nul_ends_no_text(kl):
    """It is no letter, and stands where it stood; in a document, whose labels it would end, as it is shown."""
    coded = b"Wkh txlfn eurzq\0ira mxpsv ryhu wkh odcb grj.\nWkh hqg\0"
    words = ("lang", "--cipher", "--only", "en")
    text = next(s for s in kl.json(*words, stdin=coded)["series"] if s["id"] == "text")
    assert text["labels"] == ["The quick brown\\x00fox jumps over the lazy dog.\n", "The end\\x00"]
    first = kl.text(*words, "--lines", stdin=coded.splitlines()[0])
    assert first.endswith("\tThe quick brown\0fox jumps over the lazy dog.\n")
