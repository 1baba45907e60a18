# SPDX-License-Identifier: Apache-2.0
"""The numbers of a run, and those that a text refers to.

A text has each number that a run computed with its name behind it, in a comment that Markdown does not show:

    a loss of 2.390 (2.337 … 2.443)<!--model: cross_entropy--> bits

`SUBJECT: ID` is a number of the chapter; `SUBJECT: ID low` and `… high` are the ends of its interval. Names and plain
numbers are joined by + - * /, taken from left to right, and by brackets: <!--100 * (a: x - b: x) / a: x-->. A number
has as many decimals as it is written with, or at the end ~N: so many significant digits. In brackets stands the
interval of the one estimate. <!--file: NAME--> before a block of text: it is that file of the run.
"""

import csv
import json
import math
import operator
import re
from typing import NamedTuple

FIELDS = ["chapter", "subject", "id", "label", "value", "low", "high", "unit"]
SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
DIGITS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
ONE = r"[−-]?(?:\d[\d,]*(?:\.\d+)?(?:e-?\d+|·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|∞)"
REFERENCE = re.compile(rf"({ONE})(?: \(({ONE}) … ({ONE})\))?<!--(.*?)-->")
FILE = re.compile(r"(<!--file: (.*?)-->\n```text\n)(.*?)(^```$)", re.M | re.S)


class Number(NamedTuple):
    label: str
    value: float
    low: float  # nan: no interval
    high: float
    unit: str


class Wrong(Exception):
    """A text or a run that is not as it should be."""


# ── Of a run ──


def real(value):
    """What JSON says of a number: itself, null, or a word for what is not finite."""
    return math.nan if value is None else float(value)


def number_of(label, of, value, low=math.nan, high=math.nan):
    """`of` is the entry of the document: an estimate, a series or a curve."""
    unit = {"1": "", "data": ""}.get(of["unit"], of["unit"])
    if of["per"]:
        unit += f" per {of['per']}"
    return Number(label, value, low, high, unit)


def numbers_in(document):
    """(subject, id, Number): estimates; bars by their label; points of a curve by its subject and where they are."""
    for found in document["estimates"]:
        values = (real(found[key]) for key in ("value", "low", "high"))
        yield found["subject"], found["id"], number_of(found["label"], found, *values)
    for found in document["series"]:
        for label, value in zip(found["labels"], found["values"]):
            if found["style"] == "contribution":
                yield label, found["id"], number_of(found["title"], found, real(value))
    for found in document["curves"]:
        for x, value in zip(found["x"], found["values"]):
            yield f"{found['subject']}, {x:g}", found["id"], number_of(found["title"], found, real(value))


def put(numbers, chapter, subject, name, number):
    if (chapter, subject, name) in numbers:
        raise Wrong(f"{chapter}: there are two numbers '{subject}: {name}'")
    numbers[chapter, subject, name] = number


