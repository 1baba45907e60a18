# SPDX-License-Identifier: Apache-2.0
"""As much of Markdown as the chapters use, to HTML."""

import html
import re

from .numbers import REFERENCE

INLINE = re.compile(r"`(?P<code>[^`]+)`|\[(?P<link>[^\]]+)\]\((?P<to>[^)]+)\)|\*\*(?P<strong>.+?)\*\*|"
                    rf"\*(?P<em>[^*\s][^*]*)\*|(?P<number>{REFERENCE.pattern})", re.S)
FIGURE = re.compile(r"!\[(.*?)\]\((.*?)\)", re.S)


def link(to):
    """As seen from docs/story/index.html."""
    chapter = re.fullmatch(r"story(?:-(\w+))?\.md", to)
    if chapter:
        return "#" + (chapter[1] or "story")
    return to if to.startswith(("http:", "https:")) else "../" + to


def number(match):
    """Its name is in the title, for who wants to know where it is from."""
    value, low, high, name = re.fullmatch(REFERENCE, match).groups()
    interval = f' <span class="ends">({low} … {high})</span>' if low else ""
    return f'<data value="{html.escape(value)}" title="{html.escape(name)}">{value}</data>{interval}'


def inline(text):
    """Of a paragraph or a cell."""
    out, at = [], 0
    for match in INLINE.finditer(text):
        out.append(html.escape(text[at:match.start()], quote=False))
        at = match.end()
        if match["code"]:
            out.append(f"<code>{html.escape(match['code'])}</code>")
        elif match["link"]:
            out.append(f'<a href="{html.escape(link(match["to"]))}">{inline(match["link"])}</a>')
        elif match["strong"]:
            out.append(f"<strong>{inline(match['strong'])}</strong>")
        elif match["em"]:
            out.append(f"<em>{inline(match['em'])}</em>")
        else:
            out.append(number(match["number"]))
    return "".join(out) + html.escape(text[at:], quote=False)


def cells(line):
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def table(lines):
    head, _, *rows = lines
    names = "".join(f'<th scope="col">{inline(cell)}</th>' for cell in cells(head))
    body = []
    for row in rows:
        first, *rest = map(inline, cells(row))
        body.append(f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>")
    return scroll(f"<table><thead><tr>{names}</tr></thead><tbody>\n" + "\n".join(body) + "\n</tbody></table>")


def scroll(inside):
    return f'<div class="scroll" tabindex="0" role="region" aria-label="table">{inside}</div>'


def items(block):
    parts = re.split(r"^- ", block, flags=re.M)[1:]
    return "<ul>\n" + "\n".join(f"<li>{inline(part.strip())}</li>" for part in parts) + "\n</ul>"


def verbatim(text):
    return f'<pre tabindex="0">{html.escape(text, quote=False)}</pre>'


def block_of(block, figure, level):
    heading = re.match(r"(#+) (.*)", block)
    if heading:
        depth = len(heading[1]) + level
        return f"<h{depth}>{inline(heading[2])}</h{depth}>"
    if FIGURE.fullmatch(block):
        return figure(*FIGURE.fullmatch(block).groups())
    if block.startswith("|"):
        return table(block.splitlines())
    if block.startswith("- "):
        return items(block)
    if block.startswith("    "):
        return verbatim(re.sub(r"^    ", "", block, flags=re.M))
    return f"<p>{inline(block)}</p>"


def page(text, figure, level):
    """The HTML of a text; figure(alt, path) gives that of a picture, and headings are so much deeper."""
    out = []
    for part in re.split(r"(^```\w*\n.*?^```$)", text, flags=re.M | re.S):
        if part.startswith("```"):
            out.append(verbatim(re.sub(r"^```\w*\n|```$", "", part)))
            continue
        part = re.sub(r"<!--file: .*?-->", "", part)
        out += [block_of(block, figure, level) for block in re.split(r"\n{2,}", part.strip("\n")) if block.strip()]
    return "\n".join(out)
