#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The story as one page, docs/story/index.html, from a run of its chapters.

tools/make_story.py RUN      take over the numbers, figures and texts that tools/story.sh left in RUN: write
                             docs/story/numbers.tsv and the figures, set the numbers in docs/story*.md, build the page
tools/make_story.py          build the page from what is there
tools/make_story.py --check  exit 1 if a number in docs/story*.md is not that of docs/story/numbers.tsv, or the page not
                             what would be built

The chapters are those that docs/story.md links, in its order; how a text names a number is said in
tools/chapters/numbers.py. A name that the run does not have, and a figure that no chapter shows, is an error.
"""

import argparse
import pathlib
import re
import shutil
import sys

from chapters import numbers, page

ROOT = pathlib.Path(__file__).resolve().parents[1]


def path_of(docs, chapter):
    return docs / ("story.md" if chapter == "story" else f"story-{chapter}.md")


def read_texts(docs):
    """{chapter: text}, the introduction first."""
    introduction = path_of(docs, "story").read_text(encoding="utf-8")
    names = dict.fromkeys(re.findall(r"\]\(story-(\w+)\.md\)", introduction))
    return {"story": introduction, **{name: path_of(docs, name).read_text(encoding="utf-8") for name in names}}


def check_figures(texts, folder):
    shown = {name for text in texts.values() for name in re.findall(r"!\[[^\]]*\]\(story/([^)]+)\)", text)}
    there = {path.name for path in folder.glob("*.svg")}
    if shown != there:
        raise numbers.Wrong("figures that are shown or drawn, not both: " + ", ".join(sorted(shown ^ there)))


def fill(texts, found):
    return {name: numbers.fill(text, name, found) for name, text in texts.items()}


def take_over(run, root):
    """What a run has left, into docs; nothing of one that makes no page."""
    docs, found = root / "docs", numbers.read_run(run)
    texts = read_texts(docs)
    check_figures(texts, run)
    texts = {name: numbers.fill_files(text, run) for name, text in fill(texts, found).items()}
    page.build(texts, found, run, root)
    for name, text in texts.items():
        path_of(docs, name).write_text(text, encoding="utf-8")
    numbers.write_table({key: found[key] for key in found if key[0] in texts}, docs / "story/numbers.tsv")
    for path in (docs / "story").glob("*.svg"):
        path.unlink()
    for path in run.glob("*.svg"):
        shutil.copyfile(path, docs / "story" / path.name)


def built(root):
    docs = root / "docs"
    found = numbers.read_table(docs / "story/numbers.tsv")
    texts = read_texts(docs)
    check_figures(texts, docs / "story")
    if fill(texts, found) != texts:
        wrong = ", ".join(name for name, text in fill(texts, found).items() if text != texts[name])
        raise numbers.Wrong(f"numbers that are not those of the run: {wrong}")
    return page.build(texts, found, docs / "story", root)


def main(words, root=ROOT):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", nargs="?", type=pathlib.Path, metavar="RUN")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(words)
    if options.run and options.check:
        parser.error("RUN is taken over, or the page is checked, not both")
    target = root / "docs/story/index.html"
    if options.run:
        take_over(options.run, root)
    text = built(root)
    if not options.check:
        target.write_text(text, encoding="utf-8")
    elif target.read_text(encoding="utf-8") != text:
        raise numbers.Wrong("docs/story/index.html is not what would be built; run tools/make_story.py")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (numbers.Wrong, OSError) as error:
        sys.exit(f"make_story: {error}")