def read_run(folder):
    """{(chapter, subject, id): Number}, of the documents and tables that the chapters left."""
    numbers = {}
    for path in sorted(folder.glob("*.json")):
        for subject, name, number in numbers_in(json.loads(path.read_text(encoding="utf-8"))):
            put(numbers, path.stem, subject, name, number)
    for path in sorted(folder.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            subject, name, label, value, unit = line.split("\t")
            put(numbers, path.stem, subject, name, Number(label, float(value), math.nan, math.nan, unit))
    return numbers


# ── In a file ──


def written(value):
    return "" if math.isnan(value) else f"{value:.9g}"


def write_table(numbers, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(FIELDS)
        for key, number in numbers.items():
            table.writerow([*key, number.label, *map(written, number[1:4]), number.unit])


def read_table(path):
    numbers = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            low, high = (float(row[key] or "nan") for key in ("low", "high"))
            put(numbers, row["chapter"], row["subject"], row["id"],
                Number(row["label"], float(row["value"]), low, high, row["unit"]))
    return numbers


# ── In a text ──


def is_name(term):
    return ": " in term


def terms_of(expression):
    """Names, plain numbers, signs and brackets."""
    return [term.strip() for term in re.split(r"( [-+*/] |[()])", expression) if term.strip()]


def names_in(expression):
    """[(subject, id, which)] of what an expression looks up."""
    found = []
    for term in filter(is_name, terms_of(expression.partition(" ~")[0])):
        subject, _, name = term.partition(": ")
        name, _, which = name.partition(" ")
        found.append((subject, name, which or "value"))
    return found


def take(terms, look_up):
    """From left to right, up to the end or a closing bracket."""
    total, sign = 0, "+"
    while terms and terms[0] != ")":
        term = terms.pop(0)
        if term in SIGNS:
            sign = term
            continue
        if term == "(":
            value = take(terms, look_up)
            terms.pop(0)
        else:
            value = look_up(*names_in(term)[0]) if is_name(term) else float(term)
        total = SIGNS[sign](total, value)
    return total


def compute(expression, look_up):
    """What an expression comes to; look_up(subject, id, which) is a number."""
    return take(terms_of(expression), look_up)


def grouped(value, decimals, like):
    text = f"{value:,.{decimals}f}"
    return text if "," in like or abs(value) >= 10000 else text.replace(",", "")


def shown(value, like, significant):
    """A number as another one is written."""
    decimals = len(re.sub(r"(e|·).*", "", like).partition(".")[2])
    if math.isinf(value):
        text = "∞" if value > 0 else "−∞"
    elif significant:
        value = float(f"{value:.{significant - 1}e}")
        places = significant - 1 - (math.floor(math.log10(abs(value))) if value else 0)
        text = grouped(round(value, places), max(0, places), like)
    elif "e" in like or "·10" in like:
        mantissa, _, power = f"{value:.{decimals}e}".partition("e")
        text = f"{mantissa}e{int(power)}" if "e" in like else f"{mantissa}·10{str(int(power)).translate(DIGITS)}"
    else:
        text = grouped(value, decimals, like)
    if not re.search(r"[1-9∞]", text):
        text = text.lstrip("-")
    return re.sub("^-", "−", text)


def fill(text, chapter, numbers):
    """The text with each number as the run has it."""
    def look_up(which, subject, name, end):
        if (chapter, subject, name) not in numbers:
            raise Wrong(f"{chapter}: the run has no number '{subject}: {name}'")
        value = getattr(numbers[chapter, subject, name], end if end != "value" else which)
        if math.isnan(value):
            raise Wrong(f"{chapter}: '{subject}: {name}' has no interval")
        return value

    def replace(match):
        like, low, high, comment = match.groups()
        expression, _, significant = comment.partition(" ~")

        def say(which, written):
            value = compute(expression, lambda *name: look_up(which, *name))
            return shown(value, written, int(significant or 0))

        if low is None:
            return f"{say('value', like)}<!--{comment}-->"
        if len(names_in(expression)) != 1:
            raise Wrong(f"{chapter}: an interval is of one estimate, not of '{expression}'")
        return f"{say('value', like)} ({say('low', low)} … {say('high', high)})<!--{comment}-->"

    filled = REFERENCE.sub(replace, text)
    if filled.count("<!--") != len(REFERENCE.findall(filled)) + len(FILE.findall(filled)):
        raise Wrong(f"{chapter}: a comment that is no name behind a number, nor a file before a block of text")
    return filled


def fill_files(text, folder):
    """The blocks of text that a run has written."""
    return FILE.sub(lambda m: m[1] + (folder / m[2]).read_text(encoding="utf-8").strip("\n") + "\n" + m[4], text)


def missing(text, chapter, numbers):
    """Names that the text asks for and the run has not."""
    asked = {name[:2] for match in REFERENCE.finditer(text) for name in names_in(match[4])}
    return sorted(name for name in asked if (chapter, *name) not in numbers)
