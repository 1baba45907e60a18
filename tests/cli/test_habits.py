# SPDX-License-Identifier: Apache-2.0
"""What a user may rely on: streams, exit codes, errors that name the place, help, completions."""

import html.parser
import os
import re
import shutil
import subprocess
import unicodedata

import pytest

from conftest import DATA, KL, ROOT

HELP = subprocess.run([KL, "help"], capture_output=True, text=True, check=True).stdout
VERBS = ["compare", *re.findall(r"^  kl ([a-z]+) ", HELP, re.M)]
assert len(VERBS) >= 10


def columns(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else
               0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 1 for c in line)


@pytest.mark.parametrize("verb", VERBS)
def test_help_fits_a_terminal(kl, verb):
    for words in (("help", verb), (verb, "--help")):
        text = kl.text(*words)
        assert len(text) > 200
        assert all(columns(line) <= 80 and line == line.rstrip() for line in text.splitlines())
    for name in VERBS:
        assert f"kl {name}" in kl.text("help") or name == "compare"


def test_help_without_a_verb_leads_everywhere(kl):
    text = kl.text("--help")
    assert text.startswith(kl.text("help")) and " \n" not in text
    for word in [*(f"kl {verb}" for verb in VERBS if verb != "compare"), "Exit code", "KL_THREADS",
                 "KL_ISA", "NO_COLOR", "--fail-above"]:
        assert word in text, word
    assert all(columns(line) <= 80 for line in text.splitlines())


def test_help_tells_the_default_of_the_verb(kl):
    def told(verb, *words):
        text = " ".join(kl.text("help", *words, verb).split())
        return re.search(r"symbols.*?Default: (\w+)", text)[1]

    assert told("compare") == told("count") == told("count", "--man") == "letters"
    assert told("code") == told("code", "--man") == "bytes"


def test_a_mistyped_verb(kl, udhr, tmp_path):
    a, b = udhr("english"), udhr("german")
    message = kl.error("cmopare", a, b)
    assert "no verb cmopare and no file" in message and "did you mean compare?" in message
    for verb in VERBS:
        assert verb in message.split("verbs: ")[1]
    assert "did you mean merge?" in kl.error("megre", a, b)
    assert "did you mean" not in kl.error("english", a)
    assert "did you mean count" in kl.error("help", "cuont")
    assert "there is no verb '' and no file" in kl.error("")
    assert "id or family '' (see kl help)" in kl.error("help", "")
    # A file may be called like that, and what looks like a path is one.
    (tmp_path / "cmopare").write_bytes(a.read_bytes())
    assert kl("cmopare", b, cwd=tmp_path)
    assert "verb" not in kl.error("missing.txt", b)


def test_whole_weights_may_have_been_counted(kl, tmp_path):
    (tmp_path / "p").write_text("a\t30\nb\t70\n")
    (tmp_path / "q").write_text("a\t55\nb\t45\n")
    (tmp_path / "r").write_text("a\t0.5\nb\t0.5\n")
    (tmp_path / "s").write_text("a\t1\nb\t1\n")

    def notes(*words):
        return re.findall(r"All weights of [^.]*\.", kl.text(*words, "--markdown", cwd=tmp_path))

    assert notes("p", "r") == ["All weights of p are whole numbers: if they were counted, "
                               "say --kind counts."]
    assert "All weights of p (and of 1 more) are" in notes("p", "q")[0]
    assert "All weights of p (and of 1 more) are" in notes("p", "q", "r")[0]
    assert notes("r", "s") == notes("p", "q", "--kind", "counts") == []


