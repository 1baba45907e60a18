# SPDX-License-Identifier: Apache-2.0
"""The story as one page: texts, figures, numbers and claims in a file that needs no other."""

import csv
import html
import math
import pathlib
import re

from . import markdown
from .numbers import Wrong

# What each colour of the figures becomes on a dark page.
DARK = {"#1d5fae": "#7fb5ff", "#b04a00": "#ffa45c", "#2a8a57": "#6fd3a0", "#7a4fa3": "#c7a0ee", "#8a7a00": "#d9c64a",
        "#444": "#c4c4c4", "#c2185b": "#ff86b4", "#00838f": "#5fd0dc", "#5d4037": "#c8a698", "#558b2f": "#a3d77d",
        "#37474f": "#a9bcc6", "#777": "#9a9a9a", "#bbb": "#555", "#ddd": "#3a3f48",
        **{f"#{255 - 30 * shade:02x}" + 2 * f"{255 - 30 * shade:02x}": f"#{24 + 28 * shade:02x}" +
           2 * f"{24 + 28 * shade:02x}" for shade in range(1, 9)}}

STYLE = """main{max-width:56rem}
h3{font-size:1.1rem;margin:2.2rem 0 .6rem}h4{font-size:1rem;margin:1.6rem 0 .5rem}
section>h2{font-size:clamp(1.3rem,4vw,1.7rem);border-top:1px solid var(--line);padding-top:2rem}
p,li{max-width:44rem;overflow-wrap:anywhere}li{margin:.35rem 0}
code{font:.88em ui-monospace,Menlo,Consolas,monospace}
pre{overflow-x:auto;background:var(--card);border-radius:.6rem;padding:.9rem 1.1rem;
font:.82rem/1.5 ui-monospace,Menlo,Consolas,monospace}
.scroll{margin:1.2rem 0}.scroll td,.scroll th{font-variant-numeric:tabular-nums;min-width:4.5rem}
.scroll tbody th{min-width:7rem}details .scroll{max-height:32rem;overflow:auto}
.plot{overflow-x:auto;margin:1.4rem 0}.plot svg{display:block;width:100%;min-width:34rem;max-width:46rem}
.plot text{font:12px system-ui,sans-serif;fill:var(--ink)}.plot .title{font-size:15px;font-weight:600}
.plot .grid{stroke:var(--line)}.plot polyline{fill:none;stroke-width:1.8}.plot path{vector-effect:none}
.claims td,.claims th{min-width:0;padding-bottom:.9rem}.claims small{display:block}
.verdict{font-weight:600}.ends{white-space:nowrap}
@media(max-width:40rem){.claims,.claims tbody,.claims tr,.claims th,.claims td{display:block}
.claims thead{display:none}.claims th,.claims td{padding:.15rem 0}.claims tr{padding:.7rem 0}}
"""


def style_of_reports(root):
    """The style sheet of a report's page (src/report)."""
    source = (root / "src/report/html_style.c").read_text(encoding="utf-8")
    body = re.sub(r"/\*.*?\*/|^#.*?$", "", source, flags=re.S | re.M)
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', body)).replace('\\"', '"').replace("\\n", "\n")


def dark_colours():
    rules = []
    for light, dark in DARK.items():
        rules.append(f'.plot [stroke="{light}"]{{stroke:{dark}}}.plot [fill="{light}"]{{fill:{dark}}}'
                     f'.plot [style="fill:{light}"]{{fill:{dark}!important}}')
    return "@media(prefers-color-scheme:dark){" + "\n".join(rules) + "}\n"


def figure(alt, path, folder):
    """An SVG file in the page, in the page's type and colours."""
    svg = (folder / pathlib.Path(path).name).read_text(encoding="utf-8")
    svg = re.sub(r"<style>.*?</style>\n|<rect[^>]* fill=\"#fff\"/>\n", "", svg, flags=re.S)
    unknown = set(re.findall(r"#[0-9a-f]{3,6}\b", svg)) - set(DARK)
    if unknown:
        raise Wrong(f"{path}: no dark colour for {', '.join(sorted(unknown))}")
    name = html.escape(" ".join(alt.split()))
    svg = svg.replace(' xmlns="http://www.w3.org/2000/svg"', f' role="img" aria-label="{name}"', 1)
    return f'<div class="plot" tabindex="0" role="region" aria-label="{name}">{svg}</div>'


def brief(value):
    if math.isnan(value):
        return ""
    text = re.sub(r"e([+-])0*", lambda power: "e" + power[1].strip("+"), f"{value:.5g}")
    return re.sub("^-", "−", text.replace("inf", "∞"))


def all_numbers(chapter, numbers):
    """Every number of a chapter, also those that the text leaves out."""
    rows = []
    for (of, subject, _), number in numbers.items():
        if of != chapter:
            continue
        interval = "" if math.isnan(number.low) else f"{brief(number.low)} … {brief(number.high)}"
        cells = (html.escape(subject), brief(number.value), interval, html.escape(number.unit))
        rows.append(f'<tr><th scope="row">{html.escape(number.label)}</th>' +
                    "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("what", "of", "value", "interval", "unit"))
    inside = f"<table><thead><tr>{head}</tr></thead><tbody>\n" + "\n".join(rows) + "\n</tbody></table>"
    return f"<details><summary>All {len(rows)} numbers of this run</summary>{markdown.scroll(inside)}</details>"


def claims(path):
    rows = []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            statement, verdict, unit = (markdown.inline(row[key]) for key in ("statement", "verdict", "unit"))
            shown = "; ".join(row["number"].split()).replace("inf", "∞").replace("-", "−")
            rows.append(f'<tr id="{row["id"]}"><th scope="row">{row["id"]}</th><td>{statement}</td>'
                        f'<td class="verdict">{verdict}</td><td>{shown}<small>{unit}; <code>{row["test"]}</code>'
                        "</small></td></tr>")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "statement", "verdict", "computed"))
    return f'<table class="claims"><thead><tr>{head}</tr></thead><tbody>\n' + "\n".join(rows) + "\n</tbody></table>"


def title_of(text):
    return re.match(r"# (.*)", text)[1]


def build(texts, numbers, figures, root):
    """The page of {chapter: text}, the first of which is the introduction, with the pictures of a folder."""
    docs = root / "docs"
    introduction, *chapters = texts

    def draw(alt, path):
        return figure(alt, path, figures)

    parts = [f'<section id="{name}">\n{markdown.page(texts[name], draw, 1)}\n{all_numbers(name, numbers)}\n</section>'
             for name in chapters]
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{html.escape(title_of(texts[introduction]))}</title>
<style>
{style_of_reports(root)}{STYLE}{dark_colours()}</style>
</head>
<body>
<main>
<div id="{introduction}">
{markdown.page(texts[introduction], draw, 0)}
</div>
<p>At the end: <a href="#claims">the lesson, claim by claim</a>.</p>
{chr(10).join(parts)}
<section id="claims">
<h2>The lesson, claim by claim</h2>
<p>The statements of <a href="../lesson.md">the lesson</a>, whether they are so, and what the library computes for each;
the test that is named computes it again.</p>
{claims(docs / "claims.tsv")}
</section>
</main>
</body>
</html>
"""
