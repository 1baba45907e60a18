# SPDX-License-Identifier: Apache-2.0
"""The texts and word lists that profiles are trained on, as counts of words for each language and source.

A source is a folder of the data directory (tools/fetch_languages.py lays them there, with their licences).
"""
import collections
import csv
import gzip
import pathlib
import unicodedata

from . import symbols

HERE = pathlib.Path(__file__).parent
NAMES = {"no": "nb", "pt": "pt_br", "zh": "zh_cn"}
FREQWORDS = {"pt": ["pt", "pt_br"], "zh": ["zh_cn", "zh_tw"]}
GNOME = {"pt": ["pt", "pt_BR"], "zh": ["zh_CN"]}
WORDFREQ = {"no": "nb", "tl": "fil"}
ROWS = ("sentences", "word-pairs", "single-words")
HELD_OUT = 5


def labels():
    """[(code, script, name, prior, files of the Declaration)] in the order of the profile."""
    with open(HERE / "labels.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if not line.startswith("#")]
    return [(code, script, name, float(prior), files.split()) for code, script, name, prior, files in rows]


def tsv(data, name):
    """[(code, text)] of a table of the lingua test data; both written norms of nb are no."""
    with open(data / f"{name}.tsv", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t", 1) for line in file]
    return [("no" if code == "nb" else code, text) for code, text in rows]


def split(rows, held_out):
    """The rows for training, or those held out: every fifth of each language."""
    seen = collections.Counter()
    kept = []
    for code, text in rows:
        seen[code] += 1
        if (seen[code] % HELD_OUT == 0) == held_out:
            kept.append((code, text))
    return kept


def forbidden_words(data):
    """{code: words of the held-out pairs and single words}, which the training must not see."""
    found = collections.defaultdict(set)
    for name in ROWS[1:]:
        for code, text in split(tsv(data, name), True):
            found[code].update(symbols.words(text))
    return found


def _count(text, script):
    counts = collections.Counter(symbols.words(text))
    number = symbols.NUMBER[script]
    return {word: count for word, count in counts.items() if symbols.script_of(word) == number}


def _unpack(data, at=0):
    """The value at a place of a msgpack text, for what word lists hold, and the place behind it."""
    head = data[at]
    if head < 0x80:
        return head, at + 1
    if head < 0x90 or 0xde == head:
        items, at = (head & 15, at + 1) if head < 0x90 else (int.from_bytes(data[at + 1:at + 3], "big"), at + 3)
        for _ in range(items * 2):
            _, at = _unpack(data, at)
        return None, at
    if head < 0xa0 or head in (0xdc, 0xdd):
        size = {0xdc: 2, 0xdd: 4}.get(head, 0)
        items = int.from_bytes(data[at + 1:at + 1 + size], "big") if size else head & 15
        at += 1 + size
        values = []
        for _ in range(items):
            value, at = _unpack(data, at)
            values.append(value)
        return values, at
    size = {0xd9: 1, 0xda: 2}.get(head, 0)
    length = int.from_bytes(data[at + 1:at + 1 + size], "big") if size else head & 31
    at += 1 + size
    return data[at:at + length].decode("utf-8"), at + length


def _wordfreq(data, code, script):
    """Counts in a corpus of 10^8 words from a list of wordfreq, large where there is one."""
    name = WORDFREQ.get(code, code)
    for size in ("large", "small"):
        path = data / "wordfreq" / f"{size}_{name}.msgpack.gz"
        if path.exists():
            break
    else:
        return {}
    lists, _ = _unpack(gzip.decompress(path.read_bytes()))
    number = symbols.NUMBER[script]
    counts = collections.Counter()
    for centibels, entries in enumerate(lists[1:]):
        count = 10 ** (8 - centibels / 100)
        for entry in entries:
            for word in symbols.words(entry):
                if symbols.script_of(word) == number:
                    counts[word] += count
    return dict(counts)


def _freqwords(data, code, script):
    counts = collections.Counter()
    number = symbols.NUMBER[script]
    for name in FREQWORDS.get(code, [code]):
        path = data / "freqwords" / f"{name}.txt"
        if not path.exists():
            continue
        for line in path.read_text("utf-8").splitlines():
            entry, _, count = line.rpartition(" ")
            for word in symbols.words(entry):
                if symbols.script_of(word) == number:
                    counts[word] += int(count)
    return dict(counts)


def _gnome(data, code, script, english):
    """Lines of the handbook that are not those of the English one, which stand where nobody translated."""
    counts = collections.Counter()
    names = GNOME.get(code, [code])
    if code == "sr":
        names = ["sr" if script == "Cyrl" else "sr@latin"]
    for name in names:
        path = data / "gnome-user-docs" / f"{name}.txt"
        if path.exists():
            lines = path.read_text("utf-8").splitlines()
            counts.update(_count("\n".join(x for x in lines if code == "en" or x not in english), script))
    return dict(counts)


def load(data, held_out=None):
    """{(code, script): {source: {word: count}}}. held_out: without every fifth row, and without its words in the data
    of its "own" language, or "everywhere": a word that only the neighbours have speaks for them."""
    data = pathlib.Path(data)
    texts = collections.defaultdict(lambda: collections.defaultdict(list))
    for name in ROWS:
        rows = tsv(data, name)
        for code, text in split(rows, False) if held_out else rows:
            texts[code][name].append(text)
    english = set((data / "gnome-user-docs" / "en.txt").read_text("utf-8").splitlines())
    forbidden = forbidden_words(data) if held_out else {}
    if held_out == "everywhere":
        words = set().union(*forbidden.values())
        forbidden = {code: words for code, *_ in labels()}
    found = {}
    for code, script, _, _, files in labels():
        sources = {name: _count("\n".join(lines), script) for name, lines in texts[code].items()}
        sources["udhr"] = _count("\n".join((data / "udhr" / "txt" / f"{name}.txt").read_text("utf-8")
                                           for name in files), script)
        sources["freqwords"] = _freqwords(data, code, script)
        sources["wordfreq"] = _wordfreq(data, code, script)
        sources["gnome"] = _gnome(data, code, script, english)
        found[code, script] = {
            source: {word: count for word, count in counts.items() if word not in forbidden.get(code, ())}
            for source, counts in sources.items() if counts}
    return found


def spare_texts(data):
    """[(code, text)]: lines of the Declaration and the handbook, for languages without rows."""
    data = pathlib.Path(data)
    with_rows = {code for code, _ in tsv(data, ROWS[0])}
    found = []
    for code, _, _, _, files in labels():
        paths = [data / "udhr" / "txt" / f"{name}.txt" for name in files]
        paths += [data / "gnome-user-docs" / f"{code}.txt"]
        if code not in with_rows:
            found += [(code, line) for path in paths if path.exists()
                      for line in path.read_text("utf-8").splitlines() if len(line) > 30]
    return found