def test_every_measure_of_a_report_is_explained(kl, udhr):
    known = kl.text("help", "measures")
    for e in kl.json(udhr("english"), udhr("german"))["estimates"]:
        if e["id"] in ("divergence.plugin", "divergence.plugin.reverse", "unseen_mass",
                       "unseen_mass.reverse", "p_value"):
            continue
        text = kl.text("help", e["id"])
        assert text.startswith(e["id"] + " - ") and "Source: " in text
        assert f"{e['id']}\n" in known
        assert all(columns(line) <= 80 for line in text.splitlines())
    assert "p (1, 0), q (0.5, 0.5), r (0, 1)" in kl.text("help", "jensen_shannon")
    assert "nonsense" in kl.error("help", "nonsense")


@pytest.mark.parametrize("words, verb", [
    (("a", "b"), "compare"), (("a", "b", "c"), "compare"), (("eval", "a", "b"), "eval"), (("fit", "a"), "fit"),
    (("lang", "a"), "lang"), (("lang", "--matrix"), "lang"), (("lang", "--spans", "a"), "lang"),
    (("lang", "--cipher", "a"), "lang"), (("lm", "score", "a", "b"), "lm"),
    (("lm", "interpolate", "a", "b", "--text", "c"), "lm"), (("mi", "a", "x", "y"), "mi"), (("ib", "a"), "ib"),
    (("channel", "a"), "channel"), (("ot", "a", "b"), "ot")])
def test_help_explains_every_id(kl, words, verb):
    """Whatever --fail-above takes: a measure by its formula, anything else by the verbs that tell it."""
    paths = [f"./{word}" if len(word) == 1 and word in "abc" else word for word in words]
    ids = kl.error(*paths, "--fail-above", "nonsense=1").strip().split("; it has ")[1].split(", ")
    assert ids
    for name in ids:
        text = kl.text("help", name)
        assert all(columns(line) <= 80 for line in text.splitlines())
        assert text.startswith(f"{name} - ") or f"kl help {verb} tells more" in text


@pytest.mark.parametrize("topic", ["measures", "families", "count", "PSI", "JSD", "jensen_shannon", "normal",
                                   "population_stability_index", "Vincze–Le Cam distance", "capacity", "divergence.reverse"])
def test_help_knows_a_topic_in_any_case(kl, topic):
    text = kl.text("help", topic)
    for other in (topic.lower(), topic.upper(), topic.title()):
        assert kl.text("help", other) == text, other
    assert "family NONSENSE (see" in kl.error("help", "NONSENSE")


def test_help_says_what_makes_a_measure_infinite(kl, tmp_path):
    weights = {"even": "a\t1\nb\t1\n", "a": "a\t1\nb\t0\n", "b": "a\t0\nb\t1\n"}
    for name, text in weights.items():
        (tmp_path / name).write_text(text)
    pairs = {"q excludes what p has": ("even", "a"), "p excludes what q has": ("a", "even"),
             "p and q share nothing": ("a", "b")}
    infinite = {words: {e["id"] for e in kl.json(*pair, cwd=tmp_path)["estimates"]
                        if e["value"] == "inf"} for words, pair in pairs.items()}
    for name in re.findall(r"^([a-z_.]+)$", kl.text("help", "measures"), re.M):
        text = kl.text("help", name)
        if "\n  + " not in text:  # of entropies nothing is promised
            continue
        said = set(re.findall(r"- infinite where (.*?):", text))
        assert ("+ finite" in text) == (not said)
        # Sharing nothing is one case of either exclusion.
        if said & {"q excludes what p has", "p excludes what q has"}:
            said.add("p and q share nothing")
        assert said == {words for words in pairs if name in infinite[words]}, name


def test_every_measure_is_in_a_report(kl, udhr, tmp_path):
    """Of texts and of known weights; the recipe for a new one ends here."""
    known = re.findall(r"^([a-z_.]+)$", kl.text("help", "measures"), re.M)
    assert len(known) >= 14 and "chi_square.neyman" in known
    (tmp_path / "p.tsv").write_text("a\t0.5\nb\t0.5\n")
    (tmp_path / "q.tsv").write_text("a\t0.25\nb\t0.75\n")
    for pair in ((udhr("english"), udhr("german")), (tmp_path / "p.tsv", tmp_path / "q.tsv"),
                 (udhr("english"), tmp_path / "q.tsv")):
        told = {e["id"] for e in kl.json(*pair)["estimates"]}
        assert set(known) <= told, set(known) - told


