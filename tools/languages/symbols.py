# SPDX-License-Identifier: Apache-2.0
"""How a text becomes words: the same rules that src/text/language_scan.c follows.

A letter is folded to lower case and belongs to a script; marks of Arabic and Hebrew that point vowels are
passed over; an apostrophe between two letters is a letter; everything else ends a word.
"""
import functools
import sys
import unicodedata

SCRIPTS = [
    ("Latn", "LATIN"), ("Cyrl", "CYRILLIC"), ("Arab", "ARABIC"), ("Deva", "DEVANAGARI"), ("Hebr", "HEBREW"),
    ("Beng", "BENGALI"), ("Ethi", "ETHIOPIC"), ("Hani", "CJK HIRAGANA KATAKANA KATAKANA-HIRAGANA"),
    ("Grek", "GREEK"), ("Armn", "ARMENIAN"), ("Geor", "GEORGIAN"), ("Gujr", "GUJARATI"), ("Guru", "GURMUKHI"),
    ("Taml", "TAMIL"), ("Telu", "TELUGU"), ("Knda", "KANNADA"), ("Mlym", "MALAYALAM"), ("Sinh", "SINHALA"),
    ("Thai", "THAI"), ("Laoo", "LAO"), ("Khmr", "KHMER"), ("Mymr", "MYANMAR"), ("Tibt", "TIBETAN"),
    ("Thaa", "THAANA"), ("Hang", "HANGUL"),
]
NUMBER = {name: number for number, (name, _) in enumerate(SCRIPTS)}
FIRST_WORD = {word: number for number, (_, words) in enumerate(SCRIPTS) for word in words.split()}
OTHER_SCRIPT = 255
APOSTROPHES = "'’ʼʻ‘`´ʹ＇"
# Joiners, soft hyphen, byte order mark, tatweel: no letters, but they do not end a word either.
SKIPPED = set("\u200c\u200d\u200e\u200f\u00ad\ufeff\u2060\u0640")


@functools.lru_cache(maxsize=None)
def kind(char):
    """(script number, folded letter), "skip" or None: a letter, passed over, or what ends a word."""
    if char in SKIPPED:
        return "skip"
    category = unicodedata.category(char)
    if category[0] not in "LM" or char in APOSTROPHES:
        return None
    name = unicodedata.name(char, "")
    first = name.split(" ")[0]
    if first == "COMBINING" or (category == "Mn" and first in ("ARABIC", "HEBREW")) or first == "VARIATION":
        return "skip"
    if first in ("FULLWIDTH", "HALFWIDTH"):
        return kind(unicodedata.normalize("NFKC", char)[0])
    script = FIRST_WORD.get(first, OTHER_SCRIPT)
    folded = char.lower()
    if len(folded) > 1:
        folded = folded[0]
    return script, folded


class _Fold(dict):
    def __missing__(self, code):
        char = chr(code)
        what = kind(char)
        value = "'" if char in APOSTROPHES else "" if what == "skip" else " " if what is None else what[1]
        self[code] = value
        return value


FOLD = _Fold()


def words(text):
    """The folded words of a text."""
    for word in unicodedata.normalize("NFC", text).translate(FOLD).split():
        if "'" in word:
            for part in _apostrophes(word):
                yield part
        else:
            yield word


def _apostrophes(word):
    """Two apostrophes in a row end a word, and none stands at its edges."""
    return [part.strip("'") for part in word.split("''") if part.strip("'")]


def script_of(word):
    """The script of a word, or None where letters of several meet."""
    found = {kind(char)[0] for char in word if char != "'"}
    return found.pop() if len(found) == 1 else None


def all_letters():
    """(code point, kind) of every letter and of what is passed over."""
    for code in range(sys.maxunicode + 1):
        what = kind(chr(code))
        if what is not None:
            yield code, what
