# SPDX-License-Identifier: Apache-2.0
"""tools/make_story.py: numbers of a run in the texts of the story, and the page that is made of them."""

import html.parser
import json
import re
import subprocess
import sys

import pytest

from conftest import ROOT
from story import make_story, numbers

PAGE = ROOT / "docs" / "story" / "index.html"
VOID = {"meta", "link", "br", "img", "hr"}


def test_texts_numbers_and_page_are_in_step():
    done = subprocess.run([sys.executable, ROOT / "tools" / "make_story.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


# ── The page ──


class Tags(html.parser.HTMLParser):
    """Every tag is closed in its turn; what is linked and what can be linked to."""

    def __init__(self, text):
        super().__init__()
        self.open, self.links, self.ids, self.loaded = [], [], set(), []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.links += [found["href"]] if "href" in found else []
        self.ids |= {found["id"]} if "id" in found else set()
        self.loaded += [found["src"]] if "src" in found else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_needs_no_other_file():
    text = PAGE.read_text(encoding="utf-8")
    tags = Tags(text)
    assert tags.loaded == [] and "<link" not in text and "<script" not in text and "url(" not in text
    for link in tags.links:
        if link.startswith("#"):
            assert link[1:] in tags.ids, link
        elif not link.startswith("https:"):
            assert (PAGE.parent / link).exists(), link


def test_the_page_has_every_chapter_figure_and_claim():
    text = PAGE.read_text(encoding="utf-8")
    programs = {path.stem for path in (ROOT / "examples" / "story").glob("*.c")}
    claims = re.findall(r"^L\d\d", (ROOT / "docs" / "claims.tsv").read_text(encoding="utf-8"), re.M)
    assert programs | {"story", "claims"} | set(claims) == Tags(text).ids
    assert text.count("<svg ") == len(list(PAGE.parent.glob("*.svg")))


def test_every_chapter_is_run():
    run = re.findall(r"^chapter (\w+) ", (ROOT / "tools" / "story.sh").read_text(), re.M)
    assert run == list(make_story.read_texts(ROOT / "docs"))[1:]


# ── A small story ──

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><style>text{}</style>\n<path stroke="#444" d="M0 0h1"/></svg>\n'
CHAPTER = """# Coins

It costs 0.00 (0.00 … 0.00)<!--coin: loss--> bits, 0<!--100 * (coin: loss - die: loss) / die: loss--> % more.

| a | b |
|---|---|
| \\|x\\| | 0.0<!--die: loss--> |

<!--file: said.txt-->
```text
nothing
```

![A coin](story/coins.svg)
"""


def estimate(subject, value, low=None, high=None, unit="bits"):
    return {"id": "loss", "subject": subject, "label": "a loss", "value": value, "low": low, "high": high,
            "unit": unit, "per": None}


@pytest.fixture
def small(tmp_path):
    """A tree with one chapter, and a run of it."""
    docs, run = tmp_path / "docs", tmp_path / "run"
    (docs / "story").mkdir(parents=True)
    run.mkdir()
    (tmp_path / "src/report").mkdir(parents=True)
    (tmp_path / "src/report/html_style.c").write_text('const char *s[] = {"a{b:\\"c\\"}\\n"};\n')
    (docs / "claims.tsv").write_text("id\tstatement\tverdict\tnumber\tunit\ttest\nL01\tIt is.\ttrue\t-1 inf\tbits\tt.c\n")
    (docs / "story.md").write_text("# A story\n\n[Coins](story-coins.md) took 0<!--coins: processor--> seconds.\n")
    (docs / "story-coins.md").write_text(CHAPTER)
    (run / "story.tsv").write_text("coins\tprocessor\ttime\t7.6\tseconds\n")
    (run / "coins.json").write_text(json.dumps(
        {"estimates": [estimate("coin", 1.5, 1.25, 1.749), estimate("die", -1)], "series": [], "curves": []}))
    (run / "coins.svg").write_text(SVG)
    (run / "said.txt").write_text("1 < 2\n")
    return tmp_path


def test_a_run_is_taken_over(small):
    make_story.main([str(small / "run")], small)
    text = (small / "docs/story-coins.md").read_text()
    assert "It costs 1.50 (1.25 … 1.75)<!--coin: loss--> bits, −250<!--" in text
    assert "−1.0<!--die: loss-->" in text and "```text\n1 < 2\n```" in text
    assert "took 8<!--coins: processor--> seconds" in (small / "docs/story.md").read_text()
    page = (small / "docs/story/index.html").read_text()
    assert '<data value="1.50" title="coin: loss">1.50</data> <span class="ends">(1.25 … 1.75)</span> bits' in page
    assert "<th scope=\"row\">|x|</th>" in page and "1 &lt; 2" in page and 'a{b:"c"}' in page and "−1; ∞" in page
    assert page.count("<svg ") == 1 and "<style>text{}" not in page
    assert [row for row in re.findall(r"<td>(\w+)</td><td>(.*?)</td>", page)] == [("coin", "1.5"), ("die", "−1")]
    Tags(page)
    make_story.main(["--check"], small)


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize("file, old, new, said", [
    ("docs/story-coins.md", "<!--coin: loss-->", "<!--coin: gain-->", "no number 'coin: gain'"),
    ("docs/story-coins.md", "0.0<!--die: loss-->", "0 (0 … 0)<!--die: loss-->", "'die: loss' has no interval"),
    ("docs/story-coins.md", "0.0<!--die: loss-->", "0 (0 … 0)<!--1 + die: loss - coin: loss-->", "one estimate"),
    ("docs/story-coins.md", "0.0<!--die", "none<!--die", "no name behind a number"),
    ("docs/story-coins.md", "story/coins.svg", "story/dice.svg", "coins.svg, dice.svg"),
    ("docs/story-coins.md", "said.txt", "unsaid.txt", "unsaid.txt"),
    ("run/coins.json", '"subject": "die"', '"subject": "coin"', "two numbers 'coin: loss'"),
    ("run/coins.svg", "#444", "#123456", "no dark colour for #123456"),
])
def test_a_run_that_does_not_fit_is_refused(small, file, old, new, said):
    change(small / file, old, new)
    before = {path: path.read_bytes() for path in (small / "docs").rglob("*") if path.is_file()}
    with pytest.raises((numbers.Wrong, OSError), match=re.escape(said)):
        make_story.main([str(small / "run")], small)
    assert before == {path: path.read_bytes() for path in (small / "docs").rglob("*") if path.is_file()}


@pytest.mark.parametrize("file, old, new, said", [
    ("docs/story-coins.md", "1.50 (1.25", "1.51 (1.25", "not those of the run: coins"),
    ("docs/story/numbers.tsv", "1.749", "1.8", "not those of the run: coins"),
    ("docs/story-coins.md", "It costs", "It cost", "not what would be built"),
    ("docs/claims.tsv", "It is.", "It was.", "not what would be built"),
])
def test_a_page_out_of_step_is_seen(small, file, old, new, said):
    make_story.main([str(small / "run")], small)
    change(small / file, old, new)
    with pytest.raises(numbers.Wrong, match=re.escape(said)):
        make_story.main(["--check"], small)


@pytest.mark.parametrize("value, like, significant, said", [
    (0.125, "0.00", 0, "0.12"), (-0.004, "0.00", 0, "0.00"), (-2.5, "1.0", 0, "−2.5"), (1234.5, "1", 0, "1234"),
    (12345.6, "1", 0, "12,346"), (1234.5, "9,999.0", 0, "1,234.5"), (218765, "1,000", 3, "219,000"), (9.996, "1", 3, "10.0"), (5.612, "1", 3, "5.61"),
    (0.0123, "0.01", 2, "0.012"), (0.0, "1", 3, "0.00"),
    (7.449e-5, "1.0e-1", 0, "7.4e-5"), (4.2e-16, "1·10⁻¹", 0, "4·10⁻¹⁶"), (float("-inf"), "1.0", 0, "−∞"),
])
def test_numbers_are_written_as_they_were(value, like, significant, said):
    assert numbers.shown(value, like, significant) == said