@pytest.mark.parametrize("verb", VERBS)
def test_manual_pages_are_clean_roff(kl, verb, tmp_path):
    page = tmp_path / "page.1"
    page.write_text(kl.text("help", "--man", verb))
    mandoc = shutil.which("mandoc")
    if not mandoc:
        pytest.skip("mandoc is not installed")
    done = subprocess.run([mandoc, "-T", "lint", "-W", "warning", page], capture_output=True,
                          text=True, check=False)
    problems = [l for l in done.stdout.splitlines() if "missing date" not in l]
    assert problems == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_valid(kl, shell, tmp_path):
    script = tmp_path / "completion"
    script.write_text(kl.text("help", "--completion", shell))
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    subprocess.run([shell, "-n", script], check=True)


def test_bash_completes_options_values_and_verbs(kl, tmp_path):
    script = tmp_path / "completion"
    script.write_text(kl.text("help", "--completion", "bash"))

    def complete(*words):
        quoted = " ".join(f"'{w}'" for w in words)
        code = (f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _kl; "
                'printf "%s\\n" "${COMPREPLY[@]}"')
        return subprocess.run(["bash", "-c", code], capture_output=True, text=True,
                              check=True, cwd=tmp_path).stdout.split()

    assert complete("kl", "a", "--symbols", "") == ["bytes", "letters", "words", "tokens"]
    assert "--fail-above" in complete("kl", "a", "--f")
    assert "--part" in complete("kl", "count", "--p")
    assert "--part" not in complete("kl", "a", "--p")
    assert "count" in complete("kl", "cou")
    # As bash cuts --symbols=l.
    assert complete("kl", "a", "--symbols", "=", "l") == ["letters"]
    assert complete("kl", "code", "--symbols", "=") == ["bytes", "letters", "words", "tokens"]
    # Behind what names a file stand files alone.
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).touch()
    files = ["completion", "one.txt", "two.txt"]
    assert sorted(complete("kl", "count", "one.txt", "-o", "")) == files
    assert complete("kl", "count", "one.txt", "--output", "=", "tw") == ["two.txt"]
    assert sorted(complete("kl", "one.txt", "two.txt", "--html", "")) == files
    assert {*files, "--output"} <= set(complete("kl", "count", ""))


def test_options_may_stand_anywhere(kl, udhr):
    a, b = udhr("english"), udhr("german")
    first = kl.text(a, b, "--json", "--order", 2)
    assert kl.text("--order=2", a, "--json", b) == first
    assert kl.text("-n2", "-j", a, b) == first
    assert kl.text("compare", a, "-jn", 2, b) == first


def test_results_and_noise_are_kept_apart(kl, udhr):
    done = kl(udhr("english"), udhr("german"))
    assert done.stderr == b"" and b"\x1b" not in done.stdout
    assert all(columns(l) <= 80 for l in done.stdout.decode().splitlines())


def test_standard_input(kl, udhr):
    by_name = kl.json(udhr("english"), udhr("german"))
    by_pipe = kl.json("-", udhr("german"), stdin=udhr("english").read_bytes())
    assert by_pipe["estimates"] == by_name["estimates"]
    for words in (["-", "-"], ["count", "-", udhr("german"), "-", "-o", "state.kls"]):
        assert kl.error(*words, stdin=b"abc") == "kl: - stands 2 times: standard input can be read once"


