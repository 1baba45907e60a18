# SPDX-License-Identifier: Apache-2.0
"""The golden documents, read by somebody else: JSON against its schema and against the numbers that went
in, HTML as a browser would take it apart, terminal lines measured with Python's Unicode tables."""

import json
import math
import pathlib
import re
import unicodedata
from html.parser import HTMLParser

import jsonschema
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/report/golden"
SCHEMA = json.loads((ROOT / "docs/schema/kullback-1.schema.json").read_text(encoding="utf-8"))


def files(suffix):
    found = sorted(GOLDEN.glob("*" + suffix))
    assert found, suffix
    return pytest.mark.parametrize("path", found, ids=lambda path: path.name)


def read(name):
    return (GOLDEN / name).read_text(encoding="utf-8")


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def load(text):
    return json.loads(text, parse_constant=refuse_constant)


def problems(document):
    return [e.message for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(document)]


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@files(".json")
def test_json_follows_the_schema(path):
    assert problems(load(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.update(schema="kullback/2"),
        lambda d: d.update(extra=1),
        lambda d: d.pop("spans"),
        lambda d: d["estimates"][0].update(value=None),
        lambda d: d["estimates"][0].update(value="infinity"),
        lambda d: d["estimates"][0].update(unit="bit"),
        lambda d: d["estimates"][0].update(confidence=None),
        lambda d: d["estimates"][0].update(note="x"),
        lambda d: d["estimates"][5].update(confidence=0.95),
        lambda d: d["estimates"][5]["flags"][0].update(id="Strange!"),
        lambda d: d["estimates"][5]["flags"][0].pop("mass"),
        lambda d: d["estimates"][0].update(method="by hand"),
        lambda d: d["estimates"][0].pop("headline"),
        lambda d: d["estimates"][0].pop("per"),
        lambda d: d["series"][0].pop("left_out"),
        lambda d: d["curves"][0].pop("high"),
        lambda d: d["curves"][0]["x"].append(None),
        lambda d: d["series"][0].update(style="pie"),
        lambda d: d["sentences"].append({"text": "x"}),
        lambda d: d["sentences"].append("x"),
    ],
)
def test_schema_refuses(spoil):
    document = load(read("compare.json"))
    spoil(document)
    assert problems(document) != []


# Subject, value, low, high in nats, as tests/report/documents.h adds them.
WENT_IN = [
    ("entropy", "A", 2.8578, 2.8425, 2.8766),
    ("entropy", "B", 2.8150, 2.7934, 2.8350),
    ("divergence", "A|B", 0.14792, 0.14078, 0.15520),
    ("divergence.reverse", "A|B", 0.21474, 0.20108, math.inf),
    ("jensen_shannon.distance", "A|B", 0.169, 0.164, 0.174),
    ("divergence.plugin.reverse", "A|B", math.inf, None, None),
    ("chi_square", "A|B", 4.7e-9, 0, 7.2e-9),
    ("unseen_mass.reverse", "A|B", 0.01234, 0.0110, 0.0139),
    ("p_value", "A|B", 0.001, None, None),
]


def number(value):
    return math.inf if value == "inf" else -math.inf if value == "-inf" else value


@pytest.mark.parametrize("name", ["compare.json", "compare.nats.json"])
def test_estimates_are_those_that_went_in(name):
    bits = name == "compare.json"
    estimates = load(read(name))["estimates"]
    assert len(estimates) == len(WENT_IN)
    for estimate, (id_, subject, *values) in zip(estimates, WENT_IN):
        assert (estimate["id"], estimate["subject"]) == (id_, subject)
        unit = {"entropy": "nats", "divergence": "nats", "jensen_shannon.distance": "sqrt(nats)"}
        unit = unit.get(id_, unit.get(id_.split(".")[0], "1"))
        factor = {"nats": math.log(2), "sqrt(nats)": math.sqrt(math.log(2)), "1": 1}[unit]
        assert estimate["unit"] == (unit.replace("nats", "bits") if bits else unit)
        for key, value in zip(("value", "low", "high"), values):
            if value is None:
                assert estimate[key] is None
            elif bits:  # one division, rounded once here and once there
                assert number(estimate[key]) == pytest.approx(value / factor, rel=4e-16)
            else:
                assert number(estimate[key]) == value
    assert estimates[3]["standard_error"] == "inf" and estimates[5]["standard_error"] is None
    assert [f["id"] for f in estimates[3]["flags"]] == ["unseen_support", "one_sided"]
    unseen, one_sided = estimates[3]["flags"]
    assert (unseen["of"], unseen["count"], unseen["mass"]) == ("B", 4, 0.00425)
    assert unseen["text"] == "4 letters with 0.425 % of B never occur in A"
    assert set(one_sided) == {"id", "text"}
    assert [e["headline"] for e in estimates].count(True) == 2
    assert {e["per"] for e in estimates if e["unit"] != "1"} == {"letter"}


