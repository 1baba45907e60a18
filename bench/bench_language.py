#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How often kl lang is right: bench/bench_language.py DATA PROFILE [--sections]

DATA as for tools/train_languages.py, PROFILE one that it made with --held-out own. Everything goes through `$KL lang
--lines`, so what is measured is the command. Accuracies are macro means over the 53 languages of MAIN; all languages of
the profile may be answered.
"""
import argparse
import collections
import os
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from languages import sources, symbols  # noqa: E402

MAIN = ("am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka ko lt lv mr ms nl no pl pt "
        "ro ru sk sl sq sr sv ta te th tl tr uk ur vi zh").split()
KL = os.environ.get("KL", str(ROOT / "build/kl"))


def ask(profile, texts):
    """[(code, posterior, margin, status)] of texts."""
    lines = "".join(text.replace("\n", " ") + "\n" for text in texts)
    command = [KL, "lang", "--lines"] + (["--profile", str(profile)] if profile else [])
    out = subprocess.run(command, input=lines.encode("utf-8", "surrogateescape"), capture_output=True, check=True)
    rows = [line.split("\t") for line in out.stdout.decode().splitlines()]
    return [(code, float(p), float(margin), status) for code, p, margin, status in rows]


def accuracy(codes, answers):
    """Per cent right of each language that has texts."""
    right, total = collections.Counter(), collections.Counter()
    for code, answer in zip(codes, answers):
        total[code] += 1
        right[code] += answer[0] == code
    return {code: 100 * right[code] / total[code] for code in total}


def macro(by_language):
    return sum(by_language.values()) / len(by_language) if by_language else float("nan")


def installation_guide(data):
    """[(code, text)] of a manual that no profile is trained on, one paragraph each."""
    rows = []
    for path in sorted((data / "installation-guide").glob("*.txt")):
        code = path.stem.split("_")[0]
        lines = [line for line in path.read_text("utf-8").splitlines() if 40 <= len(line.encode()) <= 400]
        rows += [(code, line) for line in random.Random(code).sample(lines, min(400, len(lines)))]
    return rows


RELATIVES = ["da no sv", "cs sk", "es pt ca", "hr sl", "ru uk be bg", "hi mr", "fa ur ar", "ms id", "de nl"]
LENGTHS = [10, 20, 40, 80, 160]


def cut(text, letters):
    """The first words of a text with so many letters, or None if it has fewer."""
    kept, count = [], 0
    for word in text.split():
        kept.append(word)
        count += sum(map(len, symbols.words(word)))
        if count >= letters:
            return " ".join(kept)
    return None


def by_length(data, profile):
    """[(relatives, [per cent right of texts that are cut to each length])], all languages possible."""
    rows = sources.split(sources.tsv(data, "sentences"), True)
    found = []
    for group in RELATIVES:
        shares = []
        for length in LENGTHS:
            texts = [(code, cut(text, length)) for code, text in rows if code in group.split()]
            texts = [row for row in texts if row[1]]
            answers = ask(profile, [text for _, text in texts])
            shares.append(macro(accuracy([code for code, _ in texts], answers)))
        found.append((group, shares))
    return found


def nonsense():
    """{kind: [text]} that is no language."""
    draw = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    base64 = letters + letters.upper() + "0123456789+/"
    keys = "asdfghjkl"
    cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    greek = "αβγδεζηθικλμνξοπρστυφχψω"
    words = lambda alphabet: " ".join("".join(draw.choice(alphabet) for _ in range(draw.randint(3, 9)))
                                      for _ in range(8))
    scripts = {"unseen scripts": [(0x13A0, 0x13F4), (0x2D30, 0x2D67), (0xA000, 0xA48C), (0x1401, 0x166C),
                                  (0xA500, 0xA60B), (0x1820, 0x1877), (0x16A0, 0x16EA), (0x0B05, 0x0B39),
                                  (0x07CA, 0x07E7), (0xA984, 0xA9B2)]}
    found = {"random letters": [words(letters) for _ in range(500)],
             "keyboard mash": [" ".join("".join(draw.choice(keys) for _ in range(draw.randint(4, 12)))
                                        for _ in range(5)) for _ in range(500)],
             "base64": ["".join(draw.choice(base64) for _ in range(60)) for _ in range(500)],
             "random Cyrillic": [words(cyrillic) for _ in range(500)],
             "random Greek": [words(greek) for _ in range(500)]}
    for name, ranges in scripts.items():
        found[name] = [" ".join("".join(chr(draw.randint(*of)) for _ in range(6)) for _ in range(6))
                       for of in ranges for _ in range(50)]
    code = []
    for path in sorted(ROOT.glob("src/*/*.c"))[:60] + sorted(ROOT.glob("tools/*.py")):
        code += [line.strip() for line in path.read_text("utf-8").splitlines()
                 if len(line.strip()) > 30 and not line.strip().startswith(("*", "/*", "#", '"'))]
    found["source code"] = draw.sample(code, 500)
    found["hexadecimal"] = ["".join(draw.choice("0123456789abcdef") for _ in range(64)) for _ in range(500)]
    return found


HALVES = "eng deu_1996 fra spa ita pol swe nld fin tur por_PT ces".split()


def two_halves(data):
    """Texts of two halves in two languages of one script, each of up to 120 characters of the Declaration."""
    draw = random.Random(2)
    paragraphs = {name: [line.strip() for line in (data / f"udhr/txt/{name}.txt").read_text("utf-8").splitlines()
                         if 60 <= len(line.strip()) <= 300] for name in HALVES}
    found = []
    for _ in range(1000):
        first, second = draw.sample(HALVES, 2)
        half = draw.choice(paragraphs[first])[:120]
        found.append(half + " " + draw.choice(paragraphs[second])[:len(half)])
    return found


def unknown_languages(data):
    """{name of a text: its paragraphs} of the Declaration in languages that no profile is trained on. A name begins
    with a code of ISO 639-3; texts with numbers for names are in languages that the name does not tell."""
    known = {name.split("_")[0] for *_, names in sources.labels() for name in names}
    found = {}
    for path in sorted((data / "udhr/txt").glob("*.txt")):
        lines = [line.strip() for line in path.read_text("utf-8").splitlines() if 60 <= len(line.strip()) <= 400]
        if not path.stem[0].isdigit() and path.stem.split("_")[0] not in known and len(lines) >= 8:
            found[path.stem] = lines
    return found


def print_unknown(texts, profile, shown):
    """The row of the table, and the texts that are most often surely in another language."""
    answers = iter(ask(profile, [line for lines in texts.values() for line in lines]))
    kept = {name: [next(answers) for _ in lines] for name, lines in texts.items()}
    everyone = [answer for row in kept.values() for answer in row]
    print(f"| languages that it does not know | {100 * sum(a[3] == 'unknown' for a in everyone) / len(everyone):.1f} "
          f"| {100 * sum(a[3] != 'sure' for a in everyone) / len(everyone):.1f} |")
    sure = {name: [a[0] for a in row if a[3] == "sure"] for name, row in kept.items()}
    most = sorted(kept, key=lambda name: -len(sure[name]) / len(kept[name]))[:shown]
    print(f"\n{len(texts)} texts of {len(everyone)} paragraphs; most often surely another: " + ", ".join(
        f"{name} → {collections.Counter(sure[name]).most_common(1)[0][0]} {len(sure[name])}/{len(kept[name])}"
        for name in most if sure[name]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("profile", type=pathlib.Path)
    parser.add_argument("--confusions", type=int, default=12)
    options = parser.parse_args()
    kept = {}
    for kind in sources.ROWS:
        rows = [row for row in sources.split(sources.tsv(options.data, kind), True) if row[0] in MAIN]
        answers = ask(options.profile, [text for _, text in rows])
        kept[kind] = [code for code, _ in rows], answers, accuracy([code for code, _ in rows], answers)
    rows = installation_guide(options.data)
    answers = ask(options.profile, [text for _, text in rows])
    kept["installation guide"] = [code for code, _ in rows], answers, accuracy([code for code, _ in rows], answers)

    print("## Accuracy, per cent\n")
    print("| texts | languages | accuracy | called unknown |\n|---|---|---|---|")
    for kind, (codes, answers, by_language) in kept.items():
        unknown = sum(a[3] == "unknown" for a in answers) / len(answers)
        print(f"| {kind} | {len(by_language)} | {macro(by_language):.2f} | {100 * unknown:.2f} |")
    print("\n## Refused, per cent\n\n| texts | unknown | not sure |\n|---|---|---|")
    for kind, texts in [*nonsense().items(), ("two halves in two languages", two_halves(options.data))]:
        answers = ask(options.profile, texts)
        print(f"| {kind} | {100 * sum(a[3] == 'unknown' for a in answers) / len(answers):.1f} "
              f"| {100 * sum(a[3] != 'sure' for a in answers) / len(answers):.1f} |")
    print_unknown(unknown_languages(options.data), options.profile, 5 * options.confusions)
    print("\n## Relatives by length\n\n| letters | " + " | ".join(map(str, LENGTHS)) + " |\n|---|" + "---|" * len(LENGTHS))
    for group, shares in by_length(options.data, options.profile):
        print(f"| {group} | " + " | ".join(f"{share:.0f}" if share == share else "" for share in shares) + " |")
    print("\n## By language\n\n| | " + " | ".join(kept) + " |\n|---|" + "---|" * len(kept))
    for code in [code for code in MAIN if code in kept["sentences"][2]]:
        print(f"| {code} | " + " | ".join(f"{kept[k][2][code]:.1f}" if code in kept[k][2] else "" for k in kept) + " |")
    print("\n## Mistaken most often\n")
    for kind, (codes, answers, _) in kept.items():
        wrong = collections.Counter((code, a[0]) for code, a in zip(codes, answers) if code != a[0])
        print(f"- {kind}: " + ", ".join(f"{a} → {b} {n}" for (a, b), n in wrong.most_common(options.confusions)))
    print("\n## Is the posterior right?\n\n| posterior | texts | right, per cent |\n|---|---|---|")
    bins = [0, 0.3, 0.5, 0.7, 0.9, 0.99, 0.999, 1.0001]
    pooled = [(a[1], code == a[0]) for k in sources.ROWS for code, a in zip(*kept[k][:2])]
    for low, high in zip(bins, bins[1:]):
        inside = [right for p, right in pooled if low <= p < high]
        if inside:
            print(f"| {low} – {min(high, 1)} | {len(inside)} | {100 * sum(inside) / len(inside):.1f} |")


if __name__ == "__main__":
    main()