def test_standard_input_is_called_so(kl, udhr, tmp_path):
    """By every verb, and never by the - that it is asked for with."""
    (tmp_path / "t.csv").write_text("x,y\n" + "".join(f"{i % 7},{i % 5}\n" for i in range(60)))
    (tmp_path / "p.tsv").write_text("1\t1\n2\t3\n")
    german = udhr("german")
    kl("lm", "train", german, "-o", tmp_path / "m.klm")
    for words, file in ((["-", german], german), (["code", "-", "--with", german, "-o", "c"], german),
                        (["code", german, "--with", "-", "-o", "c"], german), (["lang", "-"], german),
                        (["lang", "--spans", "-"], german), (["lang", "--cipher", "-"], german),
                        (["lm", "score", "m.klm", "-"], german),
                        (["lm", "interpolate", "m.klm", "m.klm", "--text", "-"], german),
                        (["drift", "-", "t.csv"], tmp_path / "t.csv"), (["drift", "t.csv", "-"], tmp_path / "t.csv"),
                        (["drift", "t.csv", "-", "--by", "x"], tmp_path / "t.csv"),
                        (["ib", "-"], tmp_path / "p.tsv"), (["ot", "-", "p.tsv"], tmp_path / "p.tsv"),
                        (["fit", "-"], tmp_path / "p.tsv")):
        names = [each["name"] for each in kl.json(*words, stdin=file.read_bytes(), cwd=tmp_path)["inputs"]]
        assert "standard input" in names and "-" not in names, words
    assert kl.error("fit", "-", stdin=b"1\n2\nx\n").startswith("kl: standard input: ")


class Page(html.parser.HTMLParser):
    void = {"meta", "link", "br", "hr", "img", "input", "rect", "line", "path", "circle", "wbr"}

    def __init__(self):
        super().__init__()
        self.open, self.links = [], []

    def handle_starttag(self, tag, attrs):
        self.links += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]
        if tag not in self.void:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.void:
            assert self.open.pop() == tag


def test_html_is_whole_and_alone(kl, udhr, tmp_path):
    page = tmp_path / "report.html"
    kl(udhr("english"), udhr("german"), "--html", page)
    text = page.read_text(encoding="utf-8")
    parser = Page()
    parser.feed(text)
    assert parser.open == [] and parser.links == []
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", text.split('id="kullback"')[0])
    assert len(text) < 200_000


def test_markdown(kl, udhr):
    text = kl.text(udhr("english"), udhr("german"), "--markdown")
    assert re.search(r"^\|.*\|$", text, re.M) and "per letter" in text


def test_errors_name_what_is_wrong(kl, udhr, tmp_path):
    good = udhr("english")
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "binary").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "digits").write_text("1 2 3 4, 5!\nand nothing".replace("and nothing", "6 7"))
    (tmp_path / "negative").write_text("a\t1\nb\t-2\n")
    (tmp_path / "nan").write_text("a\tnan\nb\t2\n")
    (tmp_path / "word").write_text("a\t1\nb\ttwo\nc\t3\n")
    (tmp_path / "twice").write_text("a\t1\nb\t2\na\t3\n")
    (tmp_path / "zeros").write_text("a\t0\nb\t0\n")
    for name, words in {"missing": ["missing"], "empty": ["empty"], "binary": ["binary"],
                        "digits": ["digits"], "negative": ["line 2", "-2"],
                        "nan": ["line 1", "nan"], "word": ["line 2", "two"],
                        "twice": ["line 3", "a"], "zeros": ["zeros"]}.items():
        message = kl.error(tmp_path / name, good)
        for word in [name, *words]:
            assert word in message, message
    assert "directory" in kl.error(tmp_path, good).lower()
    assert kl(tmp_path / "binary", good, "--symbols", "bytes")


def test_errors_are_one_line_that_steers_no_terminal(kl, udhr, tmp_path):
    """Whatever a file is called: names are somebody else's."""
    name, shown = "a\n\x1b[31m\u009b\u202e", "a\\n\\x1b[31m\\x9b\\u202e"
    assert kl.error(udhr("german"), name, cwd=tmp_path).startswith(f"kl: cannot read {shown}: ")
    assert kl.error("count", os.fsdecode(b"\xff"), "-o", "x", cwd=tmp_path).startswith("kl: cannot read \\xff: ")
    assert f"no verb {shown} and no file" in kl.error(name, udhr("german"), cwd=tmp_path)
    (tmp_path / name).write_text("a\t1\nb\tx\n")
    assert kl.error(udhr("german"), name, cwd=tmp_path).startswith(f"kl: {shown}: line 2")