def test_words_of_open_lists_are_no_break():
    document = load(read("compare.json"))
    document["estimates"][0]["method"] = "annealed"
    document["estimates"][5]["flags"][0]["id"] = "strange"
    document["sentences"][0]["role"] = "advice"
    assert problems(document) == []


def test_series_say_what_they_left_out():
    for series in load(read("compare.json"))["series"]:
        bars = series["style"] == "contribution"
        assert series["left_out"] == (211 if bars else 0)
        # -0.0625 nats, divided by ln 2 once.
        expected = -0.0625 / math.log(2) if bars else 0
        assert series["left_out_sum"] == pytest.approx(expected, rel=4e-16)
    # 6 of 18 in Markdown and on the terminal, and those 211.
    assert "… and 217 more, together" in read("compare.md")
    assert "… and 217 more, together" in read("compare.80.txt")
    assert "smaller ones are not in the data, together" in read("compare.html")


# ── Curves ────────────────────────────────────────────────────────────────────────────────────────


def test_curve_holds_every_point():
    curve = load(read("compare.nats.json"))["curves"][0]
    assert curve["x"] == [20 * i for i in range(500)] and curve["x_title"] == "letters read"
    assert (curve["unit"], curve["per"]) == ("nats", "letter")
    assert curve["values"][250] == 1.5
    assert [i for i, v in enumerate(curve["values"]) if v is None] == list(range(400, 420))
    assert curve["low"][99] is None and curve["high"][100] == curve["values"][100] + 0.125
    assert "low" not in load(read("mixed.json"))["curves"][0]


def test_no_spike_vanishes_from_a_terminal():
    """500 points in fewer columns: the one that is high reaches the top of its column."""
    for name in ("compare.80.txt", "compare.40.txt"):
        lines = read(name).splitlines()
        top = next(i for i, line in enumerate(lines) if re.match(r" *[\d.]+ ┤", line))
        axis = next(i for i in range(top, len(lines)) if "└" in lines[i])
        column = [line.find("│", line.find("│") + 1) for line in lines[top + 1 : top + 4]]
        assert column[0] > 0 and len(set(column)) == 1, name  # one bar, from the top downwards
        start, end = lines[axis].index("└") + 1, len(lines[axis])
        assert abs((column[0] - start) / (end - start) - 0.5) < 0.03, name  # point 250 of 500
        assert lines[axis + 1].split() == ["0", "9980"]


def test_curves_elsewhere():
    page = parse(GOLDEN / "compare.html")
    shown = {ref: text for ref, _, text in page.references if ref.startswith("curves/")}
    assert shown["curves/0/values/250"] == "2.16"  # 1.5 nats
    assert (shown["curves/0/x/0"], shown["curves/0/x/499"]) == ("0", "9980")
    classes = [a.get("class") for tag, a in page.tags if tag == "path"]
    assert classes.count("band") == 2 and "stroke" in classes  # on both sides of the gap
    table = read("compare.md").split("**Divergence as more is read, in bits/letter**")[1]
    assert "| letters read | mean | least | greatest | low | high |" in table
    assert " 2.16 |" in table and len(re.findall(r"^\| \d", table, re.M)) == 12
    few = read("mixed.md").split("**few points**")[1].split("**one point**")[0]
    assert re.findall(r"^\| (\S+) \| (\S+) \|$", few, re.M)[1:] == [
        ("-1", "2.00"), ("0", "∞"), ("0.5", "-1.00"), ("4", "3.00")]