def test_usage_errors(kl, udhr):
    a, b = udhr("english"), udhr("german")
    assert "--nonsense" in kl.error(a, b, "--nonsense")
    assert "1 2 3 4 5" in kl.error(a, b, "--order", 6)
    assert "bytes letters words" in kl.error(a, b, "--symbols", "runes")
    assert "two inputs" in kl.error(a)
    for tolerance in ("jensen_shannon", "jensen_shannon=nan", "jensen_shannon=-1", "=1"):
        assert "--fail-above" in kl.error(a, b, "--fail-above", tolerance)
    assert "KL_THREADS" in kl.error(a, b, env={"KL_THREADS": "many"})
    assert "KL_ISA" in kl.error(a, b, env={"KL_ISA": "mmx"})
    assert "--confidence" in kl.error(a, b, "--confidence", "95")
    assert "-o" in kl.error("count", a)
    assert "two formats" in kl.error(a, b, "--json", "--markdown") == kl.error(a, b, "--markdown", "--json")
    assert "one thing at a time: merge is" in kl.error("help", "count", "merge")
    assert kl.error("-Q", a, b)


def test_a_full_disk_is_an_error(kl, udhr, tmp_path):
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    assert "/dev/full" in kl(udhr("english"), udhr("german"), "--html", "/dev/full",
                             code=2).stderr.decode()


# A report, and what is printed piece by piece: less than a buffer and more.
PRINTED = [[DATA / "udhr/english.txt", DATA / "udhr/german.txt"], ["--version"], ["help"], ["--help"],
           ["help", "--man", "lang"]]


def said_of_output(words, output):
    done = subprocess.run([KL, *words], stdout=output, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    return done.stderr.decode()


@pytest.mark.parametrize("words", PRINTED)
def test_full_standard_output_is_an_error(words):
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    with open("/dev/full", "wb") as full:
        assert said_of_output(words, full) == "kl: cannot write standard output: No space left on device\n"


@pytest.mark.parametrize("words", PRINTED)
def test_a_closed_pipe_is_an_error(words):
    reader, writer = os.pipe()
    os.close(reader)
    assert said_of_output(words, writer) == "kl: cannot write standard output: Broken pipe\n"
    os.close(writer)


def test_one_endless_line_needs_no_memory(tmp_path):
    """A line of 256 MB through a pipe, in an address space that could not hold it twice."""
    if os.environ.get("KL_SOME_CASES"):
        pytest.skip("sanitizers and emulators reserve address space")
    command = (f"ulimit -v 262144; head -c 268435456 /dev/zero | tr '\\0' e | "
               f"'{KL}' count - -o '{tmp_path}/e.kls' --threads 1")
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "e.kls").stat().st_size < 10_000


def test_version_is_the_project_s(kl):
    declared = re.findall(r"^#define KL_VERSION_\w+ (\d+)$",
                          (ROOT / "include" / "kullback" / "base.h").read_text(), re.M)
    assert kl.text("--version") == f"kl {'.'.join(declared)}\n"


def test_errors_name_what_they_are_about(kl, tmp_path):
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text("1\n1e308\n-1e308\n")
    two.write_text("2\n3\n4\n")
    assert f"{one} and {two}: numbers from -1e+308 to 1e+308" in kl.error(one, two)
    one.write_text("a\t1\nb\t2\n")
    assert "-parameter foo=3: expected the name of a measure" in kl.error(one, one, "-p", "foo=3")
    assert "-parameter total_variation=3: expected a measure that has a parameter" in kl.error(
        one, one, "-p", "total_variation=3")