def test_bounds_are_certain():
    bounds = load(read("mixed.json"))["estimates"][-1]
    assert (bounds["method"], bounds["confidence"]) == ("bounds", 1)
    assert bounds["value"] == bounds["low"] < bounds["high"]
    for name in ("mixed.80.txt", "mixed.40.txt", "mixed.md"):
        assert re.search(r"0\.72 … 1\.08\s+for\s+certain", read(name)), name
    assert re.search(r"0\.72</data> … <data [^>]*>1\.08</data> for certain", read("mixed.html"))


def test_details_are_counted_on_the_terminal_and_written_elsewhere():
    for name in ("mixed.80.txt", "mixed.40.txt"):
        assert "99 %" not in read(name).replace("99.5 %", ""), name
        assert re.search(r"… and 1 more in JSON,\s+Markdown\s+and\s+HTML", read(name)), name
    assert "KL divergence, 99 %" in read("mixed.md") and "KL divergence, 99 %" in read("mixed.html")
    assert [e["headline"] for e in load(read("mixed.json"))["estimates"] if e["id"] == "divergence.p99"] == [False]


def test_a_histogram_keeps_its_order():
    bins = ["below 0.1", "0.1 to 0.2", "0.2 to 0.5", "above"]
    for name in ("mixed.80.txt", "mixed.40.txt", "mixed.md", "mixed.html"):
        places = [read(name).index(f"\n  {b}" if name.endswith("txt") else b) for b in bins]
        assert places == sorted(places), name
    assert load(read("mixed.json"))["series"][0]["style"] == "histogram"


def test_a_table_that_is_too_wide_is_told_subject_by_subject():
    lines = read("mixed.80.txt").splitlines()
    assert lines.index("  of base|model") < lines.index("  of A|B")
    assert "  measure              value       interval" in lines


def test_hostile_labels_survive():
    labels = load(read("hostile.json"))["matrices"][0]["labels"]
    assert labels[0] == "</script><script>alert(1)</script>"
    assert labels[2] == "\"quoted\" & 'single' \\ back"
    assert labels[3] == "\x1b[31mred\x1b[0m\a"
    assert labels[4] == "line\nbreak\ttab\r"
    assert labels[5] == "bad\\xff\\xc0\\x80\\xed\\xa0\\x80"
    assert labels[7] == "\u202egnirts"
    assert labels[13] == ""


def leaves(newick):
    """Leaf names of a Newick text, by a grammar of its own: quoted names, lengths, brackets."""
    tokens = re.findall(r"'(?:[^']|'')*'|[(),;]|:[^,();]+", newick)
    assert "".join(tokens) == newick
    depth = 0
    for token in tokens:
        depth += (token == "(") - (token == ")")
        assert depth >= 0
        if token[0] == ":":
            assert float(token[1:]) >= 0
    assert depth == 0 and tokens[-1] == ";"
    return [t[1:-1].replace("''", "'") for t in tokens if t[0] == "'"]


@files(".json")
def test_trees_hold_every_label_once(path):
    for matrix in load(path.read_text(encoding="utf-8"))["matrices"]:
        assert len(matrix["values"]) == len(matrix["labels"])
        assert all(len(row) == len(matrix["labels"]) for row in matrix["values"])
        if matrix["metric"]:
            assert sorted(leaves(matrix["tree"])) == sorted(matrix["labels"])


# ── HTML ──────────────────────────────────────────────────────────────────────────────────────────

VOID = {"meta"}


class Page(HTMLParser):
    """Checks nesting while it reads, and collects what is shown."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links = [], [], []
        self.references, self.scripts, self.tags = [], [], []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), tag
        a = dict(attributes)
        self.tags.append((tag, a))
        self.ids += [a["id"]] if "id" in a else []
        self.links += [a["href"]] if "href" in a else []
        if tag == "data":
            self.references.append([a["data-ref"], a["value"], ""])
        elif "data-ref" in a:
            self.references.append([a["data-ref"], a.get("data-value"), None])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif self.open and self.open[-1] == "data":
            self.references[-1][2] += data

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")


def parse(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    page.close()
    assert page.open == []
    return page


def resolve(document, reference):
    for step in reference.split("/"):
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


@files(".html")
def test_html_is_well_formed_and_alone(path):
    text = path.read_text(encoding="utf-8")
    page = parse(path)
    assert text.startswith("<!doctype html>")
    assert len(page.ids) == len(set(page.ids))
    assert all(link[0] == "#" and link[1:] in page.ids for link in page.links)
    outside = text.split("<script", 1)[0]
    assert not re.search(r"https?:|//[a-z]|@import|url\(|\ssrc=|\son[a-z]+=\"", outside)
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any(c for c in text if unicodedata.category(c) == "Cc" and c != "\n")


@files(".html")
def test_html_can_be_heard(path):
    for tag, a in parse(path).tags:
        if tag == "svg":
            assert a.get("aria-hidden") == "true" or (a.get("role") == "img" and a["aria-label"])
        if tag == "th":
            assert a.get("scope") in ("row", "col")
    headings = [tag for tag, _ in parse(path).tags if re.fullmatch("h[1-6]", tag)]
    assert headings[0] == "h1" and headings.count("h1") == 1


@files(".html")
def test_every_number_is_traceable(path):
    page = parse(path)
    document = load("".join(page.scripts))
    assert document == load(read(path.name.replace(".html", ".json")))
    shares = {i for i, s in enumerate(document["series"]) if s["style"] != "contribution"}
    for reference, behind, shown in page.references:
        value = resolve(document, reference)
        if reference.startswith("sentences/"):
            continue
        behind = int(behind) if isinstance(value, int) else float(behind)
        assert behind == number(value), reference
        if shown is None:
            continue
        percent = shown.endswith(" %")
        if percent and not reference.endswith("/confidence"):
            assert int(reference.split("/")[1]) in shares
        scale = 100 if percent else 1
        text = shown.removesuffix(" %").replace("∞", "inf")
        if math.isinf(number(value)):
            assert float(text) == number(value)
            continue
        mantissa, _, exponent = text.partition("e")
        digits = len(mantissa.partition(".")[2]) - int(exponent or 0)
        if "." not in mantissa:  # 52300 may be rounded to its hundreds
            digits -= len(mantissa) - len(mantissa.rstrip("0")) if mantissa != "0" else 0
        # Half a unit of the last place that is shown, and a hair for the decimal arithmetic here.
        assert abs(float(text) - scale * value) <= 0.5000001 * 10.0**-digits, reference
        assert (float(text) == 0) == (value == 0), reference


def test_typical_page_is_small():
    text = read("compare.html")
    data = text[text.index("<script") : text.index("</script>")]
    assert len((text.replace(data, "")).encode()) < 60_000


# ── Contrast ──────────────────────────────────────────────────────────────────────────────────────


def luminance(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * c for c in colour[1:])
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast(scheme):
    blocks = re.findall(r":root\{([^}]*)\}", read("compare.html"))
    colours = dict(re.findall(r"--(\w+):(#\w+)", blocks[scheme]))
    text_on = [(c, g) for c in ("ink", "soft", "a", "b") for g in ("bg",)]
    text_on += [("ink", "card"), ("soft", "card"), ("a", "card"), ("dark", "a"), ("dark", "b")]
    text_on += [("ink", f"h{i}") for i in range(6)] + [("dark", f"h{i}") for i in (6, 7)]
    for text, ground in text_on:  # WCAG 2.1, AA for text
        assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for shape in ("b", "a"):  # and for what is drawn
        assert contrast(colours[shape], colours["bg"]) >= 3


# ── Terminal and Markdown ─────────────────────────────────────────────────────────────────────────


def columns(line):
    """Width by Python's own tables."""
    width = 0
    for c in line:
        if unicodedata.category(c) in ("Mn", "Me", "Cf"):
            continue
        width += 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return width


@pytest.mark.parametrize("limit", [40, 80])
def test_terminal_lines_fit(limit):
    for path in GOLDEN.glob(f"*.{limit}.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert columns(line) <= limit, (path.name, line)


@files(".txt")
def test_nothing_is_shown_as_zero_that_is_not(path):
    assert not re.search(r"(?<![\d.])-?0\.0+(?![\d])", path.read_text(encoding="utf-8"))


def test_spans_stand_in_markdown():
    assert f"| A | 0 | {2**64 - 1} | &lt;/script" in read("hostile.md")


@files(".md")
def test_markdown_tables_are_rectangular(path):
    wide = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            wide = None
            continue
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line))
        wide = wide or cells
        assert cells == wide, line
    assert "<script" not in path.read_text(encoding="utf-8")
